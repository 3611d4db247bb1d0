//! The stage and the cast for tests.

pub use countersign_model::history;
pub use countersign_model::naive as model;
