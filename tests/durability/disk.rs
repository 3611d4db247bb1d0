//! A disk as it may be after a power cut: what was flushed, and whatever happened to reach it of the rest.
//!
//! Played back from a witness's book (`witness.c`). A flushed file holds all that was written to it; of later writes
//! each 512-byte sector is there or not, in any combination. Names (made, renamed, removed) are journaled in order, as
//! ext4, XFS, APFS and NTFS do: some beginning of those since the last flush of a folder is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::stage::Counted;

/// What a disk writes in one piece.
const SECTOR: usize = 512;

/// One line of the book.
pub(crate) enum Line {
    /// A file was opened, perhaps made, perhaps cut to nothing.
    Open {
        inode: u64,
        path: PathBuf,
        emptied: bool,
    },
    /// Bytes went to a place in a file.
    Write {
        inode: u64,
        place: usize,
        bytes: Vec<u8>,
    },
    /// A file was cut or stretched.
    Cut { inode: u64, len: usize },
    /// A file was flushed.
    Flush { inode: u64 },
    /// A folder was flushed.
    FlushNames,
    /// A file or folder got another name.
    Rename { from: PathBuf, to: PathBuf },
    /// A file lost its name.
    Unlink { path: PathBuf },
    /// The process said something to its parent.
    Said { text: String },
}

/// Reads a book; a last line that is cut off ends it.
pub(crate) fn read_book(path: &Path) -> Vec<Line> {
    let book = fs::read(path).unwrap();
    let mut rest = book.as_slice();
    let mut lines = Vec::new();
    while let Some((head, after)) = rest.split_first_chunk::<25>() {
        let long = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().unwrap());
        let short = |at: usize| u32::from_le_bytes(head[at..at + 4].try_into().unwrap()) as usize;
        let (inode, place) = (long(1), usize::try_from(long(9)).unwrap());
        let (one, two) = (short(17), short(21));
        let Some((texts, next)) = after.split_at_checked(one + two) else {
            break;
        };
        let (one, two) = texts.split_at(one);
        lines.push(line(head[0], inode, place, one, two));
        rest = next;
    }
    lines
}

fn line(kind: u8, inode: u64, place: usize, one: &[u8], two: &[u8]) -> Line {
    let path = |text: &[u8]| PathBuf::from(String::from_utf8(text.to_vec()).unwrap());
    match kind {
        b'O' | b'T' => Line::Open {
            inode,
            path: path(one),
            emptied: kind == b'T',
        },
        b'W' => Line::Write {
            inode,
            place,
            bytes: one.to_vec(),
        },
        b'C' => Line::Cut { inode, len: place },
        b'F' => Line::Flush { inode },
        b'D' => Line::FlushNames,
        b'R' => Line::Rename {
            from: path(one),
            to: path(two),
        },
        b'U' => Line::Unlink { path: path(one) },
        b'S' => Line::Said {
            text: String::from_utf8_lossy(one).into_owned(),
        },
        other => panic!("no such line: {other}"),
    }
}

/// A change to a file that was not flushed.
#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

/// A change to names that was not flushed.
#[derive(Clone)]
enum Naming {
    Named(PathBuf, u64),
    Renamed(PathBuf, PathBuf),
    Gone(PathBuf),
}

/// What is certain and what is not.
pub(crate) struct Disk {
    certain: BTreeMap<u64, Vec<u8>>,
    loose: BTreeMap<u64, Vec<Change>>,
    names: BTreeMap<PathBuf, u64>,
    loose_names: Vec<Naming>,
    /// Names as the process sees them.
    seen: BTreeMap<PathBuf, u64>,
}

impl Disk {
    /// A disk on which every file of a folder is certain.
    #[cfg(unix)]
    pub(crate) fn of(folder: &Path) -> Self {
        use std::os::unix::fs::MetadataExt;
        let mut disk = Self {
            certain: BTreeMap::new(),
            loose: BTreeMap::new(),
            names: BTreeMap::new(),
            loose_names: Vec::new(),
            seen: BTreeMap::new(),
        };
        for path in files(folder) {
            let inode = fs::metadata(&path).unwrap().ino();
            disk.certain.insert(inode, fs::read(&path).unwrap());
            disk.names.insert(path, inode);
        }
        disk.seen = disk.names.clone();
        disk
    }

