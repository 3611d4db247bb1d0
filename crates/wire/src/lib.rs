//! wire: see Cargo.toml.
