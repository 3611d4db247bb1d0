//! Pairings in progress: the state between two legs, which holds a one-time secret. Deleted when done.

use countersign_seal::SecretBytes;
use rusqlite::Row;

use crate::error::Error;
use crate::name::{ActId, AgreementId, Moment};
use crate::tx::{Tx, View};

/// One pairing. No `Debug` and no `Clone`: it is a secret.
pub struct PairingRow {
    /// What `app` calls it.
    pub name: String,
    /// The agreement; `None` while a joiner does not know it yet.
    pub agreement: Option<AgreementId>,
    /// The state machine, as `seal` wrote it.
    pub state: SecretBytes,
    /// When it began.
    pub began: Moment,
}

const COLUMNS: &str = "SELECT name, agreement, state, began FROM pairings";

impl View<'_> {
    /// One pairing.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn pairing(&self, name: &str) -> Result<Option<PairingRow>, Error> {
        self.row(&format!("{COLUMNS} WHERE name = ?1"), [name], read)
    }

    /// All pairings, the oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn pairings(&self) -> Result<Vec<PairingRow>, Error> {
        self.rows(&format!("{COLUMNS} ORDER BY began, name"), [], read)
    }
}

impl Tx<'_> {
    /// Keeps a pairing, instead of its earlier state.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_pairing(&self, row: &PairingRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO pairings (name, agreement, state, began) VALUES (?1, ?2, ?3, ?4)",
            (&row.name, row.agreement.map(|id| id.0), row.state.expose(), row.began.0),
        )?;
        Ok(())
    }

    /// Deletes a pairing with its secret.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn drop_pairing(&self, name: &str) -> Result<(), Error> {
        self.run("DELETE FROM pairings WHERE name = ?1", [name])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<PairingRow> {
    Ok(PairingRow {
        name: row.get(0)?,
        agreement: row.get::<_, Option<_>>(1)?.map(ActId),
        state: SecretBytes::new(row.get(2)?),
        began: Moment(row.get(3)?),
    })
}
