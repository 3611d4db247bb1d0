//! vault: see Cargo.toml.
