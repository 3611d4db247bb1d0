//! seal: see Cargo.toml.
