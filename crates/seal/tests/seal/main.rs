//! What this room promises, seen from outside: signatures, envelopes, pairing, kit, vault header, backup.
//!
//! Attacks of `reference/trust.md` §2.2 part A stand here at the lowest level that shows them. Golden
//! bytes of every format are in the top-level tests.

#![cfg(test)]

mod backup;
mod dice;
mod envelope;
mod header;
mod kit;
mod names;
mod nearby;
mod pack;
mod pairing;
mod signature;
mod wraps;
