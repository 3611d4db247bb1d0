//! The bytes of a header: how an act is written down to be signed, and how such bytes are read.
//!
//! The format is a CBOR map with ascending integer keys, version 1; which key is what stands in `key` below, which
//! code is which deed in [`code`]. It exists apart from [`crate::act`] so that the rules never see bytes. Signatures
//! are not here: whoever reads bytes that came from outside checks them in `seal` first. Bodies are not here either.
//!
//! One header may have several encodings (CBOR allows it), so nothing may be re-encoded: an act's name is the hash of
//! the bytes that were signed, and those are kept as they came.

mod code;
mod fields;
mod limits;
mod relation;

use minicbor::data::Type;
use minicbor::{Decode, Decoder, Encode, Encoder};

use crate::act::{Deed, Effect, Header, Subject};
use crate::id::ActId;
use crate::part::Role;
use crate::time::Claimed;

pub use code::code;

/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;
/// The most bytes a header has (design §3).
pub const HEADER_BYTES_MAX: usize = 4096;
/// The most `parents`, `waiting`, cuts, targets and received acts that a header names.
pub const NAMES_MAX: usize = 64;
/// The largest `seq`. Automerge counts operations in 32 bits; two thousand million acts of one device never come.
pub const SEQ_MAX: u64 = (1 << 31) - 2;
/// The most bytes of a language tag.
pub const LANGUAGE_BYTES_MAX: usize = 16;
/// The length of an X-Wing public key.
pub const WRAP_KEY_BYTES: usize = 1216;
/// The length of an Ed25519 signature.
pub const SIGNATURE_BYTES: usize = 64;
/// The length of an admission: the hash of the pairing's transcript, then the signature that covers it.
pub const ADMISSION_BYTES: usize = 32 + SIGNATURE_BYTES;

/// Keys of the map.
mod key {
    pub(super) const VERSION: u64 = 0;
    pub(super) const AGREEMENT: u64 = 1;
    pub(super) const AUTHOR: u64 = 2;
    pub(super) const DEVICE: u64 = 3;
    pub(super) const INCARNATION: u64 = 4;
    pub(super) const SEQ: u64 = 5;
    pub(super) const PREV: u64 = 6;
    pub(super) const PARENTS: u64 = 7;
    pub(super) const CONTINUES: u64 = 8;
    pub(super) const WAITING: u64 = 9;
    pub(super) const EFFECT: u64 = 10;
    pub(super) const SUBJECT: u64 = 11;
    pub(super) const KIND: u64 = 12;
    pub(super) const FIELDS: u64 = 13;
    pub(super) const CLAIMED: u64 = 14;
    pub(super) const COMMITMENT: u64 = 15;
}

/// Codes of a subject that is no part; a part is its 32 bytes.
const SUBJECT_NONE: u64 = 0;
const SUBJECT_NEW: u64 = 1;
const SUBJECT_ALL: u64 = 2;

/// Why bytes are no header. They hold nothing that could be an act, so no chain has a place for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAHeader {
    /// More than [`HEADER_BYTES_MAX`].
    #[error("the header is longer than {HEADER_BYTES_MAX} bytes")]
    TooLong,
    /// Written by a newer app; nothing is wrong with it.
    #[error("the header has version {found}, this app reads up to {VERSION}")]
    NeedsNewerApp {
        /// The version that the header names.
        found: u64,
    },
    /// Not the shape of a header.
    #[error("the header is damaged")]
    Malformed,
    /// A list, text, key or number beyond its limit.
    #[error("the header holds more than a header may")]
    OverLimit,
}

