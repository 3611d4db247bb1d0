//! Paper and the organisation's record: printing, and copying for the record.

use clap::{Args, Subcommand};
use countersign_app::PaperForm;
use countersign_app::view::{CopyForm, KeepingCopy, Printing, RecordCopying};
use serde_json::json;

use super::paste::Paste;
use crate::desk::{Desk, part_of};
use crate::failure::Failure;
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
        after_help = "Examples:\n  countersign record paste plan.txt --reason \"This is in your plan\"\n  countersign record paste plan.txt --look      shows the lines and suggests nothing\n  countersign record paste plan.txt --kind step --reason \"…\"      lines that no heading names are steps\n  countersign record paste rules.txt --decided-by \"the centre\" --law \"house rules 2 and 5\"\nA line \"Goals:\", \"Activities:\" or \"Decided by others:\" says what follows. What was decided is shared as that and\nnever suggested. Mandates and permissions are never pasted."
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
