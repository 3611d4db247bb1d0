//! Whole agreements played by chance: devices act, send, lose, repeat, reorder, crash, are copied, restored, removed.
//!
//! One seed is one world, and the same world every time. After every step the law of the house is checked on the
//! device that moved; at the end everything is carried to everybody, and all must have the same acts, the same state
//! and the same document. A seed that fails prints how to play it again. `SEEDS=10000` plays more of them, `SEED=17`
//! plays one. What is not played here: disks that tear (that is in `durability`) and hostile bytes (in `hostile`).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "simulation/dice.rs"]
mod dice;
#[path = "../crates/sync/tests/desk/disk.rs"]
mod disk;
#[path = "simulation/heal.rs"]
mod heal;
#[path = "simulation/law.rs"]
mod law;
#[path = "simulation/machine.rs"]
mod machine;
#[path = "simulation/moves.rs"]
mod moves;
#[path = "simulation/world.rs"]
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use world::World;

/// How many worlds are played without being asked.
const SEEDS: u64 = 2_000;
/// How many steps a world lives.
const STEPS: usize = 45;

#[test]
fn every_world_keeps_the_law_and_ends_with_one_agreement() {
    let (first, count) = asked_for();
    let next = AtomicU64::new(first);
    let failed = Mutex::new(Vec::new());
    let tally = Mutex::new(world::Tally::default());
    let play = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + count {
                break;
            }
            match catch_unwind(AssertUnwindSafe(|| World::play(seed, STEPS))) {
                Ok(played) => tally.lock().unwrap().add(&played),
                Err(_) => failed.lock().unwrap().push(seed),
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(play))));
    let failed = failed.into_inner().unwrap();
    let again: Vec<_> = failed
        .iter()
        .map(|seed| format!("SEED={seed} cargo test -p countersign-tests --test simulation"))
        .collect();
    assert!(
        failed.is_empty(),
        "{} of {count} failed; play again:\n{}",
        again.len(),
        again.join("\n")
    );
    let tally = tally.into_inner().unwrap();
    // A simulation in which nothing happens would pass for ever.
    if count >= SEEDS {
        tally.assert_lively();
    }
}

/// Copied vaults of one person went on apart, and did not end with the same acts.
#[test]
fn worlds_that_once_broke_the_law_keep_it() {
    for seed in [2418, 2446, 8998] {
        World::play(seed, STEPS);
    }
}

/// The first seed, and how many.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is asked for more worlds by its environment"
)]
fn asked_for() -> (u64, u64) {
    let number = |name| {
        std::env::var(name)
            .ok()
            .and_then(|text: String| text.parse().ok())
    };
    match number("SEED") {
        Some(seed) => (seed, 1),
        None => (0, number("SEEDS").unwrap_or(SEEDS)),
    }
}
