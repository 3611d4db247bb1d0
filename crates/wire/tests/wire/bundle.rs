//! Bundles before they are sealed.

use crate::hostile::every_change_is_seen;
use countersign_wire::limits::{
    BODY_BYTES_MAX, BUNDLE_PLAIN_BYTES_MAX, CHANGES_PER_BUNDLE_MAX, HAVE_MAX,
};
use countersign_wire::{Body, Bundle, ReadError};
use proptest::prelude::*;

fn bundle() -> Bundle {
    Bundle {
        agreement: [1; 32],
        device: [2; 32],
        incarnation: [3; 16],
        number: 300,
        roster_hash: [4; 32],
        key_commit: [5; 32],
        changes: vec![b"a change".to_vec(), vec![9; 300]],
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
    bytes[2] = 2;
    assert_eq!(
        Bundle::decode(&bytes),
        Err(ReadError::NewerFormat { found: 2, known: 1 })
    );
}

#[test]
fn what_a_newer_app_added_is_skipped_and_what_is_critical_is_not() {
    let old = bundle().encode().unwrap();
    let with = |field: &[u8]| {
        let mut bytes = [&old[..], field].concat();
        bytes[0] += 1;
        Bundle::decode(&bytes)
    };
    // Key 14, an array of a map and a text.
    assert_eq!(
        with(&[14, 0x82, 0xa1, 0x01, 0x02, 0x61, b'x']),
        Ok(bundle())
    );
    // Key -1.
    assert_eq!(with(&[0x20, 0x01]), Err(ReadError::UnknownCritical));
    // Key 12 a second time.
    assert_eq!(
        with(&[12, 0x80]),
        Err(ReadError::Malformed { what: "bundle" })
    );
}

#[test]
fn a_bundle_that_a_receiver_would_refuse_is_not_written() {
    let too_many = Bundle {
        changes: vec![vec![]; CHANGES_PER_BUNDLE_MAX + 1],
        ..bundle()
    };
    let too_long = Bundle {
        changes: vec![vec![0; BUNDLE_PLAIN_BYTES_MAX]],
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
    for refused in [too_many, too_long, heads, body] {
        assert!(matches!(refused.encode(), Err(ReadError::TooLarge { .. })));
    }
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
        changes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..20),
        have in prop::collection::vec(any::<[u8; 32]>(), 0..HAVE_MAX),
    ) {
        let bundle = Bundle { number, changes, have, ..bundle() };
        prop_assert_eq!(Bundle::decode(&bundle.encode().unwrap()), Ok(bundle));
    }
}
