//! What a deed asks of its target and of the author's role: readings, "Refusals", 8.
//!
//! Each deed gets a list of demands; the role comes first, then what must have been seen, then the rest as listed.

use countersign_domain::act::{Choice, Deed, Noted, Subject};
use countersign_domain::id::{ActId, DeviceId, PartId, VersionId};
use countersign_domain::part::{PARENT_VERSIONS_MAX, PartKind, Role, Suggestion};
use countersign_domain::refusal::Refusal;

use super::erasing;
use super::relating;
use super::removing;
use super::set::At;
use super::view::View;

/// How near a goal can be at most (design §3, "Parts").
const NEAR_MAX: u8 = 10;

/// One demand: it is met, or the act is refused for this.
pub(super) type Demand = (bool, Refusal);

/// The first demand that is not met.
pub(super) fn judge(past: &View<'_>, at: At) -> Option<Refusal> {
    let role = (
        role_may(past.deed(at), past.author(at)),
        Refusal::NotThisRole,
    );
    let demands = std::iter::once(role).chain(demands(past, at));
    demands
        .into_iter()
        .find_map(|(met, refusal)| (!met).then_some(refusal))
}

fn role_may(deed: &Deed, author: Role) -> bool {
    match deed {
        Deed::NotedYes { .. } | Deed::Hold { .. } | Deed::Use { .. } | Deed::Decide(_) => {
            author == Role::Keyworker
        }
        Deed::Answer {
            choice: Choice::YesPushed,
            ..
        }
        | Deed::FeltPushed { .. }
        | Deed::Seen { .. }
        | Deed::Disagree { .. }
        | Deed::Link { .. }
        | Deed::AnswerUse { .. }
        | Deed::ShareCheckin => author == Role::Client,
        Deed::Found { .. }
        | Deed::Join { .. }
        | Deed::AddDevice { .. }
        | Deed::RemoveDevice { .. }
        | Deed::End
        | Deed::Suggest(_)
        | Deed::Answer { .. }
        | Deed::TakeBack { .. }
        | Deed::SayDifferently { .. }
        | Deed::Reply { .. }
        | Deed::Pause
        | Deed::Resume
        | Deed::Contact { .. }
        | Deed::ContactReply { .. }
        | Deed::ContactContest { .. }
        | Deed::CloseStep { .. }
        | Deed::Hello
        | Deed::Card
        | Deed::Away { .. }
        | Deed::Back { .. }
        | Deed::Meet { .. }
        | Deed::Erase { .. }
        | Deed::AnswerErase { .. }
        | Deed::Receipt { .. }
        | Deed::CopyForRecord
        | Deed::Unknown { .. } => true,
    }
}

fn demands(past: &View<'_>, at: At) -> Vec<Demand> {
    let seen = |is_there: bool| vec![(is_there, Refusal::TargetUnseen)];
    let there = |id: &ActId| past.find(*id).is_some();
    match past.deed(at) {
        Deed::AddDevice { device, .. } => vec![(is_new(past, at, *device), Refusal::DeviceKnown)],
        Deed::RemoveDevice { device, cuts } => removing::demands(past, at, *device, cuts),
        Deed::Suggest(made) => suggesting(past, at, made),
        Deed::Answer {
            version,
            choice,
            reasoned,
            ..
        } => answering(past, at, *version, *choice != Choice::No || *reasoned),
        Deed::TakeBack { version, reasoned } => taking_back(past, at, *version, *reasoned),
        Deed::FeltPushed { version } => taking_back(past, at, *version, true),
        Deed::SayDifferently { version } | Deed::NotedYes { version } => {
            answering(past, at, *version, true)
        }
        Deed::Use { version, .. } => using(past, at, *version),
        Deed::Seen { decision } | Deed::Disagree { decision } => {
            seen(is_subject_decision(past, at, *decision))
        }
        Deed::Link { decision, part } => {
            seen(is_subject_decision(past, at, *decision) && past.part_kind(*part).is_some())
        }
        Deed::Decide(made) => seen(
            made.overrides
                .is_none_or(|part| past.part_kind(part).is_some()),
        ),
        Deed::Hold { noted } => stopping(past, at, *noted == Noted::Pause),
        Deed::Pause | Deed::Resume => stopping(past, at, true),
        Deed::AnswerUse { used, .. } => seen(is_kind(past, *used, |deed| {
            matches!(deed, Deed::Use { .. })
        })),
        Deed::Reply { to, .. } => seen(there(to)),
        Deed::ContactReply { contact } | Deed::ContactContest { contact } => {
            seen(is_kind(past, *contact, |deed| {
                matches!(deed, Deed::Contact { .. })
            }))
        }
        Deed::Contact { mandate, .. } => mandate.map_or_else(Vec::new, |id| meeting(past, id)),
        Deed::AnswerErase { erase, .. } => {
            let by_other = past
                .find(*erase)
                .is_some_and(|erase| past.author(erase) != past.author(at));
            seen(by_other && is_kind(past, *erase, |deed| matches!(deed, Deed::Erase { .. })))
        }
        Deed::Erase { targets } => erasing::demands(past, at, targets),
        Deed::CloseStep { .. } => relating::closing(past, at),
        Deed::Away { from, until } => vec![(until >= from, Refusal::OutOfRange)],
        Deed::Back { away } => relating::coming_back(past, at, *away),
        Deed::Meet { .. } => relating::meeting(past, at),
        Deed::Found { .. }
        | Deed::Join { .. }
        | Deed::End
        | Deed::ShareCheckin
        | Deed::Hello
        | Deed::Card
        | Deed::Receipt { .. }
        | Deed::CopyForRecord
        | Deed::Unknown { .. } => Vec::new(),
    }
}

