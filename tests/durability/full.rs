//! A full disk: a real one, of four megabytes.
//!
//! It needs leave to mount a file system in a namespace of its own (Linux, `unshare`). Where that is not given the
//! test says so and proves nothing; the same child can be run by hand on any small disk.

use std::process::Command;

use tempfile::TempDir;

use crate::child::{FOLDER, ROLE, SEED};
use crate::kill::{alone, report};
use crate::stage::make;

#[test]
fn a_full_disk_loses_nothing_is_told_and_still_opens() {
    let _alone = alone();
    let outside = TempDir::new().unwrap();
    drop(make(outside.path(), 1));
    let script = "mount -t tmpfs -o size=4m tmpfs /mnt || exit 77
        cp -r \"$1\" /mnt/home && exec \"$2\" --exact child::a_child_plays_its_role --nocapture";
    let played = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            "sh",
        ])
        .arg(outside.path())
        .arg(std::env::current_exe().unwrap())
        .env(ROLE, "fill")
        .env(FOLDER, "/mnt/home")
        .env(SEED, "1")
        .output();
    let Some(played) = played
        .ok()
        .filter(|it| !matches!(it.status.code(), Some(1 | 77)))
    else {
        report("no disk of our own may be mounted here: nothing was proven about a full one");
        return;
    };
    let said = String::from_utf8_lossy(&played.stdout);
    assert!(
        played.status.success() && said.contains("full"),
        "{said}\n{}",
        String::from_utf8_lossy(&played.stderr)
    );
    let acknowledged = said
        .lines()
        .filter(|line| line.parse::<u32>().is_ok())
        .count();
    assert!(acknowledged > 20, "{said}");
    report(&format!(
        "full disk: {acknowledged} acknowledged before it, 20 refused, 0 lost"
    ));
}
