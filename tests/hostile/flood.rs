//! Whoever floods fills their own share, and never stands in the way of the other's take-back (design §5).

use std::ops::Range;

use countersign_domain::act::Choice;
use countersign_domain::{ActId, Deed, DeviceId, Header, Incarnation, PartId, PartKind, Subject};
use countersign_seal::DeviceKeys;
use countersign_sync::{Extent, Outcome, Reason};

use crate::desk::{Desk, Dice};
use crate::forge::{Stage, signed};

/// Acts of Karin's that wait for something that never comes; each in a life of its own.
fn waiting_for_ever(stage: &Stage, count: u16, round: u8) -> Vec<Vec<u8>> {
    let one = |number: u16| {
        let mut life = [round; 16];
        life[..2].copy_from_slice(&number.to_be_bytes());
        let header = Header {
            incarnation: Incarnation(life),
            seq: 0,
            prev: None,
            parents: vec![ActId([0xee; 32])],
            ..stage.header(Deed::CopyForRecord, Subject::None)
        };
        signed(&header, &stage.karin.keys).1
    };
    (0..count).map(one).collect()
}

/// Magda agreed to a mandate, and has a second device that knows it.
fn agreed_with_a_phone() -> (Stage, PartId, Desk) {
    let mut stage = Stage::set();
    let part = stage.karin.suggest(PartKind::Mandate, "Speak for you");
    stage.karin.give(&mut stage.magda);
    stage.magda.answer(part, Choice::Yes, "Speak for you");
    let mut phone = stage.magda.add_device(33);
    stage.magda.give(&mut stage.karin);
    stage.magda.give(&mut phone);
    (stage, part, phone)
}

#[test]
fn acts_that_wait_for_ever_are_bounded_and_magdas_take_back_comes_through() {
    let (mut stage, part, mut phone) = agreed_with_a_phone();
    let mut outcomes = Vec::new();
    for round in 0..6 {
        let acts = waiting_for_ever(&stage, 400, round);
        let envelope = stage.with_acts(acts);
        outcomes.push(stage.magda.receive(&envelope).outcome);
    }
    assert_eq!(outcomes[..5], [Outcome::Taken; 5]);
    assert_eq!(outcomes[5], Outcome::Aside(Reason::TooMuchWaiting));
    phone.take_back(part);
    for envelope in phone.send(Extent::New) {
        assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    }
    assert!(!stage.magda.replica.agreement().part(part).unwrap().in_force);
    stage.magda.restart();
    // And Magda can still act and send, with all of that waiting.
    stage.magda.act(Subject::All, Deed::Pause);
    assert!(!stage.magda.send(Extent::Missing).is_empty());
}

#[test]
fn what_is_kept_aside_is_bounded_for_each_writer() {
    let mut stage = Stage::set();
    let mut kept = 0;
    for number in 0..250u8 {
        let envelope = stage.with_acts(vec![vec![number; 99]]);
        kept += usize::from(stage.refuses(&envelope) == Outcome::Aside(Reason::BadAct));
    }
    assert_eq!(kept, 200);
    let good = stage.unseen(&["Still heard"]);
    let envelope = stage.with_acts(good);
    assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
}

#[test]
fn heads_without_end_do_not_keep_magda_from_acting() {
    let mut stage = Stage::set();
    let parents: Vec<ActId> = stage
        .karin
        .replica
        .agreement()
        .heads()
        .iter()
        .copied()
        .collect();
    let acts: Vec<Vec<u8>> = (0..300u16)
        .map(|number| {
            let mut life = [9; 16];
            life[..2].copy_from_slice(&number.to_be_bytes());
            let header = Header {
                incarnation: Incarnation(life),
                seq: 0,
                prev: None,
                parents: parents.clone(),
                ..stage.header(Deed::CopyForRecord, Subject::None)
            };
            signed(&header, &stage.karin.keys).1
        })
        .collect();
    let envelope = stage.with_acts(acts);
    assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    assert!(stage.magda.replica.agreement().heads().len() >= 300);
    let pause = stage.magda.act(Subject::All, Deed::Pause);
    let heads = stage.magda.replica.agreement().heads();
    assert_eq!(heads.iter().copied().collect::<Vec<_>>(), [pause]);
}

/// A key that Karin made up.
fn nobody(number: u16) -> DeviceKeys {
    DeviceKeys::generate(&mut Dice(9_000 + u64::from(number)))
}

/// Acts by a device of nobody's, each in a life of its own, behind what `parents` names.
fn by_nobody(
    stage: &Stage,
    keys: &DeviceKeys,
    parents: &[ActId],
    lives: Range<u16>,
) -> Vec<Vec<u8>> {
    let one = |number: u16| {
        let mut life = [5; 16];
        life[..2].copy_from_slice(&number.to_be_bytes());
        let header = Header {
            device: DeviceId(keys.public().sign),
            incarnation: Incarnation(life),
            seq: 0,
            prev: None,
            parents: parents.to_vec(),
            ..stage.header(Deed::CopyForRecord, Subject::None)
        };
        signed(&header, keys).1
    };
    lives.map(one).collect()
}

#[test]
fn waiting_acts_of_made_up_devices_do_not_keep_a_waiting_take_back_out() {
    let (mut stage, part, mut phone) = agreed_with_a_phone();
    let keys = nobody(0);
    for hundreds in 0..5 {
        let lives = 400 * hundreds..400 * (hundreds + 1);
        let acts = by_nobody(&stage, &keys, &[ActId([0xee; 32])], lives);
        let envelope = stage.with_acts(acts);
        assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    }
    // What goes before the take-back is lost on its way.
    phone.suggest(PartKind::Goal, "Lost on its way");
    drop(phone.send(Extent::New));
    phone.take_back(part);
    for envelope in phone.send(Extent::New) {
        assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    }
    assert!(!stage.magda.replica.agreement().part(part).unwrap().in_force);
    // Nor has anybody else room for more made-up devices.
    let more = by_nobody(&stage, &nobody(1), &[ActId([0xee; 32])], 0..1);
    let envelope = stage.with_acts(more);
    let refused = stage.refuses(&envelope);
    assert_eq!(refused, Outcome::Aside(Reason::TooMuchWaiting));
}