    /// Takes in the next line of the book.
    pub(crate) fn take(&mut self, line: &Line) {
        match line {
            Line::Open {
                inode,
                path,
                emptied,
            } => {
                if self.seen.get(path) != Some(inode) {
                    // Made now; a number that was another file's before is free again.
                    self.certain.insert(*inode, Vec::new());
                    self.loose.remove(inode);
                    self.name(Naming::Named(path.clone(), *inode));
                } else if *emptied {
                    self.loose.entry(*inode).or_default().push(Change::Cut(0));
                }
            }
            Line::Write {
                inode,
                place,
                bytes,
            } => {
                self.loose
                    .entry(*inode)
                    .or_default()
                    .push(Change::Write(*place, bytes.clone()));
            }
            Line::Cut { inode, len } => {
                self.loose
                    .entry(*inode)
                    .or_default()
                    .push(Change::Cut(*len));
            }
            Line::Flush { inode } => {
                let content = self.certain.entry(*inode).or_default();
                for change in self.loose.remove(inode).unwrap_or_default() {
                    apply(content, &change, |_| true);
                }
            }
            Line::FlushNames => {
                let loose = std::mem::take(&mut self.loose_names);
                loose
                    .iter()
                    .for_each(|naming| rename(&mut self.names, naming));
            }
            Line::Rename { from, to } => self.name(Naming::Renamed(from.clone(), to.clone())),
            Line::Unlink { path } => self.name(Naming::Gone(path.clone())),
            Line::Said { .. } => {}
        }
    }

    fn name(&mut self, naming: Naming) {
        rename(&mut self.seen, &naming);
        self.loose_names.push(naming);
    }

    /// Writes the disk as a cut at this point may have left it, with `from` moved to `to`.
    pub(crate) fn cut(&self, chance: &mut Counted, from: &Path, to: &Path) {
        let mut names = self.names.clone();
        let reached = chance.below(self.loose_names.len() as u64 + 1) as usize;
        self.loose_names
            .iter()
            .take(reached)
            .for_each(|naming| rename(&mut names, naming));
        for (path, inode) in names {
            let mut content = self.certain.get(&inode).cloned().unwrap_or_default();
            for change in self.loose.get(&inode).into_iter().flatten() {
                // Mostly all or nothing of a write, sometimes torn.
                let mood = chance.below(4);
                apply(&mut content, change, |_| match mood {
                    0 => false,
                    1 => chance.below(2) == 0,
                    _ => true,
                });
            }
            let path = to.join(path.strip_prefix(from).unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }
}

fn apply(content: &mut Vec<u8>, change: &Change, mut reaches: impl FnMut(usize) -> bool) {
    match change {
        Change::Cut(len) => {
            if reaches(0) {
                content.resize(*len, 0);
            }
        }
        Change::Write(place, bytes) => {
            for (number, sector) in bytes.chunks(SECTOR).enumerate() {
                let start = place + number * SECTOR;
                if reaches(number) {
                    content.resize(content.len().max(start + sector.len()), 0);
                    content[start..start + sector.len()].copy_from_slice(sector);
                }
            }
        }
    }
}

fn rename(names: &mut BTreeMap<PathBuf, u64>, naming: &Naming) {
    match naming {
        Naming::Named(path, inode) => {
            names.insert(path.clone(), *inode);
        }
        Naming::Gone(path) => {
            names.remove(path);
        }
        Naming::Renamed(from, to) => {
            let moved: Vec<PathBuf> = names
                .keys()
                .filter(|path| path.starts_with(from))
                .cloned()
                .collect();
            for path in moved {
                let inode = names.remove(&path).unwrap();
                let rest = path.strip_prefix(from).unwrap();
                let path = if rest.as_os_str().is_empty() {
                    to.clone()
                } else {
                    to.join(rest)
                };
                names.insert(path, inode);
            }
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for found in fs::read_dir(folder).unwrap() {
        let path = found.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path))
        } else {
            files.push(path)
        }
    }
    files
}
