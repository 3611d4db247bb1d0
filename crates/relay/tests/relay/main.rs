//! The relay held to `docs/relay.md`: its two stores by one suite, and the whole program over HTTP.
//!
//! `PostgreSQL` is a real server from Debian's package `postgresql`, started on a folder of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod cluster;
mod conformance;
mod http;
mod kill;
mod program;
mod replicas;
mod sealed_store;
mod tls;
