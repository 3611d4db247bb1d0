//! A full disk and one that takes no writes: real ones, of four megabytes.
//!
//! They need leave to mount a file system in a namespace of its own (Linux, `unshare`). Where that is not given the
//! test says so and proves nothing; the same child can be run by hand on any small disk.

use std::process::Command;

use tempfile::TempDir;

use crate::child::{FOLDER, ROLE, SEED};
use crate::kill::{alone, report};
use crate::stage::make;

/// Plays a role on a small disk of its own; `None` where no disk may be mounted. `then` prepares it at last.
fn played(role: &str, then: &str) -> Option<String> {
    let _alone = alone();
    let outside = TempDir::new().unwrap();
    drop(make(outside.path(), 1));
    let script = format!(
        "mount -t tmpfs -o size=4m tmpfs /mnt || exit 77
        cp -r \"$1\" /mnt/home && {then} && exec \"$2\" --exact child::a_child_plays_its_role --nocapture"
    );
    let played = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            &script,
            "sh",
        ])
        .arg(outside.path())
        .arg(std::env::current_exe().unwrap())
        .env(ROLE, role)
        .env(FOLDER, "/mnt/home")
        .env(SEED, "1")
        .output();
    let Some(played) = played
        .ok()
        .filter(|it| !matches!(it.status.code(), Some(1 | 77)))
    else {
        report("no disk of our own may be mounted here: nothing was proven about a full one");
        return None;
    };
    let said = String::from_utf8_lossy(&played.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&played.stderr);
    assert!(played.status.success(), "{said}\n{complaint}");
    Some(said)
}

#[test]
fn a_full_disk_loses_nothing_is_told_and_still_opens() {
    let Some(said) = played("fill", "true") else {
        return;
    };
    assert!(said.contains("full"), "{said}");
    let acknowledged = said
        .lines()
        .filter(|line| line.parse::<u32>().is_ok())
        .count();
    assert!(acknowledged > 20, "{said}");
    report(&format!(
        "full disk: {acknowledged} acknowledged before it, 20 refused, 0 lost"
    ));
}

#[test]
fn a_folder_that_takes_no_writes_is_named_as_the_reason() {
    let Some(said) = played("read-only", "mount -o remount,ro /mnt") else {
        return;
    };
    assert!(said.contains("refused"), "{said}");
}
