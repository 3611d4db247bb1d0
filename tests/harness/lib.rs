//! The stage and the cast for tests.

pub mod history;
#[path = "../model/mod.rs"]
pub mod model;
