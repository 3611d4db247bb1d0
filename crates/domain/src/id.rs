//! Names of acts, devices and incarnations: fixed-size byte strings that cannot be mixed up.
//!
//! Each is shown and written in JSON as lower-case hex, and on the wire as a CBOR byte string.
//! What the bytes are computed from is not decided here: `seal` hashes and signs.

use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Decoder, Encode, Encoder};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Text that is no name: wrong length or a character that is no hex digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} lower-case hex characters")]
pub struct NotAName {
    /// How many characters a name of this kind has.
    pub expected: usize,
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// The bytes of the name.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().take(4).try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl FromStr for $name {
            type Err = NotAName;

            fn from_str(text: &str) -> Result<Self, NotAName> {
                let wrong = NotAName { expected: $len * 2 };
                let digits = text.as_bytes();
                if digits.len() != $len * 2 {
                    return Err(wrong);
                }
                let mut bytes = [0u8; $len];
                for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
                    let [high, low] = pair else { return Err(wrong) };
                    *byte = (nibble(*high).ok_or(wrong)? << 4) | nibble(*low).ok_or(wrong)?;
                }
                Ok(Self(bytes))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                let bytes = d.bytes()?;
                <[u8; $len]>::try_from(bytes)
                    .map(Self)
                    .map_err(|_| minicbor::decode::Error::message("a name of the wrong length"))
            }
        }
    };
}

name! {
    /// The name of an act: BLAKE3-256 of its signed bytes.
    ActId, 32
}
name! {
    /// A device: its Ed25519 public key. A recovery kit's signing key is one too.
    DeviceId, 32
}
name! {
    /// One life of a device's copy: 16 random bytes, new after a restore, a copy or a fork.
    Incarnation, 16
}

/// A part is named by the act that first put it forward.
pub type PartId = ActId;
/// A version is named by the suggest act that made it.
pub type VersionId = ActId;
/// An agreement is named by its founding act.
pub type AgreementId = ActId;

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_its_own_text() {
        let name = ActId([0xa7; 32]);
        assert_eq!(name.to_string().parse(), Ok(name));
    }

    #[test]
    fn upper_case_and_short_text_are_no_names() {
        assert!("AA".repeat(32).parse::<ActId>().is_err());
        assert!("aa".parse::<ActId>().is_err());
        assert!("zz".repeat(32).parse::<ActId>().is_err());
    }
}
