//! Between the agreement and the organisation's record: a copy that goes out, and a plan that comes in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::deed::Saved;
use super::name::{AgreementId, PartId};
use super::terms::PartKind;

/// A copy for the organisation's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordCopying {
    /// The agreement.
    pub agreement: AgreementId,
    /// The parts that are copied; `None` for all. What one act can hold is limited.
    pub parts: Option<Vec<PartId>>,
    /// The name of the organisation; may be empty.
    pub organisation: String,
    /// The language of the headings, a BCP 47 tag; people's words stay as they are.
    pub language: String,
}

/// What was copied: the client can read the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordView {
    /// The text for the record.
    pub text: String,
    /// The act that says so.
    pub saved: Saved,
}

/// The text of a plan that came from the organisation's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pasting {
    /// The text, at most 100,000 characters.
    pub text: String,
}

/// One line of a plan: a heading that is not known here, or words that can be suggested or shared as decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanLine {
    /// The kind, from the heading above it; never a mandate or a permission. `None` where no heading says it: then the
    /// person decides.
    pub kind: Option<PartKind>,
    /// The words without bullet or number.
    pub words: String,
    /// It looks like a heading, of no kind that is known here. What stands under it has no kind yet.
    pub heading: bool,
}
