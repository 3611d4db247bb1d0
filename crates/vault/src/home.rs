//! A home: the folder that holds the vaults of everyone who uses this device.
//!
//! The list shows the label that its owner chose, and nothing else: **the label lies in the clear**, because it is
//! read before anything is unlocked, so the default is a neutral "Vault 1". A vault appears in the list only when it
//! is whole: it is made under another name and renamed at the end.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use countersign_seal::{
    Chance, Kit, Passphrase, Stretch, UnlockError, VaultHeader, VaultKey, entropy,
};

use crate::backup;
use crate::connection::{self, Expect};
use crate::durable;
use crate::error::{Error, OpenError};
use crate::header::{self, Opened};
use crate::lock::Lock;
use crate::name::{Moment, VaultId};
use crate::tries::{Tries, WrongTries};
use crate::vault::{Place, Vault};

/// Characters of a label.
const LABEL_CHARACTERS_MAX: usize = 60;
const LABEL_BYTES_MAX: u64 = 4 * LABEL_CHARACTERS_MAX as u64;
const LABEL: &str = "label";
pub(crate) const DATABASE: &str = "vault.db";
/// What a vault's folder is called until the vault is whole.
const UNFINISHED: &str = ".new-";

/// A folder with vaults.
#[derive(Debug, Clone)]
pub struct Home {
    folder: PathBuf,
}

/// A vault in the list, before it is unlocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultEntry {
    /// The vault.
    pub id: VaultId,
    /// What its owner called it for this list; in the clear.
    pub label: String,
    /// Seconds until a try at the passphrase is taken; 0 for none.
    pub wait_s: u32,
}

/// What is needed to make a vault.
pub struct NewVault<'a> {
    /// The name for the list, 1 to 60 characters, in the clear; `None` for "Vault 1", "Vault 2", ….
    pub label: Option<&'a str>,
    /// The passphrase.
    pub passphrase: &'a Passphrase,
    /// How hard it is stretched: [`Stretch::DEFAULT`].
    pub stretch: Stretch,
    /// The recovery kit; it can also be set later.
    pub kit: Option<&'a Kit>,
}

/// What opens a vault or a backup.
pub enum Opener<'a> {
    /// The passphrase.
    Passphrase(&'a Passphrase),
    /// The recovery kit. Tries at it are neither counted nor slowed: nobody guesses 256 bits.
    Kit(&'a Kit),
}

/// A vault that was unlocked.
pub struct Unlocked {
    /// The vault.
    pub vault: Vault,
    /// Wrong tries since it was last unlocked, to be shown once.
    pub wrong: Option<WrongTries>,
}

impl Opener<'_> {
    pub(crate) fn open(&self, header: &VaultHeader) -> Result<VaultKey, UnlockError> {
        match self {
            Self::Passphrase(passphrase) => header.unlock_passphrase(passphrase),
            Self::Kit(kit) => header.unlock_kit(kit),
        }
    }
}

