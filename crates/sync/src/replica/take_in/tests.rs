//! Who is listened to, and what is kept of words that come before their acts.

use countersign_domain::{Claimed, Deed, DeviceId, Effect, Header, Incarnation, Role, Subject};
use countersign_wire::SignedAct;

use super::*;
use crate::Extent;
use crate::desk::{Desk, magda_and_karin};
use countersign_domain::PartKind;

const MIB: usize = 1024 * 1024;

/// The act that was made last, as it arrives elsewhere.
fn last(desk: &Desk) -> Read {
    let agreement = desk.replica.agreement();
    let id = agreement.acts().last().unwrap().id;
    let signed = SignedAct::decode(desk.replica.signed(id).unwrap()).unwrap();
    verify::read(agreement.id(), signed).unwrap()
}

fn early(number: u16, sender: DeviceId, bytes: usize) -> EarlyBodyRow {
    let mut act = [0xcc; 32];
    act[..2].copy_from_slice(&number.to_be_bytes());
    EarlyBodyRow {
        act: ActId(act),
        sender,
        bytes: vec![7; bytes],
    }
}

/// Hands in a body that is early, and says whether it was kept: in memory and in the batch alike.
fn kept(desk: &mut Desk, row: EarlyBodyRow) -> bool {
    let (place, mut batch) = ((row.act, row.sender), Batch::default());
    let before = desk.replica.early.len();
    desk.replica.keep_early(row, &mut batch);
    let grown = desk.replica.early.len() - before;
    assert_eq!(batch.early.len(), grown);
    assert!(batch.early.iter().all(|row| (row.act, row.sender) == place));
    grown == 1
}

#[test]
fn two_mebibytes_of_early_words_of_one_device_are_kept_and_not_a_byte_more() {
    let (mut magda, karin) = magda_and_karin();
    let (laptop, phone) = (karin.replica.device(), magda.replica.device());
    assert!(kept(&mut magda, early(1, laptop, MIB)));
    assert!(kept(&mut magda, early(2, laptop, MIB - 10)));
    assert!(!kept(&mut magda, early(3, laptop, 11)));
    assert!(kept(&mut magda, early(4, laptop, 10)));
    assert!(!kept(&mut magda, early(5, laptop, 1)));
    assert!(kept(&mut magda, early(5, phone, 2 * MIB)));
    assert!(!kept(&mut magda, early(6, phone, 1)));
}

#[test]
fn two_hundred_and_fifty_six_early_words_of_one_device_are_kept_and_not_one_more() {
    let (mut magda, karin) = magda_and_karin();
    let laptop = karin.replica.device();
    let all = (0..300).filter(|number| kept(&mut magda, early(*number, laptop, 1)));
    assert_eq!(all.count(), 256);
    let phone = magda.replica.device();
    assert!(kept(&mut magda, early(0, phone, 1)));
}

#[test]
fn early_words_are_kept_once_and_not_when_they_were_erased() {
    let (mut magda, karin) = magda_and_karin();
    let laptop = karin.replica.device();
    assert!(kept(&mut magda, early(1, laptop, 10)));
    assert!(!kept(&mut magda, early(1, laptop, 20)));
    let erased = early(2, laptop, 10);
    magda.replica.erased.insert(erased.act);
    assert!(!kept(&mut magda, erased));
}

#[test]
fn a_device_of_nobody_and_a_kit_are_not_listened_to() {
    let (magda, karin) = magda_and_karin();
    let knows = |device| magda.replica.known_sender(device, &[]);
    assert_eq!(knows(karin.replica.device()), Ok(()));
    assert_eq!(knows(DeviceId([9; 32])), Err(Reason::SenderUnknown));
    let devices = magda.replica.agreement().devices();
    let kits: Vec<_> = devices.iter().filter(|(_, state)| state.kit).collect();
    assert_eq!(kits.len(), 2);
    for (kit, _) in kits {
        assert_eq!(knows(*kit), Err(Reason::SenderUnknown));
    }
}

#[test]
fn a_device_is_listened_to_by_the_act_that_it_brings_along() {
    let (magda, mut karin) = magda_and_karin();
    let mut phone = karin.add_device(7);
    let by_laptop = last(&karin);
    karin.give(&mut phone);
    let tablet = phone.add_device(8).replica.device();
    let by_phone = last(&phone);
    let knows = |device, acts: &[Read]| magda.replica.known_sender(device, acts);
    assert_eq!(
        knows(phone.replica.device(), &[]),
        Err(Reason::SenderUnknown)
    );
    // The tablet's place rests on the phone's.
    let one = [by_phone];
    assert_eq!(knows(tablet, &one), Err(Reason::SenderUnknown));
    let [by_phone] = one;
    let both = [by_phone, by_laptop];
    assert_eq!(knows(tablet, &both), Ok(()));
    assert_eq!(knows(phone.replica.device(), &both), Ok(()));
    assert_eq!(knows(DeviceId([9; 32]), &both), Err(Reason::SenderUnknown));
}

