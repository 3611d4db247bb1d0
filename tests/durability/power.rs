//! Power cuts: a child's writes are witnessed, and played back to any point with unflushed ones lost or torn.
//!
//! What was acknowledged before the cut must be there on the disk that is left. The control is the same run on a disk
//! that lies about flushing: it must lose something, or this test would find nothing. Linux with a C compiler; it says
//! so where it cannot run. `CUTS=2000` plays more.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;

use countersign_vault::{Home, Integrity, OpenError};
use tempfile::TempDir;

use crate::disk::{Disk, Line, read_book};
use crate::kill::{AtWork, alone, report};
use crate::stage::{Counted, HERE, MAGDAS, NOON, answers, asked, make, unlock};

/// How many cuts for each kind of work, unless `CUTS` says otherwise.
const CUTS: u64 = 60;

/// What is true of the disk that a cut left, given all that had been said before it: whether anything was lost.
type Judge = fn(&Path, &[String]) -> bool;

/// Builds the witness; `None` where there is no C compiler for it.
pub(crate) fn witness(folder: &Path) -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("durability/witness.c");
    let built = folder.join("witness.so");
    let mut compiler = Command::new("cc");
    compiler
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&built)
        .arg(source);
    let done = cfg!(target_os = "linux") && compiler.status().is_ok_and(|it| it.success());
    if !done {
        report("no witness can be built here: nothing was proven about disks that fail");
    }
    done.then_some(built)
}

/// Plays one role under a witness, cuts the power `CUTS` times, and counts the cuts that lost something.
fn lost(role: &str, steps: usize, deaf: bool, judge: Judge) -> Option<u64> {
    let _alone = alone();
    let outside = TempDir::new().unwrap();
    let witness = witness(outside.path())?;
    let folder = outside.path().canonicalize().unwrap().join("home");
    drop(make(&folder, 1));
    let before = Disk::of(&folder);
    let book = outside.path().join("book");
    let witnessed = [
        ("LD_PRELOAD", witness.as_os_str()),
        ("WITNESS_BOOK", book.as_os_str()),
        ("WITNESS_FOLDER", folder.as_os_str()),
    ];
    let deaf = deaf.then_some(("WITNESS_DEAF", "1".as_ref()));
    let work = AtWork::start(role, &folder, 1, MAGDAS, witnessed.into_iter().chain(deaf));
    work.killed_after(steps);
    let lines = read_book(&book);
    let cuts = asked("CUTS").map_or(CUTS, |it| it.parse().unwrap());
    let mut chance = Counted(asked("SEED").map_or(1, |it| it.parse().unwrap()));
    let mut points: Vec<usize> = (0..cuts)
        .map(|_| chance.below(lines.len() as u64) as usize)
        .collect();
    points.sort_unstable();
    let mut disk = before;
    let mut said: Vec<String> = Vec::new();
    let mut read = lines.iter().enumerate().peekable();
    let mut losses = 0;
    for point in points {
        while let Some((_, line)) = read.next_if(|(number, _)| *number <= point) {
            disk.take(line);
            if let Line::Said { text } = line {
                said.extend(text.lines().map(str::to_owned));
            }
        }
        let left = TempDir::new().unwrap();
        disk.cut(&mut chance, &folder, left.path());
        // A judge that cannot even look has found something.
        let judged = catch_unwind(|| judge(left.path(), &said));
        losses += u64::from(judged.unwrap_or(true));
    }
    report(&format!(
        "{role}: {cuts} power cuts among {} writes and flushes, {losses} lost",
        lines.len()
    ));
    Some(losses)
}

/// Lost, and why: on a disk that lies many things can be the reason, on an honest one each is a find.
fn told_lost(why: &OpenError) -> bool {
    report(&format!("lost: {why:?}"));
    true
}

/// The last answer that was called saved, and all before it, are there; and the vault is whole.
fn answers_lost(folder: &Path, said: &[String]) -> bool {
    let acknowledged = said.iter().rev().find_map(|line| line.parse::<u32>().ok());
    let home = Home::open(folder).unwrap();
    let id = home.list(NOON).unwrap().first().unwrap().id;
    let Ok(vault) = unlock(&home, id, MAGDAS) else {
        return true;
    };
    if vault.integrity().unwrap() == Integrity::Damaged {
        return true;
    }
    acknowledged.is_some_and(|last| answers(vault.view()) <= last)
}

/// The last passphrase that was called set opens the vault, or the one that was being set.
fn passphrase_lost(folder: &Path, said: &[String]) -> bool {
    let home = Home::open(folder).unwrap();
    let id = home.list(NOON).unwrap().first().unwrap().id;
    let set = said
        .iter()
        .rev()
        .find(|line| line.starts_with("passphrase"))
        .map(String::as_str);
    let tried = said
        .iter()
        .rev()
        .find_map(|line| line.strip_prefix("trying "));
    let opens = |typed: &str| match unlock(&home, id, typed) {
        Ok(_) => true,
        Err(OpenError::WrongKey) => false,
        Err(error) => !told_lost(&error),
    };
    !opens(set.unwrap_or(MAGDAS)) && !tried.is_some_and(opens)
}

/// Every vault that was called made or restored is listed and whole, and so is every other that is listed.
fn vaults_lost(folder: &Path, said: &[String]) -> bool {
    let home = Home::open(folder).unwrap();
    let listed = home.list(NOON).unwrap();
    let made = said.iter().filter(|line| line.len() == 32);
    if made
        .into_iter()
        .any(|id| listed.iter().all(|entry| entry.id.to_string() != *id))
    {
        return true;
    }
    listed
        .iter()
        .any(|entry| match unlock(&home, entry.id, MAGDAS) {
            Ok(vault) => {
                let called_made = said.contains(&entry.id.to_string());
                let has_agreement = vault.view().agreement(HERE).unwrap().is_some();
                vault.integrity().unwrap() == Integrity::Damaged || (called_made && !has_agreement)
            }
            Err(_) => true,
        })
}

fn none_lost(role: &str, steps: usize, judge: Judge) {
    if let Some(losses) = lost(role, steps, false, judge) {
        assert_eq!(losses, 0, "{role}: something acknowledged was lost");
    }
}

fn some_lost(role: &str, steps: usize, judge: Judge) {
    if let Some(losses) = lost(role, steps, true, judge) {
        assert!(
            losses > 0,
            "{role}: on a disk that lies nothing was lost, so this proves nothing"
        );
    }
}

#[test]
fn no_answer_that_was_called_saved_is_lost_when_the_power_fails() {
    none_lost("save", 120, answers_lost);
}

#[test]
fn control_a_disk_that_lies_about_flushing_loses_answers() {
    some_lost("save", 120, answers_lost);
}

#[test]
fn a_passphrase_is_the_old_or_the_new_one_when_the_power_fails() {
    none_lost("passphrase", 20, passphrase_lost);
}

#[test]
fn control_a_disk_that_lies_about_flushing_loses_passphrases() {
    some_lost("passphrase", 20, passphrase_lost);
}

#[test]
fn a_vault_that_was_called_made_is_whole_when_the_power_fails() {
    none_lost("create", 4, vaults_lost);
}

#[test]
fn control_a_disk_that_lies_about_flushing_loses_vaults() {
    some_lost("create", 4, vaults_lost);
}
