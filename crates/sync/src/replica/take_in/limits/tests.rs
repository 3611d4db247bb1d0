//! Each share to its last byte and its last act, and that a full one is in nobody else's way.

use countersign_domain::{Claimed, Deed, DeviceId, Effect, Header, Incarnation, Subject, encode};
use countersign_wire::SignedAct;

use super::*;
use crate::desk::{Desk, magda_and_karin};

const STRANGER: DeviceId = DeviceId([0xaa; 32]);
const MIB: usize = 1024 * 1024;

/// An act that a device may have written, with no signature to speak of: limits are asked after it was looked at.
fn written(at: &Desk, device: DeviceId, number: usize, parents: Vec<ActId>) -> Read {
    let mut life = [9; 16];
    life[..8].copy_from_slice(&number.to_be_bytes());
    let header = Header {
        agreement: Some(at.replica.agreement().id()),
        author: Role::Keyworker,
        device,
        incarnation: Incarnation(life),
        seq: 0,
        prev: None,
        parents,
        continues: None,
        waiting: Vec::new(),
        effect: Effect::Tells,
        subject: Subject::None,
        deed: Deed::Hello,
        claimed: Claimed(0),
        commitment: None,
    };
    let signed = SignedAct::new(encode::header(&header), [0; 64]).unwrap();
    verify::read(at.replica.agreement().id(), signed).unwrap()
}

/// An act that waits for one that never comes.
fn lost(at: &Desk, device: DeviceId, number: usize) -> Read {
    written(at, device, number, vec![ActId([0xee; 32])])
}

fn size(read: &Read) -> usize {
    read.signed.encode().len()
}

/// What the acts of a device's person fill, of those that are here.
fn filled(at: &Desk, devices: &[DeviceId]) -> usize {
    let acts = at.replica.ledger.iter();
    let theirs = acts.filter(|(_, held)| devices.contains(&held.life.0));
    theirs.map(|(_, held)| held.signed.len()).sum()
}

/// Lets one act of a device be as long as thousands are.
fn stuff(at: &mut Desk, device: DeviceId, bytes: usize) {
    let read = written(at, device, 7_777, Vec::new());
    let row = (&read.act, vec![0; bytes], None);
    at.replica.ledger.refill(std::iter::once(row));
}

/// Lets so many acts of a device wait.
fn let_wait(at: &mut Desk, device: DeviceId, count: usize) {
    for number in 0..count {
        let read = lost(at, device, number);
        at.replica.agreement.insert(read.act);
    }
}

#[test]
fn the_last_byte_of_a_share_is_theirs_and_the_next_one_is_not() {
    let (_, laptop) = magda_and_karin();
    let laptop = laptop.replica.device();
    for (device, share) in [(laptop, 24 * MIB), (STRANGER, 8 * MIB)] {
        let (mut fits, mut full) = (magda_and_karin().0, magda_and_karin().0);
        let two = |at: &Desk| [1, 2].map(|number| written(at, device, number, Vec::new()));
        let news: usize = two(&fits).iter().map(size).sum();
        let room = share - filled(&fits, &[device]) - news;
        stuff(&mut fits, device, room);
        assert_eq!(fits.replica.within_limits(&two(&fits)), Ok(()));
        stuff(&mut full, device, room + 1);
        let refused = full.replica.within_limits(&two(&full));
        assert_eq!(refused, Err(Reason::Full), "{device:?}");
        // One of the two has room still, and so has everybody else.
        assert_eq!(full.replica.within_limits(&two(&full)[..1]), Ok(()));
        let magda = full.replica.device();
        for other in [magda, laptop, STRANGER].iter().filter(|it| **it != device) {
            let theirs = written(&full, *other, 3, Vec::new());
            assert_eq!(full.replica.within_limits(&[theirs]), Ok(()));
        }
    }
}

