//! Throwing away what can be made again from the truth.

use crate::error::Error;
use crate::name::AgreementId;
use crate::tx::Tx;

impl Tx<'_> {
    /// Deletes every projection of an agreement: its snapshot, its rows for screens, its words in the search.
    /// The caller makes them again in the same transaction.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn clear_projections(&self, agreement: AgreementId) -> Result<(), Error> {
        self.forget_all_words(agreement)?;
        for sql in [
            "DELETE FROM snapshots WHERE agreement = ?1",
            "DELETE FROM agreement_rows WHERE agreement = ?1",
            "DELETE FROM part_rows WHERE agreement = ?1",
        ] {
            self.run(sql, [agreement.0])?;
        }
        Ok(())
    }
}
