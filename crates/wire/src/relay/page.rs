//! A page: bundles as a relay hands them out, many in one answer.
//!
//! It exists so that a week of agreements is fetched in few questions. What the envelopes hold is not
//! looked at here; a page cut on the way is refused whole, and asked for again.

use super::{Cursor, PAGE_BYTES_MAX, PAGE_COUNT_MAX};
use crate::ReadError;
use crate::limits::ENVELOPE_BYTES_MAX;

const MAGIC: [u8; 4] = *b"CSPG";
const VERSION: u8 = 1;
const WHAT: &str = "page";

/// Bytes before the first parcel.
const HEAD_BYTES: usize = 4 + 1 + 8 + 8 + 1 + 2;

/// Bytes around each envelope.
const PARCEL_FRAME_BYTES: usize = 8 + 4;

/// One bundle on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Its number in the mailbox.
    pub number: u64,
    /// The envelope, as it was put; at most [`ENVELOPE_BYTES_MAX`] bytes.
    pub envelope: Vec<u8>,
}

/// Bundles of a mailbox, and how to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What to ask with next; also beyond what was left out because the asking key itself put it.
    pub next: Cursor,
    /// Whether there is more to fetch at once.
    pub more: bool,
    /// At most [`PAGE_COUNT_MAX`], in the order of their numbers.
    pub parcels: Vec<Parcel>,
}

impl Page {
    /// What a page of these envelopes would weigh more for one of `length` bytes.
    #[must_use]
    pub fn weight(length: usize) -> usize {
        PARCEL_FRAME_BYTES + length
    }

    /// The bytes that travel.
    ///
    /// # Errors
    /// When there are more than [`PAGE_COUNT_MAX`], or one is too large.
    pub fn encode(&self) -> Result<Vec<u8>, ReadError> {
        let count = u16::try_from(self.parcels.len())
            .ok()
            .filter(|count| *count <= PAGE_COUNT_MAX)
            .ok_or(too_large(PAGE_COUNT_MAX.into()))?;
        let weights = self.parcels.iter().map(|p| Self::weight(p.envelope.len()));
        let mut bytes = Vec::with_capacity(HEAD_BYTES + weights.sum::<usize>());
        bytes.extend(MAGIC);
        bytes.push(VERSION);
        bytes.extend(self.next.epoch.to_be_bytes());
        bytes.extend(self.next.number.to_be_bytes());
        bytes.push(self.more.into());
        bytes.extend(count.to_be_bytes());
        for parcel in &self.parcels {
            let length = u32::try_from(parcel.envelope.len())
                .ok()
                .filter(|length| *length as usize <= ENVELOPE_BYTES_MAX)
                .ok_or(too_large(ENVELOPE_BYTES_MAX))?;
            bytes.extend(parcel.number.to_be_bytes());
            bytes.extend(length.to_be_bytes());
            bytes.extend(&parcel.envelope);
        }
        Ok(bytes)
    }

    /// Reads a page; nothing may follow it.
    ///
    /// # Errors
    /// When it is not ours, newer, too large, cut, out of order, or something trails.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > PAGE_BYTES_MAX {
            return Err(too_large(PAGE_BYTES_MAX));
        }
        let mut rest = bytes;
        if take(&mut rest)? != MAGIC {
            return Err(ReadError::NotOurs);
        }
        match take(&mut rest)? {
            [VERSION] => {}
            [0] => return Err(malformed()),
            [found] => {
                return Err(ReadError::NewerFormat {
                    found: found.into(),
                    known: VERSION.into(),
                });
            }
        }
        let next = Cursor {
            epoch: u64::from_be_bytes(take(&mut rest)?),
            number: u64::from_be_bytes(take(&mut rest)?),
        };
        let more = match take(&mut rest)? {
            [0] => false,
            [1] => true,
            [_] => return Err(malformed()),
        };
        let count = u16::from_be_bytes(take(&mut rest)?);
        if count > PAGE_COUNT_MAX {
            return Err(too_large(PAGE_COUNT_MAX.into()));
        }
        let parcels = (0..count)
            .map(|_| parcel(&mut rest))
            .collect::<Result<Vec<_>, _>>()?;
        if !rest.is_empty() {
            return Err(ReadError::Trailing { what: WHAT });
        }
        let numbers: Vec<u64> = parcels.iter().map(|parcel| parcel.number).collect();
        let ascending = numbers.is_sorted_by(|a, b| a < b);
        if ascending && numbers.last().is_none_or(|last| *last <= next.number) {
            Ok(Self {
                next,
                more,
                parcels,
            })
        } else {
            Err(malformed())
        }
    }
}

fn parcel(rest: &mut &[u8]) -> Result<Parcel, ReadError> {
    let number = u64::from_be_bytes(take(rest)?);
    let length = u32::from_be_bytes(take(rest)?) as usize;
    if length > ENVELOPE_BYTES_MAX {
        return Err(too_large(ENVELOPE_BYTES_MAX));
    }
    let (envelope, tail) = rest
        .split_at_checked(length)
        .ok_or(ReadError::Truncated { what: WHAT })?;
    *rest = tail;
    Ok(Parcel {
        number,
        envelope: envelope.to_vec(),
    })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], ReadError> {
    let (head, tail) = rest
        .split_first_chunk()
        .ok_or(ReadError::Truncated { what: WHAT })?;
    *rest = tail;
    Ok(*head)
}

fn too_large(max: usize) -> ReadError {
    ReadError::TooLarge { what: WHAT, max }
}

fn malformed() -> ReadError {
    ReadError::Malformed { what: WHAT }
}
