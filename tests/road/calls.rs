//! Every call once, in the clear over loopback and over TLS with a pin.

use crate::device::{Device, MAGDAS_TABLET, invited, two};
use countersign_road::{Answer, Authorities, Call, Errand, Fault, Http, Key, Patience};
use countersign_road::{Place, Refused, Relay};
use countersign_tests::RelayHouse;

fn every_call(place: &Place, pin: Option<[u8; 32]>) {
    let mut stranger = Http::new(Authorities::Public, Patience::default()).unwrap();
    let about = Errand {
        place: place.clone(),
        key: None,
        call: Call::About,
    };
    let needs_token = false;
    assert_eq!(stranger.ask(&about), Ok(Answer::About { pin, needs_token }));
    let (mut karin, mut magda) = two(place);
    for (number, letter) in (1..=3).zip([b'a', b'b', b'c']) {
        let put = karin.ask(Call::Put(vec![letter; 100_000]));
        assert_eq!(put, Ok(Answer::Kept { number }));
    }
    assert_eq!(magda.page().len(), 3);
    let dropped = countersign_seal::bundle_id(&[b'b'; 100_000]);
    assert_eq!(karin.ask(Call::Drop(dropped)), Ok(Answer::Done));
    assert_eq!(magda.page(), [vec![b'a'; 100_000], vec![b'c'; 100_000]]);
    assert!(karin.page().is_empty(), "nobody is sent what is their own");
    let Ok(Answer::Fullness(full)) = karin.ask(Call::Fullness) else {
        panic!("it does not say how full it is")
    };
    assert_eq!((full.bundles, full.bytes), (2, 200_000));
    devices_come_and_go(place, &mut magda);
}

fn devices_come_and_go(place: &Place, magda: &mut Device) {
    let mut tablet = Device::at(place, [13; 32]);
    let invitation = invited(&MAGDAS_TABLET, &tablet.key);
    assert_eq!(magda.ask(Call::Invite(invitation)), Ok(Answer::Done));
    let own = Key([23; 32]);
    assert_eq!(tablet.ask(Call::Renew(own.hash())), Ok(Answer::Done));
    tablet.key = own;
    assert_eq!(tablet.page().len(), 2);
    assert_eq!(magda.ask(Call::Remove(invitation.handle)), Ok(Answer::Done));
    let gone = Err(Fault::Refused(Refused::UnknownKey));
    assert_eq!(tablet.ask(Call::Fetch(None)), gone);
    assert_eq!(tablet.ask(Call::Put(vec![b'd'; 262_144])), gone);
}

#[test]
fn every_call_is_understood_over_loopback() {
    let house = RelayHouse::start();
    let place = Place {
        address: house.address(),
        pin: None,
    };
    every_call(&place, None);
}

#[test]
fn every_call_is_understood_over_tls_with_a_pin() {
    let house = RelayHouse::start_with_tls();
    let place = Place {
        address: house.address(),
        pin: house.pin(),
    };
    every_call(&place, house.pin());
}

#[test]
fn a_relay_that_nobody_vouches_for_and_another_key_are_told_apart() {
    let house = RelayHouse::start_with_tls();
    let asked = |pin| {
        let place = Place {
            address: house.address(),
            pin,
        };
        Device::at(&place, [1; 32]).ask(Call::About)
    };
    assert_eq!(asked(None), Err(Fault::Unvouched));
    assert_eq!(asked(Some([9; 32])), Err(Fault::OtherKey));
}
