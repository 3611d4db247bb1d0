//! Homes and vaults as a person meets them: made, closed, opened, mistyped, torn, carried away and brought back.

use std::fs;

use countersign_seal::{Kit, Stretch};
use countersign_vault::{Error, Integrity, NewVault, OpenError, Opener};
use tempfile::TempDir;

use crate::stage::{
    Counted, MAGDAS, NOON, closed, kit, language, make, passphrase, remember, unlock, walk,
};

#[test]
fn a_vault_opens_again_with_passphrase_or_kit() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    assert_eq!(language(&unlock(&home, id, MAGDAS).unwrap()), "sv");
    let by_kit = home.unlock(id, &Opener::Kit(&kit()), NOON).unwrap();
    assert_eq!(language(&by_kit.vault), "sv");
    assert_eq!(by_kit.vault.integrity().unwrap(), Integrity::Sound);
}

#[test]
fn the_list_shows_a_neutral_label_and_no_more() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    let listed = home.list(NOON).unwrap();
    assert_eq!(
        listed
            .iter()
            .map(|it| it.label.as_str())
            .collect::<Vec<_>>(),
        ["Vault 1"]
    );
    home.rename(id, "  Kitchen tablet ").unwrap();
    assert_eq!(home.list(NOON).unwrap()[0].label, "Kitchen tablet");
    assert!(matches!(home.rename(id, "  "), Err(OpenError::BadLabel)));
}

#[test]
fn nothing_on_the_disk_is_readable() {
    let folder = TempDir::new().unwrap();
    let (_, mut vault) = make(folder.path());
    remember(&mut vault, "canary", "a-canary-that-sings");
    for found in walk(folder.path()) {
        let bytes = fs::read(&found).unwrap();
        assert!(
            !bytes.windows(19).any(|it| it == b"a-canary-that-sings"),
            "{found:?}"
        );
        assert!(!bytes.windows(6).any(|it| it == b"SQLite"), "{found:?}");
    }
}

#[test]
fn a_second_process_is_told_that_the_vault_is_open() {
    let folder = TempDir::new().unwrap();
    let (home, vault) = make(folder.path());
    let again = unlock(&home, vault.id().unwrap(), MAGDAS);
    assert!(matches!(again, Err(OpenError::InUse)));
}

#[test]
fn a_new_passphrase_shuts_out_the_old_one() {
    let folder = TempDir::new().unwrap();
    let (home, mut vault) = make(folder.path());
    let new = passphrase("quite other words");
    vault
        .set_passphrase(&new, Stretch::danger_weak_for_tests(), &mut Counted(3))
        .unwrap();
    let id = vault.id().unwrap();
    drop(vault);
    assert!(matches!(
        unlock(&home, id, MAGDAS),
        Err(OpenError::WrongKey)
    ));
    assert!(unlock(&home, id, "quite other words").is_ok());
}

#[test]
fn a_new_kit_shuts_out_the_old_one() {
    let folder = TempDir::new().unwrap();
    let (home, mut vault) = make(folder.path());
    let new = Kit::generate(&mut Counted(8));
    vault.set_kit(&new, &mut Counted(3)).unwrap();
    let id = vault.id().unwrap();
    drop(vault);
    assert!(matches!(
        home.unlock(id, &Opener::Kit(&kit()), NOON),
        Err(OpenError::WrongKey)
    ));
    assert!(home.unlock(id, &Opener::Kit(&new), NOON).is_ok());
}

#[test]
fn either_header_opens_and_a_torn_one_is_mended() {
    for torn in ["header-a", "header-b"] {
        let folder = TempDir::new().unwrap();
        let (home, id) = closed(folder.path());
        let path = folder.path().join(id.to_string()).join(torn);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert!(unlock(&home, id, MAGDAS).is_ok());
        assert_eq!(fs::read(&path).unwrap(), whole);
    }
}

