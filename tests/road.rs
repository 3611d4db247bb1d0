//! The road to a relay, from one end to the other: the app's end against the real relay.
//!
//! What a hostile other end can do to this one is tried in `crates/road`; here both ends are ours and must understand
//! each other.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "road/calls.rs"]
mod calls;
#[path = "road/canary.rs"]
mod canary;
#[path = "road/device.rs"]
mod device;
#[path = "road/liar.rs"]
mod liar;
#[path = "road/lying.rs"]
mod lying;
#[allow(
    dead_code,
    reason = "the cast of the stories, of which a part plays here"
)]
#[path = "stories/people.rs"]
mod people;
#[path = "road/waking.rs"]
mod waking;
#[path = "road/wire.rs"]
mod wire;
