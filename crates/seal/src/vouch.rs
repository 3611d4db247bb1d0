//! Two signatures by which keys come into an agreement: a new device's own, and the founder's.
//!
//! *Countersign*: nobody is made a device without holding its key. *Admission*: the join names the keys
//! that two people compared in a room, and no others. Whether the act that carries them is allowed is
//! for `domain` (fold §2).

use crate::{BadSignature, DeviceKeys, Label, verify};
use countersign_wire::{DevicePublic, Role};

/// Who joins: all that an admission vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// The agreement's id.
    pub agreement: [u8; 32],
    /// The joiner's role.
    pub role: Role,
    /// The joiner's device.
    pub keys: DevicePublic,
    /// The signing key of the joiner's kit, which is pinned by joining.
    pub recovery: [u8; 32],
    /// The hash of the pairing that both people compared by pictures.
    pub transcript: [u8; 32],
}

/// A new device says that it becomes a device of `role` in `agreement`, added by `adder`
/// (a device id, or the signing key of a kit).
#[must_use]
pub fn countersign(
    new_device: &DeviceKeys,
    agreement: &[u8; 32],
    role: Role,
    adder: &[u8; 32],
) -> [u8; 64] {
    let bytes = countersigned(agreement, role, new_device.public(), adder);
    new_device.sign(Label::Countersign, &bytes)
}

/// Checks a countersignature against the keys that are added.
///
/// # Errors
/// When it is not the new device's own word for exactly this.
pub fn verify_countersign(
    new_device: &DevicePublic,
    agreement: &[u8; 32],
    role: Role,
    adder: &[u8; 32],
    signature: &[u8; 64],
) -> Result<(), BadSignature> {
    let bytes = countersigned(agreement, role, new_device, adder);
    verify(&new_device.sign, Label::Countersign, &bytes, signature)
}

/// The founder's compared device says who may join.
#[must_use]
pub fn admission(founder: &DeviceKeys, joining: &Joining) -> [u8; 64] {
    founder.sign(Label::Admission, &joining.admitted())
}

/// Checks an admission by the founder's device.
///
/// # Errors
/// When it is not that device's word for exactly this.
pub fn verify_admission(
    founder: &[u8; 32],
    joining: &Joining,
    signature: &[u8; 64],
) -> Result<(), BadSignature> {
    verify(founder, Label::Admission, &joining.admitted(), signature)
}

// Every field has a fixed length, so that the concatenations are unambiguous.

fn countersigned(
    agreement: &[u8; 32],
    role: Role,
    keys: &DevicePublic,
    adder: &[u8; 32],
) -> Vec<u8> {
    [&agreement[..], &[role as u8], &keys.sign, &keys.wrap, adder].concat()
}

impl Joining {
    fn admitted(&self) -> Vec<u8> {
        [
            &self.agreement[..],
            &[self.role as u8],
            &self.keys.sign,
            &self.keys.wrap,
            &self.recovery,
            &self.transcript,
        ]
        .concat()
    }
}
