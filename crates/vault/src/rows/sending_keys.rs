//! Sending keys: this device's own, and those of others that came wrapped for it (design §5).

use countersign_seal::SecretBytes;
use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{ActId, AgreementId, DeviceId, Moment};
use crate::tx::{Tx, View};

/// One sending key. No `Debug` and no `Clone`: it is a secret.
pub struct SendingKeyRow {
    /// The agreement.
    pub agreement: AgreementId,
    /// The key's name on envelopes.
    pub id: [u8; 32],
    /// The device that seals with it.
    pub device: DeviceId,
    /// The key itself.
    pub secret: SecretBytes,
    /// Hash of the devices it was made for; empty where unknown.
    pub roster: Vec<u8>,
    /// An own key's wraps, in the form in which they go out; empty for others'.
    pub wraps: Vec<u8>,
    /// When it was made, or came.
    pub made: Moment,
}

const COLUMNS: &str = "SELECT agreement, id, device, secret, roster, wraps, made FROM sending_keys";

impl View<'_> {
    /// All sending keys of an agreement, the newest last.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn sending_keys(&self, agreement: AgreementId) -> Result<Vec<SendingKeyRow>, Error> {
        self.rows(
            &format!("{COLUMNS} WHERE agreement = ?1 ORDER BY made, id"),
            [agreement.0],
            read,
        )
    }

    /// The agreements whose bundles are sealed with a key of this name; an import begins here.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn agreements_of_key(&self, id: [u8; 32]) -> Result<Vec<AgreementId>, Error> {
        let sql = "SELECT agreement FROM sending_keys WHERE id = ?1 ORDER BY agreement";
        self.rows(sql, [id], |row| row.get(0).map(ActId))
    }
}

impl Tx<'_> {
    /// Keeps a sending key, or what changed about it.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_sending_key(&self, row: &SendingKeyRow) -> Result<(), Error> {
        self.run(
            "INSERT INTO sending_keys (agreement, id, device, secret, roster, wraps, made)
             VALUES (:agreement, :id, :device, :secret, :roster, :wraps, :made)
             ON CONFLICT (agreement, id) DO UPDATE SET roster = excluded.roster, wraps = excluded.wraps",
            named_params! {
                ":agreement": row.agreement.0,
                ":id": row.id,
                ":device": row.device.0,
                ":secret": row.secret.expose(),
                ":roster": row.roster,
                ":wraps": row.wraps,
                ":made": row.made.0,
            },
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<SendingKeyRow> {
    Ok(SendingKeyRow {
        agreement: ActId(row.get(0)?),
        id: row.get(1)?,
        device: DeviceId(row.get(2)?),
        secret: SecretBytes::new(row.get(3)?),
        roster: row.get(4)?,
        wraps: row.get(5)?,
        made: Moment(row.get(6)?),
    })
}
