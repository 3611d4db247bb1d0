//! A backup that comes in piece by piece, to be brought back as a vault.
//!
//! It exists because a window hands over files as pieces of bytes and never as paths. The pieces lie in one file of the
//! home until they are a vault or are let go; they are sealed, so nobody reads them there.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use countersign_domain::Claimed;

use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::files;
use crate::names;
use crate::view::{self, Restoring, SentFile};

const INCOMING: &str = "backup.incoming";
/// More than a vault of many years; a file without end must not fill the device.
const BACKUP_BYTES_MAX: u64 = 1 << 30;
/// How many backups of one day lie beside each other.
const NAMES_MAX: u32 = 1000;

impl App {
    /// Takes the next piece of a backup; `first` begins anew. Gives the bytes that are here.
    ///
    /// # Errors
    /// When there is no room, or it grows over 1 GiB.
    pub fn take_backup_piece(&mut self, bytes: &[u8], first: bool) -> Result<u64> {
        let path = self.incoming();
        let mut file = if first {
            File::create(&path)?
        } else {
            OpenOptions::new().append(true).open(&path)?
        };
        let here = file.metadata()?.len() + bytes.len() as u64;
        if here > BACKUP_BYTES_MAX {
            self.drop_backup();
            return Err(Code::BundleTooLarge.into());
        }
        file.write_all(bytes)?;
        Ok(here)
    }

    /// Brings back the backup whose pieces are here, as a vault of its own, and opens it.
    ///
    /// # Errors
    /// When it is no whole backup, or what is given does not open it; the pieces stay, to be tried again.
    pub fn restore_pieces(&mut self, ask: Restoring) -> Result<view::Session> {
        let path = self.incoming();
        let session = match (ask.passphrase, ask.words) {
            (Some(passphrase), None) => self.restore(&path, &ask.name, passphrase)?,
            (None, Some(words)) => self.restore_with_kit(&path, &ask.name, &words)?,
            (Some(_), Some(_)) | (None, None) => return Err(Code::FieldMissing.into()),
        };
        self.drop_backup();
        Ok(session)
    }

    /// Lets go of the pieces.
    pub fn drop_backup(&mut self) {
        // Where there are none, or they can't be removed: they are sealed, and the next backup takes their place.
        drop(fs::remove_file(self.incoming()));
    }

    /// Writes a backup of the open vault into a folder, or into the outbox of this home. Its name tells nothing.
    ///
    /// # Errors
    /// When the folder is not there or takes no files, or there is no room.
    pub fn save_backup(&mut self, folder: Option<&str>) -> Result<SentFile> {
        let day = names::day_text(Claimed(self.world.now()).day()).0;
        let folder = files::folder_for(&self.folder, folder)?;
        let path = free_name(&folder, &day).ok_or(Code::FolderReadOnly)?;
        let written = self.backup(&path)?;
        Ok(files::sent(
            &path,
            usize::try_from(written.bytes).unwrap_or(usize::MAX),
            0,
        ))
    }

    fn incoming(&self) -> PathBuf {
        self.folder.join(INCOMING)
    }
}

/// A name that no file has yet.
fn free_name(folder: &Path, day: &str) -> Option<PathBuf> {
    (1..=NAMES_MAX)
        .map(|at| match at {
            1 => folder.join(format!("notes-{day}.backup")),
            at => folder.join(format!("notes-{day}-{at}.backup")),
        })
        .find(|path| !path.exists())
}
