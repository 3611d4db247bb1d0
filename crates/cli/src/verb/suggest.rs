//! Suggesting: a new part, other words for one, or *something else*. The rules decide which fields a kind has.

use clap::{Args, ValueEnum};
use countersign_app::view::{
    ActId, AgreementView, Day, Doer, PartKind, PartView, Role, Suggesting, Terms,
};

use crate::desk::{Desk, part_of};
use crate::failure::Failure;
use crate::file;
use crate::pick::pick;
use crate::show;
use crate::told::Told;

/// A part, other words for one, or something else.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign suggest goal \"I want to sleep through the night\" --near 3
  countersign suggest step \"Karin calls the doctor\" --doer keyworker --by 2027-02-01 --reason \"You asked for it\"
  countersign suggest mandate \"Karin may call Anna about my rent, until 1 July\" \\
      --task \"call\" --toward \"Anna at the housing office\" --about \"my rent\" --until 2027-07-01
  countersign suggest permission \"Karin may tell my sister that I am well\" --recipient \"my sister\" --what \"that I am well\"
  countersign suggest goal \"I want to sleep six hours\" --part 1            other words for part 1
  countersign suggest goal \"I want to sleep at home\" --part 1 --instead    something else: a no with words of my own")]
pub(crate) struct Suggest {
    /// The kind of part.
    kind: Kind,
    /// The exact words that both would say yes to; - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// Other words for this part, instead of a new part.
    #[arg(long, short)]
    part: Option<String>,
    /// It is something else: it answers the version that waits for you.
    #[arg(long, requires = "part")]
    instead: bool,
    /// The version that it answers, by number or id; with --instead.
    #[arg(long, value_name = "VERSION", requires = "instead")]
    of: Option<String>,
    /// Why. A keyworker's always; a client never needs one.
    #[arg(long)]
    reason: Option<String>,
    /// Language of the words, a BCP 47 tag.
    #[arg(long, default_value = "en")]
    language: String,
    /// The fields of its kind.
    #[command(flatten)]
    fields: Fields,
}

/// The kinds of part that can be suggested.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    /// What you work together for.
    Purpose,
    /// Where the client wants to get.
    Goal,
    /// Who does what next.
    Step,
    /// What the keyworker may do for the client.
    Mandate,
    /// Whom the keyworker may tell what.
    Permission,
    /// When you meet, how long, who stands in.
    Arrangement,
}

/// Who does a step.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum WhoDoes {
    /// The client.
    Client,
    /// The keyworker.
    Keyworker,
    /// Both.
    Both,
}

/// Fields of the kinds; each kind has a few of them.
#[derive(Args)]
pub(crate) struct Fields {
    /// Goal: how near, 0 to 10.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=10))]
    near: Option<u8>,
    /// Goal or step: by when, such as 2027-05-03.
    #[arg(long, value_name = "DAY")]
    by: Option<String>,
    /// Step: who does it.
    #[arg(long)]
    doer: Option<WhoDoes>,
    /// Step: the goal it leads to, by number or id.
    #[arg(long, value_name = "PART")]
    goal: Option<String>,
    /// Mandate: what the keyworker may do.
    #[arg(long)]
    task: Option<String>,
    /// Mandate: towards whom.
    #[arg(long)]
    toward: Option<String>,
    /// Mandate: about what.
    #[arg(long)]
    about: Option<String>,
    /// Permission: who may be told.
    #[arg(long)]
    recipient: Option<String>,
    /// Permission: what they may be told.
    #[arg(long)]
    what: Option<String>,
    /// Arrangement: who stands in.
    #[arg(long)]
    stand_in: Option<String>,
    /// Mandate, permission or arrangement: the last day.
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
}

impl Suggest {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        self.fields.all_needed(self.kind)?;
        let view = desk.view(self.agreement.as_deref())?;
        let terms = self.fields.terms(self.kind, &view)?;
        let part = match &self.part {
            Some(named) => Some(desk.app.part(&view.id, &part_of(&view, named)?)?),
            None => None,
        };
        let answers_to = match &part {
            Some(part) if self.instead => Some(answered(part, self.of.as_deref())?),
            _ => None,
        };
        let ask = Suggesting {
            agreement: view.id.clone(),
            parents: part
                .iter()
                .map(|part| answers_to.clone().unwrap_or(part.leads.clone()))
                .collect(),
            part: part.map(|part| part.id),
            answers_to,
            words: file::words(self.words)?,
            language: self.language,
            terms,
            reason: self.reason,
        };
        let saved = desk.app.suggest(&ask)?;
        let other = match view.role {
            Role::Client => &view.keyworker,
            Role::Keyworker => &view.client,
        };
        let text = format!(
            "{}\n{other} gets it with: countersign send",
            show::saved(&saved)
        );
        Ok(Told::new(text, &saved))
    }
}

