//! The secret keys of this vault's device.

use countersign_seal::SecretBytes;

use crate::error::Error;
use crate::name::DeviceId;
use crate::tx::{Tx, View};

impl View<'_> {
    /// This vault's device and its secret keys, as `seal` gave them; `None` until they were made.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn own_device(&self) -> Result<Option<(DeviceId, SecretBytes)>, Error> {
        self.row("SELECT device, secret FROM own_device", [], |row| {
            Ok((DeviceId(row.get(0)?), SecretBytes::new(row.get(1)?)))
        })
    }
}

impl Tx<'_> {
    /// Keeps the keys of this vault's device. They are set once: a second time is a misfit.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn set_own_device(&self, device: DeviceId, secret: &SecretBytes) -> Result<(), Error> {
        self.run(
            "INSERT INTO own_device (one, device, secret) VALUES (1, ?1, ?2)",
            (device.0, secret.expose()),
        )?;
        Ok(())
    }
}
