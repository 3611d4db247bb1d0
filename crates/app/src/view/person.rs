//! The two people of an agreement, when they said something, and what their devices have confirmed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::Moment;

/// The two people of an agreement (design §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// The person whom it is about.
    Client,
    /// The professional.
    Keyworker,
}

/// When something was said: as claimed, and when it came here (law 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Stamp {
    /// As the writing device claims.
    pub claimed: Moment,
    /// When it came to this device; `None` for what was written here.
    pub arrived: Option<Moment>,
}

/// The other person's device has something durably, on that device's own signed receipt (law 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// Whose device.
    pub who: Role,
    /// What the device is called, where it has told; else `None`.
    pub device: Option<String>,
    /// When the receipt says it came, as claimed.
    pub at: Moment,
}
