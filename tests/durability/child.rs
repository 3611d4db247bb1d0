//! The process that is killed: it works on a vault without end, and says on its standard output what is durable.
//!
//! It is this test binary itself, started again with a role to play; as an ordinary test it has none and ends at once.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use countersign_seal::Stretch;
use countersign_vault::{Error, Home, OpenError, Opener, Vault, VaultId};

use crate::stage::{
    BUNDLE_ACTS, Counted, MAGDAS, NOON, answers, asked, bundle, create, passphrase, save, unlock,
};

/// The environment's names for what a child is to do.
pub(crate) const ROLE: &str = "DURABILITY_ROLE";
pub(crate) const FOLDER: &str = "DURABILITY_FOLDER";
pub(crate) const SEED: &str = "DURABILITY_SEED";

#[test]
fn a_child_plays_its_role() {
    let Some(role) = asked(ROLE) else { return };
    let folder = PathBuf::from(asked(FOLDER).unwrap());
    let seed = asked(SEED).unwrap().parse().unwrap();
    match role.as_str() {
        "save" => save_without_end(&folder),
        "receive" => receive_without_end(&folder),
        "passphrase" => change_without_end(&folder, seed),
        "create" => create_without_end(&folder, seed),
        "restore" => restore_without_end(&folder, seed),
        "fill" => fill_the_disk(&folder),
        "read-only" => meet_a_folder_that_takes_no_writes(&folder),
        "stumble" => work_on_a_breaking_disk(&folder),
        other => panic!("no such role: {other}"),
    }
}

/// Says something, past the test harness, in one write.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

fn only_vault(folder: &Path) -> (Home, VaultId) {
    let home = Home::open(folder).unwrap();
    let id = home.list(NOON).unwrap().first().unwrap().id;
    (home, id)
}

fn opened(folder: &Path) -> Vault {
    let (home, id) = only_vault(folder);
    unlock(&home, id, MAGDAS).unwrap()
}

fn save_without_end(folder: &Path) {
    let mut vault = opened(folder);
    let first = answers(vault.view());
    say("ready");
    for number in first.. {
        vault.write(|tx| save(tx, number)).unwrap();
        say(&number.to_string());
    }
}

fn receive_without_end(folder: &Path) {
    let mut vault = opened(folder);
    let first = answers(vault.view()) / BUNDLE_ACTS;
    say("ready");
    for number in first.. {
        vault
            .write(|tx| tx.note_attempt(bundle(number), NOON))
            .unwrap();
        vault
            .write(|tx| {
                let acts = number * BUNDLE_ACTS..(number + 1) * BUNDLE_ACTS;
                acts.into_iter().try_for_each(|act| save(tx, act))?;
                tx.clear_attempt(bundle(number))
            })
            .unwrap_or_else(|error: Error| panic!("{error}"));
        say(&number.to_string());
    }
}

fn change_without_end(folder: &Path, seed: u64) {
    let (home, id) = only_vault(folder);
    let mut vault = unlock(&home, id, &asked("DURABILITY_PASSPHRASE").unwrap()).unwrap();
    let weak = Stretch::danger_weak_for_tests();
    say("ready");
    for number in 0u64.. {
        let words = format!("passphrase {seed} {number}");
        say(&format!("trying {words}"));
        vault
            .set_passphrase(&passphrase(&words), weak, &mut Counted(seed ^ number))
            .unwrap();
        say(&words);
    }
}

fn create_without_end(folder: &Path, seed: u64) {
    let home = Home::open(folder).unwrap();
    say("ready");
    for number in 0.. {
        let vault = create(&home, seed.wrapping_mul(1_000).wrapping_add(number)).unwrap();
        say(&vault.id().unwrap().to_string());
    }
}

fn restore_without_end(folder: &Path, seed: u64) {
    let home = Home::open(folder).unwrap();
    let backup = std::fs::read(folder.with_extension("backup")).unwrap();
    let opener = passphrase(MAGDAS);
    say("ready");
    for number in 0.. {
        let mut chance = Counted(seed.wrapping_mul(1_000).wrapping_add(number));
        let opener = Opener::Passphrase(&opener);
        let vault = home
            .restore(&mut backup.as_slice(), &opener, None, &mut chance)
            .unwrap();
        say(&vault.id().unwrap().to_string());
    }
}

/// Writes until the disk is full, and then a little more.
fn fill_the_disk(folder: &Path) {
    let mut vault = opened(folder);
    let mut refused = 0;
    let mut number = answers(vault.view());
    while refused < 20 {
        match vault.write(|tx| save(tx, number)) {
            Ok(()) => {
                say(&number.to_string());
                number += 1;
            }
            Err(Error::Full) => refused += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(answers(vault.view()), number);
    drop(vault);
    // A full disk takes the passphrase, counts a wrong one, and shows what is there.
    let (home, id) = only_vault(folder);
    assert!(matches!(
        unlock(&home, id, "not magda's words"),
        Err(OpenError::WrongKey)
    ));
    let vault = unlock(&home, id, MAGDAS).unwrap();
    assert_eq!(answers(vault.view()), number);
    assert!(matches!(
        vault.backup(&mut Vec::new(), &mut Counted(1)),
        Err(Error::Full)
    ));
    assert!(matches!(
        create(&home, 99),
        Err(OpenError::Vault(Error::Full))
    ));
    assert_eq!(home.list(NOON).unwrap().len(), 1);
    say("full");
}

fn meet_a_folder_that_takes_no_writes(folder: &Path) {
    let (home, id) = only_vault(folder);
    let refused = |outcome| matches!(outcome, Err(OpenError::Vault(Error::ReadOnly)));
    assert!(refused(unlock(&home, id, MAGDAS)));
    assert!(refused(create(&home, 99)));
    say("refused");
}

/// Saves, changes the passphrase and makes a backup, whatever the disk says; opens the vault anew where it must.
fn work_on_a_breaking_disk(folder: &Path) {
    let Ok(home) = Home::open(folder) else { return };
    let Some(id) = home
        .list(NOON)
        .ok()
        .and_then(|list| list.first().map(|entry| entry.id))
    else {
        return;
    };
    let weak = Stretch::danger_weak_for_tests();
    let mut known = MAGDAS.to_owned();
    for step in 0..4 {
        let Ok(mut vault) = unlock(&home, id, &known) else {
            continue;
        };
        for number in answers(vault.view()).. {
            if number > 2 * (step + 1) {
                break;
            }
            match vault.write(|tx| save(tx, number)) {
                Ok(()) => say(&number.to_string()),
                Err(Error::Io(_)) => {
                    let after = vault.write(|tx| save(tx, number));
                    assert!(matches!(after, Err(Error::Halted)), "it went on writing");
                    break;
                }
                Err(_) => break,
            }
        }
        let words = format!("passphrase number {step}");
        say(&format!("trying {words}"));
        if vault
            .set_passphrase(&passphrase(&words), weak, &mut Counted(step.into()))
            .is_ok()
        {
            say(&words);
            known = words;
        }
        if vault.backup(&mut Vec::new(), &mut Counted(7)).is_ok() {
            say("backed up");
        }
    }
}
