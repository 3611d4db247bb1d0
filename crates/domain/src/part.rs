//! What an agreement consists of: people, kinds of part, and the fields of a version that the fold reads.
//!
//! The words are in bodies, which the rules never read. What a keyworker must pass on by law is not agreeable
//! and so is no kind here (design §3).

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::id::{PartId, VersionId};
use crate::time::Day;

/// The two people of an agreement.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "camelCase")]
#[cbor(index_only)]
pub enum Role {
    /// The person whom it is about.
    #[n(0)]
    Client,
    /// The professional.
    #[n(1)]
    Keyworker,
}

impl Role {
    /// The other of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Client => Self::Keyworker,
            Self::Keyworker => Self::Client,
        }
    }

    /// Both, client first.
    pub const BOTH: [Self; 2] = [Self::Client, Self::Keyworker];
}

/// The kinds of part that the two can agree on (design §3, "Parts").
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "camelCase")]
#[cbor(index_only)]
pub enum PartKind {
    /// What the two work together for.
    #[n(0)]
    Purpose,
    /// Where the client wants to get, in the client's words.
    #[n(1)]
    Goal,
    /// Who does what next.
    #[n(2)]
    Step,
    /// What the keyworker may do for the client, towards whom, about what.
    #[n(3)]
    Mandate,
    /// Whom the keyworker may tell what; a legal consent, never bundled with an answer to a plan.
    #[n(4)]
    Permission,
    /// When they meet, who stands in, how long.
    #[n(5)]
    Arrangement,
}

impl PartKind {
    /// Mandates and permissions give power; law 8 and pauses treat them more strictly.
    #[must_use]
    pub fn gives_power(self) -> bool {
        matches!(self, Self::Mandate | Self::Permission)
    }
}

/// Who does a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "camelCase")]
#[cbor(index_only)]
pub enum Doer {
    /// The client.
    #[n(0)]
    Client,
    /// The keyworker.
    #[n(1)]
    Keyworker,
    /// Both.
    #[n(2)]
    Both,
}

/// A version of a part, without its words: what a suggest act carries in its header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "camelCase")]
#[cbor(map)]
pub struct Suggestion {
    /// The kind of part; the same in every version of one part.
    #[n(0)]
    pub part_kind: PartKind,
    /// The versions that this one was written from; at most [`PARENT_VERSIONS_MAX`].
    #[n(1)]
    #[serde(default)]
    pub parents: Vec<VersionId>,
    /// The version that this one answers, when it is *something else* (fold §3.1).
    #[n(2)]
    #[serde(default)]
    pub answers: Option<VersionId>,
    /// Language of the words, a BCP 47 tag of at most 16 characters.
    #[n(3)]
    #[serde(default)]
    pub language: String,
    /// The last day that the version is meant for, in the time zone of whoever reads it.
    #[n(4)]
    #[serde(default)]
    pub until: Option<Day>,
    /// A goal or step: the day it is meant to be reached.
    #[n(5)]
    #[serde(default)]
    pub by: Option<Day>,
    /// A goal: how near it is, 0 to 10, as the suggester sees it.
    #[n(6)]
    #[serde(default)]
    pub near: Option<u8>,
    /// A step: who does it.
    #[n(7)]
    #[serde(default)]
    pub doer: Option<Doer>,
    /// A step: the goal it leads to.
    #[n(8)]
    #[serde(default)]
    pub goal: Option<PartId>,
    /// The body holds a reason. A keyworker's suggestion always does (law 10).
    #[n(9)]
    #[serde(default)]
    pub reasoned: bool,
    /// The body holds the proof of this part from an earlier agreement (design §3, carried over).
    #[n(10)]
    #[serde(default)]
    pub carried: bool,
}

/// How many versions a version can be written from.
pub const PARENT_VERSIONS_MAX: usize = 8;

/// Something that others decided (law 6), without its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "camelCase")]
#[cbor(map)]
pub struct Decision {
    /// The part whose refusal this decision overrides, if any.
    #[n(0)]
    #[serde(default)]
    pub overrides: Option<PartId>,
    /// Language of the words, a BCP 47 tag of at most 16 characters.
    #[n(1)]
    #[serde(default)]
    pub language: String,
    /// The last day that it applies.
    #[n(2)]
    #[serde(default)]
    pub until: Option<Day>,
    /// The last day for an appeal.
    #[n(3)]
    #[serde(default)]
    pub appeal_until: Option<Day>,
}
