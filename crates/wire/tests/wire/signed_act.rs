//! Signed acts as bytes.

use countersign_wire::limits::{HEADER_BYTES_MAX, SIGNED_ACT_BYTES_MAX};
use countersign_wire::{ReadError, SignedAct};

#[test]
fn header_and_signature_come_back_as_they_were() {
    let act = SignedAct::new(b"header".to_vec(), [7; 64]).unwrap();
    let bytes = act.encode();
    assert_eq!(bytes.len(), 6 + 64);
    assert_eq!(SignedAct::decode(&bytes), Ok(act));
}

#[test]
fn an_act_needs_a_header_before_its_signature() {
    for length in 0..=64 {
        let refused = SignedAct::decode(&vec![0; length]);
        assert_eq!(
            refused,
            Err(ReadError::Truncated { what: "act" }),
            "{length} bytes"
        );
    }
}

#[test]
fn a_header_has_at_most_4_kib() {
    assert!(SignedAct::new(vec![0; HEADER_BYTES_MAX], [0; 64]).is_ok());
    assert!(SignedAct::new(vec![0; HEADER_BYTES_MAX + 1], [0; 64]).is_err());
    assert!(SignedAct::decode(&vec![0; SIGNED_ACT_BYTES_MAX]).is_ok());
    assert!(SignedAct::decode(&vec![0; SIGNED_ACT_BYTES_MAX + 1]).is_err());
}
