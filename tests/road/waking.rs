//! Being woken by the real relay.

use crate::device::{Device, two};
use countersign_road::{Answer, Authorities, Call, Patience, Place, Waiting, Wakes};
use countersign_seal::Chance;
use countersign_tests::RelayHouse;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(60);

struct Fixed;

impl Chance for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(1);
    }
}

fn waiting(device: &Device, mailbox: u8) -> Waiting {
    Waiting {
        mailbox: [mailbox; 32],
        place: device.place.clone(),
        key: device.key.clone(),
        after: None,
    }
}

#[test]
fn who_waits_is_woken_by_what_the_other_puts_and_not_by_their_own() {
    let house = RelayHouse::start_with_tls();
    let place = Place {
        address: house.address(),
        pin: house.pin(),
    };
    let (mut karin, mut magda) = two(&place);
    let (tell, told) = sync_channel(8);
    let both = vec![waiting(&karin, 1), waiting(&magda, 2)];
    let patience = Patience::default();
    let wakes = Wakes::start(both, Authorities::Public, patience, Box::new(Fixed), tell).unwrap();
    assert!(matches!(
        karin.ask(Call::Put(vec![1; 1_000])),
        Ok(Answer::Kept { .. })
    ));
    assert_eq!(told.recv_timeout(LONG), Ok([2; 32]));
    assert!(matches!(
        magda.ask(Call::Put(vec![2; 1_000])),
        Ok(Answer::Kept { .. })
    ));
    assert_eq!(told.recv_timeout(LONG), Ok([1; 32]));
    drop(wakes);
    assert!(told.recv_timeout(LONG).is_err(), "nothing more was said");
}
