//! The stage and the cast for tests.

#![allow(
    clippy::unwrap_used,
    reason = "a stage that cannot be built fails the test"
)]

mod desk;
mod relay_house;
mod wire;

pub use countersign_model::history;
pub use countersign_model::naive as model;
pub use desk::{Books, Desk, Lying, Mailbox, Seat};
pub use relay_house::RelayHouse;
pub use wire::{Line, Wire};
