//! Waiting to be woken by somebody who is honest, silent, gone, or never still.

use crate::stage::{Move, Stage, impatient, patient};
use countersign_road::{Authorities, Key, Patience, Waiting, Wakes};
use countersign_seal::Chance;
use countersign_wire::relay::Cursor;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

const STREAM: &[u8] =
    b"HTTP/1.1 200 OK\r\nCountersign-Relay: 1\r\nContent-Type: text/event-stream\r\n\r\n";
const WAKE: &[u8] = b"event: wake\nid: 00000000000000aa.9\ndata: 00000000000000aa.9\n\n";
const LONG: Duration = Duration::from_secs(30);

/// Chance that is always the same.
struct Fixed;

impl Chance for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(3);
    }
}

fn waiting(stage: &Stage, mailbox: u8) -> Waiting {
    Waiting {
        mailbox: [mailbox; 32],
        place: stage.place(),
        key: Key([mailbox; 32]),
        after: Some(Cursor {
            epoch: 1,
            number: 2,
        }),
    }
}

fn start(waiting: Vec<Waiting>, patience: Patience) -> (Wakes, Receiver<[u8; 32]>) {
    let (tell, told) = sync_channel(1);
    let chance = Box::new(Fixed);
    let wakes = Wakes::start(waiting, Authorities::Public, patience, chance, tell).unwrap();
    (wakes, told)
}

fn say(bytes: &[&[u8]]) -> Move {
    Move::Say(bytes.concat())
}

#[test]
fn forty_mailboxes_are_waited_for_at_once() {
    let stage = Stage::plays(&[say(&[STREAM, b":\n\n", WAKE]), Move::Hold]);
    let all = (1..=40).map(|mailbox| waiting(&stage, mailbox)).collect();
    let (_wakes, told) = start(all, patient());
    let mut woken: Vec<u8> = (0..40)
        .map(|_| told.recv_timeout(LONG).unwrap()[0])
        .collect();
    woken.sort_unstable();
    assert_eq!(woken, (1..=40).collect::<Vec<u8>>());
}

#[test]
fn who_was_woken_waits_on_behind_what_woke_them() {
    let stage = Stage::speaks(
        |stream| Some(Box::new(stream)),
        |number| match number {
            0 => vec![say(&[STREAM, WAKE])],
            _ => vec![say(&[STREAM]), Move::Hold],
        },
    );
    let (_wakes, told) = start(
        vec![waiting(&stage, 1)],
        Patience {
            silence: LONG,
            ..impatient()
        },
    );
    let question = |stage: &Stage| stage.questions.recv_timeout(LONG).unwrap();
    assert!(question(&stage).starts_with("GET /v1/wake?after=0000000000000001.2 HTTP/1.1\r\n"));
    assert_eq!(told.recv_timeout(LONG), Ok([1; 32]));
    assert!(question(&stage).starts_with("GET /v1/wake?after=00000000000000aa.9 HTTP/1.1\r\n"));
}

#[test]
fn a_stream_that_says_nothing_is_dead_and_its_return_is_told() {
    let stage = Stage::plays(&[say(&[STREAM, b":\n\n"]), Move::Hold]);
    let (_wakes, told) = start(vec![waiting(&stage, 1)], impatient());
    // Nothing ever wakes it: what is told is that the way is open again after the silence.
    assert_eq!(told.recv_timeout(LONG), Ok([1; 32]));
}

#[test]
fn whoever_refuses_is_asked_once_and_that_is_told() {
    let no = br#"{"code":"unknown_key","message":""}"#;
    let no = crate::stage::relays("401 Unauthorized", "", no);
    let stage = Stage::plays(&[Move::Say(no)]);
    let (_wakes, told) = start(vec![waiting(&stage, 1)], impatient());
    assert_eq!(told.recv_timeout(LONG), Ok([1; 32]));
    stage.questions.recv_timeout(LONG).unwrap();
    let again = stage.questions.recv_timeout(Duration::from_millis(500));
    assert_eq!(again, Err(RecvTimeoutError::Timeout));
}

#[test]
fn a_sign_in_page_wakes_nobody_and_is_tried_again() {
    let page = b"HTTP/1.1 200 OK\r\nContent-Length: 70\r\n\r\n";
    let stage = Stage::plays(&[say(&[page, WAKE]), Move::Hold]);
    let (_wakes, told) = start(vec![waiting(&stage, 1)], impatient());
    for _ in 0..3 {
        stage.questions.recv_timeout(LONG).unwrap();
    }
    assert!(told.try_recv().is_err());
}

#[test]
fn a_flood_of_wakes_is_one_wake_at_a_time() {
    let stage = Stage::plays(&[say(&[STREAM]), Move::Flood(WAKE.repeat(100))]);
    let hour = Duration::from_secs(3_600);
    let patience = Patience {
        breath: hour,
        ..patient()
    };
    let (wakes, told) = start(vec![waiting(&stage, 1)], patience);
    assert_eq!(told.recv_timeout(LONG), Ok([1; 32]));
    let again = told.recv_timeout(Duration::from_millis(300));
    assert_eq!(
        again,
        Err(RecvTimeoutError::Timeout),
        "not before it has breathed"
    );
    // Stops at once, though nobody takes what it would say.
    drop(wakes);
}

#[test]
fn a_flood_of_anything_else_ends_the_stream() {
    for rubbish in [&b":\n"[..], b"event: wake and so on for ever "] {
        let stage = Stage::plays(&[say(&[STREAM]), Move::Flood(rubbish.repeat(50))]);
        let (_wakes, _told) = start(vec![waiting(&stage, 1)], impatient());
        for _ in 0..2 {
            stage.questions.recv_timeout(LONG).unwrap();
        }
    }
}

#[test]
fn who_stops_waiting_need_not_wait_for_that() {
    let stage = Stage::plays(&[say(&[STREAM]), Move::Hold]);
    let nowhere = Waiting {
        place: countersign_road::Place {
            address: "https://192.0.2.1".to_owned(),
            pin: None,
        },
        ..waiting(&stage, 2)
    };
    let (wakes, told) = start(vec![waiting(&stage, 1), nowhere], patient());
    stage.questions.recv_timeout(LONG).unwrap();
    let (tell, dropped) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        drop(wakes);
        let _ = tell.send(());
    });
    assert_eq!(dropped.recv_timeout(Duration::from_secs(5)), Ok(()));
    assert_eq!(told.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected));
}
