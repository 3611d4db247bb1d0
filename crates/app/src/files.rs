//! Files that leave the vault: written whole or not at all.
//!
//! A temporary file beside it, fsync, rename, fsync of the folder. What is in them is sealed or meant to be read by
//! people; names of files say nothing about who or what.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::codes::Result;
use crate::error::Code;
use crate::view::SentFile;

const OUTBOX: &str = "outbox";

/// The folder that files go into: one that was asked for, which must be there, or the outbox of the home.
pub(crate) fn folder_for(home: &Path, asked: Option<&str>) -> Result<PathBuf> {
    let Some(asked) = asked else {
        let outbox = home.join(OUTBOX);
        fs::create_dir_all(&outbox)?;
        return Ok(outbox);
    };
    let folder = PathBuf::from(asked);
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(Code::FolderMissing.into())
    }
}

/// Writes a file of at most 4 GiB, durably, instead of one of the same name.
pub(crate) fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let path = folder.join(name);
    let beside = folder.join(format!(".{name}.new"));
    let written = write(&beside, &path, bytes);
    if written.is_err() {
        // What cannot be removed lies beside under a name that nobody opens.
        drop(fs::remove_file(&beside));
    }
    written?;
    Ok(path)
}

fn write(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(beside)?;
    file.write_all(bytes)?;
    drop(file);
    take_place(beside, path)
}

/// Gives a file that was written beside it its place, durably, instead of one of the same name.
pub(crate) fn take_place(beside: &Path, path: &Path) -> io::Result<()> {
    File::open(beside)?.sync_all()?;
    fs::rename(beside, path)?;
    // Sticks are often formatted so that a folder cannot be flushed; the file itself is.
    if let Some(Ok(folder)) = path.parent().map(File::open) {
        drop(folder.sync_all());
    }
    Ok(())
}

/// A written file, for a face.
pub(crate) fn sent(path: &Path, bytes: usize, acts: usize) -> SentFile {
    let text = |part: Option<&Path>| part.map(|it| it.display().to_string()).unwrap_or_default();
    SentFile {
        path: path.display().to_string(),
        name: text(path.file_name().map(Path::new)),
        folder: text(path.parent()),
        bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
        acts: u32::try_from(acts).unwrap_or(u32::MAX),
    }
}
