//! Unpacking: back to the bytes that were signed, or a refusal.

use countersign_wire::limits::BUNDLE_PLAIN_BYTES_MAX;
use countersign_wire::{PartKind, ReadError, SIGNATURE_BYTES};
use zeroize::Zeroizing;

use super::names::{NAME_BYTES, Names, before_salt, commitment};
use super::{COMMITMENT, MARK, NEW, NONE, SEEN, WHAT, deflate};

const MALFORMED: ReadError = ReadError::Malformed { what: WHAT };
const TRUNCATED: ReadError = ReadError::Truncated { what: WHAT };
const TOO_LARGE: ReadError = ReadError::TooLarge {
    what: WHAT,
    max: BUNDLE_PLAIN_BYTES_MAX,
};

/// Gives the bytes of a bundle that was packed; what they say is not looked at.
///
/// # Errors
/// When they are cut, damaged, or would be more than a bundle may have. Nothing is allocated for more than that.
pub fn unpack_bundle(key: &[u8; 32], packed: &[u8]) -> Result<Zeroizing<Vec<u8>>, ReadError> {
    let mut packed = Rest(packed);
    let fields = packed.bounded()?;
    let words = packed.bounded()?;
    let both = fields.checked_add(words).ok_or(TOO_LARGE)?;
    if both > BUNDLE_PLAIN_BYTES_MAX * 2 {
        return Err(TOO_LARGE);
    }
    let deflated = packed.bounded()?;
    let both = deflate::inflate(packed.take(deflated)?, both)?;
    let (fields, words) = both.split_at_checked(fields).ok_or(MALFORMED)?;
    let mut unpacker = Unpacker {
        names: Names::begin(*key),
        fields: Rest(fields),
        words: Rest(words),
        aside: packed,
        commitment: None,
        plain: Zeroizing::default(),
    };
    unpacker.all()?;
    Ok(unpacker.plain)
}

/// What is left of some bytes.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], ReadError> {
        let (head, tail) = self.0.split_at_checked(length).ok_or(TRUNCATED)?;
        self.0 = tail;
        Ok(head)
    }

    fn chunk<const N: usize>(&mut self) -> Result<&'b [u8; N], ReadError> {
        let (head, tail) = self.0.split_first_chunk().ok_or(TRUNCATED)?;
        self.0 = tail;
        Ok(head)
    }

    /// A number of at most three bytes, in its shortest form: nothing that is counted here needs more.
    fn number(&mut self) -> Result<usize, ReadError> {
        let mut number = 0;
        for shift in [0, 7, 14] {
            let [byte] = *self.chunk()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return if byte == 0 && shift > 0 {
                    Err(MALFORMED)
                } else {
                    Ok(number)
                };
            }
        }
        Err(MALFORMED)
    }

    /// A number of bytes that a bundle can have.
    fn bounded(&mut self) -> Result<usize, ReadError> {
        let number = self.number()?;
        if number <= BUNDLE_PLAIN_BYTES_MAX * 2 {
            Ok(number)
        } else {
            Err(TOO_LARGE)
        }
    }
}

struct Unpacker<'b> {
    names: Names,
    fields: Rest<'b>,
    words: Rest<'b>,
    aside: Rest<'b>,
    commitment: Option<[u8; NAME_BYTES]>,
    plain: Zeroizing<Vec<u8>>,
}

impl Unpacker<'_> {
    fn all(&mut self) -> Result<(), ReadError> {
        let head = self.fields.number()?;
        let length = u32::try_from(head).map_err(|_| TOO_LARGE)?;
        self.write(&length.to_be_bytes())?;
        self.fields(head)?;
        let parts = u16::try_from(self.fields.number()?).map_err(|_| TOO_LARGE)?;
        self.write(&parts.to_be_bytes())?;
        for _ in 0..parts {
            self.part()?;
        }
        if self.fields.0.is_empty() && self.words.0.is_empty() && self.aside.0.is_empty() {
            Ok(())
        } else {
            Err(ReadError::Trailing { what: WHAT })
        }
    }

    fn part(&mut self) -> Result<(), ReadError> {
        let [kind] = *self.fields.chunk()?;
        self.write(&[kind])?;
        match PartKind::read(kind)? {
            PartKind::BodyOfNext => {
                let (length, salted) = self.body_length()?;
                self.length(length)?;
                let begin = self.plain.len();
                self.words(length, salted)?;
                self.commitment = self.plain.get(begin..).and_then(commitment);
            }
            PartKind::Act => {
                let header = self.fields.number()?;
                self.length(header + SIGNATURE_BYTES)?;
                let begin = self.plain.len();
                self.fields(header)?;
                let signature = self.aside.take(SIGNATURE_BYTES)?;
                self.write(signature)?;
                let signed = self.plain.get(begin..).unwrap_or_default();
                self.names.enter(crate::act_id(signed));
                self.commitment = None;
            }
            PartKind::Body => {
                let act = self.name()?.ok_or(MALFORMED)?;
                let (length, salted) = self.body_length()?;
                self.length(NAME_BYTES + length)?;
                self.write(&act)?;
                self.words(length, salted)?;
            }
        }
        Ok(())
    }

    fn body_length(&mut self) -> Result<(usize, bool), ReadError> {
        let number = self.fields.number()?;
        Ok((number / 2, !number.is_multiple_of(2)))
    }

    /// The length of a part, as it stands before it.
    fn length(&mut self, length: usize) -> Result<(), ReadError> {
        let length = u16::try_from(length).map_err(|_| TOO_LARGE)?;
        self.write(&length.to_be_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        if self.plain.len() + bytes.len() > BUNDLE_PLAIN_BYTES_MAX {
            return Err(TOO_LARGE);
        }
        self.plain.extend(bytes);
        Ok(())
    }

    /// The name that stands here, new or seen; `None` where only the bytes before look like one.
    fn name(&mut self) -> Result<Option<[u8; NAME_BYTES]>, ReadError> {
        let name = match self.fields.number()? {
            NEW => {
                let name = *self.aside.chunk()?;
                self.names.enter(name);
                name
            }
            NONE => return Ok(None),
            COMMITMENT => self.commitment.ok_or(MALFORMED)?,
            seen => self.names.seen(seen - SEEN).ok_or(MALFORMED)?,
        };
        Ok(Some(name))
    }

    /// So many bytes of fields, with their names in place.
    fn fields(&mut self, length: usize) -> Result<(), ReadError> {
        let end = self.plain.len() + length;
        let mut before = 0;
        while self.plain.len() < end {
            let [byte] = *self.fields.chunk()?;
            self.write(&[byte])?;
            if [before, byte] == MARK {
                if let Some(name) = self.name()? {
                    self.write(&name)?;
                }
                before = 0;
            } else {
                before = byte;
            }
        }
        if self.plain.len() == end {
            Ok(())
        } else {
            Err(MALFORMED)
        }
    }

    /// So many bytes of a body, with its salt in place.
    fn words(&mut self, length: usize, salted: bool) -> Result<(), ReadError> {
        if !salted {
            let words = self.words.take(length)?;
            return self.write(words);
        }
        let before = before_salt(self.words.0).ok_or(MALFORMED)?;
        let behind = length.checked_sub(before + NAME_BYTES).ok_or(MALFORMED)?;
        let words = self.words.take(before)?;
        self.write(words)?;
        let salt = self.aside.take(NAME_BYTES)?;
        self.write(salt)?;
        let words = self.words.take(behind)?;
        self.write(words)
    }
}
