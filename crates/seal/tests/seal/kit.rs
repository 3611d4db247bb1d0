//! Kits and passphrases, as people type them.

use crate::dice::dice;
use countersign_seal::{Kit, KitError, Label, Passphrase, PassphraseError, verify};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn kit() -> Kit {
    Kit::generate(&mut dice(30))
}

fn typed() -> String {
    kit().words().join(" ")
}

#[test]
fn the_words_give_the_same_kit_again() {
    let again = Kit::read(&typed()).ok().unwrap();
    assert_eq!(again.words(), kit().words());
    assert_eq!(again.recovery(), kit().recovery());
}

#[test]
fn zeros_give_the_words_that_bip_39_says() {
    let words = "abandon ".repeat(23) + "art";
    assert!(Kit::read(&words).is_ok());
    assert_eq!(Kit::read(&words).ok().unwrap().words().join(" "), words);
}

#[test]
fn case_numbers_commas_and_look_alikes_do_not_matter() {
    let numbered: Vec<String> = kit()
        .words()
        .iter()
        .zip(1..)
        .map(|(word, place)| format!("{place}. {word}"))
        .collect();
    for typed in [
        typed().to_uppercase(),
        typed().replace(' ', "\n"),
        typed().replace(' ', ",  "),
        format!("  {}  ", typed()),
        numbered.join("\n"),
        typed().replace('o', "0").replace('l', "1"),
    ] {
        assert_eq!(
            Kit::read(&typed).ok().unwrap().recovery(),
            kit().recovery(),
            "{typed}"
        );
    }
}

#[test]
fn a_wrong_word_is_named_by_its_place_and_never_repeated() {
    let mut words = kit().words();
    words[6] = "heroin";
    let error = Kit::read(&words.join(" ")).err().unwrap();
    assert_eq!(error, KitError::Word { position: 7 });
    assert!(!error.to_string().contains("heroin"));
}

#[test]
fn two_words_that_changed_places_are_noticed() {
    let mut words = kit().words();
    words.swap(3, 4);
    assert_eq!(Kit::read(&words.join(" ")).err(), Some(KitError::Checksum));
}

#[test]
fn a_kit_has_24_words() {
    let words = kit().words();
    assert_eq!(
        Kit::read(&words[..23].join(" ")).err(),
        Some(KitError::Count { found: 23 })
    );
    assert_eq!(
        Kit::read(&(typed() + " art")).err(),
        Some(KitError::Count { found: 25 })
    );
    assert_eq!(Kit::read("").err(), Some(KitError::Count { found: 0 }));
    assert!(Kit::read(&"a ".repeat(1_000_000)).is_err());
}

#[test]
fn a_kit_signs_in_its_own_name() {
    let signature = kit().sign(Label::Act, b"remove the lost phone");
    assert!(
        verify(
            &kit().recovery(),
            Label::Act,
            b"remove the lost phone",
            &signature
        )
        .is_ok()
    );
    assert_ne!(kit().recovery(), Kit::generate(&mut dice(31)).recovery());
}

#[test]
fn a_passphrase_has_8_to_1000_characters_of_any_kind() {
    let length = |text: &str| Passphrase::new(text.to_owned()).map(|_| ()).err();
    assert_eq!(length("sju tkn"), Some(PassphraseError::TooShort));
    assert_eq!(length("åtta tkn"), None);
    assert_eq!(length("        "), None);
    assert_eq!(length("\0\0\0\0\0\0\0\0"), None);
    assert_eq!(length(&"🌳".repeat(1_000)), None);
    assert_eq!(length(&"x".repeat(1_001)), Some(PassphraseError::TooLong));
}

#[test]
fn a_generated_passphrase_has_five_words_of_the_list() {
    let mut dice = dice(32);
    let made: BTreeSet<String> = (0..100)
        .map(|_| Passphrase::generate(&mut dice).expose().to_owned())
        .collect();
    assert_eq!(made.len(), 100);
    for passphrase in made {
        let words: Vec<&str> = passphrase.split(' ').collect();
        assert_eq!(words.len(), 5);
        assert!(
            words
                .iter()
                .all(|word| bip39::Language::English.find_word(word).is_some())
        );
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,300}") {
        let _ = Kit::read(&text);
    }
}
