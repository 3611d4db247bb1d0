//! When a goal has a near step, and when one that ended leaves the keyworker owing the next (decision 0008).

mod stage;

use countersign_domain::act::{Choice, Cut, Deed, Subject};
use countersign_domain::part::{Doer, Suggestion};
use countersign_domain::relation::Ending;
use countersign_domain::{ActId, DeviceId, PartKind, Role};
use stage::*;

/// A goal that both agreed on, with a step towards it that both agreed on.
fn goal_and_step(stage: &mut Stage, doer: Option<Doer>) -> (ActId, ActId) {
    let goal = stage.agreed(PartKind::Goal);
    let step = stage.does(LAPTOP, Subject::New, towards(goal, doer));
    stage.does(PHONE, Subject::Part(step), answer(step, Choice::Yes));
    assert_eq!(owed(stage, goal), None);
    (goal, step)
}

fn towards(goal: ActId, doer: Option<Doer>) -> Deed {
    Deed::Suggest(Suggestion {
        goal: Some(goal),
        doer,
        ..plain(PartKind::Step)
    })
}

/// Since which act Karin owes something under a part; Magda never does here.
fn owed(stage: &Stage, part: ActId) -> Option<ActId> {
    let owes = &stage.state().parts[&part].owes;
    assert_eq!(owes.get(&Role::Client), None);
    owes.get(&Role::Keyworker).copied()
}

fn ends(stage: &mut Stage, device: DeviceId, step: ActId, ending: Ending) -> ActId {
    stage.does(device, Subject::Part(step), closing(step, ending))
}

fn moved(step: ActId) -> Deed {
    Deed::CloseStep {
        version: step,
        ending: Ending::Changed,
        day: Some(day(DAY)),
        reasoned: true,
    }
}

#[test]
fn when_the_near_step_ended_karin_owes_the_next_since_then_whoever_said_so() {
    for ending in [Ending::Done, Ending::Changed, Ending::NotThisTime] {
        for device in [PHONE, LAPTOP] {
            for doer in [None, Some(Doer::Both)] {
                let mut stage = Stage::together();
                let (goal, step) = goal_and_step(&mut stage, doer);
                let end = ends(&mut stage, device, step, ending);
                assert_eq!(owed(&stage, goal), Some(end), "{ending:?}");
                assert_eq!(owed(&stage, step), None);
                // It stands as agreed all the same, and the next step settles the debt.
                assert_eq!(stage.holds(step), Some(step));
                stage.does(LAPTOP, Subject::New, towards(goal, None));
                assert_eq!(owed(&stage, goal), None);
            }
        }
    }
}

#[test]
fn a_step_that_moved_to_a_day_is_still_near() {
    let mut stage = Stage::together();
    let (goal, step) = goal_and_step(&mut stage, None);
    stage.does(LAPTOP, Subject::Part(step), moved(step));
    assert_eq!(owed(&stage, goal), None);
    let end = ends(&mut stage, LAPTOP, step, Ending::Done);
    assert_eq!(owed(&stage, goal), Some(end));
    // Not done after all, but on another day: the latest word of each counts.
    stage.does(LAPTOP, Subject::Part(step), moved(step));
    assert_eq!(owed(&stage, goal), None);
    let hers = ends(&mut stage, PHONE, step, Ending::Done);
    assert_eq!(owed(&stage, goal), Some(hers));
}

#[test]
fn nobody_takes_up_again_what_the_other_said_ended() {
    let mut stage = Stage::together();
    let (goal, step) = goal_and_step(&mut stage, None);
    let hers = ends(&mut stage, PHONE, step, Ending::NotThisTime);
    stage.does(LAPTOP, Subject::Part(step), moved(step));
    assert_eq!(owed(&stage, goal), Some(hers));
}

#[test]
fn two_words_of_one_person_at_once_end_it_if_one_of_them_does() {
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::None, adding(TABLET));
    let (goal, step) = goal_and_step(&mut stage, None);
    let here = stage.now();
    let end = stage.at(
        &here,
        PHONE,
        Subject::Part(step),
        closing(step, Ending::Done),
    );
    stage.at(&here, TABLET, Subject::Part(step), moved(step));
    assert_eq!(owed(&stage, goal), Some(end));
}

