//! Pairing in one room, in four legs: invite, request, offer, welcome.
//!
//! It exists so that each of two people holds the other's true keys, on the word of their own eyes. The
//! invite commits the founder to agreement, keys and nonce before the joiner says anything; all that
//! was said gives seven pictures; only after both people have said "the same" does the founder admit the
//! compared keys by name. So whoever photographs the invite can take the joiner's place at most towards
//! the founder, and then the pictures differ. A further device of one's own is paired in the same way, and
//! says its own word before the welcome. A person who lost every device is paired by the other person's, and their own kit
//! adds the new one instead of a welcome. Carriers, screens and the acts that follow are not here.

mod exchange;
mod founder;
mod joiner;

pub use founder::Founder;
pub use joiner::{Admitted, Joiner, Returning};

use crate::{BadKey, BadSignature};
use countersign_wire::ReadError;
use thiserror::Error;

/// Why a step of a pairing was refused. Refused messages change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PairingError {
    /// The bytes are not the message that this step expects.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The invite is older than seven days.
    #[error("the invite is too old, make a new one")]
    Expired,
    /// The message was not made with this invite's one-time secret.
    #[error("the message does not belong to this invite")]
    OtherInvite,
    /// Someone else's message was already taken; an invite is good for one.
    #[error("the invite was already used by another device, make a new one")]
    Used,
    /// The joiner has another role than the invite is for.
    #[error("the invite is not for this role")]
    WrongRole,
    /// The message comes from this very device.
    #[error("this device cannot pair with itself")]
    Itself,
    /// A key that came along is no key.
    #[error(transparent)]
    Key(#[from] BadKey),
    /// The offer is not what the invite promised: other keys, another agreement, or another nonce.
    #[error("the offer is not from the device that made the invite")]
    NotPromised,
    /// The steps come one after the other.
    #[error("an earlier step of the pairing is missing")]
    TooEarly,
    /// The welcome, or the new device's word, is not for the keys that were compared.
    #[error("the message is not for the keys that were compared")]
    NotAdmitted(#[from] BadSignature),
}
