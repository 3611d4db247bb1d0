//! Contacts and check-ins.

use clap::{Args, Subcommand};
use countersign_app::view::{
    ActId, AgreementId, AgreementView, CheckinView, CheckingIn, ContactView, Contacting, Day,
    NearView, SharedCheckin, Topic,
};

use super::agreement::Which;
use crate::desk::{Desk, part_of, people};
use crate::failure::Failure;
use crate::file;
use crate::pick::{pick, short};
use crate::show::{self, People};
use crate::told::Told;

/// What can be done with contacts.
#[derive(Subcommand)]
pub(crate) enum ContactVerb {
    /// Write down whom you met or called, and about what
    #[command(
        after_help = "Example:\n  countersign contact add \"Anna at the housing office\" \"About the rent\" --mandate 2"
    )]
    Add(AddContact),
    /// The contacts, oldest first, with every voice
    List(Which),
    /// Put your own voice beside a contact
    Reply(Voice),
    /// It was not like that; no words are needed
    Contest(Contest),
}

/// A contact to write down.
#[derive(Args)]
pub(crate) struct AddContact {
    /// With whom.
    whom: String,
    /// About what; - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// The mandate or permission that it was under, by number or id [default: none]
    #[arg(long)]
    mandate: Option<String>,
    /// On which day [default: now]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
}

/// Words beside a contact.
#[derive(Args)]
pub(crate) struct Voice {
    /// The contact, by number or id.
    contact: String,
    /// The words; - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// A contact that was not like that.
#[derive(Args)]
pub(crate) struct Contest {
    /// The contact, by number or id.
    contact: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// Words; - for standard input.
    #[arg(long)]
    words: Option<String>,
}

impl ContactVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let saved = match self {
            Self::Add(add) => add.run(desk)?,
            Self::List(which) => {
                let view = desk.view(which.agreement.as_deref())?;
                let contacts = desk.app.contacts(&view.id)?;
                return Ok(Told::new(
                    contact_lines(&contacts, &people(&view)),
                    &contacts,
                ));
            }
            Self::Reply(voice) => {
                let (agreement, contact) = which(desk, voice.agreement.as_deref(), &voice.contact)?;
                desk.app
                    .reply_to_contact(&agreement, &contact, &file::words(voice.words)?)?
            }
            Self::Contest(contest) => {
                let (agreement, contact) =
                    which(desk, contest.agreement.as_deref(), &contest.contact)?;
                let words = contest.words.map(file::words).transpose()?;
                desk.app
                    .contest_contact(&agreement, &contact, words.as_deref())?
            }
        };
        Ok(Told::new(show::saved(&saved), &saved))
    }
}

impl AddContact {
    fn run(self, desk: &mut Desk) -> Result<countersign_app::view::Saved, Failure> {
        let view = desk.view(self.agreement.as_deref())?;
        let mandate = self
            .mandate
            .map(|named| part_of(&view, &named))
            .transpose()?;
        Ok(desk.app.add_contact(&Contacting {
            agreement: view.id,
            whom: self.whom,
            words: file::words(self.words)?,
            mandate,
            on: self.on.map(Day),
        })?)
    }
}

fn which(
    desk: &mut Desk,
    agreement: Option<&str>,
    named: &str,
) -> Result<(AgreementId, ActId), Failure> {
    let agreement = desk.agreement(agreement)?;
    let ids: Vec<String> = desk
        .app
        .contacts(&agreement)?
        .into_iter()
        .map(|it| it.id.0)
        .collect();
    let contact = ActId(pick(named, &ids, "contact")?.clone());
    Ok((agreement, contact))
}