#[test]
fn whoever_joins_is_listened_to_where_the_founder_compared_the_key() {
    let magda = Desk::found(Role::Client, 1);
    let karin = Desk::join(2, &magda);
    let join = [last(&karin)];
    let knows = |device| magda.replica.known_sender(device, &join);
    assert_eq!(knows(karin.replica.device()), Ok(()));
    assert_eq!(knows(DeviceId([9; 32])), Err(Reason::SenderUnknown));
    let elsewhere = Desk::found(Role::Client, 5);
    let there = elsewhere
        .replica
        .known_sender(karin.replica.device(), &join);
    assert_eq!(there, Err(Reason::SenderUnknown));
}

#[test]
fn a_receipt_is_known_as_one_applied_or_waiting() {
    let (mut magda, mut karin) = magda_and_karin();
    let goal = magda.suggest(PartKind::Goal, "Sleep");
    magda.give(&mut karin);
    let receipt = last(&karin).act;
    assert!(matches!(receipt.header.deed, Deed::Receipt { .. }));
    assert!(karin.replica.is_receipt(receipt.id));
    assert!(!karin.replica.is_receipt(goal));
    let waits = |deed| Act {
        id: ActId([if matches!(deed, Deed::Hello) { 1 } else { 2 }; 32]),
        header: Header {
            parents: vec![ActId([0xee; 32])],
            prev: None,
            seq: 0,
            incarnation: Incarnation([4; 16]),
            claimed: Claimed(0),
            effect: Effect::Tells,
            subject: Subject::None,
            deed,
            ..receipt.header.clone()
        },
    };
    magda.replica.agreement.insert(waits(Deed::Hello));
    magda
        .replica
        .agreement
        .insert(waits(receipt.header.deed.clone()));
    assert_eq!(magda.replica.agreement.waiting().count(), 2);
    assert!(magda.replica.is_receipt(ActId([2; 32])));
    assert!(!magda.replica.is_receipt(ActId([1; 32])));
    assert!(!magda.replica.is_receipt(ActId([3; 32])));
}

#[test]
fn acts_of_others_are_no_sign_of_a_copied_vault() {
    let (mut magda, mut karin) = magda_and_karin();
    let mut copy = magda.copy(magda.disk.clone(), 77);
    let life = magda.replica.incarnation();
    karin.suggest(PartKind::Goal, "Sleep");
    for envelope in karin.send(Extent::Missing) {
        assert!(!magda.receive(&envelope).copied);
    }
    assert_eq!(magda.replica.incarnation(), life);
    copy.suggest(PartKind::Goal, "Written on the copy");
    let envelopes = copy.send(Extent::Missing);
    assert!(envelopes.iter().any(|it| magda.receive(it).copied));
    assert_ne!(magda.replica.incarnation(), life);
}

#[test]
fn the_document_is_saved_anew_after_sixty_four_acts_and_not_before() {
    let (mut magda, mut karin) = magda_and_karin();
    let mut kept = magda.disk.snapshot.as_ref().map_or(0, |kept| kept.acts);
    let mut saved = 0;
    for _ in 0..132 {
        karin.suggest(PartKind::Goal, "Sleep");
        for envelope in karin.send(Extent::New) {
            magda.receive(&envelope);
        }
        let acts = magda.disk.document.acts;
        if acts == kept + 64 {
            (kept, saved) = (acts, saved + 1);
        }
        let snapshot = magda.disk.snapshot.as_ref();
        assert_eq!(snapshot.map_or(0, |kept| kept.acts), kept, "of {acts} acts");
    }
    assert_eq!(saved, 2);
}

#[test]
fn words_that_are_here_are_not_taken_again_and_wrong_ones_are_counted() {
    let (mut magda, mut karin) = magda_and_karin();
    let goal = karin.suggest(PartKind::Goal, "Sleep");
    let [first, second] = [(); 2].map(|()| karin.send(Extent::Missing));
    let taken: Vec<_> = first.iter().map(|it| magda.receive(it).bodies).collect();
    assert_eq!(taken.concat(), [goal]);
    let body = magda.disk.bodies[&goal].clone();
    let mut received = magda.receive(&second[0]);
    assert!(received.bodies.is_empty());
    let mut batch = Batch::default();
    magda
        .replica
        .take_body(goal, body.clone(), &mut received, &mut batch);
    assert!(batch.bodies.is_empty() && received.bodies.is_empty());
    // Another's words are not the ones that an act committed to.
    magda.replica.bodies.remove(&goal);
    for wrong in 1..3 {
        magda
            .replica
            .take_body(goal, vec![7; 40], &mut received, &mut batch);
        assert_eq!((received.wrong_bodies, batch.bodies.len()), (wrong, 0));
    }
    magda
        .replica
        .take_body(goal, body, &mut received, &mut batch);
    assert_eq!((batch.bodies.len(), received.bodies), (1, vec![goal]));
}
