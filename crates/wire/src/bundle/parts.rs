//! The parts of a bundle's bytes: a head, then acts and bodies, each with its kind and length.
//!
//! It exists apart so that packing (`seal`) walks over the same parts that reading does. It looks into none of them.

use super::WHAT;
use crate::limits::{BODY_BYTES_MAX, BUNDLE_PLAIN_BYTES_MAX, SIGNED_ACT_BYTES_MAX};
use crate::{ReadError, SIGNATURE_BYTES};

/// The kinds of parts, each with the byte that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum PartKind {
    /// The body of the act that follows.
    BodyOfNext = 1,
    /// A signed act.
    Act = 2,
    /// The body of an act that is not here.
    Body = 3,
}

impl PartKind {
    /// The kind that a byte says.
    ///
    /// # Errors
    /// When it is one of a newer app.
    pub fn read(byte: u8) -> Result<Self, ReadError> {
        [Self::BodyOfNext, Self::Act, Self::Body]
            .into_iter()
            .find(|kind| *kind as u8 == byte)
            .ok_or(ReadError::UnknownCritical)
    }
}

/// One part behind the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'b> {
    /// The body of the act that follows, at most `BODY_BYTES_MAX`.
    BodyOfNext(&'b [u8]),
    /// A signed act, 65 to `SIGNED_ACT_BYTES_MAX` bytes.
    Act(&'b [u8]),
    /// The body of an act that is not here.
    Body {
        /// Id of the act.
        act: [u8; 32],
        /// The body, at most `BODY_BYTES_MAX`.
        body: &'b [u8],
    },
}

impl Part<'_> {
    /// Which kind of part it is.
    #[must_use]
    pub fn kind(&self) -> PartKind {
        match self {
            Self::BodyOfNext(_) => PartKind::BodyOfNext,
            Self::Act(_) => PartKind::Act,
            Self::Body { .. } => PartKind::Body,
        }
    }
}

/// An iterator over the parts behind the head. It ends after the first error, and allocates nothing.
#[derive(Debug, Clone)]
pub struct BundleParts<'b> {
    rest: &'b [u8],
    left: u16,
}

impl<'b> BundleParts<'b> {
    /// Gives the head, and what follows it.
    ///
    /// # Errors
    /// When it is too large or cut.
    pub fn open(bytes: &'b [u8]) -> Result<(&'b [u8], Self), ReadError> {
        if bytes.len() > BUNDLE_PLAIN_BYTES_MAX {
            return Err(too_large());
        }
        let cut = ReadError::Truncated { what: WHAT };
        let (length, rest) = bytes.split_first_chunk().ok_or(cut)?;
        let length = u32::from_be_bytes(*length) as usize;
        let (head, rest) = rest.split_at_checked(length).ok_or(cut)?;
        let (count, rest) = rest.split_first_chunk().ok_or(cut)?;
        let left = u16::from_be_bytes(*count);
        Ok((head, Self { rest, left }))
    }

    /// How many parts are left.
    #[must_use]
    pub fn left(&self) -> u16 {
        self.left
    }

    fn part(&mut self) -> Result<Part<'b>, ReadError> {
        let cut = ReadError::Truncated { what: WHAT };
        let (kind, rest) = self.rest.split_first().ok_or(cut)?;
        let (length, rest) = rest.split_first_chunk().ok_or(cut)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (bytes, rest) = rest.split_at_checked(length).ok_or(cut)?;
        self.rest = rest;
        let bounded = |bytes: &'b [u8], max| match bytes.len() {
            length if length <= max => Ok(bytes),
            _ => Err(ReadError::TooLarge { what: WHAT, max }),
        };
        match PartKind::read(*kind)? {
            PartKind::BodyOfNext => bounded(bytes, BODY_BYTES_MAX).map(Part::BodyOfNext),
            PartKind::Act if length <= SIGNATURE_BYTES => Err(ReadError::Malformed { what: WHAT }),
            PartKind::Act => bounded(bytes, SIGNED_ACT_BYTES_MAX).map(Part::Act),
            PartKind::Body => {
                let (act, body) = bytes.split_first_chunk().ok_or(cut)?;
                let body = bounded(body, BODY_BYTES_MAX)?;
                Ok(Part::Body { act: *act, body })
            }
        }
    }
}

impl<'b> Iterator for BundleParts<'b> {
    type Item = Result<Part<'b>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(left) = self.left.checked_sub(1) else {
            let trail = !std::mem::take(&mut self.rest).is_empty();
            return trail.then_some(Err(ReadError::Trailing { what: WHAT }));
        };
        self.left = left;
        let part = self.part();
        if part.is_err() {
            *self = Self { rest: &[], left: 0 };
        }
        Some(part)
    }
}

/// Writes the head, and how many parts follow.
pub(super) fn write_head(bytes: &mut Vec<u8>, head: &[u8], parts: usize) -> Result<(), ReadError> {
    let length = u32::try_from(head.len()).map_err(|_| too_large())?;
    let parts = u16::try_from(parts).map_err(|_| too_large())?;
    bytes.extend(length.to_be_bytes());
    bytes.extend(head);
    bytes.extend(parts.to_be_bytes());
    Ok(())
}

/// Writes a part of these fields.
pub(super) fn write(
    bytes: &mut Vec<u8>,
    kind: PartKind,
    fields: &[&[u8]],
) -> Result<(), ReadError> {
    let length = fields.iter().map(|field| field.len()).sum::<usize>();
    let length = u16::try_from(length).map_err(|_| too_large())?;
    bytes.push(kind as u8);
    bytes.extend(length.to_be_bytes());
    fields.iter().for_each(|field| bytes.extend(*field));
    Ok(())
}

fn too_large() -> ReadError {
    ReadError::TooLarge {
        what: WHAT,
        max: BUNDLE_PLAIN_BYTES_MAX,
    }
}
