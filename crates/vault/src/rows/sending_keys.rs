//! Sending keys: this device's own, and those of others that came wrapped for it (design §5).

use countersign_seal::SecretBytes;

use crate::error::Error;
use crate::name::{ActId, AgreementId, DeviceId, Moment, SendingKeyId};
use crate::tx::{Tx, View};

/// One sending key. No `Debug` and no `Clone`: it is a secret.
pub struct SendingKeyRow {
    /// The key's name on envelopes.
    pub id: SendingKeyId,
    /// The device that seals with it.
    pub device: DeviceId,
    /// The key itself.
    pub secret: SecretBytes,
    /// Hash of the devices it was made for.
    pub roster: [u8; 32],
    /// When it was made, or came.
    pub since: Moment,
}

impl View<'_> {
    /// All sending keys of an agreement, the newest last.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn sending_keys(&self, agreement: AgreementId) -> Result<Vec<SendingKeyRow>, Error> {
        self.rows(
            "SELECT id, device, secret, roster, since FROM sending_keys WHERE agreement = ?1 ORDER BY since, id",
            [agreement.0],
            |row| {
                Ok(SendingKeyRow {
                    id: SendingKeyId(row.get(0)?),
                    device: DeviceId(row.get(1)?),
                    secret: SecretBytes::new(row.get(2)?),
                    roster: row.get(3)?,
                    since: Moment(row.get(4)?),
                })
            },
        )
    }

    /// The agreements in which a key of this name is known; an import begins here.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn agreements_of_key(&self, id: SendingKeyId) -> Result<Vec<AgreementId>, Error> {
        let sql = "SELECT agreement FROM sending_keys WHERE id = ?1 ORDER BY agreement";
        self.rows(sql, [id.0], |row| row.get(0).map(ActId))
    }
}

impl Tx<'_> {
    /// Keeps a sending key, instead of what was known of it.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_sending_key(
        &self,
        agreement: AgreementId,
        row: &SendingKeyRow,
    ) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO sending_keys (agreement, id, device, secret, roster, since)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                agreement.0,
                row.id.0,
                row.device.0,
                row.secret.expose(),
                row.roster,
                row.since.0,
            ),
        )?;
        Ok(())
    }
}
