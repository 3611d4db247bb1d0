//! What one device tells the others, before it is packed and sealed: acts, bodies, and what it has.
//!
//! It exists so that a bundle is bounded and whole before anything in it is looked at. It does not know
//! what an act or a body says, and carries no signature: that is inside the envelope (`seal`).
//!
//! The head is a CBOR map and comes first, so that a newer format is told from a damaged one; the acts and bodies
//! follow as parts, each with its kind and length, so that packing finds them without reading CBOR.

mod parts;

use crate::ReadError;
use crate::cbor::{MapReader, MapWriter};
use crate::limits::{
    ACTS_PER_BUNDLE_MAX, BODIES_PER_BUNDLE_MAX, BUNDLE_PLAIN_BYTES_MAX, HAVE_MAX,
    MISSING_BODIES_MAX, RECEIVED_MAX, WAITING_MAX,
};
pub use parts::{BundleParts, Part, PartKind};

const WHAT: &str = "bundle";

/// A signed act on its way, with its body where the receiver lacks that too. The body is checked against the act's
/// commitment by whoever reads the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedAct {
    /// Header and signature, 65 to `SIGNED_ACT_BYTES_MAX` bytes.
    pub signed: Vec<u8>,
    /// The body, CBOR, at most `BODY_BYTES_MAX`.
    pub body: Option<Vec<u8>>,
}

/// A body on its way without its act, which was asked for. It is checked against the act's commitment by whoever has
/// the act.
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
    /// Signed acts, ancestors first. Their Automerge changes follow from them and do not travel
    /// (docs/decisions/0005-forked-changes.md).
    pub acts: Vec<CarriedAct>,
    /// Bodies of acts that do not travel here.
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

    /// The bytes of `docs/format.md` that are signed.
    ///
    /// # Errors
    /// When it is larger than a receiver would take: the same limits as for reading.
    pub fn encode(&self) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let beside = self.acts.iter().filter(|act| act.body.is_some()).count();
        let count = self.acts.len() + beside + self.bodies.len();
        parts::write_head(&mut bytes, &self.head(), count)?;
        for act in &self.acts {
            if let Some(body) = &act.body {
                parts::write(&mut bytes, PartKind::BodyOfNext, &[body])?;
            }
            parts::write(&mut bytes, PartKind::Act, &[&act.signed])?;
        }
        for body in &self.bodies {
            parts::write(&mut bytes, PartKind::Body, &[&body.act, &body.bytes])?;
        }
        // Reading is the judge of what may be sent: one set of limits, one place.
        Self::decode(&bytes).map(|_| bytes)
    }

    fn head(&self) -> Vec<u8> {
        let mut map = MapWriter::open(11 + u64::from(!self.living.is_empty()), Self::VERSION);
        map.bytes(1, &self.agreement)
            .bytes(2, &self.device)
            .bytes(3, &self.incarnation)
            .uint(4, self.number)
            .bytes(5, &self.roster_hash)
            .bytes(6, &self.key_commit)
            .list(7, &self.have)
            .list(8, &self.missing_bodies)
            .list(9, &self.waiting)
            .list(10, &self.received);
        if !self.living.is_empty() {
            map.bytes(11, &self.living);
        }
        map.finish()
    }

    /// Reads a bundle out of the bytes that were signed.
    ///
    /// # Errors
    /// When it is newer, too large, cut, damaged, or something trails.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let (head, parts) = BundleParts::open(bytes)?;
        let mut bundle = Self::read_head(head)?;
        let mut next = None;
        for part in parts {
            match part? {
                Part::BodyOfNext(body) if next.is_none() && bundle.bodies.is_empty() => {
                    next = Some(body.to_vec());
                }
                Part::Act(signed) if bundle.bodies.is_empty() => {
                    within(bundle.acts.len(), ACTS_PER_BUNDLE_MAX)?;
                    let (signed, body) = (signed.to_vec(), next.take());
                    bundle.acts.push(CarriedAct { signed, body });
                }
                Part::Body { act, body } if next.is_none() => {
                    within(bundle.bodies.len(), BODIES_PER_BUNDLE_MAX)?;
                    let bytes = body.to_vec();
                    bundle.bodies.push(Body { act, bytes });
                }
                Part::BodyOfNext(_) | Part::Act(_) | Part::Body { .. } => {
                    return Err(ReadError::Malformed { what: WHAT });
                }
            }
        }
        match next {
            None => Ok(bundle),
            Some(_) => Err(ReadError::Truncated { what: WHAT }),
        }
    }

    /// Everything but acts and bodies.
    fn read_head(head: &[u8]) -> Result<Self, ReadError> {
        let mut map = MapReader::open(WHAT, head, BUNDLE_PLAIN_BYTES_MAX, Self::VERSION)?;
        let bundle = Self {
            agreement: map.array(1)?,
            device: map.array(2)?,
            incarnation: map.array(3)?,
            number: map.uint(4)?,
            roster_hash: map.array(5)?,
            key_commit: map.array(6)?,
            acts: Vec::new(),
            bodies: Vec::new(),
            have: map.arrays(7, HAVE_MAX)?,
            missing_bodies: map.arrays(8, MISSING_BODIES_MAX)?,
            waiting: map.arrays(9, WAITING_MAX)?,
            received: map.arrays(10, RECEIVED_MAX)?,
            living: map
                .some_bytes(11, BUNDLE_PLAIN_BYTES_MAX)?
                .unwrap_or_default()
                .to_vec(),
        };
        map.finish()?;
        Ok(bundle)
    }
}

/// Refuses one more than `max` of something.
fn within(count: usize, max: usize) -> Result<(), ReadError> {
    if count < max {
        Ok(())
    } else {
        Err(ReadError::TooLarge { what: WHAT, max })
    }
}
