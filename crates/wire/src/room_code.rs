//! The short code by which two devices in one room find each other to be paired: eight letters in two groups.
//!
//! It exists because nobody types the letters of an invite. It carries no key and no promise: pairing rests on the
//! pictures, as by every other road (`docs/decisions/0020-room-code.md`). Its letters are those of [`crate::write_code`].
//! Left out: what follows from it (`seal`), and who looks for whom (`road`).

use crate::code::{ALPHABET, value};

/// 40 bits of chance.
pub const ROOM_CODE_BYTES: usize = 5;

/// Five bits each.
const LETTERS: usize = 8;

/// Room for spaces and hyphens between them; anything longer is no room code.
const TYPED_BYTES_MAX: usize = 64;

/// A room code, good for one opening. It is a secret while it is good: no `Debug`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RoomCode([u8; ROOM_CODE_BYTES]);

impl RoomCode {
    /// The code of these bytes of chance.
    #[must_use]
    pub fn of(chance: [u8; ROOM_CODE_BYTES]) -> Self {
        Self(chance)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; ROOM_CODE_BYTES] {
        &self.0
    }

    /// As it is shown: upper case, two groups of four.
    #[must_use]
    pub fn write(&self) -> String {
        let bits = self
            .0
            .iter()
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let letters = (0..LETTERS).rev().map(|at| {
            let five = (bits >> (5 * at)) & 31;
            char::from(ALPHABET[five as usize])
        });
        let mut code = String::new();
        for (at, letter) in letters.enumerate() {
            if at == LETTERS / 2 {
                code.push('-');
            }
            code.push(letter);
        }
        code
    }

    /// Reads what was typed, whatever its case, spaces and hyphens; O is read as 0, I and L as 1. `None` for anything but
    /// eight letters, so that a short code is told from a long one by itself.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        if typed.len() > TYPED_BYTES_MAX {
            return None;
        }
        let (mut bits, mut letters) = (0_u64, 0);
        let typed = typed
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-');
        for letter in typed {
            bits = bits << 5 | u64::from(value(letter)?);
            letters += 1;
            if letters > LETTERS {
                return None;
            }
        }
        let [_, _, _, code @ ..] = bits.to_be_bytes();
        (letters == LETTERS).then_some(Self(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_is_shown_in_two_groups_of_four() {
        assert_eq!(RoomCode::of([0; 5]).write(), "0000-0000");
        assert_eq!(RoomCode::of([0xff; 5]).write(), "ZZZZ-ZZZZ");
        assert_eq!(RoomCode::of([0, 0, 0, 0, 1]).write(), "0000-0001");
    }

    #[test]
    fn a_long_code_a_short_one_and_a_word_with_other_letters_are_none() {
        for typed in ["", "0000-000", "0000-0000-0", "000U-0000", "Magda Øst"] {
            assert!(RoomCode::read(typed).is_none(), "{typed}");
        }
        assert!(RoomCode::read(&crate::write_code(&[1; 70])).is_none());
        assert!(RoomCode::read(&" ".repeat(10_000)).is_none());
    }

    proptest! {
        #[test]
        fn it_is_read_as_it_was_written_however_it_is_typed(bytes: [u8; 5]) {
            let code = RoomCode::of(bytes);
            let shown = code.write();
            let by_hand = shown.to_lowercase().replace('-', "  ").replace('0', "o").replace('1', "l");
            prop_assert!(RoomCode::read(&shown) == Some(code));
            prop_assert!(RoomCode::read(&by_hand) == Some(code));
        }

        #[test]
        fn whatever_is_typed_is_a_code_or_none(typed: String) {
            if let Some(code) = RoomCode::read(&typed) {
                prop_assert!(RoomCode::read(&code.write()) == Some(code));
            }
        }
    }
}
