//! The sheet as a PDF file: where it goes, and when it is there.
//!
//! A web view writes it, with the fonts and the shaping of the system, because words come in every script. Here it gets a
//! name beside its place, and takes its place only when it is a PDF and durable. Left out: the writing (`src-tauri`).

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::files;
use crate::view::{Printing, SentFile};

/// What every PDF begins with (ISO 32000-1 §7.5.2).
const BEGINS: &[u8; 5] = b"%PDF-";

/// A file that is being written. Dropped, it is gone.
#[derive(Debug)]
pub struct PdfFile {
    beside: PathBuf,
    path: PathBuf,
}

impl PdfFile {
    /// Where to write.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.beside
    }
}

impl Drop for PdfFile {
    fn drop(&mut self) {
        // Mostly it took its place, or was never written.
        drop(fs::remove_file(&self.beside));
    }
}

impl App {
    /// A place for the sheet as a PDF file in `folder`, or in the outbox folder of this home.
    ///
    /// # Errors
    /// As [`App::save_paper`].
    pub fn begin_pdf(&mut self, ask: &Printing, folder: Option<&str>) -> Result<PdfFile> {
        self.paper(ask)?;
        let folder = files::folder_for(&self.folder, folder)?;
        let name = super::name_of(ask, "pdf");
        Ok(PdfFile {
            beside: folder.join(format!(".{name}.new")),
            path: folder.join(name),
        })
    }

    /// Puts a PDF that was written into its place, durably. It is not sealed: whoever has the file can read it.
    ///
    /// # Errors
    /// When the vault was locked meanwhile, nothing or something else was written, or the folder takes no files.
    pub fn keep_pdf(&mut self, file: &PdfFile) -> Result<SentFile> {
        self.unlocked()?;
        let mut written = File::open(&file.beside)?;
        let mut begins = [0; BEGINS.len()];
        if written.read_exact(&mut begins).is_err() || begins != *BEGINS {
            return Err(Code::Broken.into());
        }
        let bytes = written.metadata()?.len();
        files::take_place(&file.beside, &file.path)?;
        Ok(files::sent(
            &file.path,
            usize::try_from(bytes).unwrap_or(usize::MAX),
            0,
        ))
    }
}
