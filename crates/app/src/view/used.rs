//! Uses of a mandate or permission, as they are shown to both (law 5, fold §5).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, Moment};
use super::person::Stamp;

/// How a use is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UseLabel {
    /// Under the mandate.
    Within,
    /// Taken away, but the keyworker could not know yet.
    BeforeTheyKnew,
    /// Without a mandate.
    WithoutMandate,
}

/// One use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UseView {
    /// The act.
    pub id: ActId,
    /// The version that it names.
    pub version: ActId,
    /// When it happened, as claimed.
    pub at: Moment,
    /// When it was written down, and when it came here.
    pub stamp: Stamp,
    /// What was done, if the words are here.
    pub words: Option<String>,
    /// How it is judged.
    pub label: UseLabel,
    /// The client's answer: `true` all right, `false` not all right.
    pub fine: Option<bool>,
    /// The client's words on it.
    pub reply: Option<String>,
}
