//! Sending and receiving by file or folder: a stick, a shared folder, an attachment.
//!
//! A file that came is shown before it is taken in, and can be taken in any number of times.

use std::path::{Path, PathBuf};

use clap::Args;
use countersign_app::error::{Code, Family};
use countersign_app::view::{Arrival, ArrivedFile};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::failure::{Exit, Failure, exit_of};
use crate::file;
use crate::show;
use crate::told::Told;

/// What names of bundle files end in.
const ENDING: &str = "countersign";
/// Most bytes of one file that are read.
const FILE_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Most files of a folder that are looked at.
const FILES_MAX: usize = 1_000;

/// Writing a bundle.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign send                      into the outbox folder of this home
  countersign send /media/stick         into that folder
  countersign send for-karin.countersign")]
pub(crate) struct Send {
    /// A folder that is there, or the file to write [default: the outbox folder of this home]
    to: Option<PathBuf>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// Taking in files.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign receive /media/stick/bundle.countersign
  countersign receive /media/stick                     every file there whose name ends in .countersign
  countersign receive --look bundle.countersign        shows what is in it and takes nothing in")]
pub(crate) struct Receive {
    /// A file or a folder.
    from: PathBuf,
    /// Show what is in it, and take nothing in.
    #[arg(long)]
    look: bool,
}

impl Send {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let to = match self.to {
            Some(to) if !to.is_dir() => to,
            folder => {
                let folder = folder.as_deref().map(text).transpose()?;
                let sent = desk.app.send_file(&agreement, folder.as_deref())?;
                return Ok(Told::new(show::sent(&sent), &sent));
            }
        };
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let mut sent = desk.app.send_file(&agreement, Some(&text(folder)?))?;
        std::fs::rename(&sent.path, &to).map_err(|_| {
            Failure::new(
                format!(
                    "The bundle could not get the name you gave. It lies in {}.",
                    sent.path
                ),
                "Carry that file, or name a folder that is there.",
            )
        })?;
        sent.name = to
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        sent.path = to.display().to_string();
        Ok(Told::new(show::sent(&sent), &sent))
    }
}

impl Receive {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let files = if self.from.is_dir() {
            bundles_in(&self.from)?
        } else {
            vec![self.from.clone()]
        };
        let mut texts = Vec::new();
        let mut shapes: Vec<Value> = Vec::new();
        let mut exit = Exit::Done;
        for path in &files {
            let bytes = file::read(path, FILE_BYTES_MAX)?;
            let looked = desk.app.look_at_file(&bytes)?;
            if let Some(code) = nothing_for_us(&looked) {
                return Err(countersign_app::Error::from(code).into());
            }
            texts.push(format!("{}\n{}", path.display(), show::looked_at(&looked)));
            if self.look {
                shapes.push(json!({ "file": path.display().to_string(), "looked": looked }));
                continue;
            }
            let arrival = desk.app.receive_file(&bytes)?;
            texts.push(after(&looked, &arrival));
            if exit == Exit::Done {
                exit = exit_of_arrival(&arrival);
            }
            shapes.push(json!({
                "file": path.display().to_string(), "looked": looked, "arrival": arrival,
            }));
        }
        if files.is_empty() {
            texts.push(format!("No file here ends in .{ENDING}."));
        }
        Ok(Told::new(texts.join("\n"), &shapes).with_exit(exit))
    }
}

/// What taking in has done, without saying again what was said before it.
fn after(looked: &ArrivedFile, arrival: &Arrival) -> String {
    if looked.envelopes == arrival.envelopes {
        show::taken_in(arrival)
    } else {
        show::arrival(arrival)
    }
}

/// Why a file has nothing at all to take in: then its exit code says so, and nothing is tried.
fn nothing_for_us(looked: &ArrivedFile) -> Option<Code> {
    let problems: Vec<Code> = looked
        .envelopes
        .iter()
        .filter_map(|it| it.problem)
        .collect();
    let first = *problems.first()?;
    let all = problems.len() == looked.envelopes.len();
    // What waits or is kept aside is taken in, so that it is kept.
    let kept = problems.iter().any(|code| code.family() == Family::Aside);
    (all && !kept).then_some(first)
}

/// The exit code of what was taken in.
pub(super) fn exit_of_arrival(arrival: &Arrival) -> Exit {
    let problem = arrival.envelopes.iter().find_map(|it| it.problem);
    if arrival.aside > 0 || arrival.waiting > 0 {
        Exit::Aside
    } else {
        problem.map_or(Exit::Done, exit_of)
    }
}

/// The bundle files of a folder, by name.
fn bundles_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |_| {
        Failure::new(
            "This folder can't be read.",
            "Put the stick back in, or choose another folder.",
        )
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)
        .map_err(unreadable)?
        .take(FILES_MAX)
    {
        let path = entry.map_err(unreadable)?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == ENDING) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn text(path: &Path) -> Result<String, Failure> {
    path.to_str().map(str::to_owned).ok_or_else(|| {
        Failure::usage(
            "The name of this folder is no plain text.",
            "Choose a folder with a plain name.",
        )
    })
}
