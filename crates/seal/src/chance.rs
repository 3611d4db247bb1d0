//! Chance, handed in as an argument.
//!
//! It exists so that everything else in this room can be run again with the same outcome, in a test or
//! a simulation. Where real chance comes from is for `app`; no crate below asks the operating system.

use hpke::rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;

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
