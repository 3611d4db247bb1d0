//! How long a sealed bundle may be: steps that are an eighth of the power of two below.
//!
//! It exists so that a length tells a relay little: at most one step in eight is filled with zeros, and whatever takes
//! up to 1 KiB looks alike. What the steps still tell is said in docs/threat-model.md.

use crate::limits::{BUNDLE_PADDED_BYTES_MAX, BUNDLE_PADDED_BYTES_MIN};

/// How many steps there are from one power of two to the next.
const STEPS: usize = 8;

/// The least padded length that holds so many bytes: 1 KiB, then 1,152, 1,280 … 2,048, 2,304 … up to 256 KiB. `None`
/// where that is not enough.
#[must_use]
pub fn padded(length: usize) -> Option<usize> {
    let length = length.max(BUNDLE_PADDED_BYTES_MIN);
    if length > BUNDLE_PADDED_BYTES_MAX {
        return None;
    }
    let power = length.next_power_of_two() / 2;
    let step = power.max(BUNDLE_PADDED_BYTES_MIN) / STEPS;
    Some(length.next_multiple_of(step))
}

/// Whether a length is one that [`padded`] gives.
pub(crate) fn is_padded(length: usize) -> bool {
    padded(length) == Some(length)
}
