//! What the acts of the relationship ask for (decision 0008, "Rules", word for word).
//!
//! A hello and a card ask for nothing but an author of this agreement.

use countersign_domain::act::Deed;
use countersign_domain::id::ActId;
use countersign_domain::part::{Doer, PartKind, Role};
use countersign_domain::refusal::Refusal;
use countersign_domain::relation::Ending;

use super::set::At;
use super::target::{Demand, answering, is_kind};
use super::view::View;

/// The most meetings that one act moves.
const MOVES_MAX: usize = 8;
/// A day has no more minutes.
const MINUTES: u16 = 1_440;

/// One ends an absence of one's own.
pub(super) fn coming_back(past: &View<'_>, at: At, away: ActId) -> Vec<Demand> {
    let own = past
        .find(away)
        .is_some_and(|away| past.author(away) == past.author(at));
    let is_away = is_kind(past, away, |deed| matches!(deed, Deed::Away { .. }));
    vec![(own && is_away, Refusal::TargetUnseen)]
}

/// A step is ended by one who does it, for themselves.
pub(super) fn closing(past: &View<'_>, at: At) -> Vec<Demand> {
    let Deed::CloseStep {
        version,
        ending,
        day,
        reasoned,
    } = past.deed(at)
    else {
        return Vec::new();
    };
    let made = past.version(*version).map(|(_, made)| made);
    let is_step = made.is_some_and(|made| made.part_kind == PartKind::Step);
    let named = made.and_then(|made| made.doer);
    let by_client = past.author(at) == Role::Client;
    let does = match named {
        Some(Doer::Client) => by_client,
        Some(Doer::Keyworker) => !by_client,
        Some(Doer::Both) | None => true,
    };
    let word_needed = !by_client && matches!(ending, Ending::Changed | Ending::NotThisTime);
    let day_fits = day.is_none() || matches!(ending, Ending::Changed);
    // That a reason is given is asked for below, after who does the step.
    let mut demands = answering(past, at, *version, true);
    demands.push((is_step, Refusal::OtherPart));
    demands.push((does, Refusal::NotThisRole));
    demands.push((!word_needed || *reasoned, Refusal::NoReason));
    demands.push((day_fits, Refusal::OutOfRange));
    demands
}

/// What is moved is there, something is called off, and a keyworker says why.
pub(super) fn meeting(past: &View<'_>, at: At) -> Vec<Demand> {
    let Deed::Meet {
        when,
        moves,
        reasoned,
    } = past.deed(at)
    else {
        return Vec::new();
    };
    let there = moves
        .iter()
        .all(|id| is_kind(past, *id, |deed| matches!(deed, Deed::Meet { .. })));
    let takes_place = !moves.is_empty();
    let by_client = past.author(at) == Role::Client;
    let minute = when.and_then(|when| when.minute).unwrap_or(0);
    vec![
        (there, Refusal::TargetUnseen),
        (when.is_some() || takes_place, Refusal::NothingThere),
        (by_client || !takes_place || *reasoned, Refusal::NoReason),
        (
            moves.len() <= MOVES_MAX && minute < MINUTES,
            Refusal::OutOfRange,
        ),
    ]
}
