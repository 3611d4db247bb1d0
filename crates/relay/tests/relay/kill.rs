//! Ends under load: `kill -9` of the relay on `SQLite`, an immediate stop of `PostgreSQL` under three
//! replicas. Nothing that was answered with a yes is lost, no reader passes anything over, nothing is
//! shown twice.
//!
//! A few ends in the tests; `KILLS=200` and `CUTS=50` for as many as one likes.

use crate::cluster::Cluster;
use crate::program::{Key, Program, page, put, two};
use countersign_relay::names::{BundleId, write_hex};
use countersign_wire::relay::Cursor;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

const MAILBOXES: u64 = 6;

/// Bundles that were answered with a yes before an end comes.
const YES_PER_END: u64 = 40;

/// How often the kind of end is played, unless the environment says more.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a test lasts is told by who runs it"
)]
fn times(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|told| told.parse().ok())
        .unwrap_or(otherwise)
}

/// One mailbox: its keys, what was answered with a yes, and what its reader has seen.
struct Watched {
    karin: Key,
    magda: Key,
    yes: Mutex<BTreeMap<String, u64>>,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    cursor: Option<Cursor>,
    ids: BTreeMap<String, u64>,
    shown: u64,
}

/// Counters of one run.
#[derive(Default)]
struct Load {
    over: AtomicBool,
    yes: AtomicU64,
    puts: AtomicU64,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}

fn id_of(envelope: &[u8]) -> String {
    write_hex(&BundleId::of(envelope).0)
}

fn opened(at: SocketAddr) -> Vec<Watched> {
    (0..MAILBOXES)
        .map(|number| {
            let (karin, magda) = two(at, number);
            Watched {
                karin,
                magda,
                yes: Mutex::default(),
                seen: Mutex::default(),
            }
        })
        .collect()
}

impl Watched {
    /// Puts bundles until the end; each is offered again until there is an answer to it.
    fn write(&self, load: &Load, at: impl Fn() -> SocketAddr) {
        while !load.over.load(Ordering::Acquire) {
            let number = load.puts.fetch_add(1, Ordering::AcqRel);
            let envelope = [&number.to_be_bytes()[..], &[7; 900]].concat();
            while !load.over.load(Ordering::Acquire) {
                match put(at(), &self.magda, &envelope) {
                    Some(answer) if [200, 201].contains(&answer.status) => {
                        let number = answer.json()["number"].as_u64().unwrap();
                        locked(&self.yes).insert(id_of(&envelope), number);
                        load.yes.fetch_add(1, Ordering::AcqRel);
                        break;
                    }
                    Some(answer) => assert_eq!(answer.status, 503, "{}", answer.text()),
                    None => std::thread::park_timeout(Duration::from_millis(3)),
                }
            }
        }
    }

    /// Reads on from its cursor, over all ends.
    fn read(&self, at: SocketAddr) {
        let mut seen = locked(&self.seen);
        let after = seen.cursor.map(|cursor| cursor.to_string());
        let Some(page) = page(at, &self.karin, after.as_deref()) else {
            return;
        };
        for parcel in &page.parcels {
            let before = seen.ids.insert(id_of(&parcel.envelope), parcel.number);
            assert_eq!(before, None, "shown twice");
            seen.shown += 1;
        }
        seen.cursor = Some(page.next);
    }

    /// Whether everything that was answered with a yes is what the reader has seen, number by number.
    fn judge(&self, at: SocketAddr) -> u64 {
        loop {
            let before = locked(&self.seen).cursor;
            self.read(at);
            if locked(&self.seen).cursor == before && before.is_some() {
                break;
            }
        }
        let (yes, seen) = (locked(&self.yes), locked(&self.seen));
        for (id, number) in yes.iter() {
            assert_eq!(seen.ids.get(id), Some(number), "lost, or passed over");
        }
        let numbers: BTreeSet<_> = seen.ids.values().collect();
        assert_eq!(numbers.len(), seen.ids.len(), "two with one number");
        let last = numbers.last().map_or(0, |last| **last);
        assert_eq!(last, numbers.len() as u64, "a number without a bundle");
        yes.len() as u64
    }
}