#[test]
fn while_another_step_goes_on_nothing_is_owed_and_then_since_the_last_that_ended() {
    let mut stage = Stage::together();
    let (goal, first) = goal_and_step(&mut stage, None);
    let second = stage.does(LAPTOP, Subject::New, towards(goal, Some(Doer::Client)));
    ends(&mut stage, PHONE, first, Ending::Done);
    assert_eq!(owed(&stage, goal), None);
    // Only suggested, and done all the same.
    let last = ends(&mut stage, PHONE, second, Ending::Done);
    assert_eq!(owed(&stage, goal), Some(last));
}

#[test]
fn of_two_steps_that_ended_at_once_the_smaller_name_says_since_when() {
    let mut stage = Stage::together();
    let (goal, first) = goal_and_step(&mut stage, None);
    let second = stage.does(LAPTOP, Subject::New, towards(goal, None));
    let here = stage.now();
    let one = stage.at(
        &here,
        PHONE,
        Subject::Part(first),
        closing(first, Ending::Done),
    );
    let other = stage.at(
        &here,
        LAPTOP,
        Subject::Part(second),
        closing(second, Ending::Done),
    );
    assert_eq!(owed(&stage, goal), Some(one.min(other)));
}

#[test]
fn a_goal_that_was_agreed_after_its_step_ended_is_owed_one_since_it_was_agreed() {
    let mut stage = Stage::together();
    let goal = stage.does(LAPTOP, Subject::New, Deed::Suggest(plain(PartKind::Goal)));
    let step = stage.does(LAPTOP, Subject::New, towards(goal, None));
    ends(&mut stage, PHONE, step, Ending::Done);
    let words = Suggestion {
        parents: vec![goal],
        answers: Some(goal),
        ..plain(PartKind::Goal)
    };
    let newer = stage.does(PHONE, Subject::Part(goal), Deed::Suggest(words));
    stage.does(LAPTOP, Subject::Part(goal), answer(newer, Choice::Yes));
    assert_eq!(stage.holds(goal), Some(newer));
    assert_eq!(owed(&stage, goal), Some(newer));
}

#[test]
fn other_words_for_a_step_that_ended_are_a_near_step_of_their_own() {
    let mut stage = Stage::together();
    let (goal, step) = goal_and_step(&mut stage, None);
    let end = ends(&mut stage, PHONE, step, Ending::NotThisTime);
    assert_eq!(owed(&stage, goal), Some(end));
    let Deed::Suggest(made) = towards(goal, None) else {
        return;
    };
    let again = Suggestion {
        parents: vec![step],
        ..made
    };
    let newer = stage.does(LAPTOP, Subject::Part(step), Deed::Suggest(again));
    assert_eq!(owed(&stage, goal), None);
    let over = closing(newer, Ending::Done);
    let over = stage.does(PHONE, Subject::Part(step), over);
    assert_eq!(owed(&stage, goal), Some(over));
}

#[test]
fn a_word_of_a_device_that_was_removed_before_ends_nothing() {
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::None, adding(TABLET));
    let (goal, step) = goal_and_step(&mut stage, None);
    let here = stage.now();
    stage.does(PHONE, Subject::All, removing(TABLET));
    let late = stage.at(
        &here,
        TABLET,
        Subject::Part(step),
        closing(step, Ending::Done),
    );
    assert!(stage.agreement.is_beyond(late));
    assert_eq!(owed(&stage, goal), None);
    // Vouched for, the same word stands.
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::None, adding(TABLET));
    let (goal, step) = goal_and_step(&mut stage, None);
    let end = stage.does(TABLET, Subject::Part(step), closing(step, Ending::Done));
    let cut = Cut {
        incarnation: stage.agreement.act(end).unwrap().header.incarnation,
        last: end,
    };
    let deed = Deed::RemoveDevice {
        device: TABLET,
        cuts: vec![cut],
    };
    stage.does(PHONE, Subject::All, deed);
    assert!(stage.agreement.devices()[&TABLET].removed);
    assert_eq!(owed(&stage, goal), Some(end));
}

#[test]
fn a_goal_that_is_reached_is_owed_no_next_step() {
    let mut stage = Stage::together();
    let reached = Suggestion {
        near: Some(10),
        ..plain(PartKind::Goal)
    };
    let goal = stage.does(LAPTOP, Subject::New, Deed::Suggest(reached));
    stage.does(PHONE, Subject::Part(goal), answer(goal, Choice::Yes));
    let step = stage.does(LAPTOP, Subject::New, towards(goal, None));
    ends(&mut stage, PHONE, step, Ending::Done);
    assert_eq!(owed(&stage, goal), None);
}
