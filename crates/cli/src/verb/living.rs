//! The agenda and the drafts: shared text that is nobody's word until somebody puts it forward.

use clap::{Args, Subcommand};
use countersign_app::view::{
    AddingItem, AgendaView, AgreementView, ChangingItem, DraftView, MarkingMust, OneDraft, OneItem,
    PuttingForward, WritingDraft,
};
use serde_json::json;

use super::agreement::Which;
use super::suggest::{Fields, Kind};
use crate::desk::{Desk, people};
use crate::failure::Failure;
use crate::file;
use crate::pick::{pick, short};
use crate::show::{self, People};
use crate::told::Told;

/// What can be done with the agenda.
#[derive(Subcommand)]
#[command(after_help = "Examples:
  countersign agenda add \"The bus card\"
  countersign agenda must 2        the one thing that you must talk about
  countersign agenda talked        you have met: it begins anew, and the other person begins")]
pub(crate) enum AgendaVerb {
    /// What the two of you will talk about, in the order of turns
    List(Which),
    /// Put something on it
    Add(AddItem),
    /// Write other words for an item of your own
    Change(ChangeItem),
    /// Mark the one thing that you must talk about, yours or not; without ITEM the mark goes
    Must(Must),
    /// Take an item of your own off it
    Remove(Item),
    /// You have talked: it begins anew on both sides, and the other person begins
    Talked(Which),
}

