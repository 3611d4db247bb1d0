//! Small bytes that mean to become large: refused within 2 seconds and 64 MiB (reference/trust.md §1.5).

use std::io::Write;
use std::time::{Duration, Instant};

use automerge::Change;
use countersign_sync::{Outcome, Reason};
use flate2::{Compression, write::DeflateEncoder};

use crate::forge::{Stage, chunk, number};

pub(crate) const MEMORY_MAX: u64 = 64 * 1024 * 1024;
pub(crate) const TIME_MAX: Duration = Duration::from_secs(2);

#[test]
fn what_inflates_is_refused_before_it_does() {
    let mut stage = Stage::set_alone();
    let million = repeated(1_000_000);
    // The control: this is what Automerge alone makes of it.
    assert_eq!(
        Change::from_bytes(million.clone()).unwrap().len(),
        1_000_000
    );
    let bombs = [
        ("a million operations", million),
        ("a hundred million operations", repeated(100_000_000)),
        (
            "as many operations as can be said",
            repeated(i64::MAX.unsigned_abs()),
        ),
        ("250 MiB of zeros", deflated(250)),
    ];
    for (what, bomb) in bombs {
        assert!(
            bomb.len() < 262_000,
            "{what} does not fit into a bundle: {}",
            bomb.len()
        );
        let envelope = stage.with_changes(vec![bomb]);
        let (before, start) = (peak_from_here(), now());
        assert_eq!(
            stage.refuses(&envelope),
            Outcome::Aside(Reason::BadChange),
            "{what}"
        );
        assert!(
            start.elapsed() < TIME_MAX,
            "{what} took {:?}",
            start.elapsed()
        );
        let grown = peak().saturating_sub(before);
        assert!(grown < MEMORY_MAX, "{what} took {grown} bytes");
    }
}

/// One change that puts null under one key, over and over, run-length coded.
fn repeated(count: u64) -> Vec<u8> {
    let run = |value: &[u8]| {
        let mut bytes = Vec::new();
        signed(&mut bytes, i64::try_from(count).unwrap());
        bytes.extend(value);
        bytes
    };
    let mut insert = Vec::new();
    number(&mut insert, count);
    let columns: [(u64, Vec<u8>); 5] = [
        (0x15, run(&[1, b'k'])),
        (0x34, insert),
        (0x42, run(&[1])),
        (0x56, run(&[0])),
        (0x70, run(&[0])),
    ];
    let mut content = vec![0, 32];
    content.extend([7; 32]);
    content.extend([1, 1, 0, 0, 0]); // seq, start, time, message, other actors
    number(&mut content, columns.len() as u64);
    for (column, bytes) in &columns {
        number(&mut content, *column);
        number(&mut content, bytes.len() as u64);
    }
    columns.iter().for_each(|(_, bytes)| content.extend(bytes));
    chunk(1, &content)
}

/// A compressed chunk that inflates to this many MiB.
fn deflated(mebibytes: usize) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1024 * 1024];
    (0..mebibytes).for_each(|_| encoder.write_all(&zeros).unwrap());
    chunk(2, &encoder.finish().unwrap())
}

/// Signed LEB128 of a number that is not negative.
fn signed(bytes: &mut Vec<u8>, mut value: i64) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 && low & 0x40 == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes is what is tested"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Lets the kernel forget the highest memory so far, and gives what is used now.
pub(crate) fn peak_from_here() -> u64 {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    peak()
}

/// The most memory that this process has used, in bytes.
pub(crate) fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    kibibytes * 1024
}
