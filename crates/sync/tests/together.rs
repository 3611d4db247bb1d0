//! Several bundles in one step: the same as one behind the other, or nothing at all.

mod desk;

use std::collections::BTreeSet;

use countersign_domain::act::Deed;
use countersign_domain::{ActId, PartKind, Role, Subject};
use countersign_seal::{bundle_id, seal_bundle};
use countersign_sync::{Extent, Opened, Outcome, Together};
use countersign_wire::{Bundle, CarriedAct};
use desk::{Desk, NOW, magda_and_karin, same};
use proptest::prelude::*;

/// What happens before a file is made.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Karin's laptop or phone says something.
    Says { phone: bool },
    /// One tells the other.
    Tells { phone: bool },
    /// Magda says something that the laptop hears.
    Magda,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        any::<bool>().prop_map(|phone| Step::Says { phone }),
        any::<bool>().prop_map(|phone| Step::Tells { phone }),
        Just(Step::Magda),
    ];
    prop::collection::vec(step, 1..14)
}

/// Magda, and the bundles that Karin's laptop made one by one meanwhile. Magda has none of them.
fn lived(steps: &[Step]) -> (Desk, Vec<Vec<u8>>) {
    let (mut magda, mut laptop) = magda_and_karin();
    let mut phone = laptop.add_device(5);
    laptop.give(&mut phone);
    laptop.give(&mut magda);
    let mut file = Vec::new();
    for step in steps {
        match *step {
            Step::Says { phone: true } => drop(phone.suggest(PartKind::Step, "By phone")),
            Step::Says { phone: false } => drop(laptop.suggest(PartKind::Goal, "At the desk")),
            Step::Tells { phone: true } => phone.give(&mut laptop),
            Step::Tells { phone: false } => laptop.give(&mut phone),
            Step::Magda => {
                magda.act(Subject::All, Deed::Pause);
                magda.give(&mut laptop);
            }
        }
        file.extend(laptop.send(Extent::New));
    }
    (magda, file)
}

fn opened<'b>(desk: &Desk, file: &'b [Vec<u8>]) -> Vec<Opened<'b>> {
    let open = |envelope: &'b Vec<u8>| Opened::open(envelope, &desk.keys, &|id| desk.disk.key(id));
    file.iter()
        .map(|envelope| open(envelope).expect("its key is here or in it"))
        .collect()
}

fn together(desk: &mut Desk, file: &[Vec<u8>]) -> Option<Together> {
    let opened = opened(desk, file);
    let Desk {
        replica,
        keys,
        dice,
        ..
    } = desk;
    let taken = replica.receive_together(keys, &opened, NOW, dice);
    let mut taken = taken.expect("nothing is unsaved")?;
    desk.keep(std::mem::take(&mut taken.batch));
    Some(taken)
}

