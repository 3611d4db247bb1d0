//! Sending and receiving by file. What came is shown before it is taken in (design §5).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{AgreementId, PartId};
use super::person::Role;
use crate::error::Code;

/// A file that was written for the other person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SentFile {
    /// The whole path, for people to read.
    pub path: String,
    /// The file's name alone.
    pub name: String,
    /// The folder's path.
    pub folder: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// How many acts are in it; 0 for a pairing message.
    pub acts: u32,
}

/// One bundle in a file that came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    /// The agreement, when it is one of this vault's.
    pub agreement: Option<AgreementId>,
    /// The sender's first name, when the bundle could be opened.
    pub sender: Option<String>,
    /// The sender's role, when it could be opened.
    pub role: Option<Role>,
    /// How many acts in it are new here.
    pub new_acts: u32,
    /// How many are here already.
    pub known_acts: u32,
    /// How many changes of the agenda and of shared drafts are new here. None of them is an act.
    pub living: u32,
    /// How many acts it builds on that are not here yet.
    pub gaps: u32,
    /// What is wrong with it, if anything.
    pub problem: Option<Code>,
}

/// A file that came, before anything is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArrivedFile {
    /// The bundles in it, in order.
    pub envelopes: Vec<Envelope>,
}

/// What taking in has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Arrival {
    /// The bundles, with what is true after taking in.
    pub envelopes: Vec<Envelope>,
    /// How many acts passed and count now.
    pub applied: u32,
    /// How many wait for something earlier.
    pub waiting: u32,
    /// How many pieces were kept aside.
    pub aside: u32,
    /// Parts that read differently now.
    pub changed: Vec<PartId>,
}
