//! Settings of this vault: a name and a text.

use crate::error::Error;
use crate::tx::{Tx, View};

impl View<'_> {
    /// A setting, if it was set.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        self.row(
            "SELECT value FROM settings WHERE name = ?1",
            [name],
            |row| row.get(0),
        )
    }
}

impl Tx<'_> {
    /// Sets a setting.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)",
            (name, value),
        )?;
        Ok(())
    }
}
