//! Shared text that is nobody's word: the agenda, and drafts, private until they are shared (design §3).
//!
//! Nothing here makes an act but putting a draft forward, which is an ordinary suggestion. A draft that is not shared
//! is a private note and has no history (law 11); sharing it begins one. Left out: how two people's writing comes
//! together (`sync`), and every rule of what is agreed.

mod agenda;
mod draft;
mod keep;

pub(crate) use keep::{rows, save};
