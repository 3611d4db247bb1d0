//! The refusals that need a history or a value of their own: chains, keys, reasons, ranges, targets.
//!
//! Who may do what in which state is the table in `refusals.rs`.

mod stage;

use countersign_domain::Refusal;
use countersign_domain::act::{Choice, Cut, Deed, Header, Noted, Subject};
use countersign_domain::part::{Doer, Suggestion};
use countersign_domain::{ActId, Claimed, DeviceId, Incarnation, PartKind, Role};
use stage::*;

#[test]
fn a_key_is_added_once_and_an_agreement_is_joined_once() {
    let mut stage = Stage::together();
    for known in [PHONE, LAPTOP, MAGDAS_KIT] {
        let refused = refusal_of(&mut stage, PHONE, Subject::None, adding(known));
        assert_eq!(refused, Some(Refusal::DeviceKnown));
    }
    let mut alone = Stage::alone();
    let by_herself = stage_join(&alone, PHONE, KARINS_KIT, PHONE);
    assert_eq!(
        alone.agreement.judge(&by_herself).err(),
        Some(Refusal::JoinedAlready)
    );
    let uncompared = stage_join(&alone, LAPTOP, KARINS_KIT, STRANGER);
    assert_eq!(
        alone.agreement.judge(&uncompared).err(),
        Some(Refusal::ComparedKeyUnknown)
    );
    let with_her_kit = stage_join(&alone, LAPTOP, KARINS_KIT, MAGDAS_KIT);
    assert_eq!(
        alone.agreement.judge(&with_her_kit).err(),
        Some(Refusal::ComparedKeyUnknown)
    );
    for (device, kit) in [(LAPTOP, LAPTOP), (LAPTOP, MAGDAS_KIT)] {
        let known = stage_join(&alone, device, kit, PHONE);
        assert_eq!(
            alone.agreement.judge(&known).err(),
            Some(Refusal::DeviceKnown)
        );
    }
    let first = stage_join(&alone, LAPTOP, KARINS_KIT, PHONE);
    alone.insert(first);
    let second = stage_join(&alone, STRANGER, DeviceId([98; 32]), PHONE);
    assert_eq!(
        alone.agreement.judge(&second).err(),
        Some(Refusal::JoinedAlready)
    );
}

fn stage_join(stage: &Stage, device: DeviceId, recovery: DeviceId, compared: DeviceId) -> Header {
    let deed = Deed::Join {
        wrap_key: vec![],
        recovery,
        compared,
        admission: vec![],
    };
    let mut header = stage.header(device, Subject::None, deed, &stage.now());
    header.author = if device == PHONE {
        Role::Client
    } else {
        Role::Keyworker
    };
    header
}

#[test]
fn a_suggestion_names_only_what_it_saw_and_what_fits() {
    let mut stage = Stage::together();
    let p = props(&mut stage);
    let part = Subject::Part(p.goal);
    let goal = || plain(PartKind::Goal);
    let nowhere = ActId([0xdd; 32]);
    let step = || plain(PartKind::Step);
    #[rustfmt::skip]
    let rows = [
        (Subject::New, Suggestion { parents: vec![p.goal], ..goal() }, Refusal::TargetUnseen),
        (Subject::New, Suggestion { answers: Some(p.goal), ..goal() }, Refusal::TargetUnseen),
        (Subject::Part(nowhere), goal(), Refusal::TargetUnseen),
        (Subject::Part(p.decision), goal(), Refusal::TargetUnseen),
        (part, Suggestion { parents: vec![nowhere], ..goal() }, Refusal::TargetUnseen),
        (part, Suggestion { parents: vec![p.no], ..goal() }, Refusal::TargetUnseen),
        (part, plain(PartKind::Step), Refusal::OtherPart),
        (part, Suggestion { parents: vec![p.mandate], ..goal() }, Refusal::OtherPart),
        (part, Suggestion { near: Some(11), ..goal() }, Refusal::OutOfRange),
        (part, Suggestion { parents: vec![p.goal; 9], ..goal() }, Refusal::OutOfRange),
        (Subject::New, Suggestion { near: Some(3), ..step() }, Refusal::OutOfRange),
        (Subject::New, Suggestion { doer: Some(Doer::Both), ..goal() }, Refusal::OutOfRange),
        (Subject::New, Suggestion { goal: Some(p.goal), ..goal() }, Refusal::OutOfRange),
        (Subject::New, Suggestion { goal: Some(p.mandate), ..step() }, Refusal::TargetUnseen),
        (Subject::New, Suggestion { goal: Some(nowhere), ..step() }, Refusal::TargetUnseen),
    ];
    for (subject, suggestion, expected) in rows {
        let header = stage.header(PHONE, subject, Deed::Suggest(suggestion), &stage.now());
        assert_eq!(
            stage.agreement.judge(&header).err(),
            Some(expected),
            "{:?}",
            header.deed
        );
    }
    for fine in [
        Suggestion {
            near: Some(10),
            parents: vec![p.goal; 8],
            ..goal()
        },
        Suggestion {
            answers: Some(p.goal),
            ..goal()
        },
    ] {
        let header = stage.header(PHONE, part, Deed::Suggest(fine), &stage.now());
        assert_eq!(stage.agreement.judge(&header).err(), None);
    }
    let own = Suggestion {
        answers: Some(p.goal),
        ..goal()
    };
    let header = stage.header(LAPTOP, part, Deed::Suggest(own), &stage.now());
    assert_eq!(
        stage.agreement.judge(&header).err(),
        Some(Refusal::OtherPart),
        "one's own words"
    );
}

