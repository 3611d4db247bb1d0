//! The header of a vault on disk, in two copies: either one opens, and a torn one is mended after unlocking.
//!
//! Copies are replaced one after the other, each atomically, so a cut leaves at least one that is whole. What a
//! header holds is `seal`'s.

use std::io;
use std::path::Path;

use countersign_seal::{UnlockError, VaultHeader, VaultKey};

use crate::durable;
use crate::error::{Error, OpenError};
use crate::home::Opener;

/// More than any header has (1 KiB); a larger file is none.
const FILE_BYTES_MAX: u64 = 4 * 1024;
const COPIES: [&str; 2] = ["header-a", "header-b"];

/// A header that opened, with the key of its vault.
pub(crate) struct Opened {
    pub(crate) header: VaultHeader,
    pub(crate) key: VaultKey,
}

/// The copies that can be read, the newer first, without repeats.
pub(crate) struct Copies(Vec<VaultHeader>);

/// Writes both copies.
pub(crate) fn put(folder: &Path, header: &VaultHeader) -> io::Result<()> {
    let bytes = header.encode();
    COPIES
        .iter()
        .try_for_each(|name| durable::put(&folder.join(name), &bytes))
}

/// Removes both copies: nothing opens the vault any more.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    COPIES
        .iter()
        .try_for_each(|name| match std::fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        })?;
    durable::sync_folder(folder)
}

/// Reads the copies. None that can be read: this is no vault, or one from a newer app.
pub(crate) fn read(folder: &Path) -> Result<Copies, OpenError> {
    let mut copies: Vec<VaultHeader> = Vec::new();
    let mut trouble = OpenError::NotAVault;
    for name in COPIES {
        let Some(bytes) = durable::read(&folder.join(name), FILE_BYTES_MAX)? else {
            continue;
        };
        match VaultHeader::decode(&bytes) {
            Ok(header) if copies.contains(&header) => {}
            Ok(header) => copies.push(header),
            Err(countersign_seal::ReadError::NewerFormat { .. }) => {
                trouble = OpenError::NewerSchema;
            }
            Err(_) => {}
        }
    }
    if copies.is_empty() {
        Err(trouble)
    } else {
        Ok(Copies(copies))
    }
}

impl Copies {
    /// Opens the first copy that the opener fits.
    pub(crate) fn open(&self, opener: &Opener<'_>) -> Result<Opened, OpenError> {
        let mut worst = OpenError::Vault(Error::Damaged);
        for header in &self.0 {
            match opener.open(header) {
                Ok(key) => {
                    return Ok(Opened {
                        header: header.clone(),
                        key,
                    });
                }
                Err(UnlockError::OutOfMemory) => return Err(OpenError::OutOfMemory),
                Err(UnlockError::Wrong) => worst = OpenError::WrongKey,
                Err(UnlockError::NoKit) => worst = OpenError::NoKit,
                // The key fits, but somebody else wrote the rest: the other copy may be whole.
                Err(UnlockError::Changed) => {}
            }
        }
        Err(worst)
    }
}

/// Makes both copies the one that opened, where they are not. A disk that takes no writes may keep a torn copy: the
/// whole one opens the vault, and the next unlocking tries again.
pub(crate) fn mend(folder: &Path, header: &VaultHeader) {
    let bytes = header.encode();
    for name in COPIES {
        let path = folder.join(name);
        let whole = durable::read(&path, FILE_BYTES_MAX)
            .is_ok_and(|found| found.as_deref() == Some(bytes.as_slice()));
        if !whole && durable::put(&path, &bytes).is_err() {
            return;
        }
    }
}
