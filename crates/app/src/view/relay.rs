//! The relay, as a face shows it: whether an agreement uses one, how it goes, and how far one's words have come.
//!
//! Nothing here is the relay's own word but how full the mailbox is. What somebody *has*, only their device's signed
//! receipt says (law 12); what lies at the relay is with nobody yet. Keys are left out; a card holds one, and is shown
//! only when asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{AgreementId, Moment, PartId};
use super::person::Delivery;
use crate::error::Code;

/// Whether an agreement uses a relay, and how far that has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RelayState {
    /// Nothing goes out. The first state of every agreement.
    Off,
    /// A mailbox is to be opened; the relay has not said yes yet.
    Opening,
    /// A card was taken; the relay has not let this device in yet.
    Joining,
    /// It works, or would if the relay could be reached.
    On,
    /// This device has no place in the mailbox any more. Other roads work; a new card or a new mailbox helps.
    Gone,
}

/// How much of the mailbox this device's own bundles take, as the relay said last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelayFullness {
    /// Own bundles there.
    pub bundles: u32,
    /// How many there may be.
    pub bundles_max: u32,
    /// Their size in bytes.
    pub bytes: u32,
    /// How many bytes there may be.
    pub bytes_max: u32,
    /// How many days the relay keeps a bundle.
    pub keep_days: u32,
}

/// How one agreement and its relay get on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelayView {
    /// The agreement.
    pub agreement: AgreementId,
    /// Whether it is used.
    pub state: RelayState,
    /// Where the relay is; `None` when it is off.
    pub address: Option<String>,
    /// Since when it was turned on; `None` when it is off.
    pub since: Option<Moment>,
    /// Something of the other person's came through this mailbox: they are in it, and need no card.
    pub other_joined: bool,
    /// The device of the other person's that was heard from last, by whatever road, and when.
    pub heard: Option<Delivery>,
    /// When the relay last answered as it should.
    pub last_success: Option<Moment>,
    /// What is wrong now, with its remedy.
    pub trouble: Option<Code>,
    /// Since when.
    pub trouble_since: Option<Moment>,
    /// Own acts that are on this device only, as far as is known.
    pub here: u32,
    /// Own acts that lie at the relay; nobody has signed for them.
    pub at_relay: u32,
    /// Own acts that went out by another road; nobody has signed for them.
    pub on_its_way: u32,
    /// Own acts that a device of the other has, on its own signed word.
    pub there: u32,
    /// How full the mailbox is; `None` until the relay said so.
    pub fullness: Option<RelayFullness>,
    /// An earlier mailbox of this agreement is still read until it is empty.
    pub old_read: bool,
}

/// A card to show: for the other person, or for a further device of one's own. It works once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelayCard {
    /// The code to type, in groups of four.
    pub code: String,
    /// The same code as a QR picture: an `<svg>` element of our own making, black on white, no scripts, no styles.
    pub qr: String,
    /// When it stops working.
    pub until: Moment,
    /// The relay knows of it. Before that it can be shown, and works when the relay has been reached.
    pub ready: bool,
}

/// A relay that this vault knows; one for many agreements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelayKnown {
    /// Where it is.
    pub address: String,
    /// How many agreements use it.
    pub agreements: u32,
}

/// Turning a relay on for an agreement, or changing to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddingRelay {
    /// The agreement.
    pub agreement: AgreementId,
    /// The text of a relay's card, or its address. `None`: the relay that this vault took last.
    pub relay: Option<String>,
}

/// Taking the card of a mailbox that the other person, or another device of one's own, shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JoiningRelay {
    /// The agreement.
    pub agreement: AgreementId,
    /// The text of the card.
    pub card: String,
}

/// A mailbox with which something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelayTrouble {
    /// The agreement.
    pub agreement: AgreementId,
    /// What.
    pub code: Code,
}

/// What came of talking to relays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncView {
    /// Questions that were asked.
    pub asked: u32,
    /// Bundles that relays have durably now.
    pub put: u32,
    /// Bundles that came.
    pub came: u32,
    /// Acts in them that passed and count now.
    pub applied: u32,
    /// How many wait for something earlier.
    pub waiting: u32,
    /// How many pieces were kept aside.
    pub aside: u32,
    /// Agreements in which something changed.
    pub agreements: Vec<AgreementId>,
    /// Parts that read differently now.
    pub changed: Vec<PartId>,
    /// What is wrong, for each mailbox that something is wrong with.
    pub troubles: Vec<RelayTrouble>,
}