impl Home {
    /// Opens a home; makes the folder where there is none, and clears what a cut left unfinished in it.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        if !folder.is_dir() {
            durable::make_folder(folder)?;
        }
        let home = Self {
            folder: folder.to_owned(),
        };
        home.clear_unfinished()?;
        Ok(home)
    }

    /// The vaults, by label.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self, now: Moment) -> Result<Vec<VaultEntry>, Error> {
        let mut entries = Vec::new();
        for found in fs::read_dir(&self.folder)? {
            let found = found?;
            let id = found
                .file_name()
                .to_str()
                .and_then(|name| name.parse().ok());
            if let (Some(id), true) = (id, found.file_type()?.is_dir()) {
                entries.push(self.entry(id, now)?);
            }
        }
        entries.sort_by(|one, other| (&one.label, one.id).cmp(&(&other.label, other.id)));
        Ok(entries)
    }

    /// Makes a vault and opens it.
    ///
    /// # Errors
    /// When the label is blank or too long, memory is short, or the folder cannot be written.
    pub fn create(&self, new: &NewVault<'_>, chance: &mut dyn Chance) -> Result<Vault, OpenError> {
        let label = self.label_for(new.label)?;
        let (mut header, key) = VaultHeader::create(new.passphrase, new.stretch, chance)
            .map_err(|_| OpenError::OutOfMemory)?;
        if let Some(kit) = new.kit {
            header = header
                .set_kit(&key, kit, chance)
                .map_err(|_| Error::Damaged)?;
        }
        let opened = Opened { header, key };
        self.build(&label, VaultId(entropy(chance)), |folder| {
            drop(connection::open(
                &folder.join(DATABASE),
                &opened.key,
                Expect::New,
            )?);
            Ok(opened)
        })
    }

    /// Unlocks a vault. A wrong passphrase is counted durably before it is said to be wrong.
    ///
    /// # Errors
    /// When it does not open; see [`OpenError`]. Nothing but the count of wrong tries is written then.
    pub fn unlock(
        &self,
        id: VaultId,
        opener: &Opener<'_>,
        now: Moment,
    ) -> Result<Unlocked, OpenError> {
        let folder = self.folder_of(id)?;
        let lock = Lock::take(&folder)?;
        let copies = header::read(&folder)?;
        let before = Tries::read(&folder, now)?;
        let counted = match opener {
            Opener::Passphrase(_) => before.begin(&folder, now)?,
            Opener::Kit(_) => before,
        };
        let opened = match copies.open(opener) {
            Ok(opened) => opened,
            Err(OpenError::WrongKey) => return Err(OpenError::WrongKey),
            Err(error) => {
                counted.put_back(&folder, before)?;
                return Err(error);
            }
        };
        counted.put_back(&folder, Tries::default())?;
        header::mend(&folder, &opened.header);
        let vault = open_at(id, folder, opened, lock)?;
        Ok(Unlocked {
            vault,
            wrong: before.told(),
        })
    }

    /// Gives a vault another label for the list. It lies in the clear.
    ///
    /// # Errors
    /// When there is no such vault, the label is blank or too long, or the folder cannot be written.
    pub fn rename(&self, id: VaultId, label: &str) -> Result<(), OpenError> {
        let label = checked(label)?;
        durable::put(&self.folder_of(id)?.join(LABEL), label.as_bytes())?;
        Ok(())
    }

    /// Removes a vault from this home for good: out of the list, then its headers, without which its key is lost, then the
    /// rest. What a cut leaves of it is cleared when the home is opened next.
    ///
    /// # Errors
    /// When there is no such vault, it is open somewhere, or the folder takes no writes.
    pub fn remove(&self, id: VaultId) -> Result<(), OpenError> {
        let folder = self.folder_of(id)?;
        let lock = Lock::take(&folder)?;
        let leaving = self.folder.join(format!("{UNFINISHED}{id}"));
        fs::rename(&folder, &leaving)?;
        durable::sync_folder(&self.folder)?;
        drop(lock);
        header::remove(&leaving)?;
        fs::remove_dir_all(&leaving)?;
        durable::sync_folder(&self.folder)?;
        Ok(())
    }

    /// Builds a vault under an unfinished name and gives it its own when it is whole and durable.
    pub(crate) fn build(
        &self,
        label: &str,
        id: VaultId,
        fill: impl FnOnce(&Path) -> Result<Opened, OpenError>,
    ) -> Result<Vault, OpenError> {
        let unfinished = self.folder.join(format!("{UNFINISHED}{id}"));
        let folder = self.folder.join(id.to_string());
        let built = build_in(&unfinished, label, fill).and_then(|opened| {
            fs::rename(&unfinished, &folder)?;
            durable::sync_folder(&self.folder)?;
            Ok(opened)
        });
        match built {
            Ok(opened) => {
                let lock = Lock::take(&folder)?;
                open_at(id, folder, opened, lock)
            }
            Err(error) => {
                // What cannot be cleared now is cleared when the home is opened next.
                let cleared = fs::remove_dir_all(&unfinished);
                drop(cleared);
                Err(error)
            }
        }
    }

    /// The label that was asked for, or the first neutral one that is free.
    pub(crate) fn label_for(&self, asked: Option<&str>) -> Result<String, OpenError> {
        if let Some(label) = asked {
            return checked(label);
        }
        let taken: Vec<String> = self
            .list(Moment(0))?
            .into_iter()
            .map(|entry| entry.label)
            .collect();
        let free = (1..)
            .map(|number| format!("Vault {number}"))
            .find(|it| !taken.contains(it));
        free.ok_or(OpenError::BadLabel)
    }

    fn entry(&self, id: VaultId, now: Moment) -> Result<VaultEntry, Error> {
        let folder = self.folder.join(id.to_string());
        let label = durable::read(&folder.join(LABEL), LABEL_BYTES_MAX)?
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|label| checked(&label).ok());
        Ok(VaultEntry {
            id,
            label: label.unwrap_or_else(|| id.to_string()),
            wait_s: Tries::read(&folder, now)?.wait_s(now),
        })
    }

    /// The folder of a vault. A link in its place is none of ours.
    fn folder_of(&self, id: VaultId) -> Result<PathBuf, OpenError> {
        let folder = self.folder.join(id.to_string());
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_dir() => Ok(folder),
            Ok(_) => Err(OpenError::NotAVault),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(OpenError::Missing),
            Err(error) => Err(error.into()),
        }
    }

    fn clear_unfinished(&self) -> Result<(), Error> {
        for found in fs::read_dir(&self.folder)? {
            let found = found?;
            let unfinished = found
                .file_name()
                .to_str()
                .is_some_and(|name| name.starts_with(UNFINISHED));
            // Held: another process is at it right now.
            if unfinished && Lock::take(&found.path()).is_ok() {
                fs::remove_dir_all(found.path())?;
            }
        }
        Ok(())
    }
}

fn build_in(
    folder: &Path,
    label: &str,
    fill: impl FnOnce(&Path) -> Result<Opened, OpenError>,
) -> Result<Opened, OpenError> {
    durable::make_folder(folder)?;
    let lock = Lock::take(folder)?;
    let opened = fill(folder)?;
    header::put(folder, &opened.header)?;
    Tries::begin_at_zero(folder)?;
    durable::put(&folder.join(LABEL), label.as_bytes())?;
    drop(lock);
    Ok(opened)
}

fn open_at(id: VaultId, folder: PathBuf, opened: Opened, lock: Lock) -> Result<Vault, OpenError> {
    let Opened { header, key } = opened;
    let connection = connection::open(&folder.join(DATABASE), &key, Expect::Existing)?;
    backup::forget_copy(&folder);
    Ok(Vault::at(
        connection,
        Place {
            id,
            folder,
            header,
            key,
            lock,
        },
    ))
}

/// A label without blanks around it: 1 to 60 characters, none of them a control character.
fn checked(label: &str) -> Result<String, OpenError> {
    let label = label.trim();
    let fits = (1..=LABEL_CHARACTERS_MAX).contains(&label.chars().count());
    if fits && !label.chars().any(char::is_control) {
        Ok(label.to_owned())
    } else {
        Err(OpenError::BadLabel)
    }
}
