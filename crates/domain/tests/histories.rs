//! Small histories, one for each sentence of the fold that a person would notice (fold §2 to §7).
//!
//! Each is folded forwards and backwards. Random histories against a second model are in the tests crate.

mod stage;

use countersign_domain::act::{Choice, Deed, Noted, Subject};
use countersign_domain::part::Suggestion;
use countersign_domain::state::Standing;
use countersign_domain::{ActId, PartKind, Role};
use stage::*;

#[test]
fn a_suggestion_is_its_authors_yes_and_waits_for_the_other() {
    let mut stage = Stage::together();
    let part = stage.suggests(LAPTOP, PartKind::Goal);
    assert_eq!(standing(&stage, part), Standing::WaitingForClient);
    assert_eq!(stage.state().parts[&part].owes[&Role::Client], part);
    stage.does(PHONE, Subject::Part(part), answer(part, Choice::Yes));
    assert_eq!(standing(&stage, part), Standing::BothAgree);
    assert!(stage.in_force(part));
}

#[test]
fn a_new_suggestion_changes_nothing_until_both_agree_on_it() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Mandate);
    let (subject, deed) = other_words(part, PartKind::Mandate, None);
    let newer = stage.does(LAPTOP, subject, deed);
    assert_eq!(
        (standing(&stage, part), stage.holds(part)),
        (Standing::NewSuggestion, Some(part))
    );
    stage.does(PHONE, subject, answer(newer, Choice::Yes));
    assert_eq!(
        (standing(&stage, part), stage.holds(part)),
        (Standing::BothAgree, Some(newer))
    );
}

#[test]
fn something_else_is_a_no_to_what_is_not_agreed() {
    let mut stage = Stage::together();
    let part = stage.suggests(LAPTOP, PartKind::Step);
    let (subject, deed) = other_words(part, PartKind::Step, Some(part));
    let mine = stage.does(PHONE, subject, deed);
    assert_eq!(standing(&stage, part), Standing::WaitingForKeyworker);
    stage.does(LAPTOP, subject, answer(mine, Choice::Yes));
    assert_eq!(stage.holds(part), Some(mine));
}

#[test]
fn something_else_to_what_is_agreed_is_a_suggestion_only() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Step);
    let (subject, deed) = other_words(part, PartKind::Step, Some(part));
    stage.does(PHONE, subject, deed);
    assert_eq!(
        (standing(&stage, part), stage.holds(part)),
        (Standing::NewSuggestion, Some(part))
    );
}

#[test]
fn a_take_back_ends_the_part_and_nothing_older_revives() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Mandate);
    let (subject, deed) = other_words(part, PartKind::Mandate, None);
    let newer = stage.does(LAPTOP, subject, deed);
    stage.does(PHONE, subject, answer(newer, Choice::Yes));
    stage.does(PHONE, subject, take_back(newer));
    assert_eq!(
        (standing(&stage, part), stage.holds(part)),
        (Standing::TakenBack, None)
    );
    stage.does(PHONE, subject, answer(part, Choice::Yes));
    assert_eq!(
        stage.holds(part),
        None,
        "the keyworker must say yes anew too"
    );
    stage.does(LAPTOP, subject, answer(part, Choice::Yes));
    assert_eq!(stage.holds(part), Some(part));
}

#[test]
fn a_take_back_beats_a_yes_that_did_not_see_it() {
    let mut stage = Stage::together();
    let part = stage.suggests(LAPTOP, PartKind::Mandate);
    let subject = Subject::Part(part);
    let before = stage.now();
    let yes = stage.at(&before, PHONE, subject, answer(part, Choice::Yes));
    let back = stage.at(&before, LAPTOP, subject, take_back(part));
    assert_eq!(stage.holds(part), None);
    assert!(!stage.agreement.saw(yes, back) && !stage.agreement.saw(back, yes));
    assert_eq!(
        standing(&stage, part),
        Standing::NotAgreed,
        "it ended only the suggestion"
    );
}

