//! app: see Cargo.toml.

pub mod error;
pub mod view;
