//! Files that are not what they were: refused with a plain reason, and not a byte is changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use countersign_vault::{Error, Home, Integrity, OpenError, Vault, VaultId};
use tempfile::TempDir;

use crate::stage::{MAGDAS, closed, copy, language, make, passphrase, remember, unlock, walk};

const PHOTOGRAPH: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01 a photograph, and no vault at all";

/// Every file with its bytes, but the count of tries, which an attempt may change.
fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walk(folder).into_iter().filter(|it| !it.ends_with("tries"));
    files
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

/// What opening says, after making sure that it has changed nothing.
fn refused(home: &Home, id: VaultId, folder: &Path) -> OpenError {
    let before = bytes_of(folder);
    let Err(error) = unlock(home, id, MAGDAS) else {
        panic!("it opened")
    };
    let after = bytes_of(folder);
    let changed: Vec<&PathBuf> = after
        .keys()
        .chain(before.keys())
        .filter(|path| after.get(*path) != before.get(*path))
        .collect();
    assert!(changed.is_empty(), "something was written: {changed:?}");
    error
}

fn file(folder: &Path, id: VaultId, name: &str) -> PathBuf {
    folder.join(id.to_string()).join(name)
}

#[test]
fn a_photograph_or_nothing_in_place_of_the_headers_is_no_vault() {
    for bytes in [PHOTOGRAPH, b""] {
        let folder = TempDir::new().unwrap();
        let (home, id) = closed(folder.path());
        for name in ["header-a", "header-b"] {
            fs::write(file(folder.path(), id, name), bytes).unwrap();
        }
        assert!(matches!(
            refused(&home, id, folder.path()),
            OpenError::NotAVault
        ));
    }
}

#[test]
fn a_photograph_nothing_or_a_plain_database_in_place_of_the_database_is_damage() {
    let plain = TempDir::new().unwrap().path().join("plain.db");
    fs::create_dir_all(plain.parent().unwrap()).unwrap();
    rusqlite::Connection::open(&plain)
        .unwrap()
        .execute_batch("CREATE TABLE a (b)")
        .unwrap();
    let photograph = PHOTOGRAPH.repeat(200);
    for bytes in [photograph, Vec::new(), fs::read(&plain).unwrap()] {
        let folder = TempDir::new().unwrap();
        let (home, id) = closed(folder.path());
        fs::write(file(folder.path(), id, "vault.db"), bytes).unwrap();
        let error = refused(&home, id, folder.path());
        assert!(
            matches!(error, OpenError::Vault(Error::Damaged)),
            "{error:?}"
        );
    }
}

#[test]
fn a_database_that_is_gone_is_damage_and_never_a_new_vault() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    fs::remove_file(file(folder.path(), id, "vault.db")).unwrap();
    let error = refused(&home, id, folder.path());
    assert!(
        matches!(error, OpenError::Vault(Error::Damaged)),
        "{error:?}"
    );
}

#[test]
fn a_log_from_another_vault_is_damage_and_the_vault_survives_it() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    let other = TempDir::new().unwrap();
    let (_, mut karins) = make(other.path());
    remember(&mut karins, "language", "nl");
    let foreign = fs::read(file(other.path(), karins.id().unwrap(), "vault.db-wal")).unwrap();
    assert!(foreign.len() > 4_096, "there is a page in it");
    // The same chance made both vaults: another key is what tells them apart on a real device.
    let log = file(folder.path(), id, "vault.db-wal");
    fs::write(&log, reencrypted(&foreign)).unwrap();
    let error = refused(&home, id, folder.path());
    assert!(
        matches!(error, OpenError::Vault(Error::Damaged)),
        "{error:?}"
    );
    fs::remove_file(&log).unwrap();
    assert_eq!(language(&unlock(&home, id, MAGDAS).unwrap()), "sv");
}

/// The log with every page's content changed and its checksums made to fit, as another key would have it.
fn reencrypted(log: &[u8]) -> Vec<u8> {
    const FRAME: usize = 24 + 4_096;
    let mut log = log.to_vec();
    let little = log[3] & 1 == 0;
    let word = |bytes: &[u8]| {
        let bytes: [u8; 4] = bytes.try_into().unwrap();
        if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        }
    };
    let sum = |sums: [u32; 2], bytes: &[u8]| {
        bytes.chunks_exact(8).fold(sums, |[one, two], pair| {
            let one = one.wrapping_add(word(&pair[..4])).wrapping_add(two);
            [one, two.wrapping_add(word(&pair[4..])).wrapping_add(one)]
        })
    };
    let mut sums = sum([0, 0], &log[..24]);
    for frame in log[32..].chunks_exact_mut(FRAME) {
        frame[24 + 100] ^= 0x5a;
        sums = sum(sum(sums, &frame[..8]), &frame[24..]);
        frame[16..20].copy_from_slice(&sums[0].to_be_bytes());
        frame[20..24].copy_from_slice(&sums[1].to_be_bytes());
    }
    log
}

