//! Why a verb did not do what was asked: what happened, what to do, and the exit code.
//!
//! The sentences of the use cases come from `countersign_app::error`; those here are about files and typing.

use std::io::Write;
use std::process::ExitCode;

use countersign_app::error::{Code, Error, Family};
use serde_json::json;

/// Exit codes, as the help and docs/json.md promise them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Anything else.
    Other = 1,
    /// Not understood.
    Usage = 2,
    /// The rules say no.
    Rules = 3,
    /// Something was kept aside or waits.
    Aside = 4,
    /// Locked, or the key does not fit.
    Locked = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What went wrong, for people and for programs.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    /// A stable name; the app's code where it has one.
    code: serde_json::Value,
    figure: Option<u32>,
    what: String,
    remedy: String,
}

impl Failure {
    /// Something that only the command line knows of.
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            exit: Exit::Other,
            code: json!("file"),
            figure: None,
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// What was typed has no sense.
    pub(crate) fn usage(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            exit: Exit::Usage,
            code: json!("usage"),
            ..Self::new(what, remedy)
        }
    }

    /// A mistake in the program.
    pub(crate) fn broken() -> Self {
        Error::from(Code::Broken).into()
    }

    /// Writes it to standard error.
    pub(crate) fn print(&self, json: bool) {
        let text = if json {
            json!({ "error": {
                "code": self.code, "figure": self.figure, "what": self.what, "remedy": self.remedy,
            }})
            .to_string()
        } else {
            format!("{}\n{}", self.what, self.remedy)
        };
        // Where even this can't be written, the exit code still speaks.
        let _nobody_reads = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            exit: exit_of(error.code),
            code: serde_json::to_value(error.code).unwrap_or_default(),
            figure: error.figure,
            what: error.what(),
            remedy: error.remedy(),
        }
    }
}

/// The exit code that goes with a code.
pub(crate) fn exit_of(code: Code) -> Exit {
    match code.family() {
        Family::Usage => Exit::Usage,
        Family::Input | Family::World => Exit::Other,
        Family::Rules => Exit::Rules,
        Family::Aside => Exit::Aside,
        Family::Locked => Exit::Locked,
    }
}
