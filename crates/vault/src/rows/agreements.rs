//! Agreements of this vault: who its owner is in each, and where this copy stands in its own chain.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{
    ActId, AgreementId, ChangeHash, Day, Incarnation, Moment, Role, joined, role_number, role_of,
    split,
};
use crate::tx::{Tx, View};

/// One agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// The founding act.
    pub id: AgreementId,
    /// The owner's role in it.
    pub role: Role,
    /// The owner's first name.
    pub own_name: String,
    /// The other person's first name.
    pub other_name: String,
    /// Where this copy stands in its own chain.
    pub position: Position,
    /// Heads of the document.
    pub heads: Vec<ChangeHash>,
    /// Acts in the document. With `heads` it tells a whole document from a short one.
    pub act_count: u64,
    /// The latest day that this device believed in; a day that has passed does not un-pass (law 7).
    pub day_seen: Day,
    /// When this device founded or joined.
    pub began: Moment,
    /// The owner put it away.
    pub closed: bool,
}

/// Where a copy stands in its own chain of acts (fold §1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The incarnation it writes under.
    pub incarnation: Incarnation,
    /// The number of its next act in it.
    pub next_seq: u64,
    /// The act before that; `None` at 0.
    pub last_act: Option<ActId>,
    /// The act that the incarnation continues; `None` for the first.
    pub continues: Option<ActId>,
    /// The copy was restored: it must begin a new incarnation before it writes (design §4).
    pub fresh_incarnation: bool,
}

const COLUMNS: &str =
    "SELECT id, role, own_name, other_name, incarnation, next_seq, last_act, continues,
    fresh_incarnation, heads, act_count, day_seen, began, closed FROM agreements";

impl View<'_> {
    /// One agreement.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn agreement(&self, id: AgreementId) -> Result<Option<AgreementRow>, Error> {
        self.row(&format!("{COLUMNS} WHERE id = ?1"), [id.0], read)
    }

    /// All agreements, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn agreements(&self) -> Result<Vec<AgreementRow>, Error> {
        self.rows(&format!("{COLUMNS} ORDER BY began, id"), [], read)
    }
}

impl Tx<'_> {
    /// Adds an agreement. One that is here already is a misfit.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_agreement(&self, row: &AgreementRow) -> Result<(), Error> {
        self.run(
            "INSERT INTO agreements (id, role, own_name, other_name, incarnation, next_seq, last_act, continues,
               fresh_incarnation, heads, act_count, day_seen, began, closed)
             VALUES (:id, :role, :own_name, :other_name, :incarnation, :next_seq, :last_act, :continues,
               :fresh, :heads, :act_count, :day_seen, :began, :closed)",
            named_params! {
                ":id": row.id.0,
                ":role": role_number(row.role),
                ":own_name": row.own_name,
                ":other_name": row.other_name,
                ":incarnation": row.position.incarnation.0,
                ":next_seq": number(row.position.next_seq)?,
                ":last_act": row.position.last_act.map(|act| act.0),
                ":continues": row.position.continues.map(|act| act.0),
                ":fresh": row.position.fresh_incarnation,
                ":heads": joined(&row.heads),
                ":act_count": number(row.act_count)?,
                ":day_seen": row.day_seen.days(),
                ":began": row.began.0,
                ":closed": row.closed,
            },
        )?;
        Ok(())
    }

    /// Notes where this copy stands in its own chain.
    ///
    /// # Errors
    /// When the vault cannot be written, or the agreement is not here.
    pub fn set_position(&self, id: AgreementId, position: &Position) -> Result<(), Error> {
        self.change(
            "UPDATE agreements SET incarnation = :incarnation, next_seq = :next_seq, last_act = :last_act,
               continues = :continues, fresh_incarnation = :fresh WHERE id = :id",
            named_params! {
                ":id": id.0,
                ":incarnation": position.incarnation.0,
                ":next_seq": number(position.next_seq)?,
                ":last_act": position.last_act.map(|act| act.0),
                ":continues": position.continues.map(|act| act.0),
                ":fresh": position.fresh_incarnation,
            },
        )
    }

    /// Notes what the document holds, to know it again.
    ///
    /// # Errors
    /// When the vault cannot be written, or the agreement is not here.
    pub fn set_document(
        &self,
        id: AgreementId,
        heads: &[ChangeHash],
        act_count: u64,
    ) -> Result<(), Error> {
        self.change(
            "UPDATE agreements SET heads = ?2, act_count = ?3 WHERE id = ?1",
            (id.0, joined(heads), number(act_count)?),
        )
    }

    /// Sets both first names.
    ///
    /// # Errors
    /// When the vault cannot be written, or the agreement is not here.
    pub fn set_names(&self, id: AgreementId, own: &str, other: &str) -> Result<(), Error> {
        self.change(
            "UPDATE agreements SET own_name = ?2, other_name = ?3 WHERE id = ?1",
            (id.0, own, other),
        )
    }

    /// Notes that this device believes in `day`; an earlier one changes nothing.
    ///
    /// # Errors
    /// When the vault cannot be written, or the agreement is not here.
    pub fn see_day(&self, id: AgreementId, day: Day) -> Result<(), Error> {
        self.change(
            "UPDATE agreements SET day_seen = max(day_seen, ?2) WHERE id = ?1",
            (id.0, day.days()),
        )
    }

    /// Puts an agreement away, or takes it out again. Nothing is deleted.
    ///
    /// # Errors
    /// When the vault cannot be written, or the agreement is not here.
    pub fn set_closed(&self, id: AgreementId, closed: bool) -> Result<(), Error> {
        self.change(
            "UPDATE agreements SET closed = ?2 WHERE id = ?1",
            (id.0, closed),
        )
    }

    /// Marks every agreement of a restored copy: each begins a new incarnation (design §4).
    pub(crate) fn mark_all_restored(&self) -> Result<(), Error> {
        self.run("UPDATE agreements SET fresh_incarnation = 1", [])?;
        Ok(())
    }

    /// Runs a statement that must change exactly one agreement.
    fn change(&self, sql: &str, params: impl rusqlite::Params) -> Result<(), Error> {
        match self.run(sql, params)? {
            1 => Ok(()),
            // SQLITE_CONSTRAINT_FOREIGNKEY: the row it belongs to is not there.
            _ => Err(Error::Misfit {
                code: rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY,
            }),
        }
    }
}

/// A count as SQLite holds it: up to 2^63 - 1.
fn number(count: u64) -> Result<i64, Error> {
    i64::try_from(count).map_err(|_| Error::Misfit {
        code: rusqlite::ffi::SQLITE_RANGE,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<AgreementRow> {
    Ok(AgreementRow {
        id: ActId(row.get(0)?),
        role: role_of(row.get(1)?),
        own_name: row.get(2)?,
        other_name: row.get(3)?,
        position: Position {
            incarnation: Incarnation(row.get(4)?),
            next_seq: row.get::<_, i64>(5)?.unsigned_abs(),
            last_act: row.get::<_, Option<_>>(6)?.map(ActId),
            continues: row.get::<_, Option<_>>(7)?.map(ActId),
            fresh_incarnation: row.get(8)?,
        },
        heads: split(&row.get::<_, Vec<u8>>(9)?),
        act_count: row.get::<_, i64>(10)?.unsigned_abs(),
        day_seen: Day::from_days(row.get(11)?)
            .map_err(|_| rusqlite::Error::IntegralValueOutOfRange(11, 0))?,
        began: Moment(row.get(12)?),
        closed: row.get(13)?,
    })
}
