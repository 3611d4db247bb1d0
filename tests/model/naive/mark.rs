//! Corners of the rules that a state does not name, so that a test can see whether random histories reach them.

use std::collections::BTreeSet;

use countersign_domain::act::{Act, Deed, Noted};
use countersign_domain::id::AgreementId;

use super::acts::Acts;
use super::ending;
use super::part::Part;
use super::set::Set;
use super::stopping;
use super::view::View;

/// A corner of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// One person's torn answers block a mandate or permission (fold §3.5).
    Torn,
    /// A cut took away a yes that had replaced an older version (fold §2.6).
    Replaced,
    /// Several candidates for a mandate or permission: none holds (fold §3.5).
    Candidates,
    /// Several candidates elsewhere: the version before them holds (fold §3.5).
    Earlier,
    /// A noted no or take-back stands (fold §4.2).
    NotedNo,
    /// A noted no or take-back was lifted by the client's own yes (fold §4.2).
    NotedNoLifted,
    /// A noted pause stands (fold §4.2).
    NotedPause,
    /// Something that waits, or is unknown, suspends (fold §1.3, §2.7).
    Suspended,
    /// A pause is in effect on what holds (fold §4.1).
    Paused,
    /// A take-away beyond a cut is in effect (fold §2.5).
    TakeBeyondStands,
    /// A take-away beyond a cut yielded (fold §2.5).
    TakeBeyondYields,
    /// A removal only pauses (fold §2.4).
    RemovalPauses,
    /// An end beyond a cut only pauses (fold §2.5).
    EndPauses,
    /// A take-away ended a part only because the other's yes was concurrent (fold §3.6).
    EndedByMeeting,
    /// The withdrawal of one's own suggestion ended nothing (fold §3.6).
    Withdrawn,
    /// A version holds in a part that had ended before (fold §3.7).
    AgreedAnew,
}

/// The corners that these acts reach.
#[must_use]
pub fn marks(agreement: AgreementId, acts: &[Act]) -> BTreeSet<Mark> {
    let acts = Acts::new(agreement, acts);
    let view = View::over(&acts, &Set::below(acts.count()), &Set::default());
    let removals = view.which(|deed| matches!(deed, Deed::RemoveDevice { .. }));
    let ends = view.which(|deed| matches!(deed, Deed::End));
    let whole = [
        (
            Mark::RemovalPauses,
            !removals.without(&view.removals).is_empty(),
        ),
        (Mark::EndPauses, ends.iter().any(|end| view.beyond.has(end))),
    ];
    let suggested = view.which(|deed| matches!(deed, Deed::Suggest(_)));
    let parts = suggested
        .iter()
        .filter_map(|first| Part::of(&view, acts.id(first)));
    let per_part = parts.flat_map(|part| marks_of(&part));
    per_part
        .chain(whole)
        .filter_map(|(mark, is)| is.then_some(mark))
        .collect()
}

fn marks_of(part: &Part<'_>) -> Vec<(Mark, bool)> {
    let view = part.view;
    let agreed = part.evaluate();
    let power = part.gives_power();
    let several = agreed.candidates.len() > 1;
    let beyond = part
        .taken()
        .iter()
        .filter(|take| view.beyond.has(*take))
        .collect::<Set>();
    let noted_pause = view.which(|deed| {
        matches!(
            deed,
            Deed::Hold {
                noted: Noted::Pause
            }
        )
    });
    let met = agreed
        .endings
        .iter()
        .any(|take| ending::only_meets(part, take));
    let withdrawn = agreed
        .takes
        .iter()
        .any(|take| ending::withdraws(part, take));
    vec![
        (Mark::Torn, !agreed.torn.is_empty()),
        (Mark::Replaced, agreed.replaced),
        (Mark::Candidates, several && power),
        (Mark::Earlier, several && !power && agreed.holds.is_some()),
        (Mark::NotedNo, agreed.held),
        (
            Mark::NotedNoLifted,
            !agreed.held && !part.noted_noes().is_empty(),
        ),
        (
            Mark::NotedPause,
            !noted_pause.is_empty() && stopping::is_held(part, &agreed),
        ),
        (Mark::Suspended, stopping::is_suspended(part, &agreed)),
        (
            Mark::Paused,
            agreed.holds.is_some() && stopping::is_paused(part),
        ),
        (
            Mark::TakeBeyondStands,
            beyond.iter().any(|take| agreed.takes.has(take)),
        ),
        (Mark::TakeBeyondYields, !beyond.is_within(&agreed.takes)),
        (Mark::EndedByMeeting, met),
        (Mark::Withdrawn, withdrawn),
        (
            Mark::AgreedAnew,
            agreed.holds.is_some() && !agreed.endings.is_empty(),
        ),
    ]
}
