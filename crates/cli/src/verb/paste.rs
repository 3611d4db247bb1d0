//! Pasting a plan: each line becomes a suggestion, or is shared as what others decided.
//!
//! Nothing is saved unless every line has a kind, so that a plan never comes in by half or as what it is not.

use std::path::PathBuf;

use clap::Args;
use countersign_app::view::{AgreementId, Deciding, PartKind, PlanLine, Saved, Suggesting, Terms};
use countersign_app::{PLAN_LINES_MAX, plan_lines};
use serde_json::json;

use super::suggest::Kind;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::file;
use crate::show;
use crate::told::Told;

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
    /// The kind of lines that no known heading names.
    #[arg(long)]
    kind: Option<Kind>,
    /// Who decided what stands under "Decided by others:".
    #[arg(long, requires = "law")]
    decided_by: Option<String>,
    /// By which law, order or house rule.
    #[arg(long, requires = "decided_by")]
    law: Option<String>,
    /// Language of the words, a BCP 47 tag.
    #[arg(long, default_value = "en")]
    language: String,
    /// Show the lines, and suggest nothing.
    #[arg(long)]
    look: bool,
}

/// What one line becomes.
enum Ask {
    Suggest(Suggesting),
    Decide(Deciding),
}

impl Paste {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let lines = self.lines()?;
        let shown: Vec<String> = lines.iter().map(line_text).collect();
        let mut saved = Vec::new();
        if !self.look {
            let asks: Result<Vec<Ask>, Failure> = lines
                .iter()
                .filter(|line| !line.heading)
                .map(|line| self.ask(&agreement, line))
                .collect();
            for ask in asks? {
                saved.push(say(desk, &ask)?);
            }
        }
        let done = if self.look {
            "Nothing is suggested yet."
        } else if lines
            .iter()
            .any(|line| line.kind == Some(PartKind::Decision))
        {
            "Each is a suggestion now; what others decided is shared as that."
        } else {
            "Each is a suggestion now."
        };
        let text = format!("{}\n{done}", shown.join("\n"));
        Ok(Told::new(text, &json!({ "lines": lines, "saved": saved })))
    }

    /// The lines with the kind that each has, from its heading or as typed.
    fn lines(&self) -> Result<Vec<PlanLine>, Failure> {
        let mut lines = plan_lines(&file::text(&self.file)?);
        if lines.len() > PLAN_LINES_MAX {
            return Err(Failure::usage(
                format!("This plan has {} lines.", lines.len()),
                format!("Paste at most {PLAN_LINES_MAX} at a time, so that each can be answered."),
            ));
        }
        for line in lines.iter_mut().filter(|line| !line.heading) {
            line.kind = line.kind.or(self.kind.map(PartKind::from));
        }
        if lines.iter().all(|line| line.heading) {
            return Err(nothing_to_paste());
        }
        Ok(lines)
    }

    fn ask(&self, agreement: &AgreementId, line: &PlanLine) -> Result<Ask, Failure> {
        let kind = line.kind.ok_or_else(|| undecided(line))?;
        if kind == PartKind::Decision {
            return self.decision(agreement, line).map(Ask::Decide);
        }
        Ok(Ask::Suggest(Suggesting {
            agreement: agreement.clone(),
            part: None,
            parents: Vec::new(),
            answers_to: None,
            words: line.words.clone(),
            language: self.language.clone(),
            terms: line.terms().ok_or_else(nothing_to_paste)?,
            reason: self.reason.clone(),
        }))
    }

    fn decision(&self, agreement: &AgreementId, line: &PlanLine) -> Result<Deciding, Failure> {
        let (Some(decided_by), Some(law)) = (self.decided_by.clone(), self.law.clone()) else {
            return Err(Failure::usage(
                format!("This was decided by others: {}", line.words),
                "Say who and by which law with --decided-by and --law. Share one with all its fields with: countersign decision share --help",
            ));
        };
        Ok(Deciding {
            agreement: agreement.clone(),
            words: line.words.clone(),
            language: self.language.clone(),
            terms: Terms::Decision {
                decided_by,
                law,
                from: None,
                until: None,
                choices: Vec::new(),
                appeal: String::new(),
                appeal_until: None,
                helper: None,
                overrides: None,
            },
        })
    }
}

fn say(desk: &mut Desk, ask: &Ask) -> Result<Saved, Failure> {
    Ok(match ask {
        Ask::Suggest(ask) => desk.app.suggest(ask)?,
        Ask::Decide(ask) => desk.app.share_decision(ask)?,
    })
}

/// A line as it is shown before it is anything: its kind, a question mark, or a heading in brackets.
fn line_text(line: &PlanLine) -> String {
    match (line.heading, line.kind) {
        (true, _) => format!("[{}]", line.words),
        (false, Some(kind)) => format!("{}: {}", show::kind(kind), line.words),
        (false, None) => format!("?: {}", line.words),
    }
}

fn nothing_to_paste() -> Failure {
    Failure::usage(
        "There is no line here that can be pasted.",
        "Mandates and permissions are suggested one by one: countersign suggest --help",
    )
}

fn undecided(line: &PlanLine) -> Failure {
    Failure::usage(
        format!("No heading says what this is: {}", line.words),
        "Nothing was saved. Look with --look, then say --kind, or write a known heading above it, such as \"Goals:\" or \"Decided by others:\".",
    )
}
