//! The outside of a sealed bundle: all that a relay, a stick or a thief sees.
//!
//! It exists so that the outer fields have one exact form, which is authenticated as a whole (`seal`).
//! Every envelope has exactly one encoding, and every encoding exactly one envelope. It opens nothing.

use crate::ReadError;
use crate::limits::{
    ENCAPSULATED_BYTES, ENVELOPE_BYTES_MAX, TAG_BYTES, WRAPPED_KEY_BYTES, WRAPS_MAX,
};
use crate::padding::is_padded;

const WHAT: &str = "envelope";
const MAGIC: [u8; 4] = *b"CSGN";
const VERSION: u8 = 1;
const HINT_BYTES: usize = 8;

/// Magic, version, kind, key id, nonce, number of wraps, length of the ciphertext.
pub(crate) const OUTER_BYTES: usize = 4 + 1 + 1 + 32 + 24 + 1 + 4;
/// One wrap.
pub(crate) const WRAP_BYTES: usize = HINT_BYTES + ENCAPSULATED_BYTES + WRAPPED_KEY_BYTES;

/// The name of a sending key, which is also the commitment to it: XChaCha20-Poly1305 alone would let
/// one envelope open to two plaintexts under two keys (reference/engine.md §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 32]);

/// What an envelope holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A bundle of one agreement.
    Bundle = 1,
}

/// A sending key, wrapped for one device with HPKE (X-Wing).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrap {
    /// Tells a device which wrap may be its own; differs for every sending key, so that a relay cannot
    /// follow a device by it.
    pub hint: [u8; HINT_BYTES],
    /// The encapsulated key, `enc` in RFC 9180.
    pub encapsulated: [u8; ENCAPSULATED_BYTES],
    /// The sending key, encrypted.
    pub wrapped: [u8; WRAPPED_KEY_BYTES],
}

/// A sealed bundle from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// What is inside.
    pub kind: Kind,
    /// The sending key that opens it.
    pub key_id: KeyId,
    /// The XChaCha20-Poly1305 nonce, random.
    pub nonce: [u8; 24],
    /// The sending key for each device; empty once all have receipted (design §5). At most `WRAPS_MAX`.
    pub wraps: Vec<Wrap>,
    /// As many bytes as [`crate::padded`] gives, and their tag.
    pub ciphertext: Vec<u8>,
}

impl Envelope {
    /// Everything before the ciphertext, as it is authenticated with it.
    ///
    /// # Errors
    /// When there are more than `WRAPS_MAX` wraps or the ciphertext is of no padded size.
    pub fn outer(&self) -> Result<Vec<u8>, ReadError> {
        let wraps = count_of(&self.wraps)?;
        let ciphertext = checked_length(self.ciphertext.len())?;
        let mut bytes = Vec::with_capacity(OUTER_BYTES + self.wraps.len() * WRAP_BYTES);
        bytes.extend(MAGIC);
        bytes.extend([VERSION, self.kind as u8]);
        bytes.extend(self.key_id.0);
        bytes.extend(self.nonce);
        bytes.push(wraps);
        for wrap in &self.wraps {
            bytes.extend(wrap.hint);
            bytes.extend(wrap.encapsulated);
            bytes.extend(wrap.wrapped);
        }
        bytes.extend(ciphertext.to_be_bytes());
        Ok(bytes)
    }

    /// The bytes that travel.
    ///
    /// # Errors
    /// As for [`Envelope::outer`].
    pub fn encode(&self) -> Result<Vec<u8>, ReadError> {
        let mut bytes = self.outer()?;
        bytes.extend(&self.ciphertext);
        Ok(bytes)
    }

    /// Reads an envelope; nothing may follow it.
    ///
    /// # Errors
    /// When it is not ours, newer, too large, cut, damaged, or something trails.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > ENVELOPE_BYTES_MAX {
            return Err(ReadError::TooLarge {
                what: WHAT,
                max: ENVELOPE_BYTES_MAX,
            });
        }
        let mut rest = bytes;
        let kind = preamble(&mut rest)?;
        let key_id = KeyId(take(&mut rest)?);
        let nonce = take(&mut rest)?;
        let [count] = take(&mut rest)?;
        if usize::from(count) > WRAPS_MAX {
            return Err(ReadError::TooLarge {
                what: WHAT,
                max: WRAPS_MAX,
            });
        }
        let wraps = (0..count)
            .map(|_| wrap(&mut rest))
            .collect::<Result<_, _>>()?;
        let length = u32::from_be_bytes(take(&mut rest)?) as usize;
        checked_length(length)?;
        let (ciphertext, trail) = rest
            .split_at_checked(length)
            .ok_or(ReadError::Truncated { what: WHAT })?;
        if !trail.is_empty() {
            return Err(ReadError::Trailing { what: WHAT });
        }
        Ok(Self {
            kind,
            key_id,
            nonce,
            wraps,
            ciphertext: ciphertext.to_vec(),
        })
    }
}

fn preamble(rest: &mut &[u8]) -> Result<Kind, ReadError> {
    if take(rest)? != MAGIC {
        return Err(ReadError::NotOurs);
    }
    match take(rest)? {
        [VERSION] => {}
        [0] => return Err(ReadError::Malformed { what: WHAT }),
        [found] => {
            return Err(ReadError::NewerFormat {
                found: found.into(),
                known: VERSION.into(),
            });
        }
    }
    match take(rest)? {
        [kind] if kind == Kind::Bundle as u8 => Ok(Kind::Bundle),
        [_] => Err(ReadError::UnknownCritical),
    }
}

fn wrap(rest: &mut &[u8]) -> Result<Wrap, ReadError> {
    Ok(Wrap {
        hint: take(rest)?,
        encapsulated: take(rest)?,
        wrapped: take(rest)?,
    })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], ReadError> {
    let (head, tail) = rest
        .split_first_chunk()
        .ok_or(ReadError::Truncated { what: WHAT })?;
    *rest = tail;
    Ok(*head)
}

fn count_of(wraps: &[Wrap]) -> Result<u8, ReadError> {
    u8::try_from(wraps.len())
        .ok()
        .filter(|count| usize::from(*count) <= WRAPS_MAX)
        .ok_or(ReadError::TooLarge {
            what: WHAT,
            max: WRAPS_MAX,
        })
}

fn checked_length(length: usize) -> Result<u32, ReadError> {
    length
        .checked_sub(TAG_BYTES)
        .filter(|padded| is_padded(*padded))
        .and_then(|_| u32::try_from(length).ok())
        .ok_or(ReadError::Malformed { what: WHAT })
}
