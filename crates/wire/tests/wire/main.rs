//! Every format of this room: round trips, limits, and bytes that someone changed.
//!
//! They prove that no decoder panics and that no two encodings mean one thing. What the bytes are worth
//! once they are decoded is proved in `seal`.

mod bundle;
mod bundle_file;
mod code;
mod envelope;
mod hostile;
mod living;
mod map;
mod nearby;
mod pairing;
mod relay;
mod signed_act;
