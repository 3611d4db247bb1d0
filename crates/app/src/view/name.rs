//! Names and times as a face writes them: text and numbers that the use cases parse into the rooms' own types.
//!
//! They are kept apart by type so that a part cannot be passed for an agreement. Nothing is checked here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        pub struct $name(pub String);
    };
}

name! {
    /// A vault of this home: 32 lower-case hex characters.
    VaultId
}
name! {
    /// An agreement: 64 lower-case hex characters, the id of its founding act.
    AgreementId
}
name! {
    /// A part: 64 lower-case hex characters, the id of its first suggest or decision act.
    PartId
}
name! {
    /// An act, and so also a version or a use: 64 lower-case hex characters.
    ActId
}
name! {
    /// A calendar day, `2027-05-03`.
    Day
}

/// Unix seconds, UTC. A claimed one is shown as claimed (law 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Moment(pub i64);
