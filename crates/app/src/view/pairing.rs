//! Pairing in one room: four messages carried by hand, and pictures compared by two people (design §4).
//!
//! Founder: invite → (request) → offer and pictures → welcome. Joiner: (code) → request → (offer) → pictures →
//! (welcome) → joined. Messages are text that can be copied, typed or saved as a file; none is a secret after use.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{AgreementId, Moment};
use super::person::Role;

/// What the founder shows first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Invite {
    /// The code to type, in groups of four.
    pub code: String,
    /// The same code as a QR picture: an `<svg>` element of our own making, black on white, no scripts, no styles.
    pub qr: String,
    /// When it stops working.
    pub until: Moment,
}

/// One of 64 pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// The picture as a character.
    pub symbol: String,
    /// Its plain English name, which is also its key for translation: lower case, letters and hyphens.
    pub name: String,
}

/// Which step a pairing waits for. Names follow what the person has to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "step"
)]
pub enum PairingStep {
    /// Founder: no invite is open.
    NotStarted,
    /// Founder: show the code, then take the other's request.
    TakeRequest {
        /// The code and its picture.
        invite: Invite,
    },
    /// Founder: carry the offer to the other device, then compare.
    CompareThenWelcome {
        /// The offer, to be carried.
        offer: String,
        /// The seven pictures.
        pictures: Vec<Picture>,
    },
    /// Founder: carry the welcome; this side is done.
    CarryWelcome {
        /// The welcome, to be carried.
        welcome: String,
    },
    /// Joiner: carry the request, then take the offer.
    TakeOffer {
        /// The request, to be carried.
        request: String,
    },
    /// Joiner: compare.
    Compare {
        /// The seven pictures.
        pictures: Vec<Picture>,
    },
    /// Joiner: said that the pictures are the same; take the welcome.
    TakeWelcome,
    /// Both people are here.
    Done,
}

/// A pairing as this device sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pairing {
    /// The agreement; for a joiner that of the invite.
    pub agreement: AgreementId,
    /// The reader's role in it.
    pub role: Role,
    /// This device founded the agreement.
    pub founder: bool,
    /// The other's first name, where known; else empty.
    pub other_name: String,
    /// What comes next.
    pub next: PairingStep,
}
