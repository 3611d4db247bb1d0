//! Chance, handed in as an argument.
//!
//! It exists so that everything else in this room can be run again with the same outcome, in a test or
//! a simulation. Where real chance comes from is for `app`; no crate below asks the operating system.

use crate::label;
use hpke::rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;
use zeroize::Zeroizing;

/// The only source of randomness that is passed around.
pub trait Chance {
    /// Fills all of `bytes`, unpredictably to everyone else. Must not return otherwise.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// `N` bytes of chance.
pub fn entropy<const N: usize>(chance: &mut dyn Chance) -> [u8; N] {
    let mut bytes = [0; N];
    chance.fill(&mut bytes);
    bytes
}

/// Chance drawn from a 32-byte seed of chance, for a thread that cannot borrow the one it came from. Each instance must
/// have a seed of its own, drawn from true chance: two with one seed give the same bytes.
pub struct Drawn(blake3::OutputReader);

impl Drawn {
    /// Draws a seed and begins.
    #[must_use]
    pub fn from_chance(chance: &mut dyn Chance) -> Self {
        let seed = Zeroizing::new(entropy::<32>(chance));
        let mut hasher = blake3::Hasher::new_derive_key(label::CHANCE);
        hasher.update(&seed[..]);
        Self(hasher.finalize_xof())
    }
}

impl Chance for Drawn {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

/// Lends chance to a library that speaks `rand_core`.
pub(crate) struct Lent<'a>(pub(crate) &'a mut dyn Chance);

impl TryRng for Lent<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(entropy(self.0)))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(entropy(self.0)))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Lent<'_> {}