/// The version that *something else* answers.
fn answered(part: &PartView, named: Option<&str>) -> Result<ActId, Failure> {
    match named {
        Some(named) => version_of(part, named),
        None => part.ask.clone().ok_or_else(nothing_waits),
    }
}

/// The version of a part that was named by number or id.
pub(super) fn version_of(part: &PartView, named: &str) -> Result<ActId, Failure> {
    let ids: Vec<String> = part
        .versions
        .iter()
        .map(|version| version.id.0.clone())
        .collect();
    Ok(ActId(pick(named, &ids, "version")?.clone()))
}

/// Nothing is open to the reader's answer.
pub(super) fn nothing_waits() -> Failure {
    countersign_app::error::Error::from(countersign_app::error::Code::NothingToAnswer).into()
}

impl Fields {
    pub(super) fn terms(self, kind: Kind, view: &AgreementView) -> Result<Terms, Failure> {
        let day = |day: Option<String>| day.map(Day);
        let text = Option::unwrap_or_default;
        self.only_those_of(kind)?;
        Ok(match kind {
            Kind::Purpose => Terms::Purpose,
            Kind::Goal => Terms::Goal {
                near: self.near,
                by: day(self.by),
            },
            Kind::Step => Terms::Step {
                doer: match self.doer.unwrap_or(WhoDoes::Both) {
                    WhoDoes::Client => Doer::Client,
                    WhoDoes::Keyworker => Doer::Keyworker,
                    WhoDoes::Both => Doer::Both,
                },
                by: day(self.by),
                goal: self.goal.map(|goal| part_of(view, &goal)).transpose()?,
            },
            Kind::Mandate => Terms::Mandate {
                task: text(self.task),
                toward: text(self.toward),
                about: text(self.about),
                until: day(self.until),
            },
            Kind::Permission => Terms::Permission {
                recipient: text(self.recipient),
                what: text(self.what),
                until: day(self.until),
            },
            Kind::Arrangement => Terms::Arrangement {
                stand_in: text(self.stand_in),
                until: day(self.until),
            },
        })
    }

    /// Names every option that the kind needs and that was not given.
    pub(super) fn all_needed(&self, kind: Kind) -> Result<(), Failure> {
        let needed: &[(&str, &Option<String>)] = match kind {
            Kind::Mandate => &[
                ("--task", &self.task),
                ("--toward", &self.toward),
                ("--about", &self.about),
            ],
            Kind::Permission => &[("--recipient", &self.recipient), ("--what", &self.what)],
            Kind::Purpose | Kind::Goal | Kind::Step | Kind::Arrangement => &[],
        };
        let missing: Vec<&str> = needed
            .iter()
            .filter(|(_, given)| given.is_none())
            .map(|(option, _)| *option)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Failure::usage(
            format!("Missing: {}.", missing.join(", ")),
            "countersign suggest --help shows which fields a kind has.",
        ))
    }

    /// A field that the kind does not have would be lost silently; so it is refused.
    fn only_those_of(&self, kind: Kind) -> Result<(), Failure> {
        use Kind::{Arrangement, Goal, Mandate, Permission, Step};
        let fields: [(&str, bool, &[Kind]); 11] = [
            ("--near", self.near.is_some(), &[Goal]),
            ("--by", self.by.is_some(), &[Goal, Step]),
            ("--doer", self.doer.is_some(), &[Step]),
            ("--goal", self.goal.is_some(), &[Step]),
            ("--task", self.task.is_some(), &[Mandate]),
            ("--toward", self.toward.is_some(), &[Mandate]),
            ("--about", self.about.is_some(), &[Mandate]),
            ("--recipient", self.recipient.is_some(), &[Permission]),
            ("--what", self.what.is_some(), &[Permission]),
            ("--stand-in", self.stand_in.is_some(), &[Arrangement]),
            (
                "--until",
                self.until.is_some(),
                &[Mandate, Permission, Arrangement],
            ),
        ];
        let same = |one: &Kind| std::mem::discriminant(one) == std::mem::discriminant(&kind);
        match fields
            .iter()
            .find(|(_, given, kinds)| *given && !kinds.iter().any(same))
        {
            None => Ok(()),
            Some((field, ..)) => Err(Failure::usage(
                format!("{field} does not belong to this kind of part."),
                "countersign suggest --help shows which fields a kind has.",
            )),
        }
    }
}

/// The kind as the views name it.
impl From<Kind> for PartKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Purpose => Self::Purpose,
            Kind::Goal => Self::Goal,
            Kind::Step => Self::Step,
            Kind::Mandate => Self::Mandate,
            Kind::Permission => Self::Permission,
            Kind::Arrangement => Self::Arrangement,
        }
    }
}
