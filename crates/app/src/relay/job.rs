//! One question to a relay, and what it is for.

use std::sync::Arc;

use countersign_domain::DeviceId;
use countersign_road::{Answer, Call, Errand, Fault, Key, Place, Relay};
use countersign_seal::SecretBytes;
use countersign_vault::{MailboxName, MailboxRow};

/// A question to be asked, by whoever can wait, with [`ask_each`] or [`crate::Relay::ask`]; its answer goes to
/// [`crate::App::answered`]. No `Debug`: it holds a key.
pub struct Job {
    pub(super) mailbox: MailboxName,
    pub(super) what: What,
    errand: Arc<Errand>,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
            errand: Arc::new(Errand {
                place: place(row),
                key: key.and_then(|key| key.expose().try_into().ok()).map(Key),
                call,
            }),
        }
    }
}

/// Asks each of these, perhaps several at a time, and hands each back with its answer as answers come. Holds no app:
/// `told` takes it for as long as one answer needs.
pub fn ask_each(
    relay: &mut dyn Relay,
    jobs: Vec<Job>,
    told: &mut dyn FnMut(Job, Result<Answer, Fault>),
) {
    let errands: Vec<Arc<Errand>> = jobs.iter().map(|job| Arc::clone(&job.errand)).collect();
    let mut open: Vec<Option<Job>> = jobs.into_iter().map(Some).collect();
    relay.ask_each(&errands, &mut |at, answer| {
        if let Some(job) = open.get_mut(at).and_then(Option::take) {
            told(job, answer);
        }
    });
}

/// Where a mailbox is.
pub(super) fn place(row: &MailboxRow) -> Place {
    Place {
        address: row.address.clone(),
        pin: row.pin,
    }
}
