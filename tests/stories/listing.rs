//! What the list of agreements says beside who owes what: the other's hello, and until when. Nothing is counted.

use countersign_app::view::*;

use crate::people::{Person, two_people};

fn entry(person: &mut Person) -> AgreementEntry {
    let mut entries = person.app.agreements().unwrap();
    assert_eq!(entries.len(), 1);
    entries.remove(0)
}

fn say_hello(person: &mut Person, words: &str) {
    let agreement = person.agreement.clone();
    let words = words.to_owned();
    person.app.hello(&Greeting { agreement, words }).unwrap();
}

#[test]
fn a_hello_of_the_other_stands_in_the_list_and_ones_own_does_not() {
    let (mut magda, mut karin) = two_people();
    say_hello(
        &mut karin,
        "Just so you don't believe that I have forgotten you.",
    );
    say_hello(&mut karin, "See you on Friday.");
    assert_eq!(entry(&mut karin).hello, None);
    assert_eq!(entry(&mut magda).hello, None);
    karin.carry_to(&mut magda);
    let hello = entry(&mut magda).hello.unwrap();
    assert_eq!(hello.words, "See you on Friday.");
    assert_eq!(hello.by, Role::Keyworker);
    say_hello(&mut magda, "Good.");
    assert_eq!(entry(&mut magda).hello, Some(hello));
}

#[test]
fn the_list_says_until_when_only_once_both_agree() {
    let (mut magda, mut karin) = two_people();
    let terms = Terms::Arrangement {
        stand_in: "Per".to_owned(),
        until: Some(Day("2031-09-30".to_owned())),
    };
    let part = karin.suggest(terms, "Tuesdays at ten, until 30 September.");
    assert_eq!(entry(&mut karin).until, None);
    karin.carry_to(&mut magda);
    magda.answer(&part.part.unwrap(), Answer::Yes);
    let until = entry(&mut magda).until;
    assert_eq!(until, Some(Day("2031-09-30".to_owned())));
    magda.carry_to(&mut karin);
    assert_eq!(entry(&mut karin).until, until);
}
