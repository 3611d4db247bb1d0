//! Check-ins: how one is, in own topics and own figures, private until shared by a second, separate act (law 11).

use countersign_domain::{AgreementId, Deed, Subject};
use countersign_seal::entropy;
use countersign_sync::Field;
use countersign_vault::{Moment as KeptAt, NoteRow};
use serde::{Deserialize, Serialize};

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text};
use crate::terms::{self, Texts};
use crate::view::{self, Moment, Saved};

/// Kind of the private note that is a check-in.
const CHECKIN: &str = "checkin";
/// Kind of the note beside an act of sharing; it holds the key of the check-in.
const SHARED: &str = "checkin-shared";
/// Most topics of one check-in.
const TOPICS_MAX: usize = 12;
/// The highest figure of a topic.
const FIGURE_MAX: u8 = 10;

/// One's own topic with one's own figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Topic {
    /// The topic in one's own words, one line.
    pub name: String,
    /// 0 to 10.
    pub figure: u8,
}

/// A check-in to keep for oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckingIn {
    /// At most 12 topics.
    pub topics: Vec<Topic>,
    /// Words; may be empty if there is a topic.
    pub words: String,
}

/// A check-in as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckinView {
    /// Its name in this vault; no act has it.
    pub id: String,
    /// When it was written.
    pub at: Moment,
    /// The topics.
    pub topics: Vec<Topic>,
    /// The words.
    pub words: String,
    /// The act by which it was shared, if it was.
    pub shared: Option<view::ActId>,
}

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
        let mine = self.checkins(agreement)?;
        let checkin = mine.into_iter().find(|checkin| checkin.id == id);
        let checkin = checkin
            .filter(|it| it.shared.is_none())
            .ok_or(Code::NothingToAnswer)?;
        let agreement: AgreementId = names::agreement(agreement)?;
        let mut texts = Texts::new();
        texts.extend(terms::some_words(Some(&checkin.words))?.map(|words| (Field::Words, words)));
        let topics: Vec<String> = checkin
            .topics
            .iter()
            .map(|topic| format!("{}: {}", topic.name, topic.figure))
            .collect();
        texts.extend(terms::some_words(Some(&topics.join("\n")))?.map(|it| (Field::Topics, it)));
        let body = self.body(texts);
        let note = Some((SHARED, checkin.id));
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
    };
    if ask.topics.len() <= TOPICS_MAX && ask.topics.iter().all(fits) {
        Ok(())
    } else {
        Err(Code::FieldMissing.into())
    }
}
