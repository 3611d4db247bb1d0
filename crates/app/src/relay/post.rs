//! What is known of mailboxes only while the vault is open: how far each has come in its round, and whom to wait for.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::DeviceId;
use countersign_vault::{MailboxName, MailboxRow};

use super::job::What;
use super::pace::Pace;

/// After so many seconds without an answer a question is taken for lost: whoever asked it may be gone.
const FLIGHT_SECONDS: i64 = 15 * 60;
/// Pages of one round at most; then there is a rest, whatever the relay says.
const PAGES_MAX: u32 = 256;

/// Where a round is. First everything that came is fetched, so that what is put says what came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// Fetching.
    #[default]
    Fetch,
    /// Putting.
    Put,
    /// Dropping what everybody has, and asking how full it is.
    Tidy,
    /// Nothing to do for now.
    Rest,
}

/// The round of one mailbox.
#[derive(Debug, Default)]
pub(super) struct Round {
    pub(super) stage: Stage,
    /// When the next round begins.
    pub(super) due: i64,
    /// Pages fetched in this one.
    pub(super) pages: u32,
    /// The relay was met; over loopback there is no pin to say so.
    pub(super) met: bool,
    /// The key on the card is the one to ask with.
    pub(super) old_key: bool,
    /// Devices whose old key is removed before they are invited.
    pub(super) remove_first: BTreeSet<DeviceId>,
    /// The questions that are out, and since when.
    flying: BTreeMap<What, i64>,
}

impl Round {
    /// Whether no more pages are fetched in this round.
    pub(super) fn has_read_enough(&self) -> bool {
        self.pages >= PAGES_MAX
    }

    fn is_flying(&self, now: i64) -> bool {
        let lost = |at: i64| !(0..FLIGHT_SECONDS).contains(&(now - at));
        self.flying.values().any(|at| !lost(*at))
    }
}

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct Post {
    /// Addresses to which the way is known to be good, for every mailbox there.
    clear: BTreeSet<String>,
    paces: BTreeMap<String, Pace>,
    rounds: BTreeMap<MailboxName, Round>,
}

impl Post {
    pub(super) fn round(&mut self, mailbox: MailboxName) -> &mut Round {
        self.rounds.entry(mailbox).or_default()
    }

    pub(super) fn pace(&self, address: &str) -> Pace {
        self.paces.get(address).copied().unwrap_or_default()
    }

    pub(super) fn set_pace(&mut self, address: &str, pace: Pace) {
        self.paces.insert(address.to_owned(), pace);
    }

    /// Notes whether the way to an address is good; `true` when that was known already, and holds for all mailboxes there.
    pub(super) fn is_known_clear(&mut self, address: &str, clear: bool) -> bool {
        if clear {
            !self.clear.insert(address.to_owned())
        } else {
            self.clear.remove(address);
            false
        }
    }

    /// Begins a mailbox's round anew.
    pub(super) fn begin_anew(&mut self, mailbox: MailboxName) {
        self.rounds.remove(&mailbox);
    }

    /// Whether a mailbox may be asked something now.
    pub(super) fn is_free(&mut self, row: &MailboxRow, now: i64) -> bool {
        self.pace(&row.address).is_due(now) && !self.round(row.name).is_flying(now)
    }

    /// A question about it is out.
    pub(super) fn fly(&mut self, mailbox: MailboxName, what: What, now: i64) {
        self.round(mailbox).flying.insert(what, now);
    }

    /// The question is answered.
    pub(super) fn land(&mut self, mailbox: MailboxName, what: What) {
        self.round(mailbox).flying.remove(&what);
    }

    /// Everything begins anew, and at once: somebody wants it, or the device woke.
    pub(super) fn hurry(&mut self) {
        for pace in self.paces.values_mut() {
            *pace = pace.soon();
        }
        for round in self.rounds.values_mut() {
            round.hurry();
        }
    }
}

impl Round {
    /// Begins anew now, unless it is under way.
    pub(super) fn hurry(&mut self) {
        self.due = 0;
        if self.stage == Stage::Rest {
            self.begin();
        }
    }

    /// Rests until then.
    pub(super) fn put_off(&mut self, until: i64) {
        self.stage = Stage::Rest;
        self.due = until;
    }

    /// Begins a round.
    pub(super) fn begin(&mut self) {
        self.stage = Stage::Fetch;
        self.pages = 0;
    }
}
