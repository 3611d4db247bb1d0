//! What another end that is no relay, or a hostile one, can do to this one: for each fault the one answer, in its time.
//!
//! Every other end here is a plain socket that says what a test tells it. That both ends understand each other when
//! the relay is honest is tried in `tests/road`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod answers;
mod heads;
mod pages;
mod papers;
mod stage;
mod stopping;
mod tls;
mod wakes;
