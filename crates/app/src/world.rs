//! Clock and chance, the two things that make one run differ from another.
//!
//! They exist as one trait so that every use case can be played again in a test or a demonstration with the same
//! outcome. [`SystemWorld`] is the only place in the project that asks the operating system for either. Folders are
//! not here: they are real in tests too.

use std::time::{SystemTime, UNIX_EPOCH};

use countersign_seal::Chance;

/// What a use case cannot know by itself. Chance must be unpredictable to everyone else.
pub trait World: Chance + Send {
    /// Seconds since 1970-01-01 UTC. Claimed in acts, read by no rule (law 7).
    fn now(&self) -> i64;
}

/// The clock and the chance of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemWorld;

impl Chance for SystemWorld {
    fn fill(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("an operating system without chance can keep no secret");
    }
}

impl World for SystemWorld {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the clock"
    )]
    fn now(&self) -> i64 {
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => -i64::try_from(before.duration().as_secs()).unwrap_or(i64::MAX),
        }
    }
}
