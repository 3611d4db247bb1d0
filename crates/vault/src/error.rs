//! What can go wrong on disk, sorted by what a person can do about it.
//!
//! Codes and sentences for people are `app`'s. No error holds words of the journal, a name, a key or SQL: of the
//! engine's own errors only the number is kept.

use std::io;

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why reading or writing an open vault failed. After any of these nothing of the transaction is in the vault.
#[derive(Debug, Error)]
pub enum Error {
    /// No space left on the device.
    #[error("the device is full")]
    Full,
    /// The folder or the file takes no writes.
    #[error("the vault's folder takes no writes")]
    ReadOnly,
    /// Bytes of the vault are not what was written.
    #[error("the vault is damaged")]
    Damaged,
    /// A row breaks a rule of the schema: a mistake in the code that made it.
    #[error("a row does not fit the schema (engine code {code})")]
    Misfit {
        /// SQLite's extended result code.
        code: i32,
    },
    /// A write failed in a way that leaves open what the disk holds: nothing is written until the vault is opened
    /// anew (reference/trust.md §1.6, fsync).
    #[error("an earlier write failed, the vault must be opened again")]
    Halted,
    /// A vault that lives in memory has no header and no folder.
    #[error("this vault lives in memory only")]
    InMemory,
    /// The disk failed otherwise.
    #[error("the disk failed")]
    Io(#[source] io::Error),
    /// The engine failed otherwise.
    #[error("the database engine failed (engine code {code})")]
    Engine {
        /// SQLite's extended result code.
        code: i32,
    },
}

/// Why a vault could not be made, opened or brought back.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process has it open. Remedy: close the other one.
    #[error("the vault is open in another process")]
    InUse,
    /// There is no vault of this name in this home.
    #[error("there is no such vault here")]
    Missing,
    /// What lies there is no vault: neither header can be read.
    #[error("this is not a vault")]
    NotAVault,
    /// The passphrase or the kit is not this vault's.
    #[error("this does not open the vault")]
    WrongKey,
    /// The vault has no kit.
    #[error("this vault has no kit")]
    NoKit,
    /// There were wrong tries; the next one is taken later.
    #[error("wait {seconds} seconds before the next try")]
    TooSoon {
        /// How long, at least 1.
        seconds: u32,
    },
    /// Memory is short for stretching the passphrase.
    #[error("there is not enough free memory to open the vault")]
    OutOfMemory,
    /// A newer app wrote it. Not a byte was written.
    #[error("a newer version of the app wrote this vault")]
    NewerSchema,
    /// The engine inside this build is too old to be trusted with a vault.
    #[error("the database engine is older than it may be")]
    OldEngine,
    /// The backup is none, is cut off, or was changed.
    #[error("the backup is damaged or is none")]
    BadBackup,
    /// A label for the list that is blank or has more than 60 characters.
    #[error("a label has 1 to 60 characters")]
    BadLabel,
    /// The disk or the vault itself.
    #[error(transparent)]
    Vault(#[from] Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        let kind = error.kind();
        if matches!(kind, StorageFull | QuotaExceeded | FileTooLarge) {
            Self::Full
        } else if matches!(kind, PermissionDenied | ReadOnlyFilesystem) {
            Self::ReadOnly
        } else {
            Self::Io(error)
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        Self::Vault(error.into())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
        use ErrorCode::{ConstraintViolation, TooBig, TypeMismatch};
        // After one page that fails its check, SQLCipher answers every question with "out of memory".
        use ErrorCode::{DatabaseCorrupt, NotADatabase, OutOfMemory};
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            // A column that does not read as its own type was not written by us.
            return Self::Damaged;
        };
        let code = failure.extended_code;
        let kind = failure.code;
        if kind == ErrorCode::DiskFull {
            Self::Full
        } else if matches!(kind, ReadOnly | PermissionDenied | CannotOpen) {
            Self::ReadOnly
        } else if matches!(kind, DatabaseCorrupt | NotADatabase | OutOfMemory) {
            Self::Damaged
        } else if matches!(kind, ConstraintViolation | TypeMismatch | TooBig) {
            Self::Misfit { code }
        } else if kind == ErrorCode::SystemIoFailure {
            Self::Io(io::Error::other(format!("engine code {code}")))
        } else {
            Self::Engine { code }
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        let busy = [ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked];
        if error
            .sqlite_error_code()
            .is_some_and(|code| busy.contains(&code))
        {
            // Not our lock file but the engine's: a backup tool, or another program.
            return Self::InUse;
        }
        Self::Vault(error.into())
    }
}
