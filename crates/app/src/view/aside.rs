//! What was kept aside, and the numbers of other people who can help.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{AgreementId, Moment};
use crate::error::Code;

/// Something that came and could not be taken in; it is kept, and can be tried again (law 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AsideEntry {
    /// Its name in the vault.
    pub id: String,
    /// The agreement, where known.
    pub agreement: Option<AgreementId>,
    /// When it came.
    pub at: Moment,
    /// Why it was kept aside.
    pub code: Code,
    /// Its size in bytes.
    pub bytes: u32,
}

/// Somebody other than the keyworker, with a number that works without a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HelpNumber {
    /// Who, in the reader's own words, 1 to 60 characters.
    pub name: String,
    /// The number as it is dialled, 1 to 30 characters.
    pub number: String,
}
