//! The devices of both people in an agreement, and what each durably has by its own signed word.
//!
//! Whether a device is valid is for the fold; here is only what is needed to send to it.

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{ActId, AgreementId, ChangeHash, DeviceId, Moment, joined, split};
use crate::tx::{Tx, View};

/// One device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerRow {
    /// The agreement.
    pub agreement: AgreementId,
    /// The device.
    pub device: DeviceId,
    /// What it is called, where it has told; else empty.
    pub name: String,
    /// Heads of its document, as it last said.
    pub heads: Vec<ChangeHash>,
    /// What `sync` keeps about it, in a form of its own.
    pub state: Vec<u8>,
    /// When something of it last came here.
    pub heard: Moment,
}

const COLUMNS: &str = "SELECT agreement, device, name, heads, state, heard FROM peers";

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
    /// Keeps what is known about a device.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_peer(&self, row: &PeerRow) -> Result<(), Error> {
        self.run(
            "INSERT INTO peers (agreement, device, name, heads, state, heard)
             VALUES (:agreement, :device, :name, :heads, :state, :heard)
             ON CONFLICT (agreement, device) DO UPDATE SET
               name = excluded.name, heads = excluded.heads, state = excluded.state, heard = excluded.heard",
            named_params! {
                ":agreement": row.agreement.0,
                ":device": row.device.0,
                ":name": row.name,
                ":heads": joined(&row.heads),
                ":state": row.state,
                ":heard": row.heard.0,
            },
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<PeerRow> {
    Ok(PeerRow {
        agreement: ActId(row.get(0)?),
        device: DeviceId(row.get(1)?),
        name: row.get(2)?,
        heads: split(&row.get::<_, Vec<u8>>(3)?),
        state: row.get(4)?,
        heard: Moment(row.get(5)?),
    })
}
