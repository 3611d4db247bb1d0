//! Tags and proofs of two devices in one room: good for one handshake, one end and one agreement.

use countersign_seal::{Chance, Drawn, End, nearby_tag, prove_nearby, verify_nearby};

use crate::dice::{dice, karin, magda};

#[test]
fn a_tag_is_a_keyed_hash_of_handshake_and_end() {
    let key = blake3::derive_key("countersign v1 nearby tag", &[1; 32]);
    for (end, byte) in [(End::Caller, 0), (End::Called, 1)] {
        let expected = blake3::keyed_hash(&key, &[&[2; 32][..], &[byte]].concat());
        assert_eq!(nearby_tag(&[1; 32], &[2; 32], end), *expected.as_bytes());
    }
}

#[test]
fn a_proof_is_good_for_one_device_handshake_end_and_agreement() {
    let (karin, magda) = (karin(), magda());
    let tag = nearby_tag(&[1; 32], &[2; 32], End::Caller);
    let device = &karin.public().sign;
    let proof = prove_nearby(&karin, &[2; 32], &tag);
    assert!(verify_nearby(device, &[2; 32], &tag, &proof).is_ok());

    let reflected = nearby_tag(&[1; 32], &[2; 32], End::Called);
    let elsewhere = nearby_tag(&[9; 32], &[2; 32], End::Caller);
    assert!(verify_nearby(device, &[2; 32], &reflected, &proof).is_err());
    assert!(verify_nearby(device, &[2; 32], &elsewhere, &proof).is_err());
    assert!(verify_nearby(device, &[3; 32], &tag, &proof).is_err());
    assert!(verify_nearby(&magda.public().sign, &[2; 32], &tag, &proof).is_err());
}

#[test]
fn chance_that_was_drawn_differs_with_its_seed_and_follows_from_it() {
    let drawn = |seed| {
        let mut bytes = [[0; 32]; 2];
        let mut drawn = Drawn::from_chance(&mut dice(seed));
        bytes.iter_mut().for_each(|bytes| drawn.fill(bytes));
        bytes
    };
    assert_eq!(drawn(1), drawn(1));
    assert_ne!(drawn(1), drawn(2));
    assert_ne!(drawn(1)[0], drawn(1)[1]);
}
