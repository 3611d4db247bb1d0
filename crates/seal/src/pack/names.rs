//! The names that a packed bundle refers to, and how a number is written in it.

use std::collections::BTreeMap;

use super::MARK;

pub(super) const NAME_BYTES: usize = 32;

/// How far into a body its salt begins at most: version and salt are its first fields.
const BEFORE_SALT_MAX: usize = 16;

/// The names that were seen, in their order. The packer and the unpacker of one bundle have the same.
pub(super) struct Names {
    all: Vec<[u8; NAME_BYTES]>,
    places: BTreeMap<[u8; NAME_BYTES], usize>,
}

impl Names {
    /// With what both know beforehand.
    pub(super) fn begin(key: [u8; NAME_BYTES]) -> Self {
        let mut names = Self {
            all: Vec::new(),
            places: BTreeMap::new(),
        };
        names.enter(key);
        names
    }

    /// Adds a name, unless it is here.
    pub(super) fn enter(&mut self, name: [u8; NAME_BYTES]) {
        let place = self.all.len();
        if *self.places.entry(name).or_insert(place) == place {
            self.all.push(name);
        }
    }

    /// The reference to a name: an even one counts from the first, an odd one from the last, so that both what all acts
    /// name and what was just said have a small one.
    pub(super) fn reference(&self, name: &[u8; NAME_BYTES]) -> Option<usize> {
        let place = *self.places.get(name)?;
        let back = self.all.len().saturating_sub(place + 1);
        Some((place * 2).min(back * 2 + 1))
    }

    /// The name that a reference stands for.
    pub(super) fn seen(&self, reference: usize) -> Option<[u8; NAME_BYTES]> {
        let half = reference / 2;
        let place = if reference.is_multiple_of(2) {
            half
        } else {
            self.all.len().checked_sub(half + 1)?
        };
        self.all.get(place).copied()
    }
}

/// How many bytes of a body, or of what is left of one, stand before its salt.
pub(super) fn before_salt(body: &[u8]) -> Option<usize> {
    let first = body.get(..BEFORE_SALT_MAX).unwrap_or(body);
    let place = first.windows(MARK.len()).position(|two| two == MARK)?;
    Some(place + MARK.len())
}

/// What stands before the salt of a body, the salt, and what stands behind it.
pub(super) fn split_at_salt(body: &[u8]) -> Option<(&[u8], &[u8; NAME_BYTES], &[u8])> {
    let (before, rest) = body.split_at_checked(before_salt(body)?)?;
    let (salt, behind) = rest.split_first_chunk()?;
    Some((before, salt, behind))
}

/// The commitment that the act of this body holds, if it is a body as this app writes them.
pub(super) fn commitment(body: &[u8]) -> Option<[u8; NAME_BYTES]> {
    let (_, salt, _) = split_at_salt(body)?;
    Some(crate::body_commitment(salt, body))
}

/// Writes a number in LEB128: seven bits a byte, the lowest first.
pub(super) fn write_number(bytes: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}
