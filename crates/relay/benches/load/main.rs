//! Load on a relay: puts and gets per second, as a ratio to the bare store; honest devices beside slow
//! ones; memory. `cargo bench -p countersign-relay`, or with other figures:
//! `MAILBOXES=1000 SECONDS=3 STORES=sqlite cargo bench -p countersign-relay`.
//!
//! Relay and clients share the machine, as the figures say. The bare store does the same durable inserts
//! into the same tables without a relay in between: one by one on `SQLite`, where that is all it can, and
//! on as many connections as the relay has on `PostgreSQL`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    dead_code,
    reason = "a bench asks the clock, may fail, and uses a part of what the tests have"
)]

mod bare;
#[path = "../../tests/relay/cluster.rs"]
mod cluster;
mod device;
#[path = "../../tests/relay/program.rs"]
mod program;
mod slow;

use cluster::Cluster;
use device::Tally;
use program::Program;
use std::io::Write;
use std::time::{Duration, Instant};

/// The settings of one run.
pub(crate) struct Run {
    pub(crate) mailboxes: u64,
    pub(crate) time: Duration,
    pub(crate) clients: u64,
    pub(crate) slow: u64,
}

/// Bounds far away: what is measured is the relay, not its limits.
const SETTINGS: [(&str, &str); 6] = [
    ("mailbox_burst", "1000000"),
    ("mailbox_per_second", "1000000"),
    ("address_burst", "100000000"),
    ("address_per_second", "1000000"),
    ("connections_per_address_max", "4096"),
    ("header_seconds", "600"),
];

fn told(name: &str, otherwise: u64) -> u64 {
    let told = std::env::var(name).ok().and_then(|told| told.parse().ok());
    told.unwrap_or(otherwise)
}

fn main() {
    let run = Run {
        mailboxes: told("MAILBOXES", 10_000),
        time: Duration::from_secs(told("SECONDS", 15)),
        clients: told("CLIENTS", 64),
        slow: told("SLOW", 2_000),
    };
    let stores = std::env::var("STORES").unwrap_or_else(|_| "sqlite postgres".to_owned());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    say(&format!(
        "{} mailboxes, {} clients, {} s for each figure, bundles of {} bytes, {} cores for all",
        run.mailboxes,
        run.clients,
        run.time.as_secs(),
        device::ENVELOPE_BYTES,
        std::thread::available_parallelism().unwrap()
    ));
    if stores.contains("sqlite") {
        let folder = tempfile::tempdir_in(".").unwrap();
        let path = folder.path().join("relay.db");
        let bare = bare::sqlite(&folder.path().join("bare.db"), run.time);
        runtime.block_on(measure(
            "sqlite",
            &format!("sqlite:{}", path.display()),
            &bare,
            &run,
        ));
    }
    if stores.contains("postgres") {
        let cluster = Cluster::start();
        let bare = runtime.block_on(bare::postgres(&cluster.database(), run.time));
        let store = cluster.database();
        runtime.block_on(measure("postgres", &store, &bare, &run));
    }
}

async fn measure(name: &str, store: &str, bare: &Tally, run: &Run) {
    let relay = Program::start(store, &SETTINGS);
    let began = Instant::now();
    let mailboxes = device::open_all(relay.at, run).await;
    say(&format!(
        "\n{name}: {} mailboxes opened and joined in {:.1} s",
        run.mailboxes,
        began.elapsed().as_secs_f64()
    ));
    say(&bare.line("bare inserts"));
    let puts = device::puts(relay.at, &mailboxes, run).await;
    say(&puts.line("puts"));
    say(&format!(
        "  puts / bare inserts: {:.2}",
        puts.per_second() / bare.per_second()
    ));
    let gets = device::gets(relay.at, &mailboxes, run).await;
    say(&gets.line("gets of a page"));
    let honest = slow::beside(relay.at, &mailboxes, run).await;
    say(&honest.line(&format!("puts beside {} slow connections", run.slow)));
    say(&format!("  most memory: {} MB", memory(relay.id()) / 1024));
}

/// The most that the process ever had in memory, in KiB.
fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn say(line: &str) {
    std::io::stdout()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
}