/// The device to add is known to nobody, and is not the one that adds.
fn is_new(past: &View<'_>, at: At, device: DeviceId) -> bool {
    let known = |act| {
        super::view::granted(past.act(act))
            .iter()
            .any(|(_, known, _)| *known == device)
    };
    past.act(at).header.device != device && !past.counted.iter().any(known)
}

pub(super) fn is_kind(past: &View<'_>, id: ActId, is: impl Fn(&Deed) -> bool) -> bool {
    past.find(id).is_some_and(|at| is(past.deed(at)))
}

fn is_power(past: &View<'_>, id: VersionId) -> bool {
    past.version(id)
        .is_some_and(|(_, made)| made.part_kind.gives_power())
}

fn is_subject_decision(past: &View<'_>, at: At, decision: PartId) -> bool {
    past.subject(at) == Subject::Part(decision)
        && is_kind(past, decision, |deed| matches!(deed, Deed::Decide(_)))
}

/// Suggest.
fn suggesting(past: &View<'_>, at: At, made: &Suggestion) -> Vec<Demand> {
    let named: Vec<VersionId> = made.parents.iter().copied().chain(made.answers).collect();
    let author = past.author(at);
    let is_step = made.part_kind == PartKind::Step;
    let near_fits = made
        .near
        .is_none_or(|near| near <= NEAR_MAX && made.part_kind == PartKind::Goal);
    let step_fits = is_step || (made.doer.is_none() && made.goal.is_none());
    let mut demands = Vec::new();
    if let Subject::Part(part) = past.subject(at) {
        let of_part = |id: &VersionId| {
            past.version(*id)
                .is_some_and(|(version, _)| past.part_of(version) == part)
        };
        let kind = past.part_kind(part);
        let by_other = |id| {
            past.find(id)
                .is_some_and(|version| past.author(version) != author)
        };
        demands.push((kind.is_some(), Refusal::TargetUnseen));
        demands.push((
            named.iter().all(|id| past.version(*id).is_some()),
            Refusal::TargetUnseen,
        ));
        demands.push((goal_seen(past, made), Refusal::TargetUnseen));
        demands.push((kind == Some(made.part_kind), Refusal::OtherPart));
        demands.push((named.iter().all(of_part), Refusal::OtherPart));
        demands.push((made.answers.is_none_or(by_other), Refusal::OtherPart));
    } else {
        demands.push((named.is_empty(), Refusal::TargetUnseen));
        demands.push((goal_seen(past, made), Refusal::TargetUnseen));
    }
    demands.push((author == Role::Client || made.reasoned, Refusal::NoReason));
    let few_parents = made.parents.len() <= PARENT_VERSIONS_MAX;
    demands.push((near_fits && few_parents && step_fits, Refusal::OutOfRange));
    demands
}

fn goal_seen(past: &View<'_>, made: &Suggestion) -> bool {
    made.goal
        .is_none_or(|goal| past.part_kind(goal) == Some(PartKind::Goal))
}

/// Answer, SayDifferently, NotedYes, and what all acts on a version share.
pub(super) fn answering(past: &View<'_>, at: At, id: VersionId, reason_given: bool) -> Vec<Demand> {
    let version = past.version(id);
    let of_part = version
        .is_some_and(|(version, _)| past.subject(at) == Subject::Part(past.part_of(version)));
    vec![
        (version.is_some(), Refusal::TargetUnseen),
        (of_part, Refusal::OtherPart),
        (
            past.author(at) == Role::Client || reason_given,
            Refusal::NoReason,
        ),
    ]
}

/// TakeBack, FeltPushed: there is a yes to take back.
fn taking_back(past: &View<'_>, at: At, id: VersionId, reason_given: bool) -> Vec<Demand> {
    let said_yes = past.version(id).is_some_and(|(version, _)| {
        super::part::Part::of_version(past, version)
            .yes_acts(past.author(at), version)
            .next()
            .is_some()
    });
    let mut demands = answering(past, at, id, reason_given);
    demands.push((said_yes, Refusal::NothingThere));
    demands
}

fn using(past: &View<'_>, at: At, id: VersionId) -> Vec<Demand> {
    let mut demands = answering(past, at, id, true);
    demands.push((is_power(past, id), Refusal::OtherPart));
    demands
}

/// Contact: the mandate it was under, if it names one.
fn meeting(past: &View<'_>, mandate: VersionId) -> Vec<Demand> {
    vec![
        (past.version(mandate).is_some(), Refusal::TargetUnseen),
        (is_power(past, mandate), Refusal::OtherPart),
    ]
}

/// Hold, Pause, Resume on a part: pauses are for mandates and permissions.
fn stopping(past: &View<'_>, at: At, is_pause: bool) -> Vec<Demand> {
    let Subject::Part(part) = past.subject(at) else {
        return Vec::new();
    };
    let kind = past.part_kind(part);
    vec![
        (kind.is_some(), Refusal::TargetUnseen),
        (
            !is_pause || kind.is_some_and(PartKind::gives_power),
            Refusal::OtherPart,
        ),
    ]
}