fn contact_lines(contacts: &[ContactView], people: &People<'_>) -> String {
    if contacts.is_empty() {
        return "No contact is written down.".to_owned();
    }
    let lines = contacts.iter().enumerate().map(|(index, contact)| {
        let mandate = contact
            .mandate
            .as_ref()
            .map_or(String::from("under no mandate"), |version| {
                format!("under {}", short(&version.0))
            });
        let mut line = format!(
            "{:>2}  {}  {} on {} with {}, {mandate}\n     {}",
            index + 1,
            short(&contact.id.0),
            people.name(contact.by),
            show::day_of(contact.at),
            contact.whom.as_deref().unwrap_or("(words not here)"),
            contact.words.as_deref().unwrap_or("(words not here)")
        );
        for voice in &contact.voices {
            let what = if voice.contests {
                ": it was not like that."
            } else {
                ":"
            };
            let words = voice.words.as_deref().unwrap_or_default();
            line.push_str(&format!("\n     {}{what} {words}", people.name(voice.by)));
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What can be done with check-ins.
#[derive(Subcommand)]
pub(crate) enum CheckinVerb {
    /// Keep one for yourself; it never leaves this device unless you share it
    #[command(
        after_help = "Example:\n  countersign checkin add \"Slept badly\" --topic sleep=3 --topic mood=5\n  countersign checkin add --near 1=6      how near you are to the goal that list calls 1"
    )]
    Add(AddCheckin),
    /// Your check-ins, newest first
    List(Which),
    /// Share one with the other person; a second act of its own
    Share(ShareCheckin),
    /// What the client has shared, newest first; both see the same
    Shared(Which),
    /// How near the client says each goal is, as it was said; nothing is averaged
    Near(Which),
}

/// A check-in to keep.
#[derive(Args)]
pub(crate) struct AddCheckin {
    /// Words; - for standard input.
    #[arg(default_value = "")]
    words: String,
    /// Your own topic with your own figure from 0 to 10, as NAME=FIGURE.
    #[arg(long, value_name = "NAME=FIGURE", value_parser = topic)]
    topic: Vec<Topic>,
    /// How near you are to a goal, from 0 to 10; the goal by number or id.
    #[arg(long, value_name = "GOAL=FIGURE", value_parser = topic)]
    near: Vec<Topic>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// A check-in to share.
#[derive(Args)]
pub(crate) struct ShareCheckin {
    /// The check-in, by number or id.
    checkin: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl CheckinVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::Add(add) => {
                let agreement = desk.agreement(add.agreement.as_deref())?;
                let view = desk.app.agreement(&agreement)?;
                let mut topics = add.topic;
                for near in add.near {
                    topics.push(about_goal(&view, near)?);
                }
                let ask = CheckingIn {
                    topics,
                    words: file::words(add.words)?,
                };
                let kept = desk.app.add_checkin(&agreement, &ask)?;
                Ok(Told::new("Kept for you. Nobody else has it.", &kept))
            }
            Self::List(which) => {
                let agreement = desk.agreement(which.agreement.as_deref())?;
                let checkins = desk.app.checkins(&agreement)?;
                Ok(Told::new(checkin_lines(&checkins), &checkins))
            }
            Self::Share(share) => {
                let agreement = desk.agreement(share.agreement.as_deref())?;
                let mine = desk.app.checkins(&agreement)?;
                let ids: Vec<String> = mine.into_iter().map(|it| it.id).collect();
                let id = pick(&share.checkin, &ids, "check-in")?;
                let saved = desk.app.share_checkin(&agreement, id)?;
                Ok(Told::new(show::saved(&saved), &saved))
            }
            Self::Shared(which) => {
                let agreement = desk.agreement(which.agreement.as_deref())?;
                let shared = desk.app.shared_checkins(&agreement)?;
                Ok(Told::new(shared_lines(&shared), &shared))
            }
            Self::Near(which) => {
                let agreement = desk.agreement(which.agreement.as_deref())?;
                let nears = desk.app.nears(&agreement)?;
                Ok(Told::new(near_lines(&nears), &nears))
            }
        }
    }
}

/// The figure as a topic that names its goal; its name is the beginning of the goal's words.
fn about_goal(view: &AgreementView, typed: Topic) -> Result<Topic, Failure> {
    let goal = part_of(view, &typed.name)?;
    let part = view.parts.iter().find(|part| part.id == goal);
    let words = part.and_then(|part| part.words.as_deref());
    let line = words.and_then(|words| words.lines().next());
    let name: String = line.unwrap_or("goal").chars().take(60).collect();
    Ok(Topic {
        name,
        goal: Some(goal),
        ..typed
    })
}

fn topic_line(topics: &[Topic]) -> String {
    let named: Vec<String> = topics
        .iter()
        .map(|topic| format!("{} {}", topic.name, topic.figure))
        .collect();
    named.join(", ")
}

fn shared_lines(shared: &[SharedCheckin]) -> String {
    if shared.is_empty() {
        return "Nothing is shared.".to_owned();
    }
    let lines = shared.iter().map(|it| {
        format!(
            "{}  {}  {}\n     {}",
            short(&it.id.0),
            show::day_of(it.stamp.claimed),
            topic_line(&it.topics),
            it.words
                .as_deref()
                .unwrap_or_default()
                .replace('\n', "\n     ")
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn near_lines(nears: &[NearView]) -> String {
    if nears.is_empty() {
        return "There is no goal yet.".to_owned();
    }
    let lines = nears.iter().map(|near| {
        let words = near.words.as_deref().unwrap_or("(words not here)");
        let mut line = format!("{}  {words}", short(&near.goal.0));
        for said in &near.said {
            let only = if said.private {
                "  (only on this device)"
            } else {
                ""
            };
            let day = show::day_of(said.at);
            line.push_str(&format!("\n     {day}  {} of 10{only}", said.near));
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn checkin_lines(checkins: &[CheckinView]) -> String {
    if checkins.is_empty() {
        return "No check-in yet. You can skip days. Nobody counts.".to_owned();
    }
    let lines = checkins.iter().enumerate().map(|(index, it)| {
        let shared = if it.shared.is_some() {
            "shared"
        } else {
            "private"
        };
        format!(
            "{:>2}  {}  {}, {shared}  {}\n     {}",
            index + 1,
            it.id,
            show::day_of(it.at),
            topic_line(&it.topics),
            it.words.replace('\n', "\n     ")
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn topic(typed: &str) -> Result<Topic, String> {
    let wrong = "write it as NAME=FIGURE, with a figure from 0 to 10, such as sleep=3";
    let (name, figure) = typed.rsplit_once('=').ok_or(wrong)?;
    let figure = figure
        .trim()
        .parse()
        .ok()
        .filter(|figure| *figure <= 10)
        .ok_or(wrong)?;
    Ok(Topic {
        name: name.trim().to_owned(),
        figure,
        goal: None,
    })
}
