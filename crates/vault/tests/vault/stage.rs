//! The stage: a home on a real disk, Magda's vault in it, and chance that repeats itself.

use std::fs;
use std::path::{Path, PathBuf};

use countersign_seal::{Chance, Kit, Passphrase, Stretch};
use countersign_vault::{Home, Moment, NewVault, OpenError, Opener, Vault, VaultId};

/// When the tests happen.
pub(crate) const NOON: Moment = Moment(1_800_000_000);
/// Magda's passphrase.
pub(crate) const MAGDAS: &str = "magda's own words";

/// Chance that repeats itself.
pub(crate) struct Counted(pub(crate) u64);

impl Chance for Counted {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 56) as u8;
        }
    }
}

pub(crate) fn passphrase(typed: &str) -> Passphrase {
    Passphrase::new(typed.to_owned()).unwrap()
}

pub(crate) fn kit() -> Kit {
    Kit::generate(&mut Counted(7))
}

/// A home with Magda's vault, open.
pub(crate) fn make(folder: &Path) -> (Home, Vault) {
    let home = Home::open(folder).unwrap();
    let new = NewVault {
        label: None,
        passphrase: &passphrase(MAGDAS),
        stretch: Stretch::danger_weak_for_tests(),
        kit: Some(&kit()),
    };
    let vault = home.create(&new, &mut Counted(1)).unwrap();
    (home, vault)
}

/// A home with Magda's vault, closed, in which the language is Swedish.
pub(crate) fn closed(folder: &Path) -> (Home, VaultId) {
    let (home, mut vault) = make(folder);
    remember(&mut vault, "language", "sv");
    let id = vault.id().unwrap();
    drop(vault);
    (home, id)
}

pub(crate) fn remember(vault: &mut Vault, name: &str, value: &str) {
    vault.write(|tx| tx.set_setting(name, value)).unwrap();
}

pub(crate) fn language(vault: &Vault) -> String {
    vault.view().setting("language").unwrap().unwrap()
}

pub(crate) fn unlock(home: &Home, id: VaultId, typed: &str) -> Result<Vault, OpenError> {
    home.unlock(id, &Opener::Passphrase(&passphrase(typed)), NOON)
        .map(|it| it.vault)
}

/// Every file below a folder.
pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for found in fs::read_dir(folder).unwrap() {
        let path = found.unwrap().path();
        if path.is_dir() {
            files.extend(walk(&path))
        } else {
            files.push(path)
        }
    }
    files
}

/// Copies a folder, as somebody does with a closed app.
pub(crate) fn copy(from: &Path, to: &Path) {
    for path in walk(from) {
        let target = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&path, target).unwrap();
    }
}