#[test]
fn not_now_changes_nothing_and_settles_what_is_owed() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Goal);
    stage.does(PHONE, Subject::Part(part), answer(part, Choice::NotNow));
    assert_eq!(stage.holds(part), Some(part));
    let other = stage.suggests(LAPTOP, PartKind::Step);
    stage.does(PHONE, Subject::Part(other), answer(other, Choice::NotNow));
    assert_eq!(standing(&stage, other), Standing::WaitingForClient);
    assert!(!stage.state().parts[&other].owes.contains_key(&Role::Client));
}

#[test]
fn a_yes_under_pressure_is_never_agreed() {
    let mut stage = Stage::together();
    let part = stage.suggests(LAPTOP, PartKind::Permission);
    stage.does(PHONE, Subject::Part(part), answer(part, Choice::YesPushed));
    assert_eq!(
        (standing(&stage, part), stage.holds(part)),
        (Standing::YesUnderPressure, None)
    );
    let later = stage.agreed(PartKind::Permission);
    stage.does(
        PHONE,
        Subject::Part(later),
        Deed::FeltPushed { version: later },
    );
    assert_eq!(
        (standing(&stage, later), stage.holds(later)),
        (Standing::YesUnderPressure, None)
    );
}

#[test]
fn a_yes_that_karin_wrote_down_counts_as_nothing_and_a_no_holds_at_once() {
    let mut stage = Stage::together();
    let asked = stage.suggests(LAPTOP, PartKind::Mandate);
    stage.does(
        LAPTOP,
        Subject::Part(asked),
        Deed::NotedYes { version: asked },
    );
    assert_eq!(stage.holds(asked), None);
    let part = stage.agreed(PartKind::Mandate);
    let subject = Subject::Part(part);
    stage.does(LAPTOP, subject, Deed::Hold { noted: Noted::No });
    assert_eq!(
        (standing(&stage, part), stage.in_force(part)),
        (Standing::OnHold, false)
    );
    stage.does(LAPTOP, subject, answer(part, Choice::Yes));
    assert!(!stage.in_force(part), "only Magda lifts it");
    stage.does(PHONE, subject, answer(part, Choice::Yes));
    assert_eq!(
        (standing(&stage, part), stage.in_force(part)),
        (Standing::BothAgree, true)
    );
}

#[test]
fn a_pause_covers_what_is_agreed_while_it_lasts() {
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::All, Deed::Pause);
    let part = stage.agreed(PartKind::Mandate);
    assert_eq!(
        (standing(&stage, part), stage.in_force(part)),
        (Standing::Paused, false)
    );
    stage.does(LAPTOP, Subject::All, Deed::Resume);
    assert!(!stage.in_force(part), "Karin cannot lift Magda's pause");
    stage.does(PHONE, Subject::All, Deed::Resume);
    assert!(stage.in_force(part));
    let goal = stage.agreed(PartKind::Goal);
    stage.does(PHONE, Subject::All, Deed::Pause);
    assert!(
        stage.in_force(goal),
        "a pause is about mandates and permissions"
    );
}

#[test]
fn torn_answers_leave_no_mandate_and_the_earlier_plan() {
    for kind in [PartKind::Mandate, PartKind::Arrangement] {
        let mut stage = Stage::together();
        let part = stage.agreed(kind);
        let (subject, deed) = other_words(part, kind, None);
        let one = stage.does(LAPTOP, subject, deed.clone());
        let two = stage.does(LAPTOP, subject, Deed::Suggest(plain(kind)));
        let before = [stage.does(PHONE, Subject::None, adding(TABLET))];
        stage.at(&before, PHONE, subject, answer(one, Choice::Yes));
        stage.at(&before, TABLET, subject, answer(two, Choice::Yes));
        let expected = (kind == PartKind::Arrangement).then_some(part);
        assert_eq!(
            (standing(&stage, part), stage.holds(part)),
            (Standing::OnHold, expected)
        );
        stage.does(PHONE, subject, answer(one, Choice::Yes));
        assert_eq!(stage.holds(part), Some(one), "a yes that saw both decides");
    }
}

