//! Connections that were used and may be used again.
//!
//! It exists so that a round of forty mailboxes shakes hands forty times and not with every question. A connection
//! serves one key for as long as it stands: two keys on one would tell the relay that one device reads both mailboxes.

use super::line::Line;
use super::{Call, Errand, Key, Place};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many are kept; beyond it the one that was used longest ago goes. A relay closes what is idle after some seconds.
const LINES_MAX: usize = 64;

/// A connection, and whom it serves.
struct Kept {
    place: Place,
    key: Option<Key>,
    line: Line,
}

/// The connections that nobody asks over now, the one that was used longest ago first.
#[derive(Default)]
pub(super) struct Lines(Mutex<VecDeque<Kept>>);

impl Lines {
    /// One that serves this errand, if it still stands. A renewed key is asked about afresh: whether the question has
    /// arrived must not be left to a connection that may be dead.
    pub(super) fn take(&self, errand: &Errand) -> Option<Line> {
        let mut kept = self.kept();
        kept.retain(|one| one.line.stands());
        let serves = |one: &Kept| one.place == errand.place && one.key == errand.key;
        let at = kept.iter().rposition(serves)?;
        let one = kept.remove(at)?;
        (!matches!(errand.call, Call::Renew(_))).then_some(one.line)
    }

    /// Keeps one for the next question with the same key.
    pub(super) fn keep(&self, errand: &Errand, line: Line) {
        let mut kept = self.kept();
        if kept.len() >= LINES_MAX {
            kept.pop_front();
        }
        kept.push_back(Kept {
            place: errand.place.clone(),
            key: errand.key.clone(),
            line,
        });
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<Kept>> {
        // Every connection in it stands for itself, whatever a thread was about when it panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
