//! What both sides of a pairing compute alike: promise, MACs and transcript.
//!
//! It exists so that founder and joiner cannot drift apart. Variable lengths are hashed first, so that
//! every input of a MAC or a transcript has one reading.

use super::PairingError;
use crate::{DevicePublic, fingerprint, label};
use countersign_wire::{Invite, Offer, Request};

/// An invite is good for seven days.
const INVITE_SECONDS: u64 = 7 * 24 * 60 * 60;

/// The founder's commitment, made before the joiner says anything.
pub(super) fn promise(
    agreement: &[u8; 32],
    founder: &DevicePublic,
    nonce: &[u8; 32],
) -> blake3::Hash {
    blake3::Hasher::new_derive_key(label::PAIRING_PROMISE)
        .update(agreement)
        .update(&fingerprint(founder))
        .update(nonce)
        .finalize()
}

/// The joiner's MAC over the invite and the request.
pub(super) fn request_mac(invite: &Invite, request: &Request) -> blake3::Hash {
    let key = blake3::derive_key(label::PAIRING_REQUEST_MAC, &invite.secret);
    blake3::keyed_hash(&key, &hashes(&[invite.encode(), request.covered()]))
}

/// The founder's MAC over the invite, the request and the offer.
pub(super) fn offer_mac(invite: &Invite, request: &Request, offer: &Offer) -> blake3::Hash {
    let key = blake3::derive_key(label::PAIRING_OFFER_MAC, &invite.secret);
    blake3::keyed_hash(&key, &all(invite, request, offer))
}

/// All that was said, in one hash.
pub(super) fn transcript(invite: &Invite, request: &Request, offer: &Offer) -> [u8; 32] {
    blake3::derive_key(label::PAIRING_TRANSCRIPT, &all(invite, request, offer))
}

/// Refuses an invite that is too old by the caller's clock. One from the future is only a wrong clock.
pub(super) fn check_age(invite: &Invite, now: u64) -> Result<(), PairingError> {
    if now.saturating_sub(invite.issued) > INVITE_SECONDS {
        return Err(PairingError::Expired);
    }
    Ok(())
}

fn all(invite: &Invite, request: &Request, offer: &Offer) -> Vec<u8> {
    hashes(&[invite.encode(), request.covered(), offer.covered()])
}

fn hashes(parts: &[Vec<u8>]) -> Vec<u8> {
    parts
        .iter()
        .flat_map(|part| *blake3::hash(part).as_bytes())
        .collect()
}
