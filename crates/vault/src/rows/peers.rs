//! Other devices of both people in an agreement, and what each has signed that it has (law 12).
//!
//! Whether a device is valid is for the fold; here is only what is needed to send to it.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{ActId, AgreementId, BundleId, DeviceId, Incarnation, Moment, joined, split};
use crate::tx::{Tx, View};

/// One device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerRow {
    /// The device.
    pub device: DeviceId,
    /// The incarnation of its newest bundle.
    pub incarnation: Incarnation,
    /// The number of its newest bundle.
    pub number: u64,
    /// When that came.
    pub heard: Moment,
    /// Heads of the acts that it has applied, as it signed.
    pub have: Vec<ActId>,
    /// Acts that wait there.
    pub waiting: Vec<ActId>,
    /// Acts whose bodies it lacks.
    pub missing: Vec<ActId>,
    /// Heads of what was put in a bundle for it.
    pub offered: Vec<ActId>,
    /// Heads of what was put at the relay for it.
    pub posted: Vec<ActId>,
    /// It has receipted a bundle under the present sending key.
    pub holds_key: bool,
    /// Its newest bundles that are here.
    pub received: Vec<BundleId>,
}

const COLUMNS: &str = "SELECT device, incarnation, number, heard, have, waiting, missing, offered, holds_key, received,
    posted FROM peers";

impl View<'_> {
    /// All devices that were heard of in an agreement.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn peers(&self, agreement: AgreementId) -> Result<Vec<PeerRow>, Error> {
        self.rows(
            &format!("{COLUMNS} WHERE agreement = ?1 ORDER BY device"),
            [agreement.0],
            read,
        )
    }
}

impl Tx<'_> {
    /// Keeps what is known about a device, instead of what was.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_peer(&self, agreement: AgreementId, row: &PeerRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO peers (agreement, device, incarnation, number, heard, have, waiting, missing,
               offered, holds_key, received, posted)
             VALUES (:agreement, :device, :incarnation, :number, :heard, :have, :waiting, :missing,
               :offered, :holds_key, :received, :posted)",
            named_params! {
                ":agreement": agreement.0,
                ":device": row.device.0,
                ":incarnation": row.incarnation.0,
                // Another device chose this number: any 64 bits must be kept as they are.
                ":number": row.number.cast_signed(),
                ":heard": row.heard.0,
                ":have": joined(&row.have),
                ":waiting": joined(&row.waiting),
                ":missing": joined(&row.missing),
                ":offered": joined(&row.offered),
                ":holds_key": row.holds_key,
                ":received": joined(&row.received),
                ":posted": joined(&row.posted),
            },
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<PeerRow> {
    let list = |index| row.get::<_, Vec<u8>>(index);
    Ok(PeerRow {
        device: DeviceId(row.get(0)?),
        incarnation: Incarnation(row.get(1)?),
        number: row.get::<_, i64>(2)?.cast_unsigned(),
        heard: Moment(row.get(3)?),
        have: split(&list(4)?),
        waiting: split(&list(5)?),
        missing: split(&list(6)?),
        offered: split(&list(7)?),
        holds_key: row.get(8)?,
        received: split(&list(9)?),
        posted: split(&list(10)?),
    })
}
