//! Small bytes that mean to become large: refused within 2 seconds and 64 MiB (reference/trust.md §1.5).

use std::io::Write;
use std::time::{Duration, Instant};

use countersign_seal::unpack_bundle;
use countersign_wire::ReadError;
use countersign_wire::limits::BUNDLE_PACKED_BYTES_MAX;
use flate2::{Compression, write::DeflateEncoder};

use crate::forge::Stage;

pub(crate) const MEMORY_MAX: u64 = 64 * 1024 * 1024;
pub(crate) const TIME_MAX: Duration = Duration::from_secs(2);

#[test]
fn what_inflates_is_refused_before_it_does() {
    let _alone = Stage::set_alone();
    let zeros = deflated(&vec![0; 250 << 20]);
    let most = 480 * 1024;
    let name = [0x58, 0x20, 3];
    // A head of 128 KiB of one name over and over: a bundle may have so much, and this one means eleven times that.
    let names = [&[0x80, 0x80, 0x40][..], &name.repeat(most / 3 - 1)].concat();
    let bombs = [
        (
            "250 MiB of zeros, as they are",
            packed(250 << 20, 0, &zeros),
        ),
        ("250 MiB of zeros, called 1 KiB", packed(1024, 0, &zeros)),
        (
            "250 MiB of zeros, called what a bundle has",
            packed(most, 0, &zeros),
        ),
        (
            "as many bytes as can be said",
            packed(usize::MAX, usize::MAX, &zeros),
        ),
        ("names", packed(names.len(), 0, &deflated(&names))),
    ];
    for (what, bomb) in bombs {
        assert!(
            bomb.len() < BUNDLE_PACKED_BYTES_MAX,
            "{what} does not fit into a bundle: {}",
            bomb.len()
        );
        let (before, start) = (peak_from_here(), now());
        let refused = unpack_bundle(&[7; 32], &bomb).map(|_| ());
        assert!(start.elapsed() < TIME_MAX, "{what}: {:?}", start.elapsed());
        let grown = peak().saturating_sub(before);
        assert!(grown < MEMORY_MAX, "{what} took {grown} bytes");
        assert!(
            matches!(
                refused,
                Err(ReadError::TooLarge { .. } | ReadError::Malformed { .. })
            ),
            "{what}: {refused:?}"
        );
    }
}

/// A packed bundle that says these lengths of its fields and words.
fn packed(fields: usize, words: usize, deflated: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for mut number in [fields, words, deflated.len()] {
        while number >= 0x80 {
            bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
    bytes.extend(deflated);
    bytes
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
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
