//! Codes that people type.

use countersign_wire::limits::PAIRING_BYTES_MAX;
use countersign_wire::{CodeError, read_code, write_code};
use proptest::prelude::*;

#[test]
fn a_code_has_groups_of_four_and_no_letter_that_looks_like_another() {
    let code = write_code(b"Magda and Karin");
    assert!(code.split('-').all(|group| (1..=4).contains(&group.len())));
    assert!(!code.contains(['I', 'L', 'O', 'U']));
    assert_eq!(code, code.to_uppercase());
}

#[test]
fn lower_case_spaces_and_look_alikes_do_not_matter() {
    const BYTES: [u8; 5] = [0x08, 0x42, 0x10, 0, 0xff];
    let code = write_code(&BYTES);
    assert!(code.contains('0') && code.contains('1'), "{code}");
    for typed in [
        code.to_lowercase(),
        code.replace('-', " "),
        code.replace('-', "\n\t "),
        code.replace('0', "O").replace('1', "l"),
        code.replace('0', "o").replace('1', "I"),
        format!("  {}  ", code.replace('-', "")),
    ] {
        assert_eq!(read_code(&typed), Ok(BYTES.to_vec()), "{typed}");
    }
}

#[test]
fn a_character_that_no_code_has_is_named_by_its_place() {
    assert_eq!(
        read_code("abcd-efgu"),
        Err(CodeError::Character { place: 8 })
    );
    assert_eq!(read_code("ab€"), Err(CodeError::Character { place: 3 }));
}

#[test]
fn an_empty_or_endless_code_is_refused() {
    assert_eq!(read_code(""), Err(CodeError::Mistyped));
    assert_eq!(read_code(&"0".repeat(1_000_000)), Err(CodeError::TooLong));
}

#[test]
fn the_largest_pairing_message_fits_into_a_code() {
    let bytes = vec![0xa5; PAIRING_BYTES_MAX];
    assert_eq!(read_code(&write_code(&bytes)), Ok(bytes));
}

#[test]
fn one_message_has_one_code() {
    // One byte and its check are 40 bits, eight letters; two are 48 bits, ten letters with two bits over.
    let code = write_code(b"ab");
    let (last, rest) = (code.chars().last().unwrap(), &code[..code.len() - 1]);
    for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
        assert_eq!(
            read_code(&format!("{rest}{other}")).is_ok(),
            other == last,
            "{other}"
        );
        assert!(read_code(&format!("{code}{other}")).is_err());
    }
    assert!(read_code(&(write_code(b"a") + "0")).is_err());
}

proptest! {
    #[test]
    fn every_code_reads_back(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(read_code(&write_code(&bytes)), Ok(bytes));
    }

    #[test]
    fn one_wrong_letter_and_two_swapped_ones_are_noticed(
        bytes in prop::collection::vec(any::<u8>(), 1..80),
        place in any::<prop::sample::Index>(),
        other in "[0-9A-HJKMNP-TV-Z]",
    ) {
        let code: Vec<char> = write_code(&bytes).replace('-', "").chars().collect();
        let place = place.index(code.len() - 1);
        let mut wrong = code.clone();
        wrong[place] = other.chars().next().unwrap();
        let mut swapped = code.clone();
        swapped.swap(place, place + 1);
        for typed in [wrong, swapped] {
            let same = typed == code;
            prop_assert_eq!(read_code(&typed.iter().collect::<String>()).is_ok(), same);
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = read_code(&text);
    }
}
