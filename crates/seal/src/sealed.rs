//! Sealing a bundle into an envelope, and opening one.
//!
//! It exists so that an opened bundle is one that its device signed, under the key that its envelope
//! names, padded to one of few sizes. Whether that device may say anything is judged later, act by act.

use crate::{
    BadSignature, Chance, DeviceKeys, Label, SendingKey, entropy, pack_bundle, unpack_bundle,
    verify,
};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use countersign_wire::limits::{BUNDLE_FRAME_BYTES, BUNDLE_PACKED_BYTES_MAX, TAG_BYTES};
use countersign_wire::{Bundle, Envelope, Kind, ReadError, SIGNATURE_BYTES, Wrap, padded};
use thiserror::Error;
use zeroize::Zeroizing;

const LENGTH_BYTES: usize = BUNDLE_FRAME_BYTES - SIGNATURE_BYTES;

/// Why a bundle could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    /// It is larger than a receiver would take.
    #[error(transparent)]
    Limits(#[from] ReadError),
    /// It names another device, or another sending key, than it is sealed with.
    #[error("the bundle does not name the keys that it is sealed with")]
    OtherKeys,
}

/// Why an envelope could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpenError {
    /// It is sealed with another sending key than this one.
    #[error("the envelope is sealed with another key")]
    OtherKey,
    /// Its bytes were changed on the way.
    #[error("the envelope was changed on the way")]
    Changed,
    /// What is inside is no bundle that this app can read.
    #[error(transparent)]
    Content(#[from] ReadError),
    /// What is inside is not signed by the device that it names.
    #[error(transparent)]
    Signature(#[from] BadSignature),
}

/// A bundle out of its envelope, with a verified signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedBundle {
    /// The content.
    pub bundle: Bundle,
    /// The device that signed it: `bundle.device`.
    pub signer: [u8; 32],
}

/// Signs, packs, pads and seals a bundle. Gives the bytes that travel.
///
/// # Errors
/// When the bundle is too large, or names other keys than `key` and `device`.
pub fn seal_bundle(
    key: &SendingKey,
    wraps: &[Wrap],
    bundle: &Bundle,
    device: &DeviceKeys,
    chance: &mut dyn Chance,
) -> Result<Vec<u8>, SealError> {
    if bundle.key_commit != key.id().0 || bundle.device != device.public().sign {
        return Err(SealError::OtherKeys);
    }
    let plain = Zeroizing::new(bundle.encode()?);
    let signature = device.sign(Label::Bundle, &plain);
    let packed = Zeroizing::new(pack_bundle(&key.id().0, &plain)?);
    let padded = Zeroizing::new(frame(&packed, &signature)?);
    // The length is what the outer fields authenticate; the ciphertext itself comes after them.
    let mut envelope = Envelope {
        kind: Kind::Bundle,
        key_id: key.id(),
        nonce: entropy(chance),
        wraps: wraps.to_vec(),
        ciphertext: vec![0; padded.len() + TAG_BYTES],
    };
    let outer = envelope.outer()?;
    envelope.ciphertext = cipher(key)
        .encrypt(
            &envelope.nonce.into(),
            Payload {
                msg: &padded,
                aad: &outer,
            },
        )
        .expect("a bucket is far below the cipher's limit of 256 GiB");
    Ok(envelope.encode()?)
}

/// Opens an envelope and verifies everything that can be verified without the agreement: key
/// commitment, outer fields, padding, shape and limits, and the signature by the device inside.
///
/// # Errors
/// When any of it does not hold.
pub fn open_envelope(envelope: &Envelope, key: &SendingKey) -> Result<OpenedBundle, OpenError> {
    if envelope.key_id != key.id() {
        return Err(OpenError::OtherKey);
    }
    let payload = Payload {
        msg: &envelope.ciphertext,
        aad: &envelope.outer()?,
    };
    let padded = cipher(key)
        .decrypt(&envelope.nonce.into(), payload)
        .map(Zeroizing::new)
        .map_err(|_| OpenError::Changed)?;
    let (packed, signature) = unframe(&padded)?;
    let plain = unpack_bundle(&key.id().0, packed)?;
    let bundle = Bundle::decode(&plain)?;
    if bundle.key_commit != key.id().0 {
        return Err(OpenError::OtherKey);
    }
    verify(&bundle.device, Label::Bundle, &plain, signature)?;
    let signer = bundle.device;
    Ok(OpenedBundle { bundle, signer })
}

fn cipher(key: &SendingKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&**key.secret()).into())
}

/// Length, packed bundle, signature, zeros up to a padded length.
fn frame(packed: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> Result<Vec<u8>, ReadError> {
    let too_large = ReadError::TooLarge {
        what: "bundle",
        max: BUNDLE_PACKED_BYTES_MAX,
    };
    let length = u32::try_from(packed.len()).map_err(|_| too_large)?;
    let mut framed = [&length.to_be_bytes()[..], packed, signature].concat();
    framed.resize(padded(framed.len()).ok_or(too_large)?, 0);
    Ok(framed)
}

fn unframe(padded: &[u8]) -> Result<(&[u8], &[u8; SIGNATURE_BYTES]), ReadError> {
    let cut = ReadError::Truncated { what: "bundle" };
    let (length, rest) = padded.split_first_chunk::<LENGTH_BYTES>().ok_or(cut)?;
    let length = u32::from_be_bytes(*length) as usize;
    let (packed, rest) = rest.split_at_checked(length).ok_or(cut)?;
    let (signature, padding) = rest.split_first_chunk().ok_or(cut)?;
    if padding.iter().all(|byte| *byte == 0) {
        Ok((packed, signature))
    } else {
        Err(ReadError::Trailing { what: "bundle" })
    }
}
