//! A whole agreement between Magda and Karin, played with the real code of every room, and judged after every step.
//!
//! It exists so that anyone can see in one minute what the product does, and that the law of the house (design §2)
//! holds in what two vaults really hold. The words of the play are in `play`, the law in `laws`. Nothing of it is
//! kept: whoever calls gives a folder and throws it away.

mod laws;
mod people;
mod play;
mod post;
mod sight;
#[cfg(debug_assertions)]
mod spoil;

use std::path::Path;

use serde::Serialize;
use thiserror::Error;

use crate::error::Error;

/// One step of the play, after every law was found to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DemoStep {
    /// Counted from 1.
    pub number: usize,
    /// What happened, in plain words.
    pub told: String,
    /// How many acts each of the two vaults held then, Magda's first.
    pub acts: [usize; 2],
    /// The laws of design §2 that were checked.
    pub laws: Vec<u8>,
}

/// Why the play stopped.
#[derive(Debug, Error)]
pub enum DemoError {
    /// A law of design §2 does not hold.
    #[error("law {law} is broken after step {step} ({sentence}): {why}")]
    Broken {
        /// Which law.
        law: u8,
        /// What it says, in short.
        sentence: &'static str,
        /// The step after which it was seen.
        step: usize,
        /// What was seen.
        why: String,
    },
    /// A use case did not do what the play needs.
    #[error("step {step} could not be played: {error}")]
    Stopped {
        /// The step.
        step: usize,
        /// Why.
        error: Error,
    },
    /// Something read otherwise than the play says.
    #[error("step {step} did not end as told: {what}")]
    Otherwise {
        /// The step.
        step: usize,
        /// What was expected.
        what: &'static str,
    },
}

/// Plays the agreement in an empty folder. `tell` is called after each step, once all laws were found to hold.
///
/// # Errors
/// The moment a law is broken, or something can't be played.
pub fn demo(folder: &Path, tell: &mut dyn FnMut(&DemoStep)) -> Result<(), DemoError> {
    play::play(folder, tell, None)
}

/// The same play with what is seen at the end spoiled so that one law does not hold: it must be noticed. For tests;
/// it is not in release builds.
///
/// # Errors
/// Always, if the laws are worth anything.
#[cfg(debug_assertions)]
pub fn danger_spoiled_demo(
    folder: &Path,
    law: u8,
    tell: &mut dyn FnMut(&DemoStep),
) -> Result<(), DemoError> {
    play::play(folder, tell, Some(law))
}
