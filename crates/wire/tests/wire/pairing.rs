//! The messages of pairing.

use crate::hostile::every_change_is_seen;
use countersign_wire::limits::{
    BODY_BYTES_MAX, PAIRING_BYTES_MAX, SIGNED_ACT_BYTES_MAX, WRAP_KEY_BYTES,
};
use countersign_wire::{
    AddedByKit, Countersigned, DevicePublic, Invite, Offer, Request, Role, Welcome,
};
use proptest::prelude::*;

fn keys() -> DevicePublic {
    DevicePublic {
        sign: [1; 32],
        wrap: [2; WRAP_KEY_BYTES],
    }
}

fn invite() -> Vec<u8> {
    Invite {
        issued: 1_795_000_000,
        secret: [3; 16],
        promise: [4; 32],
    }
    .encode()
}

fn request() -> Request {
    Request {
        role: Role::Client,
        keys: keys(),
        recovery: [5; 32],
        nonce: [6; 32],
        mac: [7; 32],
    }
}

fn offer() -> Offer {
    Offer {
        keys: keys(),
        nonce: [8; 32],
        founding_act: vec![9; 100],
        founding_body: vec![],
        joining_act: vec![],
        mac: [10; 32],
    }
}

fn offer_to_one_who_lost_every_device() -> Offer {
    Offer {
        joining_act: vec![11; 90],
        ..offer()
    }
}

#[test]
fn a_changed_message_is_refused_or_is_another_message() {
    let decode = |bytes: &[u8]| Invite::decode(bytes).map(|invite| invite.encode());
    every_change_is_seen(&invite(), decode, Clone::clone);
    every_change_is_seen(&request().encode(), Request::decode, Request::encode);
    every_change_is_seen(&offer().encode().unwrap(), Offer::decode, |o| {
        o.encode().unwrap()
    });
    every_change_is_seen(
        &offer_to_one_who_lost_every_device().encode().unwrap(),
        Offer::decode,
        |o| o.encode().unwrap(),
    );
    let welcome = Welcome {
        admission: [11; 64],
    }
    .encode();
    every_change_is_seen(&welcome, Welcome::decode, Welcome::encode);
    let word = Countersigned {
        signature: [12; 64],
    }
    .encode();
    every_change_is_seen(&word, Countersigned::decode, Countersigned::encode);
    let added = AddedByKit { act: vec![13; 120] }.encode();
    every_change_is_seen(&added, AddedByKit::decode, AddedByKit::encode);
}

#[test]
fn an_offer_says_only_what_it_has() {
    let usual = offer();
    let covers = |offer: &Offer| offer.covered().len();
    assert!(covers(&usual) < covers(&offer_to_one_who_lost_every_device()));
    // The same field, there and empty: not the form in which an offer without it is written.
    let mut bytes = usual.encode().unwrap();
    bytes[0] += 1;
    bytes.extend([8, 0x40]);
    assert!(Offer::decode(&bytes).is_err());
}

#[test]
fn no_leg_is_taken_for_another() {
    let legs = [
        invite(),
        request().encode(),
        offer().encode().unwrap(),
        Welcome { admission: [0; 64] }.encode(),
        Countersigned { signature: [0; 64] }.encode(),
        AddedByKit { act: vec![0; 64] }.encode(),
    ];
    for (own, bytes) in legs.iter().enumerate() {
        let read = [
            Invite::decode(bytes).is_ok(),
            Request::decode(bytes).is_ok(),
            Offer::decode(bytes).is_ok(),
            Welcome::decode(bytes).is_ok(),
            Countersigned::decode(bytes).is_ok(),
            AddedByKit::decode(bytes).is_ok(),
        ];
        assert_eq!(read, std::array::from_fn(|leg| leg == own));
    }
}

#[test]
fn an_invite_is_short_enough_to_type() {
    assert!(countersign_wire::write_code(&invite()).len() <= 140);
}

#[test]
fn the_largest_offer_is_within_the_limit_of_a_pairing_message() {
    let largest = Offer {
        founding_act: vec![0; SIGNED_ACT_BYTES_MAX],
        joining_act: vec![0; SIGNED_ACT_BYTES_MAX],
        founding_body: vec![0; BODY_BYTES_MAX],
        ..offer()
    };
    assert!(largest.encode().unwrap().len() <= PAIRING_BYTES_MAX);
    let larger = Offer {
        founding_body: vec![0; BODY_BYTES_MAX + 1],
        ..largest
    };
    assert!(larger.encode().is_err());
}

proptest! {
    #[test]
    fn noise_never_panics(leg in 1_u8..7, noise in prop::collection::vec(any::<u8>(), 0..1_500)) {
        let bytes = [&[0xa8, 0, 1, 1, leg][..], &noise].concat();
        let _ = Invite::decode(&bytes);
        let _ = Request::decode(&bytes);
        let _ = Offer::decode(&bytes);
        let _ = Welcome::decode(&bytes);
        let _ = Countersigned::decode(&bytes);
        let _ = AddedByKit::decode(&bytes);
    }
}
