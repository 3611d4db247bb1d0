//! Opening an envelope: which key, whose bundle, of which agreement. Nothing is taken in here.
//!
//! It exists apart so that a file with bundles of many agreements can be sorted, and its sender and size shown, before
//! any of it is applied (design §5); and so that what was opened once is not opened again to be taken in.

use countersign_domain::{ActId, AgreementId, DeviceId};
use countersign_seal::{
    DeviceKeys, OpenError, SecretBytes, SendingKey, bundle_id, open_envelope, unwrap,
};
use countersign_wire::{Bundle, Envelope, ReadError};

use crate::received::Reason;

/// An envelope that was opened, with its own bytes. Its device signed what is in it; whether that device may say
/// anything is not judged yet.
pub struct Opened<'b> {
    pub(crate) bytes: &'b [u8],
    pub(crate) id: [u8; 32],
    pub(crate) key: [u8; 32],
    pub(crate) bundle: Bundle,
    /// The sending key, where it came with the envelope.
    pub(crate) new_key: Option<SendingKey>,
}

/// Why an envelope was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// Its outside cannot be read.
    #[error(transparent)]
    Outside(ReadError),
    /// The sending key is neither here nor wrapped for this device.
    #[error("the key to the bundle is not here")]
    NoKey {
        /// The key's name.
        key: [u8; 32],
        /// It is wrapped for other devices.
        for_others: bool,
    },
    /// What is inside is not what a device sealed, or cannot be read.
    #[error(transparent)]
    Inside(OpenError),
}

impl<'b> Opened<'b> {
    /// Opens an envelope with a sending key that was kept, which `known` gives by its name, or with the one that is
    /// wrapped in it for this device.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open(
        envelope: &'b [u8],
        keys: &DeviceKeys,
        known: &dyn Fn([u8; 32]) -> Option<SecretBytes>,
    ) -> Result<Self, NotOpened> {
        let outside = Envelope::decode(envelope).map_err(NotOpened::Outside)?;
        let id = outside.key_id;
        let kept = known(id.0).and_then(|secret| SendingKey::from_secret(&secret).ok());
        let wrapped = match &kept {
            Some(_) => None,
            None => Some(unwrap(keys, id, &outside.wraps).ok_or(NotOpened::NoKey {
                key: id.0,
                for_others: !outside.wraps.is_empty(),
            })?),
        };
        let key = kept.as_ref().or(wrapped.as_ref());
        let opened = key.map(|key| open_envelope(&outside, key));
        let opened = opened.unwrap_or(Err(OpenError::OtherKey));
        Ok(Self {
            bytes: envelope,
            id: bundle_id(envelope),
            key: id.0,
            bundle: opened.map_err(NotOpened::Inside)?.bundle,
            new_key: wrapped,
        })
    }

    /// The bundle's id: the hash of the envelope.
    #[must_use]
    pub fn id(&self) -> [u8; 32] {
        self.id
    }

    /// The envelope as it came.
    #[must_use]
    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// The name of the sending key that opened it.
    #[must_use]
    pub fn key(&self) -> [u8; 32] {
        self.key
    }

    /// The sending key itself, where it came with the envelope.
    #[must_use]
    pub fn new_key(&self) -> Option<SecretBytes> {
        self.new_key.as_ref().map(SendingKey::to_secret)
    }

    /// The agreement it belongs to.
    #[must_use]
    pub fn agreement(&self) -> AgreementId {
        ActId(self.bundle.agreement)
    }

    /// The device that signed it; whether it is one of the two people's is not known here.
    #[must_use]
    pub fn sender(&self) -> DeviceId {
        DeviceId(self.bundle.device)
    }

    /// Whether it carries living text: such a bundle is received by itself.
    #[must_use]
    pub fn has_living(&self) -> bool {
        !self.bundle.living.is_empty()
    }

    /// How many acts it carries, new or not.
    #[must_use]
    pub fn acts(&self) -> usize {
        self.bundle.acts.len()
    }
}

impl NotOpened {
    /// The sending key that it needs, where its outside could be read that far.
    pub(crate) fn key(self) -> Option<[u8; 32]> {
        match self {
            Self::NoKey { key, .. } => Some(key),
            Self::Outside(_) | Self::Inside(_) => None,
        }
    }
}

impl From<NotOpened> for Reason {
    fn from(why: NotOpened) -> Self {
        match why {
            NotOpened::NoKey { .. } => Self::KeyNotHere,
            NotOpened::Outside(error) | NotOpened::Inside(OpenError::Content(error)) => {
                unreadable(error)
            }
            NotOpened::Inside(
                OpenError::OtherKey | OpenError::Changed | OpenError::Signature(_),
            ) => Self::Damaged,
        }
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
