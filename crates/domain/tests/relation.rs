//! What the acts of the relationship ask for beyond their row in the refusal table, and that they change nothing
//! (decision 0008).

mod stage;

use countersign_domain::act::{Choice, Deed, Subject};
use countersign_domain::relation::{Ending, MINUTES_OF_A_DAY, MOVED_MAX, When};
use countersign_domain::{PartKind, Refusal};
use stage::*;

const ENDINGS: [Ending; 3] = [Ending::Done, Ending::Changed, Ending::NotThisTime];

#[test]
fn karin_gives_a_word_unless_she_kept_her_promise_and_magda_never() {
    for ending in ENDINGS {
        for (device, asked) in [(PHONE, false), (LAPTOP, ending != Ending::Done)] {
            let mut stage = Stage::together();
            let step = agreed_step(&mut stage, None);
            let wordless = Deed::CloseStep {
                version: step,
                ending,
                day: None,
                reasoned: false,
            };
            let refusal = refusal_of(&mut stage, device, Subject::Part(step), wordless);
            let expected = asked.then_some(Refusal::NoReason);
            assert_eq!(refusal, expected, "{ending:?} by {:?}", owner(device));
        }
    }
}

#[test]
fn only_what_changed_moves_to_a_day() {
    for ending in ENDINGS {
        for device in [PHONE, LAPTOP] {
            let mut stage = Stage::together();
            let step = agreed_step(&mut stage, None);
            let dated = Deed::CloseStep {
                version: step,
                ending,
                day: Some(day(DAY)),
                reasoned: true,
            };
            let refusal = refusal_of(&mut stage, device, Subject::Part(step), dated);
            let expected = (ending != Ending::Changed).then_some(Refusal::OutOfRange);
            assert_eq!(refusal, expected, "{ending:?}");
        }
    }
}

#[test]
fn only_a_step_that_is_there_ends() {
    for device in [PHONE, LAPTOP] {
        let mut stage = Stage::together();
        let props = props(&mut stage);
        let cells = [
            (props.goal, props.goal, Refusal::OtherPart),
            (props.step, props.hers, Refusal::OtherPart),
            (props.step, props.hello, Refusal::TargetUnseen),
            (props.step, props.erase, Refusal::TargetUnseen),
        ];
        for (part, version, refusal) in cells {
            let close = closing(version, Ending::Done);
            let given = refusal_of(&mut stage, device, Subject::Part(part), close);
            assert_eq!(given, Some(refusal));
        }
    }
}

#[test]
fn a_step_that_nobody_answered_can_end_for_whoever_does_it() {
    let mut stage = Stage::together();
    let wish = stage.suggests(LAPTOP, PartKind::Step);
    let close = closing(wish, Ending::Done);
    let refusal = refusal_of(&mut stage, PHONE, Subject::Part(wish), close);
    assert_eq!(refusal, None, "Magda did what Karin only suggested");
    assert_eq!(stage.holds(wish), None, "doing it is no yes");
}

#[test]
fn nobody_is_away_backwards_or_back_from_the_others_absence() {
    let mut stage = Stage::together();
    let props = props(&mut stage);
    for device in [PHONE, LAPTOP] {
        let backwards = Deed::Away {
            from: day("2027-05-04"),
            until: day(DAY),
        };
        let refusal = refusal_of(&mut stage, device, Subject::None, backwards);
        assert_eq!(refusal, Some(Refusal::OutOfRange));
        let one_day = Deed::Away {
            from: day(DAY),
            until: day(DAY),
        };
        assert_eq!(refusal_of(&mut stage, device, Subject::None, one_day), None);
        let back = Deed::Back { away: props.hello };
        let refusal = refusal_of(&mut stage, device, Subject::None, back);
        assert_eq!(refusal, Some(Refusal::TargetUnseen));
    }
}

#[test]
fn karin_says_why_she_moves_a_meeting_and_magda_need_not() {
    for (device, asked) in [(PHONE, false), (LAPTOP, true)] {
        for on in [Some("2027-06-01"), None] {
            let mut stage = Stage::together();
            let props = props(&mut stage);
            let Deed::Meet { when, moves, .. } = meeting_on(on, vec![props.meeting]) else {
                unreachable!("it is a meeting");
            };
            let wordless = Deed::Meet {
                when,
                moves,
                reasoned: false,
            };
            let refusal = refusal_of(&mut stage, device, Subject::None, wordless);
            assert_eq!(refusal, asked.then_some(Refusal::NoReason), "{on:?}");
        }
    }
}

#[test]
fn a_first_time_is_set_without_a_word_by_either() {
    for device in [PHONE, LAPTOP] {
        let mut stage = Stage::together();
        let wordless = Deed::Meet {
            when: Some(When {
                day: day(DAY),
                minute: None,
            }),
            moves: vec![],
            reasoned: false,
        };
        let refusal = refusal_of(&mut stage, device, Subject::None, wordless);
        assert_eq!(refusal, None);
    }
}

#[test]
fn what_is_moved_is_a_meeting_and_calling_off_calls_something_off() {
    let mut stage = Stage::together();
    let props = props(&mut stage);
    for device in [PHONE, LAPTOP] {
        let cells = [
            (
                meeting_on(Some(DAY), vec![props.hello]),
                Refusal::TargetUnseen,
            ),
            (meeting_on(None, vec![]), Refusal::NothingThere),
            (
                meeting_on(Some(DAY), vec![props.meeting; MOVED_MAX + 1]),
                Refusal::OutOfRange,
            ),
        ];
        for (deed, refusal) in cells {
            let given = refusal_of(&mut stage, device, Subject::None, deed);
            assert_eq!(given, Some(refusal));
        }
        let most = meeting_on(Some(DAY), vec![props.meeting; MOVED_MAX]);
        assert_eq!(refusal_of(&mut stage, device, Subject::None, most), None);
    }
}

#[test]
fn a_clock_has_no_minute_beyond_its_day() {
    for (minute, refusal) in [
        (MINUTES_OF_A_DAY - 1, None),
        (MINUTES_OF_A_DAY, Some(Refusal::OutOfRange)),
    ] {
        let mut stage = Stage::together();
        let late = Deed::Meet {
            when: Some(When {
                day: day(DAY),
                minute: Some(minute),
            }),
            moves: vec![],
            reasoned: false,
        };
        assert_eq!(
            refusal_of(&mut stage, PHONE, Subject::None, late),
            refusal,
            "{minute}"
        );
    }
}

#[test]
fn none_of_them_changes_what_is_agreed_or_owed() {
    let mut stage = Stage::together();
    let props = props(&mut stage);
    let asked = stage.suggests(LAPTOP, PartKind::Mandate);
    stage.does(
        PHONE,
        Subject::Part(props.goal),
        answer(props.goal, Choice::No),
    );
    let before = stage.state();
    assert!(
        before.parts[&asked].owes.len() == 1,
        "somebody owes something"
    );
    for device in [PHONE, LAPTOP] {
        for ending in ENDINGS {
            stage.does(
                device,
                Subject::Part(props.step),
                closing(props.step, ending),
            );
        }
        for deed in [
            Deed::Hello,
            Deed::Card,
            going_away(),
            meeting_on(Some(DAY), vec![props.meeting]),
            meeting_on(None, vec![props.meeting]),
        ] {
            stage.does(device, Subject::None, deed);
        }
    }
    stage.does(LAPTOP, Subject::None, Deed::Back { away: props.away });
    assert_eq!(stage.state(), before);
    assert_eq!(stage.state_backwards(), before);
}
