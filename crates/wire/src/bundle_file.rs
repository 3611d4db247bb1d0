//! Several envelopes in one file, for a stick, a share sheet or a synced folder.
//!
//! It exists so that one file carries all that one device has for another. The reader works on bytes
//! in memory (bounded by `limits::FILE_BYTES_MAX`, which the room that reads files checks first) and
//! hands out each envelope's exact bytes: their hash is the envelope's id. A file that was cut off still
//! gives the envelopes before the cut. It opens no envelope.

use crate::ReadError;
use crate::limits::{ENVELOPE_BYTES_MAX, ENVELOPES_PER_FILE_MAX, FILE_BYTES_MAX};
use thiserror::Error;

const WHAT: &str = "file";
const MAGIC: [u8; 4] = *b"CSBF";
const VERSION: u8 = 1;

/// Why a bundle file, or an envelope in it, could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FileError {
    /// The file is refused as a whole.
    #[error(transparent)]
    Whole(#[from] ReadError),
    /// The file ends inside an envelope; those before it were handed out.
    #[error("the file is cut off in bundle {number} of {of}")]
    Cut {
        /// Which envelope is cut, counted from 1.
        number: u32,
        /// How many the file said it has.
        of: u32,
    },
    /// A length in the file is more than an envelope can have.
    #[error("bundle {number} of {of} is too large")]
    TooLarge {
        /// Which envelope, counted from 1.
        number: u32,
        /// How many the file said it has.
        of: u32,
    },
    /// All envelopes were read, and something follows.
    #[error("there is something behind the last of {of} bundles")]
    Garbage {
        /// How many envelopes the file has.
        of: u32,
    },
}

/// Writes a bundle file from encoded envelopes.
///
/// # Errors
/// When an envelope, their number or the file is larger than a reader would take.
pub fn write_bundle_file(envelopes: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, ReadError> {
    let too_many = ReadError::TooLarge {
        what: WHAT,
        max: ENVELOPES_PER_FILE_MAX,
    };
    if envelopes.len() > ENVELOPES_PER_FILE_MAX {
        return Err(too_many);
    }
    let count = u32::try_from(envelopes.len()).map_err(|_| too_many)?;
    let mut bytes = [&MAGIC[..], &[VERSION], &count.to_be_bytes()].concat();
    for envelope in envelopes {
        let envelope = envelope.as_ref();
        let length = u32::try_from(envelope.len())
            .ok()
            .filter(|_| envelope.len() <= ENVELOPE_BYTES_MAX)
            .ok_or(ReadError::TooLarge {
                what: "envelope",
                max: ENVELOPE_BYTES_MAX,
            })?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(envelope);
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(ReadError::TooLarge {
            what: WHAT,
            max: FILE_BYTES_MAX,
        });
    }
    Ok(bytes)
}

/// A bundle file being read: an iterator over the bytes of its envelopes. It ends after the first
/// error, and allocates nothing.
#[derive(Debug, Clone)]
pub struct BundleFile<'b> {
    rest: &'b [u8],
    of: u32,
    done: u32,
    over: bool,
}

impl<'b> BundleFile<'b> {
    /// Reads the head of the file.
    ///
    /// # Errors
    /// When it is not ours, newer, cut inside its head, or says that it has too many envelopes.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        if bytes.len() > FILE_BYTES_MAX {
            return Err(ReadError::TooLarge {
                what: WHAT,
                max: FILE_BYTES_MAX,
            });
        }
        let cut = ReadError::Truncated { what: WHAT };
        let (magic, rest) = bytes.split_first_chunk::<4>().ok_or(cut)?;
        if *magic != MAGIC {
            return Err(ReadError::NotOurs);
        }
        let (version, rest) = rest.split_first().ok_or(cut)?;
        match *version {
            VERSION => {}
            0 => return Err(ReadError::Malformed { what: WHAT }),
            found => {
                return Err(ReadError::NewerFormat {
                    found: found.into(),
                    known: VERSION.into(),
                });
            }
        }
        let (count, rest) = rest.split_first_chunk().ok_or(cut)?;
        let of = u32::from_be_bytes(*count);
        if of as usize > ENVELOPES_PER_FILE_MAX {
            return Err(ReadError::TooLarge {
                what: WHAT,
                max: ENVELOPES_PER_FILE_MAX,
            });
        }
        Ok(Self {
            rest,
            of,
            done: 0,
            over: false,
        })
    }

    /// How many envelopes the file says it has.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.of
    }

    fn envelope(&mut self, number: u32) -> Result<&'b [u8], FileError> {
        let cut = FileError::Cut {
            number,
            of: self.of,
        };
        let (length, rest) = self.rest.split_first_chunk().ok_or(cut)?;
        let length = u32::from_be_bytes(*length) as usize;
        if length > ENVELOPE_BYTES_MAX {
            return Err(FileError::TooLarge {
                number,
                of: self.of,
            });
        }
        let (envelope, rest) = rest.split_at_checked(length).ok_or(cut)?;
        self.rest = rest;
        Ok(envelope)
    }
}

impl<'b> Iterator for BundleFile<'b> {
    type Item = Result<&'b [u8], FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let item = if self.done < self.of {
            self.done += 1;
            Some(self.envelope(self.done))
        } else if self.rest.is_empty() {
            None
        } else {
            Some(Err(FileError::Garbage { of: self.of }))
        };
        self.over = !matches!(item, Some(Ok(_)));
        item
    }
}
