//! Check-ins: how one is, in own topics and own figures, private until shared by a second, separate act (law 11).

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text, part_text};
use crate::page::Page;
use crate::terms::{self, Texts};
use crate::view::{self, CheckinView, CheckingIn, Moment, Saved, SharedCheckin, Topic};
use countersign_domain::{Act, AgreementId, Deed, PartId, Subject};
use countersign_seal::entropy;
use countersign_sync::{Body, Field};
use countersign_vault::{Moment as KeptAt, NoteRow};

/// Kind of the private note that is a check-in.
const CHECKIN: &str = "checkin";
/// Kind of the note beside an act of sharing; it holds the key of the check-in.
const SHARED: &str = "checkin-shared";
/// Most topics of one check-in.
const TOPICS_MAX: usize = 12;
/// The highest figure of a topic.
const FIGURE_MAX: u8 = 10;

impl App {
    /// Keeps a check-in for oneself. It never leaves this vault unless it is shared.
    ///
    /// # Errors
    /// When it is empty or too long, or there is no such agreement.
    pub fn add_checkin(
        &mut self,
        agreement: &view::AgreementId,
        ask: &CheckingIn,
    ) -> Result<CheckinView> {
        let agreement = names::agreement(agreement)?;
        check(ask)?;
        let (session, world) = self.unlocked()?;
        session.row(agreement)?;
        let key: [u8; 8] = entropy(world);
        let note = NoteRow {
            kind: CHECKIN.to_owned(),
            key: key.iter().map(|byte| format!("{byte:02x}")).collect(),
            agreement: Some(agreement),
            content: serde_json::to_string(ask).map_err(|_| Code::Broken)?,
            words: ask.words.clone(),
            changed: KeptAt(world.now()),
        };
        session.vault.write(|tx| tx.put_note(&note))?;
        Ok(CheckinView {
            id: note.key,
            at: Moment(note.changed.0),
            topics: ask.topics.clone(),
            words: ask.words.clone(),
            shared: None,
        })
    }

    /// One's own check-ins, newest first, shared or not.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn checkins(&mut self, agreement: &view::AgreementId) -> Result<Vec<CheckinView>> {
        let agreement = names::agreement(agreement)?;
        let (session, _) = self.unlocked()?;
        let rows = session.vault.view();
        let shared = rows.notes(SHARED)?;
        let notes = rows.notes(CHECKIN)?;
        notes
            .into_iter()
            .filter(|note| note.agreement == Some(agreement))
            .map(|note| {
                let kept: CheckingIn =
                    serde_json::from_str(&note.content).map_err(|_| Code::VaultDamaged)?;
                let by = shared.iter().find(|beside| beside.content == note.key);
                let by = by.and_then(|beside| beside.key.parse().ok()).map(act_text);
                Ok(CheckinView {
                    id: note.key,
                    at: Moment(note.changed.0),
                    topics: kept.topics,
                    words: kept.words,
                    shared: by,
                })
            })
            .collect()
    }

    /// Shares one check-in with the other person, as it was written. It stays shared.
    ///
    /// # Errors
    /// When there is no such check-in, it is shared already, or the rules say no.
    pub fn share_checkin(&mut self, agreement: &view::AgreementId, id: &str) -> Result<Saved> {
        let agreement: AgreementId = names::agreement(agreement)?;
        let (session, _) = self.unlocked()?;
        let rows = session.vault.view();
        let note = rows
            .note(CHECKIN, id)?
            .filter(|note| note.agreement == Some(agreement))
            .ok_or(Code::NothingToAnswer)?;
        if rows.note_saying(SHARED, id)?.is_some() {
            return Err(Code::NothingToAnswer.into());
        }
        let kept: CheckingIn =
            serde_json::from_str(&note.content).map_err(|_| Code::VaultDamaged)?;
        let mut texts = Texts::new();
        texts.extend(terms::some_words(Some(&kept.words))?.map(|words| (Field::Words, words)));
        texts.extend(written(&kept.topics)?);
        let body = self.body(texts);
        let note = Some((SHARED, note.key));
        self.say(
            agreement,
            Said {
                subject: Subject::None,
                deed: Deed::ShareCheckin,
                body,
                note,
            },
        )
    }

    /// What the client has shared, newest first; both see the same.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn shared_checkins(&mut self, agreement: &view::AgreementId) -> Result<Vec<SharedCheckin>> {
        let (session, world) = self.unlocked()?;
        session
            .page(names::agreement(agreement)?, world.now())?
            .shared_checkins()
    }
}

impl Page<'_> {
    /// Check-ins that were shared and count, newest first.
    pub(super) fn shared_checkins(&self) -> Result<Vec<SharedCheckin>> {
        let agreement = self.book.agreement();
        let mut shared: Vec<&Act> = agreement
            .acts()
            .filter(|act| matches!(act.header.deed, Deed::ShareCheckin))
            .filter(|act| agreement.refusal(act.id).is_none())
            .collect();
        shared.reverse();
        shared
            .into_iter()
            .map(|act| {
                let words = self.words(act)?;
                Ok(SharedCheckin {
                    id: act_text(act.id),
                    stamp: self.stamp(act),
                    topics: words.body().map(topics).unwrap_or_default(),
                    words: words.text(),
                })
            })
            .collect()
    }
}

/// The texts of topics: a line each with name and figure, and beside it a line with the goal it is about, if any.
fn written(topics: &[Topic]) -> Result<Texts> {
    let line = |topic: &Topic| format!("{}: {}", topic.name, topic.figure);
    let goal = |topic: &Topic| topic.goal.as_ref().map_or(String::new(), |it| it.0.clone());
    let lines: Vec<String> = topics.iter().map(line).collect();
    let goals: Vec<String> = topics.iter().map(goal).collect();
    let mut texts = Texts::new();
    texts.extend(terms::some_words(Some(&lines.join("\n")))?.map(|it| (Field::Topics, it)));
    texts.extend(terms::some_words(Some(&goals.join("\n")))?.map(|it| (Field::TopicGoals, it)));
    Ok(texts)
}

/// The topics of a body; a line that is none is left out, since whoever wrote it may have used another app.
fn topics(body: &Body) -> Vec<Topic> {
    let lines = body.text(Field::Topics).unwrap_or_default().split('\n');
    let mut goals = body.text(Field::TopicGoals).unwrap_or_default().split('\n');
    let read = |line: &str, goal: Option<&str>| {
        let (name, figure) = line.rsplit_once(": ")?;
        let figure = figure.parse().ok().filter(|it| *it <= FIGURE_MAX)?;
        let goal = goal.and_then(|it| it.parse::<PartId>().ok());
        Some(Topic {
            name: name.to_owned(),
            figure,
            goal: goal.map(part_text),
        })
    };
    lines
        .take(TOPICS_MAX)
        .filter_map(|line| read(line, goals.next()))
        .collect()
}

fn check(ask: &CheckingIn) -> Result<()> {
    if ask.topics.is_empty() && ask.words.trim().is_empty() {
        return Err(Code::WordsMissing.into());
    }
    terms::some_words(Some(&ask.words))?;
    let fits = |topic: &Topic| {
        !topic.name.trim().is_empty()
            && topic.name.chars().count() <= 60
            && !topic.name.chars().any(char::is_control)
            && topic.figure <= FIGURE_MAX
            && topic.goal.iter().all(|goal| names::part(goal).is_ok())
    };
    if ask.topics.len() <= TOPICS_MAX && ask.topics.iter().all(fits) {
        Ok(())
    } else {
        Err(Code::FieldMissing.into())
    }
}
