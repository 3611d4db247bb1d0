//! Bodies that came before their acts: nothing about them is checked until those come. Limits count per sender.

use crate::error::Error;
use crate::name::{ActId, AgreementId, DeviceId};
use crate::tx::{Tx, View};

/// One early body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyBodyRow {
    /// The act that is not here yet.
    pub act: ActId,
    /// The device that sent it.
    pub sender: DeviceId,
    /// The bytes, as they came.
    pub bytes: Vec<u8>,
}

impl View<'_> {
    /// The early bodies of an agreement.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn early_bodies(&self, agreement: AgreementId) -> Result<Vec<EarlyBodyRow>, Error> {
        self.rows(
            "SELECT act, sender, bytes FROM early_bodies WHERE agreement = ?1 ORDER BY act, sender",
            [agreement.0],
            |row| {
                Ok(EarlyBodyRow {
                    act: ActId(row.get(0)?),
                    sender: DeviceId(row.get(1)?),
                    bytes: row.get(2)?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Keeps an early body, instead of an earlier one of the same act and sender.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_early_body(&self, agreement: AgreementId, row: &EarlyBodyRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO early_bodies (agreement, act, sender, bytes) VALUES (?1, ?2, ?3, ?4)",
            (agreement.0, row.act.0, row.sender.0, &row.bytes),
        )?;
        Ok(())
    }

    /// Lets go of the early bodies of an act, of whatever sender: the act came, or its words were erased.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn drop_early_bodies(&self, agreement: AgreementId, act: ActId) -> Result<(), Error> {
        self.run(
            "DELETE FROM early_bodies WHERE agreement = ?1 AND act = ?2",
            (agreement.0, act.0),
        )?;
        Ok(())
    }
}
