//! Days over the fold (law 7): a last day is still good, the day after is not, and no earlier clock brings it back.

mod stage;

use countersign_domain::act::{Deed, Subject};
use countersign_domain::dates::{LatestDay, dated_label, used_at};
use countersign_domain::part::Suggestion;
use countersign_domain::{ActId, Claimed, Day, PartKind, UseLabel};
use stage::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Seconds at noon of a day.
fn noon(text: &str) -> Claimed {
    Claimed(i64::from(day(text).days()) * 86_400 + 43_200)
}

fn until(text: &str) -> Suggestion {
    Suggestion {
        until: Some(day(text)),
        ..plain(PartKind::Mandate)
    }
}

#[test]
fn what_has_passed_does_not_un_pass() {
    let before = LatestDay::new(day("2027-06-30"));
    let last = Some(day("2027-07-01"));
    assert!(!before.is_past(last));
    let on_it = before.seen(day("2027-07-01"));
    assert!(!on_it.is_past(last), "a last day is still good");
    let after = on_it.seen(day("2027-07-02"));
    assert!(after.is_past(last));
    assert!(
        after.seen(day("2020-01-01")).is_past(last),
        "a clock set back changes nothing"
    );
    assert_eq!(after.seen(day("2020-01-01")).day(), day("2027-07-02"));
    assert!(!after.is_past(None), "without a last day nothing passes");
}

#[test]
fn a_use_after_the_last_day_was_without_a_mandate() {
    let label = |at| dated_label(UseLabel::Within, at, &until("2027-07-01"));
    assert_eq!(label(noon("2027-06-30")), UseLabel::Within);
    assert_eq!(label(noon("2027-07-01")), UseLabel::Within);
    assert_eq!(label(noon("2027-07-02")), UseLabel::WithoutMandate);
    let open = plain(PartKind::Mandate);
    let late = noon("2099-01-01");
    assert_eq!(
        dated_label(UseLabel::BeforeTheyKnew, late, &open),
        UseLabel::BeforeTheyKnew
    );
}

#[test]
fn a_use_tells_its_own_time_and_other_acts_have_none() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Mandate);
    let using = Deed::Use {
        version: part,
        at: Claimed(77),
    };
    let used = stage.does(LAPTOP, Subject::Part(part), using);
    let act = |id: ActId| stage.agreement.act(id).expect("it is on the stage");
    assert_eq!(used_at(act(used)), Some(Claimed(77)));
    assert_eq!(used_at(act(part)), None);
}
