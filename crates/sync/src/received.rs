//! What came of a bundle, for people: taken, known already, kept aside, or refused, each with a reason.
//!
//! It exists because nothing may be lost silently (law 13). The sentences for people are made elsewhere, from the
//! [`Reason`]; nothing here holds a word of the journal.

use countersign_domain::{ActId, DeviceId};

use crate::rows::Batch;

/// Why something was kept aside or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Reason {
    /// Not made by this product, or cut off, or changed on the way. Not kept: whoever sent it still has it.
    #[error("the bytes are no bundle, or were changed on the way")]
    Damaged,
    /// Written by a newer app; to be tried again after an update.
    #[error("the bundle needs a newer app")]
    NewerApp,
    /// The sending key is not here yet; to be tried again when keys come.
    #[error("the key to the bundle is not here yet")]
    KeyNotHere,
    /// It belongs to another agreement. Not kept here.
    #[error("the bundle belongs to another agreement")]
    OtherAgreement,
    /// Its device is not known as one of the two people's; to be tried again when acts come.
    #[error("the sending device is not known")]
    SenderUnknown,
    /// It holds an act that is not validly signed or vouched for.
    #[error("the bundle holds an act that is not validly signed")]
    BadAct,
    /// The document would not take it, or could not be loaded again with it.
    #[error("the document cannot take the bundle in")]
    BadDocument,
    /// Its writer has too much waiting here already; to be tried again when that has become less.
    #[error("too much of this writer waits here already")]
    TooMuchWaiting,
    /// The agreement is as large as an agreement can be.
    #[error("the agreement is full")]
    Full,
    /// Too much of this writer is kept aside already. Not kept: whoever sent it still has it.
    #[error("too much of this writer is kept aside already")]
    TooMuchAside,
    /// It holds living text that an honest app never writes, or that Automerge would not take.
    #[error("the bundle holds shared text that is not allowed")]
    BadLiving,
}

impl Reason {
    /// A number that never changes its meaning, for storing.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Damaged => 1,
            Self::NewerApp => 2,
            Self::KeyNotHere => 3,
            Self::OtherAgreement => 4,
            Self::SenderUnknown => 5,
            Self::BadAct => 7,
            Self::BadDocument => 8,
            Self::TooMuchWaiting => 9,
            Self::Full => 10,
            Self::TooMuchAside => 11,
            Self::BadLiving => 12,
        }
    }

    /// The reason with this number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [
            Self::Damaged,
            Self::NewerApp,
            Self::KeyNotHere,
            Self::OtherAgreement,
            Self::SenderUnknown,
            Self::BadAct,
            Self::BadDocument,
            Self::TooMuchWaiting,
            Self::Full,
            Self::TooMuchAside,
            Self::BadLiving,
        ]
        .into_iter()
        .find(|reason| reason.code() == code)
    }

    /// Whether the bytes are kept, because they can become readable or are evidence of a member's doing.
    #[must_use]
    pub fn is_kept(self) -> bool {
        match self {
            Self::Damaged | Self::OtherAgreement | Self::TooMuchAside => false,
            Self::NewerApp
            | Self::KeyNotHere
            | Self::SenderUnknown
            | Self::BadAct
            | Self::BadDocument
            | Self::TooMuchWaiting
            | Self::Full
            | Self::BadLiving => true,
        }
    }
}

/// What became of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Taken in; it may still have held nothing new.
    Taken,
    /// This very bundle was here before; nothing was done.
    Already,
    /// Kept aside: it is in the batch.
    Aside(Reason),
    /// Refused and not kept.
    Refused(Reason),
}

/// What one bundle brought.
pub struct Received {
    /// The bundle's id.
    pub bundle: [u8; 32],
    /// Which device signed it, where it could be opened.
    pub sender: Option<DeviceId>,
    /// What became of it.
    pub outcome: Outcome,
    /// Acts that are new here, applied or waiting; without the receipt that this device made.
    pub acts: Vec<ActId>,
    /// Acts whose bodies are new here.
    pub bodies: Vec<ActId>,
    /// Changes of living text that are new here.
    pub living: usize,
    /// Bodies that were not what their acts had committed to, and were dropped.
    pub wrong_bodies: usize,
    /// Acts that wait here now, of whoever.
    pub waiting: usize,
    /// Bundles of this sender between the last one and this one, which have not come.
    pub gap: u64,
    /// It showed that another copy of this device's vault has been writing; this one goes on in a new incarnation.
    pub copied: bool,
    /// Ids of what was kept aside and may be readable now.
    pub retry: Vec<[u8; 32]>,
    /// What must become durable.
    pub batch: Batch,
}

/// What several bundles of one sender brought in one step.
pub struct Together {
    /// Of each, in their order; the batches in it are empty.
    pub each: Vec<Received>,
    /// What must become durable.
    pub batch: Batch,
}

/// Whether a body belongs to its act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the words are not those that the act was signed for")]
pub struct WrongBody;
