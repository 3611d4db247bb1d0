//! From signed bytes to a change of living text: everything that can be known without the document.

use countersign_domain::AgreementId;
use countersign_seal::{Label, actor_id, living_change_id, verify};
use countersign_wire::{LivingChange, ReadError, SignedLiving};

use crate::received::Reason;

/// An Automerge actor: the hash of device, document and incarnation.
pub(crate) type Actor = [u8; 32];

/// A change with its exact bytes, not judged yet.
#[derive(Clone)]
pub(crate) struct Read {
    /// The hash of its signed bytes.
    pub(crate) id: [u8; 32],
    /// Follows from what it says of its writer; nobody can name another.
    pub(crate) actor: Actor,
    pub(crate) change: LivingChange,
    pub(crate) bytes: Vec<u8>,
}

/// Reads a change that was kept: its signature was checked when it came.
pub(crate) fn kept(bytes: &[u8]) -> Result<Read, Reason> {
    let signed = SignedLiving::decode(bytes).map_err(unreadable)?;
    read(&signed, bytes)
}

/// Reads a change that came, and checks that its device signed it for this agreement.
pub(crate) fn arrived(agreement: AgreementId, bytes: &[u8]) -> Result<Read, Reason> {
    let signed = SignedLiving::decode(bytes).map_err(unreadable)?;
    let read = read(&signed, bytes)?;
    let message = message(agreement, signed.change());
    verify(
        &read.change.device,
        Label::Living,
        &message,
        signed.signature(),
    )
    .map_err(|_| Reason::BadLiving)?;
    Ok(read)
}

/// What a device signs: the agreement, then the change. So a draft cannot be moved into another agreement.
pub(crate) fn message(agreement: AgreementId, change: &[u8]) -> Vec<u8> {
    [&agreement.0, change].concat()
}

fn read(signed: &SignedLiving, bytes: &[u8]) -> Result<Read, Reason> {
    let change = LivingChange::decode(signed.change()).map_err(unreadable)?;
    Ok(Read {
        id: living_change_id(bytes),
        actor: actor_id(&change.device, &change.document, &change.incarnation),
        change,
        bytes: bytes.to_vec(),
    })
}

/// Why living text cannot be read.
pub(crate) fn unreadable(error: ReadError) -> Reason {
    match error {
        ReadError::NewerFormat { .. } | ReadError::UnknownCritical => Reason::NewerApp,
        ReadError::NotOurs
        | ReadError::Truncated { .. }
        | ReadError::TooLarge { .. }
        | ReadError::Trailing { .. }
        | ReadError::Malformed { .. } => Reason::BadLiving,
    }
}
