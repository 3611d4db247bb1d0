//! Random histories of one agreement: plausible, and nasty on purpose.
//!
//! Several copies each hold a causally closed set of acts, act on their heads, and exchange parts of what they hold.
//! So forks, removals, late joins, pauses and take-backs meet in ways that no hand-written story would think of.
//! The same seed and size give the same history. No signatures, no bodies: the fold reads neither.

use countersign_domain::act::Act;

mod chance;
mod copies;
mod deeds;
mod devices;
mod journal;
mod nasty;
mod relating;
mod smaller;
mod speaking;
mod words;

use copies::Centre;

pub use chance::Chance;
pub use smaller::{smaller, spliced};
pub use speaking::{heads, said};

/// A history of about `size` acts in the order they were made; the first is the founding act.
#[must_use]
pub fn random(seed: u64, size: usize) -> Vec<Act> {
    let mut centre = Centre::open(seed, size);
    while centre.acts.len() < size {
        centre.live_a_moment();
    }
    centre.acts
}

/// The same acts in another order, some of them twice.
#[must_use]
pub fn shuffled(acts: &[Act], chance: &mut Chance) -> Vec<Act> {
    let mut order = acts.to_vec();
    for _ in 0..acts.len() / 4 {
        order.extend(chance.pick(acts).cloned());
    }
    for at in (1..order.len()).rev() {
        order.swap(at, chance.below(at + 1));
    }
    order
}

/// What somebody has of a history when some of it never came; the founding act always has.
#[must_use]
pub fn with_gaps(acts: &[Act], chance: &mut Chance) -> Vec<Act> {
    let lost = 2 + chance.below(20);
    let mut kept = Vec::new();
    for (at, act) in acts.iter().enumerate() {
        if at == 0 || !chance.one_in(lost) {
            kept.push(act.clone());
        }
    }
    kept
}
