//! Makes a failing history smaller: drops acts as long as it still fails.
//!
//! An act goes with all that saw it, or it is taken out of its chain and what saw it is tied to what it saw.

use std::collections::BTreeSet;

use countersign_domain::act::Act;
use countersign_domain::id::ActId;

/// The smallest history that dropping acts one by one leads to and that still fails. The founding act stays.
#[must_use]
pub fn smaller(acts: &[Act], fails: impl Fn(&[Act]) -> bool) -> Vec<Act> {
    let mut best = acts.to_vec();
    loop {
        let before = best.len();
        for at in (1..before).rev() {
            let Some(act) = best.get(at) else { continue };
            let candidates = [
                without_later(&best, act),
                spliced(&best, act),
                left_out(&best, act),
            ];
            if let Some(fewer) = candidates.into_iter().find(|fewer| fails(fewer)) {
                best = fewer;
            }
        }
        if best.len() == before {
            return best;
        }
    }
}

fn saw(act: &Act, gone: &BTreeSet<ActId>) -> bool {
    let header = &act.header;
    header
        .parents
        .iter()
        .chain(&header.prev)
        .chain(&header.continues)
        .any(|id| gone.contains(id))
}

/// Without an act and all that saw it.
fn without_later(acts: &[Act], act: &Act) -> Vec<Act> {
    let mut gone: BTreeSet<ActId> = std::iter::once(act.id).collect();
    loop {
        let more = acts
            .iter()
            .filter(|other| saw(other, &gone) && !gone.contains(&other.id));
        let more: Vec<ActId> = more.map(|other| other.id).collect();
        if more.is_empty() {
            return acts
                .iter()
                .filter(|other| !gone.contains(&other.id))
                .cloned()
                .collect();
        }
        gone.extend(more);
    }
}

/// Without an act; what saw it waits.
fn left_out(acts: &[Act], act: &Act) -> Vec<Act> {
    acts.iter()
        .filter(|other| other.id != act.id)
        .cloned()
        .collect()
}

/// Without an act, as if it had never been written: what saw it is tied to what it saw.
#[must_use]
pub fn spliced(acts: &[Act], act: &Act) -> Vec<Act> {
    let mut rest = left_out(acts, act);
    for other in &mut rest {
        let header = &mut other.header;
        if header.parents.contains(&act.id) {
            header.parents.retain(|parent| *parent != act.id);
            let further: BTreeSet<ActId> = header
                .parents
                .iter()
                .chain(&act.header.parents)
                .copied()
                .collect();
            header.parents = further.into_iter().chain(act.header.prev).collect();
        }
        if header.prev == Some(act.id) {
            header.prev = act.header.prev;
        }
        if header.continues == Some(act.id) {
            header.continues = act.header.prev;
        }
        let same_chain =
            (header.device, header.incarnation) == (act.header.device, act.header.incarnation);
        if same_chain && header.seq > act.header.seq {
            header.seq -= 1;
        }
    }
    rest
}
