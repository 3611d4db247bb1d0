//! A vault is locked while a relay is being asked: nobody waits on.

use crate::stage::{Move, Stage};
use countersign_road::{Authorities, Call, Errand, Fault, Http, Key, Patience, Relay};
use std::sync::mpsc::channel;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(60);
const AGES: Duration = Duration::from_secs(24 * 3600);

#[test]
fn a_question_under_way_ends_when_it_is_stopped_and_no_later_one_goes_out() {
    let stage = Stage::plays(&[Move::Hold]);
    let place = stage.place();
    let patience = Patience {
        head: AGES,
        ..Patience::default()
    };
    let mut http = Http::new(Authorities::Public, patience).unwrap();
    let stopper = http.stopper();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let errand = Errand {
            place,
            key: Some(Key([7; 32])),
            call: Call::Fullness,
        };
        tell.send(http.ask(&errand)).unwrap();
        tell.send(http.ask(&errand)).unwrap();
    });
    stage.questions.recv_timeout(LONG).unwrap();
    stopper.stop();
    assert_eq!(told.recv_timeout(LONG).unwrap(), Err(Fault::NoWay));
    assert_eq!(told.recv_timeout(LONG).unwrap(), Err(Fault::NoWay));
    assert!(
        stage.questions.try_recv().is_err(),
        "a second question went out"
    );
}
