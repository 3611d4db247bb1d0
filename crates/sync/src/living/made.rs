//! What every operation of a document made, so that a change can be judged before Automerge sees it.
//!
//! Automerge takes operations that name things which are not there, or which are something else, and panics later or
//! shows nonsense. Here each name is looked up, and only in the change's own past: so every device judges alike,
//! whatever else it has.

use std::collections::BTreeMap;

use countersign_domain::Role;

use super::read::Actor;

/// An operation: who made it, and its number.
pub(crate) type Place = (Actor, u64);

/// How far a change's past reaches, by actor.
pub(crate) type Past = BTreeMap<Actor, u64>;

/// What an operation made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// A text of a draft: title or words. Both people write in it.
    Text,
    /// The map of an agenda's items.
    Items,
    /// The map of each person's "must".
    Musts,
    /// An item of an agenda, a text. Only whoever added it writes in it.
    Item(Role),
    /// A letter in this text.
    Letter(Place),
    /// A "must" of this person.
    Must(Role),
}

/// Operations that stand one behind the other and made the same.
#[derive(Debug, Clone, Copy)]
struct Run {
    count: u64,
    made: Made,
    /// Of the change that they stand in.
    seq: u64,
}

/// What all operations made that are in a document.
#[derive(Clone, Default)]
pub(crate) struct Makings {
    runs: BTreeMap<Place, Run>,
}

impl Makings {
    /// Notes what operations made.
    pub(crate) fn put(&mut self, first: Place, count: u64, made: Made, seq: u64) {
        self.runs.insert(first, Run { count, made, seq });
    }

    /// Takes over what a change made.
    pub(crate) fn extend(&mut self, other: Self) {
        self.runs.extend(other.runs);
    }

    /// What an operation made, and how many more from it on made the same; `None` unless it is in the past.
    pub(crate) fn found(&self, place: Place, past: &Past) -> Option<(Made, u64)> {
        let (first, run) = self.runs.range(..=place).next_back()?;
        let (actor, counter) = place;
        let left = run.count.checked_sub(counter.checked_sub(first.1)?)?;
        let seen = past.get(&actor).is_some_and(|seq| run.seq <= *seq);
        (first.0 == actor && left > 0 && seen).then_some((run.made, left))
    }

    /// Every item that was ever added, removed or not.
    pub(crate) fn items(&self) -> impl Iterator<Item = (Place, Role)> {
        self.runs.iter().filter_map(|(place, run)| {
            if let Made::Item(role) = run.made {
                Some((*place, role))
            } else {
                None
            }
        })
    }
}
