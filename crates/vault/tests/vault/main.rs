//! A vault as those who build on it meet it: through its public functions, on a real disk.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails here has found something"
)]

mod damage;
mod golden;
mod home;
mod mailboxes;
mod rows;
mod search;
mod stage;
mod tries;
