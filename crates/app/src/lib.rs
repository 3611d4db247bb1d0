//! app: see Cargo.toml.
