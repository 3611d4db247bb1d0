//! Copies of a vault, and bundles that took the app down: nothing is lost and nothing is given twice (laws 8 and 13).

use std::fs;
use std::path::Path;

use countersign_app::Code;
use countersign_app::view::*;
use countersign_seal::{Passphrase, bundle_id};
use countersign_vault::{BundleId, Home, Moment, Opener};
use countersign_wire::BundleFile;

use crate::people::{MORNING, PASSPHRASE, Person, agreed_mandate, goal, two_people};

#[test]
fn a_restored_vault_and_the_one_it_came_from_can_both_go_on() {
    let (mut magda, mut karin) = two_people();
    let backup = magda.folder.path().join("magda.backup");
    magda.app.backup(&backup).unwrap();
    let first = magda
        .suggest(goal(), "Said on the old tablet")
        .part
        .unwrap();
    let from_old = magda.file();

    magda.days_pass(3);
    let session = magda
        .app
        .restore(&backup, "Magda again", PASSPHRASE.to_owned())
        .unwrap();
    let made = session.copy_of.map(|made| made.0).unwrap();
    let minute = MORNING..MORNING + 60;
    assert!(minute.contains(&made), "it says how old it is");
    let second = magda
        .suggest(goal(), "Said on the new tablet")
        .part
        .unwrap();
    let from_new = magda.file();
    for file in [from_new, from_old] {
        let arrival = karin.app.receive_file(&file).unwrap();
        assert_eq!((arrival.applied, arrival.aside), (1, 0));
    }
    for part in [&first, &second] {
        assert_eq!(karin.standing(part), Standing::WaitingForKeyworker);
    }
    let checked = karin.app.verify().unwrap();
    assert!(checked.agreements.iter().all(|it| it.forked == 0));
    // Karin's device heard of the old tablet last; the new one says once more what it has.
    magda.carry_to(&mut karin);
    karin.carry_to(&mut magda);
    assert_eq!(magda.standing(&first), Standing::WaitingForKeyworker);
}

#[test]
fn two_copies_that_answer_differently_leave_no_mandate() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    let mut copy = copied(&mut magda);
    magda.take_back(&part);
    copy.suggest(goal(), "Written on the copy");
    magda.carry_to(&mut karin);
    copy.carry_to(&mut karin);
    assert_eq!(karin.standing(&part), Standing::TakenBack);
    let checked = karin.app.verify().unwrap();
    assert_eq!(checked.agreements[0].forked, 2);
    let told = karin.app.history_leaf(&whole_history(&karin)).unwrap();
    assert_eq!(told.copied, [Role::Client]);
    assert_eq!(told.entries.iter().filter(|it| it.twin).count(), 2);
    let alone = magda.app.history_leaf(&whole_history(&magda)).unwrap();
    assert_eq!(alone.copied, []);
    karin.carry_to(&mut copy);
    assert_eq!(copy.standing(&part), Standing::TakenBack);
    copy.suggest(goal(), "And the copy goes on");
    assert_eq!(copy.carry_to(&mut karin).aside, 0);
}

fn whole_history(person: &Person) -> Leafing {
    Leafing {
        agreement: person.agreement.clone(),
        part: None,
        theme: None,
        before: None,
        most: 200,
    }
}

/// Another tablet with the same folder, copied while nobody looked.
fn copied(person: &mut Person) -> Person {
    let mut copy = Person::new("Copy", Role::Client, 90);
    person.app.lock();
    copy.app.lock();
    copy_folder(person.folder.path(), copy.folder.path());
    for one in [&mut *person, &mut copy] {
        one.vault = person_vault(one);
        one.app
            .open_vault(&one.vault, PASSPHRASE.to_owned())
            .unwrap();
    }
    copy.agreement = person.agreement.clone();
    copy
}

fn person_vault(person: &mut Person) -> VaultId {
    let vaults = person.app.home().unwrap().vaults;
    vaults.into_iter().find(|it| it.name == "Magda").unwrap().id
}

fn copy_folder(from: &Path, to: &Path) {
    for found in fs::read_dir(from).unwrap() {
        let found = found.unwrap();
        let target = to.join(found.file_name());
        if found.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy_folder(&found.path(), &target);
        } else {
            fs::copy(found.path(), target).unwrap();
        }
    }
}

#[test]
fn a_bundle_that_took_the_app_down_is_kept_aside_and_not_tried_by_itself_again() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "A quiet room").part.unwrap();
    let bytes = karin.file();
    let envelope = BundleFile::open(&bytes).unwrap().next().unwrap().unwrap();
    magda.app.lock();
    note_attempt(&magda, BundleId(bundle_id(envelope)));
    magda
        .app
        .open_vault(&magda.vault, PASSPHRASE.to_owned())
        .unwrap();

    let arrival = magda.app.receive_file(&bytes).unwrap();
    assert_eq!((arrival.applied, arrival.aside), (0, 1));
    assert_eq!(arrival.envelopes[0].problem, Some(Code::KeptAside));
    let aside = magda.app.aside().unwrap();
    assert_eq!(aside.len(), 1);
    let again = magda.app.retry_aside(&aside[0].id).unwrap();
    assert_eq!((again.applied, again.changed), (1, vec![part]));
    assert_eq!(magda.app.aside().unwrap(), Vec::new());
}

/// What is left when the app dies while it tries a bundle.
fn note_attempt(person: &Person, bundle: BundleId) {
    let passphrase = Passphrase::new(PASSPHRASE.to_owned()).unwrap();
    let home = Home::open(person.folder.path()).unwrap();
    let id = person.vault.0.parse().unwrap();
    let mut unlocked = home
        .unlock(id, &Opener::Passphrase(&passphrase), Moment(MORNING))
        .unwrap();
    unlocked
        .vault
        .write(|tx| tx.note_attempt(bundle, Moment(MORNING)))
        .unwrap();
}
