//! Contacts, check-ins and how near a goal is, as people see and write them. No figure is ever made from these.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, AgreementId, Day, Moment, PartId};
use super::person::{Role, Stamp};

/// A contact to write down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contacting {
    /// The agreement.
    pub agreement: AgreementId,
    /// With whom, one line.
    pub whom: String,
    /// What it was about.
    pub words: String,
    /// The mandate or permission that it was under; `None` for none.
    pub mandate: Option<PartId>,
    /// On which day, as claimed; `None` for now.
    pub on: Option<Day>,
}

/// A second voice beside a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Voicing {
    /// The agreement.
    pub agreement: AgreementId,
    /// The contact.
    pub contact: ActId,
    /// *It was not like that*; then no words are needed.
    pub contests: bool,
    /// The words.
    pub words: Option<String>,
}

/// A contact with every voice on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    /// The act.
    pub id: ActId,
    /// Who wrote it down.
    pub by: Role,
    /// When it was, as claimed.
    pub at: Moment,
    /// When it was written down, and when that came here.
    pub stamp: Stamp,
    /// With whom, if the words are here.
    pub whom: Option<String>,
    /// About what, if the words are here.
    pub words: Option<String>,
    /// The version of a mandate or permission that it was under.
    pub mandate: Option<ActId>,
    /// The part of that version.
    pub part: Option<PartId>,
    /// What was said to it, oldest first.
    pub voices: Vec<VoiceView>,
}

/// What somebody said to a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VoiceView {
    /// The act.
    pub id: ActId,
    /// Whose.
    pub by: Role,
    /// *It was not like that.*
    pub contests: bool,
    /// The words, if there are any and they are here.
    pub words: Option<String>,
    /// When.
    pub stamp: Stamp,
}

/// One's own topic with one's own figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Topic {
    /// The topic in one's own words, one line.
    pub name: String,
    /// 0 to 10.
    pub figure: u8,
    /// The goal that the figure says how near one is to; `None` for any other topic.
    #[serde(default)]
    pub goal: Option<PartId>,
}

/// A check-in to keep for oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckingIn {
    /// At most 12 topics.
    pub topics: Vec<Topic>,
    /// Words; may be empty if there is a topic.
    pub words: String,
}

/// A check-in as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    pub shared: Option<ActId>,
}

/// A check-in that the client shared, as both see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedCheckin {
    /// The act that shared it.
    pub id: ActId,
    /// When it was shared.
    pub stamp: Stamp,
    /// The topics, if they are here.
    pub topics: Vec<Topic>,
    /// The words, if there are any and they are here.
    pub words: Option<String>,
}

/// The client's own figures for one goal: how near, from 0 to 10.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NearView {
    /// The goal.
    pub goal: PartId,
    /// The words that lead it, if here.
    pub words: Option<String>,
    /// What the client has said, oldest first.
    pub said: Vec<NearSaid>,
}

/// The client said how near a goal is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NearSaid {
    /// When, as claimed.
    pub at: Moment,
    /// 0 to 10.
    pub near: u8,
    /// Only the client's own device has it.
    pub private: bool,
}
