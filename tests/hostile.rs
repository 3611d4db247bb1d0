//! A member who does not keep to the app: valid keys, valid seals, hostile contents (reference/trust.md §2.2 A and B).
//!
//! Every bundle here is sealed and signed as Karin's laptop would, so that what is tested is not the seal. Magda's
//! phone must refuse each, unchanged but for what it keeps aside, within a bounded time and memory; and what it does
//! take must load again. What a stranger without keys can do is in `seal` and `wire`; text that misleads the eye is
//! for the screens.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "hostile/acts.rs"]
mod acts;
#[path = "hostile/bombs.rs"]
mod bombs;
#[path = "../crates/sync/tests/desk/mod.rs"]
mod desk;
#[path = "hostile/envelopes.rs"]
mod envelopes;
#[path = "hostile/flood.rs"]
mod flood;
#[path = "hostile/forge.rs"]
mod forge;
#[path = "hostile/living.rs"]
mod living;
#[path = "hostile/living_bombs.rs"]
mod living_bombs;
#[path = "hostile/living_flood.rs"]
mod living_flood;
#[path = "hostile/living_forge.rs"]
mod living_forge;
#[path = "hostile/mutants.rs"]
mod mutants;
