//! Mandates and permissions: writing down a use, answering one, pausing and resuming.

use clap::{Args, Subcommand};
use countersign_app::view::{ActId, AnsweringUse, Day, Pausing, Using};

use super::suggest::version_of;
use crate::desk::{Desk, part_of};
use crate::failure::Failure;
use crate::file;
use crate::pick::pick;
use crate::show;
use crate::told::Told;

/// What can be done with mandates and permissions.
#[derive(Subcommand)]
pub(crate) enum MandateVerb {
    /// Keyworker: write down a use
    #[command(
        after_help = "Example:\n  countersign mandate use 2 \"Called Anna about the rent\" --on 2027-05-03"
    )]
    Use(Use),
    /// Client: say whether a use was all right
    #[command(
        after_help = "Examples:\n  countersign mandate answer 2 1\n  countersign mandate answer 2 1 --not-fine --words \"You told her too much\""
    )]
    Answer(AnswerUse),
    /// Pause one, or all of them
    Pause(Pause),
    /// Let them go on
    Resume(Pause),
}

/// A use.
#[derive(Args)]
pub(crate) struct Use {
    /// The mandate or permission, by number or id.
    part: String,
    /// What was done; - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// The version, by number or id [default: the agreed one, else the one that leads]
    #[arg(long, value_name = "VERSION")]
    of: Option<String>,
    /// On which day [default: now]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
}

/// An answer to a use.
#[derive(Args)]
pub(crate) struct AnswerUse {
    /// The mandate or permission, by number or id.
    part: String,
    /// The use: 1 for the newest, or the first letters of its id.
    used: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// It was not all right.
    #[arg(long)]
    not_fine: bool,
    /// Words, - for standard input. None are needed.
    #[arg(long)]
    words: Option<String>,
}

/// What to pause or resume.
#[derive(Args)]
pub(crate) struct Pause {
    /// The mandate or permission, by number or id [default: all of them]
    part: Option<String>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl MandateVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::Use(used) => used.run(desk),
            Self::Answer(answer) => answer.run(desk),
            Self::Pause(pause) => {
                let ask = pause.ask(desk)?;
                let saved = desk.app.pause(&ask)?;
                Ok(Told::new(
                    format!("{} Paused.", show::saved(&saved)),
                    &saved,
                ))
            }
            Self::Resume(pause) => {
                let ask = pause.ask(desk)?;
                let saved = desk.app.resume(&ask)?;
                Ok(Told::new(show::saved(&saved), &saved))
            }
        }
    }
}

impl Use {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let version = match &self.of {
            Some(named) => version_of(&part, named)?,
            None => part.agreed.clone().unwrap_or(part.leads.clone()),
        };
        let saved = desk.app.use_mandate(&Using {
            agreement: part.agreement,
            part: part.id,
            version,
            words: file::words(self.words)?,
            on: self.on.map(Day),
        })?;
        let text = format!("{} {} sees it.", show::saved(&saved), part.client);
        Ok(Told::new(text, &saved))
    }
}

impl AnswerUse {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let ids: Vec<String> = part.uses.iter().map(|used| used.id.0.clone()).collect();
        let used = ActId(pick(&self.used, &ids, "use")?.clone());
        let saved = desk.app.answer_use(&AnsweringUse {
            agreement: part.agreement,
            used,
            fine: !self.not_fine,
            words: self.words.map(file::words).transpose()?,
        })?;
        Ok(Told::new(show::saved(&saved), &saved))
    }
}

impl Pause {
    fn ask(self, desk: &mut Desk) -> Result<Pausing, Failure> {
        let view = desk.view(self.agreement.as_deref())?;
        let part = self.part.map(|named| part_of(&view, &named)).transpose()?;
        Ok(Pausing {
            agreement: view.id,
            part,
        })
    }
}
