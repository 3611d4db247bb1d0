//! Signed acts, exactly as signed. Append-only: the schema refuses to change or delete one.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{
    ActId, AgreementId, Claimed, DeviceId, Moment, PartId, Role, role_number, role_of,
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
    /// When, as its device claims.
    pub claimed: Claimed,
    /// When it came here; `None` for what was written here.
    pub arrived: Option<Moment>,
}

const COLUMNS: &str =
    "SELECT agreement, id, bytes, role, device, kind, part, waiting, claimed, arrived FROM acts";

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
    /// Adds an act. `false`: it was here already, and nothing changed.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_act(&self, row: &ActRow) -> Result<bool, Error> {
        let added = self.run(
            "INSERT INTO acts (agreement, id, bytes, role, device, kind, part, waiting, claimed, arrived)
             VALUES (:agreement, :id, :bytes, :role, :device, :kind, :part, :waiting, :claimed, :arrived)
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
                ":claimed": row.claimed.0,
                ":arrived": row.arrived.map(|at| at.0),
            },
        )?;
        Ok(added == 1)
    }

    /// Notes whether an act still waits for an ancestor.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn set_waiting(
        &self,
        agreement: AgreementId,
        id: ActId,
        waiting: bool,
    ) -> Result<(), Error> {
        self.run(
            "UPDATE acts SET waiting = ?3 WHERE agreement = ?1 AND id = ?2",
            (agreement.0, id.0, waiting),
        )?;
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
        claimed: Claimed(row.get(8)?),
        arrived: row.get::<_, Option<_>>(9)?.map(Moment),
    })
}
