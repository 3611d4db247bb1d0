//! One part of an agreement with all that its screen shows, and what its reader may do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, AgreementId, Day, PartId};
use super::person::{Delivery, Role, Stamp};
use super::relation::EndingView;
use super::standing::{Debt, StandingView};
use super::terms::PartKind;
use super::used::UseView;
use super::version::{Answer, VersionView};

/// What the reader may do with a part now. The rules decide; a face only shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Deed {
    /// Give one of the four answers to [`PartView::ask`].
    Answer,
    /// Suggest other words.
    Suggest,
    /// Take back one's yes to [`PartView::mine_yes`].
    TakeBack,
    /// Say that one felt pushed to [`PartView::mine_yes`].
    FeltPushed,
    /// Say it differently, beside the text.
    SayDifferently,
    /// Reply in words, and perhaps name a day.
    Reply,
    /// Pause this mandate or permission.
    Pause,
    /// Lift one's own pause.
    Resume,
    /// Write down a no, take-back or pause that the client gave otherwise.
    Hold,
    /// Write down a use.
    Use,
    /// Answer a use.
    AnswerUse,
    /// Say that one has seen a decision.
    Seen,
    /// Say that one does not agree with a decision.
    Disagree,
    /// Link a decision to a part whose refusal it overrides.
    Link,
    /// Say how a step ended for oneself: [`PartView::close`].
    CloseStep,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartView {
    /// The agreement.
    pub agreement: AgreementId,
    /// The part.
    pub id: PartId,
    /// Its kind.
    pub kind: PartKind,
    /// The first line of the words that lead, at most 80 characters; for one-line lists only. Screens show the words.
    pub title: String,
    /// The reader's role.
    pub role: Role,
    /// The client's first name.
    pub client: String,
    /// The keyworker's first name; empty before anyone joined and none was given.
    pub keyworker: String,
    /// Where it stands.
    pub standing: StandingView,
    /// Who owes what.
    pub owes: Option<Debt>,
    /// Who suggested the part first.
    pub suggested_by: Role,
    /// The version that holds and whose words are here, if any.
    pub agreed: Option<ActId>,
    /// The version whose words lead the screen.
    pub leads: ActId,
    /// The version that the reader's answer would go to, if one is open to it.
    pub ask: Option<ActId>,
    /// The newest version that the reader has a live yes to; a suggestion is its author's yes.
    pub mine_yes: Option<ActId>,
    /// The reader's newest answer.
    pub mine: Option<MyAnswer>,
    /// The words of [`PartView::ask`] are ones that the reader has said no to before.
    pub refused_before: bool,
    /// All versions, oldest first.
    pub versions: Vec<VersionView>,
    /// What was said beside the versions, oldest first.
    pub sayings: Vec<Saying>,
    /// Holds that are not lifted, oldest first.
    pub holds: Vec<HoldView>,
    /// Uses, newest first; mandates and permissions only.
    pub uses: Vec<UseView>,
    /// How the step ended, in the latest word of each who does it; steps only.
    pub endings: Vec<EndingView>,
    /// The version of a step whose ending the reader can say.
    pub close: Option<ActId>,
    /// Decisions only.
    pub decision: Option<DecisionView>,
    /// What the reader may do.
    pub may: Vec<Deed>,
}

/// The reader's newest answer to the part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MyAnswer {
    /// The act.
    pub id: ActId,
    /// The version.
    pub version: ActId,
    /// What.
    pub answer: Answer,
    /// When.
    pub stamp: Stamp,
    /// The other person's device has it.
    pub delivered: Option<Delivery>,
    /// Private: the reader noted that they felt pushed and keeps it to themselves.
    pub pushed_only_me: bool,
}

/// What kind of thing was said beside the versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SayingKind {
    /// *Say it differently*: a no to the wording only.
    Differently,
    /// A reply in words.
    Reply,
    /// *I felt pushed*, visible.
    Pushed,
}

/// Words beside the versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saying {
    /// The act.
    pub id: ActId,
    /// Who.
    pub by: Role,
    /// What kind.
    pub kind: SayingKind,
    /// The act that it is about: a version, an answer, a saying or a decision.
    pub about: ActId,
    /// The words, if here.
    pub words: Option<String>,
    /// A day that was named, if any.
    pub day: Option<Day>,
    /// When.
    pub stamp: Stamp,
}

/// A hold that is not lifted (fold §4.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HoldView {
    /// The act.
    pub id: ActId,
    /// What the client said, as noted.
    pub noted: super::deed::Noted,
    /// The note, if here.
    pub words: Option<String>,
    /// When it was written down.
    pub stamp: Stamp,
}

/// What a decision's screen shows besides its version (law 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecisionView {
    /// When the client said *seen*.
    pub seen: Option<Stamp>,
    /// When the client noted disagreement.
    pub disagreed: Option<Stamp>,
    /// The client's words on it, if any and if here.
    pub disagreed_words: Option<String>,
    /// The part it overrides, if it is linked to one.
    pub overrides: Option<PartId>,
    /// The client said no to that part: shown as "Magda said no to this".
    pub refused: bool,
    /// Parts that she refused and can link it to.
    pub linkable: Vec<PartId>,
}
