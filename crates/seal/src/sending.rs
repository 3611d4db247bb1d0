//! Sending keys: what one device seals its bundles of one agreement with, wrapped for each receiver.
//!
//! They exist so that the dear part (HPKE with X-Wing, some 0.3 ms and 1.2 KB for each device) is done
//! once per roster and not once per bundle, and so that no group secret has to be agreed on: two devices
//! that change the roster at the same time cannot conflict (reference/engine.md §3). When to renew a
//! key, and for whom, is for `sync`.

use crate::chance::{Chance, Lent};
use crate::device::wrapping_key;
use crate::secret::{Key, SecretBytes};
use crate::{BadKey, DeviceKeys, entropy, fingerprint, label};
use countersign_wire::limits::ENCAPSULATED_BYTES;
use countersign_wire::{DevicePublic, KeyId, Wrap};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::XWing, single_shot_open, single_shot_seal_with_rng,
};
use zeroize::Zeroizing;

/// A key that one device seals with; others hold it to open. Use one per device *and* agreement: its id
/// is seen by the relay. No `Debug`, no `Clone`; wiped when dropped.
pub struct SendingKey {
    id: KeyId,
    secret: Key,
}

impl SendingKey {
    /// Makes a new key.
    #[must_use]
    pub fn generate(chance: &mut dyn Chance) -> Self {
        Self::from_key(Key::new(entropy(chance)))
    }

    /// Reads a key back from the vault.
    ///
    /// # Errors
    /// When it is not 32 bytes.
    pub fn from_secret(secret: &SecretBytes) -> Result<Self, BadKey> {
        secret
            .expose()
            .try_into()
            .map(|key| Self::from_key(Key::new(key)))
            .map_err(|_| BadKey)
    }

    /// The key for the vault: 32 bytes.
    #[must_use]
    pub fn to_secret(&self) -> SecretBytes {
        SecretBytes::new(self.secret.to_vec())
    }

    /// Its name on envelopes, which is a commitment to it: no other key has this id.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) fn secret(&self) -> &Key {
        &self.secret
    }

    fn from_key(secret: Key) -> Self {
        let id = KeyId(blake3::derive_key(label::SENDING_KEY_ID, &secret[..]));
        Self { id, secret }
    }
}

/// Wraps a sending key for each receiver, in their order. Make it once per roster and keep it.
///
/// # Errors
/// When a receiver's X-Wing key is no key; check keys when they arrive ([`crate::check_public`]).
pub fn wrap(
    key: &SendingKey,
    receivers: &[DevicePublic],
    chance: &mut dyn Chance,
) -> Result<Vec<Wrap>, BadKey> {
    receivers
        .iter()
        .map(|receiver| wrap_for(key, receiver, chance))
        .collect()
}

/// Finds and unwraps one's own wrap of the key named `id`, or `None` if there is none.
#[must_use]
pub fn unwrap(device: &DeviceKeys, id: KeyId, wraps: &[Wrap]) -> Option<SendingKey> {
    let fingerprint = fingerprint(device.public());
    let hint = hint(id, &fingerprint);
    wraps
        .iter()
        .filter(|wrap| wrap.hint == hint)
        .find_map(|wrap| unwrap_one(device, id, &fingerprint, wrap))
}

fn wrap_for(
    key: &SendingKey,
    receiver: &DevicePublic,
    chance: &mut dyn Chance,
) -> Result<Wrap, BadKey> {
    let fingerprint = fingerprint(receiver);
    let (encapsulated, wrapped) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        &wrapping_key(receiver)?,
        &info(key.id, &fingerprint),
        &key.secret[..],
        &[],
        &mut Lent(chance),
    )
    .map_err(|_| BadKey)?;
    let mut wrap = Wrap {
        hint: hint(key.id, &fingerprint),
        encapsulated: [0; ENCAPSULATED_BYTES],
        wrapped: wrapped.try_into().map_err(|_| BadKey)?,
    };
    encapsulated.write_exact(&mut wrap.encapsulated);
    Ok(wrap)
}

fn unwrap_one(
    device: &DeviceKeys,
    id: KeyId,
    fingerprint: &[u8; 32],
    wrap: &Wrap,
) -> Option<SendingKey> {
    let encapsulated = <XWing as Kem>::EncappedKey::from_bytes(&wrap.encapsulated).ok()?;
    let secret = single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeR::Base,
        device.unwrapping_key(),
        &encapsulated,
        &info(id, fingerprint),
        &wrap.wrapped,
        &[],
    )
    .map(Zeroizing::new)
    .ok()?;
    let key = SendingKey::from_key(Key::new(secret.as_slice().try_into().ok()?));
    (key.id == id).then_some(key)
}

/// HPKE's `info`: this key, for this device, and nothing else.
fn info(id: KeyId, fingerprint: &[u8; 32]) -> Vec<u8> {
    [label::WRAP_INFO, &id.0, fingerprint].concat()
}

fn hint(id: KeyId, fingerprint: &[u8; 32]) -> [u8; 8] {
    let hash = blake3::Hasher::new_derive_key(label::WRAP_HINT)
        .update(&id.0)
        .update(fingerprint)
        .finalize();
    *hash.as_bytes().first_chunk().expect("a hash has 32 bytes")
}
