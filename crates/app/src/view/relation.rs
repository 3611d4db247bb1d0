//! The relationship beside the agreement: promises and how they ended, hello, cards, away, the next time.
//!
//! None of it changes what is agreed. There is no count, no read mark and, for a client, nothing that is late.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, AgreementId, Day, Moment, PartId};
use super::person::{Role, Stamp};
use super::terms::Doer;
use super::version::WordsState;

/// How a step ended. Of a keyworker's promise: kept, moved with a word, not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Ending {
    /// Did it; kept.
    Done,
    /// Changed; with a day: moved to that day.
    Changed,
    /// Not this time; not kept.
    NotThisTime,
}

/// Say how a step ended for oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClosingStep {
    /// The agreement.
    pub agreement: AgreementId,
    /// The step.
    pub part: PartId,
    /// The version: [`super::PartView::close`] or [`PromiseView::version`].
    pub version: ActId,
    /// How.
    pub ending: Ending,
    /// The day it moved to; only with [`Ending::Changed`].
    pub day: Option<Day>,
    /// A keyworker's unless it is done; a client's never needed.
    pub words: Option<String>,
}

/// What one of the two said about how a step ended for them. Their latest word stands; two are there only when they
/// were said at the same time on two devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EndingView {
    /// The act.
    pub id: ActId,
    /// Whose word it is.
    pub by: Role,
    /// The version that it is about.
    pub version: ActId,
    /// How it ended.
    pub ending: Ending,
    /// The day it moved to.
    pub day: Option<Day>,
    /// Words, if any and if here.
    pub words: Option<String>,
    /// When.
    pub stamp: Stamp,
}

/// What the keyworker has promised: an agreed step that they do, or one that they suggested as "I will".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromiseView {
    /// The step.
    pub part: PartId,
    /// The version.
    pub version: ActId,
    /// The words, if here.
    pub words: Option<String>,
    /// Whether the words are here.
    pub words_state: WordsState,
    /// The keyworker, or both.
    pub doer: Doer,
    /// Both agree on it; else it stands as the keyworker's own word.
    pub agreed: bool,
    /// Since when: the version's claimed time.
    pub since: Moment,
    /// The day it is meant for; the one it was moved to, if it was.
    pub day: Option<Day>,
    /// It is still to be kept: nothing was said yet, or it was moved to a day.
    pub open: bool,
    /// What the keyworker said of how it ended.
    pub endings: Vec<EndingView>,
}

/// Say hello, in words that one typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Greeting {
    /// The agreement.
    pub agreement: AgreementId,
    /// The words, at most 400 characters.
    pub words: String,
}

/// A hello. Nothing is expected back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HelloView {
    /// The act.
    pub id: ActId,
    /// From whom.
    pub by: Role,
    /// The words.
    pub words: String,
    /// When.
    pub stamp: Stamp,
}

/// What stands on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum CardWords {
    /// The client's *about me*.
    AboutMe {
        /// The words.
        words: String,
    },
    /// The keyworker's open card. What must be passed on by law is not agreeable, so it stands here.
    Open {
        /// What I am here.
        my_role: String,
        /// Whom I answer to.
        answers_to: String,
        /// What I must pass on by law.
        passes_on: String,
        /// What I write elsewhere about you.
        writes_elsewhere: String,
        /// Anything else; may be empty.
        words: String,
    },
}

/// Write one's own card; the earlier one stays in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WritingCard {
    /// The agreement.
    pub agreement: AgreementId,
    /// The whole card, of the kind of one's own role.
    pub card: CardWords,
}

/// A card that stands. A person has two only when they were written at the same time on two devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardView {
    /// The act.
    pub id: ActId,
    /// Whose.
    pub by: Role,
    /// What stands on it, if here.
    pub card: Option<CardWords>,
    /// Whether the words are here.
    pub words_state: WordsState,
    /// When.
    pub stamp: Stamp,
}

/// Say that one is away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GoingAway {
    /// The agreement.
    pub agreement: AgreementId,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Who instead; a keyworker's always.
    pub stand_in: String,
    /// How to reach them; a keyworker's always.
    pub reach: String,
    /// Words, if any.
    pub words: Option<String>,
}

/// Say that one is back before the last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComingBack {
    /// The agreement.
    pub agreement: AgreementId,
    /// The absence: [`AwayView::id`], one's own.
    pub away: ActId,
}

/// An absence whose last day has not passed and that was not ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AwayView {
    /// The act.
    pub id: ActId,
    /// Who is away.
    pub by: Role,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// The first day has come.
    pub now: bool,
    /// Who instead, if said and here.
    pub stand_in: Option<String>,
    /// How to reach them, if said and here.
    pub reach: Option<String>,
    /// Words, if any and if here.
    pub words: Option<String>,
    /// When it was said.
    pub stamp: Stamp,
}

/// Set the next time, move it, or call it off. What stood for a day to come is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Meeting {
    /// The agreement.
    pub agreement: AgreementId,
    /// The day; `None` calls off.
    pub day: Option<Day>,
    /// The time on the clock of the place, `14:30`.
    pub time: Option<String>,
    /// Where; may be empty.
    pub place: String,
    /// With whom; may be empty.
    pub who: String,
    /// Who instead, should that person not come; may be empty.
    pub stand_in: String,
    /// A word. A keyworker who moves or calls off gives one.
    pub words: Option<String>,
}

/// A meeting that stands and whose day has not passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeetView {
    /// The act.
    pub id: ActId,
    /// Who set it.
    pub by: Role,
    /// The day.
    pub day: Day,
    /// The time, `14:30`.
    pub time: Option<String>,
    /// Where, if said and here.
    pub place: Option<String>,
    /// With whom, if said and here.
    pub who: Option<String>,
    /// Who instead, if said and here.
    pub stand_in: Option<String>,
    /// The word with it, if any and if here.
    pub words: Option<String>,
    /// It took the place of another one.
    pub moved: bool,
    /// When it was said.
    pub stamp: Stamp,
}

/// A meeting for a day to come was called off, and no other was set since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallOffView {
    /// The act.
    pub id: ActId,
    /// Who called it off.
    pub by: Role,
    /// The day that it was for.
    pub day: Day,
    /// The word with it, if any and if here.
    pub words: Option<String>,
    /// When it was said.
    pub stamp: Stamp,
}

/// The relationship, as both see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelationView {
    /// The agreement.
    pub agreement: AgreementId,
    /// The reader's role.
    pub role: Role,
    /// The client's first name.
    pub client: String,
    /// The keyworker's first name.
    pub keyworker: String,
    /// The next time first. More than one only when two were set at the same time.
    pub next: Vec<MeetView>,
    /// Called off, and nothing stands instead.
    pub called_off: Vec<CallOffView>,
    /// Who is or will be away, the first day first.
    pub away: Vec<AwayView>,
    /// Cards that stand, the client's first.
    pub cards: Vec<CardView>,
    /// Hellos whose words are here, oldest first.
    pub hellos: Vec<HelloView>,
    /// The keyworker's promises: those still to be kept, oldest first; then the ended ones, newest first.
    pub promises: Vec<PromiseView>,
    /// The reader may add to it: the agreement is not closed, and this device was not removed.
    pub may_write: bool,
}

/// The client links a decision to the part whose refusal it overrides: it then shows "Magda said no to this".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Linking {
    /// The agreement.
    pub agreement: AgreementId,
    /// The decision.
    pub decision: PartId,
    /// The part.
    pub part: PartId,
}
