//! Checking signatures, so strictly that every copy of an agreement judges alike.
//!
//! It exists because two devices that disagree on whether one signature is good see two agreements.
//! Whether the key was allowed to sign is for `domain`.

use crate::Label;
use countersign_wire::SignedAct;
use ed25519_dalek::{Signature, VerifyingKey};
use std::collections::BTreeMap;
use thiserror::Error;

/// The signature is not that key's over these bytes, or the key is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the signature is not valid")]
pub struct BadSignature;

/// Checks one signature: Ed25519 by RFC 8032, and strictly (no key or `R` of small order, `s` reduced,
/// `R` compared as bytes), so that nobody can make a second signature out of a first.
///
/// # Errors
/// When the signature or the key is not valid.
pub fn verify(
    public: &[u8; 32],
    label: Label,
    bytes: &[u8],
    signature: &[u8; 64],
) -> Result<(), BadSignature> {
    verify_with(&verifying_key(public)?, label, bytes, signature)
}

/// Checks the signatures of many acts, each by the key of its device, in their order.
///
/// Each is checked singly: a batch check would take about half the time, but is less strict, so two
/// copies of an agreement could disagree. One check takes some 40 µs on a laptop, 500 acts 20 ms.
#[must_use]
pub fn verify_acts(acts: &[(&[u8; 32], &SignedAct)]) -> Vec<Result<(), BadSignature>> {
    let mut keys = BTreeMap::new();
    acts.iter()
        .map(|(device, act)| {
            let key = keys.entry(*device).or_insert_with(|| verifying_key(device));
            verify_with(
                key.as_ref().map_err(|bad| *bad)?,
                Label::Act,
                act.header(),
                act.signature(),
            )
        })
        .collect()
}

/// Reads a public key, and refuses one that would accept almost any signature.
pub(crate) fn verifying_key(public: &[u8; 32]) -> Result<VerifyingKey, BadSignature> {
    VerifyingKey::from_bytes(public)
        .ok()
        .filter(|key| !key.is_weak())
        .ok_or(BadSignature)
}

fn verify_with(
    key: &VerifyingKey,
    label: Label,
    bytes: &[u8],
    signature: &[u8; 64],
) -> Result<(), BadSignature> {
    let message = [label.tag(), bytes].concat();
    key.verify_strict(&message, &Signature::from_bytes(signature))
        .map_err(|_| BadSignature)
}
