//! Bytes that must not linger: wiped when dropped, never printed, never copied by accident.
//!
//! They exist so that a key that leaves this room for the vault keeps these manners. They leave out what
//! no program can promise: swapped memory, and copies that a compiler makes (reference/trust.md §1.3).

use crate::{Chance, entropy};
use zeroize::Zeroizing;

/// A 32-byte key inside this room.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// Secret bytes of any length, on their way to or from the vault. No `Debug`, no `Clone`, no `==`.
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// Takes bytes over; they are wiped when this is dropped.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

/// The random key of a vault (design §4): SQLCipher's raw key, and what every slot wraps.
pub struct VaultKey(pub(crate) Key);

impl VaultKey {
    pub(crate) fn generate(chance: &mut dyn Chance) -> Self {
        Self(Key::new(entropy(chance)))
    }

    /// The key itself.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}