#[test]
fn an_erasure_names_words_of_its_subject_and_a_keyworker_only_unanswered_ones() {
    let mut stage = Stage::together();
    let p = props(&mut stage);
    let own = stage.suggests(LAPTOP, PartKind::Step);
    let part = |part| Subject::Part(part);
    #[rustfmt::skip]
    let rows: Vec<(DeviceId, Subject, Vec<ActId>, Option<Refusal>)> = vec![
        (PHONE, Subject::None, vec![], Some(Refusal::TargetUnseen)),
        (PHONE, Subject::None, vec![p.contact; 65], Some(Refusal::TargetUnseen)),
        (PHONE, Subject::None, vec![p.contact; 64], None),
        (PHONE, Subject::None, vec![p.goal], Some(Refusal::OtherPart)),
        (PHONE, part(p.goal), vec![p.contact], Some(Refusal::OtherPart)),
        (PHONE, part(p.goal), vec![p.mandate], Some(Refusal::OtherPart)),
        (PHONE, Subject::None, vec![p.used, p.decision], None),
        (LAPTOP, Subject::None, vec![p.used], Some(Refusal::MayNotErase)),
        (LAPTOP, Subject::None, vec![p.decision], Some(Refusal::MayNotErase)),
        (LAPTOP, part(own), vec![own], None),
        (LAPTOP, part(p.goal), vec![p.goal], Some(Refusal::MayNotErase)),
    ];
    for (device, subject, targets, expected) in rows {
        let header = stage.header(device, subject, Deed::Erase { targets }, &stage.now());
        assert_eq!(
            stage.agreement.judge(&header).err(),
            expected,
            "{:?}",
            header.deed
        );
    }
    stage.does(PHONE, part(own), answer(own, Choice::NotNow));
    let header = stage.header(
        LAPTOP,
        part(own),
        Deed::Erase { targets: vec![own] },
        &stage.now(),
    );
    assert_eq!(
        stage.agreement.judge(&header).err(),
        Some(Refusal::MayNotErase)
    );
}

#[test]
fn what_an_act_is_about_must_be_of_the_right_kind() {
    let mut stage = Stage::together();
    let p = props(&mut stage);
    let part = Subject::Part(p.goal);
    let about = |version| Deed::SayDifferently { version };
    let link = |decision, part| Deed::Link { decision, part };
    let in_part = |deed| (PHONE, part, deed);
    let alone = |device, deed| (device, Subject::None, deed);
    let unseen = Refusal::TargetUnseen;
    #[rustfmt::skip]
    let rows = [
        (in_part(about(p.mandate)), Refusal::OtherPart),
        (in_part(about(p.no)), unseen),
        (in_part(take_back(ActId([0xdd; 32]))), unseen),
        (in_part(Deed::Pause), Refusal::OtherPart),
        (in_part(Deed::Resume), Refusal::OtherPart),
        ((LAPTOP, part, Deed::Hold { noted: Noted::Pause }), Refusal::OtherPart),
        ((LAPTOP, part, Deed::Use { version: p.goal, at: Claimed(0)}), Refusal::OtherPart),
        (in_part(Deed::Seen { decision: p.goal }), unseen),
        (in_part(Deed::Seen { decision: p.decision }), unseen),
        ((PHONE, Subject::Part(p.decision), link(p.decision, p.decision)), unseen),
        (alone(PHONE, Deed::AnswerUse { used: p.contact, fine: true }), unseen),
        (alone(PHONE, Deed::ContactReply { contact: p.used }), unseen),
        (alone(LAPTOP, Deed::AnswerErase { erase: p.contact, kept: false }), unseen),
        (alone(PHONE, Deed::Reply { to: ActId([0xdd; 32]), day: None }), unseen),
        (alone(PHONE, Deed::Contact { mandate: Some(p.goal), at: Claimed(0)}), Refusal::OtherPart),
    ];
    for ((device, subject, deed), expected) in rows {
        let header = stage.header(device, subject, deed, &stage.now());
        assert_eq!(
            stage.agreement.judge(&header).err(),
            Some(expected),
            "{:?}",
            header.deed
        );
    }
    let open = stage.suggests(LAPTOP, PartKind::Step);
    let nothing = stage.header(PHONE, Subject::Part(open), take_back(open), &stage.now());
    assert_eq!(
        stage.agreement.judge(&nothing).err(),
        Some(Refusal::NothingThere)
    );
}