impl From<minicbor::decode::Error> for NotAHeader {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

/// Writes a header. What it gives may be longer than [`HEADER_BYTES_MAX`] where the header's lists are long: whoever
/// signs it looks first, with [`parse`].
#[must_use]
pub fn header(header: &Header) -> Vec<u8> {
    let mut bytes = Encoder::new(Vec::new());
    write(header, &mut bytes).expect("a growing buffer takes every write");
    bytes.into_writer()
}

type Written = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

fn write(header: &Header, e: &mut Encoder<Vec<u8>>) -> Written {
    let fields = fields::write(&header.deed);
    let present = [
        header.agreement.is_some(),
        header.prev.is_some(),
        header.continues.is_some(),
        !header.waiting.is_empty(),
        !fields.is_empty(),
        header.commitment.is_some(),
    ];
    // Version, author, device, incarnation, seq, parents, effect, subject, kind and claimed are always there.
    e.map(10 + present.iter().filter(|it| **it).count() as u64)?;
    e.u64(key::VERSION)?.u64(VERSION)?;
    optional(e, key::AGREEMENT, header.agreement.as_ref())?;
    e.u64(key::AUTHOR)?.encode(header.author)?;
    e.u64(key::DEVICE)?.encode(header.device)?;
    e.u64(key::INCARNATION)?.encode(header.incarnation)?;
    e.u64(key::SEQ)?.u64(header.seq)?;
    optional(e, key::PREV, header.prev.as_ref())?;
    e.u64(key::PARENTS)?.encode(&header.parents)?;
    optional(e, key::CONTINUES, header.continues.as_ref())?;
    optional(
        e,
        key::WAITING,
        Some(&header.waiting).filter(|list| !list.is_empty()),
    )?;
    e.u64(key::EFFECT)?.encode(header.effect)?;
    e.u64(key::SUBJECT)?;
    match header.subject {
        Subject::None => e.u64(SUBJECT_NONE)?,
        Subject::New => e.u64(SUBJECT_NEW)?,
        Subject::All => e.u64(SUBJECT_ALL)?,
        Subject::Part(part) => e.encode(part)?,
    };
    e.u64(key::KIND)?.u16(code(&header.deed))?;
    if !fields.is_empty() {
        e.u64(key::FIELDS)?.bytes(&fields)?;
    }
    e.u64(key::CLAIMED)?.i64(header.claimed.0)?;
    if let Some(commitment) = &header.commitment {
        e.u64(key::COMMITMENT)?.bytes(commitment)?;
    }
    Ok(())
}

fn optional<T: Encode<()>>(e: &mut Encoder<Vec<u8>>, key: u64, value: Option<&T>) -> Written {
    if let Some(value) = value {
        e.u64(key)?.encode(value)?;
    }
    Ok(())
}

/// Reads a header: every length is bounded before anything is kept, nothing may trail, nothing recurses. Fields that
/// this version does not know are passed over; whoever keeps the act keeps its bytes.
///
/// # Errors
/// When the bytes are too long, of a newer version, of another shape, or over a limit.
pub fn parse(bytes: &[u8]) -> Result<Header, NotAHeader> {
    if bytes.len() > HEADER_BYTES_MAX {
        return Err(NotAHeader::TooLong);
    }
    let mut map = Map::open(bytes)?;
    match map.required(key::VERSION, Decoder::u64)? {
        VERSION => {}
        0 => return Err(NotAHeader::Malformed),
        found => return Err(NotAHeader::NeedsNewerApp { found }),
    }
    let agreement = map.optional(key::AGREEMENT, one::<ActId>)?;
    let author = map.required(key::AUTHOR, one::<Role>)?;
    let device = map.required(key::DEVICE, one)?;
    let incarnation = map.required(key::INCARNATION, one)?;
    let seq = map.required(key::SEQ, Decoder::u64)?;
    let prev = map.optional(key::PREV, one)?;
    let parents = map.required(key::PARENTS, names)?;
    let continues = map.optional(key::CONTINUES, one)?;
    let waiting = map.optional(key::WAITING, names)?.unwrap_or_default();
    let effect = map.required(key::EFFECT, one::<Effect>)?;
    let subject = map.required(key::SUBJECT, subject)?;
    let kind = map.required(key::KIND, Decoder::u16)?;
    let fields = map
        .optional(key::FIELDS, Decoder::bytes)?
        .unwrap_or_default();
    let claimed = Claimed(map.required(key::CLAIMED, Decoder::i64)?);
    let commitment = map.optional(key::COMMITMENT, commitment)?;
    map.close()?;
    if seq > SEQ_MAX {
        return Err(NotAHeader::OverLimit);
    }
    let deed: Deed = fields::read(kind, fields)?;
    Ok(Header {
        agreement,
        author,
        device,
        incarnation,
        seq,
        prev,
        parents,
        continues,
        waiting,
        effect,
        subject,
        deed,
        claimed,
        commitment,
    })
}

/// A map that is read in the order of its keys, which ascend strictly.
struct Map<'b> {
    decoder: Decoder<'b>,
    left: u64,
    /// The next key, read but not used, and the least that the one after it can be.
    next: Option<u64>,
}

