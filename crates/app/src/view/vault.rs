//! Vaults of this home: opening, creating, the recovery kit, and what changed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{AgreementId, Moment, VaultId};
use super::person::Role;

/// A vault in the list, before it is opened. Nothing about care is readable here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VaultEntry {
    /// The vault.
    pub id: VaultId,
    /// The name that its owner gave it for this list.
    pub name: String,
    /// Seconds until the next try is taken, after wrong ones; 0 for none.
    pub wait_seconds: u32,
}

/// What the first screen needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Home {
    /// The vaults, by name.
    pub vaults: Vec<VaultEntry>,
    /// The vault that is open, if any.
    pub open: Option<Session>,
    /// The language chosen on this device, a BCP 47 tag; `None` follows the system.
    pub language: Option<String>,
}

/// An open vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The vault.
    pub vault: VaultId,
    /// Its name.
    pub name: String,
    /// What its owner is here.
    pub role: Role,
    /// The recovery words have been written down and checked.
    pub kit_checked: bool,
    /// When the copy was made that this vault was brought back from, if it was and the copy says so.
    pub copy_of: Option<Moment>,
}

/// What is needed to create a vault.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewVault {
    /// The name for the list, 1 to 60 characters.
    pub name: String,
    /// What its owner is here.
    pub role: Role,
    /// The passphrase, verbatim, at least 8 characters.
    pub passphrase: String,
}

/// The recovery words, shown until they have been checked once; then they exist on paper only.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Kit {
    /// The 24 words in order.
    pub words: Vec<String>,
    /// Three positions to ask for, counted from 1.
    pub ask: Vec<u8>,
}

/// One word of the kit, as typed for the check.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KitWord {
    /// Its position, counted from 1.
    pub position: u8,
    /// The word.
    pub word: String,
}

/// What changed; screens ask again. No content travels with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "what"
)]
pub enum Change {
    /// The vault was locked; the screen must be empty at once.
    Locked,
    /// The vault locks by itself after so many seconds, unless somebody touches the window: keep what is typed.
    LocksSoon {
        /// How many; 0 for at once.
        seconds: u32,
    },
    /// The list of vaults or of agreements.
    Lists,
    /// One agreement.
    Agreement {
        /// Which.
        id: AgreementId,
    },
}
