//! Deflate (RFC 1951), with the size known beforehand.
//!
//! `miniz_oxide` alone, so that no other crate's choice of features changes what is written, and no `unsafe` reads what
//! came from outside. What is read does not depend on who wrote it: any deflated form is taken.

use countersign_wire::ReadError;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use zeroize::Zeroizing;

use super::WHAT;

/// The most thorough level of the compressor: a bundle is at most 240 KiB.
const LEVEL: u8 = 10;

pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, LEVEL)
}

/// Inflates to exactly so many bytes, which the caller has bounded; nothing may be left over on either side.
pub(super) fn inflate(deflated: &[u8], length: usize) -> Result<Zeroizing<Vec<u8>>, ReadError> {
    let mut bytes = Zeroizing::new(vec![0; length]);
    let (status, read, written) = decompress(
        &mut DecompressorOxide::new(),
        deflated,
        &mut bytes,
        0,
        TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
    );
    if status == TINFLStatus::Done && read == deflated.len() && written == length {
        Ok(bytes)
    } else {
        Err(ReadError::Malformed { what: WHAT })
    }
}
