//! Small histories about devices, cuts and mandates in use (fold §2, §5). The others are in `histories.rs`.

mod stage;

use countersign_domain::act::{Choice, Cut, Deed, Subject};
use countersign_domain::state::{Joined, Standing, UseLabel};
use countersign_domain::{ActId, Claimed, Incarnation, PartKind, Role};
use stage::*;

#[test]
fn two_joins_leave_nothing_in_force() {
    let mut stage = Stage::alone();
    let founding = stage.now();
    stage.at(&founding, LAPTOP, Subject::None, joining());
    let part = stage.agreed(PartKind::Goal);
    assert!(stage.in_force(part));
    let recovery = countersign_domain::DeviceId([13; 32]);
    let second = Deed::Join {
        wrap_key: vec![],
        recovery,
        compared: PHONE,
        admission: vec![],
    };
    let mut header = stage.header(STRANGER, Subject::None, second, &founding);
    header.author = Role::Keyworker;
    stage.insert(header);
    assert_eq!(stage.agreement.joined(), Joined::Twice);
    assert_eq!(
        (standing(&stage, part), stage.in_force(part)),
        (Standing::OnHold, false)
    );
}

#[test]
fn beyond_a_cut_a_yes_gives_nothing_and_a_take_back_still_stops() {
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::None, adding(TABLET));
    let part = stage.agreed(PartKind::Mandate);
    let open = stage.suggests(LAPTOP, PartKind::Mandate);
    let before = stage.now();
    let removal = Deed::RemoveDevice {
        device: TABLET,
        cuts: vec![],
    };
    let removal = stage.at(&before, PHONE, Subject::All, removal);
    stage.at(
        &before,
        TABLET,
        Subject::Part(open),
        answer(open, Choice::Yes),
    );
    assert_eq!(stage.holds(open), None, "a stolen tablet says no yes");
    stage.at(&before, TABLET, Subject::Part(part), take_back(part));
    assert!(!stage.in_force(part), "but a take-back stops at once");
    let saw_removal = stage.at(
        &[removal],
        PHONE,
        Subject::Part(part),
        answer(part, Choice::Yes),
    );
    assert!(
        stage.in_force(part),
        "until Magda, who saw the removal, says yes: {saw_removal}"
    );
}

#[test]
fn a_cut_through_a_replacing_yes_leaves_no_mandate_until_she_answers() {
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::None, adding(TABLET));
    let part = stage.agreed(PartKind::Mandate);
    let (subject, deed) = other_words(part, PartKind::Mandate, None);
    let newer = stage.does(LAPTOP, subject, deed);
    stage.does(TABLET, subject, answer(newer, Choice::Yes));
    assert_eq!(stage.holds(part), Some(newer));
    stage.does(
        PHONE,
        Subject::All,
        Deed::RemoveDevice {
            device: TABLET,
            cuts: vec![],
        },
    );
    assert_eq!(
        (standing(&stage, part), stage.holds(part)),
        (Standing::OnHold, None)
    );
    stage.does(PHONE, subject, answer(part, Choice::Yes));
    assert_eq!(stage.holds(part), Some(part));
}

#[test]
fn a_kit_outranks_a_device_in_who_removes_whom() {
    let mut stage = Stage::together();
    let added = stage.does(PHONE, Subject::None, adding(TABLET));
    let vouched = Cut {
        incarnation: Incarnation([0; 16]),
        last: added,
    };
    let by_tablet = Deed::RemoveDevice {
        device: PHONE,
        cuts: vec![vouched],
    };
    let by_kit = Deed::RemoveDevice {
        device: TABLET,
        cuts: vec![],
    };
    stage.at(&[added], TABLET, Subject::All, by_tablet);
    assert!(stage.agreement.devices()[&PHONE].removed);
    stage.at(&[added], MAGDAS_KIT, Subject::All, by_kit);
    let devices = stage.agreement.devices();
    assert!(!devices[&PHONE].removed && devices[&TABLET].removed);
    let part = stage.agreed(PartKind::Mandate);
    assert_eq!(
        standing(&stage, part),
        Standing::Paused,
        "the thief's removal still pauses"
    );
}

