//! The outside of sealed bundles.

use crate::hostile::every_change_is_seen;
use countersign_wire::limits::{ENVELOPE_BYTES_MAX, PADDING_BUCKETS, TAG_BYTES, WRAPS_MAX};
use countersign_wire::{Envelope, KeyId, Kind, ReadError, Wrap};
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
    let largest = envelope(WRAPS_MAX, PADDING_BUCKETS[4]);
    let bytes = largest.encode().unwrap();
    assert_eq!(bytes.len(), ENVELOPE_BYTES_MAX);
    assert_eq!(Envelope::decode(&bytes), Ok(largest));
    assert!(envelope(WRAPS_MAX + 1, 1024).encode().is_err());
}

#[test]
fn a_ciphertext_has_one_of_five_sizes() {
    for bucket in PADDING_BUCKETS {
        assert!(envelope(0, bucket).encode().is_ok());
        assert!(envelope(0, bucket + 1).encode().is_err());
        assert!(envelope(0, bucket - 1).encode().is_err());
    }
    assert!(envelope(0, 0).encode().is_err());
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
