//! One change of living text: what one device did to one document, in five kinds of deeds.
//!
//! It exists so that Automerge is never given a byte from outside: what a device sends is this small list, which is
//! read and bounded here, and the Automerge change is made from it on the receiving device. So there are no columns, no
//! run lengths in the millions, no compressed chunks, no other objects and no other kinds of values to guard against.
//! What the named places mean, and whether they exist, is for `sync`.

use crate::ReadError;
use crate::act::SIGNATURE_BYTES;
use crate::cbor::{Item, MapReader, MapWriter};
use crate::limits::{
    LIVING_CHANGE_BYTES_MAX, LIVING_OPS_PER_CHANGE_MAX, LIVING_PARENTS_MAX, LIVING_WRITERS_MAX,
};

const WHAT: &str = "change of living text";
/// The most numbers in one deed: must, item, and what it stands instead of.
const ITEMS_MAX: usize = 3 + 2 * LIVING_WRITERS_MAX;

/// Which kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LivingKind {
    /// What the two will talk about.
    Agenda,
    /// A text with a title.
    Draft,
}

/// The name of something that an operation made: an object, an item, a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpName {
    /// 0: the change's own device; 1: what every document begins with; from 2: `writers[n - 2]`.
    pub writer: u64,
    /// The operation's number.
    pub counter: u64,
}

/// One deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LivingOp {
    /// Puts letters into a text, behind a letter or at its beginning.
    Insert {
        /// The text.
        object: OpName,
        /// The letter before; `None`: the beginning.
        after: Option<OpName>,
        /// The letters.
        text: String,
    },
    /// Deletes letters that were written one after the other.
    Delete {
        /// The text.
        object: OpName,
        /// The first letter.
        from: OpName,
        /// How many, at least 1.
        count: u64,
    },
    /// Adds an item to an agenda. Its name follows from the operation.
    AddItem,
    /// Removes an item from an agenda.
    RemoveItem {
        /// The operation that added it.
        item: OpName,
    },
    /// Sets the writer's one "must".
    Must {
        /// The item; `None`: no longer any.
        item: Option<OpName>,
        /// The earlier ones of this person that it replaces.
        instead_of: Vec<OpName>,
    },
}

impl LivingOp {
    /// How many operations it is in the document: one for each letter.
    #[must_use]
    pub fn weight(&self) -> u64 {
        match self {
            Self::Insert { text, .. } => text.chars().count() as u64,
            Self::Delete { count, .. } => *count,
            Self::AddItem | Self::RemoveItem { .. } | Self::Must { .. } => 1,
        }
    }
}

/// A change before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivingChange {
    /// The document.
    pub document: [u8; 32],
    /// Its kind.
    pub kind: LivingKind,
    /// The device that wrote it.
    pub device: [u8; 32],
    /// The device's incarnation. With document and device it gives the Automerge actor.
    pub incarnation: [u8; 16],
    /// Its place among this actor's changes, from 1.
    pub seq: u64,
    /// The number of its first operation.
    pub start: u64,
    /// The changes that it follows, by the hash of their signed bytes; none: the document's beginning.
    pub parents: Vec<[u8; 32]>,
    /// Actors of other changes that its deeds name.
    pub writers: Vec<[u8; 32]>,
    /// What it does, at least one deed.
    pub ops: Vec<LivingOp>,
}

impl LivingChange {
    /// The format that this app writes, and the newest that it reads.
    pub const VERSION: u64 = 1;

    /// The CBOR map of `docs/format.md`.
    ///
    /// # Errors
    /// When it is larger than a receiver would take.
    pub fn encode(&self) -> Result<Vec<u8>, ReadError> {
        let mut map = MapWriter::open(10, Self::VERSION);
        map.bytes(1, &self.document)
            .uint(
                2,
                match self.kind {
                    LivingKind::Agenda => 0,
                    LivingKind::Draft => 1,
                },
            )
            .bytes(3, &self.device)
            .bytes(4, &self.incarnation)
            .uint(5, self.seq)
            .uint(6, self.start)
            .list(7, &self.parents)
            .list(8, &self.writers)
            .rows(9, self.ops.iter().map(items));
        let bytes = map.finish();
        Self::decode(&bytes).map(|_| bytes)
    }

    /// Reads a change.
    ///
    /// # Errors
    /// When it is newer, too large, cut, damaged, or something trails.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let max = LIVING_CHANGE_BYTES_MAX - SIGNATURE_BYTES;
        let mut map = MapReader::open(WHAT, bytes, max, Self::VERSION)?;
        let change = Self {
            document: map.array(1)?,
            kind: match map.uint(2)? {
                0 => LivingKind::Agenda,
                1 => LivingKind::Draft,
                _ => return Err(map.malformed()),
            },
            device: map.array(3)?,
            incarnation: map.array(4)?,
            seq: map.uint(5)?,
            start: map.uint(6)?,
            parents: map.arrays(7, LIVING_PARENTS_MAX)?,
            writers: map.arrays(8, LIVING_WRITERS_MAX)?,
            ops: map.list(9, LIVING_OPS_PER_CHANGE_MAX, op)?,
        };
        let weights = change.ops.iter().map(LivingOp::weight);
        let weight = weights.fold(0, u64::saturating_add);
        if change.ops.is_empty() || change.seq == 0 || change.start == 0 {
            return Err(map.malformed());
        }
        if weight > LIVING_OPS_PER_CHANGE_MAX as u64 {
            return Err(ReadError::TooLarge {
                what: WHAT,
                max: LIVING_OPS_PER_CHANGE_MAX,
            });
        }
        map.finish()?;
        Ok(change)
    }
}

