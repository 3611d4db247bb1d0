//! What is agreed and which version holds (fold §3.2 to §3.5, readings "Yes", "Which one holds", "what yields").
//!
//! Pauses, holds of a pause, ends and joins stop what holds from being in force; they are in [`super::stopping`].

use std::collections::BTreeMap;

use countersign_domain::part::Role;

use super::ending;
use super::part::Part;
use super::set::{At, Set};
use super::torn;

/// Which rules are looked at.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) endings: bool,
    pub(super) blocks: bool,
}

/// What is agreed in a part.
#[derive(Default)]
pub(super) struct Agreed {
    /// Take-aways that are in effect.
    pub(super) takes: Set,
    /// Those of them that end the part.
    pub(super) endings: Set,
    /// Live yes acts, by person and version.
    pub(super) live: BTreeMap<(Role, At), Set>,
    /// Versions to which both have a live yes.
    pub(super) agreed: Set,
    /// Versions whose client-yes nothing has beaten.
    pub(super) candidates: Set,
    /// Versions with a torn yes that blocks (fold §3.5).
    pub(super) torn: Set,
    /// A cut took away a yes that had replaced an older version (fold §2.6).
    pub(super) replaced: bool,
    /// The version that holds.
    pub(super) holds: Option<At>,
    /// A noted no or take-back stands (fold §4.2).
    pub(super) held: bool,
}

impl Agreed {
    /// Whether this person has a live yes to this version.
    pub(super) fn has_live_yes(&self, role: Role, version: At) -> bool {
        self.live_yes(role, version).next().is_some()
    }

    /// This person's live yes acts to a version.
    pub(super) fn live_yes(&self, role: Role, version: At) -> impl Iterator<Item = At> + '_ {
        self.live
            .get(&(role, version))
            .into_iter()
            .flat_map(Set::iter)
    }

    /// *L* of the readings: live client-yes acts to agreed versions.
    pub(super) fn client_yes(&self) -> Vec<(At, At)> {
        let yes_to = |version| {
            self.live_yes(Role::Client, version)
                .map(move |yes| (yes, version))
        };
        self.agreed.iter().flat_map(yes_to).collect()
    }
}

/// What is agreed. Noted noes, and take-aways beyond a cut, first have to see whether they yield.
pub(super) fn agree(part: &Part<'_>, rules: Rules) -> Agreed {
    let acts = part.view.acts;
    let takes = part.taken();
    let beyond: Set = takes
        .iter()
        .filter(|at| part.view.beyond.has(*at))
        .collect();
    let noted = part.noted_noes();
    let would = weigh(part, &takes.without(&beyond), rules);
    let answered = |role, seen: &Set| {
        let mut yes = would
            .holds
            .into_iter()
            .flat_map(|version| would.live_yes(role, version));
        yes.any(|yes| seen.is_within(&acts.past[yes]))
    };
    let yields = |take: &At| answered(part.view.author(*take), &part.view.put_beyond(*take));
    let yielding: Set = beyond.iter().filter(yields).collect();
    let lifted = |hold| answered(Role::Client, &std::iter::once(hold).collect());
    let held = noted.iter().any(|hold| !lifted(hold));
    Agreed {
        held,
        ..weigh(part, &takes.without(&yielding), rules)
    }
}

/// What is agreed with exactly these take-aways in effect.
fn weigh(part: &Part<'_>, takes: &Set, rules: Rules) -> Agreed {
    let ending = |take: &At| rules.endings && ending::ends(part, *take);
    let mut state = Agreed {
        takes: takes.clone(),
        endings: takes.iter().filter(ending).collect(),
        ..Agreed::default()
    };
    for version in part.versions.iter() {
        for role in Role::BOTH {
            let live = part.yes_acts(role, version);
            let live: Set = live
                .filter(|yes| is_live(part, &state, *yes, version))
                .collect();
            if !live.is_empty() {
                state.live.insert((role, version), live);
            }
        }
    }
    let both = |version: &At| {
        Role::BOTH
            .iter()
            .all(|role| state.has_live_yes(*role, *version))
    };
    state.agreed = part.versions.iter().filter(both).collect();
    choose(part, &mut state, rules);
    state
}

/// fold §3.2: a yes is live if it saw every act that took it away, and every ending of the part.
fn is_live(part: &Part<'_>, state: &Agreed, yes: At, version: At) -> bool {
    let acts = part.view.acts;
    let own = part.taken_by(part.view.author(yes), version);
    !part.view.beyond.has(yes)
        && own
            .filter(|take| state.takes.has(*take))
            .all(|take| acts.saw(yes, take))
        && state.endings.is_within(&acts.past[yes])
}

/// fold §3.4, §3.5: which agreed version holds.
fn choose(part: &Part<'_>, state: &mut Agreed, rules: Rules) {
    let all = state.client_yes();
    let first = unbeaten(part, &all);
    state.candidates = first.iter().map(|(_, version)| *version).collect();
    if part.gives_power() {
        state.torn = torn::torn_versions(part, state);
        let only = state
            .candidates
            .iter()
            .next()
            .filter(|_| state.candidates.len() == 1);
        let blocked = rules.blocks && !state.torn.is_empty();
        let would = only.filter(|_| !blocked);
        state.replaced = rules.blocks && torn::is_replaced_block(part, state, would);
        state.holds = would.filter(|_| !state.replaced);
    } else {
        state.holds = earlier(part, all);
    }
}

/// Yes acts that no yes to another version saw.
fn unbeaten(part: &Part<'_>, all: &[(At, At)]) -> Vec<(At, At)> {
    let beats = |(yes, version): (At, At), (later, other): (At, At)| {
        other != version && part.view.acts.saw(later, yes)
    };
    all.iter()
        .copied()
        .filter(|one| !all.iter().any(|other| beats(*one, *other)))
        .collect()
}

/// fold §3.5, where no power is given: with several candidates, the version that held before them.
fn earlier(part: &Part<'_>, mut all: Vec<(At, At)>) -> Option<At> {
    loop {
        let top = unbeaten(part, &all);
        let candidates: Set = top.iter().map(|(_, version)| *version).collect();
        if candidates.len() <= 1 {
            return candidates.iter().next();
        }
        all.retain(|(yes, _)| {
            top.iter()
                .all(|(later, _)| part.view.acts.saw(*later, *yes))
        });
    }
}
