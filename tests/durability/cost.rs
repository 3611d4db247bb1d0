//! What durability costs: one whole answer against one bare insert, and late answers against early ones (bar P6).
//!
//! Ratios of medians from one alternating run, so that a slow disk or a busy machine weighs on both sides alike.

use std::fs;
use std::time::{Duration, Instant};

use countersign_domain::DeviceId;
use countersign_vault::{EarlyBodyRow, Home, Vault};
use tempfile::TempDir;

use crate::kill::{alone, report};
use crate::stage::{HERE, MAGDAS, make, name, save, unlock};

/// A whole answer against a bare row, as released. Unoptimised, and on a disk whose fsync is all but free, the cipher of
/// some twelve pages weighs more.
const ANSWER_MAX: f64 = if cfg!(debug_assertions) { 5.0 } else { 2.5 };
/// Pairs that are measured.
const PAIRS: u32 = 150;

#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// One answer with everything that belongs to it, in one transaction.
fn answer(vault: &mut Vault, number: u32) -> Duration {
    timed(|| vault.write(|tx| save(tx, number)).unwrap())
}

/// One row of 300 bytes, in one transaction.
fn insert(vault: &mut Vault, number: u32) -> Duration {
    let row = EarlyBodyRow {
        act: name(number),
        sender: DeviceId([9; 32]),
        bytes: vec![number as u8; 300],
    };
    timed(|| vault.write(|tx| tx.put_early_body(HERE, &row)).unwrap())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

#[test]
fn one_durable_answer_costs_little_more_than_one_durable_row() {
    let _alone = alone();
    let folder = TempDir::new().unwrap();
    let (_, mut vault) = make(folder.path(), 1);
    let (answers, inserts): (Vec<_>, Vec<_>) = (0..PAIRS)
        .map(|number| (answer(&mut vault, number), insert(&mut vault, number)))
        .unzip();
    let (answers, inserts) = (median(answers), median(inserts));
    let found = ratio(answers, inserts);
    report(&format!(
        "one answer {answers:?}, one row {inserts:?}: {found:.2} (bar {ANSWER_MAX})"
    ));
    assert!(found <= ANSWER_MAX, "{found:.2}");
}

#[test]
fn the_ten_thousandth_answer_costs_what_the_hundredth_did() {
    let _alone = alone();
    let (young, old) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (mut young, mut old) = (make(young.path(), 1).1, make(old.path(), 1).1);
    young
        .write(|tx| (0..100).try_for_each(|number| save(tx, number)))
        .unwrap();
    old.write(|tx| (0..10_000).try_for_each(|number| save(tx, number)))
        .unwrap();
    let (early, late): (Vec<_>, Vec<_>) = (0..PAIRS)
        .map(|pair| {
            (
                answer(&mut young, 100 + pair),
                answer(&mut old, 10_000 + pair),
            )
        })
        .unzip();
    let (early, late) = (median(early), median(late));
    let found = ratio(late, early);
    report(&format!(
        "an answer after 100 {early:?}, after 10,000 {late:?}: {found:.2} (bar 1.3)"
    ));
    assert!(found <= 1.3, "{found:.2}");
}

#[test]
fn a_large_vault_opens_within_five_seconds_after_a_crash() {
    let _alone = alone();
    let (folder, crashed) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (_, mut vault) = make(folder.path(), 1);
    vault
        .write(|tx| (0..10_000).try_for_each(|number| save(tx, number)))
        .unwrap();
    answer(&mut vault, 10_000);
    let id = vault.id().unwrap();
    let left = crashed.path().join(id.to_string());
    fs::create_dir(&left).unwrap();
    for found in fs::read_dir(folder.path().join(id.to_string())).unwrap() {
        let found = found.unwrap();
        fs::copy(found.path(), left.join(found.file_name())).unwrap();
    }
    let home = Home::open(crashed.path()).unwrap();
    let mut opened = None;
    let checked = timed(|| opened = Some(unlock(&home, id, MAGDAS).unwrap()));
    assert_eq!(
        opened.take().unwrap().view().act_count(HERE).unwrap(),
        10_001
    );
    let calm = timed(|| drop(unlock(&home, id, MAGDAS).unwrap()));
    report(&format!(
        "10,001 answers: opened after a crash in {checked:?}, after closing in {calm:?} (bar 5 s)"
    ));
    assert!(checked < Duration::from_secs(5), "{checked:?}");
}
