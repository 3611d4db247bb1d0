//! What can be asked of an agreement besides its state: what is here, what an act can change, what lies beyond a cut.

mod stage;

use std::collections::BTreeSet;

use countersign_domain::act::{Choice, Deed, Subject};
use countersign_domain::part::Suggestion;
use countersign_domain::state::UseLabel;
use countersign_domain::{ActId, Claimed, Effect, Inserted, PartKind, Touched};
use stage::*;

#[test]
fn an_act_is_here_whether_it_is_applied_or_waits() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Goal);
    let missing = ActId([0xaa; 32]);
    let mut header = stage.header(PHONE, Subject::All, Deed::Pause, &stage.now());
    header.parents.push(missing);
    let waits = stage.insert(header);
    assert!(stage.agreement.has(part) && stage.agreement.has(waits));
    assert!(!stage.agreement.has(missing));
    assert!(stage.agreement.act(part).is_some() && stage.agreement.act(waits).is_none());
    assert_eq!(stage.agreement.missing().collect::<Vec<_>>(), [missing]);
    assert_eq!(
        stage
            .agreement
            .waiting()
            .map(|act| act.id)
            .collect::<Vec<_>>(),
        [waits]
    );
    assert_eq!(stage.agreement.part_ids().collect::<Vec<_>>(), [part]);
    assert_eq!(
        stage.agreement.insert(stage.acts[0].clone()),
        Inserted::Known
    );
}

#[test]
fn an_act_says_which_parts_it_can_change() {
    let mut stage = Stage::together();
    let goal = stage.agreed(PartKind::Goal);
    let step = Suggestion {
        goal: Some(goal),
        ..plain(PartKind::Step)
    };
    let step = stage.does(LAPTOP, Subject::New, Deed::Suggest(step));
    let no = stage.does(PHONE, Subject::Part(step), answer(step, Choice::No));
    let reply = stage.does(LAPTOP, Subject::None, Deed::Reply { to: no, day: None });
    let pause = stage.does(PHONE, Subject::All, Deed::Pause);
    let added = stage.does(PHONE, Subject::None, adding(TABLET));
    let checkin = stage.does(PHONE, Subject::None, Deed::ShareCheckin);
    let touched = |id| {
        stage
            .agreement
            .touched(stage.agreement.act(id).expect("it is here"))
    };
    let parts = |ids: &[ActId]| Touched::Parts(BTreeSet::from_iter(ids.iter().copied()));
    assert_eq!(touched(goal), parts(&[goal]));
    assert_eq!(touched(no), parts(&[goal, step]), "a goal owes a step");
    assert_eq!(touched(reply), parts(&[step]));
    assert_eq!(touched(checkin), parts(&[]));
    assert_eq!(
        (touched(pause), touched(added)),
        (Touched::All, Touched::All)
    );
}

#[test]
fn what_lies_beyond_a_cut_can_be_told() {
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::None, adding(TABLET));
    let before = stage.now();
    let vouched = stage.does(PHONE, Subject::None, Deed::ShareCheckin);
    stage.at(&before, PHONE, Subject::All, removing(TABLET));
    let late = stage.at(&before, TABLET, Subject::None, Deed::ShareCheckin);
    assert!(stage.agreement.is_beyond(late) && !stage.agreement.is_beyond(vouched));
}

#[test]
fn the_acts_at_one_place_of_a_chain_prove_a_copy() {
    let mut stage = Stage::together();
    let before = stage.now();
    let one = stage.at(&before, PHONE, Subject::None, Deed::ShareCheckin);
    let mut copy = stage.header(PHONE, Subject::All, Deed::Pause, &before);
    copy.seq = 1;
    copy.prev = Some(stage.agreement.id());
    let two = stage.insert(copy.clone());
    let place = stage.agreement.at_place(PHONE, copy.incarnation, 1);
    assert_eq!(BTreeSet::from_iter(place), BTreeSet::from([one, two]));
    assert_eq!(stage.state().forked, BTreeSet::from([one, two]));
    assert_eq!(stage.state(), stage.state_backwards());
}

#[test]
fn a_pause_is_one_the_user_could_not_know_also_where_it_was_lifted_again() {
    let label = |hers: &dyn Fn(&mut Stage, ActId)| {
        let mut stage = Stage::together();
        let part = stage.agreed(PartKind::Mandate);
        let before = stage.now();
        hers(&mut stage, part);
        let using = Deed::Use {
            version: part,
            at: Claimed(0),
        };
        let used = stage.at(&before, LAPTOP, Subject::Part(part), using);
        stage.agreement.use_label(used)
    };
    let paused_and_resumed = |stage: &mut Stage, part| {
        stage.does(PHONE, Subject::Part(part), Deed::Pause);
        stage.does(PHONE, Subject::Part(part), Deed::Resume);
        assert!(stage.in_force(part));
    };
    let only_said = |stage: &mut Stage, part| {
        stage.does(PHONE, Subject::Part(part), answer(part, Choice::NotNow));
    };
    assert_eq!(label(&paused_and_resumed), Some(UseLabel::BeforeTheyKnew));
    assert_eq!(label(&only_said), Some(UseLabel::Within));
}

#[test]
fn acts_come_behind_what_they_saw() {
    let mut stage = Stage::together();
    stage.agreed(PartKind::Goal);
    let given: Vec<ActId> = stage.agreement.acts().map(|act| act.id).collect();
    assert_eq!(given.len(), stage.acts.len());
    for act in stage.agreement.acts() {
        let at = given.iter().position(|id| *id == act.id);
        let seen = act.header.parents.iter();
        assert!(
            seen.map(|parent| given.iter().position(|id| id == parent))
                .all(|parent| parent < at)
        );
    }
}

#[test]
fn erasing_takes_away_where_it_names_a_part_and_tells_elsewhere() {
    let erase = Deed::Erase {
        targets: vec![ActId([1; 32])],
    };
    let part = Subject::Part(ActId([2; 32]));
    assert_eq!(erase.effect(part), Some(Effect::TakesAway));
    assert_eq!(erase.effect(Subject::None), Some(Effect::Tells));
}
