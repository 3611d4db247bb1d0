//! Opening an envelope: which key, whose bundle, of which agreement. Nothing is taken in here.
//!
//! It exists apart so that a file with bundles of many agreements can be sorted, and its sender and size shown, before
//! any of it is applied (design §5).

use countersign_domain::{AgreementId, DeviceId};
use countersign_seal::{
    DeviceKeys, OpenError, SecretBytes, SendingKey, bundle_id, open_envelope, unwrap,
};
use countersign_wire::{Bundle, Envelope, ReadError};

use crate::received::Reason;

/// What an envelope says before it is taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peek {
    /// The bundle's id.
    pub bundle: [u8; 32],
    /// The agreement it belongs to.
    pub agreement: AgreementId,
    /// The device that signed it; whether it is one of the two people's is not known here.
    pub sender: DeviceId,
    /// Its number among the sender's bundles.
    pub number: u64,
    /// How many acts it carries, new or not.
    pub acts: usize,
    /// How many bodies it carries.
    pub bodies: usize,
}

/// An opened bundle, and the key where it came with the envelope.
pub(crate) struct Opened {
    pub(crate) bundle: Bundle,
    pub(crate) new_key: Option<SendingKey>,
}

/// Looks into an envelope. `known` gives a sending key that was kept.
///
/// # Errors
/// Why it cannot be opened.
pub fn peek(
    envelope: &[u8],
    keys: &DeviceKeys,
    known: &dyn Fn([u8; 32]) -> Option<SecretBytes>,
) -> Result<Peek, Reason> {
    let kept = |id| known(id).and_then(|secret| SendingKey::from_secret(&secret).ok());
    let outside = read(envelope)?;
    let kept = kept(outside.key_id.0);
    let Opened { bundle, .. } = open(&outside, keys, kept.as_ref())?;
    Ok(Peek {
        bundle: bundle_id(envelope),
        agreement: countersign_domain::ActId(bundle.agreement),
        sender: DeviceId(bundle.device),
        number: bundle.number,
        acts: bundle.changes.len(),
        bodies: bundle.bodies.len(),
    })
}

/// Reads the outside of an envelope.
pub(crate) fn read(envelope: &[u8]) -> Result<Envelope, Reason> {
    Envelope::decode(envelope).map_err(unreadable)
}

/// Opens an envelope with the kept key, or with the one that is wrapped in it for this device.
pub(crate) fn open(
    outside: &Envelope,
    keys: &DeviceKeys,
    kept: Option<&SendingKey>,
) -> Result<Opened, Reason> {
    if let Some(key) = kept {
        let bundle = open_envelope(outside, key).map_err(unopened)?.bundle;
        return Ok(Opened {
            bundle,
            new_key: None,
        });
    }
    let key = unwrap(keys, outside.key_id, &outside.wraps).ok_or(Reason::KeyNotHere)?;
    let bundle = open_envelope(outside, &key).map_err(unopened)?.bundle;
    Ok(Opened {
        bundle,
        new_key: Some(key),
    })
}

fn unopened(error: OpenError) -> Reason {
    match error {
        OpenError::Content(error) => unreadable(error),
        OpenError::OtherKey | OpenError::Changed | OpenError::Signature(_) => Reason::Damaged,
    }
}

fn unreadable(error: ReadError) -> Reason {
    match error {
        ReadError::NewerFormat { .. } | ReadError::UnknownCritical => Reason::NewerApp,
        ReadError::NotOurs
        | ReadError::Truncated { .. }
        | ReadError::TooLarge { .. }
        | ReadError::Trailing { .. }
        | ReadError::Malformed { .. } => Reason::Damaged,
    }
}
