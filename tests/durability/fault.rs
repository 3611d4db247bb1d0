//! A disk that breaks: one call after another fails, once or from then on, with an I/O error or for want of room.
//!
//! SQLite's own I/O error tests, at the height of the vault: whatever fails, the work ends with a reason and without a
//! panic, nothing more is written after an I/O error, and everything acknowledged is there afterwards. Linux with a C
//! compiler. `FAULTS=800` plays more; there are some 560 calls to fail, in four ways each. Reading is not made to fail.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use countersign_vault::{Home, Integrity};
use tempfile::TempDir;

use crate::child::{FOLDER, ROLE, SEED};
use crate::disk::read_book;
use crate::kill::{alone, report};
use crate::power::witness;
use crate::stage::{Counted, MAGDAS, NOON, answers, asked, make, unlock};

/// How many faults, unless `FAULTS` says otherwise.
const FAULTS: u64 = 40;
/// EIO and ENOSPC on Linux.
const ERRORS: [u32; 2] = [5, 28];

/// Plays the work once, with a fault if there is one; gives what the child left behind.
fn play(outside: &Path, witness: &Path, fault: Option<&str>) -> Output {
    let folder = outside.join("home");
    drop(make(&folder, 1));
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args([
            "--exact",
            "child::a_child_plays_its_role",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(ROLE, "stumble")
        .env(FOLDER, &folder)
        .env(SEED, "1")
        .env("LD_PRELOAD", witness)
        .env("WITNESS_BOOK", outside.join("book"))
        .env("WITNESS_FOLDER", &folder)
        .envs(fault.map(|fault| ("WITNESS_FAIL", fault)));
    child.output().unwrap()
}

/// Holds what is there against what was said.
fn held_against(folder: &Path, said: &str, fault: &str) {
    let home = Home::open(folder).unwrap();
    let id = home.list(NOON).unwrap().first().unwrap().id;
    let last = |prefix: &str| said.lines().rev().find_map(|it| it.strip_prefix(prefix));
    let set = last("passphrase ").map(|it| format!("passphrase {it}"));
    let opened = unlock(&home, id, set.as_deref().unwrap_or(MAGDAS))
        .or_else(|_| unlock(&home, id, last("trying ").unwrap()));
    let vault = opened.unwrap_or_else(|error| panic!("fault {fault}: {error}\n{said}"));
    assert_eq!(
        vault.integrity().unwrap(),
        Integrity::Sound,
        "fault {fault}"
    );
    let acknowledged = said
        .lines()
        .filter_map(|line| line.parse::<u32>().ok())
        .max();
    let there = answers(vault.view());
    assert!(
        acknowledged.is_none_or(|number| there > number),
        "fault {fault}: lost\n{said}"
    );
}

#[test]
fn whatever_call_the_disk_fails_nothing_acknowledged_is_lost_and_nothing_panics() {
    let _alone = alone();
    let outside = TempDir::new().unwrap();
    let outside = outside.path().canonicalize().unwrap();
    let Some(witness) = witness(&outside) else {
        return;
    };
    let whole = play(&outside, &witness, None);
    assert!(
        whole.status.success(),
        "{}",
        String::from_utf8_lossy(&whole.stderr)
    );
    let calls = read_book(&outside.join("book")).len() as u64;
    let faults = asked("FAULTS").map_or(FAULTS, |it| it.parse().unwrap());
    let mut chance = Counted(asked("SEED").map_or(1, |it| it.parse().unwrap()));
    let mut refused = 0;
    for number in 0..faults {
        let call = 1 + chance.below(calls);
        let times = if number % 2 == 0 { 1 } else { 1_000_000 };
        let fault = format!("{call} {} {times}", ERRORS[(number / 2 % 2) as usize]);
        fs::remove_dir_all(outside.join("home")).unwrap();
        let played = play(&outside, &witness, Some(&fault));
        let said = String::from_utf8_lossy(&played.stdout);
        let complaint = String::from_utf8_lossy(&played.stderr);
        assert!(
            played.status.success(),
            "fault {fault}: {said}\n{complaint}"
        );
        refused += u64::from(said.lines().count() < whole.stdout.split(|it| *it == b'\n').count());
        held_against(&outside.join("home"), &said, &fault);
    }
    report(&format!(
        "{faults} faults among {calls} calls, {refused} of them felt, 0 lost"
    ));
    assert!(refused > 0, "no fault was ever felt, so nothing was proven");
}
