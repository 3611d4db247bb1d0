//! One's own data and safety: lock times, what opens a vault, what went out, and one's own devices.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::name::{ActId, AgreementId};
use super::pairing::{Invite, Picture};
use super::person::{Role, Stamp};
use super::used::UseLabel;

/// When an open vault locks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LockTimes {
    /// Minutes after the last key or touch, 1 to 60.
    pub idle_minutes: u8,
    /// Seconds after the window was left for another one, 30 to 3600.
    pub away_seconds: u16,
}

/// Whether a notice is wanted when something has come while another window is in front.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeChoice {
    /// It is.
    pub on: bool,
    /// The language in use, a BCP 47 tag: for a device on which none was chosen.
    pub language: String,
}

/// What the window can do on this system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Abilities {
    /// Write a sheet as a PDF file.
    pub pdf: bool,
    /// Show a notice.
    pub notices: bool,
}

/// A new passphrase, with the one of today: whoever finds a vault open can't shut its owner out.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPassphrase {
    /// The one of today, verbatim.
    pub old: String,
    /// The new one, verbatim, at least 8 characters.
    pub new: String,
}

/// A backup that came in piece by piece, to be brought back as a vault of its own.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Restoring {
    /// The name for the list, 1 to 60 characters.
    pub name: String,
    /// The passphrase of the vault when the backup was made; `None` where the words are given.
    pub passphrase: Option<String>,
    /// The 24 recovery words; `None` where the passphrase is given.
    pub words: Option<String>,
}

/// Recovery words on their way from a face to the use case that needs them. No `Debug`, no `Clone`; wiped when dropped.
#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct RecoveryWords(String);

impl RecoveryWords {
    /// Words as they were typed.
    #[must_use]
    pub fn new(typed: String) -> Self {
        Self(typed)
    }

    /// The words, to be read once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// How words went out of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WentOut {
    /// Into the record of the keyworker's organisation.
    Record,
    /// By a mandate or permission that was used.
    Use,
}

/// One time that something went out, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DisclosureView {
    /// The act.
    pub id: ActId,
    /// Who did it.
    pub by: Role,
    /// How.
    pub how: WentOut,
    /// What went out, or what the person who did it wrote about it; `None` while it is not here.
    pub words: Option<String>,
    /// The words of the mandate or permission that was used, if here.
    pub under: Option<String>,
    /// Whether a use was within the mandate; `None` for the record.
    pub label: Option<UseLabel>,
    /// When.
    pub stamp: Stamp,
}

/// A device, or a kit, of one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceView {
    /// Its signing key, 64 lower-case hex characters.
    pub id: String,
    /// Whose.
    pub owner: Role,
    /// It is the recovery kit and no device.
    pub kit: bool,
    /// It is this one.
    pub this: bool,
    /// It was removed.
    pub removed: bool,
    /// Fingerprint of its keys, 64 lower-case hex characters; `None` for a kit.
    pub fingerprint: Option<String>,
    /// When it was last heard here; `None` for never, and for this one.
    pub heard: Option<super::Moment>,
    /// How it was added; `None` for a kit, and for the device that a person began with.
    pub added: Option<Added>,
}

/// Who adds a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AddedBy {
    /// An earlier device of the same person.
    Device,
    /// The recovery words of a person who lost every device; a device of the other person meets the new one.
    Kit,
}

/// How a device came into an agreement after it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Added {
    /// Who added it.
    pub by: AddedBy,
    /// When.
    pub stamp: Stamp,
}

/// What comes next when a device is added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "step"
)]
pub enum DevicePairing {
    /// Earlier device, or the other person's: show the code, then take the request.
    TakeRequest {
        /// The code and its picture.
        invite: Invite,
    },
    /// Earlier device, or the other person's: carry the offer, compare, then take the new device's word, or its kit's.
    TakeWord {
        /// The offer, to be carried.
        offer: String,
        /// The seven pictures.
        pictures: Vec<Picture>,
    },
    /// Earlier device: the device is added; carry the welcome, then a bundle.
    CarryWelcome {
        /// The welcome, to be carried.
        welcome: String,
    },
    /// New device: carry the request, then take the offer.
    TakeOffer {
        /// The request, to be carried.
        request: String,
    },
    /// New device: compare; by the kit, then type the recovery words.
    Compare {
        /// The seven pictures.
        pictures: Vec<Picture>,
    },
    /// New device: carry its word, then take the welcome.
    TakeWelcome {
        /// The word, to be carried.
        word: String,
    },
    /// New device, by the kit: the agreement is here; carry the kit's word, then take the other person's next bundle.
    CarryAddition {
        /// The kit's word, to be carried.
        addition: String,
        /// Which agreement.
        agreement: AgreementId,
        /// The words that were typed are this vault's recovery words too.
        same_words: bool,
    },
    /// The other person's device: the new one is added; carry a bundle.
    Returned {
        /// Which agreement.
        agreement: AgreementId,
    },
    /// New device: the agreement is here; its acts come with the next bundle.
    Done {
        /// Which.
        agreement: AgreementId,
    },
}

/// A device that is becoming one's own: which pairing, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceJoining {
    /// The pairing, as the next steps name it.
    pub pairing: AgreementId,
    /// Who adds it.
    pub by: AddedBy,
    /// What comes next.
    pub next: DevicePairing,
}
