//! Bundles for a mailbox: made and waiting to be put, or put and not yet signed for by every device.

use rusqlite::Row;

use crate::error::Error;
use crate::name::{ActId, BundleId, MailboxName, Moment, joined, split};
use crate::tx::{Tx, View};

/// One bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedRow {
    /// Its place in the order in which they were made.
    pub turn: i64,
    /// The mailbox.
    pub mailbox: MailboxName,
    /// The hash of its envelope.
    pub id: BundleId,
    /// The relay's number; `None` until the relay has it.
    pub number: Option<u64>,
    /// When it was made; then when it was put.
    pub at: Moment,
    /// Heads of all that was offered with it and those before. Empty where more of the same comes behind it, and where
    /// it carries no act that somebody lacked: then nobody's word can tell that it came.
    pub heads: Vec<ActId>,
    /// How often another device spoke since, and did not have it.
    pub misses: u32,
}

const COLUMNS: &str = "SELECT turn, mailbox, id, number, at, heads, misses FROM posted";

impl View<'_> {
    /// What was made for a mailbox, the oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn posted(&self, mailbox: MailboxName) -> Result<Vec<PostedRow>, Error> {
        let sql = format!("{COLUMNS} WHERE mailbox = ?1 ORDER BY turn");
        self.rows(&sql, [mailbox.0], read)
    }

    /// The envelope of a bundle that waits to be put.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn posted_bytes(&self, turn: i64) -> Result<Option<Vec<u8>>, Error> {
        let sql = "SELECT bytes FROM posted WHERE turn = ?1 AND number IS NULL";
        self.row(sql, [turn], |row| row.get(0))
    }
}

impl Tx<'_> {
    /// Keeps a bundle that is to be put.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_posted(
        &self,
        mailbox: MailboxName,
        id: BundleId,
        bytes: &[u8],
        heads: &[ActId],
        at: Moment,
    ) -> Result<(), Error> {
        self.run(
            "INSERT INTO posted (mailbox, id, bytes, heads, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            (mailbox.0, id.0, bytes, joined(heads), at.0),
        )?;
        Ok(())
    }

    /// Notes that the relay has a bundle, and lets go of its bytes.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn note_put(&self, turn: i64, number: u64, at: Moment) -> Result<(), Error> {
        self.run(
            "UPDATE posted SET number = ?2, bytes = x'', at = ?3 WHERE turn = ?1",
            (turn, number.cast_signed(), at.0),
        )?;
        Ok(())
    }

    /// Notes how often another device spoke without having a bundle.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn note_misses(&self, turn: i64, misses: u32) -> Result<(), Error> {
        self.run(
            "UPDATE posted SET misses = ?2 WHERE turn = ?1",
            (turn, misses),
        )?;
        Ok(())
    }

    /// Forgets a bundle.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn drop_posted(&self, turn: i64) -> Result<(), Error> {
        self.run("DELETE FROM posted WHERE turn = ?1", [turn])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<PostedRow> {
    Ok(PostedRow {
        turn: row.get(0)?,
        mailbox: MailboxName(row.get(1)?),
        id: BundleId(row.get(2)?),
        number: row.get::<_, Option<i64>>(3)?.map(i64::cast_unsigned),
        at: Moment(row.get(4)?),
        heads: split(&row.get::<_, Vec<u8>>(5)?),
        misses: row.get(6)?,
    })
}
