//! Agreements as the list and Today show them: a projection that `app` writes and can make again.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{ActId, AgreementId, Claimed, Moment};
use crate::tx::{Tx, View};

/// One agreement in the list. What the texts mean is `app`'s. No counts, on purpose (design §3, "never").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// The agreement.
    pub agreement: AgreementId,
    /// Where it stands, in short.
    pub standing: String,
    /// Who owes an answer; empty for nobody.
    pub owes: String,
    /// Since when, as claimed.
    pub owes_since: Claimed,
    /// When the other person's device was last heard.
    pub heard: Moment,
    /// The rest, as JSON.
    pub detail: String,
    /// What the screen of this one agreement needs, as JSON; empty until it is made.
    pub screen: String,
}

const COLUMNS: &str =
    "SELECT agreement, standing, owes, owes_since, heard, detail, screen FROM agreement_rows";

impl View<'_> {
    /// One agreement's entry.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn entry(&self, agreement: AgreementId) -> Result<Option<EntryRow>, Error> {
        self.row(
            &format!("{COLUMNS} WHERE agreement = ?1"),
            [agreement.0],
            read,
        )
    }

    /// All entries, by agreement; `app` puts them in order.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn entries(&self) -> Result<Vec<EntryRow>, Error> {
        self.rows(&format!("{COLUMNS} ORDER BY agreement"), [], read)
    }
}

impl Tx<'_> {
    /// Writes an agreement's entry, instead of an earlier one.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_entry(&self, row: &EntryRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO agreement_rows (agreement, standing, owes, owes_since, heard, detail, screen)
             VALUES (:agreement, :standing, :owes, :since, :heard, :detail, :screen)",
            named_params! {
                ":agreement": row.agreement.0,
                ":standing": row.standing,
                ":owes": row.owes,
                ":since": row.owes_since.0,
                ":heard": row.heard.0,
                ":detail": row.detail,
                ":screen": row.screen,
            },
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    Ok(EntryRow {
        agreement: ActId(row.get(0)?),
        standing: row.get(1)?,
        owes: row.get(2)?,
        owes_since: Claimed(row.get(3)?),
        heard: Moment(row.get(4)?),
        detail: row.get(5)?,
        screen: row.get(6)?,
    })
}
