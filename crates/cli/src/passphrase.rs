//! Where a passphrase comes from: a file, the environment, or the terminal. Never from the command line itself,
//! where other people of the machine could read it.

use std::path::Path;

use crate::failure::Failure;

/// The variable that holds the passphrase.
const VARIABLE: &str = "COUNTERSIGN_PASSPHRASE";

/// The passphrase of the vault: from `file`, else from the environment, else asked for.
pub(crate) fn passphrase(file: Option<&Path>) -> Result<String, Failure> {
    match from_file_or_environment(file)? {
        Some(passphrase) => Ok(passphrase),
        None => asked("Passphrase: "),
    }
}

/// A new passphrase: from `file`, else from the environment, else asked for twice.
pub(crate) fn new_passphrase(file: Option<&Path>) -> Result<String, Failure> {
    match from_file_or_environment(file)? {
        Some(passphrase) => Ok(passphrase),
        None => asked_twice(),
    }
}

/// A passphrase that is not in the environment: from `file`, else asked for twice.
pub(crate) fn other_passphrase(file: Option<&Path>) -> Result<String, Failure> {
    match file {
        Some(file) => first_line(file),
        None => asked_twice(),
    }
}

fn from_file_or_environment(file: Option<&Path>) -> Result<Option<String>, Failure> {
    if let Some(file) = file {
        return first_line(file).map(Some);
    }
    #[expect(clippy::disallowed_methods, reason = "a face may read the environment")]
    let variable = std::env::var(VARIABLE);
    Ok(variable.ok().filter(|passphrase| !passphrase.is_empty()))
}

fn first_line(file: &Path) -> Result<String, Failure> {
    let text = crate::file::text(file)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn asked_twice() -> Result<String, Failure> {
    let once = asked("New passphrase: ")?;
    if asked("The same again: ")? == once {
        Ok(once)
    } else {
        Err(Failure::usage(
            "The two are not the same.",
            "Try again. Nothing has changed.",
        ))
    }
}

fn asked(prompt: &str) -> Result<String, Failure> {
    rpassword::prompt_password(prompt).map_err(|_| {
        Failure::usage(
            "There is no terminal to ask for the passphrase.",
            format!("Use --passphrase-file FILE, or set {VARIABLE}."),
        )
    })
}
