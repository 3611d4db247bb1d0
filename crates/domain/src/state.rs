//! What the fold gives: what is in force and what both people see, without words, dates or clocks.
//!
//! Everything here is derived, and equal on every device that has the same acts. Words that are missing and days
//! that have passed are laid over it by [`crate::dates`] and by whoever shows it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::id::{ActId, DeviceId, PartId, VersionId};
use crate::part::{PartKind, Role};
use crate::refusal::Refusal;

/// The state of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgreementState {
    /// How often the other person validly joined.
    pub joined: Joined,
    /// Who has ended it; both: it is closed.
    pub ended_by: BTreeSet<Role>,
    /// Every device ever validly added, and the kits.
    pub devices: BTreeMap<DeviceId, DeviceState>,
    /// The parts that the two can agree on.
    pub parts: BTreeMap<PartId, PartState>,
    /// What others decided.
    pub decisions: BTreeMap<PartId, DecisionState>,
    /// The label of every use of a mandate or permission.
    pub uses: BTreeMap<ActId, UseLabel>,
    /// Acts that keep their place and have no effect.
    pub refused: BTreeMap<ActId, Refusal>,
    /// Acts beyond a cut: shown, and giving nothing.
    pub beyond: BTreeSet<ActId>,
    /// Acts that wait for an ancestor.
    pub waiting: BTreeSet<ActId>,
    /// Acts that share device, incarnation and seq with another: proof of a copied vault.
    pub forked: BTreeSet<ActId>,
}

/// How often the other person joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Joined {
    /// Not yet.
    NotYet,
    /// Once, as it should be.
    Once,
    /// Twice at the same time: nothing is in force (fold §2.2).
    Twice,
}

/// A device of one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceState {
    /// Whose.
    pub owner: Role,
    /// A recovery kit, not a device.
    pub kit: bool,
    /// A removal of it holds, or what added it gives nothing.
    pub removed: bool,
}

/// A part that the two can agree on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartState {
    /// Its kind.
    pub kind: PartKind,
    /// The one word for it.
    pub standing: Standing,
    /// What else is true of it at the same time.
    pub also: BTreeSet<Standing>,
    /// The version that both agree on, where there is exactly one (fold §3.4).
    pub holds: Option<VersionId>,
    /// Whether `holds` may be acted on: not on hold, paused, suspended or ended.
    pub in_force: bool,
    /// Every version.
    pub versions: BTreeMap<VersionId, VersionState>,
    /// Who owes the next answer, and the act since which.
    pub owes: BTreeMap<Role, ActId>,
}

/// One version of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionState {
    /// Who suggested it.
    pub author: Role,
    /// Whose yes to it is live.
    pub yes: BTreeSet<Role>,
    /// It still stands to be answered, beside whatever holds.
    pub open: bool,
}

/// Something that others decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DecisionState {
    /// The client has seen it.
    pub seen: bool,
    /// The client noted disagreement.
    pub disagreed: bool,
    /// Parts whose refusal it overrides, linked by either: it shows "Magda said no to this".
    pub overrides: BTreeSet<PartId>,
}

/// The word for a part, the same for both people (fold §7). Ordered by precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// Both ended the agreement.
    Closed,
    /// Ended, by a no to what was agreed or by the end of the agreement.
    Ended,
    /// Ended by a take-back.
    TakenBack,
    /// The client said yes and felt pushed; never agreed.
    YesUnderPressure,
    /// Held, suspended, joined twice, or torn between one person's own answers.
    OnHold,
    /// Paused.
    Paused,
    /// Both agree.
    BothAgree,
    /// What was agreed still stands, and a new suggestion lies beside it.
    NewSuggestion,
    /// Several suggestions, none agreed.
    TwoSuggestions,
    /// Answered with no.
    NotAgreed,
    /// The client has not answered yet.
    WaitingForClient,
    /// The keyworker has not answered yet.
    WaitingForKeyworker,
}

/// Whether a mandate was there when it was used (fold §5), before dates are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum UseLabel {
    /// In force, as far as anyone knows.
    Within,
    /// Taken away by an act that the user could not know.
    BeforeTheyKnew,
    /// Not in force, and the user could know.
    WithoutMandate,
}
