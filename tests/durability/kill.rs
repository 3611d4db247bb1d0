//! Kills: a child is ended with SIGKILL wherever it happens to be, and its vault is opened again.
//!
//! A kill loses nothing that the operating system holds, so it proves atomicity and recovery, not power loss; for
//! that see [`crate::power`].

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use countersign_vault::{Home, Integrity, Vault};
use tempfile::TempDir;

use crate::child::{FOLDER, ROLE, SEED};
use crate::stage::{
    BUNDLE_ACTS, Counted, MAGDAS, NOON, answers, asked, bundle, make, save, unlock,
};

/// How often, unless `KILLS` says otherwise; shared out over the five kinds of work.
const KILLS: u64 = 60;
/// How long a child may take until it is at work.
const PATIENCE: Duration = Duration::from_secs(60);

/// One test at a time starts children: a child that is just being started holds, until it is its own program, whatever
/// files are open here, and with them the lock of a vault.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static STAGE: Mutex<()> = Mutex::new(());
    STAGE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A child at work.
pub(crate) struct AtWork {
    child: Child,
    said: Receiver<String>,
}

impl AtWork {
    pub(crate) fn start<'e>(
        role: &str,
        folder: &Path,
        seed: u64,
        passphrase: &str,
        more: impl IntoIterator<Item = (&'e str, &'e OsStr)>,
    ) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "child::a_child_plays_its_role",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(ROLE, role)
            .env(FOLDER, folder)
            .env(SEED, seed.to_string())
            .env("DURABILITY_PASSPHRASE", passphrase)
            .envs(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, said) = channel();
        // Ends with the pipe, and so with the child.
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, said }
    }

    /// Lets it work for a random while, kills it, and gives all that it said.
    fn killed(self, chance: &mut Counted) -> Vec<String> {
        let steps = chance.below(12) as usize;
        // Up to 4 ms into whatever it does next: a commit takes about one.
        self.killed_in(steps, Duration::from_micros(chance.below(4_000)))
    }

    /// Lets it work for some steps, kills it, and gives all that it said.
    pub(crate) fn killed_after(self, steps: usize) -> Vec<String> {
        self.killed_in(steps, Duration::ZERO)
    }

    fn killed_in(mut self, steps: usize, then: Duration) -> Vec<String> {
        let hears = || self.said.recv_timeout(PATIENCE).ok();
        let begun = std::iter::from_fn(hears).any(|line| line.contains("ready"));
        assert!(begun, "the child never began");
        let mut said: Vec<String> = std::iter::from_fn(hears).take(steps).collect();
        said.extend(self.said.recv_timeout(then));
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        said.extend(self.said.iter());
        said
    }
}

/// What a kind of work is, and how its vaults are held against what was acknowledged.
struct Tally {
    kills: u64,
    acknowledged: u64,
}

fn play(role: &str, mut round: impl FnMut(&mut Counted, u64) -> u64) -> Tally {
    let _alone = alone();
    let kills = asked("KILLS")
        .map_or(KILLS, |it| it.parse().unwrap())
        .div_ceil(5);
    let seed = asked("SEED").map_or(1, |it| it.parse().unwrap());
    let mut chance = Counted(seed);
    let acknowledged = (0..kills).map(|number| round(&mut chance, number)).sum();
    let tally = Tally {
        kills,
        acknowledged,
    };
    report(&format!(
        "{role}: {} kills, {} acknowledged, 0 lost (seed {seed}; 95 % bound on loss per kill {:.4})",
        tally.kills,
        tally.acknowledged,
        3.0 / tally.kills as f64,
    ));
    assert!(
        tally.acknowledged > 0,
        "nothing was ever acknowledged, so nothing was proven"
    );
    tally
}

#[expect(clippy::print_stdout, reason = "the figures are what the run is for")]
pub(crate) fn report(line: &str) {
    println!("{line}");
}

fn sound(vault: &Vault) {
    assert_eq!(vault.integrity().unwrap(), Integrity::Sound);
}

fn numbers(said: &[String]) -> Vec<u32> {
    said.iter().filter_map(|line| line.parse().ok()).collect()
}

#[test]
fn no_answer_that_was_called_saved_is_lost_when_the_app_is_killed() {
    let folder = TempDir::new().unwrap();
    let (home, vault) = make(folder.path(), 1);
    let id = vault.id().unwrap();
    drop(vault);
    play("save", |chance, seed| {
        let said = AtWork::start("save", folder.path(), seed, MAGDAS, []).killed(chance);
        let acknowledged = numbers(&said);
        let vault = unlock(&home, id, MAGDAS).unwrap();
        sound(&vault);
        let there = answers(vault.view());
        assert!(
            acknowledged.last().is_none_or(|last| there > *last),
            "lost: {acknowledged:?}"
        );
        acknowledged.len() as u64
    });
}

