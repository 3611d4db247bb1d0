//! What an act takes away, and whether that ends its part, as far as its own past tells (fold §3.1, §3.6, §3.9).
//!
//! Computed once, when the act is applied: its past never changes.

use std::collections::BTreeSet;

use crate::act::{Choice, Deed};
use crate::fold::members::Members;
use crate::fold::order::{Index, Order};
use crate::fold::parts::{Ends, Part, Parts, Take, Word, part_of};
use crate::fold::reading::Reading;
use crate::id::ActId;
use crate::state::Standing;

/// The yeses that the act at `at` takes away from its author.
pub(crate) fn takes(order: &Order, members: &Members<'_>, parts: &Parts, at: Index) -> Vec<Take> {
    let act = order.act(at);
    let Some(part) = part_of(act).and_then(|id| parts.get(id)) else {
        return Vec::new();
    };
    let reading = Reading {
        order,
        members,
        part,
    };
    let role = act.header.author;
    targets(&reading, &act.header.deed)
        .into_iter()
        .map(|(version, word)| Take {
            at,
            role,
            version,
            word,
            ends: verdict(&reading, at, version),
        })
        .collect()
}

fn targets(reading: &Reading<'_>, deed: &Deed) -> Vec<(Index, Standing)> {
    let order = reading.order;
    let find = |id: &ActId| order.find(*id);
    match deed {
        Deed::Answer {
            version,
            choice: Choice::No,
            ..
        } => find(version)
            .map(|v| (v, Standing::Ended))
            .into_iter()
            .collect(),
        Deed::TakeBack { version, .. } => find(version)
            .map(|v| (v, Standing::TakenBack))
            .into_iter()
            .collect(),
        Deed::FeltPushed { version } => find(version)
            .map(|v| (v, Standing::YesUnderPressure))
            .into_iter()
            .collect(),
        Deed::Suggest(new) => {
            let answered = new.answers.as_ref().and_then(find);
            let outcome = reading.outcome();
            answered
                .filter(|version| !outcome.agreed(*version))
                .map(|version| (version, Standing::Ended))
                .into_iter()
                .collect()
        }
        Deed::Erase { targets } => {
            let erased: BTreeSet<Index> = targets
                .iter()
                .filter_map(|target| match &order.act(find(target)?).header.deed {
                    Deed::Suggest(_) => find(target),
                    Deed::Answer {
                        version,
                        choice: Choice::Yes,
                        ..
                    } => find(version),
                    _ => None,
                })
                .collect();
            erased
                .into_iter()
                .map(|version| (version, Standing::TakenBack))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn verdict(reading: &Reading<'_>, at: Index, version: Index) -> Ends {
    let author = reading.order.act(at).header.author;
    let own = reading.order.act(version).header.author == author;
    if own && !answered(reading.part, reading, version) {
        return Ends::Never;
    }
    let outcome = reading.ignoring_endings();
    let stood = outcome.holds == Some(version) || outcome.candidates.contains(&version);
    if stood && !only_beside(reading, at) {
        return Ends::Always;
    }
    if outcome.says_yes(author, version) && !outcome.agreed(version) {
        Ends::WithConcurrentYes
    } else {
        Ends::Never
    }
}

/// Something else, said where another version holds, is a new suggestion and changes nothing (law 2), even if its
/// target looks like a candidate once endings are ignored.
fn only_beside(reading: &Reading<'_>, at: Index) -> bool {
    matches!(reading.order.act(at).header.deed, Deed::Suggest(_))
        && reading.outcome().holds.is_some()
}

/// Whether the other person had answered a version yes, no or with something else, as far as one saw.
fn answered(part: &Part, reading: &Reading<'_>, version: Index) -> bool {
    let author = reading.order.act(version).header.author;
    part.answers.iter().any(|answer| {
        answer.version == version
            && answer.role != author
            && reading.members.scope().holds(reading.order, answer.at)
            && matches!(
                answer.with,
                Word::SomethingElse | Word::Choice(Choice::Yes | Choice::YesPushed | Choice::No)
            )
    })
}
