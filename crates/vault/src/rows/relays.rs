//! Relays at which this vault may open mailboxes: taken from a card once, for all agreements.

use countersign_seal::SecretBytes;

use crate::error::Error;
use crate::name::Moment;
use crate::tx::{Tx, View};

/// One relay. No `Debug` and no `Clone`: it holds a token.
pub struct RelayRow {
    /// Where it is.
    pub address: String,
    /// How its certificate's key is known again; `None` until it was met.
    pub pin: Option<[u8; 32]>,
    /// The organisation's opening token; empty where anyone may open.
    pub token: SecretBytes,
    /// When it was taken.
    pub taken: Moment,
}

impl View<'_> {
    /// All relays, the one that was taken last first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn relays(&self) -> Result<Vec<RelayRow>, Error> {
        self.rows(
            "SELECT address, pin, token, taken FROM relays ORDER BY taken DESC, address",
            [],
            |row| {
                Ok(RelayRow {
                    address: row.get(0)?,
                    pin: row.get(1)?,
                    token: SecretBytes::new(row.get(2)?),
                    taken: Moment(row.get(3)?),
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Keeps a relay, instead of what was known of its address.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_relay(&self, row: &RelayRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO relays (address, pin, token, taken) VALUES (?1, ?2, ?3, ?4)",
            (&row.address, row.pin, row.token.expose(), row.taken.0),
        )?;
        Ok(())
    }
}