#[test]
fn uses_are_labelled_by_what_the_user_could_know() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Mandate);
    let subject = Subject::Part(part);
    let using = || Deed::Use {
        version: part,
        at: Claimed(0),
    };
    let within = stage.does(LAPTOP, subject, using());
    let before = stage.now();
    let back = stage.at(&before, PHONE, subject, take_back(part));
    let unaware = stage.at(&before, LAPTOP, subject, using());
    let aware = stage.does(LAPTOP, subject, using());
    let label = |act| stage.agreement.use_label(act);
    assert_eq!(label(within), Some(UseLabel::Within), "{back}");
    assert_eq!(label(unaware), Some(UseLabel::BeforeTheyKnew));
    assert_eq!(label(aware), Some(UseLabel::WithoutMandate));
}

#[test]
fn leaving_out_what_ones_device_had_receipted_counts_as_having_seen_it() {
    let mut stage = Stage::together();
    let part = stage.agreed(PartKind::Mandate);
    let subject = Subject::Part(part);
    let before = stage.now();
    let back = stage.at(&before, PHONE, subject, take_back(part));
    let receipt = Deed::Receipt {
        received: vec![back],
    };
    let sly = stage.at(&before, LAPTOP, Subject::None, receipt);
    let used = stage.at(
        &[sly],
        LAPTOP,
        subject,
        Deed::Use {
            version: part,
            at: Claimed(0),
        },
    );
    assert_eq!(
        stage.agreement.use_label(used),
        Some(UseLabel::WithoutMandate)
    );
}

#[test]
fn a_waiting_take_back_numbered_beyond_a_cut_yields_to_a_yes_that_saw_the_removal() {
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::None, adding(TABLET));
    let part = stage.agreed(PartKind::Mandate);
    let subject = Subject::Part(part);
    let vouched = stage.does(TABLET, Subject::None, Deed::ShareCheckin);
    let waits = |stage: &mut Stage, seq: u64, incarnation: u8| {
        let mut header = stage.header(TABLET, subject, take_back(part), &stage.now());
        header.parents.push(ActId([0xaa; 32]));
        (header.seq, header.incarnation) = (seq, Incarnation([incarnation; 16]));
        stage.insert(header);
    };
    waits(&mut stage, 1, 0);
    let cut = Cut {
        incarnation: Incarnation([0; 16]),
        last: vouched,
    };
    stage.does(
        PHONE,
        Subject::All,
        Deed::RemoveDevice {
            device: TABLET,
            cuts: vec![cut],
        },
    );
    assert!(
        !stage.in_force(part),
        "it suspends, although its device is gone"
    );
    stage.does(LAPTOP, subject, answer(part, Choice::Yes));
    assert!(!stage.in_force(part), "the keyworker's yes lifts nothing");
    stage.does(PHONE, subject, answer(part, Choice::Yes));
    assert!(
        stage.in_force(part),
        "Magda, who saw the removal, has said yes"
    );
    waits(&mut stage, 0, 9);
    assert!(
        stage.in_force(part),
        "an incarnation that no cut lists is beyond as a whole"
    );
    waits(&mut stage, 0, 0);
    assert!(
        !stage.in_force(part),
        "what the removal vouched for does not yield"
    );
}

#[test]
fn a_waiting_pause_numbered_beyond_a_cut_yields_to_a_resume_that_saw_the_removal() {
    let mut stage = Stage::together();
    stage.does(PHONE, Subject::None, adding(TABLET));
    let part = stage.agreed(PartKind::Permission);
    let mut header = stage.header(TABLET, Subject::All, Deed::Pause, &stage.now());
    header.parents.push(ActId([0xaa; 32]));
    stage.insert(header);
    stage.does(
        PHONE,
        Subject::All,
        Deed::RemoveDevice {
            device: TABLET,
            cuts: vec![],
        },
    );
    stage.does(PHONE, Subject::Part(part), answer(part, Choice::Yes));
    assert_eq!(
        standing(&stage, part),
        Standing::OnHold,
        "a yes lifts no pause"
    );
    stage.does(PHONE, Subject::All, Deed::Resume);
    assert!(stage.in_force(part));
}
