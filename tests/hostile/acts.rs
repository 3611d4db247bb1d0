//! Acts that are validly signed by a member and say what that member may not say.

use countersign_domain::act::{Choice, Cut};
use countersign_domain::{
    ActId, Claimed, Deed, DeviceId, Effect, Header, Incarnation, PartKind, Refusal, Role, Subject,
};
use countersign_seal::{DeviceKeys, countersign, seal_bundle};
use countersign_sync::{Body, Field, Outcome, Reason, wire_role};
use countersign_wire::{Body as WireBody, Bundle};

use crate::desk::Dice;
use crate::forge::{Stage, signed};

/// Karin's laptop sends this act next. Gives what came of it and the act's id.
fn send(stage: &mut Stage, header: &Header) -> (Outcome, ActId) {
    let (id, bytes) = signed(header, &stage.karin.keys);
    let envelope = stage.with_acts(vec![bytes]);
    (stage.magda.receive(&envelope).outcome, id)
}

fn refusal(stage: &Stage, id: ActId) -> Option<Refusal> {
    stage.magda.replica.agreement().refusal(id)
}

#[test]
fn karins_device_cannot_say_yes_for_magda() {
    let mut stage = Stage::set();
    let part = stage.karin.suggest(PartKind::Mandate, "Speak for you");
    stage.karin.give(&mut stage.magda);
    let deed = Deed::Answer {
        version: part,
        choice: Choice::Yes,
        day: None,
        reasoned: false,
    };
    let header = Header {
        author: Role::Client,
        ..stage.header(deed, Subject::Part(part))
    };
    let (outcome, id) = send(&mut stage, &header);
    assert_eq!(outcome, Outcome::Taken);
    assert_eq!(refusal(&stage, id), Some(Refusal::NotTheirDevice));
    let state = stage.magda.replica.agreement().part(part).unwrap();
    assert!(state.holds.is_none() && !state.in_force);
}

/// Somebody has Karin's sending key, and no device that the two know.
#[test]
fn a_device_of_nobody_is_not_listened_to_though_it_has_the_key() {
    let mut stage = Stage::set();
    let mut dice = Dice(92);
    let stranger = DeviceKeys::generate(&mut dice);
    let key = stage.karin.disk.sending_key().unwrap();
    let bundle = Bundle {
        device: stranger.public().sign,
        ..stage.bundle()
    };
    let envelope = seal_bundle(&key, &[], &bundle, &stranger, &mut dice).unwrap();
    let outcome = stage.refuses(&envelope);
    assert_eq!(outcome, Outcome::Aside(Reason::SenderUnknown));
}

#[test]
fn karin_cannot_mint_a_magda() {
    let mut stage = Stage::set();
    let mut dice = Dice(91);
    let minted = DeviceKeys::generate(&mut dice);
    let agreement = stage.karin.replica.agreement().id();
    for role in Role::BOTH {
        let adder = stage.karin.replica.device();
        let word = countersign(&minted, &agreement.0, wire_role(role), &adder.0);
        let deed = Deed::AddDevice {
            device: DeviceId(minted.public().sign),
            wrap_key: minted.public().wrap.to_vec(),
            countersignature: word.to_vec(),
        };
        let header = Header {
            author: Role::Client,
            ..stage.header(deed, Subject::None)
        };
        let (outcome, id) = send(&mut stage, &header);
        // Countersigned for the other role, it is no act at all; for this one, it is refused.
        match role {
            Role::Keyworker => assert_eq!(outcome, Outcome::Aside(Reason::BadAct)),
            Role::Client => assert_eq!(refusal(&stage, id), Some(Refusal::NotTheirDevice)),
        }
    }
    let devices = stage.magda.replica.agreement().devices();
    assert!(!devices.contains_key(&DeviceId(minted.public().sign)));
}

#[test]
fn a_device_without_its_own_word_or_with_a_broken_key_is_no_act() {
    let mut stage = Stage::set();
    let minted = DeviceKeys::generate(&mut Dice(92));
    let agreement = stage.karin.replica.agreement().id();
    let adder = stage.karin.replica.device();
    let word = countersign(&minted, &agreement.0, wire_role(Role::Keyworker), &adder.0).to_vec();
    let good = minted.public().wrap.to_vec();
    let device = DeviceId(minted.public().sign);
    let cases = [
        (device, good.clone(), vec![0; 64]),
        (device, good.clone(), Vec::new()),
        (device, Vec::new(), word.clone()),
        (device, vec![0xff; good.len()], word.clone()),
        (DeviceId([0; 32]), good, word),
    ];
    for (device, wrap_key, countersignature) in cases {
        let deed = Deed::AddDevice {
            device,
            wrap_key,
            countersignature,
        };
        let header = stage.header(deed, Subject::None);
        assert_eq!(send(&mut stage, &header).0, Outcome::Aside(Reason::BadAct));
    }
}

#[test]
fn a_second_join_needs_an_admission_by_a_compared_device() {
    let mut stage = Stage::set();
    let deed = Deed::Join {
        wrap_key: stage.karin.keys.public().wrap.to_vec(),
        recovery: DeviceId([5; 32]),
        compared: stage.magda.replica.device(),
        admission: vec![7; 96],
    };
    let header = stage.header(deed, Subject::None);
    assert_eq!(send(&mut stage, &header).0, Outcome::Aside(Reason::BadAct));
}

