//! From signed bytes to an act: everything that can be known without the other acts.
//!
//! It exists so that nothing reaches the rules whose signature is not good. Every device must come to the same
//! judgement, so only what is in the bytes counts: shape, limits, the author's signature, and the words of other keys
//! that are carried along (an admission, a countersignature). Whether the act may be is for `domain`.

use countersign_domain::encode::{self, ADMISSION_BYTES, NotAHeader};
use countersign_domain::{Act, ActId, AgreementId, Deed, DeviceId, Header, Role};
use countersign_seal::{
    self as seal, DevicePublic, Joining, check_public, verify_acts, verify_admission,
    verify_countersign,
};
use countersign_wire::SignedAct;

use crate::body::Body;
use crate::received::Reason;

/// Why signed bytes are no act of this agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAct {
    /// The header cannot be read.
    #[error(transparent)]
    Header(#[from] NotAHeader),
    /// It names another agreement.
    #[error("the act belongs to another agreement")]
    OtherAgreement,
    /// The device did not sign it.
    #[error("the act is not signed by its device")]
    Signature,
    /// It brings a key that did not, or was not, vouched for.
    #[error("the act brings a key that is not vouched for")]
    Vouch,
}

impl From<NotAnAct> for Reason {
    fn from(why: NotAnAct) -> Self {
        match why {
            NotAnAct::Header(NotAHeader::NeedsNewerApp { .. }) => Self::NewerApp,
            NotAnAct::Header(
                NotAHeader::TooLong | NotAHeader::Malformed | NotAHeader::OverLimit,
            )
            | NotAnAct::OtherAgreement
            | NotAnAct::Signature
            | NotAnAct::Vouch => Self::BadAct,
        }
    }
}

/// An act with its bytes, not judged yet.
pub(crate) struct Read {
    pub(crate) act: Act,
    pub(crate) signed: SignedAct,
}

/// Reads signed bytes; no signature is looked at.
pub(crate) fn read(agreement: AgreementId, signed: SignedAct) -> Result<Read, NotAnAct> {
    let id = ActId(seal::act_id(&signed.encode()));
    let header = encode::parse(signed.header())?;
    let named = header.agreement.unwrap_or(id);
    if named != agreement || (header.agreement.is_none() && !founds(&header)) {
        return Err(NotAnAct::OtherAgreement);
    }
    Ok(Read {
        act: Act { id, header },
        signed,
    })
}

/// Checks the signatures of acts, each singly, and the words of other keys in them.
pub(crate) fn verify(agreement: AgreementId, acts: &[Read]) -> Result<(), NotAnAct> {
    let pairs: Vec<_> = acts
        .iter()
        .map(|read| (read.act.header.device.as_bytes(), &read.signed))
        .collect();
    if verify_acts(&pairs).iter().any(Result::is_err) {
        return Err(NotAnAct::Signature);
    }
    acts.iter()
        .try_for_each(|read| vouched(agreement, &read.act.header))
}

/// What an act follows at once.
pub(crate) fn causes(header: &Header) -> impl Iterator<Item = ActId> + '_ {
    let parents = header.parents.iter().copied();
    parents.chain(header.prev).chain(header.continues)
}

fn founds(header: &Header) -> bool {
    matches!(header.deed, Deed::Found { .. })
}

/// The keys that an act brings, with the device they belong to.
pub(crate) fn brought(header: &Header) -> Option<DevicePublic> {
    if let Deed::Found { wrap_key, .. } | Deed::Join { wrap_key, .. } = &header.deed {
        public(header.device, wrap_key)
    } else if let Deed::AddDevice {
        device, wrap_key, ..
    } = &header.deed
    {
        public(*device, wrap_key)
    } else {
        None
    }
}

fn public(device: DeviceId, wrap_key: &[u8]) -> Option<DevicePublic> {
    Some(DevicePublic {
        sign: device.0,
        wrap: wrap_key.try_into().ok()?,
    })
}

/// Whether the keys that an act brings are vouched for.
pub(crate) fn vouched(agreement: AgreementId, header: &Header) -> Result<(), NotAnAct> {
    let brings = matches!(
        header.deed,
        Deed::Found { .. } | Deed::Join { .. } | Deed::AddDevice { .. }
    );
    if !brings {
        return Ok(());
    }
    let keys = brought(header).ok_or(NotAnAct::Vouch)?;
    check_public(&keys).map_err(|_| NotAnAct::Vouch)?;
    if let Deed::Join {
        recovery,
        compared,
        admission,
        ..
    } = &header.deed
    {
        return admitted(
            agreement,
            header.author,
            keys,
            *recovery,
            *compared,
            admission,
        );
    }
    if let Deed::AddDevice {
        countersignature, ..
    } = &header.deed
    {
        let signature = countersignature
            .as_slice()
            .try_into()
            .map_err(|_| NotAnAct::Vouch)?;
        return verify_countersign(
            &keys,
            agreement.as_bytes(),
            wire_role(header.author),
            header.device.as_bytes(),
            signature,
        )
        .map_err(|_| NotAnAct::Vouch);
    }
    Ok(())
}

fn admitted(
    agreement: AgreementId,
    role: Role,
    keys: DevicePublic,
    recovery: DeviceId,
    compared: DeviceId,
    admission: &[u8],
) -> Result<(), NotAnAct> {
    let admission: &[u8; ADMISSION_BYTES] = admission.try_into().map_err(|_| NotAnAct::Vouch)?;
    let (transcript, signature) = admission.split_first_chunk().ok_or(NotAnAct::Vouch)?;
    let joining = Joining {
        agreement: agreement.0,
        role: wire_role(role),
        keys,
        recovery: recovery.0,
        transcript: *transcript,
    };
    let signature = signature.try_into().map_err(|_| NotAnAct::Vouch)?;
    verify_admission(compared.as_bytes(), &joining, signature).map_err(|_| NotAnAct::Vouch)
}

/// The same role, as the bytes of pairing and countersigning name it.
#[must_use]
pub fn wire_role(role: Role) -> countersign_wire::Role {
    match role {
        Role::Client => countersign_wire::Role::Client,
        Role::Keyworker => countersign_wire::Role::Keyworker,
    }
}

/// Whether bytes are the body that an act committed to.
pub(crate) fn is_body_of(commitment: Option<[u8; 32]>, bytes: &[u8]) -> bool {
    let salt = Body::salt_of(bytes);
    salt.is_ok_and(|salt| commitment == Some(seal::body_commitment(&salt, bytes)))
}

#[cfg(test)]
mod tests;
