//! A cursor: how far one device has read a mailbox.
//!
//! It exists so that reading goes on where it ended. The epoch is the store's: it changes when a relay
//! was restored from a backup, whose numbers would otherwise be given out twice. Text form in addresses,
//! sixteen bytes in a page.

use std::{fmt, str::FromStr};
use thiserror::Error;

/// How far a mailbox was read. Devices keep it and never look inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor {
    /// The store's epoch: random, new after a restore.
    pub epoch: u64,
    /// The number of the last bundle seen; bundles count from 1.
    pub number: u64,
}

/// This is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is no cursor of a mailbox")]
pub struct CursorError;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}.{}", self.epoch, self.number)
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    /// Reads the one form that [`fmt::Display`] writes.
    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (epoch, number) = text.split_once('.').ok_or(CursorError)?;
        let cursor = Self {
            epoch: u64::from_str_radix(epoch, 16).map_err(|_| CursorError)?,
            number: number.parse().map_err(|_| CursorError)?,
        };
        // One cursor, one text: no signs, no capitals, no leading zeros.
        if cursor.to_string() == text {
            Ok(cursor)
        } else {
            Err(CursorError)
        }
    }
}
