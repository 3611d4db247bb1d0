//! Folding acts from a file: for whoever holds another implementation of the rules against this one.

use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;
use crate::file;
use crate::told::Told;

/// Fold acts from a file. The answer is JSON, with or without --json.
#[derive(Args)]
#[command(after_help = "Example:\n  countersign fold --json acts.json")]
pub(crate) struct Fold {
    /// A JSON list of acts in the order in which they arrived; - for standard input.
    file: PathBuf,
}

impl Fold {
    pub(super) fn run(self) -> Result<Told, Failure> {
        let json = file::read(&self.file, countersign_app::ACTS_FILE_BYTES_MAX)?;
        let state = countersign_app::fold_acts(&json).map_err(|wrong| {
            Failure::new(
                format!("This file can't be folded: {wrong}."),
                "Write it as docs/json.md describes under \"Acts for folding\".",
            )
        })?;
        let text = serde_json::to_string_pretty(&state).map_err(|_| Failure::broken())?;
        Ok(Told::new(text, &state))
    }
}
