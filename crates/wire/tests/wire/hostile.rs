//! What is done to every sample: cut, flip, append, replace by noise.

use std::fmt::Debug;

/// Checks one format by one sample: every prefix is refused, every flipped bit is refused or means
/// something else, and something appended is refused.
pub(crate) fn every_change_is_seen<T: Debug, E: Debug + Copy>(
    sample: &[u8],
    decode: impl Fn(&[u8]) -> Result<T, E>,
    encode: impl Fn(&T) -> Vec<u8>,
) {
    let whole = decode(sample).expect("the sample is good");
    assert_eq!(encode(&whole), sample, "one value has one encoding");
    for length in 0..sample.len() {
        assert!(decode(&sample[..length]).is_err(), "cut at {length}");
    }
    for bit in 0..sample.len() * 8 {
        let mut changed = sample.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        if let Ok(other) = decode(&changed) {
            assert_ne!(encode(&other), sample, "bit {bit}");
        }
    }
    assert!(
        decode(&[sample, &[0]].concat()).is_err(),
        "something behind it"
    );
}
