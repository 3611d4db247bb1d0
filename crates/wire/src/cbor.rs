//! Strict CBOR maps with integer keys: the one shape that all our own formats share.
//!
//! It exists so that every format is read by the same few rules: keys ascend, every length is checked
//! against a limit before anything is allocated, numbers and lengths have their shortest form, nothing
//! trails. A newer writer may add fields: unknown keys from 0 up are skipped, unknown negative keys are
//! *critical* and refuse the whole (`docs/format.md`). No nesting is followed, so nothing recurses.

use crate::ReadError;
use minicbor::{Decoder, Encoder, data::Type};

/// The key under which every format keeps its version.
const VERSION_KEY: u64 = 0;

/// Reads one map, field by field in the order of its keys.
pub struct MapReader<'b> {
    what: &'static str,
    decoder: Decoder<'b>,
    left: u64,
    next_key_min: u64,
}

impl<'b> MapReader<'b> {
    /// Opens the map that `bytes` hold and checks its version (key 0).
    ///
    /// # Errors
    /// When it is larger than `max` bytes, no map, or of another version than `version`.
    pub fn open(
        what: &'static str,
        bytes: &'b [u8],
        max: usize,
        version: u64,
    ) -> Result<Self, ReadError> {
        if bytes.len() > max {
            return Err(ReadError::TooLarge { what, max });
        }
        let mut reader = Self {
            what,
            decoder: Decoder::new(bytes),
            left: 0,
            next_key_min: 0,
        };
        reader.left = reader.length(|d| d.map())?;
        match reader.uint(VERSION_KEY)? {
            found if found == version => Ok(reader),
            found if found > version => Err(ReadError::NewerFormat {
                found,
                known: version,
            }),
            _ => Err(reader.malformed()),
        }
    }

    /// An unsigned number.
    ///
    /// # Errors
    /// When the field is missing or is something else.
    pub fn uint(&mut self, key: u64) -> Result<u64, ReadError> {
        self.seek(key)?;
        self.number()
    }

