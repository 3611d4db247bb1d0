//! A whole vault in one sealed file, and back; and a new passphrase.
//!
//! The backup opens with the passphrase of its day or with the recovery words. A restored vault writes under a new
//! incarnation that names what it continues (design §4), because the one it was copied from may still be writing.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use countersign_seal::{Kit, Passphrase};
use countersign_vault::{Opener, Unlocked, View};
use serde::Serialize;

use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::vaults::first_name;
use crate::view;

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackupView {
    /// The whole path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The setting that says when the newest copy of a vault was made; the copy holds it too.
const COPY_MADE: &str = "copy made";
/// The setting that says which copy a vault was brought back from, by the moment at which that was made.
const COPY_OF: &str = "copy of";

/// When the copy was made that a vault was brought back from. It is only shown, so one that does not read says nothing.
pub(crate) fn copy_of(rows: View<'_>) -> Option<view::Moment> {
    let made = rows.setting(COPY_OF).ok().flatten()?;
    made.parse().ok().map(view::Moment)
}

impl App {
    /// Writes a backup of the open vault. A file that is there already is left alone.
    ///
    /// # Errors
    /// When the file is there already, or cannot be written; then nothing is left of it.
    pub fn backup(&mut self, path: &Path) -> Result<BackupView> {
        let (session, world) = self.unlocked()?;
        let file = File::create_new(path)?;
        let mut out = BufWriter::new(file);
        let now = world.now().to_string();
        session.vault.write(|tx| tx.set_setting(COPY_MADE, &now))?;
        let written = session
            .vault
            .backup(&mut out, world)
            .map_err(Error::from)
            .and_then(|()| {
                out.flush()?;
                let file = out.get_ref();
                file.sync_all()?;
                Ok(file.metadata()?.len())
            });
        if written.is_err() {
            // A backup that is not whole is none. It opens nothing, so failing to remove it loses nothing.
            drop(fs::remove_file(path));
        }
        Ok(BackupView {
            path: path.display().to_string(),
            bytes: written?,
        })
    }

    /// Brings a backup back as a new vault of this home, and opens it.
    ///
    /// # Errors
    /// When it is no whole backup, the passphrase does not open it, or the name does not do.
    pub fn restore(
        &mut self,
        path: &Path,
        name: &str,
        passphrase: String,
    ) -> Result<view::Session> {
        let passphrase =
            Passphrase::new(passphrase).map_err(|_| Error::from(Code::WrongPassphrase))?;
        self.restore_with(path, name, &Opener::Passphrase(&passphrase))
    }

    /// The same, opened with the 24 recovery words.
    ///
    /// # Errors
    /// When it is no whole backup, or the words are another vault's.
    pub fn restore_with_kit(
        &mut self,
        path: &Path,
        name: &str,
        words: &str,
    ) -> Result<view::Session> {
        let kit = Kit::read(words)?;
        self.restore_with(path, name, &Opener::Kit(&kit))
            .map_err(|error| {
                if error.code == Code::WrongPassphrase {
                    Code::KitWrong.into()
                } else {
                    error
                }
            })
    }

    fn restore_with(
        &mut self,
        path: &Path,
        name: &str,
        opener: &Opener<'_>,
    ) -> Result<view::Session> {
        let name = first_name(name)?;
        let mut backup = BufReader::new(File::open(path)?);
        self.lock();
        let vault = self
            .home
            .restore(&mut backup, opener, Some(&name), self.world.as_mut())?;
        let id = vault.id().ok_or(Code::Broken)?;
        self.enter(id, Unlocked { vault, wrong: None })?;
        let (session, _) = self.unlocked()?;
        if let Some(made) = session.vault.view().setting(COPY_MADE)? {
            session.vault.write(|tx| tx.set_setting(COPY_OF, &made))?;
        }
        Ok(session.view())
    }

    /// Sets a new passphrase for the open vault; the old one opens nothing any more, older backups aside.
    ///
    /// # Errors
    /// When it is too short, or the vault's header cannot be written.
    pub fn change_passphrase(&mut self, passphrase: String) -> Result<()> {
        let passphrase = Passphrase::new(passphrase)?;
        let stretch = self.stretch;
        let (session, world) = self.unlocked()?;
        session.vault.set_passphrase(&passphrase, stretch, world)?;
        Ok(())
    }
}
