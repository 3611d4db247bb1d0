//! Who waits for which mailbox, in this process.
//!
//! A wake is a hint and nothing depends on it. It says the newest number that *another* key put, so that
//! a device is not woken by itself; therefore the two last writers are remembered, not one.

use crate::store::{MailboxNumber, PlaceNumber};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The newest number by the last writer, and by the last one before that was another. `None` as a writer
/// is not known: it came by asking for the newest numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Newest {
    last: (Option<i64>, u64),
    before: (Option<i64>, u64),
}

impl Newest {
    fn add(&mut self, writer: Option<PlaceNumber>, number: u64) -> bool {
        if number <= self.last.1 {
            return false;
        }
        let writer = writer.map(|place| place.0);
        if self.last.0 != writer {
            self.before = self.last;
        }
        self.last = (writer, number);
        true
    }

    fn by_others(self, own: PlaceNumber) -> u64 {
        if self.last.0 == Some(own.0) {
            self.before.1
        } else {
            self.last.1
        }
    }
}

/// All who wait.
#[derive(Default)]
pub struct WakeHub {
    watched: Mutex<HashMap<MailboxNumber, watch::Sender<Newest>>>,
}

/// One who waits. Forgotten when dropped.
pub struct Waiting {
    hub: Arc<WakeHub>,
    mailbox: MailboxNumber,
    own: PlaceNumber,
    heard: watch::Receiver<Newest>,
}

impl WakeHub {
    /// Waits for what others than `own` put into a mailbox.
    #[must_use]
    pub fn wait(self: &Arc<Self>, mailbox: MailboxNumber, own: PlaceNumber) -> Waiting {
        let mut watched = self.lock();
        let sender = watched.entry(mailbox).or_default();
        Waiting {
            hub: Arc::clone(self),
            mailbox,
            own,
            heard: sender.subscribe(),
        }
    }

    /// Tells that a mailbox has come to this number.
    pub fn wake(&self, mailbox: MailboxNumber, writer: Option<PlaceNumber>, number: u64) {
        if let Some(sender) = self.lock().get(&mailbox) {
            sender.send_if_modified(|newest| newest.add(writer, number));
        }
    }

    /// The mailboxes for which somebody waits.
    #[must_use]
    pub fn watched(&self) -> Vec<MailboxNumber> {
        self.lock().keys().copied().collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<MailboxNumber, watch::Sender<Newest>>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// Waits until others have put something with a greater number than `known`, and says it.
    pub async fn beyond(&mut self, known: u64) -> u64 {
        let own = self.own;
        let heard = self.heard.wait_for(|newest| newest.by_others(own) > known);
        match heard.await.map(|newest| newest.by_others(own)) {
            Ok(number) => number,
            // The hub keeps the sender for as long as somebody waits.
            Err(_) => std::future::pending().await,
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut watched = self.hub.lock();
        let last = watched
            .get(&self.mailbox)
            .is_some_and(|sender| sender.receiver_count() <= 1);
        if last {
            watched.remove(&self.mailbox);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Newest, PlaceNumber, WakeHub};
    use crate::store::MailboxNumber;
    use std::sync::Arc;

    const MAGDA: PlaceNumber = PlaceNumber(1);
    const KARIN: PlaceNumber = PlaceNumber(2);

    #[test]
    fn what_karin_put_is_not_hidden_by_what_magda_put_next() {
        let mut newest = Newest::default();
        newest.add(Some(KARIN), 5);
        newest.add(Some(MAGDA), 6);
        newest.add(Some(MAGDA), 7);
        assert_eq!((newest.by_others(MAGDA), newest.by_others(KARIN)), (5, 7));
    }

    #[test]
    fn an_old_hint_changes_nothing() {
        let mut newest = Newest::default();
        assert!(newest.add(Some(KARIN), 5));
        assert!(!newest.add(Some(MAGDA), 5) && !newest.add(None, 3));
        assert_eq!(newest.by_others(MAGDA), 5);
    }

    #[test]
    fn who_stops_waiting_is_forgotten() {
        let hub = Arc::new(WakeHub::default());
        let first = hub.wait(MailboxNumber(9), MAGDA);
        let second = hub.wait(MailboxNumber(9), KARIN);
        drop(first);
        assert_eq!(hub.watched().len(), 1);
        drop(second);
        assert!(hub.watched().is_empty());
    }
}
