//! A signed act as it is stored and sent: header bytes, then the signature over them.
//!
//! It exists so that the exact signed bytes are kept and never re-serialised (reference/engine.md §4).
//! What the header says, and whether the signature is good, is for `domain` and `seal`.

use crate::ReadError;
use crate::limits::{HEADER_BYTES_MAX, SIGNED_ACT_BYTES_MAX};

/// Length of an Ed25519 signature (RFC 8032).
pub const SIGNATURE_BYTES: usize = 64;

/// Header and signature of an act, split but not judged. The header has 1 to `HEADER_BYTES_MAX` bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAct {
    header: Vec<u8>,
    signature: [u8; SIGNATURE_BYTES],
}

impl SignedAct {
    /// Puts a header and its signature together.
    ///
    /// # Errors
    /// When the header is empty or larger than `HEADER_BYTES_MAX`.
    pub fn new(header: Vec<u8>, signature: [u8; SIGNATURE_BYTES]) -> Result<Self, ReadError> {
        if header.is_empty() {
            return Err(ReadError::Truncated { what: "act" });
        }
        if header.len() > HEADER_BYTES_MAX {
            return Err(ReadError::TooLarge {
                what: "act header",
                max: HEADER_BYTES_MAX,
            });
        }
        Ok(Self { header, signature })
    }

    /// Splits bytes that arrived: the last 64 are the signature.
    ///
    /// # Errors
    /// When they are too few or too many.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > SIGNED_ACT_BYTES_MAX {
            return Err(ReadError::TooLarge {
                what: "act",
                max: SIGNED_ACT_BYTES_MAX,
            });
        }
        let (header, signature) = bytes
            .split_last_chunk()
            .ok_or(ReadError::Truncated { what: "act" })?;
        Self::new(header.to_vec(), *signature)
    }

    /// The bytes whose BLAKE3 hash is the act's id: header, then signature.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        [self.header.as_slice(), &self.signature].concat()
    }

    /// The signed header, CBOR, exactly as it was signed.
    #[must_use]
    pub fn header(&self) -> &[u8] {
        &self.header
    }

    /// The Ed25519 signature over label and header.
    #[must_use]
    pub fn signature(&self) -> &[u8; SIGNATURE_BYTES] {
        &self.signature
    }
}
