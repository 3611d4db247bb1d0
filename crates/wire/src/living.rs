//! The section of a bundle for living text: changes, what the sender has, and what was dropped.
//!
//! Living text is nobody's word and has no force (docs/decisions/0009-living-text.md). Its section stands in bundles
//! that carry nothing else, so that a fault in it never holds up an act. It exists apart from [`crate::Bundle`] so
//! that it is bounded before anything in it is looked at; what a change says is in [`crate::LivingChange`].

use crate::ReadError;
use crate::cbor::{Item, MapReader, MapWriter};
use crate::limits::{
    BUNDLE_PLAIN_BYTES_MAX, LIVING_CHANGE_BYTES_MAX, LIVING_CHANGES_PER_BUNDLE_MAX,
    LIVING_DROPPED_MAX, LIVING_OPEN_MAX, LIVING_SEEN_MAX, LIVING_WRITERS_MAX,
};

const WHAT: &str = "living text";

/// How far the sender has come in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivingHave {
    /// The document.
    pub document: [u8; 32],
    /// Writers, by Automerge actor, with the number of the last change of each that is in the document.
    pub writers: Vec<([u8; 32], u64)>,
}

/// A document that was dropped, and what of it had been seen then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivingDrop {
    /// The document.
    pub document: [u8; 32],
    /// Of an agenda: its items. Of a draft that was put forward: half the actor of each writer, and the number of
    /// their last change in it, 8 bytes each. Else empty.
    pub seen: Vec<[u8; 16]>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Living {
    /// Signed changes, in an order that follows causes ([`crate::SignedLiving`]).
    pub changes: Vec<Vec<u8>>,
    /// Every document that is open at the sender.
    pub have: Vec<LivingHave>,
    /// Documents that some receiver may not know to be dropped.
    pub dropped: Vec<LivingDrop>,
    /// Documents that the sender was told are dropped: its receipts for that.
    pub gone: Vec<[u8; 32]>,
}

impl Living {
    /// The format that this app writes, and the newest that it reads.
    pub const VERSION: u64 = 1;

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The CBOR map of `docs/format.md`.
    ///
    /// # Errors
    /// When it is larger than a receiver would take.
    pub fn encode(&self) -> Result<Vec<u8>, ReadError> {
        let mut map = MapWriter::open(5, Self::VERSION);
        map.list(1, &self.changes)
            .rows(
                2,
                self.have.iter().map(|have| {
                    let writers = have.writers.iter();
                    let pairs =
                        writers.flat_map(|(actor, seq)| [Item::Bytes(actor), Item::Number(*seq)]);
                    [Item::Bytes(&have.document)]
                        .into_iter()
                        .chain(pairs)
                        .collect()
                }),
            )
            .rows(
                3,
                self.dropped.iter().map(|dropped| {
                    let seen = dropped.seen.iter().map(|name| Item::Bytes(name));
                    [Item::Bytes(&dropped.document)]
                        .into_iter()
                        .chain(seen)
                        .collect()
                }),
            )
            .list(4, &self.gone);
        let bytes = map.finish();
        Self::decode(&bytes).map(|_| bytes)
    }

    /// Reads the section.
    ///
    /// # Errors
    /// When it is newer, too large, cut, damaged, or something trails.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = MapReader::open(WHAT, bytes, BUNDLE_PLAIN_BYTES_MAX, Self::VERSION)?;
        let living = Self {
            changes: map.list(1, LIVING_CHANGES_PER_BUNDLE_MAX, |item| {
                item.byte_string(LIVING_CHANGE_BYTES_MAX)
                    .map(<[u8]>::to_vec)
            })?,
            have: map.list(2, LIVING_OPEN_MAX, |item| {
                let items = item.row(1 + 2 * LIVING_WRITERS_MAX)?;
                let document = item.fixed()?;
                if items % 2 == 0 {
                    return Err(item.malformed());
                }
                let writers = (0..items / 2).map(|_| Ok((item.fixed()?, item.number()?)));
                Ok(LivingHave {
                    document,
                    writers: writers.collect::<Result<_, ReadError>>()?,
                })
            })?,
            dropped: map.list(3, LIVING_DROPPED_MAX, |item| {
                let items = item.row(1 + LIVING_SEEN_MAX)?;
                if items == 0 {
                    return Err(item.malformed());
                }
                let document = item.fixed()?;
                let seen = (1..items).map(|_| item.fixed());
                Ok(LivingDrop {
                    document,
                    seen: seen.collect::<Result<_, ReadError>>()?,
                })
            })?,
            gone: map.arrays(4, LIVING_DROPPED_MAX)?,
        };
        map.finish()?;
        Ok(living)
    }
}