fn waiting(desk: &Desk) -> BTreeSet<ActId> {
    let waiting = desk.replica.agreement().waiting();
    waiting.map(|act| act.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_file_at_once_ends_as_bundle_by_bundle(
        steps in steps(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        lost in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (mut singly, mut file) = lived(&steps);
        prop_assume!(!file.is_empty());
        let length = file.len();
        for (from, to) in order.iter().enumerate() {
            file.swap(from % length, to.index(length));
        }
        if let Some(lost) = lost.filter(|_| length > 1) {
            file.remove(lost.index(length));
        }
        let mut at_once = singly.copy(singly.disk.clone(), 9);
        let taken = together(&mut at_once, &file).expect("all of it is honest");
        for (envelope, of_many) in file.iter().zip(&taken.each) {
            let received = singly.receive(envelope);
            prop_assert_eq!(received.outcome, Outcome::Taken);
            prop_assert_eq!(received.bundle, of_many.bundle);
            let acts = |acts: &[ActId]| acts.iter().copied().collect::<BTreeSet<_>>();
            prop_assert_eq!(acts(&received.acts), acts(&of_many.acts));
            prop_assert_eq!(received.gap, of_many.gap);
        }
        same(&singly, &at_once);
        prop_assert_eq!(waiting(&singly), waiting(&at_once));
        prop_assert_eq!(&singly.disk.bodies, &at_once.disk.bodies);
        at_once.restart();
        same(&singly, &at_once);
        let again = file.iter().all(|envelope| at_once.receive(envelope).outcome == Outcome::Already);
        prop_assert!(again);
    }
}

fn written_file() -> (Desk, Desk, Vec<Vec<u8>>) {
    let (magda, mut karin) = magda_and_karin();
    let mut file = Vec::new();
    for words in ["One", "Two", "Three"] {
        karin.suggest(PartKind::Step, words);
        file.extend(karin.send(Extent::New));
    }
    (magda, karin, file)
}

/// A bundle of Karin's that carries what no honest app writes.
fn with_a_wrong_act(karin: &mut Desk) -> Vec<u8> {
    let key = karin.disk.sending_key().expect("Karin has sent before");
    let bundle = Bundle {
        agreement: karin.replica.agreement().id().0,
        device: karin.replica.device().0,
        incarnation: karin.replica.incarnation().0,
        number: 77,
        roster_hash: [0; 32],
        key_commit: key.id().0,
        acts: vec![CarriedAct {
            signed: vec![7; 99],
            body: None,
        }],
        bodies: Vec::new(),
        have: Vec::new(),
        missing_bodies: Vec::new(),
        waiting: Vec::new(),
        received: Vec::new(),
        living: Vec::new(),
    };
    let magda = karin
        .replica
        .brought_keys()
        .find(|keys| keys.sign != karin.replica.device().0);
    let wraps = countersign_seal::wrap(
        &key,
        &[magda.expect("she is here").clone()],
        &mut karin.dice,
    );
    seal_bundle(
        &key,
        &wraps.expect("one device"),
        &bundle,
        &karin.keys,
        &mut karin.dice,
    )
    .expect("it is small")
}

#[test]
fn one_wrong_bundle_leaves_everything_as_it_was_and_each_is_judged_alone() {
    let (mut magda, mut karin, mut file) = written_file();
    file.insert(1, with_a_wrong_act(&mut karin));
    let before = magda.replica.agreement().acts().count();
    assert!(together(&mut magda, &file).is_none());
    assert_eq!(magda.replica.agreement().acts().count(), before);
    let outcomes: Vec<_> = file.iter().map(|it| magda.receive(it).outcome).collect();
    let wrong = Outcome::Aside(countersign_sync::Reason::BadAct);
    let taken = Outcome::Taken;
    assert_eq!(outcomes, [taken, wrong, taken, taken]);
}

#[test]
fn what_is_known_and_what_comes_from_two_senders_is_not_taken_together() {
    let (mut magda, mut karin, mut file) = written_file();
    let twice = [file[0].clone(), file[0].clone()];
    assert!(together(&mut magda, &twice).is_none());
    magda.receive(&file[0]);
    assert!(together(&mut magda, &file).is_none());
    let mut phone = karin.add_device(6);
    karin.give(&mut phone);
    karin.give(&mut magda);
    file = vec![phone.send(Extent::Missing).remove(0)];
    karin.suggest(PartKind::Goal, "One more");
    file.extend(karin.send(Extent::New));
    assert!(together(&mut magda, &file).is_none());
    assert!(together(&mut magda, &file[..1]).is_some());
}

/// A receipt counts against the user of a mandate, so what it names must be exactly what came.
#[test]
fn one_receipt_names_the_newest_of_what_came_at_once() {
    let (mut magda, mut karin) = magda_and_karin();
    let mut copy = magda.copy(magda.disk.clone(), 8);
    let mut file = Vec::new();
    for words in ["One", "Two", "Three"] {
        magda.suggest(PartKind::Goal, words);
        file.extend(magda.send(Extent::New));
    }
    let beside = copy.suggest(PartKind::Goal, "From the copy");
    file.extend(copy.send(Extent::New));
    let newest = magda.suggest(PartKind::Goal, "Four");
    file.extend(magda.send(Extent::New));
    let before = karin.replica.agreement().acts().count();
    let taken = together(&mut karin, &file).expect("all of it is honest");
    assert_eq!(taken.each.len(), file.len());
    assert_eq!(karin.replica.agreement().acts().count(), before + 6);
    let receipts: Vec<_> = karin
        .replica
        .agreement()
        .acts()
        .skip(before)
        .filter_map(|act| {
            if let Deed::Receipt { received } = &act.header.deed {
                Some(received.iter().copied().collect::<BTreeSet<_>>())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(receipts, [BTreeSet::from([beside, newest])]);
    assert_eq!(karin.replica.role(), Role::Keyworker);
    let ids: BTreeSet<_> = file.iter().map(|envelope| bundle_id(envelope)).collect();
    let told: BTreeSet<_> = taken.each.iter().map(|one| one.bundle).collect();
    assert_eq!(ids, told);
}
