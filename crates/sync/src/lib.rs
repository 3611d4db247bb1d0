//! sync: see Cargo.toml.
