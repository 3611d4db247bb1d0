//! What came and could not be taken in: kept, never lost silently, and can be tried again (law 13).

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{ActId, AgreementId, BundleId, DeviceId, Moment, SendingKeyId};
use crate::tx::{Tx, View};

/// One thing that was kept aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideRow {
    /// The hash of its bytes.
    pub id: BundleId,
    /// The agreement, where known.
    pub agreement: Option<AgreementId>,
    /// The device that sent it, where known.
    pub sender: Option<DeviceId>,
    /// The sending key that opens it, where known.
    pub key: Option<SendingKeyId>,
    /// Why, as `sync`'s stable number.
    pub reason: u8,
    /// What came.
    pub bytes: Vec<u8>,
    /// When it came.
    pub at: Moment,
}

/// How much of one sender is kept aside; limits count per writer (design §5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsideLoad {
    /// How many.
    pub count: u64,
    /// Their bytes together.
    pub bytes: u64,
}

const COLUMNS: &str = "SELECT id, agreement, sender, key, reason, bytes, at FROM kept_aside";

impl View<'_> {
    /// All that is kept aside, the oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn aside(&self) -> Result<Vec<AsideRow>, Error> {
        self.rows(&format!("{COLUMNS} ORDER BY at, id"), [], read)
    }

    /// One thing that is kept aside.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn aside_one(&self, id: BundleId) -> Result<Option<AsideRow>, Error> {
        self.row(&format!("{COLUMNS} WHERE id = ?1"), [id.0], read)
    }

    /// How much of one sender is kept aside; `None` asks for what came from nobody known.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn aside_load(&self, sender: Option<DeviceId>) -> Result<AsideLoad, Error> {
        let load = self.row(
            "SELECT count(*), coalesce(sum(length(bytes)), 0) FROM kept_aside WHERE sender IS ?1",
            [sender.map(|device| device.0)],
            |row| {
                Ok(AsideLoad {
                    count: row.get::<_, i64>(0)?.unsigned_abs(),
                    bytes: row.get::<_, i64>(1)?.unsigned_abs(),
                })
            },
        )?;
        load.ok_or(Error::Damaged)
    }
}

impl Tx<'_> {
    /// Keeps something aside, or the newer reason for it.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn keep_aside(&self, row: &AsideRow) -> Result<(), Error> {
        self.run(
            "INSERT INTO kept_aside (id, agreement, sender, key, reason, bytes, at)
             VALUES (:id, :agreement, :sender, :key, :reason, :bytes, :at)
             ON CONFLICT (id) DO UPDATE SET
               agreement = excluded.agreement, sender = excluded.sender, key = excluded.key,
               reason = excluded.reason",
            named_params! {
                ":id": row.id.0,
                ":agreement": row.agreement.map(|id| id.0),
                ":sender": row.sender.map(|device| device.0),
                ":key": row.key.map(|key| key.0),
                ":reason": row.reason,
                ":bytes": row.bytes,
                ":at": row.at.0,
            },
        )?;
        Ok(())
    }

    /// Lets go of something that was kept aside, because it was taken in or its reader decided so.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn drop_aside(&self, id: BundleId) -> Result<(), Error> {
        self.run("DELETE FROM kept_aside WHERE id = ?1", [id.0])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<AsideRow> {
    Ok(AsideRow {
        id: BundleId(row.get(0)?),
        agreement: row.get::<_, Option<_>>(1)?.map(ActId),
        sender: row.get::<_, Option<_>>(2)?.map(DeviceId),
        key: row.get::<_, Option<_>>(3)?.map(SendingKeyId),
        reason: row.get(4)?,
        bytes: row.get(5)?,
        at: Moment(row.get(6)?),
    })
}