#[test]
fn a_yes_met_by_ones_own_concurrent_no_blocks_a_mandate() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Mandate);
    let (subject, deed) = other_words(part, PartKind::Mandate, None);
    let newer = stage.does(LAPTOP, subject, deed);
    let before = [stage.does(PHONE, Subject::None, adding(TABLET))];
    stage.at(&before, PHONE, subject, answer(newer, Choice::Yes));
    stage.at(&before, TABLET, subject, answer(newer, Choice::No));
    assert_eq!(
        (standing(&stage, part), stage.holds(part)),
        (Standing::OnHold, None)
    );
    stage.does(PHONE, subject, answer(part, Choice::Yes));
    assert_eq!(stage.holds(part), Some(part));
}

#[test]
fn a_take_back_that_waits_suspends_at_once() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Mandate);
    let subject = Subject::Part(part);
    let mut header = stage.header(PHONE, subject, take_back(part), &stage.now());
    header.parents.push(ActId([0xaa; 32]));
    stage.insert(header);
    assert_eq!(
        (standing(&stage, part), stage.in_force(part)),
        (Standing::OnHold, false)
    );
    assert_eq!(
        stage.holds(part),
        Some(part),
        "nothing is taken away until it can be judged"
    );
}

#[test]
fn one_end_stops_all_mandates_and_two_close_the_agreement() {
    let mut stage = Stage::together();
    let mandate = stage.agreed(PartKind::Mandate);
    let goal = stage.agreed(PartKind::Goal);
    stage.does(LAPTOP, Subject::All, Deed::End);
    assert_eq!(
        (standing(&stage, mandate), standing(&stage, goal)),
        (Standing::Ended, Standing::BothAgree)
    );
    stage.does(PHONE, Subject::All, Deed::End);
    assert_eq!(standing(&stage, goal), Standing::Closed);
    assert!(!stage.in_force(goal));
}

#[test]
fn a_no_leaves_the_keyworker_owing_until_a_reply() {
    let mut stage = Stage::together();
    let part = stage.suggests(LAPTOP, PartKind::Step);
    let no = stage.does(PHONE, Subject::Part(part), answer(part, Choice::No));
    assert_eq!(standing(&stage, part), Standing::NotAgreed);
    assert_eq!(
        stage.state().parts[&part].owes.get(&Role::Keyworker),
        Some(&no)
    );
    stage.does(LAPTOP, Subject::None, Deed::Reply { to: no, day: None });
    assert!(stage.state().parts[&part].owes.is_empty());
}

#[test]
fn a_far_goal_without_a_near_step_is_the_keyworkers_debt() {
    let mut stage = Stage::together();
    let goal = stage.agreed(PartKind::Goal);
    assert_eq!(
        stage.state().parts[&goal].owes.get(&Role::Keyworker),
        Some(&goal)
    );
    let step = Suggestion {
        goal: Some(goal),
        ..plain(PartKind::Step)
    };
    stage.does(LAPTOP, Subject::New, Deed::Suggest(step));
    assert!(stage.state().parts[&goal].owes.is_empty());
}

#[test]
fn erasing_agreed_words_is_a_take_back() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Permission);
    stage.does(
        PHONE,
        Subject::Part(part),
        Deed::Erase {
            targets: vec![part],
        },
    );
    assert_eq!(
        (standing(&stage, part), stage.holds(part)),
        (Standing::TakenBack, None)
    );
}

#[test]
fn an_unknown_deed_that_takes_away_suspends_until_the_app_is_updated() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Mandate);
    let deed = Deed::Unknown { code: 900 };
    let mut header = stage.header(PHONE, Subject::Part(part), deed, &stage.now());
    header.effect = countersign_domain::Effect::TakesAway;
    stage.insert(header);
    assert_eq!(
        (standing(&stage, part), stage.in_force(part)),
        (Standing::OnHold, false)
    );
}
