//! The one word for a part, what else is true of it, and which versions are open (fold §7, readings "Standing").
//!
//! Who owes an answer is in [`super::owing`].

use std::collections::BTreeSet;

use countersign_domain::act::{Choice, Deed};
use countersign_domain::part::Role;
use countersign_domain::state::{Joined, Standing};

use super::agreed::Agreed;
use super::ending;
use super::part::Part;
use super::set::{At, Set};
use super::stopping;

/// Versions that still stand to be answered beside whatever holds.
pub(super) fn open(part: &Part<'_>, agreed: &Agreed) -> Set {
    part.versions
        .iter()
        .filter(|version| is_open(part, agreed, *version))
        .collect()
}

fn is_open(part: &Part<'_>, agreed: &Agreed, version: At) -> bool {
    let acts = part.view.acts;
    let id = acts.id(version);
    let author = part.view.author(version);
    let stands = |other: At| agreed.has_live_yes(part.view.author(other), other);
    let refused = part.taken_by(author.other(), version).any(|take| {
        let again = part
            .yes_acts(author.other(), version)
            .any(|yes| acts.saw(yes, take) && !part.view.beyond.has(yes));
        agreed.takes.has(take) && !again
    });
    let replaced = part.versions.iter().any(|other| {
        let made = part.made(other);
        (made.parents.contains(&id) || made.answers == Some(id)) && stands(other)
    });
    let outdone = part.versions.iter().any(|other| {
        part.view.author(other) == author && acts.saw(other, version) && stands(other)
    });
    let moved_on = agreed
        .client_yes()
        .iter()
        .any(|(yes, other)| *other != version && acts.saw(*yes, version));
    let holds = agreed.holds == Some(version);
    stands(version) && !holds && !refused && !replaced && !outdone && !moved_on
}

/// The word for a part, and what else is true of it.
pub(super) fn standing(part: &Part<'_>, agreed: &Agreed) -> (Standing, BTreeSet<Standing>) {
    let base = base(part, agreed, &open(part, agreed));
    let mut also: BTreeSet<Standing> = over(part, agreed).into_iter().collect();
    if is_on_hold(part, agreed) {
        also.insert(Standing::OnHold);
    }
    if agreed.holds.is_some() && stopping::is_paused(part) {
        also.insert(Standing::Paused);
    }
    also.insert(base);
    let first = also.pop_first().unwrap_or(base);
    also.remove(&Standing::NotAgreed);
    (first, also)
}

/// Closed, ended with the agreement, and how the part itself was ended: all that apply.
fn over(part: &Part<'_>, agreed: &Agreed) -> Vec<Standing> {
    let view = part.view;
    let ended = part.gives_power() && Role::BOTH.iter().any(|role| view.has_ended(*role));
    let closed = view.is_closed().then_some(Standing::Closed);
    let ended = ended.then_some(Standing::Ended);
    closed
        .into_iter()
        .chain(ended)
        .chain(ended_by(part, agreed))
        .collect()
}

/// After the latest endings; only where nothing is agreed since.
fn ended_by(part: &Part<'_>, agreed: &Agreed) -> Option<Standing> {
    let view = part.view;
    if agreed.holds.is_some() || !agreed.agreed.is_empty() {
        return None;
    }
    let seen_later = |ending: &At| {
        agreed
            .endings
            .iter()
            .any(|later| view.acts.saw(later, *ending))
    };
    let latest = agreed.endings.iter().filter(|ending| !seen_later(ending));
    let words: BTreeSet<Standing> = latest.map(|at| ending::word(view.deed(at))).collect();
    [
        Standing::YesUnderPressure,
        Standing::TakenBack,
        Standing::Ended,
    ]
    .into_iter()
    .find(|word| words.contains(word))
}

fn is_on_hold(part: &Part<'_>, agreed: &Agreed) -> bool {
    part.view.joined() == Joined::Twice
        || stopping::is_held(part, agreed)
        || stopping::is_suspended(part, agreed)
        || !agreed.torn.is_empty()
        || agreed.replaced
        || agreed.candidates.len() > 1
}

/// The word that would stand without ends, holds and pauses.
fn base(part: &Part<'_>, agreed: &Agreed, open: &Set) -> Standing {
    let mut versions = open.iter();
    if agreed.holds.is_some() {
        return if open.is_empty() {
            Standing::BothAgree
        } else {
            Standing::NewSuggestion
        };
    }
    match (versions.next(), versions.next()) {
        (None, _) => Standing::NotAgreed,
        (Some(_), Some(_)) => Standing::TwoSuggestions,
        (Some(only), None) if felt_pushed(part, only) => Standing::YesUnderPressure,
        (Some(only), None) => match part.view.author(only) {
            Role::Client => Standing::WaitingForKeyworker,
            Role::Keyworker => Standing::WaitingForClient,
        },
    }
}

/// The client's latest answer to a version is *yes, under pressure*.
fn felt_pushed(part: &Part<'_>, version: At) -> bool {
    let view = part.view;
    let id = view.acts.id(version);
    let answers: Set = view
        .which(|deed| matches!(deed, Deed::Answer { version, .. } if *version == id))
        .iter()
        .filter(|at| view.author(*at) == Role::Client)
        .collect();
    let is_latest = |at: &At| !answers.iter().any(|later| view.acts.saw(later, *at));
    answers.iter().filter(is_latest).any(|at| {
        matches!(
            view.deed(at),
            Deed::Answer {
                choice: Choice::YesPushed,
                ..
            }
        )
    })
}
