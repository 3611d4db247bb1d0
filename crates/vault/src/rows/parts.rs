//! Parts as screens show them: a projection that `app` writes and can make again.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{
    ActId, AgreementId, Claimed, DeviceId, PartId, Role, joined, role_number, role_of, split,
};
use crate::tx::{Tx, View};

/// One part. What the texts mean is `app`'s; nothing here judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRow {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part.
    pub part: PartId,
    /// Its kind.
    pub kind: String,
    /// Where it stands.
    pub standing: String,
    /// The words that lead its screen; empty when they are not here.
    pub words: String,
    /// Who suggested it first.
    pub suggested_by: Role,
    /// Who owes the next answer; empty for nobody.
    pub owes: String,
    /// Since when, as claimed.
    pub owes_since: Claimed,
    /// Its place among the parts.
    pub place: i64,
    /// The rest, as JSON.
    pub detail: String,
    /// Devices of the other person that have the reader's newest act about it, by their signed word (law 12).
    pub there: Vec<DeviceId>,
}

const COLUMNS: &str =
    "SELECT agreement, part, kind, standing, words, suggested_by, owes, owes_since, place, detail,
    there FROM part_rows";

impl View<'_> {
    /// One part.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn part(&self, agreement: AgreementId, part: PartId) -> Result<Option<PartRow>, Error> {
        let sql = format!("{COLUMNS} WHERE agreement = ?1 AND part = ?2");
        self.row(&sql, (agreement.0, part.0), read)
    }

    /// All parts of an agreement, in their places.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn parts(&self, agreement: AgreementId) -> Result<Vec<PartRow>, Error> {
        let sql = format!("{COLUMNS} WHERE agreement = ?1 ORDER BY place, part");
        self.rows(&sql, [agreement.0], read)
    }
}

impl Tx<'_> {
    /// Writes a part's row, instead of an earlier one.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_part(&self, row: &PartRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO part_rows
               (agreement, part, kind, standing, words, suggested_by, owes, owes_since, place, detail,
                there)
             VALUES (:agreement, :part, :kind, :standing, :words, :suggested_by, :owes, :since, :place, :detail,
                :there)",
            named_params! {
                ":agreement": row.agreement.0,
                ":part": row.part.0,
                ":kind": row.kind,
                ":standing": row.standing,
                ":words": row.words,
                ":suggested_by": role_number(row.suggested_by),
                ":owes": row.owes,
                ":since": row.owes_since.0,
                ":place": row.place,
                ":detail": row.detail,
                ":there": joined(&row.there),
            },
        )?;
        Ok(())
    }

    /// Notes which devices have the reader's newest act about a part; without a row of the part nothing happens.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn set_there(
        &self,
        agreement: AgreementId,
        part: PartId,
        there: &[DeviceId],
    ) -> Result<(), Error> {
        self.run(
            "UPDATE part_rows SET there = ?3 WHERE agreement = ?1 AND part = ?2",
            (agreement.0, part.0, joined(there)),
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<PartRow> {
    Ok(PartRow {
        agreement: ActId(row.get(0)?),
        part: ActId(row.get(1)?),
        kind: row.get(2)?,
        standing: row.get(3)?,
        words: row.get(4)?,
        suggested_by: role_of(row.get(5)?),
        owes: row.get(6)?,
        owes_since: Claimed(row.get(7)?),
        place: row.get(8)?,
        detail: row.get(9)?,
        there: split(&row.get::<_, Vec<u8>>(10)?),
    })
}
