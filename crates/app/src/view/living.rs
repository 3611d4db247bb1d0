//! Shared text that is nobody's word: the agenda, and drafts. Nothing in it is agreed, and none of it is an act.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{AgreementId, Moment};
use super::person::Role;
use super::terms::Terms;

/// What the two will talk about next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaView {
    /// The agreement.
    pub agreement: AgreementId,
    /// Whose turn it is to begin. It alternates each time they have talked.
    pub begins: Role,
    /// In the order of turns: each person's "must" first, then one of each, beginning with whose turn it is.
    pub items: Vec<AgendaItemView>,
}

/// One thing to talk about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaItemView {
    /// Its name: 32 lower-case hex characters.
    pub id: String,
    /// Who added it. Only they write in it or remove it.
    pub by: Role,
    /// The words.
    pub words: String,
    /// For whom it is the one thing that must be talked about.
    pub must: Vec<Role>,
}

/// A draft: private, or shared and written together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    /// Its name: 64 lower-case hex characters. Sharing gives it a new one.
    pub id: String,
    /// Its title; may be blank.
    pub title: String,
    /// Its words.
    pub words: String,
    /// Both have it. Otherwise it has never left this device.
    pub shared: bool,
    /// Who began it.
    pub by: Role,
    /// Who has written in it.
    pub writers: Vec<Role>,
    /// When it was last changed; of private ones only.
    pub changed: Option<Moment>,
}

/// Put something on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddingItem {
    /// The agreement.
    pub agreement: AgreementId,
    /// What to talk about: at most 500 characters.
    pub words: String,
}

/// Write other words for an own item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangingItem {
    /// The agreement.
    pub agreement: AgreementId,
    /// The item.
    pub item: String,
    /// All of the words, as they are to be.
    pub words: String,
}

/// One item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneItem {
    /// The agreement.
    pub agreement: AgreementId,
    /// The item.
    pub item: String,
}

/// Mark the one thing that must be talked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkingMust {
    /// The agreement.
    pub agreement: AgreementId,
    /// The item; `None`: no longer any.
    pub item: Option<String>,
}

/// Write a draft: a new private one, or all of one that is there as it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WritingDraft {
    /// The agreement.
    pub agreement: AgreementId,
    /// The draft; `None` for a new one.
    pub draft: Option<String>,
    /// Its title: at most 120 characters.
    pub title: String,
    /// Its words: at most 8,000 characters.
    pub words: String,
    /// The words that the writer had before them, so that nobody writes over what they have not seen; `None` asks
    /// nothing.
    pub over: Option<String>,
}

/// One draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneDraft {
    /// The agreement.
    pub agreement: AgreementId,
    /// The draft.
    pub draft: String,
}

/// Put the words of a draft forward as a new part. It is an ordinary suggestion; the draft is dropped on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PuttingForward {
    /// The agreement.
    pub agreement: AgreementId,
    /// The draft.
    pub draft: String,
    /// The words as they were read. Where somebody has changed them since, nothing is put forward.
    pub words: String,
    /// Language of the words, a BCP 47 tag.
    pub language: String,
    /// The fields; never [`Terms::Decision`].
    pub terms: Terms,
    /// A keyworker's always; a client's never needed (law 10).
    pub reason: Option<String>,
}
