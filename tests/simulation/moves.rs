//! What a person might do next, by chance, from what their device shows. Most of it is allowed; some is not, and then
//! must change nothing.

use countersign_domain::act::{Choice, Cut, Noted};
use countersign_domain::part::{Decision, Suggestion};
use countersign_domain::{
    ActId, Agreement, Claimed, Deed, DeviceId, PartId, PartKind, Role, Subject, VersionId,
};

use crate::dice::Dice;
use crate::machine::Machine;

pub(crate) type Move = (Subject, Deed, Option<String>);

const KINDS: [PartKind; 6] = [
    PartKind::Mandate,
    PartKind::Permission,
    PartKind::Goal,
    PartKind::Step,
    PartKind::Purpose,
    PartKind::Arrangement,
];

/// Any deed of any kind.
pub(crate) fn any(machine: &Machine, dice: &mut Dice) -> Move {
    let agreement = machine.replica.agreement();
    let role = machine.replica.role();
    match dice.below(20) {
        0..4 => suggest(agreement, role, dice),
        4..11 => about_a_version(agreement, role, dice),
        11..14 => about_power(agreement, dice),
        14..16 => about_a_decision(agreement, dice),
        _ => beside(agreement, role, dice),
    }
}

fn suggest(agreement: &Agreement, role: Role, dice: &mut Dice) -> Move {
    let mut suggestion = Suggestion {
        part_kind: *dice.pick(&KINDS).unwrap(),
        parents: Vec::new(),
        answers: None,
        language: "en".to_owned(),
        until: None,
        by: None,
        near: None,
        doer: None,
        goal: None,
        reasoned: role == Role::Keyworker,
        carried: false,
    };
    let mut subject = Subject::New;
    if let Some((part, version)) = a_version(agreement, dice).filter(|_| !dice.one_in(3)) {
        subject = Subject::Part(part);
        suggestion.part_kind = agreement.part(part).unwrap().kind;
        suggestion.parents = vec![version];
        let author = agreement.act(version).map(|act| act.header.author);
        suggestion.answers = (author == Some(role.other()) && dice.one_in(2)).then_some(version);
    }
    (
        subject,
        Deed::Suggest(suggestion),
        Some(format!("words {}", dice.next())),
    )
}

fn about_a_version(agreement: &Agreement, role: Role, dice: &mut Dice) -> Move {
    let Some((part, version)) = a_version(agreement, dice) else {
        return suggest(agreement, role, dice);
    };
    let reasoned = role == Role::Keyworker;
    let answer = |choice| Deed::Answer {
        version,
        choice,
        day: None,
        reasoned,
    };
    let deed = match dice.below(12) {
        0..5 => answer(Choice::Yes),
        5 => answer(Choice::No),
        6 => answer(Choice::NotNow),
        7 => answer(Choice::YesPushed),
        8 | 9 => Deed::TakeBack { version, reasoned },
        10 => Deed::FeltPushed { version },
        _ => Deed::SayDifferently { version },
    };
    (Subject::Part(part), deed, Some("words".to_owned()))
}

fn about_power(agreement: &Agreement, dice: &mut Dice) -> Move {
    let some = a_version(agreement, dice);
    let subject = match some {
        Some((part, _)) if !dice.one_in(3) => Subject::Part(part),
        _ => Subject::All,
    };
    let noted = *dice
        .pick(&[Noted::No, Noted::TakeBack, Noted::Pause])
        .unwrap();
    let deed = match (dice.below(7), some) {
        (0, _) => Deed::Pause,
        (1, _) => Deed::Resume,
        (2, _) => Deed::Hold { noted },
        (3, Some((_, version))) => Deed::NotedYes { version },
        (_, Some((_, version))) => Deed::Use {
            version,
            at: Claimed(0),
        },
        (_, None) => Deed::Pause,
    };
    (subject, deed, None)
}

