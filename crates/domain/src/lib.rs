//! domain: see Cargo.toml.
