//! Agreements of this vault: who its owner is in each, and where this copy stands in its own chain.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{
    ActId, AgreementId, BundleId, ChangeHash, Day, Incarnation, Moment, Role, SendingKeyId, joined,
    role_number, role_of, split,
};
use crate::tx::{Tx, View, number};

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
    /// When this device founded or joined.
    pub began: Moment,
    /// The owner put it away.
    pub closed: bool,
    /// The latest day that this device believed in; a day that has passed does not un-pass (law 7).
    pub day_seen: Day,
    /// Where this copy stands in its own chain.
    pub position: Position,
    /// The copy was restored: it must begin a new incarnation before it writes (design §4).
    pub fresh_incarnation: bool,
    /// Heads of the document.
    pub heads: Vec<ChangeHash>,
    /// Acts in the document. With `heads` it tells a whole document from a short one.
    pub act_count: u64,
}

/// Where a copy stands in its own chain of acts (fold §1.1) and of bundles. Replaced as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The incarnation it writes under.
    pub incarnation: Incarnation,
    /// The number of its next act in it.
    pub next_seq: u64,
    /// The act before that; `None` at 0.
    pub last_act: Option<ActId>,
    /// At 0: the act that the next one continues, if any.
    pub continues: Option<ActId>,
    /// The number of its next bundle.
    pub next_bundle: u64,
    /// The sending key it seals with now.
    pub sending_key: Option<SendingKeyId>,
    /// The newest bundles sent under that key.
    pub sent: Vec<BundleId>,
    /// Heads of acts that the last bundle told.
    pub told: Vec<ActId>,
}

const COLUMNS: &str = "SELECT id, role, own_name, other_name, began, closed, day_seen, fresh_incarnation, heads,
    act_count, incarnation, next_seq, last_act, continues, next_bundle, sending_key, sent, told FROM agreements";

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
            "INSERT INTO agreements (id, role, own_name, other_name, began, closed, day_seen, incarnation)
             VALUES (:id, :role, :own_name, :other_name, :began, :closed, :day_seen, :incarnation)",
            named_params! {
                ":id": row.id.0,
                ":role": role_number(row.role),
                ":own_name": row.own_name,
                ":other_name": row.other_name,
                ":began": row.began.0,
                ":closed": row.closed,
                ":day_seen": row.day_seen.days(),
                ":incarnation": row.position.incarnation.0,
            },
        )?;
        self.set_document(row.id, &row.heads, row.act_count)?;
        self.set_position(row.id, &row.position)?;
        self.set_fresh_incarnation(row.id, row.fresh_incarnation)
    }

    /// Notes where this copy stands in its own chain.
    ///
    /// # Errors
    /// When the vault cannot be written, or the agreement is not here.
    pub fn set_position(&self, id: AgreementId, position: &Position) -> Result<(), Error> {
        self.change(
            "UPDATE agreements SET incarnation = :incarnation, next_seq = :next_seq, last_act = :last_act,
               continues = :continues, next_bundle = :next_bundle, sending_key = :key, sent = :sent, told = :told
             WHERE id = :id",
            named_params! {
                ":id": id.0,
                ":incarnation": position.incarnation.0,
                ":next_seq": number(position.next_seq)?,
                ":last_act": position.last_act.map(|act| act.0),
                ":continues": position.continues.map(|act| act.0),
                ":next_bundle": number(position.next_bundle)?,
                ":key": position.sending_key.map(|key| key.0),
                ":sent": joined(&position.sent),
                ":told": joined(&position.told),
            },
        )
    }

    /// Marks whether this copy must begin a new incarnation before it writes. Cleared in the transaction that keeps
    /// the new incarnation's position.
    ///
    /// # Errors
    /// When the vault cannot be written, or the agreement is not here.
    pub fn set_fresh_incarnation(&self, id: AgreementId, fresh: bool) -> Result<(), Error> {
        self.change(
            "UPDATE agreements SET fresh_incarnation = ?2 WHERE id = ?1",
            (id.0, fresh),
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

fn read(row: &Row<'_>) -> rusqlite::Result<AgreementRow> {
    Ok(AgreementRow {
        id: ActId(row.get(0)?),
        role: role_of(row.get(1)?),
        own_name: row.get(2)?,
        other_name: row.get(3)?,
        began: Moment(row.get(4)?),
        closed: row.get(5)?,
        day_seen: Day::from_days(row.get(6)?)
            .map_err(|_| rusqlite::Error::IntegralValueOutOfRange(6, 0))?,
        fresh_incarnation: row.get(7)?,
        heads: split(&row.get::<_, Vec<u8>>(8)?),
        act_count: row.get::<_, i64>(9)?.unsigned_abs(),
        position: Position {
            incarnation: Incarnation(row.get(10)?),
            next_seq: row.get::<_, i64>(11)?.unsigned_abs(),
            last_act: row.get::<_, Option<_>>(12)?.map(ActId),
            continues: row.get::<_, Option<_>>(13)?.map(ActId),
            next_bundle: row.get::<_, i64>(14)?.unsigned_abs(),
            sending_key: row.get::<_, Option<_>>(15)?.map(SendingKeyId),
            sent: split(&row.get::<_, Vec<u8>>(16)?),
            told: split(&row.get::<_, Vec<u8>>(17)?),
        },
    })
}
