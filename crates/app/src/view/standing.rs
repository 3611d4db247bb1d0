//! Where a part stands, in the words of design §3, and who owes what. Derived by the fold, never stored.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::{Day, Moment};
use super::person::Role;

/// The status words; the same for both people (design §3, fold §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// Waiting for the client; to the client: *New for you. No hurry.*
    WaitingForClient,
    /// Waiting for the keyworker.
    WaitingForKeyworker,
    /// Both agree.
    BothAgree,
    /// Not agreed.
    NotAgreed,
    /// New suggestion; what was agreed still stands.
    NewSuggestion,
    /// Two suggestions.
    TwoSuggestions,
    /// Yes, under pressure; never agreed.
    YesUnderPressure,
    /// Taken back.
    TakenBack,
    /// On hold.
    OnHold,
    /// Paused.
    Paused,
    /// Decided by others.
    Decided,
    /// Ended.
    Ended,
    /// The agreement is closed.
    Closed,
}

/// Why something is on hold, so that it can be said in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HoldCause {
    /// The keyworker noted a no, take-back or pause that the client gave otherwise.
    Noted,
    /// Something that takes away has come and waits for an earlier act.
    Waiting,
    /// Two people joined in the other role at once.
    TwoJoins,
    /// One person's own answers, given at the same time on two devices, do not agree.
    Torn,
    /// An act of a newer app takes away.
    NewerApp,
}

/// A standing with what is said beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StandingView {
    /// The word that comes first by precedence.
    pub word: Standing,
    /// Since when, as claimed; `None` where no single act made it so.
    pub since: Option<Moment>,
    /// Whose act made it so (who took back, who ended, who paused).
    pub by: Option<Role>,
    /// Only with [`Standing::OnHold`].
    pub cause: Option<HoldCause>,
    /// The other words that are also true, in order of precedence.
    pub also: Vec<Standing>,
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Wants {
    /// An answer.
    Answer,
    /// A near step under a far goal; always the keyworker's debt.
    NearStep,
}

/// Who owes what, since when (fold §7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Debt {
    /// Who owes.
    pub who: Role,
    /// What.
    pub wants: Wants,
    /// Since when, as claimed.
    pub since: Moment,
    /// The day that the one who owes has named, if any.
    pub day: Option<Day>,
    /// What the other said with the act since which it is owed, if anything and if here: the words of a no, other
    /// words, *I felt pushed*. A mere suggestion's words stand on the part.
    pub said: Option<String>,
    /// A day that the other named with it.
    pub said_day: Option<Day>,
}
