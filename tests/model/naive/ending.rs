//! Which take-away ends a part (fold §3.6, readings "Endings").
//!
//! Almost all of it is judged in the take-away's own past, ignoring endings and blocks, and so judged once per act.
//! Only whether the other's yes is concurrent depends on what else is here.

use countersign_domain::act::{Choice, Deed};
use countersign_domain::state::Standing;

use super::acts::Acts;
use super::part::Part;
use super::set::{At, Set};

/// What a take-away stopped, as far as its author saw.
pub(super) struct Stopped {
    /// (a) The version held or was a candidate, torn ones included.
    stood: bool,
    /// (b) Its author had a live yes to it, and it was not replaced.
    half_agreed: bool,
    /// (c) It withdraws one's own suggestion, which the other had not answered.
    withdraws: bool,
    /// The other's take-aways on the version.
    others_noes: Set,
    /// The removals that held.
    removals: Set,
}

/// Judges an act in its own past: for each version it takes away from, what it stopped.
pub(super) fn stopped(acts: &Acts<'_>, at: At) -> Vec<(At, Stopped)> {
    let past = acts.view_of_past(at);
    let versions = &acts.taken[at];
    versions
        .iter()
        .map(|version| {
            (
                version,
                judge(&Part::of_version(&past, version), at, version),
            )
        })
        .collect()
}

fn judge(past: &Part<'_>, at: At, version: At) -> Stopped {
    let author = past.view.author(at);
    let before = past.evaluate_bare();
    // Something else answers what is not agreed, so it can only seem to stop it where endings are ignored; where another
    // version holds, a new suggestion changes nothing (law 2).
    let suggests = matches!(past.view.deed(at), Deed::Suggest(_));
    let beside = suggests && past.evaluate().holds.is_some();
    let candidate = before.candidates.has(version);
    let replaced = before.agreed.has(version) && !candidate;
    Stopped {
        stood: !beside && (before.holds == Some(version) || candidate || before.torn.has(version)),
        half_agreed: before.has_live_yes(author, version) && !replaced,
        withdraws: past.view.author(version) == author && !is_answered(past, version),
        others_noes: past.taken_by(author.other(), version).collect(),
        removals: past.view.removals.clone(),
    }
}

/// The other answered yes, yes under pressure, no or something else.
fn is_answered(past: &Part<'_>, suggestion: At) -> bool {
    let id = past.view.acts.id(suggestion);
    let answers = |deed: &Deed| {
        matches!(deed, Deed::Answer { version, choice, .. }
            if *version == id && *choice != Choice::NotNow)
            || matches!(deed, Deed::Suggest(made) if made.answers == Some(id))
    };
    let other = past.view.author(suggestion).other();
    past.view
        .which(answers)
        .iter()
        .any(|at| past.view.author(at) == other)
}

/// Whether a take-away that is in effect ends the part.
pub(super) fn ends(part: &Part<'_>, take: At) -> bool {
    part.view.acts.taken[take].iter().any(|version| {
        let stopped = &part.view.acts.stopped[&(take, version)];
        let met = || stopped.half_agreed && meets_a_yes(part, take, version, stopped);
        part.versions.has(version) && !stopped.withdraws && (stopped.stood || met())
    })
}

/// For measuring: it ends the part by (b) alone.
pub(super) fn only_meets(part: &Part<'_>, take: At) -> bool {
    let judged = |version| &part.view.acts.stopped[&(take, version)];
    ends(part, take)
        && part.view.acts.taken[take]
            .iter()
            .all(|version| !judged(version).stood)
}

/// For measuring: it only withdraws a suggestion by (c).
pub(super) fn withdraws(part: &Part<'_>, take: At) -> bool {
    let judged = |version| &part.view.acts.stopped[&(take, version)];
    part.view.acts.taken[take]
        .iter()
        .any(|version| judged(version).withdraws)
}

/// (b) The other's yes is concurrent, and neither voided nor taken away as far as the take-away saw.
fn meets_a_yes(part: &Part<'_>, take: At, version: At, stopped: &Stopped) -> bool {
    let acts = part.view.acts;
    let other = part.view.author(take).other();
    part.yes_acts(other, version).any(|yes| {
        acts.concurrent(yes, take)
            && part.view.put_beyond_by(&stopped.removals, yes).is_empty()
            && stopped.others_noes.is_within(&acts.past[yes])
    })
}

/// The word for a part that this take-away ended.
pub(super) fn word(deed: &Deed) -> Standing {
    if matches!(deed, Deed::TakeBack { .. } | Deed::Erase { .. }) {
        Standing::TakenBack
    } else if matches!(deed, Deed::FeltPushed { .. }) {
        Standing::YesUnderPressure
    } else {
        Standing::Ended
    }
}
