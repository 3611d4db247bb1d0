//! Wrong tries: counted, slowed down, told, and never a reason to lose anything.

use std::fs;
use std::path::Path;

use countersign_vault::{Home, Moment, OpenError, Opener, VaultId, WrongTries};
use tempfile::TempDir;

use crate::stage::{MAGDAS, NOON, closed, kit, language, passphrase};

/// Tries a passphrase `seconds` after noon; gives the wait, if there is one.
fn wrong(home: &Home, id: VaultId, seconds: i64) -> Option<u32> {
    let at = Moment(NOON.0 + seconds);
    match home.unlock(
        id,
        &Opener::Passphrase(&passphrase("not magda's words")),
        at,
    ) {
        Err(OpenError::TooSoon { seconds }) => Some(seconds),
        Err(OpenError::WrongKey) => None,
        other => panic!("{:?}", other.map(|_| "opened")),
    }
}

fn right(home: &Home, id: VaultId, seconds: i64) -> Result<Option<WrongTries>, OpenError> {
    let at = Moment(NOON.0 + seconds);
    home.unlock(id, &Opener::Passphrase(&passphrase(MAGDAS)), at)
        .map(|it| it.wrong)
}

fn five_wrong(folder: &Path) -> (Home, VaultId) {
    let (home, id) = closed(folder);
    (0..5).for_each(|second| assert_eq!(wrong(&home, id, second), None));
    (home, id)
}

#[test]
fn after_five_wrong_tries_the_wait_begins_and_doubles_to_an_hour() {
    let folder = TempDir::new().unwrap();
    let (home, id) = five_wrong(folder.path());
    let mut now = 4;
    for wait in [30, 60, 120, 240, 480, 960, 1920, 3600, 3600] {
        assert_eq!(wrong(&home, id, now), Some(wait));
        assert_eq!(wrong(&home, id, now + i64::from(wait) - 1), Some(1));
        now += i64::from(wait);
        assert_eq!(wrong(&home, id, now), None);
    }
}

#[test]
fn even_the_right_passphrase_waits_and_then_opens_everything() {
    let folder = TempDir::new().unwrap();
    let (home, id) = five_wrong(folder.path());
    assert!(matches!(
        right(&home, id, 20),
        Err(OpenError::TooSoon { seconds: 14 })
    ));
    let told = right(&home, id, 34).unwrap();
    assert_eq!(
        told,
        Some(WrongTries {
            count: 5,
            last: Moment(NOON.0 + 4)
        })
    );
    assert_eq!(right(&home, id, 35).unwrap(), None);
    assert_eq!(wrong(&home, id, 36), None);
}

#[test]
fn the_kit_opens_while_the_passphrase_waits() {
    let folder = TempDir::new().unwrap();
    let (home, id) = five_wrong(folder.path());
    let opened = home.unlock(id, &Opener::Kit(&kit()), NOON).unwrap();
    assert_eq!(opened.wrong.map(|it| it.count), Some(5));
    assert_eq!(language(&opened.vault), "sv");
}

#[test]
fn a_clock_that_is_set_back_shortens_nothing() {
    let folder = TempDir::new().unwrap();
    let (home, id) = five_wrong(folder.path());
    assert_eq!(wrong(&home, id, 14), Some(20));
    let year = 365 * 86_400;
    assert_eq!(wrong(&home, id, 4 - year), Some(30));
    assert_eq!(wrong(&home, id, 33 - year), Some(1));
    assert_eq!(wrong(&home, id, 34 - year), None);
}

#[test]
fn the_list_says_how_long_to_wait_and_a_restart_forgets_nothing() {
    let folder = TempDir::new().unwrap();
    let (_, id) = five_wrong(folder.path());
    let home = Home::open(folder.path()).unwrap();
    assert_eq!(home.list(Moment(NOON.0 + 10)).unwrap()[0].wait_s, 24);
    assert_eq!(wrong(&home, id, 10), Some(24));
}

#[test]
fn a_torn_count_falls_back_to_the_one_before_and_rubbish_counts_as_five() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    assert_eq!(wrong(&home, id, 0), None);
    assert_eq!(wrong(&home, id, 1), None);
    let path = folder.path().join(id.to_string()).join("tries");
    let mut torn = fs::read(&path).unwrap();
    let newest = torn.chunks(64).position(|place| place[8] == 2).unwrap();
    torn[newest * 64 + 40] ^= 0xff;
    fs::write(&path, &torn).unwrap();
    assert_eq!(right(&home, id, 2).unwrap().map(|it| it.count), Some(1));
    fs::write(&path, b"rubbish").unwrap();
    assert!(matches!(
        right(&home, id, 3),
        Err(OpenError::TooSoon { seconds: 30 })
    ));
    assert_eq!(right(&home, id, 33).unwrap().map(|it| it.count), Some(5));
}
