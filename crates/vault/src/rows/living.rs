//! Living text: an agenda and drafts that two people write together. Nobody's word; no act is made of these rows.
//!
//! A document that is dropped keeps its name and loses its words: they leave the file as erased words do.

use crate::error::Error;
use crate::name::AgreementId;
use crate::tx::{Tx, View};

/// One row. `name` is a document, or a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivingRow {
    /// The document, or the device.
    pub name: [u8; 32],
    /// What it is of; a stable number of `sync`'s: 0 agenda, 1 draft, 2 dropped document, 3 device.
    pub kind: u8,
    /// Its content, in `sync`'s own form.
    pub bytes: Vec<u8>,
}

/// The kind of a document that was dropped.
const DROPPED: u8 = 2;

impl View<'_> {
    /// All living text of an agreement.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn living(&self, agreement: AgreementId) -> Result<Vec<LivingRow>, Error> {
        self.rows(
            "SELECT name, kind, bytes FROM living WHERE agreement = ?1 ORDER BY name",
            [agreement.0],
            |row| {
                Ok(LivingRow {
                    name: row.get(0)?,
                    kind: row.get(1)?,
                    bytes: row.get(2)?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Keeps a row, instead of an earlier one of the same name.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_living(&self, agreement: AgreementId, row: &LivingRow) -> Result<(), Error> {
        self.run(
            "INSERT INTO living (agreement, name, kind, bytes) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (agreement, name) DO UPDATE SET kind = excluded.kind, bytes = excluded.bytes",
            (agreement.0, row.name, row.kind, &row.bytes),
        )?;
        if row.kind == DROPPED {
            self.words_erased();
        }
        Ok(())
    }
}