#[test]
fn a_bundle_is_taken_in_whole_or_not_at_all_when_the_app_is_killed() {
    let folder = TempDir::new().unwrap();
    let (home, vault) = make(folder.path(), 1);
    let id = vault.id().unwrap();
    drop(vault);
    play("receive", |chance, seed| {
        let said = AtWork::start("receive", folder.path(), seed, MAGDAS, []).killed(chance);
        let acknowledged = numbers(&said);
        let vault = unlock(&home, id, MAGDAS).unwrap();
        sound(&vault);
        let there = answers(vault.view());
        assert_eq!(there % BUNDLE_ACTS, 0, "half a bundle");
        let bundles = there / BUNDLE_ACTS;
        assert!(
            acknowledged.last().is_none_or(|last| bundles > *last),
            "lost: {acknowledged:?}"
        );
        // What was being tried is known, and only that.
        let attempts = vault.view().attempts().unwrap();
        assert!(
            attempts.iter().all(|(tried, _)| *tried == bundle(bundles)),
            "{attempts:?}"
        );
        acknowledged.len() as u64
    });
}

#[test]
fn a_passphrase_is_the_old_or_the_new_one_when_the_app_is_killed() {
    let folder = TempDir::new().unwrap();
    let (home, vault) = make(folder.path(), 1);
    let id = vault.id().unwrap();
    drop(vault);
    let mut known = MAGDAS.to_owned();
    play("passphrase", |chance, seed| {
        let said = AtWork::start("passphrase", folder.path(), seed, &known, []).killed(chance);
        let words: Vec<&String> = said
            .iter()
            .filter(|it| it.starts_with("passphrase"))
            .collect();
        let acknowledged = words.last().map_or(known.clone(), ToString::to_string);
        let tried = said.iter().rev().find_map(|it| it.strip_prefix("trying "));
        let opens = |typed: &str| unlock(&home, id, typed).inspect(sound).is_ok();
        if !opens(&acknowledged) {
            let tried = tried.expect("something was being tried");
            assert!(opens(tried), "neither {acknowledged:?} nor {tried:?} opens");
            tried.clone_into(&mut known);
        } else {
            known = acknowledged;
        }
        // Whatever happened, after one opening both headers are equal and open.
        let headers = ["header-a", "header-b"]
            .map(|name| fs::read(folder.path().join(id.to_string()).join(name)).unwrap());
        assert_eq!(headers[0], headers[1]);
        words.len() as u64
    });
}

/// Every listed vault opens, is sound, and holds `expected` answers; everything acknowledged is listed.
fn held_against(home: &Home, folder: &Path, said: &[String], expected: u32, fresh: bool) -> u64 {
    let home_again = Home::open(folder).unwrap();
    let listed: BTreeSet<String> = home
        .list(NOON)
        .unwrap()
        .iter()
        .map(|entry| entry.id.to_string())
        .collect();
    let leftovers = fs::read_dir(folder).unwrap().count() - listed.len();
    assert_eq!(leftovers, 0, "something unfinished stayed");
    let acknowledged: Vec<&String> = said.iter().filter(|line| line.len() == 32).collect();
    assert!(acknowledged.iter().all(|id| listed.contains(*id)), "lost");
    for entry in home_again.list(NOON).unwrap() {
        let vault = unlock(&home_again, entry.id, MAGDAS).unwrap();
        sound(&vault);
        if let Some(row) = vault.view().agreement(crate::stage::HERE).unwrap() {
            assert_eq!(row.fresh_incarnation, fresh);
            assert_eq!(answers(vault.view()), expected);
        } else {
            // Made and listed, and killed before the agreement came into it.
            assert!(!acknowledged.contains(&&entry.id.to_string()));
        }
        drop(vault);
        fs::remove_dir_all(folder.join(entry.id.to_string())).unwrap();
    }
    acknowledged.len() as u64
}

#[test]
fn a_vault_is_listed_only_when_it_is_whole_when_the_app_is_killed() {
    let folder = TempDir::new().unwrap();
    let home = Home::open(folder.path()).unwrap();
    play("create", |chance, seed| {
        let said = AtWork::start("create", folder.path(), seed, MAGDAS, []).killed(chance);
        held_against(&home, folder.path(), &said, 0, false)
    });
}

#[test]
fn a_restored_vault_is_listed_only_when_it_is_whole_when_the_app_is_killed() {
    let outside = TempDir::new().unwrap();
    let source = outside.path().join("source");
    let (_, mut vault) = make(&source, 1);
    (0..30).for_each(|number| vault.write(|tx| save(tx, number)).unwrap());
    let mut backup = Vec::new();
    vault.backup(&mut backup, &mut Counted(5)).unwrap();
    let folder = outside.path().join("home");
    fs::write(folder.with_extension("backup"), backup).unwrap();
    let home = Home::open(&folder).unwrap();
    play("restore", |chance, seed| {
        let said = AtWork::start("restore", &folder, seed, MAGDAS, []).killed(chance);
        held_against(&home, &folder, &said, 30, true)
    });
}
