//! How often a relay is asked: at once when there is something to say, seldom when there is not, and less and less when
//! it does not answer.
//!
//! It is pure: time and chance are arguments. One pace serves all mailboxes at one address, so that forty agreements do
//! not knock forty times at a door that is shut.

use std::time::Duration;

use countersign_road::pause;

/// The pause after a first failure, in seconds; each further one doubles it.
const FIRST_SECONDS: u64 = 5;
/// The pause after an answer that only people can mend.
const HOUR_SECONDS: i64 = 3_600;
/// How long a mailbox rests when nothing happens and nobody wakes it.
const REST_SECONDS: i64 = 15 * 60;

/// How an address answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pace {
    failures: u32,
    due: i64,
}

impl Pace {
    /// Whether it may be asked now. A clock that was set back must not silence it for longer than it can be asked to.
    pub(super) fn is_due(self, now: i64) -> bool {
        self.due <= now || self.due - now > HOUR_SECONDS
    }

    /// Seconds until then.
    pub(super) fn waits(self, now: i64) -> i64 {
        if self.is_due(now) { 0 } else { self.due - now }
    }

    /// It did not answer as a relay answers.
    pub(super) fn failed(self, now: i64, chance: u64) -> Self {
        let pause = pause(Duration::from_secs(FIRST_SECONDS), self.failures, chance);
        let seconds = i64::try_from(pause.as_secs()).unwrap_or(HOUR_SECONDS);
        Self {
            failures: self.failures.saturating_add(1),
            due: now + seconds.clamp(1, HOUR_SECONDS),
        }
    }

    /// It asked to wait.
    pub(super) fn later(self, now: i64, seconds: u32) -> Self {
        Self {
            due: now + i64::from(seconds).clamp(1, HOUR_SECONDS),
            ..self
        }
    }

    /// Somebody wants it now; what the relay itself asked for is kept to.
    pub(super) fn soon(self) -> Self {
        if self.failures == 0 {
            self
        } else {
            Self::default()
        }
    }
}

/// When a mailbox that rests is asked again: after half to one and a half times a quarter of an hour.
pub(super) fn rest(now: i64, chance: u64) -> i64 {
    now + REST_SECONDS / 2 + i64::try_from(chance % REST_SECONDS.unsigned_abs()).unwrap_or(0)
}

/// When a mailbox is asked again whose trouble only people can mend.
pub(super) fn much_later(now: i64) -> i64 {
    now + HOUR_SECONDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_that_stays_shut_is_knocked_at_less_and_less_and_never_given_up() {
        let mut pace = Pace::default();
        let mut waits = Vec::new();
        for _ in 0..40 {
            pace = pace.failed(1_000, 1 << 40);
            waits.push(pace.waits(1_000));
        }
        assert!(waits[0] <= 8 && waits[0] < waits[3] && waits[3] < waits[6]);
        assert!(waits.iter().all(|wait| (1..=HOUR_SECONDS).contains(wait)));
    }

    #[test]
    fn a_clock_that_was_set_back_silences_nothing() {
        let pace = Pace::default().later(1_000_000, 3_600);
        assert!(!pace.is_due(1_000_001));
        assert!(pace.is_due(10));
    }

    #[test]
    fn a_tap_hurries_what_did_not_work_and_not_what_was_asked_for() {
        let failed = Pace::default().failed(0, 7);
        assert!(failed.soon().is_due(0));
        let asked = Pace::default().later(0, 60);
        assert!(!asked.soon().is_due(0));
    }
}
