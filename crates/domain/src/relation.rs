//! What the acts of the relationship carry in their headers: how a step ended, when the two meet next (design §3).
//!
//! All of them only tell. Nothing here changes what is agreed, what is in force or who owes what; the words lie in the
//! bodies. Which meeting or absence is still to come is a view over the days, and no rule reads it (law 7).

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::time::Day;

/// How a step ended, in the word of one who does it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "camelCase")]
#[cbor(index_only)]
pub enum Ending {
    /// Done; of a promise: kept.
    #[n(0)]
    Done,
    /// It became something else, or moved to another day.
    #[n(1)]
    Changed,
    /// Not this time; of a promise: not kept.
    #[n(2)]
    NotThisTime,
}

/// When the two meet: a day, and perhaps a time on the clock of the place, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct When {
    /// The day.
    pub day: Day,
    /// Minutes since midnight, below [`MINUTES_OF_A_DAY`].
    #[serde(default)]
    pub minute: Option<u16>,
}

/// The minutes of a day.
pub const MINUTES_OF_A_DAY: u16 = 24 * 60;
/// How many meetings one meeting can take the place of: one, and more only where several were set at once.
pub const MOVED_MAX: usize = 8;