/// Loads mailboxes and lets `end` play as often as told, each time after so many yeses.
fn under_load(
    watched: &[Watched],
    ends: u64,
    at: impl Fn(usize) -> SocketAddr + Sync,
    mut end: impl FnMut(u64),
) -> u64 {
    let load = Load::default();
    std::thread::scope(|scope| {
        for (index, one) in watched.iter().enumerate() {
            let (load, at) = (&load, &at);
            scope.spawn(move || one.write(load, || at(index)));
            scope.spawn(move || {
                while !load.over.load(Ordering::Acquire) {
                    one.read(at(index + 1));
                    std::thread::park_timeout(Duration::from_millis(5));
                }
            });
        }
        for number in 0..ends {
            let until = load.yes.load(Ordering::Acquire) + YES_PER_END + number * 7 % 30;
            while load.yes.load(Ordering::Acquire) < until {
                std::thread::park_timeout(Duration::from_millis(1));
            }
            end(number);
        }
        load.over.store(true, Ordering::Release);
    });
    load.puts.load(Ordering::Acquire)
}

const FAST: [(&str, &str); 4] = [
    ("mailbox_burst", "100000"),
    ("address_burst", "1000000"),
    ("writer_bundles_max", "1000000"),
    ("writer_bytes_max", "100000000000"),
];

#[test]
fn nothing_that_sqlite_kept_is_lost_when_the_relay_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("relay.db").display());
    let relay = Mutex::new(Program::start(&store, &FAST));
    let at = Mutex::new(locked(&relay).at);
    let watched = opened(*locked(&at));
    let kills = times("KILLS", 3);
    let puts = under_load(
        &watched,
        kills,
        |_| *locked(&at),
        |_| {
            let mut relay = locked(&relay);
            relay.kill();
            *relay = Program::start(&store, &FAST);
            *locked(&at) = relay.at;
        },
    );
    let at = *locked(&at);
    let yes: u64 = watched.iter().map(|one| one.judge(at)).sum();
    report(&format!(
        "{kills} kills, {puts} bundles offered, {yes} kept, 0 lost, 0 passed over, 0 twice"
    ));
}

/// The control: a bundle that was answered with a yes and is not there is noticed.
#[test]
#[should_panic(expected = "lost, or passed over")]
fn a_loss_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("relay.db").display());
    let relay = Program::start(&store, &FAST);
    let watched = opened(relay.at);
    put(relay.at, &watched[0].magda, b"one").unwrap();
    locked(&watched[0].yes).insert(id_of(b"two"), 2);
    watched[0].judge(relay.at);
}

#[test]
fn nothing_that_postgres_kept_is_lost_when_the_server_stops_at_once_under_three_replicas() {
    let cluster = Cluster::start();
    let store = cluster.database();
    let replicas = [(); 3].map(|()| Program::start(&store, &FAST));
    let addresses = replicas.each_ref().map(|replica| replica.at);
    let watched = opened(addresses[0]);
    let cuts = times("CUTS", 2);
    let puts = under_load(
        &watched,
        cuts,
        |index| addresses[index % addresses.len()],
        |_| {
            cluster.cut();
            cluster.begin();
        },
    );
    let at = addresses[0];
    let yes: u64 = watched.iter().map(|one| one.judge(at)).sum();
    report(&format!(
        "{cuts} immediate stops, {puts} bundles offered, {yes} kept, 0 lost, 0 passed over, 0 twice"
    ));
}

/// Shown to who runs the test, captured or not.
fn report(figures: &str) {
    let line = format!("{figures}\n");
    std::io::stdout().write_all(line.as_bytes()).unwrap();
}
