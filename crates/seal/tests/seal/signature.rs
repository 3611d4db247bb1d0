//! Signatures: good ones, malleated ones, and keys that would sign anything.

use crate::dice::{karin, magda};
use countersign_seal::{BadSignature, DeviceKeys, Label, SecretBytes, verify, verify_acts};
use countersign_wire::SignedAct;
use ed25519_dalek::{Signature, Verifier, VerifyingKey};
use proptest::prelude::*;

/// The order of the base point, little-endian (RFC 8032 §5.1).
const L: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// RFC 8032 §7.1, test 2: secret, public, message, signature.
const RFC_SECRET: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
const RFC_PUBLIC: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
const RFC_SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

fn hex<const N: usize>(text: &str) -> [u8; N] {
    std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
}

fn act(device: &DeviceKeys, header: &[u8]) -> SignedAct {
    SignedAct::new(header.to_vec(), device.sign(Label::Act, header)).unwrap()
}

#[test]
fn the_library_below_signs_as_rfc_8032_says() {
    let public = VerifyingKey::from_bytes(&hex(RFC_PUBLIC)).unwrap();
    let signature = Signature::from_bytes(&hex(RFC_SIGNATURE));
    assert!(public.verify_strict(&[0x72], &signature).is_ok());
    let secret = [&[1][..], &hex::<32>(RFC_SECRET), &[0; 32]].concat();
    let keys = DeviceKeys::from_secret(&SecretBytes::new(secret)).unwrap();
    assert_eq!(keys.public().sign, hex(RFC_PUBLIC));
}

#[test]
fn a_signature_for_one_purpose_is_none_for_another() {
    let magda = magda();
    for signed in Label::ALL {
        let signature = magda.sign(signed, b"yes");
        for label in Label::ALL {
            let verified = verify(&magda.public().sign, label, b"yes", &signature);
            assert_eq!(verified.is_ok(), label == signed, "{signed:?} as {label:?}");
        }
    }
}

#[test]
fn no_tag_is_the_beginning_of_another() {
    for (index, label) in Label::ALL.iter().enumerate() {
        let (end, name) = label.tag().split_last().unwrap();
        assert!(*end == 0 && !name.contains(&0));
        assert!(
            Label::ALL[index + 1..]
                .iter()
                .all(|other| other.tag() != label.tag())
        );
    }
}

#[test]
fn a_second_signature_cannot_be_made_out_of_a_first() {
    let magda = magda();
    let mut signature = magda.sign(Label::Act, b"yes");
    let mut carry = 0;
    for (byte, order) in signature[32..].iter_mut().zip(L) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        *byte = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
    assert_eq!(
        verify(&magda.public().sign, Label::Act, b"yes", &signature),
        Err(BadSignature)
    );
}

#[test]
fn a_signature_with_an_r_of_small_order_is_refused() {
    // The holder of RFC_SECRET can make it: R is the neutral element and s = k·a. It satisfies the plain
    // equation, and other libraries disagree about it.
    let mut signature = [0; 64];
    signature[0] = 1;
    let s = "eae4666d2c1ba4978c01aef537a362e65db0a7faf23673554896995805e48f08";
    signature[32..].copy_from_slice(&hex::<32>(s));
    let plain = VerifyingKey::from_bytes(&hex(RFC_PUBLIC)).unwrap();
    let message = [Label::Act.tag(), b"yes"].concat();
    assert!(
        plain
            .verify(&message, &Signature::from_bytes(&signature))
            .is_ok()
    );
    assert_eq!(
        verify(&hex(RFC_PUBLIC), Label::Act, b"yes", &signature),
        Err(BadSignature)
    );
}

#[test]
fn a_key_of_small_order_signs_nothing() {
    // The neutral element, a point of order 4, and one that is not in canonical form.
    let neutral = std::array::from_fn(|at| u8::from(at == 0));
    let order_4 = [0; 32];
    let mut not_canonical = [0xff; 32];
    not_canonical[0] = 0xee;
    not_canonical[31] = 0x7f;
    for public in [neutral, order_4, not_canonical] {
        // With such a key, R = neutral and s = 0 satisfies the plain equation for many messages.
        let mut signature = [0; 64];
        signature[0] = 1;
        for message in 0..64_u8 {
            assert!(verify(&public, Label::Act, &[message], &signature).is_err());
        }
    }
}

#[test]
fn an_empty_signature_is_none() {
    assert!(verify(&magda().public().sign, Label::Act, b"yes", &[0; 64]).is_err());
}

#[test]
fn many_acts_are_judged_one_by_one() {
    let (magda, karin) = (magda(), karin());
    let (hers, his) = (magda.public().sign, karin.public().sign);
    let (yes, no) = (act(&magda, b"yes"), act(&karin, b"no"));
    let verdicts = verify_acts(&[(&hers, &yes), (&hers, &no), (&his, &no), (&[0; 32], &yes)]);
    assert_eq!(
        verdicts,
        [Ok(()), Err(BadSignature), Ok(()), Err(BadSignature)]
    );
}

#[test]
fn keys_come_back_from_the_vault_as_they_were() {
    let magda = magda();
    let again = DeviceKeys::from_secret(&magda.to_secret()).unwrap();
    assert_eq!(again.public(), magda.public());
    assert_eq!(again.sign(Label::Act, b"x"), magda.sign(Label::Act, b"x"));
    for wrong in [vec![], vec![1; 64], vec![2; 65], vec![1; 66]] {
        assert!(DeviceKeys::from_secret(&SecretBytes::new(wrong)).is_err());
    }
}

proptest! {
    #[test]
    fn a_changed_act_is_not_signed(
        header in prop::collection::vec(any::<u8>(), 1..200),
        bit in any::<prop::sample::Index>(),
    ) {
        let magda = magda();
        let mut bytes = act(&magda, &header).encode();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let changed = SignedAct::decode(&bytes).unwrap();
        prop_assert_eq!(verify_acts(&[(&magda.public().sign, &changed)]), [Err(BadSignature)]);
    }
}
