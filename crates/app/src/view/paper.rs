//! An agreement as a sheet of paper: what stands on it, in the language it is printed in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{AgreementId, PartId};

/// What is to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Printing {
    /// The agreement.
    pub agreement: AgreementId,
    /// One part alone; a decision then comes with a form to appeal. `None` for the whole agreement.
    pub part: Option<PartId>,
    /// The language of the sheet, a BCP 47 tag; English where the app does not speak it.
    pub language: String,
    /// Large letters.
    pub large: bool,
}

/// A sheet. All of it is text to show; nothing in it is asked for again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperView {
    /// The language that the sheet speaks; people's words have their own.
    pub language: String,
    /// The two people.
    pub people: String,
    /// Numbers, the day of printing and what holds for all.
    pub head: Vec<String>,
    /// Parts by heading; decisions by others last and apart.
    pub sections: Vec<PaperSection>,
    /// A form to appeal, for a decision printed alone.
    pub appeal: Option<PaperAppeal>,
    /// What is said at the foot.
    pub foot: Vec<String>,
    /// The word before the line for a name.
    pub name: String,
    /// The word before the line for a day.
    pub day: String,
}

/// Parts under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperSection {
    /// The heading.
    pub title: String,
    /// Decided by others: square frames, another question.
    pub decided: bool,
    /// The parts.
    pub items: Vec<PaperItem>,
}

/// One part on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperItem {
    /// Where it stands.
    pub standing: String,
    /// Versions, and what else is said in words.
    pub blocks: Vec<PaperBlock>,
    /// Boxes to tick, all of one weight; empty for none.
    pub boxes: Vec<String>,
    /// The word before the lines for one's own words.
    pub own_words: String,
}

/// One version, or what else is said in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperBlock {
    /// Who and what, before the words.
    pub lead: String,
    /// The words; may be empty.
    pub words: String,
    /// Fields, reason and number, after the words.
    pub lines: Vec<String>,
}

/// A form to appeal a decision: what is said by signing it, and room for more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperAppeal {
    /// The sentence that appeals.
    pub says: String,
    /// Before the lines for reasons, which nobody needs.
    pub why: String,
    /// What to do with the page.
    pub send: String,
}
