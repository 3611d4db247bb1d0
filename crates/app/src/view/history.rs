//! What happened, as both may read it: one line per act, oldest first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, PartId};
use super::person::{Role, Stamp};

/// What an act did, in words a person knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Happened {
    /// Founded the agreement.
    Founded,
    /// Joined it.
    Joined,
    /// Added a device of their own.
    AddedDevice,
    /// Removed a device of their own.
    RemovedDevice,
    /// Suggested words.
    Suggested,
    /// Suggested something else.
    SomethingElse,
    /// Said yes.
    Yes,
    /// Said yes, under pressure.
    YesUnderPressure,
    /// Said no.
    No,
    /// Said not now.
    NotNow,
    /// Said it differently.
    Differently,
    /// Took back a yes.
    TookBack,
    /// Said that they felt pushed.
    FeltPushed,
    /// Replied.
    Replied,
    /// Wrote down a no, take-back or pause.
    Held,
    /// Wrote down a yes; counts as nothing.
    NotedYes,
    /// Shared a decision.
    SharedDecision,
    /// Has seen a decision.
    Seen,
    /// Does not agree with a decision.
    Disagreed,
    /// Linked a decision to what was refused.
    Linked,
    /// Used a mandate or permission.
    Used,
    /// Answered a use.
    AnsweredUse,
    /// Paused.
    Paused,
    /// Resumed.
    Resumed,
    /// Ended the agreement.
    Ended,
    /// Met or called somebody, or answered to that.
    Contact,
    /// Shared a check-in.
    Checkin,
    /// Did a step; of a promise: kept it.
    StepDone,
    /// A step became something else, or moved to another day.
    StepChanged,
    /// Not this time; of a promise: did not keep it.
    StepNotThisTime,
    /// Said hello.
    Hello,
    /// Wrote a card about themselves.
    Card,
    /// Is away.
    Away,
    /// Is back earlier.
    Back,
    /// Set the next time.
    SetMeeting,
    /// Moved a meeting.
    MovedMeeting,
    /// Called a meeting off.
    CalledOff,
    /// Erased words, or answered to that.
    Erased,
    /// A device has received something.
    Received,
    /// Copied text into the organisation's record.
    CopiedForRecord,
    /// Something this app is too old to read.
    Unknown,
}

/// What became of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Passed {
    /// It counts.
    Counts,
    /// It waits for something earlier.
    Waits,
    /// The rules gave it no effect.
    NoEffect,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// The act.
    pub id: ActId,
    /// Who.
    pub by: Role,
    /// What.
    pub happened: Happened,
    /// The part it is about.
    pub part: Option<PartId>,
    /// The words of the version it is about, if here.
    pub about: Option<String>,
    /// The words of the act itself, if here.
    pub words: Option<String>,
    /// When.
    pub stamp: Stamp,
    /// What became of it.
    pub passed: Passed,
}
