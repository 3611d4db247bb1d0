//! Finding words again: what a person types is only ever words.

use countersign_domain::id::{ActId, DeviceId};
use countersign_domain::part::Role;
use countersign_domain::time::Claimed;
use countersign_vault::{ActRow, Found, Moment, NoteRow, Vault};

const AGREEMENT: ActId = ActId([1; 32]);

fn act(id: u8) -> ActRow {
    ActRow {
        agreement: AGREEMENT,
        id: ActId([id; 32]),
        bytes: vec![id; 300],
        role: Role::Client,
        device: DeviceId([9; 32]),
        kind: 10,
        part: Some(ActId([id; 32])),
        waiting: false,
        change: None,
        claimed: Claimed(0),
        arrived: None,
    }
}

fn say(vault: &mut Vault, id: u8, words: &str) {
    vault
        .write(|tx| {
            tx.put_act(&act(id))?;
            tx.add_body(AGREEMENT, ActId([id; 32]), words.as_bytes())?;
            tx.index_words(AGREEMENT, ActId([id; 32]), words)
        })
        .unwrap();
}

fn found(vault: &Vault, question: &str) -> Vec<u8> {
    let found = vault.view().search(question, 50).unwrap();
    let mut ids: Vec<u8> = found
        .iter()
        .map(|it| match it {
            Found::Act { act, .. } => act.0[0],
            Found::Note { .. } => 0,
        })
        .collect();
    ids.sort_unstable();
    ids
}

fn told() -> Vault {
    let mut vault = Vault::in_memory().unwrap();
    say(&mut vault, 2, "Karin får ringa hyresvärden om lägenheten");
    say(&mut vault, 3, "Vi träffas på tisdagar klockan två");
    say(
        &mut vault,
        4,
        "'); DROP TABLE acts; -- and \"quoted\" NEAR words",
    );
    vault
}

#[test]
fn words_are_found_whole_or_by_their_beginning_with_or_without_accents() {
    let vault = told();
    assert_eq!(found(&vault, "hyresvärden"), [2]);
    assert_eq!(found(&vault, "HYRESV"), [2]);
    assert_eq!(found(&vault, "lagenheten"), [2]);
    assert_eq!(found(&vault, "karin lägen"), [2]);
    assert_eq!(found(&vault, "karin tisdagar"), [] as [u8; 0]);
}

#[test]
fn nothing_that_is_typed_is_a_query() {
    let vault = told();
    for question in [
        "* NEAR(",
        "\"",
        "a OR b",
        "words:x",
        "^",
        "NEAR(karin, 2)",
        "-karin",
        "(",
        "'",
        "\0",
        "💥",
        "",
        "   ",
        "karin AND",
        "{a b}:",
        "+",
        "karin\0tisdag",
    ] {
        let outcome = vault.view().search(question, 50);
        assert!(outcome.is_ok(), "{question:?}");
    }
    assert_eq!(found(&vault, "quoted near"), [4]);
    assert_eq!(found(&vault, "drop table"), [4]);
    assert_eq!(found(&vault, "* NEAR("), [4]);
}

#[test]
fn erased_words_are_found_no_more_and_come_back_no_more() {
    let mut vault = told();
    vault
        .write(|tx| tx.erase_body(AGREEMENT, ActId([2; 32])))
        .unwrap();
    assert_eq!(found(&vault, "karin"), [] as [u8; 0]);
    let again = vault
        .write(|tx| tx.add_body(AGREEMENT, ActId([2; 32]), b"Karin far ringa"))
        .unwrap();
    assert_eq!(again, countersign_vault::Arrived::Dropped);
    assert_eq!(
        vault.view().body(AGREEMENT, ActId([2; 32])).unwrap(),
        countersign_vault::Body::Erased
    );
}

#[test]
fn private_notes_are_found_and_a_changed_note_only_by_its_new_words() {
    let mut vault = told();
    let mut note = NoteRow {
        kind: "check-in".to_owned(),
        key: "tuesday".to_owned(),
        agreement: Some(AGREEMENT),
        content: "{}".to_owned(),
        words: "slept badly".to_owned(),
        changed: Moment(1),
    };
    vault.write(|tx| tx.put_note(&note)).unwrap();
    assert_eq!(found(&vault, "slept"), [0]);
    note.words = "slow morning".to_owned();
    vault.write(|tx| tx.put_note(&note)).unwrap();
    assert_eq!(found(&vault, "slept"), [] as [u8; 0]);
    assert_eq!(found(&vault, "slow"), [0]);
    assert!(
        vault
            .write(|tx| tx.drop_note("check-in", "tuesday"))
            .unwrap()
    );
    assert_eq!(found(&vault, "slow"), [] as [u8; 0]);
    assert_eq!(vault.view().notes("check-in").unwrap(), []);
}

#[test]
fn clearing_the_projections_of_one_agreement_leaves_notes_and_truth() {
    let mut vault = told();
    vault.write(|tx| tx.clear_projections(AGREEMENT)).unwrap();
    assert_eq!(found(&vault, "karin"), [] as [u8; 0]);
    assert_eq!(vault.view().acts(AGREEMENT).unwrap().len(), 3);
    vault
        .write(|tx| tx.index_words(AGREEMENT, ActId([2; 32]), "Karin får ringa hyresvärden"))
        .unwrap();
    assert_eq!(found(&vault, "karin"), [2]);
}

#[test]
fn new_words_are_found_in_whatever_order_they_are_given_and_never_twice() {
    let mut vault = Vault::in_memory().unwrap();
    let (one, two) = (ActId([2; 32]), ActId([3; 32]));
    vault
        .write(|tx| {
            tx.put_act(&act(2))?;
            tx.put_act(&act(3))?;
            let new = vec![(two, "second".to_owned()), (one, "first".to_owned())];
            tx.index_new_words(AGREEMENT, new)
        })
        .unwrap();
    assert_eq!(
        (found(&vault, "first"), found(&vault, "second")),
        (vec![2], vec![3])
    );
    let again = vec![(one, "once more".to_owned())];
    assert!(
        vault
            .write(|tx| tx.index_new_words(AGREEMENT, again))
            .is_err()
    );
    let away = vec![(ActId([7; 32]), "nobody".to_owned())];
    vault
        .write(|tx| tx.index_new_words(AGREEMENT, away))
        .unwrap();
    assert_eq!(
        (found(&vault, "nobody"), found(&vault, "more")),
        (vec![], vec![])
    );
}

#[test]
fn a_note_is_found_by_what_it_says_among_its_kind() {
    let mut vault = Vault::in_memory().unwrap();
    let note = |kind: &str, key: &str, content: &str| NoteRow {
        kind: kind.to_owned(),
        key: key.to_owned(),
        agreement: None,
        content: content.to_owned(),
        words: String::new(),
        changed: Moment(0),
    };
    let kept = note("shared", "b", "it");
    vault
        .write(|tx| {
            tx.put_note(&note("other", "a", "it"))?;
            tx.put_note(&kept)
        })
        .unwrap();
    let view = vault.view();
    assert_eq!(view.note_saying("shared", "it").unwrap(), Some(kept));
    assert_eq!(view.note_saying("shared", "that").unwrap(), None);
}
