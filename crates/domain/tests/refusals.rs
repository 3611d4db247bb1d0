//! The refusal table: author × deed × state, every cell (design §2, `docs/decisions/0003-readings-of-the-fold.md`).
//!
//! One row a deed. The columns are who does it and when; `ok` is no refusal. A deed that the table does not name
//! fails the last test, so that a new kind cannot come in without its row.

mod stage;

use std::collections::BTreeSet;

use countersign_domain::Refusal;
use countersign_domain::act::{Choice, Deed, Effect, Noted, Subject};
use countersign_domain::part::Decision;
use countersign_domain::relation::Ending;
use countersign_domain::{Claimed, PartKind, Role};
use stage::*;

/// When somebody does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// Both are here, and one of everything lies on the table.
    Together,
    /// Both have ended.
    Closed,
}

type Make = fn(Props) -> (Subject, Deed);

/// Name, deed, and what becomes of it: client together, keyworker together, client closed, keyworker closed.
type Row = (&'static str, Make, [Option<Refusal>; 4]);

const OK: Option<Refusal> = None;
const ROLE: Option<Refusal> = Some(Refusal::NotThisRole);
const SHUT: Option<Refusal> = Some(Refusal::Closed);

fn decision() -> Decision {
    Decision {
        overrides: None,
        language: "en".into(),
        until: None,
        appeal_until: None,
    }
}

#[rustfmt::skip]
fn table() -> Vec<Row> {
    use Refusal::*;
    let founded = Some(FoundedAlready);
    let joined = Some(JoinedAlready);
    vec![
        ("found", |_| (Subject::None, founding()), [founded; 4]),
        ("join", |_| (Subject::None, joining()), [joined; 4]),
        ("add", |_| (Subject::None, adding(TABLET)), [OK; 4]),
        ("remove another's", |_| (Subject::All, removing(LAPTOP)), [Some(NotOwnDevice), Some(CutsOwnGround), Some(NotOwnDevice), Some(CutsOwnGround)]),
        ("end", |_| (Subject::All, Deed::End), [OK, OK, OK, OK]),
        ("suggest", |_| (Subject::New, Deed::Suggest(plain(PartKind::Goal))), [OK, OK, SHUT, SHUT]),
        ("yes", |p| (Subject::Part(p.goal), answer(p.goal, Choice::Yes)), [OK, OK, SHUT, SHUT]),
        ("yes, pushed", |p| (Subject::Part(p.goal), answer(p.goal, Choice::YesPushed)), [OK, ROLE, SHUT, SHUT]),
        ("no", |p| (Subject::Part(p.goal), answer(p.goal, Choice::No)), [OK, OK, OK, OK]),
        ("not now", |p| (Subject::Part(p.goal), answer(p.goal, Choice::NotNow)), [OK, OK, SHUT, SHUT]),
        ("take back", |p| (Subject::Part(p.goal), take_back(p.goal)), [OK, OK, OK, OK]),
        ("felt pushed", |p| (Subject::Part(p.goal), Deed::FeltPushed { version: p.goal }), [OK, ROLE, OK, ROLE]),
        ("say it differently", |p| { (Subject::Part(p.goal), Deed::SayDifferently { version: p.goal }) }, [OK, OK, SHUT, SHUT]),
        ("reply", |p| { (Subject::None, Deed::Reply { to: p.no, day: None}) }, [OK, OK, SHUT, SHUT]),
        ("decide", |_| (Subject::New, Deed::Decide(decision())), [ROLE, OK, SHUT, SHUT]),
        ("seen", |p| { (Subject::Part(p.decision), Deed::Seen { decision: p.decision}) }, [OK, ROLE, SHUT, SHUT]),
        ("disagree", |p| { (Subject::Part(p.decision), Deed::Disagree { decision: p.decision}) }, [OK, ROLE, SHUT, SHUT]),
        ("link", |p| { (Subject::Part(p.decision), Deed::Link { decision: p.decision, part: p.goal}) }, [OK, ROLE, SHUT, SHUT]),
        ("hold a no", |p| (Subject::Part(p.goal), Deed::Hold { noted: Noted::No }), [ROLE, OK, ROLE, OK]),
        ("hold a take-back", |p| { (Subject::Part(p.goal), Deed::Hold { noted: Noted::TakeBack}) }, [ROLE, OK, ROLE, OK]),
        ("hold a pause", |_| { (Subject::All, Deed::Hold { noted: Noted::Pause}) }, [ROLE, OK, ROLE, OK]),
        ("noted yes", |p| (Subject::Part(p.goal), Deed::NotedYes { version: p.goal }), [ROLE, OK, SHUT, SHUT]),
        ("use", |p| { (Subject::Part(p.mandate), Deed::Use { version: p.mandate, at: Claimed(0)}) }, [ROLE, OK, SHUT, SHUT]),
        ("answer a use", |p| { (Subject::None, Deed::AnswerUse { used: p.used, fine: false}) }, [OK, ROLE, SHUT, SHUT]),
        ("pause", |p| (Subject::Part(p.mandate), Deed::Pause), [OK, OK, OK, OK]),
        ("pause all", |_| (Subject::All, Deed::Pause), [OK, OK, OK, OK]),
        ("resume", |_| (Subject::All, Deed::Resume), [OK, OK, SHUT, SHUT]),
        ("contact", |_| { (Subject::None, Deed::Contact { mandate: None, at: Claimed(0)}) }, [OK, OK, SHUT, SHUT]),
        ("contact under a mandate", |p| { (Subject::None, Deed::Contact { mandate: Some(p.mandate), at: Claimed(0)}) }, [OK, OK, SHUT, SHUT]),
        ("contact reply", |p| (Subject::None, Deed::ContactReply { contact: p.contact }), [OK, OK, SHUT, SHUT]),
        ("contact contest", |p| (Subject::None, Deed::ContactContest { contact: p.contact }), [OK, OK, SHUT, SHUT]),
        ("share a check-in", |_| (Subject::None, Deed::ShareCheckin), [OK, ROLE, SHUT, SHUT]),
        ("end a step of both", |p| (Subject::Part(p.step), closing(p.step, Ending::NotThisTime)), [OK, OK, SHUT, SHUT]),
        ("end her step", |p| (Subject::Part(p.hers), closing(p.hers, Ending::Done)), [OK, ROLE, SHUT, SHUT]),
        ("end a promise", |p| (Subject::Part(p.promise), closing(p.promise, Ending::Done)), [ROLE, OK, SHUT, SHUT]),
        ("hello", |_| (Subject::None, Deed::Hello), [OK, OK, SHUT, SHUT]),
        ("card", |_| (Subject::None, Deed::Card), [OK, OK, SHUT, SHUT]),
        ("away", |_| (Subject::None, going_away()), [OK, OK, SHUT, SHUT]),
        ("back", |p| (Subject::None, Deed::Back { away: p.away }), [Some(TargetUnseen), OK, SHUT, SHUT]),
        ("meet", |_| (Subject::None, meeting_on(Some(DAY), vec![])), [OK, OK, SHUT, SHUT]),
        ("move a meeting", |p| (Subject::None, meeting_on(Some(DAY), vec![p.meeting])), [OK, OK, SHUT, SHUT]),
        ("call off a meeting", |p| (Subject::None, meeting_on(None, vec![p.meeting])), [OK, OK, SHUT, SHUT]),
        ("erase a hello", |p| { (Subject::None, Deed::Erase { targets: vec![p.hello]}) }, [OK; 4]),
        ("erase an absence", |p| { (Subject::None, Deed::Erase { targets: vec![p.away]}) }, [OK; 4]),
        ("erase a card", |p| { (Subject::None, Deed::Erase { targets: vec![p.card]}) }, [OK, Some(MayNotErase), OK, Some(MayNotErase)]),
        ("erase the end of a promise", |p| { (Subject::None, Deed::Erase { targets: vec![p.kept]}) }, [OK, Some(MayNotErase), OK, Some(MayNotErase)]),
        ("erase a meeting", |p| { (Subject::None, Deed::Erase { targets: vec![p.meeting]}) }, [OK, Some(MayNotErase), OK, Some(MayNotErase)]),
        ("erase a suggestion that was answered", |p| { (Subject::Part(p.goal), Deed::Erase { targets: vec![p.goal]}) }, [OK, Some(MayNotErase), OK, Some(MayNotErase)]),
        ("erase a contact", |p| { (Subject::None, Deed::Erase { targets: vec![p.contact]}) }, [OK, Some(MayNotErase), OK, Some(MayNotErase)]),
        ("erase a use", |p| { (Subject::Part(p.mandate), Deed::Erase { targets: vec![p.used]}) }, [Some(OtherPart); 4]),
        ("answer an erasure", |p| { (Subject::None, Deed::AnswerErase { erase: p.erase, kept: true}) }, [Some(TargetUnseen), OK, Some(TargetUnseen), OK]),
        ("receipt", |_| (Subject::None, Deed::Receipt { received: vec![] }), [OK; 4]),
        ("copy for the record", |_| (Subject::None, Deed::CopyForRecord), [OK, OK, SHUT, SHUT]),
        ("unknown", |_| (Subject::None, Deed::Unknown { code: 999 }), [OK, OK, SHUT, SHUT]),
    ]
}

fn closed(stage: &mut Stage) {
    stage.does(PHONE, Subject::All, Deed::End);
    stage.does(LAPTOP, Subject::All, Deed::End);
}

#[test]
fn every_deed_by_either_person_in_every_state() {
    for (name, make, expected) in table() {
        let cells = [
            (PHONE, When::Together),
            (LAPTOP, When::Together),
            (PHONE, When::Closed),
            (LAPTOP, When::Closed),
        ];
        for ((device, when), expected) in cells.into_iter().zip(expected) {
            let mut stage = Stage::together();
            let props = props(&mut stage);
            if when == When::Closed {
                closed(&mut stage);
            }
            let (subject, deed) = make(props);
            let given = refusal_of(&mut stage, device, subject, deed);
            let who = owner(device);
            // A founder's Join and a joiner's Found meet the same refusals as the others' would.
            assert_eq!(given, expected, "{name} by {who:?}, {when:?}");
        }
    }
}

#[test]
fn a_stranger_does_nothing_and_a_kit_only_adds_and_removes() {
    for (name, make, _) in table() {
        let mut stage = Stage::together();
        let (subject, deed) = make(props(&mut stage));
        let membership = matches!(deed, Deed::AddDevice { .. } | Deed::RemoveDevice { .. });
        let first = matches!(deed, Deed::Found { .. } | Deed::Join { .. });
        let by_kit = refusal_of(&mut stage, MAGDAS_KIT, subject, deed.clone());
        if !membership && !first {
            assert_eq!(by_kit, Some(Refusal::KitMayNot), "{name} by a kit");
        }
        if !first {
            let by_stranger = refusal_of(&mut stage, STRANGER, subject, deed);
            assert_eq!(
                by_stranger,
                Some(Refusal::NotTheirDevice),
                "{name} by a stranger"
            );
        }
    }
}

#[test]
fn karin_cannot_act_as_magda_from_her_own_laptop() {
    let mut stage = Stage::together();
    let goal = stage.suggests(LAPTOP, PartKind::Goal);
    let mut header = stage.header(
        LAPTOP,
        Subject::Part(goal),
        answer(goal, Choice::Yes),
        &stage.now(),
    );
    header.author = Role::Client;
    let forged = stage.insert(header);
    assert_eq!(
        stage.agreement.refusal(forged),
        Some(Refusal::NotTheirDevice)
    );
    assert_eq!(stage.holds(goal), None);
}

#[test]
fn an_effect_that_is_not_the_deeds_own_is_refused() {
    for (name, make, _) in table() {
        let mut stage = Stage::together();
        let (subject, deed) = make(props(&mut stage));
        let Some(own) = deed.effect(subject) else {
            continue;
        };
        for effect in [Effect::Gives, Effect::TakesAway, Effect::Tells] {
            let mut header = stage.header(PHONE, subject, deed.clone(), &stage.now());
            header.effect = effect;
            let act = stage.insert(header);
            let refused = stage.agreement.refusal(act) == Some(Refusal::WrongEffect);
            let founding = matches!(deed, Deed::Found { .. });
            assert!(
                founding || refused == (effect != own),
                "{name} as {effect:?}"
            );
        }
    }
}

#[test]
fn a_deed_about_the_wrong_thing_is_refused() {
    let wrong: [(&str, Make); 12] = [
        ("a new part that is answered", |p| {
            (Subject::New, answer(p.goal, Choice::Yes))
        }),
        ("a suggestion about all", |_| {
            (Subject::All, Deed::Suggest(plain(PartKind::Goal)))
        }),
        ("a hold of a no on everything", |_| {
            (Subject::All, Deed::Hold { noted: Noted::No })
        }),
        ("an end of one part", |p| (Subject::Part(p.goal), Deed::End)),
        ("a pause of nothing", |_| (Subject::None, Deed::Pause)),
        ("an ending about no step", |p| {
            (Subject::None, closing(p.step, Ending::Done))
        }),
        ("a hello about a part", |p| {
            (Subject::Part(p.goal), Deed::Hello)
        }),
        ("a card about everything", |_| (Subject::All, Deed::Card)),
        ("an absence from a part", |p| {
            (Subject::Part(p.goal), going_away())
        }),
        ("back to a part", |p| {
            (Subject::Part(p.goal), Deed::Back { away: p.away })
        }),
        ("a meeting that is a new part", |_| {
            (Subject::New, meeting_on(Some(DAY), vec![]))
        }),
        ("a contact about a part", |p| {
            (
                Subject::Part(p.goal),
                Deed::Contact {
                    mandate: None,
                    at: Claimed(0),
                },
            )
        }),
    ];
    for (name, make) in wrong {
        let mut stage = Stage::together();
        let (subject, deed) = make(props(&mut stage));
        for device in [PHONE, LAPTOP] {
            let refused = refusal_of(&mut stage, device, subject, deed.clone());
            assert_eq!(refused, Some(Refusal::WrongSubject), "{name}");
        }
    }
}

#[test]
fn every_kind_of_deed_has_its_row() {
    let mut stage = Stage::together();
    let props = props(&mut stage);
    let kinds: BTreeSet<String> = table()
        .into_iter()
        .map(|(_, make, _)| {
            serde_json::to_value(make(props).1).expect("a deed is JSON")["kind"].to_string()
        })
        .collect();
    // Every variant of `Deed`; `effect` in act.rs lists them for the compiler.
    assert_eq!(kinds.len(), 36, "{kinds:?}");
}
