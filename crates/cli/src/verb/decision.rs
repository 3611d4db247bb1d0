//! Decisions by others: sharing, seeing, disagreeing. There is no yes here.

use clap::{Args, Subcommand};
use countersign_app::view::{Day, Deciding, Disagreeing, Helper, Linking, Seeing, Terms};

use crate::desk::{Desk, part_of};
use crate::failure::Failure;
use crate::file;
use crate::show;
use crate::told::Told;

/// What can be done about a decision.
#[derive(Subcommand)]
pub(crate) enum DecisionVerb {
    /// Keyworker: share what others decided
    #[command(after_help = "Example:
  countersign decision share \"You stay at the centre until 1 July\" --decided-by \"the social board\" \\
      --law \"LVM 4\" --until 2027-07-01 --appeal \"Write to the board\" --appeal-until 2027-06-03")]
    Share(Box<Share>),
    /// Client: I have seen this. It does not mean yes
    Seen(Which),
    /// Client: I don't agree. This is not an appeal
    Disagree(Disagree),
    /// Client: link a decision to the part that you said no to, and that it comes back as
    #[command(after_help = "Example:\n  countersign decision link 4 2")]
    Link(Link),
}

/// What others decided.
#[derive(Args)]
pub(crate) struct Share {
    /// What was decided, in plain words; - for standard input.
    words: String,
    /// Who decided.
    #[arg(long)]
    decided_by: String,
    /// Which law, with its section or reference.
    #[arg(long)]
    law: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// The first day.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The last day.
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// What the client can still choose; may be given several times.
    #[arg(long)]
    choice: Vec<String>,
    /// How to appeal, in plain words.
    #[arg(long, default_value = "")]
    appeal: String,
    /// The last day for an appeal.
    #[arg(long, value_name = "DAY")]
    appeal_until: Option<String>,
    /// Who can help with it.
    #[arg(long, value_name = "NAME")]
    helper: Option<String>,
    /// That person's number.
    #[arg(long, default_value = "", requires = "helper")]
    helper_number: String,
    /// The part that was refused and that this comes back as.
    #[arg(long, value_name = "PART")]
    comes_back_as: Option<String>,
    /// Language of the words, a BCP 47 tag.
    #[arg(long, default_value = "en")]
    language: String,
}

/// Which decision.
#[derive(Args)]
pub(crate) struct Which {
    /// The decision, by number or id.
    decision: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// Not agreeing with a decision.
#[derive(Args)]
pub(crate) struct Disagree {
    /// Which.
    #[command(flatten)]
    which: Which,
    /// Words, - for standard input. None are needed.
    #[arg(long)]
    words: Option<String>,
}

/// Linking a decision to what was refused.
#[derive(Args)]
pub(crate) struct Link {
    /// The decision, by number or id.
    decision: String,
    /// The part that you said no to, by number or id.
    part: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl DecisionVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::Share(share) => share.run(desk),
            Self::Seen(which) => {
                let view = desk.view(which.agreement.as_deref())?;
                let part = part_of(&view, &which.decision)?;
                let saved = desk.app.seen(&Seeing {
                    agreement: view.id,
                    part,
                })?;
                let text = format!(
                    "{} It does not mean yes, and starts no appeal time.",
                    show::saved(&saved)
                );
                Ok(Told::new(text, &saved))
            }
            Self::Disagree(disagree) => disagree.run(desk),
            Self::Link(link) => {
                let view = desk.view(link.agreement.as_deref())?;
                let saved = desk.app.link_decision(&Linking {
                    decision: part_of(&view, &link.decision)?,
                    part: part_of(&view, &link.part)?,
                    agreement: view.id,
                })?;
                Ok(Told::new(show::saved(&saved), &saved))
            }
        }
    }
}

impl Share {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let view = desk.view(self.agreement.as_deref())?;
        let number = self.helper_number;
        let terms = Terms::Decision {
            decided_by: self.decided_by,
            law: self.law,
            from: self.from.map(Day),
            until: self.until.map(Day),
            choices: self.choice,
            appeal: self.appeal,
            appeal_until: self.appeal_until.map(Day),
            helper: self.helper.map(|name| Helper { name, number }),
            overrides: self
                .comes_back_as
                .map(|named| part_of(&view, &named))
                .transpose()?,
        };
        let saved = desk.app.share_decision(&Deciding {
            agreement: view.id,
            words: file::words(self.words)?,
            language: self.language,
            terms,
        })?;
        Ok(Told::new(show::saved(&saved), &saved))
    }
}

impl Disagree {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let view = desk.view(self.which.agreement.as_deref())?;
        let part = part_of(&view, &self.which.decision)?;
        let saved = desk.app.disagree(&Disagreeing {
            agreement: view.id.clone(),
            part: part.clone(),
            words: self.words.map(file::words).transpose()?,
        })?;
        let mut text = format!("{} This is not an appeal.", show::saved(&saved));
        let decision = desk.app.part(&view.id, &part)?;
        let terms = decision.versions.first().map(|version| &version.terms);
        if let Some(Terms::Decision {
            appeal,
            appeal_until,
            helper,
            ..
        }) = terms
        {
            if let Some(day) = appeal_until {
                text.push_str(&format!("\nYou can appeal until {}. {appeal}", day.0));
            }
            if let Some(helper) = helper {
                text.push_str(&format!("\n{} can help: {}", helper.name, helper.number));
            }
        }
        Ok(Told::new(text, &saved))
    }
}
