//! Paper and the organisation's record: printing, copying for the record, pasting a plan.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use countersign_app::view::{CopyForm, KeepingCopy, PartKind, Printing, RecordCopying, Suggesting};
use countersign_app::{PLAN_LINES_MAX, PaperForm, plan_lines};
use serde_json::json;

use super::suggest::Kind;
use crate::desk::{Desk, part_of};
use crate::failure::Failure;
use crate::file;
use crate::show;
use crate::told::Told;

/// An agreement on A4.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  countersign print | lp\n  countersign print --html > agreement.html\n  countersign print --html --large --language sv > large.html\n  countersign print --part 3        one part; a decision comes with a form to appeal"
)]
pub(crate) struct Print {
    /// The agreement [default: the only one]
    agreement: Option<String>,
    /// One page of HTML for a browser to print.
    #[arg(long)]
    html: bool,
    /// Large letters; with --html.
    #[arg(long, requires = "html")]
    large: bool,
    /// One part alone, by number or id; a decision comes with a form to appeal.
    #[arg(long)]
    part: Option<String>,
    /// Language of the sheet: en, sv, nb or nl. People's words stay as they are.
    #[arg(long, default_value = "en")]
    language: String,
}

impl Print {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let view = desk.view(self.agreement.as_deref())?;
        let form = if self.html {
            PaperForm::Html
        } else {
            PaperForm::Text
        };
        let part = self.part.map(|named| part_of(&view, &named)).transpose()?;
        let asked = Printing {
            agreement: view.id,
            part,
            language: self.language,
            large: self.large,
        };
        let paper = desk.app.print(&asked, form)?;
        Ok(Told::new(paper.clone(), &json!({ "paper": paper })))
    }
}

/// What can be done with the organisation's record.
#[derive(Subcommand)]
pub(crate) enum RecordVerb {
    /// The text for the organisation's file; the copy is an act that the client sees
    Copy(CopyOut),
    /// Turn the text of a plan into suggestions, a line each; nothing is agreed by that
    #[command(
        after_help = "Examples:\n  countersign record paste plan.txt --reason \"This is in your plan\"\n  countersign record paste plan.txt --look      shows the lines and suggests nothing\nA line \"Goals:\" or \"Activities:\" says which kind follows. Mandates and permissions are never pasted."
    )]
    Paste(Paste),
}

/// A copy for the record.
#[derive(Args)]
pub(crate) struct CopyOut {
    /// The agreement [default: the only one]
    agreement: Option<String>,
    /// The name of the organisation.
    #[arg(long, default_value = "")]
    organisation: String,
    /// Language of the headings: en, sv, nb or nl. People's words stay as they are.
    #[arg(long, default_value = "en")]
    language: String,
}

/// A plan to paste.
#[derive(Args)]
pub(crate) struct Paste {
    /// The text; - for standard input.
    file: PathBuf,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// Why each of these is suggested. A keyworker's always.
    #[arg(long)]
    reason: Option<String>,
    /// The kind of lines before the first heading.
    #[arg(long, default_value = "step")]
    kind: Kind,
    /// Language of the words, a BCP 47 tag.
    #[arg(long, default_value = "en")]
    language: String,
    /// Show the lines, and suggest nothing.
    #[arg(long)]
    look: bool,
}

impl RecordVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::Copy(copy) => {
                let agreement = desk.agreement(copy.agreement.as_deref())?;
                let copied = desk.app.copy_for_record(&RecordCopying {
                    agreement,
                    parts: None,
                    organisation: copy.organisation,
                    language: copy.language,
                })?;
                Ok(Told::new(copied.text.clone(), &copied))
            }
            Self::Paste(paste) => paste.run(desk),
        }
    }
}

impl Paste {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let lines = plan_lines(&file::text(&self.file)?, PartKind::from(self.kind));
        if lines.len() > PLAN_LINES_MAX {
            return Err(Failure::usage(
                format!("This plan has {} lines.", lines.len()),
                format!("Paste at most {PLAN_LINES_MAX} at a time, so that each can be answered."),
            ));
        }
        let asks: Vec<Suggesting> = lines
            .iter()
            .filter_map(|line| {
                Some(Suggesting {
                    agreement: agreement.clone(),
                    part: None,
                    parents: Vec::new(),
                    answers_to: None,
                    words: line.words.clone(),
                    language: self.language.clone(),
                    terms: line.terms()?,
                    reason: self.reason.clone(),
                })
            })
            .collect();
        if asks.len() != lines.len() || asks.is_empty() {
            return Err(Failure::usage(
                "There is no line here that can be pasted.",
                "Mandates and permissions are suggested one by one: countersign suggest --help",
            ));
        }
        let shown: Vec<String> = lines
            .iter()
            .map(|line| format!("{}: {}", show::kind(line.kind), line.words))
            .collect();
        let mut saved = Vec::new();
        if !self.look {
            for ask in &asks {
                saved.push(desk.app.suggest(ask)?);
            }
        }
        let done = if self.look {
            "Nothing is suggested yet."
        } else {
            "Each is a suggestion now."
        };
        let text = format!("{}\n{done}", shown.join("\n"));
        let lines: Vec<_> = lines
            .iter()
            .map(|line| json!({ "kind": line.kind, "words": line.words }))
            .collect();
        Ok(Told::new(text, &json!({ "lines": lines, "saved": saved })))
    }
}

/// A copy for oneself.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  countersign copy                 everything both can see, as JSON\n  countersign copy --proofs        a proof for each part that both agree to now"
)]
pub(crate) struct OwnCopy {
    /// The agreement [default: the only one]
    agreement: Option<String>,
    /// Proofs instead, one file for each agreed part.
    #[arg(long)]
    proofs: bool,
}

impl OwnCopy {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let form = if self.proofs {
            CopyForm::Proofs
        } else {
            CopyForm::Data
        };
        let files = desk.app.save_copy(&KeepingCopy { agreement, form })?;
        let mut lines: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        if lines.is_empty() {
            lines.push("Nothing is agreed now, so there is nothing to prove.");
        } else {
            lines.push("Whoever has such a file can read it.");
        }
        Ok(Told::new(lines.join("\n"), &files))
    }
}
