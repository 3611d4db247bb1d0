//! The saved document of an agreement: a cache that makes opening quick. The acts are the truth.

use crate::error::Error;
use crate::name::AgreementId;
use crate::tx::{Tx, View, number};

/// A saved document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// How many acts it carries.
    pub acts: u64,
    /// The document.
    pub bytes: Vec<u8>,
}

impl View<'_> {
    /// The snapshot of an agreement, if there is one.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn snapshot(&self, agreement: AgreementId) -> Result<Option<Snapshot>, Error> {
        let sql = "SELECT acts, bytes FROM snapshots WHERE agreement = ?1";
        self.row(sql, [agreement.0], |row| {
            Ok(Snapshot {
                acts: row.get::<_, i64>(0)?.unsigned_abs(),
                bytes: row.get(1)?,
            })
        })
    }
}

impl Tx<'_> {
    /// Keeps a snapshot, instead of an earlier one.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_snapshot(&self, agreement: AgreementId, snapshot: &Snapshot) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO snapshots (agreement, acts, bytes) VALUES (?1, ?2, ?3)",
            (agreement.0, number(snapshot.acts)?, &snapshot.bytes),
        )?;
        Ok(())
    }
}