/// A change and its signature, split but not judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedLiving {
    change: Vec<u8>,
    signature: [u8; SIGNATURE_BYTES],
}

impl SignedLiving {
    /// Puts a change and its signature together.
    #[must_use]
    pub fn new(change: Vec<u8>, signature: [u8; SIGNATURE_BYTES]) -> Self {
        Self { change, signature }
    }

    /// Splits bytes that arrived: the last 64 are the signature.
    ///
    /// # Errors
    /// When they are too few or too many.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > LIVING_CHANGE_BYTES_MAX {
            return Err(ReadError::TooLarge {
                what: WHAT,
                max: LIVING_CHANGE_BYTES_MAX,
            });
        }
        let (change, signature) = bytes
            .split_last_chunk()
            .ok_or(ReadError::Truncated { what: WHAT })?;
        Ok(Self::new(change.to_vec(), *signature))
    }

    /// The bytes whose BLAKE3 hash is the change's name.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        [self.change.as_slice(), &self.signature].concat()
    }

    /// The signed change, CBOR, exactly as it was signed.
    #[must_use]
    pub fn change(&self) -> &[u8] {
        &self.change
    }

    /// The Ed25519 signature over label and change.
    #[must_use]
    pub fn signature(&self) -> &[u8; SIGNATURE_BYTES] {
        &self.signature
    }
}

fn items(op: &LivingOp) -> Vec<Item<'_>> {
    let name = |name: &OpName| [Item::Number(name.writer), Item::Number(name.counter)];
    // No operation has the number 0, so it stands for none.
    let some = |it: &Option<OpName>| {
        name(&it.unwrap_or(OpName {
            writer: 0,
            counter: 0,
        }))
    };
    let mut items = Vec::new();
    match op {
        LivingOp::Insert {
            object,
            after,
            text,
        } => {
            items.push(Item::Number(1));
            items.extend(name(object));
            items.extend(some(after));
            items.push(Item::Bytes(text.as_bytes()));
        }
        LivingOp::Delete {
            object,
            from,
            count,
        } => {
            items.push(Item::Number(2));
            items.extend(name(object));
            items.extend(name(from));
            items.push(Item::Number(*count));
        }
        LivingOp::AddItem => items.push(Item::Number(3)),
        LivingOp::RemoveItem { item } => {
            items.push(Item::Number(4));
            items.extend(name(item));
        }
        LivingOp::Must { item, instead_of } => {
            items.push(Item::Number(5));
            items.extend(some(item));
            items.extend(instead_of.iter().flat_map(name));
        }
    }
    items
}

fn op(item: &mut MapReader<'_>) -> Result<LivingOp, ReadError> {
    let length = item.row(ITEMS_MAX)?;
    let code = if length == 0 { 0 } else { item.number()? };
    match (code, length) {
        (1, 6) => Ok(LivingOp::Insert {
            object: op_name(item)?,
            after: some_op_name(item)?,
            text: letters(item)?,
        }),
        (2, 6) => Ok(LivingOp::Delete {
            object: op_name(item)?,
            from: op_name(item)?,
            count: match item.number()? {
                0 => return Err(item.malformed()),
                count => count,
            },
        }),
        (3, 1) => Ok(LivingOp::AddItem),
        (4, 3) => Ok(LivingOp::RemoveItem {
            item: op_name(item)?,
        }),
        (5, 3..) if length % 2 == 1 => Ok(LivingOp::Must {
            item: some_op_name(item)?,
            instead_of: (0..(length - 3) / 2)
                .map(|_| op_name(item))
                .collect::<Result<_, _>>()?,
        }),
        _ => Err(item.malformed()),
    }
}

fn letters(item: &mut MapReader<'_>) -> Result<String, ReadError> {
    let bytes = item.byte_string(LIVING_CHANGE_BYTES_MAX)?;
    let text = std::str::from_utf8(bytes).map_err(|_| item.malformed())?;
    if text.is_empty() {
        return Err(item.malformed());
    }
    Ok(text.to_owned())
}

fn some_op_name(item: &mut MapReader<'_>) -> Result<Option<OpName>, ReadError> {
    let (writer, counter) = (item.number()?, item.number()?);
    match (writer, counter) {
        (0, 0) => Ok(None),
        (_, 0) => Err(item.malformed()),
        _ => Ok(Some(OpName { writer, counter })),
    }
}

fn op_name(item: &mut MapReader<'_>) -> Result<OpName, ReadError> {
    let name = some_op_name(item)?;
    name.ok_or_else(|| item.malformed())
}
