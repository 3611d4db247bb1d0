//! The outside of sealed bundles.

use crate::hostile::every_change_is_seen;
use countersign_wire::limits::{BUNDLE_PADDED_BYTES_MAX, ENVELOPE_BYTES_MAX, TAG_BYTES, WRAPS_MAX};
use countersign_wire::{Envelope, KeyId, Kind, ReadError, Wrap, padded};
use proptest::prelude::*;

fn envelope(wraps: usize, padded: usize) -> Envelope {
    let wrap = Wrap {
        hint: [3; 8],
        encapsulated: [4; 1120],
        wrapped: [5; 48],
    };
    Envelope {
        kind: Kind::Bundle,
        key_id: KeyId([1; 32]),
        nonce: [2; 24],
        wraps: vec![wrap; wraps],
        ciphertext: vec![6; padded + TAG_BYTES],
    }
}

#[test]
fn a_changed_envelope_is_refused_or_is_another_envelope() {
    let sample = envelope(1, 1024).encode().unwrap();
    every_change_is_seen(&sample, Envelope::decode, |envelope| {
        envelope.encode().unwrap()
    });
}

#[test]
fn the_largest_envelope_is_as_large_as_its_limit_says() {
    let largest = envelope(WRAPS_MAX, BUNDLE_PADDED_BYTES_MAX);
    let bytes = largest.encode().unwrap();
    assert_eq!(bytes.len(), ENVELOPE_BYTES_MAX);
    assert_eq!(Envelope::decode(&bytes), Ok(largest));
    assert!(envelope(WRAPS_MAX + 1, 1024).encode().is_err());
}

#[test]
fn a_ciphertext_has_a_padded_length() {
    for length in [1024, 1152, 2048, 2304, 4096, 4608, 240 * 1024] {
        assert!(envelope(0, length).encode().is_ok());
        assert!(envelope(0, length + 1).encode().is_err());
        assert!(envelope(0, length - 1).encode().is_err());
    }
    for length in [0, 512, BUNDLE_PADDED_BYTES_MAX * 2] {
        assert!(envelope(0, length).encode().is_err());
    }
}

#[test]
fn padding_takes_an_eighth_at_most_and_there_are_few_lengths() {
    let mut lengths = std::collections::BTreeSet::new();
    for length in 0..=BUNDLE_PADDED_BYTES_MAX {
        let padded = padded(length).unwrap();
        assert!(padded >= length);
        assert!(length < 1024 || (padded - length) * 8 <= length);
        lengths.insert(padded);
    }
    assert_eq!(lengths.len(), 65);
    assert_eq!(padded(BUNDLE_PADDED_BYTES_MAX + 1), None);
}

#[test]
fn other_files_and_newer_envelopes_are_told_apart() {
    let mut bytes = envelope(0, 1024).encode().unwrap();
    bytes[5] = 2;
    assert_eq!(Envelope::decode(&bytes), Err(ReadError::UnknownCritical));
    bytes[4] = 2;
    assert_eq!(
        Envelope::decode(&bytes),
        Err(ReadError::NewerFormat { found: 2, known: 1 })
    );
    bytes[0] = b'X';
    assert_eq!(Envelope::decode(&bytes), Err(ReadError::NotOurs));
    assert_eq!(
        Envelope::decode(b"\xff\xd8\xff\xe0 a photo"),
        Err(ReadError::NotOurs)
    );
}

#[test]
fn a_length_or_a_count_without_its_bytes_is_cut() {
    let mut bytes = envelope(0, 1024).encode().unwrap();
    bytes[62] = 32;
    assert!(matches!(
        Envelope::decode(&bytes),
        Err(ReadError::Truncated { .. })
    ));
    bytes[62] = 33;
    assert!(matches!(
        Envelope::decode(&bytes),
        Err(ReadError::TooLarge { .. })
    ));
    bytes[62] = 0;
    bytes[63..67].copy_from_slice(&[0xff; 4]);
    assert!(matches!(
        Envelope::decode(&bytes),
        Err(ReadError::Malformed { .. })
    ));
}

proptest! {
    #[test]
    fn noise_behind_the_magic_never_panics(noise in prop::collection::vec(any::<u8>(), 0..3_000)) {
        let _ = Envelope::decode(&[&b"CSGN\x01\x01"[..], &noise].concat());
    }
}
