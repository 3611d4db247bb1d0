//! Backups: a whole vault in one sealed stream, opened by the vault's own passphrase or kit.
//!
//! The database is copied as of one moment into a compact file beside it, encrypted with the vault's key, and that
//! file is streamed through `seal`. A restored vault is a copy: each of its agreements must begin a new incarnation
//! (design §4), and what was half-way (pairings with their one-time secrets, noted attempts) does not come along.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use countersign_seal::{BackupError, Chance, UnlockError, entropy, open_backup, seal_backup};

use crate::connection::{self, Expect, Integrity};
use crate::error::{Error, OpenError};
use crate::header::Opened;
use crate::home::{DATABASE, Home, Opener};
use crate::name::VaultId;
use crate::tx::Tx;
use crate::vault::Vault;

const COPY: &str = "vault.copy";

/// The copy in the vault's folder; gone when dropped.
struct Copy(PathBuf);

impl Copy {
    /// Where the copy of the vault in `folder` is made; an earlier one is gone.
    fn place(folder: &Path) -> Self {
        forget_copy(folder);
        Self(folder.join(COPY))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let removed = fs::remove_file(&self.0);
        drop(removed);
    }
}

/// Removes the copy that a cut in the middle of a backup left behind: it may hold words that are erased later.
pub(crate) fn forget_copy(folder: &Path) {
    drop(Copy(folder.join(COPY)));
}

impl Vault {
    /// Writes a backup. The caller makes what `to` writes to durable.
    ///
    /// # Errors
    /// When there is no room for the copy, or `to` takes no writes; the vault is unchanged.
    pub fn backup(&self, to: &mut impl Write, chance: &mut dyn Chance) -> Result<(), Error> {
        let place = self.place.as_ref().ok_or(Error::InMemory)?;
        let copy = Copy::place(&place.folder);
        let path = copy.0.to_str().ok_or(Error::ReadOnly)?;
        self.connection.execute("VACUUM INTO ?1", [path])?;
        let mut content = BufReader::new(File::open(&copy.0)?);
        seal_backup(&place.header, &place.key, &mut content, to, chance).map_err(
            |error| match error {
                BackupError::Io(error) => error.into(),
                BackupError::Read(_) | BackupError::Unlock(_) | BackupError::Changed => {
                    Error::Damaged
                }
            },
        )
    }
}

impl Home {
    /// Brings a vault back from a backup, as a vault of its own beside any other, and opens it. `label` as in
    /// [`crate::NewVault::label`].
    ///
    /// # Errors
    /// When the backup is damaged, does not open, or there is no room; then nothing of it is in the list.
    pub fn restore(
        &self,
        backup: &mut impl Read,
        opener: &Opener<'_>,
        label: Option<&str>,
        chance: &mut dyn Chance,
    ) -> Result<Vault, OpenError> {
        let label = self.label_for(label)?;
        self.build(&label, VaultId(entropy(chance)), |folder| {
            let database = folder.join(DATABASE);
            let opened = unseal(backup, &database, opener)?;
            settle(&database, &opened)?;
            Ok(opened)
        })
    }
}

fn unseal(
    backup: &mut impl Read,
    database: &Path,
    opener: &Opener<'_>,
) -> Result<Opened, OpenError> {
    let mut content = BufWriter::new(File::create_new(database)?);
    let (header, key) = open_backup(backup, &mut content, |header| opener.open(header)).map_err(
        |error| match error {
            BackupError::Io(error) => error.into(),
            BackupError::Read(countersign_seal::ReadError::NewerFormat { .. }) => {
                OpenError::NewerSchema
            }
            BackupError::Read(_) | BackupError::Changed => OpenError::BadBackup,
            BackupError::Unlock(UnlockError::Wrong) => OpenError::WrongKey,
            BackupError::Unlock(UnlockError::NoKit) => OpenError::NoKit,
            BackupError::Unlock(UnlockError::OutOfMemory) => OpenError::OutOfMemory,
            BackupError::Unlock(UnlockError::Changed) => OpenError::BadBackup,
        },
    )?;
    content
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(Opened { header, key })
}

/// Makes a restored copy one that knows it is a copy.
fn settle(database: &Path, opened: &Opened) -> Result<(), OpenError> {
    let connection = connection::open(database, &opened.key, Expect::Existing)?;
    let mut vault = Vault::unplaced(connection);
    if vault.integrity()? == Integrity::Damaged {
        return Err(OpenError::BadBackup);
    }
    vault.write(|tx: &Tx<'_>| {
        tx.mark_all_restored()?;
        tx.restore_mailboxes()?;
        tx.run("DELETE FROM pairings", [])?;
        tx.run("DELETE FROM attempts", [])?;
        Ok::<_, Error>(())
    })?;
    Ok(())
}
