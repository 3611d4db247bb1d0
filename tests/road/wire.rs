//! What is seen on the way to a relay, and that a bad line is only slow.

use crate::device::two;
use countersign_road::{Answer, Call, Errand, Place, Relay};
use countersign_tests::{Line, RelayHouse, Wire};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// The lower-case hex digits of a key, as a question carries them.
fn digits(byte: u8) -> Vec<u8> {
    format!("{byte:02x}").repeat(32).into_bytes()
}

#[test]
fn over_tls_no_key_and_no_envelope_is_seen_on_the_way() {
    let envelope = b"an envelope that is known again ".repeat(8);
    for tls in [false, true] {
        let house = if tls {
            RelayHouse::start_with_tls()
        } else {
            RelayHouse::start()
        };
        let wire = Wire::to(house.at(), None);
        let scheme = if tls { "https" } else { "http" };
        let place = Place {
            address: format!("{scheme}://localhost:{}", wire.at().port()),
            pin: house.pin(),
        };
        let (mut karin, mut magda) = two(&place);
        assert_eq!(
            karin.ask(Call::Put(envelope.clone())),
            Ok(Answer::Kept { number: 1 })
        );
        assert_eq!(magda.page(), std::slice::from_ref(&envelope));
        // In the clear, over loopback, it is there to be seen: the look itself works.
        assert_eq!(wire.has_seen(&envelope), !tls);
        assert_eq!(wire.has_seen(&digits(22)), !tls, "Magda's key");
        assert!(!wire.has_seen(&[22; 32]));
    }
}

#[test]
fn each_key_has_a_connection_of_its_own_and_keeps_it() {
    let house = RelayHouse::start();
    let wire = Wire::to(house.at(), None);
    let place = Place {
        address: format!("http://{}", wire.at()),
        pin: None,
    };
    let (mut karin, _) = two(&place);
    let before = wire.connections();
    let other = [77; 32];
    karin.page();
    karin.page();
    let own = std::mem::replace(&mut karin.key, countersign_road::Key(other));
    assert!(karin.ask(Call::Fullness).is_err());
    karin.key = own;
    karin.page();
    assert_eq!(wire.connections() - before, 2, "own, the other");
}

#[test]
fn a_bad_line_loses_nothing() {
    let house = RelayHouse::start_with_tls();
    let line = Line {
        round_trip: Duration::from_millis(40),
        lost_of_thousand: 100,
    };
    let wire = Wire::to(house.at(), Some(line));
    let place = Place {
        address: format!("https://localhost:{}", wire.at().port()),
        pin: house.pin(),
    };
    let (mut karin, mut magda) = two(&place);
    let bundles: Vec<Vec<u8>> = (1..=4).map(|byte| vec![byte; 60_000]).collect();
    for bundle in &bundles {
        assert!(matches!(
            karin.ask(Call::Put(bundle.clone())),
            Ok(Answer::Kept { .. })
        ));
    }
    assert_eq!(magda.page(), bundles);
}

#[test]
fn what_is_put_beside_each_other_is_all_kept_and_comes_whole_and_in_order() {
    let house = RelayHouse::start();
    let place = Place {
        address: house.address(),
        pin: None,
    };
    let (mut karin, mut magda) = two(&place);
    let bundles: Vec<Vec<u8>> = (0..24).map(|byte| vec![byte; 1_000]).collect();
    for some in bundles.chunks(6) {
        let errand = |bundle: &Vec<u8>| Errand {
            place: place.clone(),
            key: Some(karin.key.clone()),
            call: Call::Put(bundle.clone()),
        };
        let errands: Vec<_> = some.iter().map(|it| Arc::new(errand(it))).collect();
        let mut told = BTreeSet::new();
        karin.http.ask_each(&errands, &mut |at, answer| {
            assert!(matches!(answer, Ok(Answer::Kept { .. })), "{answer:?}");
            assert!(told.insert(at), "told once");
        });
        assert_eq!(told.len(), some.len());
        // Her own are numbered too, and do not come to her.
        let own = magda.ask(Call::Put(vec![100 + some[0][0]; 500]));
        assert!(matches!(own, Ok(Answer::Kept { .. })));
    }
    let (mut came, mut numbers, mut after) = (BTreeSet::new(), Vec::new(), None);
    for _ in 0..bundles.len() {
        let Ok(Answer::Page(page)) = magda.ask(Call::Fetch(after)) else {
            panic!("no page")
        };
        for one in page.parcels {
            numbers.push(one.number);
            came.insert(one.envelope);
        }
        after = Some(page.next);
        if !page.more {
            break;
        }
    }
    assert!(numbers.is_sorted(), "{numbers:?}");
    assert_eq!(numbers.len(), bundles.len(), "each once");
    assert_eq!(came, bundles.into_iter().collect());
}
