//! What happened, as both may read it: one line per act, oldest first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{ActId, AgreementId, PartId};
use super::person::{Role, Stamp};
use super::version::WordsState;

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
    /// Came back with a new device, which their recovery words added.
    AddedDeviceByKit,
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
    /// Met or called somebody.
    Contact,
    /// Put a voice beside a contact.
    ContactReplied,
    /// Said of a contact that it was not like that.
    ContactContested,
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
    /// The words before these, where this suggests other words for something, if here.
    pub was: Option<String>,
    /// The words of the act itself, if here.
    pub words: Option<String>,
    /// Whether the words of the act are here.
    pub words_state: WordsState,
    /// Another act has the same place in the same chain: proof that a device was copied.
    pub twin: bool,
    /// When.
    pub stamp: Stamp,
    /// What became of it.
    pub passed: Passed,
}

/// What a line of the history is about, for those who look for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// Suggestions and answers.
    Words,
    /// Mandates and permissions: uses, pauses, what was stopped.
    Powers,
    /// What others decided.
    Decisions,
    /// Contacts, check-ins and what else the two tell each other.
    Journal,
    /// Devices, files, copies and erasing.
    Keeping,
}

/// Asks for some of the history, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Leafing {
    /// The agreement.
    pub agreement: AgreementId,
    /// Only what is about this part.
    pub part: Option<PartId>,
    /// Only what is about this.
    pub theme: Option<Theme>,
    /// Only what stands before this act; `None` begins with the newest.
    pub before: Option<ActId>,
    /// How many at most, up to 200.
    pub most: u32,
}

/// Some of the history, the newest first, and what is told above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryLeaf {
    /// The lines.
    pub entries: Vec<HistoryEntry>,
    /// There is more before them.
    pub more: bool,
    /// Something that others build on has not come here yet.
    pub gaps: bool,
    /// People whose device was copied, and both copies wrote.
    pub copied: Vec<Role>,
    /// The number by which true copies of the agreement are known, as on paper.
    pub number: String,
}