    /// A byte string of at most `max` bytes, borrowed from the input.
    ///
    /// # Errors
    /// When the field is missing, is something else, or is longer.
    pub fn bytes(&mut self, key: u64, max: usize) -> Result<&'b [u8], ReadError> {
        self.seek(key)?;
        self.byte_string(max)
    }

    /// A byte string of exactly `N` bytes.
    ///
    /// # Errors
    /// When the field is missing, is something else, or has another length.
    pub fn array<const N: usize>(&mut self, key: u64) -> Result<[u8; N], ReadError> {
        self.seek(key)?;
        self.fixed()
    }

    /// A byte string of at most `max` bytes in a field that may be missing.
    ///
    /// # Errors
    /// When the field is something else, or is longer.
    pub fn some_bytes(&mut self, key: u64, max: usize) -> Result<Option<&'b [u8]>, ReadError> {
        let (decoder, left, next_key_min) = (self.decoder.clone(), self.left, self.next_key_min);
        while self.left > 0 && self.decoder.datatype().is_ok_and(is_whole) {
            match self.key()? {
                found if found == key => return self.byte_string(max).map(Some),
                found if found > key => break,
                _ => self.skip()?,
            }
        }
        (self.decoder, self.left, self.next_key_min) = (decoder, left, next_key_min);
        Ok(None)
    }

    /// An array of at most `items_max` items, each read by `item`.
    ///
    /// # Errors
    /// When the field is missing, is something else, has more items, or an item is refused.
    pub fn list<T>(
        &mut self,
        key: u64,
        items_max: usize,
        item: impl Fn(&mut Self) -> Result<T, ReadError>,
    ) -> Result<Vec<T>, ReadError> {
        self.seek(key)?;
        let count = self.length(|d| d.array())?;
        let count = usize::try_from(count)
            .ok()
            .filter(|count| *count <= items_max)
            .ok_or(ReadError::TooLarge {
                what: self.what,
                max: items_max,
            })?;
        (0..count).map(|_| item(self)).collect()
    }

    /// An array of at most `items_max` byte strings of exactly `N` bytes.
    ///
    /// # Errors
    /// As for [`MapReader::list`].
    pub fn arrays<const N: usize>(
        &mut self,
        key: u64,
        items_max: usize,
    ) -> Result<Vec<[u8; N]>, ReadError> {
        self.list(key, items_max, Self::fixed)
    }

    /// The next item as a byte string of at most `max` bytes; for use inside [`MapReader::list`].
    ///
    /// # Errors
    /// When it is something else or longer.
    pub fn byte_string(&mut self, max: usize) -> Result<&'b [u8], ReadError> {
        let start = self.decoder.position();
        let bytes = self.decoder.bytes().map_err(|e| self.refusal(&e))?;
        if bytes.len() > max {
            return Err(ReadError::TooLarge {
                what: self.what,
                max,
            });
        }
        self.shortest(start, bytes.len() as u64, bytes.len())?;
        Ok(bytes)
    }

    /// The next item as a byte string of exactly `N` bytes; for use inside [`MapReader::list`].
    ///
    /// # Errors
    /// When it is something else or has another length.
    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        self.byte_string(N)?
            .try_into()
            .map_err(|_| self.malformed())
    }

    /// The next item as a pair, whose two items the caller reads next; for use inside
    /// [`MapReader::list`].
    ///
    /// # Errors
    /// When it is not an array of two.
    pub fn pair(&mut self) -> Result<(), ReadError> {
        match self.length(|d| d.array())? {
            2 => Ok(()),
            _ => Err(self.malformed()),
        }
    }

    /// The next item as an array of at most `items_max` items, whose items the caller reads next; for use inside
    /// [`MapReader::list`].
    ///
    /// # Errors
    /// When it is something else, or has more items.
    pub fn row(&mut self, items_max: usize) -> Result<usize, ReadError> {
        let count = self.length(|d| d.array())?;
        usize::try_from(count)
            .ok()
            .filter(|count| *count <= items_max)
            .ok_or(ReadError::TooLarge {
                what: self.what,
                max: items_max,
            })
    }

    /// Ends the map: skips what a newer writer added, and refuses anything behind it.
    ///
    /// # Errors
    /// When a critical field is left, or bytes trail.
    pub fn finish(mut self) -> Result<(), ReadError> {
        while self.left > 0 {
            self.key()?;
            self.skip()?;
        }
        if self.decoder.position() == self.decoder.input().len() {
            Ok(())
        } else {
            Err(ReadError::Trailing { what: self.what })
        }
    }

    /// Goes to the field `wanted`, skipping unknown ones before it.
    fn seek(&mut self, wanted: u64) -> Result<(), ReadError> {
        loop {
            if self.left == 0 {
                return Err(self.malformed());
            }
            let key = self.key()?;
            if key == wanted {
                return Ok(());
            }
            if key > wanted {
                return Err(self.malformed());
            }
            self.skip()?;
        }
    }

    /// Reads a key; keys ascend, and negative ones are critical.
    fn key(&mut self) -> Result<u64, ReadError> {
        let kind = self.decoder.datatype().map_err(|e| self.refusal(&e))?;
        if matches!(
            kind,
            Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::Int
        ) {
            return Err(ReadError::UnknownCritical);
        }
        let key = self.number()?;
        if key < self.next_key_min {
            return Err(self.malformed());
        }
        self.next_key_min = key.checked_add(1).ok_or(self.malformed())?;
        self.left -= 1;
        Ok(key)
    }

    /// Skips the value of an unknown field; `minicbor` does so without recursion.
    fn skip(&mut self) -> Result<(), ReadError> {
        self.decoder.skip().map_err(|e| self.refusal(&e))
    }

    /// The next item as an unsigned number; for use inside [`MapReader::list`].
    ///
    /// # Errors
    /// When it is something else.
    pub fn number(&mut self) -> Result<u64, ReadError> {
        let start = self.decoder.position();
        let number = self.decoder.u64().map_err(|e| self.refusal(&e))?;
        self.shortest(start, number, 0)?;
        Ok(number)
    }

    /// Reads the head of an array or a map; indefinite lengths are refused.
    fn length(
        &mut self,
        head: impl Fn(&mut Decoder<'b>) -> Result<Option<u64>, minicbor::decode::Error>,
    ) -> Result<u64, ReadError> {
        let start = self.decoder.position();
        let count = head(&mut self.decoder).map_err(|e| self.refusal(&e))?;
        let count = count.ok_or(self.malformed())?;
        self.shortest(start, count, 0)?;
        Ok(count)
    }

    /// Refuses a head that is longer than it must be, so that one value has one form.
    fn shortest(&self, start: usize, value: u64, payload: usize) -> Result<(), ReadError> {
        let head = match value {
            0..=23 => 1,
            24..=0xff => 2,
            0x100..=0xffff => 3,
            0x1_0000..=0xffff_ffff => 5,
            _ => 9,
        };
        if self.decoder.position() - start == head + payload {
            Ok(())
        } else {
            Err(self.malformed())
        }
    }

    /// What is read is not of the shape that it must have.
    #[must_use]
    pub fn malformed(&self) -> ReadError {
        ReadError::Malformed { what: self.what }
    }

    fn refusal(&self, error: &minicbor::decode::Error) -> ReadError {
        if error.is_end_of_input() {
            ReadError::Truncated { what: self.what }
        } else {
            self.malformed()
        }
    }
}

