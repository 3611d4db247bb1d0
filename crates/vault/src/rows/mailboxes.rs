//! Mailboxes: where an agreement's bundles wait at a relay, with this device's own key to it.
//!
//! An agreement has at most one that is used, and may have earlier ones that are still read. Rows are replaced as a
//! whole.

use countersign_seal::SecretBytes;
use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{ActId, AgreementId, DeviceId, MailboxName, Moment};
use crate::tx::{Tx, View};

/// How far a mailbox has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailboxState {
    /// The relay has not opened it yet.
    Opening,
    /// The relay has not let this device in yet.
    Joining,
    /// It is used.
    On,
    /// It is read until it is empty, and nothing is put there.
    Left,
    /// The relay does not know this device's key any more.
    Gone,
}

/// One mailbox. No `Debug` and no `Clone`: it holds keys.
pub struct MailboxRow {
    /// What it is called on cards.
    pub name: MailboxName,
    /// The agreement.
    pub agreement: AgreementId,
    /// Where the relay is.
    pub address: String,
    /// How its certificate's key is known again; `None` until it was met.
    pub pin: Option<[u8; 32]>,
    /// How far it has come.
    pub state: MailboxState,
    /// While it is being opened: the organisation's token; else empty.
    pub token: SecretBytes,
    /// This device's own key, 32 bytes; while joining, the one on the card.
    pub key: SecretBytes,
    /// While joining: the key that replaces it; else empty.
    pub next_key: SecretBytes,
    /// While joining: the relay was asked to replace it, so either may be good.
    pub asked: bool,
    /// The key on the other person's card; empty where there is none.
    pub invited: SecretBytes,
    /// When that was made.
    pub invited_at: Moment,
    /// A bundle of the other person's came through it.
    pub other_joined: bool,
    /// How far it was read: the relay's epoch and number; `None` reads from the oldest.
    pub cursor: Option<(u64, u64)>,
    /// When it was turned on.
    pub since: Moment,
    /// When it was turned off, or another took its place; 0 while it is used.
    pub left_at: Moment,
    /// Something changed here since bundles were made for it.
    pub news: bool,
    /// When the relay last answered as it should; 0 for never.
    pub last_success: Moment,
    /// What is wrong, in `app`'s words; empty for nothing.
    pub fault: String,
    /// Since when; 0 for nothing.
    pub failing_since: Moment,
    /// How often it seems to have lost what it had taken.
    pub patience: u32,
    /// When it said how full it is; 0 for never.
    pub counted: Moment,
    /// Own bundles there, and how many there may be.
    pub bundles: (u64, u64),
    /// Their bytes, and how many there may be.
    pub bytes: (u64, u64),
    /// How many days it keeps a bundle; 0 while unknown.
    pub keep_days: u32,
}

/// A further device of one's own that a mailbox is to know, or to know no more. No `Debug` and no `Clone`: it holds a
/// key.
pub struct MailboxDeviceRow {
    /// The mailbox.
    pub mailbox: MailboxName,
    /// The device.
    pub device: DeviceId,
    /// The key on its card; empty: it was removed.
    pub key: SecretBytes,
    /// When that was decided.
    pub at: Moment,
    /// The relay knows.
    pub told: bool,
}

const COLUMNS: &str = "SELECT name, agreement, address, pin, state, token, key, next_key, asked, invited, invited_at,
    other_joined, epoch, cursor, since, news, last_success, fault, failing_since, patience, counted, bundles,
    bundles_max, bytes, bytes_max, keep_days, left_at FROM mailboxes";