#[test]
fn a_chain_is_not_to_be_bent() {
    let stage = Stage::together();
    let deed = || Deed::Suggest(plain(PartKind::Goal));
    let straight = stage.header(PHONE, Subject::New, deed(), &stage.now());
    let mut skipped = straight.clone();
    skipped.seq += 1;
    let mut unhooked = straight.clone();
    unhooked.prev = None;
    let mut borrowed = straight.clone();
    borrowed.prev = stage
        .acts
        .iter()
        .rfind(|act| act.header.device == LAPTOP)
        .map(|act| act.id);
    let mut restarted = straight.clone();
    (restarted.seq, restarted.prev, restarted.continues) = (0, None, straight.prev);
    let mut reborn = restarted.clone();
    reborn.incarnation = Incarnation([7; 16]);
    let mut foreign = straight.clone();
    foreign.agreement = Some(ActId([0xee; 32]));
    for (header, expected) in [
        (skipped, Some(Refusal::BrokenChain)),
        (unhooked, Some(Refusal::BrokenChain)),
        (borrowed, Some(Refusal::BrokenChain)),
        (restarted, Some(Refusal::BrokenChain)),
        (foreign, Some(Refusal::OtherAgreement)),
        (reborn, None),
        (straight, None),
    ] {
        assert_eq!(stage.agreement.judge(&header).err(), expected);
    }
}

#[test]
fn a_removal_cannot_saw_off_its_own_branch() {
    let mut stage = Stage::together();
    let add = stage.does(PHONE, Subject::None, adding(TABLET));
    let removes = |cuts| Deed::RemoveDevice {
        device: PHONE,
        cuts,
    };
    let all_cut = refusal_of(&mut stage, TABLET, Subject::All, removes(vec![]));
    assert_eq!(all_cut, Some(Refusal::CutsOwnGround));
    let unseen = Cut {
        incarnation: Incarnation([0; 16]),
        last: ActId([0xcc; 32]),
    };
    let refused = refusal_of(&mut stage, TABLET, Subject::All, removes(vec![unseen]));
    assert_eq!(refused, Some(Refusal::CutUnseen));
    let vouched = Cut {
        incarnation: Incarnation([0; 16]),
        last: add,
    };
    assert_eq!(
        refusal_of(&mut stage, TABLET, Subject::All, removes(vec![vouched])),
        None
    );
    assert!(stage.agreement.devices()[&PHONE].removed);
}

#[test]
fn a_keyworker_gives_a_reason_and_a_client_never_needs_one() {
    let bare = |kind| {
        Deed::Suggest(Suggestion {
            reasoned: false,
            ..plain(kind)
        })
    };
    let bare_no = |version| Deed::Answer {
        version,
        choice: Choice::No,
        day: None,
        reasoned: false,
    };
    let bare_back = |version| Deed::TakeBack {
        version,
        reasoned: false,
    };
    for (device, expected) in [(PHONE, None), (LAPTOP, Some(Refusal::NoReason))] {
        let mut stage = Stage::together();
        let goal = stage.agreed(PartKind::Goal);
        let subject = Subject::Part(goal);
        let deeds = [
            (Subject::New, bare(PartKind::Goal)),
            (subject, bare_no(goal)),
            (subject, bare_back(goal)),
        ];
        for (subject, deed) in deeds {
            assert_eq!(refusal_of(&mut stage, device, subject, deed), expected);
        }
    }
}

#[test]
fn an_agreement_is_founded_once_and_by_an_act_that_saw_nothing() {
    let mut stage = Stage::together();
    let second = stage.header(STRANGER, Subject::None, founding(), &[]);
    let second = stage.insert(second);
    assert_eq!(
        stage.agreement.refusal(second),
        Some(Refusal::FoundedAlready)
    );
    let mut saw_something = stage.acts[0].clone();
    saw_something.header.parents = vec![second];
    let mut other = countersign_domain::Agreement::new(saw_something.id);
    other.insert(stage.acts[2].clone());
    other.insert(saw_something.clone());
    assert_eq!(
        other.refusal(saw_something.id),
        Some(Refusal::FoundedAlready)
    );
}
