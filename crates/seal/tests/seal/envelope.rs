//! Sealed bundles: what opens, and what is refused.

use crate::dice::{dice, karin, magda};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use countersign_seal::{
    BadSignature, DeviceKeys, Label, OpenError, SealError, SendingKey, open_envelope, pack_bundle,
    seal_bundle, wrap,
};
use countersign_wire::limits::{BODY_BYTES_MAX, BUNDLE_FRAME_BYTES, TAG_BYTES};
use countersign_wire::{Body, Bundle, CarriedAct, Envelope, ReadError, padded};
use proptest::prelude::*;

fn key() -> SendingKey {
    SendingKey::generate(&mut dice(10))
}

fn bundle(device: &DeviceKeys, key: &SendingKey) -> Bundle {
    Bundle {
        agreement: [1; 32],
        device: device.public().sign,
        incarnation: [3; 16],
        number: 1,
        roster_hash: [4; 32],
        key_commit: key.id().0,
        acts: vec![CarriedAct {
            signed: vec![9; 99],
            body: None,
        }],
        bodies: vec![],
        have: vec![],
        missing_bodies: vec![],
        waiting: vec![],
        received: vec![],
        living: Vec::new(),
    }
}

fn sealed(bundle: &Bundle) -> Envelope {
    Envelope::decode(&seal_bundle(&key(), &[], bundle, &magda(), &mut dice(12)).unwrap()).unwrap()
}

/// Encrypts any frame as an insider who holds the key could.
fn forged(frame: &[u8]) -> Envelope {
    let mut envelope = sealed(&bundle(&magda(), &key()));
    let aad = envelope.outer().unwrap();
    let secret: [u8; 32] = key().to_secret().expose().try_into().unwrap();
    envelope.ciphertext = XChaCha20Poly1305::new(&secret.into())
        .encrypt(
            &envelope.nonce.into(),
            Payload {
                msg: frame,
                aad: &aad,
            },
        )
        .unwrap();
    envelope
}

fn frame(bundle: &Bundle, signature: &[u8; 64]) -> Vec<u8> {
    let packed = pack_bundle(&key().id().0, &bundle.encode().unwrap()).unwrap();
    let mut frame = [&(packed.len() as u32).to_be_bytes()[..], &packed, signature].concat();
    frame.resize(1024, 0);
    frame
}

#[test]
fn a_bundle_comes_out_as_it_went_in_with_its_signer() {
    let bundle = bundle(&magda(), &key());
    let opened = open_envelope(&sealed(&bundle), &key()).unwrap();
    assert_eq!(opened.signer, magda().public().sign);
    assert_eq!(opened.bundle, bundle);
}

#[test]
fn every_envelope_has_a_padded_length_and_the_largest_bundle_fits() {
    let mut chance = dice(20);
    let mut noise = |length: usize| {
        let mut bytes = vec![0; length];
        countersign_seal::Chance::fill(&mut chance, &mut bytes);
        bytes
    };
    let mut bundle = bundle(&magda(), &key());
    loop {
        let packed = pack_bundle(&key().id().0, &bundle.encode().unwrap()).unwrap();
        let length = padded(packed.len() + BUNDLE_FRAME_BYTES).unwrap();
        assert_eq!(sealed(&bundle).ciphertext.len(), length + TAG_BYTES);
        // Noise cannot be made smaller; bundles of it end where a receiver would refuse them, and not before.
        let act = noise(32).try_into().unwrap();
        let bytes = noise(BODY_BYTES_MAX / 2);
        bundle.bodies.push(Body { act, bytes });
        if let Err(refusal) = bundle.encode() {
            assert!(matches!(refusal, ReadError::TooLarge { .. }));
            assert_eq!(bundle.bodies.len(), 30);
            break;
        }
    }
}

#[test]
fn a_bundle_is_sealed_only_with_the_keys_that_it_names() {
    let other = SendingKey::generate(&mut dice(11));
    let bundle = bundle(&magda(), &key());
    let with = |key: &SendingKey, device: &DeviceKeys| {
        seal_bundle(key, &[], &bundle, device, &mut dice(12)).map(|_| ())
    };
    assert_eq!(with(&key(), &magda()), Ok(()));
    assert_eq!(with(&other, &magda()), Err(SealError::OtherKeys));
    assert_eq!(with(&key(), &karin()), Err(SealError::OtherKeys));
}