impl View<'_> {
    /// All mailboxes of this vault, the newest last.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn mailboxes(&self) -> Result<Vec<MailboxRow>, Error> {
        self.rows(&format!("{COLUMNS} ORDER BY since, name"), [], read)
    }

    /// The mailboxes of one agreement, the newest last.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn mailboxes_of(&self, agreement: AgreementId) -> Result<Vec<MailboxRow>, Error> {
        let sql = format!("{COLUMNS} WHERE agreement = ?1 ORDER BY since, name");
        self.rows(&sql, [agreement.0], read)
    }

    /// One mailbox.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn mailbox(&self, name: MailboxName) -> Result<Option<MailboxRow>, Error> {
        self.row(&format!("{COLUMNS} WHERE name = ?1"), [name.0], read)
    }

    /// The further devices that a mailbox was told of, or is to be.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn mailbox_devices(&self, mailbox: MailboxName) -> Result<Vec<MailboxDeviceRow>, Error> {
        self.rows(
            "SELECT mailbox, device, key, at, told FROM mailbox_devices WHERE mailbox = ?1 ORDER BY at, device",
            [mailbox.0],
            |row| {
                Ok(MailboxDeviceRow {
                    mailbox: MailboxName(row.get(0)?),
                    device: DeviceId(row.get(1)?),
                    key: SecretBytes::new(row.get(2)?),
                    at: Moment(row.get(3)?),
                    told: row.get(4)?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Keeps a mailbox, instead of what was known of it.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_mailbox(&self, row: &MailboxRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO mailboxes (name, agreement, address, pin, state, token, key, next_key, asked, invited,
               invited_at, other_joined, epoch, cursor, since, news, last_success, fault, failing_since, patience,
               counted, bundles, bundles_max, bytes, bytes_max, keep_days, left_at)
             VALUES (:name, :agreement, :address, :pin, :state, :token, :key, :next_key, :asked, :invited,
               :invited_at, :other_joined, :epoch, :cursor, :since, :news, :last_success, :fault, :failing_since,
               :patience, :counted, :bundles, :bundles_max, :bytes, :bytes_max, :keep_days, :left_at)",
            named_params! {
                ":name": row.name.0,
                ":agreement": row.agreement.0,
                ":address": row.address,
                ":pin": row.pin,
                ":state": state_number(row.state),
                ":token": row.token.expose(),
                ":key": row.key.expose(),
                ":next_key": row.next_key.expose(),
                ":asked": row.asked,
                ":invited": row.invited.expose(),
                ":invited_at": row.invited_at.0,
                ":other_joined": row.other_joined,
                // A relay chose these numbers: any 64 bits must be kept as they are.
                ":epoch": row.cursor.map(|(epoch, _)| epoch.cast_signed()),
                ":cursor": row.cursor.map_or(0, |(_, number)| number.cast_signed()),
                ":since": row.since.0,
                ":news": row.news,
                ":last_success": row.last_success.0,
                ":fault": row.fault,
                ":failing_since": row.failing_since.0,
                ":patience": row.patience,
                ":counted": row.counted.0,
                ":bundles": row.bundles.0.cast_signed(),
                ":bundles_max": row.bundles.1.cast_signed(),
                ":bytes": row.bytes.0.cast_signed(),
                ":bytes_max": row.bytes.1.cast_signed(),
                ":keep_days": row.keep_days,
                ":left_at": row.left_at.0,
            },
        )?;
        Ok(())
    }

    /// Notes that something of this agreement changed, for its mailbox.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn note_news(&self, agreement: AgreementId) -> Result<(), Error> {
        self.run(
            "UPDATE mailboxes SET news = 1 WHERE agreement = ?1 AND news = 0",
            [agreement.0],
        )?;
        Ok(())
    }

    /// Deletes a mailbox with its keys, and what is known of it.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn drop_mailbox(&self, name: MailboxName) -> Result<(), Error> {
        self.run("DELETE FROM mailbox_devices WHERE mailbox = ?1", [name.0])?;
        self.run("DELETE FROM posted WHERE mailbox = ?1", [name.0])?;
        self.run("DELETE FROM mailboxes WHERE name = ?1", [name.0])?;
        Ok(())
    }

    /// Keeps what a mailbox is to know of a device, instead of what it was.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_mailbox_device(&self, row: &MailboxDeviceRow) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO mailbox_devices (mailbox, device, key, at, told) VALUES (?1, ?2, ?3, ?4, ?5)",
            (row.mailbox.0, row.device.0, row.key.expose(), row.at.0, row.told),
        )?;
        Ok(())
    }

    /// Forgets what a mailbox was to know of a device.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn drop_mailbox_device(&self, mailbox: MailboxName, device: DeviceId) -> Result<(), Error> {
        self.run(
            "DELETE FROM mailbox_devices WHERE mailbox = ?1 AND device = ?2",
            (mailbox.0, device.0),
        )?;
        Ok(())
    }

    /// In a restored copy: cards are the other copy's, every mailbox is read from the oldest, and what was put is
    /// offered again, because the other copy may have gone on.
    pub(crate) fn restore_mailboxes(&self) -> Result<(), Error> {
        self.run("DELETE FROM mailbox_devices WHERE told = 0", [])?;
        self.run("DELETE FROM posted", [])?;
        self.run(
            "UPDATE mailboxes SET epoch = NULL, cursor = 0, news = 1",
            [],
        )?;
        self.run("UPDATE peers SET posted = x''", [])?;
        self.run("UPDATE agreements SET told = x''", [])?;
        Ok(())
    }
}

fn state_number(state: MailboxState) -> i64 {
    match state {
        MailboxState::Opening => 0,
        MailboxState::Joining => 1,
        MailboxState::On => 2,
        MailboxState::Left => 3,
        MailboxState::Gone => 4,
    }
}

/// The schema admits no sixth.
fn state_of(number: i64) -> MailboxState {
    let all = [
        MailboxState::Opening,
        MailboxState::Joining,
        MailboxState::On,
        MailboxState::Left,
    ];
    let found = all.into_iter().find(|state| state_number(*state) == number);
    found.unwrap_or(MailboxState::Gone)
}

fn read(row: &Row<'_>) -> rusqlite::Result<MailboxRow> {
    let count = |index| row.get::<_, i64>(index).map(i64::cast_unsigned);
    let secret = |index| row.get::<_, Vec<u8>>(index).map(SecretBytes::new);
    let moment = |index| row.get::<_, i64>(index).map(Moment);
    let epoch = row.get::<_, Option<i64>>(12)?.map(i64::cast_unsigned);
    let number = count(13)?;
    Ok(MailboxRow {
        name: MailboxName(row.get(0)?),
        agreement: ActId(row.get(1)?),
        address: row.get(2)?,
        pin: row.get(3)?,
        state: state_of(row.get(4)?),
        token: secret(5)?,
        key: secret(6)?,
        next_key: secret(7)?,
        asked: row.get(8)?,
        invited: secret(9)?,
        invited_at: moment(10)?,
        other_joined: row.get(11)?,
        cursor: epoch.map(|epoch| (epoch, number)),
        since: moment(14)?,
        news: row.get(15)?,
        last_success: moment(16)?,
        fault: row.get(17)?,
        failing_since: moment(18)?,
        patience: row.get(19)?,
        counted: moment(20)?,
        bundles: (count(21)?, count(22)?),
        bytes: (count(23)?, count(24)?),
        keep_days: row.get(25)?,
        left_at: moment(26)?,
    })
}
