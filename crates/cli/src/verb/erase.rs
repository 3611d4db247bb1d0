//! Erasing words, and answering the other's erasure.

use clap::{Args, Subcommand};
use countersign_app::ErasureView;
use countersign_app::view::ActId;

use super::agreement::Which;
use super::suggest::version_of;
use crate::desk::{Desk, people};
use crate::failure::Failure;
use crate::file;
use crate::pick::{pick, short};
use crate::show::{self, People};
use crate::told::Told;

/// What can be done with erasing.
#[derive(Subcommand)]
pub(crate) enum EraseVerb {
    /// Erase the words of a part on your devices; the other is asked to do the same
    #[command(
        after_help = "Examples:\n  countersign erase part 3\n  countersign erase part 3 --of 1\nErasing words that you both agreed on is also a taking back."
    )]
    Part(ErasePart),
    /// Erase the words of one act about no part, such as a hello or a card
    #[command(
        after_help = "Example:\n  countersign erase words 1f3a9c02\ncountersign history shows the ids."
    )]
    Words(EraseWords),
    /// Erasures and their answers
    List(Which),
    /// Answer the other's erasure: erase too, or keep and say why
    Answer(AnswerErase),
}

/// Words to erase.
#[derive(Args)]
pub(crate) struct ErasePart {
    /// The part, by number or id.
    part: String,
    /// One version only, by number or id.
    #[arg(long, value_name = "VERSION")]
    of: Option<String>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// The words of one act.
#[derive(Args)]
pub(crate) struct EraseWords {
    /// The act, by id.
    act: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// An answer to an erasure.
#[derive(Args)]
pub(crate) struct AnswerErase {
    /// The erasure, by number or id.
    erasure: String,
    /// Keep the words, because …; - for standard input.
    #[arg(long, value_name = "WORDS")]
    keep_because: Option<String>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl EraseVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::Part(erase) => erase.run(desk),
            Self::Words(erase) => erase.run(desk),
            Self::List(which) => {
                let view = desk.view(which.agreement.as_deref())?;
                let erasures = desk.app.erasures(&view.id)?;
                Ok(Told::new(lines(&erasures, &people(&view)), &erasures))
            }
            Self::Answer(answer) => answer.run(desk),
        }
    }
}

impl ErasePart {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let version = self.of.map(|named| version_of(&part, &named)).transpose()?;
        let saved = desk
            .app
            .erase(&part.agreement, &part.id, version.as_ref())?;
        let lines: Vec<String> = saved.iter().map(show::saved).collect();
        let text = format!(
            "{}\nThe words are gone from your devices. What the other has, the other answers for.",
            lines.join("\n")
        );
        Ok(Told::new(text, &saved))
    }
}

impl EraseWords {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let history = desk.app.history(&agreement)?;
        let ids: Vec<String> = history.into_iter().map(|it| it.id.0).collect();
        let act = ActId(pick(&self.act, &ids, "act")?.clone());
        let saved = desk.app.erase_words(&agreement, &act)?;
        let text = format!(
            "{}\nThe words are gone from your devices. What the other has, the other answers for.",
            show::saved(&saved)
        );
        Ok(Told::new(text, &saved))
    }
}

impl AnswerErase {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let ids: Vec<String> = desk
            .app
            .erasures(&agreement)?
            .into_iter()
            .map(|it| it.id.0)
            .collect();
        let erase = ActId(pick(&self.erasure, &ids, "erasure")?.clone());
        let because = self.keep_because.map(file::words).transpose()?;
        let saved = desk
            .app
            .answer_erasure(&agreement, &erase, because.as_deref())?;
        Ok(Told::new(show::saved(&saved), &saved))
    }
}

fn lines(erasures: &[ErasureView], people: &People<'_>) -> String {
    if erasures.is_empty() {
        return "Nothing was erased.".to_owned();
    }
    let lines = erasures.iter().enumerate().map(|(index, erasure)| {
        let answer = match (erasure.kept, &erasure.because) {
            (None, _) => "not answered yet".to_owned(),
            (Some(false), _) => "the other erased too".to_owned(),
            (Some(true), because) => {
                format!(
                    "the other kept them, because: {}",
                    because.as_deref().unwrap_or("(not here)")
                )
            }
        };
        format!(
            "{:>2}  {}  {} erased the words of {} acts, {}: {answer}",
            index + 1,
            short(&erasure.id.0),
            people.name(erasure.by),
            erasure.targets.len(),
            people.stamp(erasure.stamp)
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
