//! Which acts are refused, and why: readings, "Refusals", 1 to 7. Judged in the act's own past only (fold §2.1).
//!
//! What a deed asks of its target and of the author's role (8) is in [`super::target`].

use countersign_domain::act::{Deed, Effect, Noted, Subject};
use countersign_domain::refusal::Refusal;

use super::acts::Acts;
use super::set::At;
use super::target;
use super::view::{View, granted};

/// The first reason that fits, in the order of the readings.
pub(super) fn judge(acts: &Acts<'_>, at: At) -> Option<Refusal> {
    let past = acts.view_of_past(at);
    let rules = [
        other_agreement,
        broken_chain,
        wrong_effect,
        wrong_subject,
        not_founding,
        no_device,
        may_not_join,
        closed,
        target::judge,
    ];
    rules.iter().find_map(|rule| rule(&past, at))
}

/// 1. The header names this agreement; a founding act names none.
fn other_agreement(past: &View<'_>, at: At) -> Option<Refusal> {
    let header = &past.act(at).header;
    let founds = matches!(header.deed, Deed::Found { .. });
    let expected = (!founds).then_some(past.acts.agreement);
    (header.agreement != expected).then_some(Refusal::OtherAgreement)
}

/// 2. `seq` counts on from `prev`; only at 0 an incarnation continues another of the same device.
fn broken_chain(past: &View<'_>, at: At) -> Option<Refusal> {
    let header = &past.act(at).header;
    let own = |id| {
        let before = past
            .acts
            .place(id)
            .filter(|before| past.acts.saw(at, *before))?;
        let before = &past.act(before).header;
        (before.device == header.device).then_some(before)
    };
    let follows = match header.prev {
        None => header.seq == 0,
        Some(prev) => own(prev).is_some_and(|before| {
            before.incarnation == header.incarnation
                && Some(header.seq) == before.seq.checked_add(1)
        }),
    };
    let continues = header.continues.is_none_or(|last| {
        header.seq == 0 && own(last).is_some_and(|last| last.incarnation != header.incarnation)
    });
    (!follows || !continues).then_some(Refusal::BrokenChain)
}

/// 3. The effect is the deed's own.
fn wrong_effect(past: &View<'_>, at: At) -> Option<Refusal> {
    let header = &past.act(at).header;
    let own: Option<Effect> = header.deed.effect(header.subject);
    own.is_some_and(|own| own != header.effect)
        .then_some(Refusal::WrongEffect)
}

/// 4. The subject is one that the deed can have.
fn wrong_subject(past: &View<'_>, at: At) -> Option<Refusal> {
    let subject = past.subject(at);
    let part = matches!(subject, Subject::Part(_));
    let fits = match past.deed(at) {
        Deed::Suggest(_) => part || subject == Subject::New,
        Deed::Decide(_) => subject == Subject::New,
        Deed::Answer { .. }
        | Deed::TakeBack { .. }
        | Deed::FeltPushed { .. }
        | Deed::SayDifferently { .. }
        | Deed::NotedYes { .. }
        | Deed::Use { .. }
        | Deed::Seen { .. }
        | Deed::Disagree { .. }
        | Deed::Link { .. }
        | Deed::CloseStep { .. } => part,
        Deed::Hold { noted } => part || (subject == Subject::All && *noted == Noted::Pause),
        Deed::Pause | Deed::Resume => part || subject == Subject::All,
        Deed::End | Deed::RemoveDevice { .. } => subject == Subject::All,
        Deed::Erase { .. } => part || subject == Subject::None,
        Deed::Unknown { .. } => true,
        Deed::Found { .. }
        | Deed::Join { .. }
        | Deed::AddDevice { .. }
        | Deed::Reply { .. }
        | Deed::AnswerUse { .. }
        | Deed::Contact { .. }
        | Deed::ContactReply { .. }
        | Deed::ContactContest { .. }
        | Deed::ShareCheckin
        | Deed::Hello
        | Deed::Card
        | Deed::Away { .. }
        | Deed::Back { .. }
        | Deed::Meet { .. }
        | Deed::AnswerErase { .. }
        | Deed::Receipt { .. }
        | Deed::CopyForRecord => subject == Subject::None,
    };
    (!fits).then_some(Refusal::WrongSubject)
}

/// 5. There is one founding act, and it saw nothing.
fn not_founding(past: &View<'_>, at: At) -> Option<Refusal> {
    let founds = matches!(past.deed(at), Deed::Found { .. });
    let first = past.acts.past[at].is_empty() && past.acts.id(at) == past.acts.agreement;
    (founds && !first).then_some(Refusal::FoundedAlready)
}

/// 5. Everybody else writes on a device granted to them; a kit only adds and removes devices.
fn no_device(past: &View<'_>, at: At) -> Option<Refusal> {
    let deed = past.deed(at);
    if matches!(deed, Deed::Found { .. } | Deed::Join { .. }) {
        return None;
    }
    if past.acts.grants[at].is_empty() {
        return Some(Refusal::NotTheirDevice);
    }
    let about_devices = matches!(deed, Deed::AddDevice { .. } | Deed::RemoveDevice { .. });
    (past.is_by_kit(at) && !about_devices).then_some(Refusal::KitMayNot)
}

/// 6. One join by the other role, naming the compared key, with keys that nobody has yet.
fn may_not_join(past: &View<'_>, at: At) -> Option<Refusal> {
    let Deed::Join {
        recovery, compared, ..
    } = past.deed(at)
    else {
        return None;
    };
    let founder = past
        .find(past.acts.agreement)
        .map(|found| past.author(found));
    let joined = past.which(|deed| matches!(deed, Deed::Join { .. }));
    if founder == Some(past.author(at)) || !joined.is_empty() {
        return Some(Refusal::JoinedAlready);
    }
    let known: Vec<_> = past
        .counted
        .iter()
        .flat_map(|act| granted(past.act(act)))
        .collect();
    if !known
        .iter()
        .any(|(_, device, kit)| device == compared && !kit)
    {
        return Some(Refusal::ComparedKeyUnknown);
    }
    let own = past.act(at).header.device;
    known
        .iter()
        .any(|(_, device, _)| *device == own || device == recovery)
        .then_some(Refusal::DeviceKnown)
}

/// 7. fold §4.4: closed is final. What tidies up, keeps devices right or takes away still may.
///
/// An end that a later cut voids reopens the agreement, and a take-back made meanwhile must stand (law 4).
fn closed(past: &View<'_>, at: At) -> Option<Refusal> {
    let still = matches!(
        past.deed(at),
        Deed::Receipt { .. }
            | Deed::Erase { .. }
            | Deed::AnswerErase { .. }
            | Deed::RemoveDevice { .. }
            | Deed::AddDevice { .. }
    );
    let takes_away = past.act(at).header.effect == Effect::TakesAway;
    (!still && !takes_away && past.is_closed()).then_some(Refusal::Closed)
}
