//! Versions of a part and the answers to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, Day};
use super::person::{Role, Stamp};
use super::terms::Terms;

/// Whether the words of an act are on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WordsState {
    /// They are here.
    Here,
    /// They have not come yet. Nothing is shown as agreed without them (law 1).
    NotHere,
    /// They were erased.
    Erased,
}

/// One version of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    /// The suggest act.
    pub id: ActId,
    /// Who suggested it.
    pub by: Role,
    /// When.
    pub stamp: Stamp,
    /// The words; `None` unless [`WordsState::Here`].
    pub words: Option<String>,
    /// Whether the words are here.
    pub words_state: WordsState,
    /// Language of the words, a BCP 47 tag; may be empty.
    pub language: String,
    /// The fields.
    pub terms: Terms,
    /// The suggester's reason, if any.
    pub reason: Option<String>,
    /// The versions that it was written from.
    pub parents: Vec<ActId>,
    /// The version that it answers, when it is *something else*.
    pub answers_to: Option<ActId>,
    /// It holds: both have a live yes, and nothing newer took its place.
    pub holds: bool,
    /// It still lies on the table: put forward, and not moved on from by its author.
    pub open: bool,
    /// The answers, oldest first.
    pub answers: Vec<AnswerView>,
}

/// An answer to a version. *Something else* is shown as the version that it made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// Yes, to these exact words.
    Yes,
    /// Yes, under pressure; visible to both, never a yes.
    YesUnderPressure,
    /// No.
    No,
    /// A no with a version of one's own.
    SomethingElse,
    /// Not now.
    NotNow,
    /// The yes was taken back.
    TakeBack,
    /// The keyworker's note of a yes given otherwise; counts as nothing (law 3).
    NotedYes,
}

/// Who may see that a yes was pushed (design §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Audience {
    /// Both people.
    Both,
    /// Only the one who says it; the other gets an ordinary act.
    OnlyMe,
}

/// An answer as both may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// The act.
    pub id: ActId,
    /// Who answered.
    pub by: Role,
    /// What.
    pub answer: Answer,
    /// Words beside it, if any and if here.
    pub words: Option<String>,
    /// A day that was named, if any.
    pub day: Option<Day>,
    /// When.
    pub stamp: Stamp,
    /// It still counts: its author has said nothing since that replaces it.
    pub live: bool,
}
