//! What some commands are asked with: pieces that belong together for one command and are no view of `app`.
//!
//! Unknown fields are refused, so that nothing rides along unseen.

use countersign_app::view::{
    ActId, AddedBy, AgreementId, CheckingIn, Day, PartId, Printing, RecoveryWords, VaultId,
};
use serde::Deserialize;

/// For [`open_vault`](crate::commands::open_vault).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Opening {
    pub(crate) vault: VaultId,
    pub(crate) passphrase: String,
}

/// For [`erase_words`](crate::commands::erase_words).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ErasingWords {
    pub(crate) agreement: AgreementId,
    pub(crate) act: ActId,
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

/// For [`copied`](crate::commands::safety::copied).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Copying {
    pub(crate) text: String,
}

/// For [`rename_vault`](crate::commands::safety::rename_vault).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Naming {
    pub(crate) name: String,
}

/// For [`erase_vault`](crate::commands::safety::erase_vault).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Erasing {
    pub(crate) passphrase: String,
}

/// For [`save_backup`](crate::commands::safety::save_backup).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SavingBackup {
    pub(crate) folder: Option<String>,
}

/// For [`take_backup_piece`](crate::commands::safety::take_backup_piece).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct BackupPiece {
    pub(crate) first: bool,
    pub(crate) bytes: Vec<u8>,
}

/// For [`remove_device`](crate::commands::devices::remove_device).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OneDevice {
    pub(crate) agreement: AgreementId,
    pub(crate) device: String,
    /// Where it was lost: the last day on which it was with its person.
    pub(crate) until: Option<Day>,
}

/// For [`take_device_code`](crate::commands::devices::take_device_code).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DeviceCode {
    pub(crate) code: String,
    pub(crate) by: AddedBy,
}

/// For [`invite_device`](crate::commands::devices::invite_device) and where that stopped.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DeviceAdding {
    pub(crate) agreement: AgreementId,
    pub(crate) by: AddedBy,
}

/// For [`take_device_request`](crate::commands::devices::take_device_request).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DeviceRequest {
    pub(crate) pairing: AgreementId,
    pub(crate) by: AddedBy,
    pub(crate) message: String,
}

/// For [`add_by_kit`](crate::commands::devices::add_by_kit).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct KitStep {
    pub(crate) pairing: AgreementId,
    pub(crate) words: RecoveryWords,
}

/// For each message that is carried while a device is added.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DeviceStep {
    pub(crate) pairing: AgreementId,
    pub(crate) message: String,
}

/// For [`save_device_message`](crate::commands::devices::save_device_message).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DeviceMessage {
    pub(crate) message: String,
}

/// For [`relay_card`](crate::commands::roads::relay_card).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ShowingCard {
    pub(crate) agreement: AgreementId,
    /// A further device of one's own; the other person where there is none.
    pub(crate) device: Option<String>,
}

/// For [`reach_nearby`](crate::commands::roads::reach_nearby).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DialledCode {
    pub(crate) code: String,
}

/// For [`enter_room`](crate::commands::roads::enter_room).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct TypedLetters {
    pub(crate) letters: String,
    pub(crate) my_name: String,
}

/// For [`take_relay`](crate::commands::roads::take_relay).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct TakingRelay {
    pub(crate) agreement: AgreementId,
    /// A card or an address; the relay that was taken last where there is none.
    pub(crate) text: Option<String>,
}
