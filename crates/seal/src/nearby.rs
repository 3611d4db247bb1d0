//! How two devices in one room find out what they share, and prove who they are, without telling a stranger.
//!
//! Both is bound to one Noise handshake by its hash, which differs for every connection: nothing of it can be used on
//! another one, by somebody in between either. The talk around it: `docs/nearby.md`.

use crate::{BadSignature, DeviceKeys, Label, label, verify};

/// The hash of a finished Noise handshake (BLAKE2s).
pub const HANDSHAKE_HASH_BYTES: usize = 32;

/// Who of the two opened the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Who called.
    Caller,
    /// Who was called.
    Called,
}

impl End {
    /// The one at the other end.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Caller => Self::Called,
            Self::Called => Self::Caller,
        }
    }

    fn byte(self) -> u8 {
        match self {
            Self::Caller => 0,
            Self::Called => 1,
        }
    }
}

/// What stands for an agreement in one talk, from one end: chance to everybody who does not know the agreement's id.
#[must_use]
pub fn nearby_tag(
    agreement: &[u8; 32],
    handshake: &[u8; HANDSHAKE_HASH_BYTES],
    from: End,
) -> [u8; 32] {
    let key = blake3::derive_key(label::NEARBY_TAG, agreement);
    let mut hasher = blake3::Hasher::new_keyed(&key);
    hasher.update(handshake).update(&[from.byte()]);
    hasher.finalize().into()
}

/// A device's word that it is at this end of this handshake, in the agreement of this tag.
#[must_use]
pub fn prove_nearby(
    keys: &DeviceKeys,
    handshake: &[u8; HANDSHAKE_HASH_BYTES],
    tag: &[u8; 32],
) -> [u8; 64] {
    keys.sign(Label::Nearby, &[&handshake[..], tag].concat())
}

/// Checks such a word. Whether the device may speak for anybody is for the rules.
///
/// # Errors
/// When it is not that device's, or of another handshake, end or agreement.
pub fn verify_nearby(
    device: &[u8; 32],
    handshake: &[u8; HANDSHAKE_HASH_BYTES],
    tag: &[u8; 32],
    signature: &[u8; 64],
) -> Result<(), BadSignature> {
    let signed = [&handshake[..], tag].concat();
    verify(device, Label::Nearby, &signed, signature)
}
