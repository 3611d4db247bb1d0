//! Where recovery words come from: a file, standard input, or the terminal, where they are not shown. Never from the
//! command line itself, and nowhere are they kept.

use std::path::Path;

use countersign_app::RecoveryWords;

use crate::failure::Failure;

/// The recovery words: from `file`, `-` for standard input, else asked for.
pub(crate) fn kit_words(file: Option<&Path>) -> Result<RecoveryWords, Failure> {
    if let Some(file) = file {
        return crate::file::text(file).map(RecoveryWords::new);
    }
    rpassword::prompt_password("The 24 recovery words, on one line: ")
        .map(RecoveryWords::new)
        .map_err(|_| {
            Failure::usage(
                "There is no terminal to ask for the recovery words.",
                "Use --kit-file FILE, or --kit-file - for standard input.",
            )
        })
}
