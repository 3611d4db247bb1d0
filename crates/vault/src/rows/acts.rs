//! Signed acts, exactly as signed. Append-only: the schema refuses to change or delete one.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{
    ActId, AgreementId, ChangeHash, Claimed, DeviceId, Moment, PartId, Role, role_number, role_of,
};
use crate::tx::{Tx, View};

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRow {
    /// The agreement.
    pub agreement: AgreementId,
    /// The act: the hash of `bytes`.
    pub id: ActId,
    /// Header and signature, exactly as signed.
    pub bytes: Vec<u8>,
    /// Its author.
    pub role: Role,
    /// Its device.
    pub device: DeviceId,
    /// The code of its deed on the wire.
    pub kind: u16,
    /// The part it is about, if any.
    pub part: Option<PartId>,
    /// An ancestor is not here yet.
    pub waiting: bool,
    /// The Automerge change that carries it; `None` where no document can.
    pub change: Option<ChangeHash>,
    /// When, as its device claims.
    pub claimed: Claimed,
    /// When it came here; `None` for what was written here.
    pub arrived: Option<Moment>,
}

const COLUMNS: &str = "SELECT agreement, id, bytes, role, device, kind, part, waiting, change, claimed, arrived FROM acts";

impl View<'_> {
    /// One act.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn act(&self, agreement: AgreementId, id: ActId) -> Result<Option<ActRow>, Error> {
        self.row(
            &format!("{COLUMNS} WHERE agreement = ?1 AND id = ?2"),
            (agreement.0, id.0),
            read,
        )
    }

    /// All acts of an agreement, in the order in which they came.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn acts(&self, agreement: AgreementId) -> Result<Vec<ActRow>, Error> {
        self.rows(
            &format!("{COLUMNS} WHERE agreement = ?1 ORDER BY number"),
            [agreement.0],
            read,
        )
    }

    /// How many acts of an agreement are here.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn act_count(&self, agreement: AgreementId) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM acts WHERE agreement = ?1";
        let count = self.row(sql, [agreement.0], |row| row.get::<_, i64>(0))?;
        Ok(count.unwrap_or_default().unsigned_abs())
    }
}

impl Tx<'_> {
    /// Keeps an act. Where it is here already, only `waiting` and `change` are taken over: what was signed, and when
    /// it came, stay.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_act(&self, row: &ActRow) -> Result<(), Error> {
        // Not one statement that inserts or updates: the triggers on updates would cost each act a savepoint.
        let added = self.run(
            "INSERT INTO acts (agreement, id, bytes, role, device, kind, part, waiting, change, claimed, arrived)
             VALUES (:agreement, :id, :bytes, :role, :device, :kind, :part, :waiting, :change, :claimed, :arrived)
             ON CONFLICT (agreement, id) DO NOTHING",
            named_params! {
                ":agreement": row.agreement.0,
                ":id": row.id.0,
                ":bytes": row.bytes,
                ":role": role_number(row.role),
                ":device": row.device.0,
                ":kind": row.kind,
                ":part": row.part.map(|part| part.0),
                ":waiting": row.waiting,
                ":change": row.change.map(|hash| hash.0),
                ":claimed": row.claimed.0,
                ":arrived": row.arrived.map(|at| at.0),
            },
        )?;
        if added == 0 {
            self.run(
                "UPDATE acts SET waiting = ?3, change = ?4 WHERE agreement = ?1 AND id = ?2",
                (
                    row.agreement.0,
                    row.id.0,
                    row.waiting,
                    row.change.map(|hash| hash.0),
                ),
            )?;
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ActRow> {
    Ok(ActRow {
        agreement: ActId(row.get(0)?),
        id: ActId(row.get(1)?),
        bytes: row.get(2)?,
        role: role_of(row.get(3)?),
        device: DeviceId(row.get(4)?),
        kind: row.get(5)?,
        part: row.get::<_, Option<_>>(6)?.map(ActId),
        waiting: row.get(7)?,
        change: row.get::<_, Option<_>>(8)?.map(ChangeHash),
        claimed: Claimed(row.get(9)?),
        arrived: row.get::<_, Option<_>>(10)?.map(Moment),
    })
}
