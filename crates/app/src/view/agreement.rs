//! Agreements in a list, and one agreement with its parts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, AgreementId, Day, PartId};
use super::person::{Delivery, Role};
use super::relation::{AwayView, EndingView, HelloView, MeetView, PromiseView};
use super::standing::{Debt, StandingView};
use super::terms::{PartKind, Terms};
use super::version::{Answer, WordsState};

/// How far an agreement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// Only its founder is here; parts can be written already.
    Alone,
    /// This device has asked to join, and the pairing is not finished.
    Joining,
    /// The pictures were compared, and the first file of whoever joined has not come.
    FirstFile,
    /// Both people are here.
    Paired,
    /// Two people joined in the other role; nothing is in force.
    TwoJoins,
    /// One person ended it.
    EndedByOne,
    /// Both ended it; final.
    Closed,
}

/// What is needed to found an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewAgreement {
    /// The founder's first name, 1 to 60 characters.
    pub my_name: String,
    /// The other person's first name, 1 to 60 characters.
    pub other_name: String,
}

/// An agreement in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgreementEntry {
    /// The agreement; for [`Stage::Joining`] a name that lasts until it is joined.
    pub id: AgreementId,
    /// The reader's role.
    pub role: Role,
    /// The client's first name.
    pub client: String,
    /// The keyworker's first name.
    pub keyworker: String,
    /// How far it has come.
    pub stage: Stage,
    /// The oldest debt of the keyworker, whoever reads.
    pub owes: Option<Debt>,
    /// The words of the part that is owed, if here.
    pub owed_words: Option<String>,
    /// The next time, as [`super::RelationView::next`].
    pub next: Vec<MeetView>,
    /// Who is or will be away, as [`super::RelationView::away`].
    pub away: Vec<AwayView>,
    /// What the keyworker has still to keep, oldest first.
    pub promises: Vec<PromiseView>,
    /// The newest hello of the other person whose words are here.
    pub hello: Option<HelloView>,
    /// The end that an agreed arrangement names, as [`AgreementView::until`].
    pub until: Option<Day>,
    /// Something waits for the reader. No count, on purpose (ux §2.6).
    pub new_for_me: bool,
}

/// One agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgreementView {
    /// The agreement.
    pub id: AgreementId,
    /// The reader's role.
    pub role: Role,
    /// The client's first name.
    pub client: String,
    /// The keyworker's first name.
    pub keyworker: String,
    /// How far it has come.
    pub stage: Stage,
    /// The end that an agreed arrangement names.
    pub until: Option<Day>,
    /// All mandates and permissions are paused.
    pub paused_all: bool,
    /// A device of the other person has all that is here, on its receipt.
    pub other_has_all: Option<Delivery>,
    /// How much the reader said that is in no bundle yet. Receipts, founding and joining are not counted.
    pub unsent: u32,
    /// How much of it is in a bundle that was made, and that no device of the other person has signed for.
    pub on_way: u32,
    /// The parts, in the order in which they were first put forward.
    pub parts: Vec<PartEntry>,
}

/// A part in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartEntry {
    /// The part.
    pub id: PartId,
    /// Its kind.
    pub kind: PartKind,
    /// The version whose words are shown.
    pub version: ActId,
    /// The words; `None` unless here.
    pub words: Option<String>,
    /// Whether the words are here.
    pub words_state: WordsState,
    /// The fields of that version.
    pub terms: Terms,
    /// Where it stands.
    pub standing: StandingView,
    /// Who owes what.
    pub owes: Option<Debt>,
    /// Who suggested it first.
    pub suggested_by: Role,
    /// How the step ended, in the latest word of each who does it; steps only.
    pub endings: Vec<EndingView>,
    /// How often it was used; mandates and permissions only.
    pub uses: u32,
    /// The reader's newest answer.
    pub mine: Option<Answer>,
    /// A device of the other person has the newest act of the reader on it.
    pub delivered: Option<Delivery>,
    /// Decisions: the client said *seen*.
    pub seen: bool,
    /// Decisions: the client said no to what this comes back as.
    pub refused: bool,
}
