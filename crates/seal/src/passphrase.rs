//! A passphrase as it was typed, byte for byte.
//!
//! It exists so that its rules stand in one place: at least 8 characters, at most 1,000, nothing trimmed,
//! folded or normalised, any character allowed (reference/trust.md §1.2, ASVS 6.2). A generated one has
//! five words of the kit's list: 55 bits, and no letter that a keyboard layout would hide.

use crate::{Chance, entropy};
use bip39::Language;
use thiserror::Error;
use zeroize::Zeroizing;

const CHARACTERS_MIN: usize = 8;
const CHARACTERS_MAX: usize = 1_000;
const GENERATED_WORDS: usize = 5;

/// Why a passphrase cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PassphraseError {
    /// Fewer than 8 characters.
    #[error("a passphrase has at least 8 characters")]
    TooShort,
    /// More than 1,000 characters.
    #[error("a passphrase has at most 1000 characters")]
    TooLong,
}

/// A passphrase. No `Debug`, no `Clone`; wiped when dropped.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes over what a person typed.
    ///
    /// # Errors
    /// When it is shorter than 8 or longer than 1,000 characters.
    pub fn new(typed: String) -> Result<Self, PassphraseError> {
        let typed = Zeroizing::new(typed);
        match typed.chars().count() {
            ..CHARACTERS_MIN => Err(PassphraseError::TooShort),
            CHARACTERS_MIN..=CHARACTERS_MAX => Ok(Self(typed)),
            _ => Err(PassphraseError::TooLong),
        }
    }

    /// Five words with spaces between them.
    #[must_use]
    pub fn generate(chance: &mut dyn Chance) -> Self {
        let list = Language::English.word_list();
        // 2,048 words are 11 bits: every word is equally likely.
        let words: [&str; GENERATED_WORDS] = std::array::from_fn(|_| {
            let index = Zeroizing::new(u16::from_le_bytes(entropy(chance)));
            list[usize::from(*index) % list.len()]
        });
        Self(Zeroizing::new(words.join(" ")))
    }

    /// The passphrase itself, to show a generated one.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}