#[test]
fn karin_cannot_remove_magdas_phone() {
    let mut stage = Stage::set();
    let device = stage.magda.replica.device();
    let cuts: Vec<Cut> = Vec::new();
    let header = stage.header(Deed::RemoveDevice { device, cuts }, Subject::All);
    let (_, id) = send(&mut stage, &header);
    assert_eq!(refusal(&stage, id), Some(Refusal::NotOwnDevice));
    let header = Header {
        author: Role::Client,
        ..header
    };
    let (_, id) = send(&mut stage, &header);
    assert_eq!(refusal(&stage, id), Some(Refusal::NotTheirDevice));
}

#[test]
fn an_act_of_another_agreement_or_with_a_broken_signature_is_no_act() {
    let mut stage = Stage::set();
    let good = stage.header(Deed::CopyForRecord, Subject::None);
    let other = Header {
        agreement: Some(ActId([8; 32])),
        ..good.clone()
    };
    assert_eq!(send(&mut stage, &other).0, Outcome::Aside(Reason::BadAct));
    let none = Header {
        agreement: None,
        ..good.clone()
    };
    assert_eq!(send(&mut stage, &none).0, Outcome::Aside(Reason::BadAct));
    let hers = Header {
        device: stage.magda.replica.device(),
        ..good
    };
    assert_eq!(send(&mut stage, &hers).0, Outcome::Aside(Reason::BadAct));
}

#[test]
fn a_leap_in_the_chain_keeps_its_place_and_has_no_effect() {
    let mut stage = Stage::set();
    let honest = stage.header(Deed::CopyForRecord, Subject::None);
    let leap = Header {
        seq: 5_000_000,
        ..honest.clone()
    };
    let (outcome, id) = send(&mut stage, &leap);
    assert_eq!(outcome, Outcome::Taken);
    assert_eq!(refusal(&stage, id), Some(Refusal::BrokenChain));
    let (outcome, id) = send(&mut stage, &honest);
    assert_eq!((outcome, refusal(&stage, id)), (Outcome::Taken, None));
    stage.magda.restart();
    stage.magda.give(&mut stage.karin);
    assert!(stage.karin.replica.agreement().act(id).is_some());
}

#[test]
fn a_number_that_no_chain_reaches_is_no_act() {
    let mut stage = Stage::set();
    for seq in [u64::MAX, 1 << 31, (1 << 32) - 1] {
        let header = Header {
            seq,
            prev: None,
            ..stage.header(Deed::CopyForRecord, Subject::None)
        };
        let (_, bytes) = signed(&header, &stage.karin.keys);
        let envelope = stage.with_acts(vec![bytes]);
        assert_eq!(stage.refuses(&envelope), Outcome::Aside(Reason::BadAct));
    }
}

#[test]
fn an_act_that_takes_away_by_name_only_takes_nothing() {
    let mut stage = Stage::set();
    let header = Header {
        effect: Effect::TakesAway,
        subject: Subject::All,
        ..stage.header(Deed::CopyForRecord, Subject::None)
    };
    let (_, id) = send(&mut stage, &header);
    assert_eq!(refusal(&stage, id), Some(Refusal::WrongEffect));
}

#[test]
fn a_deed_of_a_newer_app_is_kept_and_a_newer_header_waits_for_an_update() {
    let mut stage = Stage::set();
    let header = stage.header(Deed::Unknown { code: 900 }, Subject::None);
    let (outcome, id) = send(&mut stage, &header);
    assert_eq!((outcome, refusal(&stage, id)), (Outcome::Taken, None));
    let mut bytes = countersign_domain::encode::header(&stage.header(Deed::End, Subject::All));
    bytes[2] = 2;
    let signature = stage.karin.keys.sign(countersign_seal::Label::Act, &bytes);
    let bytes = [&bytes[..], &signature].concat();
    let envelope = stage.with_acts(vec![bytes]);
    assert_eq!(stage.refuses(&envelope), Outcome::Aside(Reason::NewerApp));
}

#[test]
fn words_that_were_not_committed_to_are_dropped() {
    let mut stage = Stage::set();
    let part = stage.karin.suggest(PartKind::Goal, "A flat of my own");
    stage.karin.disk.bodies.clear();
    stage.karin.give(&mut stage.magda);
    let other = Body::new(
        [(Field::Words, "Something else".to_owned())].into(),
        &mut Dice(5),
    );
    let other = other.encode().unwrap();
    for bytes in [other, Vec::new(), vec![0xff; 16 * 1024], vec![0xa0]] {
        let envelope = stage.with_bodies(vec![WireBody { act: part.0, bytes }]);
        let received = stage.magda.receive(&envelope);
        assert_eq!((received.wrong_bodies, received.bodies.len()), (1, 0));
    }
    assert_eq!(stage.magda.replica.missing_bodies(), [part]);
}

#[test]
fn an_act_from_the_end_of_time_is_shown_as_claimed_and_breaks_nothing() {
    let mut stage = Stage::set();
    for claimed in [i64::MIN, i64::MAX] {
        let header = Header {
            claimed: Claimed(claimed),
            incarnation: Incarnation([claimed.to_be_bytes()[7]; 16]),
            seq: 0,
            prev: None,
            ..stage.header(Deed::CopyForRecord, Subject::None)
        };
        let (outcome, id) = send(&mut stage, &header);
        assert_eq!((outcome, refusal(&stage, id)), (Outcome::Taken, None));
    }
    stage.magda.restart();
}
