//! A copy for oneself: as data, or as proofs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::AgreementId;

/// What a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CopyForm {
    /// Everything both can see, as JSON.
    Data,
    /// For each part that is agreed now, a proof that anyone can check.
    Proofs,
}

/// Asks for a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeepingCopy {
    /// The agreement.
    pub agreement: AgreementId,
    /// What the copy is.
    pub form: CopyForm,
}
