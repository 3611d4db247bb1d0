//! What some commands are asked with: pieces that belong together for one command and are no view of `app`.
//!
//! Unknown fields are refused, so that nothing rides along unseen.

use countersign_app::view::{AgreementId, CheckingIn, PartId, Printing, VaultId};
use serde::Deserialize;

/// For [`open_vault`](crate::commands::open_vault).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Opening {
    pub(crate) vault: VaultId,
    pub(crate) passphrase: String,
}

/// For [`open_with_kit`](crate::commands::open_with_kit).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OpeningWithKit {
    pub(crate) vault: VaultId,
    pub(crate) words: String,
    pub(crate) passphrase: String,
}

/// For [`save_draft`](crate::commands::save_draft).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Draft {
    pub(crate) place: String,
    pub(crate) text: Option<String>,
}

/// For [`load_draft`](crate::commands::load_draft).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Place {
    pub(crate) place: String,
}

/// For [`part`](crate::commands::part).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OnePart {
    pub(crate) agreement: AgreementId,
    pub(crate) part: PartId,
}

/// For [`take_request`](crate::commands::take_request).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Request {
    pub(crate) agreement: AgreementId,
    pub(crate) request: String,
}

/// For [`take_code`](crate::commands::take_code).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Code {
    pub(crate) code: String,
    pub(crate) my_name: String,
}

/// For [`take_offer`](crate::commands::take_offer).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Offer {
    pub(crate) agreement: AgreementId,
    pub(crate) offer: String,
}

/// For [`take_welcome`](crate::commands::take_welcome).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Welcome {
    pub(crate) agreement: AgreementId,
    pub(crate) welcome: String,
}

/// For [`send_file`](crate::commands::send_file).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Sending {
    pub(crate) agreement: AgreementId,
    pub(crate) folder: Option<String>,
}

/// For [`look_at_file`](crate::commands::look_at_file).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct FileBytes {
    pub(crate) bytes: Vec<u8>,
}

/// For [`retry_aside`](crate::commands::retry_aside).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OneAside {
    pub(crate) id: String,
}

/// For [`add_checkin`](crate::commands::journal::add_checkin).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct KeepingCheckin {
    pub(crate) agreement: AgreementId,
    pub(crate) checkin: CheckingIn,
}

/// For [`share_checkin`](crate::commands::journal::share_checkin).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OneCheckin {
    pub(crate) agreement: AgreementId,
    pub(crate) id: String,
}

/// For [`save_paper`](crate::commands::save_paper).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SavingPaper {
    pub(crate) sheet: Printing,
    pub(crate) folder: Option<String>,
}

/// For [`carry_over`](crate::commands::carry_over).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CarryingOver {
    pub(crate) from: AgreementId,
    pub(crate) into: AgreementId,
    pub(crate) parts: Vec<PartId>,
    pub(crate) reason: Option<String>,
}
