//! What one device tells the others, before it is sealed: changes, bodies, and what it has.
//!
//! It exists so that a bundle is bounded and whole before anything in it is looked at. It does not know
//! what a change or a body says, and carries no signature: that is inside the envelope (`seal`).

use crate::ReadError;
use crate::cbor::{MapReader, MapWriter};
use crate::limits::{
    BODIES_PER_BUNDLE_MAX, BODY_BYTES_MAX, BUNDLE_PLAIN_BYTES_MAX, CHANGE_BYTES_MAX,
    CHANGES_PER_BUNDLE_MAX, HAVE_MAX, MISSING_BODIES_MAX, RECEIVED_MAX, WAITING_MAX,
};

const WHAT: &str = "bundle";

/// A body on its way, with the id of the act that it belongs to. It is checked against the act's
/// commitment by whoever has the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Id of the act.
    pub act: [u8; 32],
    /// The body, CBOR, at most `BODY_BYTES_MAX`.
    pub bytes: Vec<u8>,
}

/// The content of a bundle (design §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Id of the agreement: the hash of its founding act.
    pub agreement: [u8; 32],
    /// The sending device: its Ed25519 public key.
    pub device: [u8; 32],
    /// The device's incarnation.
    pub incarnation: [u8; 16],
    /// Counts this incarnation's bundles, so that gaps can be shown.
    pub number: u64,
    /// Hash of the devices that the sender knew; a mismatch never rejects (design §5).
    pub roster_hash: [u8; 32],
    /// The id of the sending key, which commits to it (reference/engine.md §3).
    pub key_commit: [u8; 32],
    /// Automerge changes, uncompressed chunks.
    pub changes: Vec<Vec<u8>>,
    /// Bodies that travel beside the acts.
    pub bodies: Vec<Body>,
    /// Heads of all acts that the sender has applied (docs/decisions/0005-forked-changes.md).
    pub have: Vec<[u8; 32]>,
    /// Acts whose bodies the sender lacks.
    pub missing_bodies: Vec<[u8; 32]>,
    /// Verified acts that wait at the sender.
    pub waiting: Vec<[u8; 32]>,
    /// Ids of the bundles that the sender holds durably: its receipts.
    pub received: Vec<[u8; 32]>,
    /// The section for living text, a [`crate::Living`] in bytes; empty where there is none.
    pub living: Vec<u8>,
}

impl Bundle {
    /// The format that this app writes, and the newest that it reads.
    pub const VERSION: u64 = 1;

    /// The CBOR map of `docs/format.md`.
    ///
    /// # Errors
    /// When it is larger than a receiver would take: the same limits as for reading.
    pub fn encode(&self) -> Result<Vec<u8>, ReadError> {
        let mut map = MapWriter::open(13 + u64::from(!self.living.is_empty()), Self::VERSION);
        map.bytes(1, &self.agreement)
            .bytes(2, &self.device)
            .bytes(3, &self.incarnation)
            .uint(4, self.number)
            .bytes(5, &self.roster_hash)
            .bytes(6, &self.key_commit)
            .list(7, &self.changes)
            .pairs(
                8,
                self.bodies
                    .iter()
                    .map(|body| (&body.act[..], &body.bytes[..])),
            )
            .list(9, &self.have)
            .list(10, &self.missing_bodies)
            .list(11, &self.waiting)
            .list(12, &self.received);
        if !self.living.is_empty() {
            map.bytes(13, &self.living);
        }
        let bytes = map.finish();
        // Reading is the judge of what may be sent: one set of limits, one place.
        Self::decode(&bytes).map(|_| bytes)
    }

    /// Reads a bundle's plaintext.
    ///
    /// # Errors
    /// When it is newer, too large, cut, damaged, or something trails.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = MapReader::open(WHAT, bytes, BUNDLE_PLAIN_BYTES_MAX, Self::VERSION)?;
        let bundle = Self {
            agreement: map.array(1)?,
            device: map.array(2)?,
            incarnation: map.array(3)?,
            number: map.uint(4)?,
            roster_hash: map.array(5)?,
            key_commit: map.array(6)?,
            changes: map.list(7, CHANGES_PER_BUNDLE_MAX, |item| {
                item.byte_string(CHANGE_BYTES_MAX).map(<[u8]>::to_vec)
            })?,
            bodies: map.list(8, BODIES_PER_BUNDLE_MAX, |item| {
                item.pair()?;
                let act = item.fixed()?;
                Ok(Body {
                    act,
                    bytes: item.byte_string(BODY_BYTES_MAX)?.to_vec(),
                })
            })?,
            have: map.arrays(9, HAVE_MAX)?,
            missing_bodies: map.arrays(10, MISSING_BODIES_MAX)?,
            waiting: map.arrays(11, WAITING_MAX)?,
            received: map.arrays(12, RECEIVED_MAX)?,
            living: map
                .some_bytes(13, BUNDLE_PLAIN_BYTES_MAX)?
                .unwrap_or_default()
                .to_vec(),
        };
        map.finish()?;
        Ok(bundle)
    }
}