#[test]
fn a_log_that_was_deleted_or_cut_leaves_what_was_folded_in_before() {
    for keep in [0, 20, 40, 4_000] {
        let folder = TempDir::new().unwrap();
        let (home, id) = closed(folder.path());
        let mut vault = unlock(&home, id, MAGDAS).unwrap();
        remember(&mut vault, "language", "nb");
        let crashed = TempDir::new().unwrap();
        copy(folder.path(), crashed.path());
        drop(vault);
        let log = file(crashed.path(), id, "vault.db-wal");
        let bytes = fs::read(&log).unwrap();
        assert!(bytes.len() > 4_000);
        fs::write(&log, &bytes[..keep]).unwrap();
        let home = Home::open(crashed.path()).unwrap();
        assert_eq!(language(&unlock(&home, id, MAGDAS).unwrap()), "sv");
    }
}

/// Opens a closed vault's database past this room, as another app would.
fn by_hand(folder: &Path, id: VaultId) -> rusqlite::Connection {
    let header = fs::read(file(folder, id, "header-a")).unwrap();
    let header = countersign_seal::VaultHeader::decode(&header).unwrap();
    let key = header.unlock_passphrase(&passphrase(MAGDAS)).unwrap();
    let key: String = key
        .expose()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let connection = rusqlite::Connection::open(file(folder, id, "vault.db")).unwrap();
    connection
        .execute_batch(&format!("PRAGMA key = \"x'{key}'\""))
        .unwrap();
    connection
}

#[test]
fn a_vault_from_a_newer_app_is_refused_before_a_byte_is_written() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    let newer = by_hand(folder.path(), id);
    newer
        .execute_batch("ALTER TABLE settings ADD COLUMN later TEXT; PRAGMA user_version = 99")
        .unwrap();
    // Once with the log that the newer app left when it was killed, once without.
    let crashed = TempDir::new().unwrap();
    copy(folder.path(), crashed.path());
    assert!(
        fs::metadata(file(crashed.path(), id, "vault.db-wal"))
            .unwrap()
            .len()
            > 0
    );
    let killed = Home::open(crashed.path()).unwrap();
    assert!(matches!(
        refused(&killed, id, crashed.path()),
        OpenError::NewerSchema
    ));
    drop(newer);
    assert!(!file(folder.path(), id, "vault.db-wal").exists());
    assert!(matches!(
        refused(&home, id, folder.path()),
        OpenError::NewerSchema
    ));
}

#[test]
fn truth_cannot_be_changed_even_past_this_room() {
    let folder = TempDir::new().unwrap();
    let (_, id) = closed(folder.path());
    let hand = by_hand(folder.path(), id);
    hand.execute_batch(
        "INSERT INTO acts (agreement, id, bytes, role, device, kind)
           VALUES (zeroblob(32), zeroblob(32), x'01', 0, zeroblob(32), 1);
         INSERT INTO bodies (agreement, act, bytes) VALUES (zeroblob(32), zeroblob(32), x'02')",
    )
    .unwrap();
    for sql in [
        "DELETE FROM acts",
        "UPDATE acts SET bytes = x'03'",
        "DELETE FROM bodies",
        "UPDATE bodies SET bytes = x'03'",
    ] {
        let outcome = hand.execute(sql, []);
        let bytes: Vec<u8> = hand
            .query_row(
                "SELECT acts.bytes, bodies.bytes FROM acts, bodies",
                [],
                |row| Ok([row.get::<_, Vec<u8>>(0)?, row.get(1)?].concat()),
            )
            .unwrap();
        assert_eq!(bytes, [1, 2], "{sql}: {outcome:?}");
    }
}

#[test]
fn every_page_that_is_changed_is_noticed_and_no_wrong_text_is_shown() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    let path = file(folder.path(), id, "vault.db");
    let whole = fs::read(&path).unwrap();
    for page in 0..whole.len() / 4_096 {
        let mut changed = whole.clone();
        changed[page * 4_096 + 2_000] ^= 1;
        fs::write(&path, &changed).unwrap();
        let noticed = match unlock(&home, id, MAGDAS) {
            Err(OpenError::Vault(Error::Damaged)) => true,
            Err(other) => panic!("{other:?}"),
            Ok(vault) => {
                // A page may be read as it was written, or not at all.
                let shown = vault.view().setting("language");
                let is_whole = matches!(&shown, Ok(Some(language)) if language == "sv");
                assert!(
                    is_whole || matches!(shown, Err(Error::Damaged)),
                    "page {page}: {shown:?}"
                );
                vault.integrity().unwrap() == Integrity::Damaged
            }
        };
        assert!(noticed, "page {page}");
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(language(&unlock(&home, id, MAGDAS).unwrap()), "sv");
}

#[test]
fn a_link_in_place_of_a_vault_is_none() {
    let folder = TempDir::new().unwrap();
    let (_, id) = closed(folder.path());
    let other = TempDir::new().unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        folder.path().join(id.to_string()),
        other.path().join(id.to_string()),
    )
    .unwrap();
    let home = Home::open(other.path()).unwrap();
    assert!(matches!(
        refused(&home, id, other.path()),
        OpenError::NotAVault | OpenError::Missing
    ));
}

#[test]
fn what_a_cut_left_unfinished_is_cleared_and_never_listed() {
    let folder = TempDir::new().unwrap();
    let (home, _): (Home, Vault) = make(folder.path());
    let unfinished = folder.path().join(".new-00112233445566778899aabbccddeeff");
    fs::create_dir(&unfinished).unwrap();
    fs::write(unfinished.join("vault.db"), b"half").unwrap();
    assert_eq!(home.list(crate::stage::NOON).unwrap().len(), 1);
    Home::open(folder.path()).unwrap();
    assert!(!unfinished.exists());
}
