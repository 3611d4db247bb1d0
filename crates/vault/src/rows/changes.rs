//! Verified Automerge changes as they came, and the acts of forked changes that no document can hold. Append-only.

use crate::error::Error;
use crate::name::{ActId, AgreementId, ChangeHash};
use crate::tx::{Tx, View};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Place in the order of arrival here; grows over all agreements.
    pub number: i64,
    /// Its hash.
    pub hash: ChangeHash,
    /// The change.
    pub bytes: Vec<u8>,
}

impl View<'_> {
    /// The changes of an agreement that came after `number` (0 for all), in the order in which they came.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn changes(&self, agreement: AgreementId, after: i64) -> Result<Vec<ChangeRow>, Error> {
        self.rows(
            "SELECT number, hash, bytes FROM changes WHERE agreement = ?1 AND number > ?2 ORDER BY number",
            (agreement.0, after),
            |row| {
                Ok(ChangeRow {
                    number: row.get(0)?,
                    hash: ChangeHash(row.get(1)?),
                    bytes: row.get(2)?,
                })
            },
        )
    }

    /// The acts of an agreement that came in forked changes; their bytes are among the acts.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn stray_acts(&self, agreement: AgreementId) -> Result<Vec<ActId>, Error> {
        self.rows(
            "SELECT act FROM stray_acts WHERE agreement = ?1 ORDER BY act",
            [agreement.0],
            |row| row.get(0).map(ActId),
        )
    }
}

impl Tx<'_> {
    /// Adds a change. `false`: it was here already, and nothing changed.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_change(
        &self,
        agreement: AgreementId,
        hash: ChangeHash,
        bytes: &[u8],
    ) -> Result<bool, Error> {
        let added = self.run(
            "INSERT INTO changes (agreement, hash, bytes) VALUES (?1, ?2, ?3)
             ON CONFLICT (agreement, hash) DO NOTHING",
            (agreement.0, hash.0, bytes),
        )?;
        Ok(added == 1)
    }

    /// Notes that an act came in a forked change. Twice is once.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_stray_act(&self, agreement: AgreementId, act: ActId) -> Result<(), Error> {
        self.run(
            "INSERT INTO stray_acts (agreement, act) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            (agreement.0, act.0),
        )?;
        Ok(())
    }
}
