//! Bundles before they are sealed.

use crate::hostile::every_change_is_seen;
use countersign_wire::limits::{
    ACTS_PER_BUNDLE_MAX, BODY_BYTES_MAX, BUNDLE_PLAIN_BYTES_MAX, HAVE_MAX, SIGNED_ACT_BYTES_MAX,
};
use countersign_wire::{Body, Bundle, CarriedAct, ReadError};
use proptest::prelude::*;

fn act(length: usize, body: Option<&[u8]>) -> CarriedAct {
    CarriedAct {
        signed: vec![9; length],
        body: body.map(<[u8]>::to_vec),
    }
}

fn bundle() -> Bundle {
    Bundle {
        agreement: [1; 32],
        device: [2; 32],
        incarnation: [3; 16],
        number: 300,
        roster_hash: [4; 32],
        key_commit: [5; 32],
        acts: vec![act(65, None), act(300, Some(b"words")), act(66, Some(b""))],
        bodies: vec![Body {
            act: [6; 32],
            bytes: b"words".to_vec(),
        }],
        have: vec![[7; 32]],
        missing_bodies: vec![],
        waiting: vec![[8; 32], [9; 32]],
        received: vec![[10; 32]],
        living: Vec::new(),
    }
}

#[test]
fn a_changed_bundle_is_refused_or_is_another_bundle() {
    let sample = bundle().encode().unwrap();
    every_change_is_seen(&sample, Bundle::decode, |bundle| bundle.encode().unwrap());
}

#[test]
fn a_newer_bundle_is_called_newer_and_not_damaged() {
    let mut bytes = bundle().encode().unwrap();
    bytes[4 + 2] = 2;
    assert_eq!(
        Bundle::decode(&bytes),
        Err(ReadError::NewerFormat { found: 2, known: 1 })
    );
}

#[test]
fn what_a_newer_app_added_is_skipped_and_what_is_critical_is_not() {
    let old = bundle().encode().unwrap();
    let with = |field: &[u8]| {
        let (length, rest) = old.split_first_chunk::<4>().unwrap();
        let length = u32::from_be_bytes(*length) as usize;
        let (head, parts) = rest.split_at(length);
        let head = [&[head[0] + 1], &head[1..], field].concat();
        let length = (head.len() as u32).to_be_bytes();
        Bundle::decode(&[&length[..], &head, parts].concat())
    };
    // Key 12, an array of a map and a text.
    assert_eq!(
        with(&[12, 0x82, 0xa1, 0x01, 0x02, 0x61, b'x']),
        Ok(bundle())
    );
    // Key -1.
    assert_eq!(with(&[0x20, 0x01]), Err(ReadError::UnknownCritical));
    // Key 10 a second time.
    assert_eq!(
        with(&[10, 0x80]),
        Err(ReadError::Malformed { what: "bundle" })
    );
}

#[test]
fn a_bundle_that_a_receiver_would_refuse_is_not_written() {
    let too_many = Bundle {
        acts: vec![act(65, None); ACTS_PER_BUNDLE_MAX + 1],
        ..bundle()
    };
    let too_long = Bundle {
        acts: vec![act(SIGNED_ACT_BYTES_MAX, None); BUNDLE_PLAIN_BYTES_MAX / SIGNED_ACT_BYTES_MAX],
        ..bundle()
    };
    let act_too_long = Bundle {
        acts: vec![act(SIGNED_ACT_BYTES_MAX + 1, None)],
        ..bundle()
    };
    let heads = Bundle {
        have: vec![[0; 32]; HAVE_MAX + 1],
        ..bundle()
    };
    let body = Body {
        act: [0; 32],
        bytes: vec![0; BODY_BYTES_MAX + 1],
    };
    let body = Bundle {
        bodies: vec![body],
        ..bundle()
    };
    for refused in [too_many, too_long, act_too_long, heads, body] {
        assert!(matches!(refused.encode(), Err(ReadError::TooLarge { .. })));
    }
}

#[test]
fn an_act_has_a_header_and_a_body_beside_an_act_has_its_act() {
    let unsigned = Bundle {
        acts: vec![act(64, None)],
        ..bundle()
    };
    let malformed = ReadError::Malformed { what: "bundle" };
    assert_eq!(unsigned.encode(), Err(malformed));
    let parts = |parts: &[u8], count: u8| {
        let empty = Bundle {
            acts: Vec::new(),
            bodies: Vec::new(),
            ..bundle()
        };
        let mut bytes = empty.encode().unwrap();
        let last = bytes.len() - 1;
        bytes[last] = count;
        bytes.extend(parts);
        Bundle::decode(&bytes)
    };
    let act = [&[2, 0, 65][..], &[9; 65]].concat();
    let alone = [&[3, 0, 32][..], &[1; 32]].concat();
    assert!(parts(&[&act[..], &alone].concat(), 2).is_ok());
    assert_eq!(parts(&[&alone[..], &act].concat(), 2), Err(malformed));
    let twice = [&[1, 0, 0, 1, 0, 0][..], &act].concat();
    assert_eq!(parts(&twice, 3), Err(malformed));
    assert_eq!(parts(&[&[1, 0, 0][..], &alone].concat(), 2), Err(malformed));
    assert!(matches!(
        parts(&[1, 0, 0], 1),
        Err(ReadError::Truncated { .. })
    ));
    assert_eq!(parts(&[4, 0, 0], 1), Err(ReadError::UnknownCritical));
    assert!(matches!(parts(&act, 0), Err(ReadError::Trailing { .. })));
}

proptest! {
    #[test]
    fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = Bundle::decode(&bytes);
    }

    #[test]
    fn a_damaged_bundle_never_panics(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = bundle().encode().unwrap();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = Bundle::decode(&bytes);
    }

    #[test]
    fn every_bundle_comes_back_as_it_was(
        number in any::<u64>(),
        acts in prop::collection::vec(
            (65..300usize, prop::option::of(prop::collection::vec(any::<u8>(), 0..300))),
            0..20,
        ),
        have in prop::collection::vec(any::<[u8; 32]>(), 0..HAVE_MAX),
    ) {
        let acts = acts.iter().map(|(length, body)| act(*length, body.as_deref())).collect();
        let bundle = Bundle { number, acts, have, ..bundle() };
        prop_assert_eq!(Bundle::decode(&bundle.encode().unwrap()), Ok(bundle));
    }
}
