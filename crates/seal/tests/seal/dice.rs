//! Chance for tests: a stream that follows from a number, so that every test runs the same again.

use countersign_seal::{Chance, DeviceKeys};

pub(crate) struct Dice(blake3::OutputReader);

pub(crate) fn dice(seed: u64) -> Dice {
    Dice(
        blake3::Hasher::new()
            .update(&seed.to_le_bytes())
            .finalize_xof(),
    )
}

impl Chance for Dice {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

/// Magda's phone.
pub(crate) fn magda() -> DeviceKeys {
    DeviceKeys::generate(&mut dice(1))
}

/// Karin's laptop.
pub(crate) fn karin() -> DeviceKeys {
    DeviceKeys::generate(&mut dice(2))
}

/// Someone who was never asked.
pub(crate) fn stranger() -> DeviceKeys {
    DeviceKeys::generate(&mut dice(3))
}
