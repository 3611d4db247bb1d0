//! Sync nearby, as a face shows it: what happens between opening and closing, one thing after the other.
//!
//! Nothing in here comes from a device whose keys were not compared: until `Connected`, nobody is named.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::exchange::Arrival;
use super::name::AgreementId;
use super::pairing::Pairing;
use super::person::Role;
use crate::error::Code;

/// How another device reaches this one where the network hides devices from each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NearbyCode {
    /// The code to type, in groups of four. Good until nearby is closed.
    pub code: String,
    /// The same code as a QR picture: an `<svg>` element of our own making, black on white, no scripts, no styles.
    pub qr: String,
}

/// What happens while nearby is open. A talk is one connection; its events carry its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "what"
)]
pub enum NearbyEvent {
    /// Nearby is open.
    Started {
        /// What to show where the network keeps devices apart.
        code: NearbyCode,
        /// This network lets devices look for each other; if not, only the code is left.
        looking: bool,
    },
    /// Nearby is open so that two people are connected, by letters that one shows and the other types.
    Room {
        /// The letters to type, in two groups of four; none on the device where they were typed. Good for one opening.
        letters: Option<String>,
        /// What can be carried to the other device instead, where the network keeps devices apart.
        code: NearbyCode,
        /// This network lets devices look for each other.
        looking: bool,
    },
    /// A message of pairing came, and a step was taken.
    Pairing {
        /// Where the pairing stands now.
        pairing: Pairing,
    },
    /// A device with this app is near. Whose it is, is not known yet.
    Found,
    /// Its keys are those of somebody this vault has agreements with.
    Connected {
        /// The talk.
        talk: u32,
        /// The first name of the device's person, as written here.
        who: String,
        /// That person's role.
        role: Role,
        /// It is a further device of this vault's own person.
        own: bool,
        /// The agreements that are brought level.
        agreements: Vec<AgreementId>,
    },
    /// Something was taken in and is durable here.
    TookIn {
        /// The talk.
        talk: u32,
        /// What it was.
        arrival: Arrival,
    },
    /// Something was handed over. Whether they have it, only their signed receipt says.
    Sent {
        /// The talk.
        talk: u32,
        /// How many acts were in it.
        acts: u32,
    },
    /// Neither has anything new for the other.
    Done {
        /// The talk.
        talk: u32,
    },
    /// A talk ended early, or a code led nowhere. Nearby stays open.
    Fault {
        /// The talk; none when there was no connection.
        talk: Option<u32>,
        /// Why, with its remedy.
        code: Code,
    },
    /// Nearby is closed. Nothing comes after it.
    Closed,
}
