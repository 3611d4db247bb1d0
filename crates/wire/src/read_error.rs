//! Why bytes could not be read: one list for every decoder of this room.
//!
//! It exists so that a person can be told something true and plain ("made by a newer app", "cut off").
//! It leaves out every byte of what was read: an error may be logged, a journal may not.

use thiserror::Error;

/// Why bytes from outside were refused. Never holds any part of those bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The first bytes are not ours: this is some other kind of file.
    #[error("this is not made by Countersign")]
    NotOurs,
    /// The format is newer than this app knows; nothing is wrong with it.
    #[error("this was made by a newer version of the app (format {found}, known up to {known})")]
    NewerFormat {
        /// The version that the bytes name.
        found: u64,
        /// The newest version that this app reads.
        known: u64,
    },
    /// A field that must not be skipped is not known here (`docs/format.md`, "critical fields").
    #[error("this needs a newer version of the app to be understood")]
    UnknownCritical,
    /// The bytes end too early.
    #[error("the end of the {what} is missing")]
    Truncated {
        /// What was being read, as `docs/format.md` calls it.
        what: &'static str,
    },
    /// Something is larger than `limits` allows.
    #[error("the {what} is too large (the most is {max})")]
    TooLarge {
        /// What was being read.
        what: &'static str,
        /// The limit, in bytes or in items.
        max: usize,
    },
    /// Bytes follow where nothing may follow.
    #[error("there is something behind the end of the {what}")]
    Trailing {
        /// What was being read.
        what: &'static str,
    },
    /// Not the shape that `docs/format.md` describes.
    #[error("the {what} is damaged")]
    Malformed {
        /// What was being read.
        what: &'static str,
    },
}
