//! What a relay is told of a key, and what a device's key is called there.
//!
//! They exist so that a relay never holds a key, nor the name of a device. The contexts stand in `wire::relay`, since
//! the relay hashes keys in the same way.

use countersign_wire::relay::{
    HANDLE_BYTES, HANDLE_CONTEXT, KEY_BYTES, KEY_HASH_CONTEXT, NAME_BYTES,
};

/// All that a relay keeps of a mailbox key.
#[must_use]
pub fn mailbox_key_hash(key: &[u8; KEY_BYTES]) -> [u8; KEY_BYTES] {
    blake3::derive_key(KEY_HASH_CONTEXT, key)
}

/// What a device's key is called in the mailbox of this name. Who knows name and device knows the handle, and the
/// relay knows neither.
#[must_use]
pub fn mailbox_handle(name: &[u8; NAME_BYTES], device: &[u8; 32]) -> [u8; HANDLE_BYTES] {
    let mut handle = [0; HANDLE_BYTES];
    blake3::Hasher::new_derive_key(HANDLE_CONTEXT)
        .update(name)
        .update(device)
        .finalize_xof()
        .fill(&mut handle);
    handle
}
