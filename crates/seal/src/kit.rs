//! The recovery kit: 24 words on paper, from which two keys follow.
//!
//! It exists so that a person who lost every device can open their vault or backup, and remove or add
//! devices in their own name. The words are BIP 39 in English (256 bits and a checksum). It keeps no
//! word in an error, and no copy of the words: they are made when they are shown.

use crate::chance::{Chance, entropy};
use crate::device::sign_with;
use crate::secret::Key;
use crate::{Label, label};
use bip39::{Language, Mnemonic};
use ed25519_dalek::SigningKey;
use thiserror::Error;
use zeroize::Zeroizing;

const WORDS: usize = 24;

/// Why words are no kit. Never holds a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KitError {
    /// Too few or too many words.
    #[error("a kit has 24 words, these are {found}")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// A word that no kit has.
    #[error("word {position} is not a word of a kit")]
    Word {
        /// Its place, counted from 1.
        position: usize,
    },
    /// Each word exists, together they are no kit.
    #[error(
        "the words do not fit together: one of them is another word, or two have changed places"
    )]
    Checksum,
}

/// A recovery kit. No `Debug`, no `Clone`; wiped when dropped.
pub struct Kit(Key);

impl Kit {
    /// Makes a new kit.
    #[must_use]
    pub fn generate(chance: &mut dyn Chance) -> Self {
        Self(Key::new(entropy(chance)))
    }

    /// Reads words that a person typed: case, line breaks, commas and numbers in front of the words do
    /// not matter; a digit 0 or 1 inside a word is read as the letter o or l.
    ///
    /// # Errors
    /// Says which word is wrong, and never what it was.
    pub fn read(typed: &str) -> Result<Self, KitError> {
        let words = || {
            typed
                .split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| !word.chars().all(|letter| letter.is_ascii_digit()))
        };
        let found = words().count();
        if found != WORDS {
            return Err(KitError::Count { found });
        }
        // Room for everything at once: a string that grows leaves copies behind.
        let mut plain = Zeroizing::new(String::with_capacity(2 * typed.len()));
        for (index, word) in words().enumerate() {
            let start = plain.len();
            plain.extend(
                word.chars()
                    .flat_map(char::to_lowercase)
                    .map(|letter| match letter {
                        '0' => 'o',
                        '1' => 'l',
                        other => other,
                    }),
            );
            if Language::English.find_word(&plain[start..]).is_none() {
                return Err(KitError::Word {
                    position: index + 1,
                });
            }
            plain.push(' ');
        }
        let mnemonic = Mnemonic::parse_in_normalized(Language::English, plain.trim_end())
            .map_err(|_| KitError::Checksum)?;
        let (entropy, _) = mnemonic.to_entropy_array();
        let entropy = Zeroizing::new(entropy);
        Ok(Self(Key::new(
            *entropy.first_chunk().expect("24 words carry 32 bytes"),
        )))
    }

    /// The 24 words, in order.
    #[must_use]
    pub fn words(&self) -> [&'static str; WORDS] {
        let mnemonic = Mnemonic::from_entropy(&self.0[..]).expect("32 bytes make 24 words");
        let mut words = mnemonic.words();
        std::array::from_fn(|_| words.next().expect("32 bytes make 24 words"))
    }

    /// The public recovery signing key, pinned when founding or joining; as a device id it may only add
    /// and remove devices (fold §2).
    #[must_use]
    pub fn recovery(&self) -> [u8; 32] {
        self.signing_key().verifying_key().to_bytes()
    }

    /// Signs with the recovery signing key.
    #[must_use]
    pub fn sign(&self, label: Label, bytes: &[u8]) -> [u8; 64] {
        sign_with(&self.signing_key(), label, bytes)
    }

    /// The key that wraps the vault key in the kit's slot.
    pub(crate) fn wrapping_key(&self) -> Key {
        Key::new(blake3::derive_key(label::KIT_WRAPPING, &self.0[..]))
    }

    fn signing_key(&self) -> SigningKey {
        SigningKey::from_bytes(&Zeroizing::new(blake3::derive_key(
            label::KIT_SIGNING,
            &self.0[..],
        )))
    }
}
