//! The proof of one agreed part: that both people said yes to exactly these words, checkable by anyone, offline.
//!
//! It holds the signed acts by which the two and their devices came into the agreement, the version, and both yeses,
//! with their words. It proves what was said, and not that it still holds: a later taking back is not in it. Checking
//! needs no vault, no clock and no trust in whoever brings it.

mod check;
mod file;
mod gather;

pub use check::{NotProven, Proven, Said};
pub use file::{PROOF_BYTES_MAX, check_proof};

pub(crate) use check::check;
pub(crate) use gather::gather;
