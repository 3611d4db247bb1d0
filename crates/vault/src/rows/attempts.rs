//! Bundles noted before they are tried, so that a poisoned one cannot crash the app twice (design §3).
//!
//! Note it in a transaction of its own, try it, and clear the note in the transaction that keeps what came of it.
//! A note that is still there when the vault opens names a bundle that took the app down.

use crate::error::Error;
use crate::name::{BundleId, Moment};
use crate::tx::{Tx, View};

impl View<'_> {
    /// Bundles whose trying never came to an end, with how often they were tried.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn attempts(&self) -> Result<Vec<(BundleId, u32)>, Error> {
        self.rows(
            "SELECT bundle, tries FROM attempts ORDER BY at, bundle",
            [],
            |row| Ok((BundleId(row.get(0)?), row.get(1)?)),
        )
    }
}

impl Tx<'_> {
    /// Notes that a bundle is about to be tried; tells for the how-manieth time in a row.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn note_attempt(&self, bundle: BundleId, at: Moment) -> Result<u32, Error> {
        let tries = self.row(
            "INSERT INTO attempts (bundle, tries, at) VALUES (?1, 1, ?2)
             ON CONFLICT (bundle) DO UPDATE SET tries = tries + 1, at = excluded.at RETURNING tries",
            (bundle.0, at.0),
            |row| row.get(0),
        )?;
        tries.ok_or(Error::Damaged)
    }

    /// Notes that trying a bundle came to an end, whatever came of it.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn clear_attempt(&self, bundle: BundleId) -> Result<(), Error> {
        self.run("DELETE FROM attempts WHERE bundle = ?1", [bundle.0])?;
        Ok(())
    }
}