#[test]
fn two_devices_of_one_person_fill_one_share() {
    let (mut magda, mut karin) = magda_and_karin();
    let phone = karin.add_device(7).replica.device();
    karin.give(&mut magda);
    let act = written(&magda, phone, 1, Vec::new());
    let laptop = karin.replica.device();
    let room = 24 * MIB - filled(&magda, &[laptop, phone]) - size(&act);
    stuff(&mut magda, laptop, room + 1);
    assert_eq!(
        magda.replica.within_limits(std::slice::from_ref(&act)),
        Err(Reason::Full)
    );
}

#[test]
fn two_thousand_acts_of_a_share_may_wait_and_not_one_more() {
    let (_, karin) = magda_and_karin();
    let laptop = karin.replica.device();
    for device in [laptop, STRANGER] {
        let (mut magda, _) = magda_and_karin();
        let_wait(&mut magda, device, 1_998);
        let three: Vec<Read> = (2_001..2_004).map(|it| lost(&magda, device, it)).collect();
        assert_eq!(magda.replica.within_limits(&three[..2]), Ok(()));
        let refused = magda.replica.within_limits(&three);
        assert_eq!(refused, Err(Reason::TooMuchWaiting), "{device:?}");
        let_wait(&mut magda, device, 2_000);
        let phone = magda.replica.device();
        for other in [phone, laptop, STRANGER].iter().filter(|it| **it != device) {
            let theirs = lost(&magda, *other, 1);
            assert_eq!(magda.replica.within_limits(&[theirs]), Ok(()));
        }
        // What need not wait is taken in as ever.
        let ready = written(&magda, device, 1, Vec::new());
        assert_eq!(magda.replica.within_limits(&[ready]), Ok(()));
    }
}

#[test]
fn what_comes_with_all_that_it_follows_does_not_wait() {
    let (magda, karin) = magda_and_karin();
    let laptop = karin.replica.device();
    let here: Vec<ActId> = magda.replica.agreement().heads().iter().copied().collect();
    let first = written(&magda, laptop, 1, here);
    let second = written(&magda, laptop, 2, vec![first.act.id]);
    let both = written(&magda, laptop, 3, vec![first.act.id, second.act.id]);
    let half = written(&magda, laptop, 4, vec![first.act.id, ActId([0xee; 32])]);
    let behind = written(&magda, laptop, 5, vec![half.act.id]);
    let (half_id, behind_id) = (half.act.id, behind.act.id);
    let waits = |reads: &[Read]| -> Vec<ActId> {
        let left = magda.replica.left_waiting(reads);
        left.iter().map(|act| act.id).collect()
    };
    assert_eq!(
        waits(&[behind, both, half, second, first]),
        [behind_id, half_id]
    );
}

#[test]
fn a_device_counts_for_the_one_who_adds_it_with_its_first_act() {
    let (mut magda, mut karin) = magda_and_karin();
    let phone = karin.add_device(7).replica.device();
    let added = karin.replica.agreement().acts().last().cloned().unwrap();
    let bytes = karin.replica.signed(added.id).unwrap();
    let bytes = SignedAct::decode(bytes).unwrap();
    let added = verify::read(magda.replica.agreement().id(), bytes).unwrap();
    // The strangers' share is full; hers is not.
    stuff(&mut magda, STRANGER, 8 * MIB);
    let act = written(&magda, phone, 1, vec![added.act.id]);
    assert_eq!(
        magda.replica.within_limits(std::slice::from_ref(&act)),
        Err(Reason::Full)
    );
    assert_eq!(magda.replica.within_limits(&[act, added]), Ok(()));
}

#[test]
fn whoever_joins_is_no_stranger() {
    let mut magda = Desk::found(Role::Client, 1);
    let karin = Desk::join(2, &magda);
    let id = karin.replica.agreement().acts().last().unwrap().id;
    let join = SignedAct::decode(karin.replica.signed(id).unwrap()).unwrap();
    let join = verify::read(magda.replica.agreement().id(), join).unwrap();
    stuff(&mut magda, STRANGER, 8 * MIB);
    assert_eq!(magda.replica.within_limits(&[join]), Ok(()));
}
