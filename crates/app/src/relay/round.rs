//! Talking to relays until there is nothing left to say: for the command line and for tests, which can wait.

use countersign_road::Relay;

use super::fault::read;
use super::job::ask_each;
use crate::app::App;
use crate::codes::Result;
use crate::names;
use crate::view::{RelayTrouble, SyncView};

/// Questions of one round at most: many years of one agreement. A relay that has more to say says it the next time.
const QUESTIONS_MAX: u32 = 20_000;

impl App {
    /// Does all errands of all mailboxes until they rest. Waits for every answer, and so is for those who can.
    ///
    /// # Errors
    /// When the vault is locked or cannot be written. What is wrong with a relay is no error; it stands in what is
    /// given back.
    pub fn sync_round(&mut self, relay: &mut dyn Relay) -> Result<SyncView> {
        self.sync_now()?;
        let mut all = SyncView::default();
        while all.asked < QUESTIONS_MAX {
            let jobs = self.errands()?;
            if jobs.is_empty() {
                break;
            }
            let mut failed = None;
            ask_each(relay, jobs, &mut |job, answer| {
                if failed.is_none() {
                    match self.answered(job, answer) {
                        Ok(done) => all.add(done),
                        Err(error) => failed = Some(error),
                    }
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
        }
        all.troubles = self.relay_troubles()?;
        Ok(all)
    }

    /// What is wrong now, for each mailbox that something is wrong with.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn relay_troubles(&mut self) -> Result<Vec<RelayTrouble>> {
        let (session, _) = self.unlocked()?;
        let rows = session.vault.view().mailboxes()?;
        let troubles = rows.iter().filter_map(|row| {
            Some(RelayTrouble {
                agreement: names::agreement_text(row.agreement),
                code: read(&row.fault)?,
            })
        });
        Ok(troubles.collect())
    }
}

impl SyncView {
    /// Adds what came of one more answer.
    fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.put += other.put;
        self.came += other.came;
        self.applied += other.applied;
        self.aside += other.aside;
        // What waits may have come since.
        self.waiting = other
            .waiting
            .max(if other.came == 0 { self.waiting } else { 0 });
        self.agreements.extend(other.agreements);
        self.agreements.sort();
        self.agreements.dedup();
        self.changed.extend(other.changed);
        self.changed.sort();
        self.changed.dedup();
    }
}
