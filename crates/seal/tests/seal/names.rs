//! Ids, commitments, fingerprints, and the signatures that vouch for keys.

use crate::dice::{dice, karin, magda, stranger};
use countersign_seal::{
    Joining, PICTURES, Role, act_id, actor_id, admission, agenda_id, body_commitment, bundle_id,
    check_public, countersign, entropy, fingerprint, living_item, roster_hash, verify_admission,
    verify_countersign,
};
use std::collections::BTreeSet;

#[test]
fn a_commitment_opens_to_one_body_and_one_salt() {
    let committed = body_commitment(&[1; 32], b"I will be at the ward on Monday");
    assert_ne!(
        committed,
        body_commitment(&[2; 32], b"I will be at the ward on Monday")
    );
    assert_ne!(
        committed,
        body_commitment(&[1; 32], b"I will be at the ward on Tuesday")
    );
}

#[test]
fn an_actor_differs_by_device_agreement_and_incarnation() {
    let actors = BTreeSet::from([
        actor_id(&[1; 32], &[2; 32], &[3; 16]),
        actor_id(&[9; 32], &[2; 32], &[3; 16]),
        actor_id(&[1; 32], &[9; 32], &[3; 16]),
        actor_id(&[1; 32], &[2; 32], &[9; 16]),
    ]);
    assert_eq!(actors.len(), 4);
}

#[test]
fn names_of_living_text_follow_from_everything_they_name() {
    let first = agenda_id(&[1; 32], None);
    let agendas = BTreeSet::from([
        first,
        agenda_id(&[2; 32], None),
        agenda_id(&[1; 32], Some(&first)),
        agenda_id(&[1; 32], Some(&[1; 32])),
    ]);
    assert_eq!(agendas.len(), 4);
    let items = BTreeSet::from([
        living_item(&[1; 32], &[2; 32], 3),
        living_item(&[9; 32], &[2; 32], 3),
        living_item(&[1; 32], &[9; 32], 3),
        living_item(&[1; 32], &[2; 32], 9),
    ]);
    assert_eq!(items.len(), 4);
}

#[test]
fn ids_are_blake3_of_the_exact_bytes() {
    let empty = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
    assert_eq!(blake3::Hash::from(act_id(b"")).to_hex().as_str(), empty);
    assert_eq!(bundle_id(b""), act_id(b""));
}

#[test]
fn a_roster_is_a_set() {
    let both = roster_hash(&BTreeSet::from([[1; 32], [2; 32]]));
    assert_eq!(both, roster_hash(&BTreeSet::from([[2; 32], [1; 32]])));
    assert_ne!(both, roster_hash(&BTreeSet::from([[1; 32]])));
}

#[test]
fn chance_fills_every_byte_and_does_not_repeat() {
    let mut dice = dice(7);
    assert_ne!(entropy::<32>(&mut dice), entropy::<32>(&mut dice));
}

#[test]
fn keys_that_are_no_keys_are_refused() {
    let good = magda().public().clone();
    assert!(check_public(&good).is_ok());
    let mut small_order = good.clone();
    small_order.sign = [0; 32];
    assert!(check_public(&small_order).is_err());
    let mut not_reduced = good.clone();
    not_reduced.wrap = [0xff; 1216];
    assert!(check_public(&not_reduced).is_err());
    assert_ne!(fingerprint(&good), fingerprint(&not_reduced));
}

#[test]
fn a_device_is_added_only_by_its_own_word_for_exactly_this() {
    let (phone, laptop) = (magda(), karin());
    let adder = stranger().public().sign;
    let word = countersign(&phone, &[1; 32], Role::Client, &adder);
    let check = |keys: &countersign_seal::DeviceKeys, agreement, role, adder| {
        verify_countersign(keys.public(), &agreement, role, &adder, &word).is_ok()
    };
    assert!(check(&phone, [1; 32], Role::Client, adder));
    assert!(!check(&laptop, [1; 32], Role::Client, adder));
    assert!(!check(&phone, [2; 32], Role::Client, adder));
    assert!(!check(&phone, [1; 32], Role::Keyworker, adder));
    assert!(!check(&phone, [1; 32], Role::Client, [0; 32]));
}

#[test]
fn an_admission_names_every_key_that_was_compared() {
    let karin = karin();
    let joining = Joining {
        agreement: [1; 32],
        role: Role::Client,
        keys: magda().public().clone(),
        recovery: [2; 32],
        transcript: [3; 32],
    };
    let word = admission(&karin, &joining);
    let check = |joining: &Joining| verify_admission(&karin.public().sign, joining, &word).is_ok();
    assert!(check(&joining));
    for other in [
        Joining {
            agreement: [9; 32],
            ..joining.clone()
        },
        Joining {
            role: Role::Keyworker,
            ..joining.clone()
        },
        Joining {
            keys: stranger().public().clone(),
            ..joining.clone()
        },
        Joining {
            recovery: [9; 32],
            ..joining.clone()
        },
        Joining {
            transcript: [9; 32],
            ..joining.clone()
        },
    ] {
        assert!(!check(&other));
    }
    assert!(verify_admission(&stranger().public().sign, &joining, &word).is_err());
}

#[test]
fn no_two_pictures_look_or_are_called_alike() {
    assert_eq!(
        BTreeSet::from(PICTURES.map(|picture| picture.symbol)).len(),
        64
    );
    assert_eq!(
        BTreeSet::from(PICTURES.map(|picture| picture.name)).len(),
        64
    );
}
