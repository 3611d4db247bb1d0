//! Backups: whole ones, and ones that someone cut, changed or rearranged.

use crate::dice::dice;
use countersign_seal::{
    BackupError, Kit, Passphrase, Stretch, UnlockError, VaultHeader, VaultKey, open_backup,
    seal_backup,
};
use countersign_wire::ReadError;
use std::io;

const CHUNK: usize = 64 * 1024;
const SEALED: usize = CHUNK + 16;

fn vault() -> (VaultHeader, VaultKey) {
    let passphrase = Passphrase::new("correct horse".to_owned()).unwrap();
    let weak = Stretch::danger_weak_for_tests();
    let (header, key) = VaultHeader::create(&passphrase, weak, &mut dice(60))
        .ok()
        .unwrap();
    let kit = Kit::generate(&mut dice(61));
    (header.set_kit(&key, &kit, &mut dice(62)).ok().unwrap(), key)
}

fn sealed(content: &[u8]) -> Vec<u8> {
    let (header, key) = vault();
    let mut backup = Vec::new();
    seal_backup(&header, &key, &mut &*content, &mut backup, &mut dice(63)).unwrap();
    backup
}

fn opened(backup: &[u8]) -> Result<Vec<u8>, BackupError> {
    let mut content = Vec::new();
    let kit = Kit::generate(&mut dice(61));
    open_backup(&mut &*backup, &mut content, |header| {
        header.unlock_kit(&kit)
    })?;
    Ok(content)
}

/// Where the first chunk begins.
fn head() -> usize {
    sealed(b"").len() - 16
}

#[test]
fn content_of_every_size_comes_back() {
    for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5] {
        let content: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
        assert_eq!(opened(&sealed(&content)).unwrap(), content, "{size} bytes");
    }
}

#[test]
fn the_passphrase_opens_it_and_a_wrong_one_does_not() {
    let backup = sealed(b"a vault");
    let open = |passphrase: &str| {
        let passphrase = Passphrase::new(passphrase.to_owned()).unwrap();
        let mut content = Vec::new();
        open_backup(&mut &*backup, &mut content, |header| {
            header.unlock_passphrase(&passphrase)
        })
        .map(|(header, key)| (content, header.encode(), *key.expose()))
    };
    let (header, key) = vault();
    let restored = open("correct horse").unwrap();
    assert_eq!(
        restored,
        (b"a vault".to_vec(), header.encode(), *key.expose())
    );
    let refused = open("wrong horse");
    assert!(matches!(
        refused,
        Err(BackupError::Unlock(UnlockError::Wrong))
    ));
}

#[test]
fn two_backups_of_one_content_have_nothing_in_common() {
    let (header, key) = vault();
    let mut second = Vec::new();
    seal_backup(
        &header,
        &key,
        &mut &b"the same"[..],
        &mut second,
        &mut dice(64),
    )
    .unwrap();
    assert_ne!(sealed(b"the same")[head()..], second[head()..]);
}

#[test]
fn no_flipped_bit_and_no_cut_is_taken() {
    let whole = sealed(b"a vault");
    for bit in 0..whole.len() * 8 {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(opened(&changed).is_err(), "bit {bit}");
    }
    for length in 0..whole.len() {
        assert!(opened(&whole[..length]).is_err(), "cut at {length}");
    }
    assert!(opened(&[&whole[..], &[0]].concat()).is_err());
}

#[test]
fn a_chunk_cannot_be_dropped_repeated_or_moved() {
    let whole = sealed(&vec![7; 3 * CHUNK]);
    let (head, chunks) = whole.split_at(head());
    let chunks: Vec<&[u8]> = chunks.chunks(SEALED).collect();
    let [a, b, c] = chunks[..] else {
        panic!("three chunks")
    };
    assert!(opened(&[head, a, b, c].concat()).is_ok());
    let without: [&[&[u8]]; 8] = [
        &[a, b],
        &[a],
        &[],
        &[b, c],
        &[a, c],
        &[b, a, c],
        &[a, b, b, c],
        &[a, b, c, c],
    ];
    for chunks in without {
        assert!(opened(&[head, &chunks.concat()].concat()).is_err());
    }
}

#[test]
fn other_files_and_newer_backups_are_told_apart() {
    let mut backup = sealed(b"");
    backup[4] = 2;
    let newer = ReadError::NewerFormat { found: 2, known: 1 };
    assert!(matches!(opened(&backup), Err(BackupError::Read(error)) if error == newer));
    assert!(matches!(
        opened(b"SQLite format 3\0"),
        Err(BackupError::Read(ReadError::NotOurs))
    ));
    assert!(opened(b"").is_err());
}

#[test]
fn a_full_disk_is_an_error_and_no_half_backup() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (header, key) = vault();
    let failed = seal_backup(
        &header,
        &key,
        &mut &b"a vault"[..],
        &mut Full,
        &mut dice(63),
    );
    assert!(matches!(failed, Err(BackupError::Io(_))));
}

#[test]
fn a_header_is_not_put_before_another_vaults_content() {
    let (_, key) = vault();
    let passphrase = Passphrase::new("correct horse".to_owned()).unwrap();
    let weak = Stretch::danger_weak_for_tests();
    let other = VaultHeader::create(&passphrase, weak, &mut dice(70))
        .ok()
        .unwrap()
        .0;
    let failed = seal_backup(&other, &key, &mut &b""[..], &mut Vec::new(), &mut dice(63));
    assert!(matches!(
        failed,
        Err(BackupError::Unlock(UnlockError::Changed))
    ));
}
