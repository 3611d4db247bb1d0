//! What is left in the process's memory after a vault is closed: no key, no passphrase, no words.
//!
//! A process of its own, because other tests leave the same things lying about. Linux only: it reads `/proc/self/mem`.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that fails here has found something"
)]

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::Path;

use countersign_seal::{Chance, Passphrase, Stretch, VaultHeader};
use countersign_vault::{Home, Moment, NewVault, Opener};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// Chance that repeats itself.
struct Counted(u64);

impl Chance for Counted {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *byte = (self.0 >> 56) as u8;
        }
    }
}

/// Text that is in memory only inverted, so that looking for it does not find itself.
fn hidden(text: &[u8]) -> Vec<u8> {
    text.iter().map(|byte| !byte).collect()
}

/// What was hidden, in the clear, and wiped when dropped.
fn clear(hidden: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(String::from_utf8(self::hidden(hidden)).unwrap())
}

/// How often the second half of what is hidden lies in the clear in this process's writable memory. The first half of
/// a freed piece may hold the allocator's own notes.
fn traces(hidden: &[u8]) -> usize {
    let tail = &hidden[hidden.len() / 2..];
    let memory = File::open("/proc/self/mem").unwrap();
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    maps.lines()
        .filter_map(|line| {
            let (range, rest) = line.split_once(' ')?;
            let (start, end) = range.split_once('-')?;
            let start = u64::from_str_radix(start, 16).ok()?;
            let end = u64::from_str_radix(end, 16).ok()?;
            rest.starts_with("rw")
                .then_some((start, usize::try_from(end - start).ok()?))
        })
        .map(|(start, len)| {
            let mut bytes = Zeroizing::new(vec![0; len]);
            // A region that cannot be read is none that a program keeps words in.
            let is_read = memory.read_exact_at(&mut bytes, start).is_ok();
            let hits = bytes.windows(tail.len()).filter(|window| {
                window
                    .iter()
                    .zip(tail)
                    .all(|(byte, inverse)| *byte == !inverse)
            });
            if is_read { hits.count() } else { 0 }
        })
        .sum()
}

/// A vault is made, written, closed, opened, read and closed; gives the traces of its words while it was open.
fn work(folder: &Path, typed: &[u8], canary: &[u8]) -> usize {
    let passphrase = Passphrase::new(clear(typed).to_string()).unwrap();
    let home = Home::open(folder).unwrap();
    let new = NewVault {
        label: None,
        passphrase: &passphrase,
        stretch: Stretch::danger_weak_for_tests(),
        kit: None,
    };
    let mut vault = home.create(&new, &mut Counted(1)).unwrap();
    vault
        .write(|tx| tx.set_setting("canary", &clear(canary)))
        .unwrap();
    let id = vault.id().unwrap();
    drop(vault);
    let vault = home
        .unlock(id, &Opener::Passphrase(&passphrase), Moment(1))
        .unwrap()
        .vault;
    let shown = Zeroizing::new(vault.view().setting("canary").unwrap().unwrap());
    assert!(shown == clear(canary));
    traces(canary)
}

/// The vault's key as bytes and as it stands in SQL, both hidden.
fn key(folder: &Path, typed: &[u8]) -> [Vec<u8>; 2] {
    let vault = fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let header = VaultHeader::decode(&fs::read(vault.join("header-a")).unwrap()).unwrap();
    let key = header
        .unlock_passphrase(&Passphrase::new(clear(typed).to_string()).unwrap())
        .unwrap();
    let digit = |nibble: u8| !(char::from_digit(u32::from(nibble), 16).unwrap() as u8);
    let sql = key
        .expose()
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect();
    [hidden(key.expose()), sql]
}

#[test]
fn a_closed_vault_leaves_neither_key_nor_words_in_memory() {
    let folder = TempDir::new().unwrap();
    let typed = hidden(b"a passphrase that nobody else has");
    let canary = hidden(b"a canary that sings in the vault");
    let open = work(folder.path(), &typed, &canary);
    assert!(
        open > 0,
        "words of an open vault must be found, or this test finds nothing"
    );
    assert_eq!(traces(&canary), 0, "words");
    assert_eq!(traces(&typed), 0, "passphrase");
    let [bytes, sql] = key(folder.path(), &typed);
    assert_eq!(traces(&sql), 0, "key in SQL");
    assert_eq!(traces(&bytes), 0, "key");
}