#[test]
fn another_key_does_not_open_it() {
    let envelope = sealed(&bundle(&magda(), &key()));
    let other = SendingKey::generate(&mut dice(11));
    assert_eq!(open_envelope(&envelope, &other), Err(OpenError::OtherKey));
    // Not even when the envelope is relabelled for it.
    let relabelled = Envelope {
        key_id: other.id(),
        ..envelope
    };
    assert_eq!(open_envelope(&relabelled, &other), Err(OpenError::Changed));
}

#[test]
fn outer_fields_cannot_be_changed_or_swapped() {
    let (one, two) = (bundle(&magda(), &key()), bundle(&magda(), &key()));
    let (one, mut two) = (sealed(&one), sealed(&Bundle { number: 2, ..two }));
    two.ciphertext = one.ciphertext.clone();
    two.nonce[0] ^= 1;
    assert_eq!(open_envelope(&two, &key()), Err(OpenError::Changed));

    let receivers = [magda().public().clone(), karin().public().clone()];
    let wraps = wrap(&key(), &receivers, &mut dice(13)).unwrap();
    let bytes = seal_bundle(
        &key(),
        &wraps,
        &bundle(&magda(), &key()),
        &magda(),
        &mut dice(12),
    )
    .unwrap();
    let mut stripped = Envelope::decode(&bytes).unwrap();
    assert!(open_envelope(&stripped, &key()).is_ok());
    stripped.wraps.pop();
    assert_eq!(open_envelope(&stripped, &key()), Err(OpenError::Changed));
}

#[test]
fn nobody_speaks_for_another_device() {
    // Karin holds Magda's sending key, as every receiver does.
    let bundle = bundle(&magda(), &key());
    let plain = bundle.encode().unwrap();
    let by_karin = karin().sign(Label::Bundle, &plain);
    let refused = Err(OpenError::Signature(BadSignature));
    assert_eq!(
        open_envelope(&forged(&frame(&bundle, &by_karin)), &key()),
        refused
    );
    let as_an_act = magda().sign(Label::Act, &plain);
    assert_eq!(
        open_envelope(&forged(&frame(&bundle, &as_an_act)), &key()),
        refused
    );
    assert_eq!(
        open_envelope(&forged(&frame(&bundle, &[0; 64])), &key()),
        refused
    );
    let own = magda().sign(Label::Bundle, &plain);
    assert!(open_envelope(&forged(&frame(&bundle, &own)), &key()).is_ok());
}

#[test]
fn a_signed_bundle_cannot_be_sealed_again_under_another_key() {
    let other = SendingKey::generate(&mut dice(11));
    let bundle = bundle(&magda(), &other);
    let signature = magda().sign(Label::Bundle, &bundle.encode().unwrap());
    let resealed = forged(&frame(&bundle, &signature));
    assert_eq!(open_envelope(&resealed, &key()), Err(OpenError::OtherKey));
}

#[test]
fn a_bundle_signed_for_one_agreement_is_none_of_another() {
    let bundle = bundle(&magda(), &key());
    let signature = magda().sign(Label::Bundle, &bundle.encode().unwrap());
    let moved = Bundle {
        agreement: [9; 32],
        ..bundle
    };
    let opened = open_envelope(&forged(&frame(&moved, &signature)), &key());
    assert_eq!(opened, Err(OpenError::Signature(BadSignature)));
}

#[test]
fn padding_holds_nothing_and_lengths_stay_inside() {
    let bundle = bundle(&magda(), &key());
    let good = frame(
        &bundle,
        &magda().sign(Label::Bundle, &bundle.encode().unwrap()),
    );
    let mut smuggled = good.clone();
    smuggled[1023] = 1;
    let mut endless = good.clone();
    endless[..4].copy_from_slice(&[0xff; 4]);
    let mut empty = good;
    empty[..4].copy_from_slice(&[0; 4]);
    for frame in [smuggled, endless, empty] {
        assert!(matches!(
            open_envelope(&forged(&frame), &key()),
            Err(OpenError::Content(_))
        ));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn no_flipped_bit_opens(bit in any::<prop::sample::Index>()) {
        let wraps = wrap(&key(), &[karin().public().clone()], &mut dice(13)).unwrap();
        let bundle = bundle(&magda(), &key());
        let mut bytes = seal_bundle(&key(), &wraps, &bundle, &magda(), &mut dice(12)).unwrap();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(envelope) = Envelope::decode(&bytes) {
            prop_assert!(open_envelope(&envelope, &key()).is_err());
        }
    }
}
