//! The one connection to a vault's database, set up so that what is acknowledged is durable and encrypted.
//!
//! Each setting is argued where it stands. The key is the first statement, as SQLCipher demands. Left out: rows and
//! transactions.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

use countersign_seal::VaultKey;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Error, OpenError};
use crate::migrate;

/// SQLite 3.51.3 mends the WAL-reset corruption of 3.7.0 to 3.51.2 (reference/trust.md §1.6).
const ENGINE_MIN: i32 = 3_051_003;
/// Statements kept prepared: every statement of this room fits.
const STATEMENTS: usize = 128;

/// Whether the database must be there already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// It is there; its schema may be older.
    Existing,
    /// It is made now.
    New,
}

/// What a full check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    /// Every page is what was written, and they fit together.
    Sound,
    /// Something is damaged.
    Damaged,
}

/// Opens the database file at `path`, and brings its schema up to date. When it does not open, not a byte is written.
pub(crate) fn open(path: &Path, key: &VaultKey, expect: Expect) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < ENGINE_MIN {
        return Err(OpenError::OldEngine);
    }
    if expect == Expect::Existing && !path.is_file() {
        return Err(Error::Damaged.into());
    }
    prepare_process();
    let log = Log::of(path);
    let checked = open_checked(path, key, expect, &log);
    let mut connection = match checked {
        Ok(connection) => connection,
        Err(error) => {
            log.leave_as_it_was();
            return Err(error);
        }
    };
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    set_up(&connection)?;
    migrate::apply(&mut connection)?;
    Ok(connection)
}

/// Opens the file and makes sure that it is a vault of ours, before anything is written to it.
fn open_checked(
    path: &Path,
    key: &VaultKey,
    expect: Expect,
    log: &Log,
) -> Result<Connection, OpenError> {
    let create = match expect {
        Expect::Existing => OpenFlags::empty(),
        Expect::New => OpenFlags::SQLITE_OPEN_CREATE,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(path, flags)?;
    unlock(&connection, key)?;
    // Until the schema is known to be ours, closing must not fold the log into the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE")?;
    let schema = migrate::check(&connection)?;
    if expect == Expect::Existing && schema == 0 {
        // An empty file is damage, never a new vault (reference/trust.md §1.5).
        return Err(Error::Damaged.into());
    }
    if connection.is_readonly("main")? {
        return Err(Error::ReadOnly.into());
    }
    if log.holds_something() && whole(&connection)? == Integrity::Damaged {
        // The last process died and left a log, but not this one: it must not be folded into the file.
        return Err(Error::Damaged.into());
    }
    Ok(connection)
}

/// The write-ahead log beside a database, as it was before the database was opened.
struct Log {
    path: PathBuf,
    bytes: Option<u64>,
}

impl Log {
    fn of(database: &Path) -> Self {
        let mut path = database.as_os_str().to_owned();
        path.push("-wal");
        let path = PathBuf::from(path);
        let bytes = fs::metadata(&path).ok().map(|found| found.len());
        Self { path, bytes }
    }

    /// Whether a process that died has left something in it.
    fn holds_something(&self) -> bool {
        self.bytes.is_some_and(|bytes| bytes > 0)
    }

    /// Removes the empty log that opening makes where there was none.
    fn leave_as_it_was(&self) {
        let is_empty = fs::metadata(&self.path).is_ok_and(|found| found.len() == 0);
        if self.bytes.is_none() && is_empty {
            let removed = fs::remove_file(&self.path);
            drop(removed);
        }
    }
}

/// A database that lives in memory and is gone when dropped.
pub(crate) fn in_memory() -> Result<Connection, OpenError> {
    let mut connection = Connection::open_in_memory()?;
    set_up(&connection)?;
    migrate::apply(&mut connection)?;
    Ok(connection)
}

/// Checks every page that is in use, through the log: its cipher, and how all fit together.
fn whole(connection: &Connection) -> Result<Integrity, Error> {
    says_only(connection, "PRAGMA integrity_check", &["ok"])
}

/// Checks every page, also those that are free. Folds the log into the file first: while it is not, pages of the file
/// may be half written, and the log makes up for them.
pub(crate) fn integrity(connection: &Connection) -> Result<Integrity, Error> {
    if whole(connection)? == Integrity::Damaged {
        return Ok(Integrity::Damaged);
    }
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    says_only(connection, "PRAGMA cipher_integrity_check", &[])
}

fn says_only(connection: &Connection, sql: &str, fine: &[&str]) -> Result<Integrity, Error> {
    let lines = connection.prepare(sql).and_then(|mut statement| {
        statement
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<String>>>()
    });
    match lines.map_err(Error::from) {
        Ok(lines) if lines.iter().all(|line| fine.contains(&line.as_str())) => Ok(Integrity::Sound),
        Ok(_) | Err(Error::Damaged) => Ok(Integrity::Damaged),
        // A damaged index of words cannot even be asked: SQLITE_ERROR, and the question is not ours to mistype.
        Err(Error::Engine {
            code: rusqlite::ffi::SQLITE_ERROR,
        }) => Ok(Integrity::Damaged),
        Err(error) => Err(error),
    }
}

fn unlock(connection: &Connection, key: &VaultKey) -> Result<(), Error> {
    let mut statement = Zeroizing::new(String::with_capacity(88));
    statement.push_str("PRAGMA key = \"x'");
    for byte in key.expose() {
        for nibble in [byte >> 4, byte & 15] {
            statement.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    statement.push_str("'\"");
    connection.execute_batch(&statement)?;
    Ok(())
}

fn set_up(connection: &Connection) -> Result<(), Error> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(
        "-- Readers are never blocked and a commit is one fsync; EXCLUSIVE also keeps its index off the disk.
         PRAGMA journal_mode = WAL;
         -- A commit is answered only when the log is durable; NORMAL may lose the last ones at power loss.
         PRAGMA synchronous = FULL;
         -- Apple: fsync alone does not reach the medium. Elsewhere without effect.
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         -- Sorting must not write plain text into temporary files.
         PRAGMA temp_store = MEMORY;
         -- What is deleted is overwritten with zeros.
         PRAGMA secure_delete = ON;
         -- A schema from elsewhere may not call functions; damaged cells are noticed when read.
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA foreign_keys = ON;
         -- 6 MiB of pages: what one agreement touches stays deciphered, and a long history that is taken in is
         -- enciphered once. Beyond 8 MB memory could usually not be locked any more (decision 0007).
         PRAGMA cache_size = -6144;
         -- Mapped pages would bypass the cipher's check and turn I/O errors into signals.
         PRAGMA mmap_size = 0;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

/// Settings of the whole process, made by a throwaway connection so that the key stays a vault's first statement.
///
/// SQLCipher writes to standard error by default; a wrong key or a damaged page is told as an error instead. And its
/// memory is wiped when freed, with the key's own statement in it (docs/decisions/0007-memory-of-the-engine.md).
fn prepare_process() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let asked = Connection::open_in_memory().and_then(|connection| {
            connection.execute_batch(
                "PRAGMA cipher_log_level = NONE; PRAGMA cipher_log = off; PRAGMA cipher_memory_security = ON",
            )
        });
        // Neither noise nor unwiped memory is a reason to keep a person from their vault.
        drop(asked);
    });
}
