//! The relationship: how a step ended, hello, cards, away and back, the next time. All of it tells and agrees nothing.

use clap::{Args, Subcommand, ValueEnum};
use countersign_app::view::{
    ActId, CardWords, ClosingStep, ComingBack, Day, Ending, GoingAway, Greeting, Meeting, Saved,
    WritingCard,
};

use super::agreement::Which;
use crate::desk::{Desk, people};
use crate::failure::Failure;
use crate::file;
use crate::pick::pick;
use crate::show;
use crate::told::Told;

/// Shows the relationship.
pub(super) fn relation(desk: &mut Desk, which: &Which) -> Result<Told, Failure> {
    let view = desk.view(which.agreement.as_deref())?;
    let relation = desk.app.relation(&view.id)?;
    Ok(Told::new(
        show::relation(&relation, &people(&view)),
        &relation,
    ))
}

/// How a step ended.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign close 3 done
  countersign close 3 changed --day 2027-05-10 --words \"The office was shut\"
  countersign close 3 not-this-time
A keyworker's promise ends as kept, moved with a word, or not kept with a word. A client never needs any.")]
pub(crate) struct Close {
    /// The step, by number or id.
    part: String,
    /// How it ended for you.
    ending: How,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// The day it moved to; only with changed.
    #[arg(long)]
    day: Option<String>,
    /// Words, - for standard input. A keyworker's unless it is done.
    #[arg(long)]
    words: Option<String>,
}

/// How a step can end.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum How {
    /// I did it; of a promise: kept.
    Done,
    /// It changed; with --day: it moved to that day.
    Changed,
    /// Not this time; of a promise: not kept.
    NotThisTime,
}

impl Close {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let saved = desk.app.close_step(&ClosingStep {
            version: part.close.unwrap_or(part.leads),
            agreement: part.agreement,
            part: part.id,
            ending: match self.ending {
                How::Done => Ending::Done,
                How::Changed => Ending::Changed,
                How::NotThisTime => Ending::NotThisTime,
            },
            day: self.day.map(Day),
            words: self.words.map(file::words).transpose()?,
        })?;
        Ok(told(&saved))
    }
}

/// A few words from a person.
#[derive(Args)]
#[command(
    after_help = "Example:\n  countersign hello \"I thought of you on Sunday. The lake was calm.\""
)]
pub(crate) struct Hello {
    /// The words, which you type yourself; - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl Hello {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let words = file::words(self.words)?;
        let saved = desk.app.hello(&Greeting { agreement, words })?;
        Ok(told(&saved))
    }
}

/// Your card.
#[derive(Subcommand)]
pub(crate) enum CardVerb {
    /// Client: what your keyworker should know of you
    #[command(
        after_help = "Example:\n  countersign card about-me \"I wake up late. Write after noon.\""
    )]
    AboutMe(AboutMe),
    /// Keyworker: your open card, with what you must pass on by law
    #[command(after_help = "Example:
  countersign card open --my-role \"Your keyworker\" --answers-to \"Eva, head of the house\" \\
      --passes-on \"When a child may be in danger\" --writes-elsewhere \"A note after each meeting\"")]
    Open(OpenCard),
}

/// What a client writes of herself.
#[derive(Args)]
pub(crate) struct AboutMe {
    /// The words; - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// What a keyworker lays open.
#[derive(Args)]
pub(crate) struct OpenCard {
    /// What you are here.
    #[arg(long)]
    my_role: String,
    /// What you must pass on by law.
    #[arg(long)]
    passes_on: String,
    /// Whom you answer to.
    #[arg(long, default_value = "")]
    answers_to: String,
    /// What you write elsewhere about the client.
    #[arg(long, default_value = "")]
    writes_elsewhere: String,
    /// Anything else; - for standard input.
    #[arg(long, default_value = "")]
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl CardVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let (agreement, card) = match self {
            Self::AboutMe(card) => {
                let words = file::words(card.words)?;
                (card.agreement, CardWords::AboutMe { words })
            }
            Self::Open(card) => {
                let words = file::words(card.words)?;
                let open = CardWords::Open {
                    my_role: card.my_role,
                    answers_to: card.answers_to,
                    passes_on: card.passes_on,
                    writes_elsewhere: card.writes_elsewhere,
                    words,
                };
                (card.agreement, open)
            }
        };
        let agreement = desk.agreement(agreement.as_deref())?;
        let saved = desk.app.save_card(&WritingCard { agreement, card })?;
        Ok(told(&saved))
    }
}

/// Days away.
#[derive(Args)]
#[command(
    after_help = "Example:\n  countersign away 2027-07-01 2027-07-14 --instead \"Per Holm\" --reach \"031-390 06 12\""
)]
pub(crate) struct Away {
    /// The first day.
    from: String,
    /// The last day.
    until: String,
    /// Who instead; a keyworker's always.
    #[arg(long, default_value = "", value_name = "NAME")]
    instead: String,
    /// How to reach them; a keyworker's always.
    #[arg(long, default_value = "", value_name = "HOW")]
    reach: String,
    /// Words; - for standard input.
    #[arg(long)]
    words: Option<String>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl Away {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let saved = desk.app.away(&GoingAway {
            agreement,
            from: Day(self.from),
            until: Day(self.until),
            stand_in: self.instead,
            reach: self.reach,
            words: self.words.map(file::words).transpose()?,
        })?;
        Ok(told(&saved))
    }
}

/// Back before the last day.
#[derive(Args)]
#[command(
    after_help = "Example:\n  countersign back 1\ncountersign relation shows your days away with their ids."
)]
pub(crate) struct Back {
    /// The days away, by number among your own or by id.
    away: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl Back {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let relation = desk.app.relation(&agreement)?;
        let own = relation
            .away
            .into_iter()
            .filter(|it| it.by == relation.role);
        let ids: Vec<String> = own.map(|it| it.id.0).collect();
        let away = ActId(pick(&self.away, &ids, "absence of yours")?.clone());
        let saved = desk.app.back(&ComingBack { agreement, away })?;
        Ok(told(&saved))
    }
}

/// The next time.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign meet 2027-05-12 --at 14:30 --where \"Library\" --who Karin --instead \"Per Holm\"
  countersign meet 2027-05-13 --at 9:00 --words \"I have to be in court on the 12th\"
  countersign meet --call-off --words \"I am ill\"
What stood for a day to come is replaced. A keyworker who moves or calls off gives a word.")]
pub(crate) struct Meet {
    /// The day.
    #[arg(required_unless_present = "call_off", conflicts_with = "call_off")]
    day: Option<String>,
    /// Call off what stands.
    #[arg(long)]
    call_off: bool,
    /// The time, as 14:30.
    #[arg(long, value_name = "TIME", conflicts_with = "call_off")]
    at: Option<String>,
    /// Where.
    #[arg(long = "where", default_value = "", value_name = "PLACE")]
    place: String,
    /// With whom.
    #[arg(long, default_value = "", value_name = "NAME")]
    who: String,
    /// Who instead, should that person not come.
    #[arg(long, default_value = "", value_name = "NAME")]
    instead: String,
    /// A word; - for standard input.
    #[arg(long)]
    words: Option<String>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl Meet {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let saved = desk.app.meet(&Meeting {
            agreement,
            day: self.day.map(Day),
            time: self.at,
            place: self.place,
            who: self.who,
            stand_in: self.instead,
            words: self.words.map(file::words).transpose()?,
        })?;
        Ok(told(&saved))
    }
}

fn told(saved: &Saved) -> Told {
    Told::new(show::saved(saved), saved)
}
