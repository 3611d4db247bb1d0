//! What a version says besides its words: the fields of each kind of part (design §3, "Parts").

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{Day, PartId};

/// The kinds of part, decisions by others among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PartKind {
    /// What the two work together for.
    Purpose,
    /// Where the client wants to get.
    Goal,
    /// Who does what next.
    Step,
    /// What the keyworker may do for the client.
    Mandate,
    /// Whom the keyworker may tell what.
    Permission,
    /// When they meet, who stands in, how long.
    Arrangement,
    /// Decided by others; never agreed (law 6).
    Decision,
}

/// Who does a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Doer {
    /// The client.
    Client,
    /// The keyworker.
    Keyworker,
    /// Both.
    Both,
}

/// Somebody outside who can help with an appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Helper {
    /// Who, in the writer's words.
    pub name: String,
    /// A telephone number as written; may be empty.
    pub number: String,
}

/// The fields of a version, by kind. Filled-in text stands in the words too, and is shown bold there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum Terms {
    /// No fields.
    Purpose,
    /// How near and by when.
    Goal {
        /// 0 to 10, as the suggester sees it.
        near: Option<u8>,
        /// The day it is meant to be reached.
        by: Option<Day>,
    },
    /// Who and by when.
    Step {
        /// Who does it.
        doer: Doer,
        /// By when.
        by: Option<Day>,
        /// The goal it leads to.
        goal: Option<PartId>,
    },
    /// May do *this*, towards *whom*, about *what*, until *when*.
    Mandate {
        /// What the keyworker may do.
        task: String,
        /// Towards whom.
        toward: String,
        /// About what.
        about: String,
        /// The last day.
        until: Option<Day>,
    },
    /// May tell *whom* *what*, until *when*.
    Permission {
        /// Whom; always named.
        recipient: String,
        /// What.
        what: String,
        /// The last day.
        until: Option<Day>,
    },
    /// How long, and who stands in.
    Arrangement {
        /// Who stands in, as written; may be empty.
        stand_in: String,
        /// The last day.
        until: Option<Day>,
    },
    /// Who decided, by which law, and what can be done about it.
    Decision {
        /// Who decided.
        decided_by: String,
        /// Which law, with its section or reference.
        law: String,
        /// From which day.
        from: Option<Day>,
        /// The last day.
        until: Option<Day>,
        /// What the client can still choose, a line each.
        choices: Vec<String>,
        /// How to appeal, in plain words.
        appeal: String,
        /// The last day for an appeal.
        appeal_until: Option<Day>,
        /// Who can help with it.
        helper: Option<Helper>,
        /// The part that was refused and that this comes back as.
        overrides: Option<PartId>,
    },
}
