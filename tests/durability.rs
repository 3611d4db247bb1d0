//! What was acknowledged is there after a kill, a power cut, a broken or a full disk; what was not is there whole or not
//! at all.
//!
//! A child process works on a vault and acknowledges each step after its commit; the parent kills it, cuts its power or
//! breaks its disk at a random point, opens the vault as a person would, and holds it against what was acknowledged
//! (law 12, reference/engine.md §8). `KILLS=500 CUTS=2000 FAULTS=800 cargo test -p countersign-tests --test durability
//! -- --nocapture` plays more; `SEED` plays a run's choices again. `docs/decisions/0006-durability.md` says what this
//! proves and what it does not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails here has found something"
)]

#[path = "durability/child.rs"]
mod child;
#[path = "durability/cost.rs"]
mod cost;
#[path = "durability/disk.rs"]
mod disk;
#[path = "durability/fault.rs"]
mod fault;
#[path = "durability/full.rs"]
mod full;
#[path = "durability/kill.rs"]
mod kill;
#[path = "durability/power.rs"]
mod power;
#[path = "durability/stage.rs"]
mod stage;