impl<'b> Map<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, NotAHeader> {
        let mut decoder = Decoder::new(bytes);
        let left = decoder.map()?.ok_or(NotAHeader::Malformed)?;
        let mut map = Self {
            decoder,
            left,
            next: None,
        };
        map.advance(None)?;
        Ok(map)
    }

    fn advance(&mut self, after: Option<u64>) -> Result<(), NotAHeader> {
        self.next = None;
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            let key = self.decoder.u64()?;
            if after.is_some_and(|after| key <= after) {
                return Err(NotAHeader::Malformed);
            }
            self.next = Some(key);
        }
        Ok(())
    }

    fn optional<T, E: Into<NotAHeader>>(
        &mut self,
        key: u64,
        read: impl FnOnce(&mut Decoder<'b>) -> Result<T, E>,
    ) -> Result<Option<T>, NotAHeader> {
        if self.next != Some(key) {
            return Ok(None);
        }
        let value = read(&mut self.decoder).map_err(Into::into)?;
        self.advance(Some(key))?;
        Ok(Some(value))
    }

    fn required<T, E: Into<NotAHeader>>(
        &mut self,
        key: u64,
        read: impl FnOnce(&mut Decoder<'b>) -> Result<T, E>,
    ) -> Result<T, NotAHeader> {
        self.optional(key, read)?.ok_or(NotAHeader::Malformed)
    }

    /// Passes over what a newer writer added behind the known keys, and refuses anything behind the map.
    fn close(mut self) -> Result<(), NotAHeader> {
        while let Some(key) = self.next {
            if key <= key::COMMITMENT {
                return Err(NotAHeader::Malformed);
            }
            self.decoder.skip()?;
            self.advance(Some(key))?;
        }
        let whole = self.decoder.position() == self.decoder.input().len();
        if whole {
            Ok(())
        } else {
            Err(NotAHeader::Malformed)
        }
    }
}

fn one<'b, T: Decode<'b, ()>>(d: &mut Decoder<'b>) -> Result<T, minicbor::decode::Error> {
    d.decode()
}

fn names(d: &mut Decoder<'_>) -> Result<Vec<ActId>, NotAHeader> {
    let count = d.array()?.ok_or(NotAHeader::Malformed)?;
    if count > NAMES_MAX as u64 {
        return Err(NotAHeader::OverLimit);
    }
    Ok((0..count).map(|_| d.decode()).collect::<Result<_, _>>()?)
}

fn subject(d: &mut Decoder<'_>) -> Result<Subject, minicbor::decode::Error> {
    if d.datatype()? == Type::Bytes {
        return d.decode().map(Subject::Part);
    }
    match d.u64()? {
        SUBJECT_NONE => Ok(Subject::None),
        SUBJECT_NEW => Ok(Subject::New),
        SUBJECT_ALL => Ok(Subject::All),
        _ => Err(minicbor::decode::Error::message(
            "a subject that is not known",
        )),
    }
}

fn commitment(d: &mut Decoder<'_>) -> Result<[u8; 32], minicbor::decode::Error> {
    let wrong = |_| minicbor::decode::Error::message("a commitment of the wrong length");
    d.bytes()?.try_into().map_err(wrong)
}
