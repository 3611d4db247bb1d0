//! From a set of acts to what both people see: the rules of `fold.md`, as `docs/decisions/0003` reads them.
//!
//! The way down: [`agreement`] takes acts in and asks; `order` knows who saw what; `members` whose devices and which
//! cuts; `parts` files the acts of a part; `verdict` says once what an act takes away; `reading` finds what holds;
//! `force` what keeps it from being acted on; `standing` the word for it; `uses` the labels of mandates in use.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in act.rs (effect), rules.rs (subject) and rules/parts.rs (who \
              may), which list every one; elsewhere a few deeds are picked out"
)]

pub(crate) mod agreement;
mod force;
mod members;
pub(crate) mod order;
pub(crate) mod parts;
mod reading;
mod standing;
mod uses;
mod verdict;

pub(crate) use members::{Members, Roll};
