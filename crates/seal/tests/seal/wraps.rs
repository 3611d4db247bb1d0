//! Sending keys, wrapped and unwrapped.

use crate::dice::{Dice, dice, karin, magda, stranger};
use countersign_seal::{
    BadKey, Chance, DevicePublic, KeyId, SecretBytes, SendingKey, Wrap, entropy, fingerprint,
    unwrap, wrap,
};
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{
    Deserializable, Kem, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::XWing, single_shot_seal_with_rng,
};
use std::convert::Infallible;

impl TryRng for Dice {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(entropy(self)))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(entropy(self)))
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Dice {}

/// Any bytes, wrapped under any name, as an insider can.
fn forged(receiver: &DevicePublic, named: KeyId, secret: &[u8], good: &Wrap) -> Wrap {
    let (encapsulated, wrapped) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        &<XWing as Kem>::PublicKey::from_bytes(&receiver.wrap).unwrap(),
        &[
            b"countersign v1 wrap\0",
            &named.0[..],
            &fingerprint(receiver),
        ]
        .concat(),
        secret,
        &[],
        &mut dice(14),
    )
    .unwrap();
    let mut wrap = Wrap {
        wrapped: wrapped.try_into().unwrap(),
        ..good.clone()
    };
    encapsulated.write_exact(&mut wrap.encapsulated);
    wrap
}

#[test]
fn each_receiver_gets_the_key_and_nobody_else() {
    let (magda, karin) = (magda(), karin());
    let key = SendingKey::generate(&mut dice(10));
    let receivers = [magda.public().clone(), karin.public().clone()];
    let wraps = wrap(&key, &receivers, &mut dice(11)).unwrap();
    for device in [&magda, &karin] {
        let opened = unwrap(device, key.id(), &wraps).unwrap();
        assert_eq!(opened.to_secret().expose(), key.to_secret().expose());
    }
    assert!(unwrap(&stranger(), key.id(), &wraps).is_none());
    assert!(unwrap(&magda, key.id(), &wraps[1..]).is_none());
}

#[test]
fn a_wrap_of_one_key_is_none_of_another() {
    let magda = magda();
    let receiver = [magda.public().clone()];
    let (old, new) = (
        SendingKey::generate(&mut dice(10)),
        SendingKey::generate(&mut dice(11)),
    );
    let mut wraps = wrap(&old, &receiver, &mut dice(12)).unwrap();
    assert!(unwrap(&magda, new.id(), &wraps).is_none());
    // Even under the other key's hint.
    wraps[0].hint = wrap(&new, &receiver, &mut dice(13)).unwrap()[0].hint;
    assert!(unwrap(&magda, new.id(), &wraps).is_none());
    assert!(
        unwrap(&magda, old.id(), &wraps).is_none(),
        "only what has one's hint is tried"
    );
}

#[test]
fn nobody_hands_out_two_keys_under_one_name() {
    let magda = magda();
    let (named, other) = (
        SendingKey::generate(&mut dice(10)),
        SendingKey::generate(&mut dice(11)),
    );
    let good = wrap(&named, &[magda.public().clone()], &mut dice(12))
        .unwrap()
        .remove(0);
    let forged =
        |key: &SendingKey| forged(magda.public(), named.id(), key.to_secret().expose(), &good);
    assert!(unwrap(&magda, named.id(), &[forged(&named)]).is_some());
    assert!(unwrap(&magda, named.id(), &[forged(&other)]).is_none());
}

#[test]
fn a_relay_cannot_follow_a_device_by_its_hint() {
    let receiver = [magda().public().clone()];
    let hint = |seed| {
        let key = SendingKey::generate(&mut dice(seed));
        wrap(&key, &receiver, &mut dice(20)).unwrap()[0].hint
    };
    assert_ne!(hint(10), hint(11));
}

#[test]
fn a_damaged_wrap_does_not_hide_a_good_one() {
    let magda = magda();
    let key = SendingKey::generate(&mut dice(10));
    let good = wrap(&key, &[magda.public().clone()], &mut dice(11))
        .unwrap()
        .remove(0);
    for place in [0, 500, 1119] {
        let mut bad = good.clone();
        bad.encapsulated[place] ^= 1;
        assert!(unwrap(&magda, key.id(), &[bad.clone()]).is_none());
        assert!(unwrap(&magda, key.id(), &[bad, good.clone()]).is_some());
    }
}

#[test]
fn a_receiver_without_a_true_key_is_refused() {
    let mut receiver = magda().public().clone();
    receiver.wrap = [0xff; 1216];
    let key = SendingKey::generate(&mut dice(10));
    assert_eq!(wrap(&key, &[receiver], &mut dice(11)), Err(BadKey));
}

#[test]
fn a_sending_key_comes_back_from_the_vault_with_its_name() {
    let key = SendingKey::generate(&mut dice(10));
    assert!(SendingKey::from_secret(&key.to_secret()).unwrap().id() == key.id());
    assert!(SendingKey::from_secret(&SecretBytes::new(vec![0; 31])).is_err());
}

#[test]
fn the_chance_that_was_handed_in_reaches_every_wrap() {
    let key = SendingKey::generate(&mut dice(10));
    let magda = [magda().public().clone()];
    let by = |seed| wrap(&key, &magda, &mut dice(seed)).unwrap().remove(0);
    assert_eq!(by(11).encapsulated, by(11).encapsulated);
    assert_ne!(by(11).encapsulated, by(12).encapsulated);
    assert_ne!(by(11).wrapped, by(12).wrapped);
}
