//! Several bundles in one file: taken in as one step, and each for itself where something is wrong (law 13).

use countersign_app::Code;
use countersign_seal::{Passphrase, bundle_id};
use countersign_vault::{BundleId, Home, Moment, Opener};
use countersign_wire::{BundleFile, write_bundle_file};

use crate::people::{MORNING, PASSPHRASE, Person, goal, two_people};

/// Three bundles of Karin's, each with one goal more than the one before.
fn three_bundles() -> (Person, Vec<Vec<u8>>) {
    let (magda, mut karin) = two_people();
    let mut envelopes = Vec::new();
    for words in ["A quiet room", "The dentist", "A swim on Fridays"] {
        karin.suggest(goal(), words);
        let file = karin.file();
        let only = BundleFile::open(&file).unwrap().next().unwrap().unwrap();
        envelopes.push(only.to_vec());
    }
    (magda, envelopes)
}

fn problems(envelopes: &[countersign_app::view::Envelope]) -> Vec<Option<Code>> {
    envelopes.iter().map(|line| line.problem).collect()
}

#[test]
fn the_bundles_of_a_file_are_taken_in_as_one_and_again_without_harm() {
    let (mut magda, envelopes) = three_bundles();
    let file = write_bundle_file(&envelopes).unwrap();
    let looked = magda.app.look_at_file(&file).unwrap();
    assert_eq!(problems(&looked.envelopes), [None; 3]);
    let arrival = magda.app.receive_file(&file).unwrap();
    assert_eq!((arrival.applied, arrival.waiting, arrival.aside), (3, 0, 0));
    let new: Vec<u32> = arrival.envelopes.iter().map(|line| line.new_acts).collect();
    assert_eq!(new, [1, 1, 1]);
    assert_eq!(arrival.changed.len(), 3);
    let again = magda.app.receive_file(&file).unwrap();
    assert_eq!((again.applied, again.changed.len()), (0, 0));
    assert_eq!(problems(&again.envelopes), [None; 3]);
}

#[test]
fn one_spoilt_bundle_is_told_alone_and_the_others_are_taken_in() {
    let (mut magda, mut envelopes) = three_bundles();
    if let Some(last) = envelopes[1].last_mut() {
        *last ^= 1;
    }
    let file = write_bundle_file(&envelopes).unwrap();
    let arrival = magda.app.receive_file(&file).unwrap();
    let told = [None, Some(Code::BundleChanged), None];
    assert_eq!(problems(&arrival.envelopes), told);
    // The third brings what the second would have brought.
    assert_eq!((arrival.applied, arrival.waiting), (3, 0));
}

#[test]
fn bundles_that_took_the_app_down_together_are_kept_aside_and_each_can_be_tried_again() {
    let (mut magda, envelopes) = three_bundles();
    magda.app.lock();
    note_attempts(&magda, &envelopes);
    let passphrase = PASSPHRASE.to_owned();
    magda.app.open_vault(&magda.vault, passphrase).unwrap();

    let file = write_bundle_file(&envelopes).unwrap();
    let looked = magda.app.look_at_file(&file).unwrap();
    assert_eq!(problems(&looked.envelopes), [Some(Code::KeptAside); 3]);
    let arrival = magda.app.receive_file(&file).unwrap();
    assert_eq!((arrival.applied, arrival.aside), (0, 3));
    let mut applied = 0;
    for aside in magda.app.aside().unwrap() {
        applied += magda.app.retry_aside(&aside.id).unwrap().applied;
    }
    assert_eq!(applied, 3);
    assert_eq!(magda.app.aside().unwrap(), Vec::new());
}

/// What is left when the app dies while it tries several bundles at once.
fn note_attempts(person: &Person, envelopes: &[Vec<u8>]) {
    let passphrase = Passphrase::new(PASSPHRASE.to_owned()).unwrap();
    let home = Home::open(person.folder.path()).unwrap();
    let id = person.vault.0.parse().unwrap();
    let opener = Opener::Passphrase(&passphrase);
    let mut unlocked = home.unlock(id, &opener, Moment(MORNING)).unwrap();
    for envelope in envelopes {
        let bundle = BundleId(bundle_id(envelope));
        unlocked
            .vault
            .write(|tx| tx.note_attempt(bundle, Moment(MORNING)))
            .unwrap();
    }
}
