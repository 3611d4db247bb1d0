//! The names of things: BLAKE3-256 over their exact bytes.
//!
//! They exist in one place so that every room gives one thing one name. Where several fields are hashed,
//! each has a fixed length, so that no two lists of fields read the same.

use crate::label;
use std::collections::BTreeSet;

/// The id of an act: the hash of its signed bytes, header and signature.
#[must_use]
pub fn act_id(signed_bytes: &[u8]) -> [u8; 32] {
    blake3::hash(signed_bytes).into()
}

/// The commitment to a body, keyed with the body's own salt, so that a short sentence cannot be
/// guessed from it once the body is erased.
#[must_use]
pub fn body_commitment(salt: &[u8; 32], body: &[u8]) -> [u8; 32] {
    blake3::keyed_hash(salt, body).into()
}

/// The Automerge actor of a device's incarnation in an agreement, all 32 bytes.
#[must_use]
pub fn actor_id(device: &[u8; 32], agreement: &[u8; 32], incarnation: &[u8; 16]) -> [u8; 32] {
    blake3::Hasher::new()
        .update(device)
        .update(agreement)
        .update(incarnation)
        .finalize()
        .into()
}

/// The id of a bundle: the hash of its envelope as it travels.
#[must_use]
pub fn bundle_id(envelope_bytes: &[u8]) -> [u8; 32] {
    blake3::hash(envelope_bytes).into()
}

/// The hash of the devices that a sender knew, by their ids.
#[must_use]
pub fn roster_hash(devices: &BTreeSet<[u8; 32]>) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(label::ROSTER);
    for device in devices {
        hasher.update(device);
    }
    hasher.finalize().into()
}
