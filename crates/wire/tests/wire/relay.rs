//! What devices and relays share: cursors, pages, cards.

use crate::hostile::every_change_is_seen;
use countersign_wire::ReadError;
use countersign_wire::limits::ENVELOPE_BYTES_MAX;
use countersign_wire::relay::{Card, Cursor, Grant, PAGE_COUNT_MAX, Page, Parcel};
use proptest::prelude::*;

fn page(parcels: Vec<Parcel>) -> Page {
    Page {
        next: Cursor {
            epoch: 7,
            number: 40,
        },
        more: true,
        parcels,
    }
}

fn parcel(number: u64) -> Parcel {
    Parcel {
        number,
        envelope: vec![9; 30],
    }
}

fn card(address: &str) -> Card {
    Card {
        address: address.to_owned(),
        pin: Some([1; 32]),
        grant: Grant::Join {
            key: [2; 32],
            name: [3; 16],
        },
    }
}

#[test]
fn a_page_comes_back_as_it_was_written() {
    let page = page(vec![parcel(3), parcel(40)]);
    let bytes = page.encode().unwrap();
    assert_eq!(Page::decode(&bytes), Ok(page));
}

/// Golden bytes: what one release writes, every later one reads.
#[test]
fn a_page_and_a_card_are_these_bytes() {
    let short = Parcel {
        number: 3,
        envelope: vec![9, 9],
    };
    let expected = [
        &b"CSPG\x01"[..],
        &[0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 40, 1, 0, 1],
        &[0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2, 9, 9],
    ];
    assert_eq!(page(vec![short]).encode(), Ok(expected.concat()));
    let expected = [
        &[0xa6, 0, 1, 1, 1, 2, 0x51][..],
        b"https://r.example",
        &[3, 0x58, 32],
        &[1; 32],
        &[4, 0x58, 32],
        &[2; 32],
        &[5, 0x50],
        &[3; 16],
    ];
    assert_eq!(card("https://r.example").encode(), Ok(expected.concat()));
}

#[test]
fn a_page_cut_anywhere_is_refused() {
    let bytes = page(vec![parcel(3), parcel(40)]).encode().unwrap();
    for length in 0..bytes.len() {
        assert!(Page::decode(&bytes[..length]).is_err(), "{length}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(
        Page::decode(&longer),
        Err(ReadError::Trailing { what: "page" })
    );
}

#[test]
fn numbers_on_a_page_ascend_and_stay_below_its_cursor() {
    for numbers in [[4, 3], [3, 3], [3, 41]] {
        let bytes = page(numbers.map(parcel).to_vec()).encode().unwrap();
        assert_eq!(
            Page::decode(&bytes),
            Err(ReadError::Malformed { what: "page" })
        );
    }
}

#[test]
fn a_page_of_too_many_or_too_large_is_not_written() {
    let many = (1..=u64::from(PAGE_COUNT_MAX) + 1).map(parcel).collect();
    assert!(page(many).encode().is_err());
    let large = Parcel {
        number: 1,
        envelope: vec![0; ENVELOPE_BYTES_MAX + 1],
    };
    assert!(page(vec![large]).encode().is_err());
}

#[test]
fn a_page_that_claims_much_is_refused_before_anything_is_allocated() {
    let mut bytes = page(vec![parcel(3)]).encode().unwrap();
    bytes[22..24].copy_from_slice(&u16::MAX.to_be_bytes());
    assert!(matches!(
        Page::decode(&bytes),
        Err(ReadError::TooLarge { .. })
    ));
    let mut bytes = page(vec![parcel(3)]).encode().unwrap();
    bytes[32..36].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(matches!(
        Page::decode(&bytes),
        Err(ReadError::TooLarge { .. })
    ));
}

#[test]
fn a_cursor_has_one_text() {
    let cursor = Cursor {
        epoch: 0xe3f1,
        number: 17,
    };
    assert_eq!(cursor.to_string(), "000000000000e3f1.17");
    assert_eq!("000000000000e3f1.17".parse(), Ok(cursor));
    for other in [
        "",
        ".",
        "e3f1.17",
        "000000000000E3F1.17",
        "000000000000e3f1.017",
        "000000000000e3f1.+17",
        "000000000000e3f1.",
        "000000000000e3f1.18446744073709551616",
        " 000000000000e3f1.17",
    ] {
        assert!(other.parse::<Cursor>().is_err(), "{other}");
    }
}

#[test]
fn a_card_comes_back_as_it_was_written() {
    let relays = Card {
        address: "http://127.0.0.1:8480".to_owned(),
        pin: None,
        grant: Grant::Open(None),
    };
    for card in [card("https://relay.example.org/sync"), relays] {
        let bytes = card.encode().unwrap();
        assert!(Card::decode(&bytes) == Ok(card));
        every_change_is_seen(&bytes, |bytes| Card::decode(bytes)?.encode(), Vec::clone);
    }
}

#[test]
fn an_address_is_encrypted_or_stays_on_this_machine() {
    for address in [
        "https://relay.example.org",
        "https://relay.example.org:8443/sync",
        "https://[2001:db8::1]:8443",
        "http://localhost:8480",
        "http://127.0.0.1",
        "http://[::1]:8480",
    ] {
        assert!(card(address).encode().is_ok(), "{address}");
    }
    for address in [
        "http://relay.example.org",
        "http://127.0.0.1.example.org",
        "http://127.0.0.1@example.org",
        "https://karin@relay.example.org",
        "https://relay.example.org/",
        "https://",
        "https:///sync",
        "https://relay.example.org?x",
        "https://relay.example.org#x",
        "https://relay example.org",
        "https://relay.exämple.org",
        "ftp://relay.example.org",
        "relay.example.org",
        "",
    ] {
        assert!(card(address).encode().is_err(), "{address}");
    }
    assert!(
        card(&format!("https://{}", "a".repeat(200)))
            .encode()
            .is_err()
    );
}

proptest! {
    #[test]
    fn what_is_no_page_and_no_card_is_refused_without_a_panic(bytes: Vec<u8>) {
        prop_assert!(Page::decode(&bytes).is_err());
        prop_assert!(Card::decode(&bytes).is_err());
        let behind_magic = [b"CSPG\x01", &bytes[..]].concat();
        if let Ok(page) = Page::decode(&behind_magic) {
            prop_assert_eq!(page.encode(), Ok(behind_magic));
        }
    }
}
