//! The reasoned no of the rules. A refused act keeps its place in its chain and has no effect (fold §2.7).
//!
//! Not here: bytes that are no act at all; those never reach the rules.

use serde::Serialize;

/// Why an act has no effect. Judged in the act's own causal past, so the same on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, thiserror::Error)]
#[serde(rename_all = "camelCase")]
pub enum Refusal {
    /// The header names another agreement.
    #[error("the act belongs to another agreement")]
    OtherAgreement,
    /// `seq`, `prev` or `continues` do not fit the device's chain.
    #[error("the act does not fit its device's chain")]
    BrokenChain,
    /// The effect in the header is not the deed's.
    #[error("the act claims an effect that its kind does not have")]
    WrongEffect,
    /// The subject is not one that the deed can have.
    #[error("the act is about something that its kind cannot be about")]
    WrongSubject,
    /// The device was never validly the author's.
    #[error("the device is not the author's")]
    NotTheirDevice,
    /// A kit only adds and removes devices.
    #[error("a recovery kit only adds and removes devices")]
    KitMayNot,
    /// The agreement was founded already.
    #[error("the agreement was founded already")]
    FoundedAlready,
    /// The other person joined already, or the joiner is the founder.
    #[error("the other person joined already")]
    JoinedAlready,
    /// The compared key is no device of the founder.
    #[error("the compared key is no device of the founder")]
    ComparedKeyUnknown,
    /// The device to add is known already.
    #[error("the device is known already")]
    DeviceKnown,
    /// The device to remove is not the author's own.
    #[error("only a person's own devices can be removed")]
    NotOwnDevice,
    /// A cut names an act that is not in the removal's past or not of that device and incarnation.
    #[error("the cut names an act that the removal did not see")]
    CutUnseen,
    /// The cut leaves out an act on which the removal's own validity rests.
    #[error("the cut leaves out what the removal itself rests on")]
    CutsOwnGround,
    /// The role may not do this.
    #[error("this role cannot do this")]
    NotThisRole,
    /// What the act is about is not in its past, or is of the wrong kind.
    #[error("what the act is about is not there")]
    TargetUnseen,
    /// The version is of another part or kind than the act says.
    #[error("the version belongs to another part")]
    OtherPart,
    /// A keyworker's suggestion, no or take-back without a reason.
    #[error("a keyworker gives a reason")]
    NoReason,
    /// The act saw that the agreement was closed.
    #[error("the agreement is closed")]
    Closed,
    /// Nobody else has joined yet, and the deed needs two.
    #[error("the other person has not joined yet")]
    Alone,
    /// These words cannot be erased by this person.
    #[error("these words cannot be erased by this person")]
    MayNotErase,
    /// The author has no yes to take back, no pause to lift.
    #[error("there is nothing to take back or to lift")]
    NothingThere,
    /// A number out of its range, or a day before its start.
    #[error("a value is out of its range")]
    OutOfRange,
}
