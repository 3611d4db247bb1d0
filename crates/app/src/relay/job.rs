//! One question to a relay, and what it is for.

use countersign_domain::DeviceId;
use countersign_road::{Call, Errand, Key, Place};
use countersign_seal::SecretBytes;
use countersign_vault::{MailboxName, MailboxRow};

/// A question to be asked, by whoever can wait, with [`crate::Relay::ask`]; its answer goes to
/// [`crate::App::answered`]. No `Debug`: it holds a key.
pub struct Job {
    pub(super) mailbox: MailboxName,
    pub(super) what: What,
    errand: Errand,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// To meet a relay before a key goes to it.
    Meet,
    /// To open the mailbox.
    Open,
    /// To replace the key on the card; `anew` with the one that may have replaced it already.
    Renew { anew: bool },
    /// To fetch what came.
    Fetch,
    /// To put the bundle of this turn.
    Put(i64),
    /// To drop the bundle of this turn, which everybody has.
    Drop(i64),
    /// To learn how full it is.
    Fullness,
    /// To invite a further device.
    Invite(DeviceId),
    /// To remove a device.
    Remove(DeviceId),
    /// To remove this device's own key, and be done with it.
    Leave,
}

impl Job {
    /// What is to be asked, and of whom.
    #[must_use]
    pub fn errand(&self) -> &Errand {
        &self.errand
    }

    /// A question about a mailbox, with this key or none.
    pub(super) fn new(row: &MailboxRow, what: What, key: Option<&SecretBytes>, call: Call) -> Self {
        Self {
            mailbox: row.name,
            what,
            errand: Errand {
                place: place(row),
                key: key.and_then(|key| key.expose().try_into().ok()).map(Key),
                call,
            },
        }
    }
}

/// Where a mailbox is.
pub(super) fn place(row: &MailboxRow) -> Place {
    Place {
        address: row.address.clone(),
        pin: row.pin,
    }
}
