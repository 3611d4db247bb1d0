//! An act: one signed deed by one person on one device, as the fold sees it (design §3).
//!
//! Only the header is here. The body with the words lies beside, and no rule reads it. Signatures are checked by
//! `sync` before an act is made from bytes; the bytes themselves are in [`crate::encode`].

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::id::{ActId, AgreementId, DeviceId, Incarnation, PartId, VersionId};
use crate::part::{Decision, Role, Suggestion};
use crate::relation::{Ending, When};
use crate::time::{Claimed, Day};

/// An act with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The name: the hash of the signed bytes.
    pub id: ActId,
    /// All that the fold needs.
    #[serde(flatten)]
    pub header: Header,
}

/// Everything that is signed about an act but its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// The agreement; `None` only in the founding act, whose own name becomes it.
    #[serde(default)]
    pub agreement: Option<AgreementId>,
    /// Who did it.
    pub author: Role,
    /// On which device, or with which kit.
    pub device: DeviceId,
    /// In which life of the device's copy.
    pub incarnation: Incarnation,
    /// Place in the chain of (agreement, device, incarnation), from 0.
    pub seq: u64,
    /// The device's own act before this one in the incarnation; `None` at 0.
    #[serde(default)]
    pub prev: Option<ActId>,
    /// The heads of all that the device had applied (fold §1.1).
    #[serde(default)]
    pub parents: Vec<ActId>,
    /// At `seq` 0: the last act of an earlier incarnation that this one continues.
    #[serde(default)]
    pub continues: Option<ActId>,
    /// Verified acts that the device held and that still waited (fold §1.3).
    #[serde(default)]
    pub waiting: Vec<ActId>,
    /// Whether it gives, takes away or tells; for known deeds it must be [`Deed::effect`].
    pub effect: Effect,
    /// What it is about.
    pub subject: Subject,
    /// What was done.
    pub deed: Deed,
    /// When, as the device claims.
    #[serde(default)]
    pub claimed: Claimed,
    /// Commitment to the body; `None` when the act has no words.
    #[serde(default)]
    pub commitment: Option<[u8; 32]>,
}

/// What an act does to what is in force.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "camelCase")]
#[cbor(index_only)]
pub enum Effect {
    /// It can bring something into force.
    #[n(0)]
    Gives,
    /// It can stop something.
    #[n(1)]
    TakesAway,
    /// It changes nothing that is in force.
    #[n(2)]
    Tells,
}

/// What an act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// The agreement or nothing in particular.
    None,
    /// A part that this act itself puts forward.
    New,
    /// An existing part.
    Part(PartId),
    /// Every mandate and permission.
    All,
}

/// Where a removal draws the line in one incarnation of the removed device (fold §2.4).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "camelCase")]
#[cbor(map)]
pub struct Cut {
    /// The incarnation. One that is not listed is cut before its first act.
    #[n(0)]
    pub incarnation: Incarnation,
    /// The last act that the remover vouches for.
    #[n(1)]
    pub last: ActId,
}

/// An answer to a version.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "camelCase")]
#[cbor(index_only)]
pub enum Choice {
    /// Yes, to these exact words.
    #[n(0)]
    Yes,
    /// *I say yes, but I feel pushed*, visible to the other: never a yes (fold §3.8).
    #[n(1)]
    YesPushed,
    /// No.
    #[n(2)]
    No,
    /// Not now; settles what is owed, changes nothing.
    #[n(3)]
    NotNow,
}

/// What the client said otherwise, as a keyworker noted it in a hold.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "camelCase")]
#[cbor(index_only)]
pub enum Noted {
    /// A no to a version.
    #[n(0)]
    No,
    /// A taking back of a yes.
    #[n(1)]
    TakeBack,
    /// A pause.
    #[n(2)]
    Pause,
}

