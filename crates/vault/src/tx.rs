//! A look at an open vault ([`View`]), and one transaction that writes to it ([`Tx`]).
//!
//! They exist so that reading and writing are told apart by type, and so that every table's functions stand in that
//! table's own file. There is one connection and one writer, so a view never changes while it is held.

use std::cell::Cell;
use std::ops::Deref;

use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::error::Error;

/// Reads rows of a vault.
#[derive(Clone, Copy)]
pub struct View<'c> {
    connection: &'c Connection,
}

/// Writes rows of a vault, all of them or none. Reads what it has written, as a [`View`].
pub struct Tx<'c> {
    view: View<'c>,
    erased: Cell<bool>,
    failed: Cell<bool>,
}

impl<'c> View<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection }
    }

    /// All rows of a query, in its order.
    pub(crate) fn rows<T>(
        self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first row of a query, if there is one.
    pub(crate) fn row<T>(
        self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params, read).optional()?)
    }
}

impl<'c> Tx<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self {
            view: View::new(connection),
            erased: Cell::new(false),
            failed: Cell::new(false),
        }
    }

    /// Runs a statement that gives no rows; tells how many rows it changed.
    pub(crate) fn run(&self, sql: &str, params: impl Params) -> Result<usize, Error> {
        let outcome = self
            .view
            .connection
            .prepare_cached(sql)
            .and_then(|mut it| it.execute(params));
        outcome.map_err(|error| {
            let error = Error::from(error);
            self.failed
                .set(self.failed.get() || matches!(error, Error::Io(_)));
            error
        })
    }

    /// Number of the row that was inserted last.
    pub(crate) fn last_number(&self) -> i64 {
        self.view.connection.last_insert_rowid()
    }

    /// Remembers that words were erased, so that the log is emptied behind them.
    pub(crate) fn words_erased(&self) {
        self.erased.set(true);
    }

    /// Whether the disk failed under a statement.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.get()
    }

    pub(crate) fn has_erased(&self) -> bool {
        self.erased.get()
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = View<'c>;

    fn deref(&self) -> &View<'c> {
        &self.view
    }
}

/// A count as SQLite holds it: up to 2^63 - 1.
pub(crate) fn number(count: u64) -> Result<i64, Error> {
    i64::try_from(count).map_err(|_| Error::Misfit {
        code: rusqlite::ffi::SQLITE_RANGE,
    })
}
