//! What a person says to an agreement: the arguments of each use case that makes an act.
//!
//! Limits: words at most 8,000 characters and never blank, reasons and replies the same; the use cases check.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, AgreementId, Day, Moment, PartId};
use super::terms::Terms;
use super::version::{Answer, Audience};

/// An act is durable on this device (law 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// The act.
    pub act: ActId,
    /// The part that it is about or that it made; `None` when it is about all.
    pub part: Option<PartId>,
    /// When, by this device's clock.
    pub at: Moment,
}

/// Suggest a part, other words for one, or *something else*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Suggesting {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part; `None` for a new one.
    pub part: Option<PartId>,
    /// The versions that it was written from.
    pub parents: Vec<ActId>,
    /// The version that it answers, when it is *something else*.
    pub answers_to: Option<ActId>,
    /// The exact words that both would sign.
    pub words: String,
    /// Language of the words, a BCP 47 tag.
    pub language: String,
    /// The fields; never [`Terms::Decision`].
    pub terms: Terms,
    /// A keyworker's always; a client's never needed (law 10).
    pub reason: Option<String>,
}

/// Answer a version with yes, no or not now. *Something else* is a [`Suggesting`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Answering {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part.
    pub part: PartId,
    /// The version.
    pub version: ActId,
    /// [`Answer::Yes`], [`Answer::No`], [`Answer::NotNow`], or for a keyworker [`Answer::NotedYes`].
    pub answer: Answer,
    /// Words beside it; a keyworker's no needs them.
    pub words: Option<String>,
    /// A day by which a fuller answer comes.
    pub day: Option<Day>,
    /// Said with a yes that was pushed: who may see it.
    pub pushed: Option<Audience>,
}

/// Take back a yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakingBack {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part.
    pub part: PartId,
    /// The version.
    pub version: ActId,
    /// A keyworker's always; a client's never needed.
    pub reason: Option<String>,
}

/// Say later that a yes was pushed. Visible: ends as *Yes, under pressure*. Only me: an ordinary take-back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pushed {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part.
    pub part: PartId,
    /// The version.
    pub version: ActId,
    /// Who may see it.
    pub audience: Audience,
    /// Words, if any.
    pub words: Option<String>,
}

/// Other words beside the text: a no to the wording only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Differing {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part.
    pub part: PartId,
    /// The version.
    pub version: ActId,
    /// The words.
    pub words: String,
}

/// Reply in words, and perhaps name a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Replying {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part.
    pub part: PartId,
    /// The act replied to; `None` for the newest that asks for one.
    pub to: Option<ActId>,
    /// The words.
    pub words: String,
    /// A day by which more comes.
    pub day: Option<Day>,
}

/// What the client said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Noted {
    /// A no.
    No,
    /// A taking back.
    TakeBack,
    /// A pause.
    Pause,
}

/// How the client said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HowTold {
    /// On paper.
    Paper,
    /// By word of mouth.
    Word,
}

/// The keyworker writes down a no, take-back or pause (law 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Holding {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part; `None` for all mandates and permissions.
    pub part: Option<PartId>,
    /// What the client said.
    pub noted: Noted,
    /// How.
    pub how: HowTold,
    /// On which day, as noted.
    pub on: Option<Day>,
    /// What the client said, if the keyworker writes it down.
    pub words: Option<String>,
}

/// The keyworker shares what others decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Deciding {
    /// The agreement.
    pub agreement: AgreementId,
    /// What was decided, in plain words.
    pub words: String,
    /// Language of the words, a BCP 47 tag.
    pub language: String,
    /// Always [`Terms::Decision`].
    pub terms: Terms,
}

/// The client has seen a decision; it does not mean yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Seeing {
    /// The agreement.
    pub agreement: AgreementId,
    /// The decision.
    pub part: PartId,
}

/// The client does not agree with a decision; this is not an appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Disagreeing {
    /// The agreement.
    pub agreement: AgreementId,
    /// The decision.
    pub part: PartId,
    /// Words, if any.
    pub words: Option<String>,
}

/// Pause or resume one mandate or permission, or all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pausing {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part; `None` for all mandates and permissions.
    pub part: Option<PartId>,
}

/// The keyworker writes down a use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Using {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part.
    pub part: PartId,
    /// The version used.
    pub version: ActId,
    /// What was done.
    pub words: String,
    /// On which day, as claimed; `None` for now.
    pub on: Option<Day>,
}

/// The client answers a use; no label changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnsweringUse {
    /// The agreement.
    pub agreement: AgreementId,
    /// The use.
    pub used: ActId,
    /// Whether it was all right.
    pub fine: bool,
    /// Words, if any.
    pub words: Option<String>,
}
