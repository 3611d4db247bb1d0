//! app: see Cargo.toml.

pub mod error;
mod folding;
pub mod view;

pub use folding::{ACTS_FILE_BYTES_MAX, FoldError, fold_acts};
