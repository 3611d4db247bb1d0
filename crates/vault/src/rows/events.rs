//! What happened, one line per act that people read: uses, contacts, the history. A projection that `app` writes.
//!
//! A use and a contact are lines of the history, so they share its table and one write.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{ActId, AgreementId, Claimed, PartId};
use crate::tx::{Tx, View};

/// One line. What the texts mean is `app`'s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// The agreement.
    pub agreement: AgreementId,
    /// The act.
    pub act: ActId,
    /// Its place in the history.
    pub place: i64,
    /// What kind of act, for asking after uses or contacts alone.
    pub kind: String,
    /// The part it is about, if any.
    pub part: Option<PartId>,
    /// When, as claimed.
    pub at: Claimed,
    /// The label of a use (fold §5); otherwise empty.
    pub label: String,
    /// The rest, as JSON.
    pub detail: String,
}

const COLUMNS: &str = "SELECT agreement, act, place, kind, part, at, label, detail FROM event_rows";

impl View<'_> {
    /// The history of an agreement, in order.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn events(&self, agreement: AgreementId) -> Result<Vec<EventRow>, Error> {
        let sql = format!("{COLUMNS} WHERE agreement = ?1 ORDER BY place, act");
        self.rows(&sql, [agreement.0], read)
    }

    /// The lines of one kind, in order.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn events_of_kind(
        &self,
        agreement: AgreementId,
        kind: &str,
    ) -> Result<Vec<EventRow>, Error> {
        let sql = format!("{COLUMNS} WHERE agreement = ?1 AND kind = ?2 ORDER BY place, act");
        self.rows(&sql, (agreement.0, kind), read)
    }

    /// The lines about one part, in order.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn events_of_part(
        &self,
        agreement: AgreementId,
        part: PartId,
    ) -> Result<Vec<EventRow>, Error> {
        let sql = format!("{COLUMNS} WHERE agreement = ?1 AND part = ?2 ORDER BY place, act");
        self.rows(&sql, (agreement.0, part.0), read)
    }
}

impl Tx<'_> {
    /// Writes a line, instead of an earlier one of the same act.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_event(&self, row: &EventRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO event_rows (agreement, act, place, kind, part, at, label, detail)
             VALUES (:agreement, :act, :place, :kind, :part, :at, :label, :detail)",
            named_params! {
                ":agreement": row.agreement.0,
                ":act": row.act.0,
                ":place": row.place,
                ":kind": row.kind,
                ":part": row.part.map(|part| part.0),
                ":at": row.at.0,
                ":label": row.label,
                ":detail": row.detail,
            },
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    Ok(EventRow {
        agreement: ActId(row.get(0)?),
        act: ActId(row.get(1)?),
        place: row.get(2)?,
        kind: row.get(3)?,
        part: row.get::<_, Option<_>>(4)?.map(ActId),
        at: Claimed(row.get(5)?),
        label: row.get(6)?,
        detail: row.get(7)?,
    })
}
