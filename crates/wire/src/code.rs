//! Bytes as a code that people can type, read aloud, or scan: Crockford base32 in groups of four.
//!
//! It exists for pairing where no camera and no file is at hand; a QR code holds the same text, whose
//! letters and digits it packs tightly. A CRC-32 finds typing errors at once; it is no protection
//! against anyone. What the bytes mean is for the reader of the message inside.

use crate::limits::PAIRING_BYTES_MAX;
use thiserror::Error;

/// Crockford's base32: no I, L, O, U.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;
const CHECK_BYTES: usize = 4;

/// The most letters that are read, separators included: five bits each, a separator per group, and room
/// for line breaks.
const LETTERS_MAX: usize = (PAIRING_BYTES_MAX + CHECK_BYTES) * 8 / 5 * 2;

/// Why a code could not be read. Never holds the code: it contains a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeError {
    /// A character that no code has.
    #[error("the character at place {place} does not belong to a code")]
    Character {
        /// Its place, counted from 1 without spaces and hyphens.
        place: usize,
    },
    /// Far longer than any code.
    #[error("this is too long for a code")]
    TooLong,
    /// The checksum differs: something was mistyped or left out.
    #[error("something in the code was mistyped or left out")]
    Mistyped,
}

/// Writes a code: upper case, groups of four, hyphens between them.
#[must_use]
pub fn write_code(bytes: &[u8]) -> String {
    let checked = [bytes, &crc32fast::hash(bytes).to_be_bytes()].concat();
    let mut code = String::new();
    let (mut bits, mut held, mut letters) = (0_u32, 0_u32, 0_usize);
    let mut put = |five: u32| {
        if letters > 0 && letters % GROUP == 0 {
            code.push('-');
        }
        letters += 1;
        code.push(char::from(ALPHABET[(five & 31) as usize]));
    };
    for byte in checked {
        bits = (bits << 8 | u32::from(byte)) & 0xfff;
        held += 8;
        while held >= 5 {
            held -= 5;
            put(bits >> held);
        }
    }
    if held > 0 {
        put(bits << (5 - held));
    }
    code
}

/// Reads a code, whatever its case, spaces and hyphens; O is read as 0, I and L as 1.
///
/// # Errors
/// When a character does not belong, or the checksum differs.
pub fn read_code(code: &str) -> Result<Vec<u8>, CodeError> {
    if code.len() > LETTERS_MAX {
        return Err(CodeError::TooLong);
    }
    let mut bytes = Vec::with_capacity(code.len() * 5 / 8);
    let (mut bits, mut held) = (0_u32, 0_u32);
    let letters = code
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-');
    for (index, letter) in letters.enumerate() {
        let five = value(letter).ok_or(CodeError::Character { place: index + 1 })?;
        bits = (bits << 5 | five) & 0xfff;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    // One code for the same bytes: what is left over is less than a letter, and zero.
    if held >= 5 || bits & ((1 << held) - 1) != 0 {
        return Err(CodeError::Mistyped);
    }
    let (content, check) = bytes
        .split_last_chunk::<CHECK_BYTES>()
        .ok_or(CodeError::Mistyped)?;
    if crc32fast::hash(content).to_be_bytes() == *check {
        Ok(content.to_vec())
    } else {
        Err(CodeError::Mistyped)
    }
}

pub(crate) fn value(letter: char) -> Option<u32> {
    let plain = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    (0_u32..)
        .zip(ALPHABET)
        .find(|(_, known)| char::from(**known) == plain)
        .map(|(five, _)| five)
}
