//! What is saved stays saved: over restarts, locks, crashes between steps, and when rows are made anew (laws 11, 12).

use countersign_app::Code;
use countersign_app::view::*;

use crate::people::{PASSPHRASE, agreed_mandate, goal, two_people};

#[test]
fn a_crash_between_any_two_steps_loses_nothing() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "A garden").part.unwrap();
    karin.restart(50);
    let file = karin.file();
    karin.restart(51);
    magda.app.receive_file(&file).unwrap();
    magda.restart(52);
    magda.answer(&part, Answer::Yes);
    magda.restart(53);
    let file = magda.file();
    magda.restart(54);
    karin.app.receive_file(&file).unwrap();
    karin.restart(55);
    assert_eq!(karin.standing(&part), Standing::BothAgree);
    assert_eq!(magda.standing(&part), Standing::BothAgree);
    assert_eq!(karin.app.aside().unwrap(), Vec::new());
}

#[test]
fn a_locked_vault_says_nothing() {
    let (mut magda, _) = two_people();
    magda.app.lock();
    assert_eq!(magda.app.agreements().unwrap_err().code, Code::Locked);
    assert_eq!(magda.app.load_draft("any").unwrap_err().code, Code::Locked);
    let wrong = magda
        .app
        .open_vault(&magda.vault.clone(), "quite another one".to_owned());
    assert_eq!(wrong.unwrap_err().code, Code::WrongPassphrase);
    magda
        .app
        .open_vault(&magda.vault.clone(), PASSPHRASE.to_owned())
        .unwrap();
    assert_eq!(magda.app.agreements().unwrap().len(), 1);
}

#[test]
fn recovery_words_open_the_vault_and_are_shown_until_checked() {
    let (mut magda, _) = two_people();
    let kit = magda.app.kit().unwrap();
    let words: Vec<KitWord> = kit
        .ask
        .iter()
        .map(|position| KitWord {
            position: *position,
            word: kit.words[usize::from(*position) - 1].clone(),
        })
        .collect();
    let bent: Vec<KitWord> = words
        .iter()
        .map(|it| KitWord {
            word: "zoo".to_owned(),
            ..it.clone()
        })
        .collect();
    assert_eq!(
        magda.app.check_kit(&bent).unwrap_err().code,
        Code::KitWordsDiffer
    );
    assert!(magda.app.check_kit(&words).unwrap().kit_checked);
    assert_eq!(
        magda.app.kit().err().map(|error| error.code),
        Some(Code::KitDone)
    );

    magda.app.lock();
    let vault = magda.vault.clone();
    let new = "another five words entirely".to_owned();
    magda
        .app
        .open_with_kit(&vault, &kit.words.join(" "), new.clone())
        .unwrap();
    magda.app.lock();
    assert!(magda.app.open_vault(&vault, PASSPHRASE.to_owned()).is_err());
    assert!(magda.app.open_vault(&vault, new).unwrap().kit_checked);
}

#[test]
fn rows_made_anew_read_the_same() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    karin.suggest(goal(), "A second one");
    karin.carry_to(&mut magda);
    magda.take_back(&part);
    for person in [&mut magda, &mut karin] {
        let id = person.agreement.clone();
        let before = (
            person.app.agreement(&id).unwrap(),
            person.app.agreements().unwrap(),
        );
        person.app.rebuild(&id).unwrap();
        let after = (
            person.app.agreement(&id).unwrap(),
            person.app.agreements().unwrap(),
        );
        assert_eq!(before, after);
    }
}

#[test]
fn the_list_shows_what_the_keyworker_owes() {
    let (mut magda, mut karin) = two_people();
    magda.suggest(goal(), "To see my son");
    assert!(!magda.app.agreements().unwrap()[0].new_for_me);
    magda.carry_to(&mut karin);
    let entry = karin.app.agreements().unwrap().remove(0);
    assert!(entry.new_for_me);
    assert_eq!(entry.owes.unwrap().who, Role::Keyworker);
    assert_eq!(entry.owed_words.as_deref(), Some("To see my son"));
}

#[test]
fn a_refused_deed_changes_nothing() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    let before = karin.app.history(&karin.agreement.clone()).unwrap();
    let ask = Pushed {
        agreement: karin.agreement.clone(),
        part: part.clone(),
        version: karin.view(&part).leads,
        audience: Audience::Both,
        words: None,
    };
    assert_eq!(
        karin.app.felt_pushed(&ask).unwrap_err().code,
        Code::NotYours
    );
    assert_eq!(karin.app.history(&karin.agreement.clone()).unwrap(), before);
    karin.suggest(goal(), "And on we go");
}