#[test]
fn a_backup_comes_back_beside_the_vault_it_is_from() {
    let folder = TempDir::new().unwrap();
    let (home, mut vault) = make(folder.path());
    remember(&mut vault, "language", "sv");
    let mut backup = Vec::new();
    vault.backup(&mut backup, &mut Counted(4)).unwrap();
    let opener = passphrase(MAGDAS);
    let restored = home
        .restore(
            &mut backup.as_slice(),
            &Opener::Passphrase(&opener),
            None,
            &mut Counted(5),
        )
        .unwrap();
    assert_eq!(language(&restored), "sv");
    assert_ne!(restored.id(), vault.id());
    assert_eq!(home.list(NOON).unwrap().len(), 2);
}

#[test]
fn a_backup_that_is_cut_or_changed_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let (home, vault) = make(folder.path());
    let mut backup = Vec::new();
    vault.backup(&mut backup, &mut Counted(4)).unwrap();
    let opener = passphrase(MAGDAS);
    let mut changed = backup.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    for bad in [
        &backup[..last],
        &changed,
        &backup[..40],
        b"\xff\xd8\xff\xe0 a photograph",
    ] {
        let opener = Opener::Passphrase(&opener);
        let restored = home.restore(&mut &bad[..], &opener, None, &mut Counted(5));
        assert!(matches!(restored, Err(OpenError::BadBackup)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    let wrong = passphrase("not these words");
    let restored = home.restore(
        &mut &backup[..],
        &Opener::Passphrase(&wrong),
        None,
        &mut Counted(5),
    );
    assert!(matches!(restored, Err(OpenError::WrongKey)));
}

#[test]
fn after_a_failed_commit_of_work_nothing_of_it_is_there() {
    let folder = TempDir::new().unwrap();
    let (_, mut vault) = make(folder.path());
    let outcome: Result<(), Error> = vault.write(|tx| {
        tx.set_setting("language", "nb")?;
        Err(Error::Full)
    });
    assert!(matches!(outcome, Err(Error::Full)));
    assert_eq!(vault.view().setting("language").unwrap(), None);
    remember(&mut vault, "language", "sv");
}

#[test]
fn a_copy_that_a_cut_backup_left_behind_is_gone_after_opening() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    let copy = folder.path().join(id.to_string()).join("vault.copy");
    fs::write(&copy, b"half a copy").unwrap();
    let vault = unlock(&home, id, MAGDAS).unwrap();
    assert!(!copy.exists());
    vault.backup(&mut Vec::new(), &mut Counted(4)).unwrap();
    assert!(!copy.exists());
}

#[test]
fn a_removed_vault_leaves_nothing_behind_and_the_others_alone() {
    let folder = TempDir::new().unwrap();
    let (home, id) = closed(folder.path());
    let karins = NewVault {
        label: None,
        passphrase: &passphrase("karin's own words"),
        stretch: Stretch::danger_weak_for_tests(),
        kit: None,
    };
    let other = home.create(&karins, &mut Counted(2)).unwrap();
    assert!(matches!(
        home.remove(other.id().unwrap()),
        Err(OpenError::InUse)
    ));
    home.remove(id).unwrap();
    assert!(matches!(home.remove(id), Err(OpenError::Missing)));
    let left: Vec<_> = home.list(NOON).unwrap();
    assert_eq!(
        left.iter().map(|it| it.id).collect::<Vec<_>>(),
        [other.id().unwrap()]
    );
    let theirs = other.id().unwrap().to_string();
    let files = walk(folder.path());
    assert!(
        files
            .iter()
            .all(|it| it.starts_with(folder.path().join(&theirs))),
        "{files:?}"
    );
}

#[test]
fn what_opens_a_vault_can_be_asked_for_again_while_it_is_open() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = make(folder.path());
    let fits = |typed| {
        let typed = passphrase(typed);
        vault.fits(&Opener::Passphrase(&typed)).unwrap()
    };
    assert!(fits(MAGDAS));
    assert!(!fits("karin's own words"));
    assert!(vault.fits(&Opener::Kit(&kit())).unwrap());
}
