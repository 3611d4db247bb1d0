//! The card of a device nearby: round trip, golden bytes, and addresses that no card may name.

use core::net::SocketAddr;

use crate::hostile::every_change_is_seen;
use countersign_wire::ReadError;
use countersign_wire::nearby::Card;
use proptest::prelude::*;

fn card(addresses: &[&str]) -> Card {
    Card {
        addresses: addresses
            .iter()
            .map(|address| address.parse().expect("an address"))
            .collect(),
        secret: [7; 16],
    }
}

#[test]
fn a_card_comes_back_as_it_was_written() {
    let card = card(&["192.168.1.20:40123", "[fd00::2]:40123", "127.0.0.1:1"]);
    let bytes = card.encode();
    assert!(Card::decode(&bytes) == Ok(card));
    every_change_is_seen(
        &bytes,
        |bytes| Card::decode(bytes).map(|card| card.encode()),
        Vec::clone,
    );
}

/// Golden bytes: what one release writes, every later one reads.
#[test]
fn a_card_is_these_bytes() {
    let expected = [
        &[0xa3, 0, 1, 1, 0x82, 0x46, 192, 168, 1, 20, 0x9c, 0xbb][..],
        &[0x52, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2],
        &[0x9c, 0xbb, 2, 0x50],
        &[7; 16],
    ];
    let card = card(&["192.168.1.20:40123", "[fd00::2]:40123"]);
    assert_eq!(card.encode(), expected.concat());
}

#[test]
fn a_card_names_only_devices_that_can_be_in_the_room() {
    for near in [
        "10.0.0.1:9",
        "172.31.255.1:9",
        "169.254.3.4:9",
        "100.64.0.7:9",
    ] {
        assert!(Card::decode(&card(&[near]).encode()).is_ok(), "{near}");
    }
    for far in [
        "1.1.1.1:53",
        "100.128.0.1:9",
        "255.255.255.255:9",
        "224.0.0.251:5353",
        "0.0.0.0:9",
        "192.168.1.1:0",
        "[2001:db8::1]:9",
        "[ff02::fb]:5353",
        "[::ffff:1.1.1.1]:9",
    ] {
        let read = Card::decode(&card(&[far]).encode());
        assert!(matches!(read, Err(ReadError::Malformed { .. })), "{far}");
    }
    assert!(Card::decode(&card(&[]).encode()).is_err());
}

#[test]
fn a_card_holds_eight_addresses_and_no_more() {
    let many: Vec<SocketAddr> = (1..20)
        .map(|n| SocketAddr::from(([10, 0, 0, n], 9)))
        .collect();
    let card = Card {
        addresses: many,
        secret: [7; 16],
    };
    let read = Card::decode(&card.encode()).map(|card| card.addresses.len());
    assert_eq!(read, Ok(8));
}

proptest! {
    #[test]
    fn what_is_no_card_is_refused_without_a_panic(bytes: Vec<u8>) {
        prop_assert!(Card::decode(&bytes).is_err());
    }
}