fn about_a_decision(agreement: &Agreement, dice: &mut Dice) -> Move {
    let decisions: Vec<PartId> = agreement.decision_ids().collect();
    let Some(&decision) = dice.pick(&decisions).filter(|_| decisions.len() > 1) else {
        let decision = Decision {
            overrides: a_version(agreement, dice).map(|(part, _)| part),
            language: "en".to_owned(),
            until: None,
            appeal_until: None,
        };
        return (
            Subject::New,
            Deed::Decide(decision),
            Some("the court said".to_owned()),
        );
    };
    let part = a_version(agreement, dice).map_or(decision, |(part, _)| part);
    let deed = match dice.below(3) {
        0 => Deed::Seen { decision },
        1 => Deed::Disagree { decision },
        _ => Deed::Link { decision, part },
    };
    (Subject::Part(decision), deed, None)
}

fn beside(agreement: &Agreement, role: Role, dice: &mut Dice) -> Move {
    let acts: Vec<ActId> = agreement.acts().map(|act| act.id).collect();
    let act = *dice.pick(&acts).unwrap();
    let erased = || {
        let header = &agreement.act(act).unwrap().header;
        let is_version = matches!(header.deed, Deed::Suggest(_));
        let is_words = is_version || matches!(header.deed, Deed::Answer { .. });
        match header.subject {
            Subject::New if is_version => Subject::Part(act),
            Subject::Part(part) if is_words => Subject::Part(part),
            Subject::New | Subject::Part(_) | Subject::None | Subject::All => Subject::None,
        }
    };
    let words = Some("words".to_owned());
    match dice.below(12) {
        0 => (
            Subject::None,
            Deed::AnswerUse {
                used: act,
                fine: dice.one_in(2),
            },
            None,
        ),
        1 => (Subject::None, Deed::Reply { to: act, day: None }, words),
        2 => (
            Subject::None,
            Deed::Contact {
                mandate: None,
                at: Claimed(0),
            },
            words,
        ),
        3 => (Subject::None, Deed::ContactReply { contact: act }, words),
        4 => (Subject::None, Deed::ContactContest { contact: act }, words),
        5 => (Subject::None, Deed::ShareCheckin, words),
        6 | 7 => (erased(), Deed::Erase { targets: vec![act] }, None),
        8 => (
            Subject::None,
            Deed::AnswerErase {
                erase: act,
                kept: dice.one_in(2),
            },
            None,
        ),
        9 if dice.one_in(6) => (Subject::All, Deed::End, None),
        10 => (Subject::None, Deed::CopyForRecord, words),
        _ => suggest(agreement, role, dice),
    }
}

fn a_version(agreement: &Agreement, dice: &mut Dice) -> Option<(PartId, VersionId)> {
    let parts: Vec<PartId> = agreement.part_ids().collect();
    let part = *dice.pick(&parts)?;
    let versions: Vec<VersionId> = agreement.part(part)?.versions.into_keys().collect();
    Some((part, *dice.pick(&versions)?))
}

/// A removal of one of the person's other devices, with a cut somewhere in each of its incarnations.
pub(crate) fn removal(machine: &Machine, by_kit: bool, dice: &mut Dice) -> Option<Deed> {
    let agreement = machine.replica.agreement();
    let role = machine.replica.role();
    let devices = agreement.devices();
    let mine: Vec<DeviceId> = devices
        .iter()
        .filter(|(device, state)| {
            state.owner == role && !state.kit && (by_kit || **device != machine.device())
        })
        .map(|(device, _)| *device)
        .collect();
    let device = *dice.pick(&mine)?;
    let mut cuts: Vec<Cut> = Vec::new();
    for act in agreement.acts().filter(|act| act.header.device == device) {
        let incarnation = act.header.incarnation;
        match cuts.iter_mut().find(|cut| cut.incarnation == incarnation) {
            Some(cut) if !dice.one_in(3) => cut.last = act.id,
            Some(_) => {}
            None => cuts.push(Cut {
                incarnation,
                last: act.id,
            }),
        }
    }
    Some(Deed::RemoveDevice { device, cuts })
}
