//! The two keys of a device: one to sign (Ed25519), one to be written to (X-Wing).
//!
//! They exist together because they are made, stored and compared together. One device has one pair in
//! each vault. Whose device it is, is for `domain`.

use crate::chance::Chance;
use crate::label;
use crate::secret::SecretBytes;
use crate::signature::verifying_key;
use crate::{Label, entropy};
use countersign_wire::DevicePublic;
use countersign_wire::limits::WRAP_KEY_BYTES;
use ed25519_dalek::{Signer, SigningKey};
use hpke::{Deserializable, Kem, Serializable, kem::XWing};
use thiserror::Error;
use zeroize::Zeroizing;

/// The form of the stored secret: version, Ed25519 seed, X-Wing seed.
const SECRET_VERSION: u8 = 1;

/// Bytes that are no key of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is not a usable key")]
pub struct BadKey;

/// A device's secret keys. No `Debug`, no `Clone`; wiped when dropped.
pub struct DeviceKeys {
    sign: SigningKey,
    wrap: <XWing as Kem>::PrivateKey,
    public: DevicePublic,
}

impl DeviceKeys {
    /// Makes new keys.
    #[must_use]
    pub fn generate(chance: &mut dyn Chance) -> Self {
        let sign = Zeroizing::new(entropy(chance));
        let wrap = Zeroizing::new(entropy(chance));
        Self::from_seeds(&sign, &wrap)
    }

    /// Reads keys back from the vault.
    ///
    /// # Errors
    /// When these are not bytes that [`DeviceKeys::to_secret`] gave.
    pub fn from_secret(secret: &SecretBytes) -> Result<Self, BadKey> {
        let [SECRET_VERSION, seeds @ ..] = secret.expose() else {
            return Err(BadKey);
        };
        let (sign, wrap) = seeds.split_first_chunk::<32>().ok_or(BadKey)?;
        Ok(Self::from_seeds(sign, wrap.try_into().map_err(|_| BadKey)?))
    }

    /// The keys for the vault: 65 bytes.
    #[must_use]
    pub fn to_secret(&self) -> SecretBytes {
        let wrap = Zeroizing::new(self.wrap.to_bytes());
        SecretBytes::new([&[SECRET_VERSION][..], self.sign.as_bytes(), &wrap[..]].concat())
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &DevicePublic {
        &self.public
    }

    /// Signs bytes for one purpose.
    #[must_use]
    pub fn sign(&self, label: Label, bytes: &[u8]) -> [u8; 64] {
        sign_with(&self.sign, label, bytes)
    }

    pub(crate) fn unwrapping_key(&self) -> &<XWing as Kem>::PrivateKey {
        &self.wrap
    }

    fn from_seeds(sign: &[u8; 32], wrap: &[u8; 32]) -> Self {
        let sign = SigningKey::from_bytes(sign);
        let wrap = <XWing as Kem>::PrivateKey::from_bytes(wrap)
            .expect("every 32 bytes are the seed of an X-Wing key");
        let mut public = DevicePublic {
            sign: sign.verifying_key().to_bytes(),
            wrap: [0; WRAP_KEY_BYTES],
        };
        XWing::sk_to_pk(&wrap).write_exact(&mut public.wrap);
        Self { sign, wrap, public }
    }
}

/// Signs the label's tag and the bytes.
pub(crate) fn sign_with(key: &SigningKey, label: Label, bytes: &[u8]) -> [u8; 64] {
    key.sign(&[label.tag(), bytes].concat()).to_bytes()
}

/// Refuses public keys that are no keys: Ed25519 of small order, X-Wing not reduced.
///
/// # Errors
/// When either key is not usable.
pub fn check_public(public: &DevicePublic) -> Result<(), BadKey> {
    verifying_key(&public.sign).map_err(|_| BadKey)?;
    wrapping_key(public).map(|_| ())
}

pub(crate) fn wrapping_key(public: &DevicePublic) -> Result<<XWing as Kem>::PublicKey, BadKey> {
    <XWing as Kem>::PublicKey::from_bytes(&public.wrap).map_err(|_| BadKey)
}

/// The hash of a device's public keys, by which people and messages name it.
#[must_use]
pub fn fingerprint(public: &DevicePublic) -> [u8; 32] {
    blake3::Hasher::new_derive_key(label::FINGERPRINT)
        .update(&public.sign)
        .update(&public.wrap)
        .finalize()
        .into()
}
