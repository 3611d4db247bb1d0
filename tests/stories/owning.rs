//! One's own vault stays one's own: nobody at an open screen can shut its owner out, a copy comes back whole, and what is
//! erased is gone.

use std::fs;

use countersign_app::Code;
use countersign_app::view::*;

use crate::people::{PASSPHRASE, Person, agreed_mandate, two_people};

const NEW: &str = "five other words from magda";

fn replace(person: &mut Person, old: &str) -> Result<(), Code> {
    let ask = NewPassphrase {
        old: old.to_owned(),
        new: NEW.to_owned(),
    };
    person.app.replace_passphrase(ask).map_err(|it| it.code)
}

fn open(person: &mut Person, passphrase: &str) -> Result<Session, Code> {
    let vault = person.vault.clone();
    let opened = person.app.open_vault(&vault, passphrase.to_owned());
    opened.map_err(|it| it.code)
}

#[test]
fn a_new_passphrase_takes_the_old_one() {
    let (mut magda, _) = two_people();
    let wrong = replace(&mut magda, "somebody else's guess");
    assert_eq!(wrong, Err(Code::WrongPassphrase));
    replace(&mut magda, PASSPHRASE).unwrap();
    magda.app.lock();
    assert_eq!(open(&mut magda, PASSPHRASE), Err(Code::WrongPassphrase));
    open(&mut magda, NEW).unwrap();
}

#[test]
fn erasing_a_vault_takes_its_passphrase_and_leaves_nothing() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    let wrong = magda.app.erase_vault("somebody else's guess".to_owned());
    assert_eq!(wrong.unwrap_err().code, Code::WrongPassphrase);
    assert_eq!(magda.standing(&part), Standing::BothAgree);
    magda.app.erase_vault(PASSPHRASE.to_owned()).unwrap();
    assert!(!magda.app.is_open());
    assert!(magda.app.home().unwrap().vaults.is_empty());
    let left = fs::read_dir(magda.app.folder()).unwrap().filter(|it| {
        let kept = it.as_ref().unwrap().file_name();
        kept.to_string_lossy().starts_with(&*magda.vault.0)
    });
    assert_eq!(left.count(), 0);
    assert_eq!(karin.standing(&part), Standing::BothAgree, "hers stays");
}

#[test]
fn a_copy_of_everything_comes_back_in_pieces() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    let copy = magda.app.save_backup(None).unwrap();
    let again = magda.app.save_backup(None).unwrap();
    assert_ne!(
        copy.path, again.path,
        "one copy never takes another's place"
    );
    let bytes = fs::read(&copy.path).unwrap();
    magda.app.erase_vault(PASSPHRASE.to_owned()).unwrap();

    for (at, piece) in bytes.chunks(10_000).enumerate() {
        magda.app.take_backup_piece(piece, at == 0).unwrap();
    }
    let restoring = |passphrase: &str| Restoring {
        name: "Magda".to_owned(),
        passphrase: Some(passphrase.to_owned()),
        words: None,
    };
    let wrong = magda.app.restore_pieces(restoring("somebody else's guess"));
    assert_eq!(wrong.unwrap_err().code, Code::WrongPassphrase);
    let session = magda.app.restore_pieces(restoring(PASSPHRASE)).unwrap();
    assert_eq!(session.role, Role::Client);
    assert_eq!(magda.standing(&part), Standing::BothAgree);
}

#[test]
fn lock_times_are_kept_with_the_vault_and_within_bounds() {
    let (mut magda, _) = two_people();
    let usual = magda.app.lock_times().unwrap();
    assert_eq!(usual.idle_minutes, 10);
    let chosen = LockTimes {
        idle_minutes: 3,
        away_seconds: 30,
    };
    magda.app.choose_lock_times(chosen).unwrap();
    for (idle_minutes, away_seconds) in [(0, 30), (61, 30), (3, 29), (3, 3601)] {
        let out = LockTimes {
            idle_minutes,
            away_seconds,
        };
        assert_eq!(
            magda.app.choose_lock_times(out).unwrap_err().code,
            Code::Malformed
        );
    }
    magda.restart(60);
    assert_eq!(magda.app.lock_times().unwrap(), chosen);
    let patience = magda.app.patience().unwrap();
    assert_eq!(patience.idle.as_secs(), 180);
    magda.app.lock();
    assert_eq!(magda.app.patience(), None);
}

#[test]
fn the_name_in_the_list_is_its_owners_to_change() {
    let (mut magda, _) = two_people();
    let session = magda.app.rename_vault(" Kitchen tablet ").unwrap();
    assert_eq!(session.name, "Kitchen tablet");
    assert_eq!(magda.app.home().unwrap().vaults[0].name, "Kitchen tablet");
    let blank = magda.app.rename_vault("  ").unwrap_err();
    assert_eq!(blank.code, Code::NameMissing);
}

#[test]
fn both_see_what_went_out() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    let using = Using {
        agreement: karin.agreement.clone(),
        part: part.clone(),
        version: karin.view(&part).versions[0].id.clone(),
        words: "I called Anna.".to_owned(),
        on: None,
    };
    karin.app.use_mandate(&using).unwrap();
    karin.carry_to(&mut magda);
    for person in [&mut magda, &mut karin] {
        let agreement = person.agreement.clone();
        let out = person.app.disclosures(&agreement).unwrap();
        let [used] = out.as_slice() else {
            panic!("one use: {out:?}");
        };
        assert_eq!((used.how, used.by), (WentOut::Use, Role::Keyworker));
        assert_eq!(used.label, Some(UseLabel::Within));
        assert_eq!(used.words.as_deref(), Some("I called Anna."));
        assert!(used.under.is_some());
    }
}
