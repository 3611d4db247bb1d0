//! What the relay calls things by: hashes of keys, handles, ids of bundles, days.
//!
//! They exist as types so that a key and its hash cannot be mistaken, and so that nothing that came in a
//! header is kept. None has `Display`: nothing here may reach a log.

use countersign_wire::relay::{HANDLE_BYTES, KEY_BYTES, KEY_HASH_CONTEXT, TOKEN_HASH_CONTEXT};

/// The hash of a mailbox key or of an opening token.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; KEY_BYTES]);

/// The handle of a key in its mailbox.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Handle(pub [u8; HANDLE_BYTES]);

/// The id of a bundle: BLAKE3-256 of the envelope.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BundleId(pub [u8; 32]);

/// A day, counted from 1 January 1970 (UTC). The relay keeps no finer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub u32);

impl Digest {
    /// What is stored of a mailbox key.
    #[must_use]
    pub fn of_key(key: &[u8; KEY_BYTES]) -> Self {
        Self(blake3::derive_key(KEY_HASH_CONTEXT, key))
    }

    /// What the configuration holds of an opening token.
    #[must_use]
    pub fn of_token(token: &[u8; KEY_BYTES]) -> Self {
        Self(blake3::derive_key(TOKEN_HASH_CONTEXT, token))
    }
}

impl BundleId {
    /// The id that these bytes have.
    #[must_use]
    pub fn of(envelope: &[u8]) -> Self {
        Self(*blake3::hash(envelope).as_bytes())
    }
}

impl Day {
    /// The day so many days before, or the first.
    #[must_use]
    pub fn before(self, days: u32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

/// Reads exactly `2 N` lower-case hex digits.
#[must_use]
pub fn read_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let &[high, low] = pair else { return None };
        *byte = digit(high)? << 4 | digit(low)?;
    }
    Some(bytes)
}

/// Writes lower-case hex digits.
#[must_use]
pub fn write_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}
