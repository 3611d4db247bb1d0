//! Files and standard input, read with a limit; and words, where `-` stands for standard input.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::failure::Failure;

/// Most bytes of words that are read from standard input; the use cases allow 8,000 characters.
const WORDS_BYTES_MAX: usize = 64 * 1024;

/// Reads a whole file, or standard input for `-`. Nothing over `most` bytes is kept in memory.
pub(crate) fn read(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        return limited(io::stdin().lock(), most);
    }
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    limited(file, most)
}

fn limited(source: impl Read, most: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    source
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() > most {
        return Err(Failure::new(
            "This file is too large to be safe.",
            format!("At most {most} bytes are read."),
        ));
    }
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> Failure {
    let remedies = [
        (
            io::ErrorKind::NotFound,
            "Look at its name and folder, then try again.",
        ),
        (
            io::ErrorKind::PermissionDenied,
            "You may not read it. Copy it to a folder of your own.",
        ),
        (
            io::ErrorKind::IsADirectory,
            "It is a folder. Name a file in it.",
        ),
    ];
    let known = remedies.iter().find(|(kind, _)| *kind == error.kind());
    let remedy = known.map_or("Copy it to this device, then try again.", |(_, remedy)| {
        remedy
    });
    Failure::new("This file can't be read.", remedy)
}

/// Words as typed, or all of standard input for `-`.
pub(crate) fn words(typed: String) -> Result<String, Failure> {
    if typed == "-" {
        text(Path::new("-"))
    } else {
        Ok(typed)
    }
}

/// The text of a file, or of standard input for `-`, without blank lines at its end.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let bytes = read(path, WORDS_BYTES_MAX)?;
    let mut text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(
            "These bytes are no text.",
            "Save the file as plain UTF-8 text, then try again.",
        )
    })?;
    // In place: a secret leaves no second copy behind.
    text.truncate(text.trim_end().len());
    Ok(text)
}

/// Writes a new file; one that is there already is left alone.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = new_file(path)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(|_| {
            Failure::new(
                "The file could not be written whole.",
                "Free some space or choose another folder, then try again.",
            )
        })
}

/// Makes a new file; one that is there already is left alone.
fn new_file(path: &Path) -> Result<File, Failure> {
    File::create_new(path).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            taken()
        } else {
            countersign_app::Error::from(countersign_app::Code::FolderReadOnly).into()
        }
    })
}

/// A file is in the way.
pub(crate) fn taken() -> Failure {
    Failure::usage(
        "There is a file of this name already.",
        "Choose another name. That file was left alone.",
    )
}

/// What was carried here: as typed, from `@FILE`, or from standard input for `-`.
pub(crate) fn carried(typed: String) -> Result<String, Failure> {
    match typed.strip_prefix('@') {
        Some(path) => text(Path::new(path)),
        None => words(typed),
    }
}

/// Writes a message to carry into the outbox folder of a home, instead of an earlier one of the same name.
pub(crate) fn into_outbox(home: &Path, name: &str, message: &str) -> Result<String, Failure> {
    let folder = home.join("outbox");
    let path = folder.join(name);
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&path, format!("{message}\n")))
        .map_err(|_| {
            Failure::from(countersign_app::Error::from(
                countersign_app::Code::FolderReadOnly,
            ))
        })?;
    Ok(path.display().to_string())
}