/// Something to talk about.
#[derive(Args)]
pub(crate) struct AddItem {
    /// What to talk about; - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// Other words.
#[derive(Args)]
pub(crate) struct ChangeItem {
    /// The item, by number or id.
    item: String,
    /// All of its words, as they are to be; - for standard input.
    words: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// One item.
#[derive(Args)]
pub(crate) struct Item {
    /// The item, by number or id.
    item: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// One item, or none.
#[derive(Args)]
pub(crate) struct Must {
    /// The item, by number or id [default: no longer any]
    item: Option<String>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl AgendaVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let named = match &self {
            Self::List(which) | Self::Talked(which) => which.agreement.clone(),
            Self::Add(AddItem { agreement, .. })
            | Self::Change(ChangeItem { agreement, .. })
            | Self::Must(Must { agreement, .. })
            | Self::Remove(Item { agreement, .. }) => agreement.clone(),
        };
        let view = desk.view(named.as_deref())?;
        let agreement = view.id.clone();
        let now = desk.app.agenda(&agreement)?;
        let agenda = match self {
            Self::List(_) => now,
            Self::Talked(_) => desk.app.talked_about(&agreement)?,
            Self::Add(add) => desk.app.add_agenda_item(&AddingItem {
                agreement,
                words: file::words(add.words)?,
            })?,
            Self::Change(change) => desk.app.change_agenda_item(&ChangingItem {
                agreement,
                item: item_of(&now, &change.item)?,
                words: file::words(change.words)?,
            })?,
            Self::Must(must) => desk.app.mark_must(&MarkingMust {
                agreement,
                item: must.item.map(|item| item_of(&now, &item)).transpose()?,
            })?,
            Self::Remove(item) => desk.app.remove_agenda_item(&OneItem {
                agreement,
                item: item_of(&now, &item.item)?,
            })?,
        };
        Ok(Told::new(agenda_lines(&agenda, &people(&view)), &agenda))
    }
}

fn item_of(agenda: &AgendaView, named: &str) -> Result<String, Failure> {
    let ids: Vec<String> = agenda.items.iter().map(|item| item.id.clone()).collect();
    Ok(pick(named, &ids, "item")?.clone())
}

fn agenda_lines(agenda: &AgendaView, people: &People<'_>) -> String {
    let mut lines = vec![format!("{} begins.", people.name(agenda.begins))];
    for (index, item) in agenda.items.iter().enumerate() {
        let musts: Vec<&str> = item.must.iter().map(|role| people.name(*role)).collect();
        let must = if musts.is_empty() {
            String::new()
        } else {
            format!(", a must for {}", musts.join(" and "))
        };
        lines.push(format!(
            "{:>2}  {}  {}{must}\n     {}",
            index + 1,
            short(&item.id),
            people.name(item.by),
            item.words
        ));
    }
    if agenda.items.is_empty() {
        lines.push("Nothing is on the agenda.".to_owned());
    }
    lines.join("\n")
}

/// What can be done with drafts.
#[derive(Subcommand)]
#[command(after_help = "Examples:
  countersign draft new \"I want a flat of my own\" --title \"The flat\"
  countersign draft share 1
  countersign draft forward 1 goal --near 3        its words become a suggestion, and the draft is dropped")]
pub(crate) enum DraftVerb {
    /// Shared drafts, then your own, which have never left this device
    List(Which),
    /// A new one, for yourself
    New(NewDraft),
    /// Write all of one anew; what the other writes at the same time stands too
    Edit(EditDraft),
    /// Share one: both of you have it and write in it
    Share(OneOfThem),
    /// Drop one; a shared one goes on both sides, and the other person keeps a copy for themselves
    Drop(OneOfThem),
    /// Put the words of one forward, as a suggestion of a new part
    Forward(Box<Forward>),
}

/// A new draft.
#[derive(Args)]
pub(crate) struct NewDraft {
    /// Its words; - for standard input.
    words: String,
    /// Its title.
    #[arg(long, default_value = "")]
    title: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// A draft, written anew.
#[derive(Args)]
pub(crate) struct EditDraft {
    /// The draft, by number or id.
    draft: String,
    /// All of its words, as they are to be; - for standard input.
    words: String,
    /// Another title.
    #[arg(long)]
    title: Option<String>,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// One draft.
#[derive(Args)]
pub(crate) struct OneOfThem {
    /// The draft, by number or id.
    draft: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

/// A draft to put forward.
#[derive(Args)]
pub(crate) struct Forward {
    /// The draft, by number or id.
    draft: String,
    /// The kind of part that its words become.
    kind: Kind,
    /// Why. A keyworker's always; a client never needs one.
    #[arg(long)]
    reason: Option<String>,
    /// Language of the words, a BCP 47 tag.
    #[arg(long, default_value = "en")]
    language: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// The fields of its kind.
    #[command(flatten)]
    fields: Fields,
}

impl DraftVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::List(which) => {
                let view = desk.view(which.agreement.as_deref())?;
                let drafts = desk.app.drafts(&view.id)?;
                Ok(Told::new(draft_lines(&drafts, &people(&view)), &drafts))
            }
            Self::New(new) => {
                let view = desk.view(new.agreement.as_deref())?;
                let words = file::words(new.words)?;
                written(desk, &view, None, new.title, words)
            }
            Self::Edit(edit) => {
                let (view, draft) = found(desk, edit.agreement.as_deref(), &edit.draft)?;
                let words = file::words(edit.words)?;
                let title = edit.title.unwrap_or(draft.title);
                written(desk, &view, Some(draft.id), title, words)
            }
            Self::Share(one) => {
                let (view, draft) = found(desk, one.agreement.as_deref(), &one.draft)?;
                let shared = desk.app.share_draft(&OneDraft {
                    agreement: view.id.clone(),
                    draft: draft.id,
                })?;
                let text = format!("{}\n{}", line(&shared, &people(&view)), sent_with(&view));
                Ok(Told::new(text, &shared))
            }
            Self::Drop(one) => {
                let (view, draft) = found(desk, one.agreement.as_deref(), &one.draft)?;
                desk.app.drop_draft(&OneDraft {
                    agreement: view.id,
                    draft: draft.id.clone(),
                })?;
                Ok(Told::new("Dropped.", &json!({ "dropped": draft.id })))
            }
            Self::Forward(forward) => forward.run(desk),
        }
    }
}

impl Forward {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        self.fields.all_needed(self.kind)?;
        let (view, draft) = found(desk, self.agreement.as_deref(), &self.draft)?;
        let terms = self.fields.terms(self.kind, &view)?;
        let saved = desk.app.put_forward(&PuttingForward {
            agreement: view.id.clone(),
            draft: draft.id,
            words: draft.words,
            language: self.language,
            terms,
            reason: self.reason,
        })?;
        let text = format!("{}\n{}", show::saved(&saved), sent_with(&view));
        Ok(Told::new(text, &saved))
    }
}

fn written(
    desk: &mut Desk,
    view: &AgreementView,
    draft: Option<String>,
    title: String,
    words: String,
) -> Result<Told, Failure> {
    let draft = desk.app.write_draft(&WritingDraft {
        agreement: view.id.clone(),
        draft,
        title,
        words,
        over: None,
    })?;
    Ok(Told::new(line(&draft, &people(view)), &draft))
}

fn found(
    desk: &mut Desk,
    agreement: Option<&str>,
    named: &str,
) -> Result<(AgreementView, DraftView), Failure> {
    let view = desk.view(agreement)?;
    let drafts = desk.app.drafts(&view.id)?;
    let ids: Vec<String> = drafts.iter().map(|draft| draft.id.clone()).collect();
    let id = pick(named, &ids, "draft")?;
    let found = drafts.into_iter().find(|draft| draft.id == *id);
    Ok((view, found.ok_or_else(Failure::broken)?))
}

fn sent_with(view: &AgreementView) -> String {
    let other = match view.role {
        countersign_app::view::Role::Client => &view.keyworker,
        countersign_app::view::Role::Keyworker => &view.client,
    };
    format!("{other} gets it with: countersign send")
}

fn draft_lines(drafts: &[DraftView], people: &People<'_>) -> String {
    if drafts.is_empty() {
        return "No draft.".to_owned();
    }
    let lines = drafts.iter().enumerate();
    let lines = lines.map(|(index, draft)| format!("{:>2}  {}", index + 1, line(draft, people)));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(draft: &DraftView, people: &People<'_>) -> String {
    let who = if draft.shared {
        let writers: Vec<&str> = draft
            .writers
            .iter()
            .map(|role| people.name(*role))
            .collect();
        format!("shared, written by {}", writers.join(" and "))
    } else {
        "yours alone".to_owned()
    };
    let title = if draft.title.is_empty() {
        "(no title)"
    } else {
        &draft.title
    };
    format!("{}  {title}, {who}\n     {}", short(&draft.id), draft.words)
}
