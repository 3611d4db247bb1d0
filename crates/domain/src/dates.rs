//! Days laid over the fold: a date can only end a thing, and what has passed does not un-pass (law 7, fold §1.5).
//!
//! The fold reads no clock. Whoever shows something hands in the latest day that this device has ever seen.

use crate::act::{Act, Deed};
use crate::part::Suggestion;
use crate::state::UseLabel;
use crate::time::{Claimed, Day};

/// The latest day that a device has seen; it only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LatestDay(Day);

impl LatestDay {
    /// The day that a device begins with.
    #[must_use]
    pub fn new(day: Day) -> Self {
        Self(day)
    }

    /// Takes a newer day in; an earlier one changes nothing.
    #[must_use]
    pub fn seen(self, today: Day) -> Self {
        Self(self.0.max(today))
    }

    /// The day itself.
    #[must_use]
    pub fn day(self) -> Day {
        self.0
    }

    /// Whether a last day has passed: the day after it has been seen.
    #[must_use]
    pub fn is_past(self, last: Option<Day>) -> bool {
        last.is_some_and(|last| last < self.0)
    }
}

/// A use after the version's last day, by the user's own claimed time, was without a mandate (fold §5).
#[must_use]
pub fn dated_label(label: UseLabel, at: Claimed, version: &Suggestion) -> UseLabel {
    match version.until {
        Some(until) if at.day() > until => UseLabel::WithoutMandate,
        Some(_) | None => label,
    }
}

/// The claimed time that a use names.
#[must_use]
pub fn used_at(act: &Act) -> Option<Claimed> {
    if let Deed::Use { at, .. } = act.header.deed {
        Some(at)
    } else {
        None
    }
}
