//! The rules of the fold a second time, plainly, and random histories to hold the two against each other.
//!
//! [`naive`] restates `fold.md` line by line, slow and obvious, written apart from the fold in `domain`; [`history`]
//! makes plausible and nasty sets of acts. A room of its own, so that `domain` can be tested against it without
//! building everything else.

pub mod history;
pub mod naive;