/// What was done. Codes on the wire are in [`crate::encode`]; who may do it when, in [`crate::rules`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum Deed {
    /// Founds the agreement. The author's role and first device are the header's.
    Found {
        /// The device's X-Wing public key, for wrapping sending keys.
        #[serde(default)]
        wrap_key: Vec<u8>,
        /// The author's recovery signing key (the kit).
        recovery: DeviceId,
    },
    /// The other person joins with their first device.
    Join {
        /// The device's X-Wing public key.
        #[serde(default)]
        wrap_key: Vec<u8>,
        /// The author's recovery signing key.
        recovery: DeviceId,
        /// The founder's device whose key was compared in the room.
        compared: DeviceId,
        /// That device's signature over the joiner's keys and the pairing transcript; checked by `sync`.
        #[serde(default)]
        admission: Vec<u8>,
    },
    /// Adds a device of the author's own.
    AddDevice {
        /// The new device.
        device: DeviceId,
        /// Its X-Wing public key.
        #[serde(default)]
        wrap_key: Vec<u8>,
        /// The new device's signature; checked by `sync`.
        #[serde(default)]
        countersignature: Vec<u8>,
    },
    /// Removes a device of the author's own, with a cut per incarnation.
    RemoveDevice {
        /// The device.
        device: DeviceId,
        /// The last acts vouched for.
        #[serde(default)]
        cuts: Vec<Cut>,
    },
    /// Ends the agreement from the author's side.
    End,
    /// Puts a version forward, and is its author's yes.
    Suggest(Suggestion),
    /// Answers a version.
    Answer {
        /// The version.
        version: VersionId,
        /// The answer.
        choice: Choice,
        /// A day by which a fuller answer comes; settles what is owed.
        #[serde(default)]
        day: Option<Day>,
        /// The body holds a reason. A keyworker's no always does (law 10).
        #[serde(default)]
        reasoned: bool,
    },
    /// Takes back the author's yes to a version; a keyworker gives a reason.
    TakeBack {
        /// The version.
        version: VersionId,
        /// The body holds a reason.
        #[serde(default)]
        reasoned: bool,
    },
    /// *I felt pushed*, said later and visible: a take-back of the yes to a version.
    FeltPushed {
        /// The version.
        version: VersionId,
    },
    /// Other words beside the text: a no to the wording only.
    SayDifferently {
        /// The version.
        version: VersionId,
    },
    /// Words in reply to a no, to other words or to a disagreement, perhaps naming a day.
    Reply {
        /// The act replied to.
        to: ActId,
        /// A day by which more comes.
        #[serde(default)]
        day: Option<Day>,
    },
    /// Shares what others decided; its own kind of part.
    Decide(Decision),
    /// The client has seen a decision; it does not mean yes.
    Seen {
        /// The decision.
        decision: PartId,
    },
    /// The client disagrees with a decision; this is not an appeal.
    Disagree {
        /// The decision.
        decision: PartId,
    },
    /// The client links a decision to the part whose refusal it overrides.
    Link {
        /// The decision.
        decision: PartId,
        /// The part.
        part: PartId,
    },
    /// The keyworker's note of a no, take-back or pause that the client gave otherwise; stops at once.
    Hold {
        /// What the client said.
        noted: Noted,
    },
    /// The keyworker's note of a yes that the client gave otherwise; counts as nothing (law 3).
    NotedYes {
        /// The version.
        version: VersionId,
    },
    /// A use of a mandate or permission.
    Use {
        /// The version it was used under.
        version: VersionId,
        /// When, as claimed.
        #[serde(default)]
        at: Claimed,
    },
    /// The client's word on a use; changes no label.
    AnswerUse {
        /// The use.
        used: ActId,
        /// Whether it was all right.
        fine: bool,
    },
    /// Pauses a mandate or permission, or all of them.
    Pause,
    /// Lifts the author's own pauses that it saw.
    Resume,
    /// Somebody met or called somebody.
    Contact {
        /// The mandate it was under, if any.
        #[serde(default)]
        mandate: Option<VersionId>,
        /// When, as claimed.
        #[serde(default)]
        at: Claimed,
    },
    /// The second voice beside a contact.
    ContactReply {
        /// The contact.
        contact: ActId,
    },
    /// *It was not like that.*
    ContactContest {
        /// The contact.
        contact: ActId,
    },
    /// A check-in that was private and is now shared.
    ShareCheckin,
    /// How a step ended for one who does it: a keyworker's promise is kept, moved with a word or not kept.
    CloseStep {
        /// The version of the step.
        version: VersionId,
        /// How.
        ending: Ending,
        /// The day to which it moved; only where it changed.
        #[serde(default)]
        day: Option<Day>,
        /// The body holds a word. A keyworker's does unless it is done.
        #[serde(default)]
        reasoned: bool,
    },
    /// A few typed words from a person; nothing is expected back.
    Hello,
    /// What the author wants the other to know of them: *about me*, or a keyworker's *open card*.
    Card,
    /// The author is away on these days, the first and the last with them; the body says who instead.
    Away {
        /// The first day.
        from: Day,
        /// The last day.
        until: Day,
    },
    /// The author is back before the last day.
    Back {
        /// The author's own [`Deed::Away`] that this ends.
        away: ActId,
    },
    /// The next time the two meet, another time for one that was set, or the calling off of it.
    Meet {
        /// When; `None` calls off.
        #[serde(default)]
        when: Option<When>,
        /// The meetings that it takes the place of, at most [`crate::relation::MOVED_MAX`].
        #[serde(default)]
        moves: Vec<ActId>,
        /// The body holds a word. A keyworker who moves or calls off gives one.
        #[serde(default)]
        reasoned: bool,
    },
    /// Deletes the words of acts on the eraser's devices.
    Erase {
        /// The acts whose bodies go.
        targets: Vec<ActId>,
    },
    /// The other side's answer to an erasure.
    AnswerErase {
        /// The erasure.
        erase: ActId,
        /// True when the words were kept, because of what the body says.
        kept: bool,
    },
    /// What a device has received, at most once per receive (fold §1.4).
    Receipt {
        /// Heads of what came.
        received: Vec<ActId>,
    },
    /// Text went into the organisation's record; the body says which.
    CopyForRecord,
    /// A deed of a newer app: kept, counted, and judged by its effect alone.
    Unknown {
        /// Its code on the wire.
        code: u16,
    },
}

