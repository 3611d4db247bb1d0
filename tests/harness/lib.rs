//! The stage and the cast for tests.

#![allow(
    clippy::unwrap_used,
    reason = "a stage that cannot be built fails the test"
)]

mod relay_house;

pub use countersign_model::history;
pub use countersign_model::naive as model;
pub use relay_house::RelayHouse;
