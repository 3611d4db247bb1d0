//! Genuine acts with bytes changed, by the thousand, and what is no act at all.

use automerge::transaction::Transactable;
use automerge::{Automerge, ObjType, ROOT, ReadDoc};
use countersign_domain::{Deed, Subject, encode};
use countersign_seal::Chance;
use countersign_sync::{Outcome, Reason};
use countersign_wire::SIGNATURE_BYTES;

use crate::desk::Dice;
use crate::forge::Stage;

const MUTANTS: usize = 20_000;
/// After so many the shelf for things kept aside is cleared, as a person would.
const SHELF: usize = 150;

#[test]
fn twenty_thousand_mutated_acts_are_refused_and_nothing_changes() {
    let mut stage = Stage::set();
    let mut acts = stage.unseen(&["A flat of my own", "Sleep", "Work"]);
    let last = acts.pop().unwrap();
    let envelope = stage.with_acts(acts);
    assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    let mut dice = Dice(11);
    let mut plausible = 0;
    for round in 0..MUTANTS {
        let mut mutant = last.clone();
        mutate(&mut mutant, &mut dice);
        if mutant == last {
            continue;
        }
        let header = mutant.split_at(mutant.len() - SIGNATURE_BYTES).0;
        plausible += usize::from(encode::parse(header).is_ok());
        let envelope = stage.with_acts(vec![mutant]);
        stage.refuses(&envelope);
        if round % SHELF == 0 {
            stage.magda.disk.aside.clear();
            stage.magda.restart();
        }
    }
    // Kept to show that the mutants are not all obvious nonsense: most can be read as a header.
    assert!(
        plausible > MUTANTS / 4,
        "only {plausible} mutants can be read"
    );
    let envelope = stage.with_acts(vec![last]);
    assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    stage.magda.restart();
}

#[test]
fn before_its_chain_is_here_a_mutant_gives_the_genuine_act_or_nothing() {
    let mut stage = Stage::set();
    let genuine = stage.unseen(&["A flat of my own", "Sleep"]);
    let before = stage.magda.disk.clone();
    let mut dice = Dice(12);
    for _ in 0..2_000 {
        let mut mutant = genuine.last().unwrap().clone();
        mutate(&mut mutant, &mut dice);
        let envelope = stage.with_acts(vec![mutant]);
        for act in stage.magda.receive(&envelope).acts {
            assert!(stage.karin.replica.agreement().act(act).is_some());
        }
        stage.magda.disk = before.clone();
        stage.magda.restart();
    }
}

/// One to three bytes anywhere.
fn mutate(bytes: &mut [u8], dice: &mut Dice) {
    let mut chance = [0; 10];
    dice.fill(&mut chance);
    for edit in chance[1..].chunks(3).take(1 + usize::from(chance[0] % 3)) {
        let place = usize::from(u16::from_le_bytes([edit[0], edit[1]]));
        bytes[place % bytes.len()] = edit[2];
    }
}

#[test]
fn whoever_brings_an_act_the_document_is_the_one_that_the_acts_make() {
    let mut stage = Stage::set();
    let pause = stage.magda.act(Subject::All, Deed::Pause);
    let bytes = stage.magda.replica.signed(pause).unwrap().to_vec();
    let change = *stage.magda.disk.acts[&pause].change.as_ref().unwrap();
    // Karin's phone gets it from Karin's laptop, alone.
    let mut phone = stage.karin.copy(stage.karin.disk.clone(), 9);
    stage.magda.give(&mut stage.karin);
    let envelope = stage.with_acts(vec![bytes]);
    assert_eq!(phone.receive(&envelope).acts, [pause]);
    stage.magda.give(&mut phone);
    let whole = |desk: &crate::desk::Desk| desk.disk.document.heads.contains(&change);
    assert!(whole(&stage.magda) && whole(&stage.karin) && whole(&phone));
}

#[test]
fn automerge_changes_and_documents_are_no_acts() {
    let mut stage = Stage::set();
    let mut document = Automerge::new();
    let mut writing = document.transaction();
    let text = writing.put_object(ROOT, "draft", ObjType::Text).unwrap();
    writing.splice_text(&text, 0, 0, "Magda agrees").unwrap();
    let list = writing.put_object(ROOT, "acts", ObjType::List).unwrap();
    writing.insert(&list, 0, 1).unwrap();
    writing.commit();
    assert_eq!(document.length(ROOT), 2);
    let mut all: Vec<Vec<u8>> = document
        .get_changes(&[])
        .iter()
        .map(|change| change.raw_bytes().to_vec())
        .collect();
    all.push(document.save());
    all.push(vec![0; 65]);
    for bytes in all {
        let envelope = stage.with_acts(vec![bytes]);
        assert_eq!(stage.refuses(&envelope), Outcome::Aside(Reason::BadAct));
    }
}
