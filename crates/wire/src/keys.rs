//! The public keys of a device, as they stand in pairing messages and in acts that add a device.
//!
//! They exist here, as bytes of the right length and no more; whether they are points of a curve is
//! checked by `seal`.

use crate::limits::WRAP_KEY_BYTES;

/// The public keys of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DevicePublic {
    /// Ed25519; also the device's id.
    pub sign: [u8; 32],
    /// X-Wing.
    pub wrap: [u8; WRAP_KEY_BYTES],
}
