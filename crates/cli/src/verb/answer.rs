//! Answering, taking back, other words, replies, and what a keyworker notes for a client.

use clap::{Args, ValueEnum};
use countersign_app::view::{
    self, Answering, Audience, Day, Differing, Holding, HowTold, Noted, Pushed, Replying,
    TakingBack,
};

use super::suggest::{nothing_waits, version_of};
use crate::desk::{Desk, part_of};
use crate::failure::Failure;
use crate::file;
use crate::show;
use crate::told::Told;

/// An answer to a version.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign answer 1 yes
  countersign answer 1 no --words \"Not this winter\"
  countersign answer 1 not-now --day 2027-03-01
  countersign answer 1 yes --pushed both        said with a yes: it is never agreed then
  countersign answer 1 yes --pushed only-me     the other gets an ordinary not now
  countersign answer 1 on-paper-yes             a keyworker's note; it counts as nothing
Something else is a suggestion: countersign suggest KIND WORDS --part 1 --instead")]
pub(crate) struct Answer {
    /// The part, by number or id.
    part: String,
    /// The answer.
    answer: Choice,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// The version, by number or id [default: the one that waits for you]
    #[arg(long, value_name = "VERSION")]
    of: Option<String>,
    /// Words beside it, - for standard input. A keyworker's no needs them.
    #[arg(long)]
    words: Option<String>,
    /// A day by which a fuller answer comes.
    #[arg(long)]
    day: Option<String>,
    /// I say yes, but I feel pushed: who may see it.
    #[arg(long)]
    pushed: Option<WhoSees>,
}

/// What can be answered.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Choice {
    /// Yes, to exactly these words.
    Yes,
    /// No.
    No,
    /// Not now.
    NotNow,
    /// Keyworker: the client said yes on paper. It counts as nothing.
    OnPaperYes,
}

/// Who may see that one felt pushed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum WhoSees {
    /// Both people.
    Both,
    /// Only you; the other gets an ordinary act.
    OnlyMe,
}

impl From<WhoSees> for Audience {
    fn from(who: WhoSees) -> Self {
        match who {
            WhoSees::Both => Self::Both,
            WhoSees::OnlyMe => Self::OnlyMe,
        }
    }
}

impl Answer {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let version = match (&self.of, self.answer) {
            (Some(named), _) => version_of(&part, named)?,
            (None, Choice::OnPaperYes) => part.leads.clone(),
            (None, Choice::Yes | Choice::No | Choice::NotNow) => {
                part.ask.clone().ok_or_else(nothing_waits)?
            }
        };
        let saved = desk.app.answer(&Answering {
            agreement: part.agreement,
            part: part.id,
            version,
            answer: match self.answer {
                Choice::Yes => view::Answer::Yes,
                Choice::No => view::Answer::No,
                Choice::NotNow => view::Answer::NotNow,
                Choice::OnPaperYes => view::Answer::NotedYes,
            },
            words: self.words.map(file::words).transpose()?,
            day: self.day.map(Day),
            pushed: self.pushed.map(Audience::from),
        })?;
        Ok(Told::new(show::saved(&saved), &saved))
    }
}

/// Taking back a yes.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign take-back 1
  countersign take-back 1 --pushed both       shown as: yes, under pressure
  countersign take-back 1 --pushed only-me    the other sees an ordinary take-back")]
pub(crate) struct TakeBack {
    /// The part, by number or id.
    part: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// The version, by number or id [default: the one that you said yes to]
    #[arg(long, value_name = "VERSION")]
    of: Option<String>,
    /// Why. A keyworker's always; a client never needs one.
    #[arg(long)]
    reason: Option<String>,
    /// I felt pushed: who may see it.
    #[arg(long)]
    pushed: Option<WhoSees>,
}

impl TakeBack {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let version = match &self.of {
            Some(named) => version_of(&part, named)?,
            None => part.mine_yes.clone().ok_or_else(nothing_waits)?,
        };
        let saved = match self.pushed {
            Some(who) => desk.app.felt_pushed(&Pushed {
                agreement: part.agreement,
                part: part.id,
                version,
                audience: who.into(),
                words: self.reason,
            })?,
            None => desk.app.take_back(&TakingBack {
                agreement: part.agreement,
                part: part.id,
                version,
                reason: self.reason,
            })?,
        };
        Ok(Told::new(show::saved(&saved), &saved))
    }
}

/// Other words beside the text.
#[derive(Args)]
pub(crate) struct SayDifferently {
    /// The part, by number or id.
    part: String,
    /// The words, - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// The version, by number or id [default: the one that leads]
    #[arg(long, value_name = "VERSION")]
    of: Option<String>,
}

impl SayDifferently {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let version = match &self.of {
            Some(named) => version_of(&part, named)?,
            None => part.leads.clone(),
        };
        let saved = desk.app.say_differently(&Differing {
            agreement: part.agreement,
            part: part.id,
            version,
            words: file::words(self.words)?,
        })?;
        Ok(Told::new(show::saved(&saved), &saved))
    }
}

/// A reply in words.
#[derive(Args)]
#[command(
    after_help = "Example:\n  countersign reply 1 \"I will ask the doctor\" --day 2027-03-01"
)]
pub(crate) struct Reply {
    /// The part, by number or id.
    part: String,
    /// The words, - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// A day by which more comes.
    #[arg(long)]
    day: Option<String>,
}

impl Reply {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let saved = desk.app.reply(&Replying {
            agreement: part.agreement,
            part: part.id,
            to: None,
            words: file::words(self.words)?,
            day: self.day.map(Day),
        })?;
        Ok(Told::new(show::saved(&saved), &saved))
    }
}

/// What the client said otherwise.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign hold no --part 2 --how paper --on 2027-05-03
  countersign hold pause --how word              all mandates and permissions stop at once")]
pub(crate) struct Hold {
    /// What the client said.
    said: Said,
    /// How the client said it.
    #[arg(long)]
    how: How,
    /// The part, by number or id [default with pause: all mandates and permissions]
    #[arg(long, short)]
    part: Option<String>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// On which day.
    #[arg(long)]
    on: Option<String>,
    /// What the client said, in words; - for standard input.
    #[arg(long)]
    words: Option<String>,
}

/// What can be noted.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Said {
    /// A no.
    No,
    /// A taking back.
    TakeBack,
    /// A pause.
    Pause,
}

/// How it was said.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum How {
    /// On paper.
    Paper,
    /// By word of mouth.
    Word,
}

impl Hold {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let view = desk.view(self.agreement.as_deref())?;
        let part = self.part.map(|named| part_of(&view, &named)).transpose()?;
        let saved = desk.app.hold(&Holding {
            agreement: view.id.clone(),
            part,
            noted: match self.said {
                Said::No => Noted::No,
                Said::TakeBack => Noted::TakeBack,
                Said::Pause => Noted::Pause,
            },
            how: match self.how {
                How::Paper => HowTold::Paper,
                How::Word => HowTold::Word,
            },
            on: self.on.map(Day),
            words: self.words.map(file::words).transpose()?,
        })?;
        let text = format!(
            "{} It stops now. Only {} lifts it.",
            show::saved(&saved),
            view.client
        );
        Ok(Told::new(text, &saved))
    }
}