impl Deed {
    /// The effect that a deed has by its nature; `None` for an unknown one, whose header says it.
    ///
    /// Every deed that takes away names a part or all (fold §1.3), an erasure only when it is about a part.
    #[must_use]
    pub fn effect(&self, subject: Subject) -> Option<Effect> {
        Some(match self {
            Self::Found { .. } | Self::Join { .. } | Self::AddDevice { .. } => Effect::Gives,
            Self::Suggest(_) | Self::Resume => Effect::Gives,
            Self::Answer {
                choice: Choice::Yes,
                ..
            } => Effect::Gives,
            Self::Answer {
                choice: Choice::No, ..
            } => Effect::TakesAway,
            Self::Answer {
                choice: Choice::YesPushed | Choice::NotNow,
                ..
            } => Effect::Tells,
            Self::RemoveDevice { .. } | Self::End | Self::Hold { .. } | Self::Pause => {
                Effect::TakesAway
            }
            Self::TakeBack { .. } | Self::FeltPushed { .. } => Effect::TakesAway,
            Self::Erase { .. } if matches!(subject, Subject::Part(_)) => Effect::TakesAway,
            Self::Erase { .. }
            | Self::SayDifferently { .. }
            | Self::Reply { .. }
            | Self::Decide(_)
            | Self::Seen { .. }
            | Self::Disagree { .. }
            | Self::Link { .. }
            | Self::NotedYes { .. }
            | Self::Use { .. }
            | Self::AnswerUse { .. }
            | Self::Contact { .. }
            | Self::ContactReply { .. }
            | Self::ContactContest { .. }
            | Self::ShareCheckin
            | Self::CloseStep { .. }
            | Self::Hello
            | Self::Card
            | Self::Away { .. }
            | Self::Back { .. }
            | Self::Meet { .. }
            | Self::AnswerErase { .. }
            | Self::Receipt { .. }
            | Self::CopyForRecord => Effect::Tells,
            Self::Unknown { .. } => return None,
        })
    }
}