/// Whether an item is an unsigned number, as keys are that can be skipped.
fn is_whole(kind: Type) -> bool {
    matches!(kind, Type::U8 | Type::U16 | Type::U32 | Type::U64)
}

/// One item of a row, for [`MapWriter::rows`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item<'a> {
    /// A byte string.
    Bytes(&'a [u8]),
    /// An unsigned number.
    Number(u64),
}

/// Writes one map; the caller gives the fields in the order of their keys.
pub struct MapWriter {
    encoder: Encoder<Vec<u8>>,
}

impl MapWriter {
    /// Opens a map of `fields` fields, the version (key 0) counted, and writes the version.
    #[must_use]
    pub fn open(fields: u64, version: u64) -> Self {
        let mut writer = Self {
            encoder: Encoder::new(Vec::new()),
        };
        writer.write(|e| e.map(fields).map(|_| ()));
        writer.uint(VERSION_KEY, version);
        writer
    }

    /// Writes an unsigned number.
    pub fn uint(&mut self, key: u64, value: u64) -> &mut Self {
        self.write(|e| e.u64(key)?.u64(value).map(|_| ()))
    }

    /// Writes a byte string.
    pub fn bytes(&mut self, key: u64, value: &[u8]) -> &mut Self {
        self.write(|e| e.u64(key)?.bytes(value).map(|_| ()))
    }

    /// Writes an array of byte strings.
    pub fn list(&mut self, key: u64, items: &[impl AsRef<[u8]>]) -> &mut Self {
        self.write(|e| {
            e.u64(key)?.array(items.len() as u64)?;
            items
                .iter()
                .try_for_each(|item| e.bytes(item.as_ref()).map(|_| ()))
        })
    }

    /// Writes an array of pairs of byte strings.
    pub fn pairs<'a>(
        &mut self,
        key: u64,
        items: impl ExactSizeIterator<Item = (&'a [u8], &'a [u8])>,
    ) -> &mut Self {
        self.write(|e| {
            e.u64(key)?.array(items.len() as u64)?;
            for (first, second) in items {
                e.array(2)?.bytes(first)?.bytes(second)?;
            }
            Ok(())
        })
    }

    /// Writes an array of arrays of byte strings and numbers.
    pub fn rows<'a>(
        &mut self,
        key: u64,
        rows: impl ExactSizeIterator<Item = Vec<Item<'a>>>,
    ) -> &mut Self {
        self.write(|e| {
            e.u64(key)?.array(rows.len() as u64)?;
            for row in rows {
                e.array(row.len() as u64)?;
                for item in row {
                    match item {
                        Item::Bytes(bytes) => e.bytes(bytes)?,
                        Item::Number(number) => e.u64(number)?,
                    };
                }
            }
            Ok(())
        })
    }

    /// The bytes of the finished map.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.encoder.into_writer()
    }

    fn write(
        &mut self,
        write: impl FnOnce(
            &mut Encoder<Vec<u8>>,
        ) -> Result<(), minicbor::encode::Error<std::convert::Infallible>>,
    ) -> &mut Self {
        write(&mut self.encoder).expect("a growing buffer takes every write");
        self
    }
}
