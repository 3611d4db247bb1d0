//! Names and times as the vault keeps them: raw bytes in the rows, types in Rust.
//!
//! What `domain` names is taken over as it is; here are only the names that `domain` has no use for.

use std::fmt;
use std::str::FromStr;

pub(crate) use countersign_domain::id::{ActId, AgreementId, DeviceId, Incarnation, PartId};
pub(crate) use countersign_domain::part::Role;
pub(crate) use countersign_domain::time::{Claimed, Day};

/// A vault in its home: 16 random bytes, in text 32 lower-case hex digits, which is also its folder's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VaultId(pub [u8; 16]);

/// A bundle: the hash of its envelope (`seal::bundle_id`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BundleId(pub [u8; 32]);

/// What a mailbox is called on cards: 16 random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailboxName(pub [u8; 16]);

/// The name of a sending key, as it stands on envelopes (`seal::KeyId`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SendingKeyId(pub [u8; 32]);

/// An Automerge change, and so also a head of a document: its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeHash(pub [u8; 32]);

/// Seconds since 1970-01-01 UTC by this device's clock: for people to read, never for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Moment(pub i64);

/// Text that is no vault's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a vault's name has 32 lower-case hex digits")]
pub struct NotAVaultId;

impl fmt::Display for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for VaultId {
    type Err = NotAVaultId;

    fn from_str(text: &str) -> Result<Self, NotAVaultId> {
        // An incarnation has the same form: 16 bytes in lower-case hex.
        text.parse::<Incarnation>()
            .map(|bytes| Self(bytes.0))
            .map_err(|_| NotAVaultId)
    }
}

/// Names of 32 bytes, which a column may hold one behind the other.
pub(crate) trait Listed {
    fn of(bytes: [u8; 32]) -> Self;
    fn bytes(&self) -> [u8; 32];
}

macro_rules! listed {
    ($($name:ident),*) => {
        $(impl Listed for $name {
            fn of(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            fn bytes(&self) -> [u8; 32] {
                self.0
            }
        })*
    };
}
listed!(ActId, BundleId, ChangeHash, DeviceId);

/// Names one behind the other, as a column holds them.
pub(crate) fn joined<T: Listed>(names: &[T]) -> Vec<u8> {
    names.iter().flat_map(T::bytes).collect()
}

/// The names of a column; the schema admits no remainder.
pub(crate) fn split<T: Listed>(column: &[u8]) -> Vec<T> {
    column
        .as_chunks::<32>()
        .0
        .iter()
        .map(|bytes| T::of(*bytes))
        .collect()
}

/// A role's number in a row.
pub(crate) fn role_number(role: Role) -> i64 {
    match role {
        Role::Client => 0,
        Role::Keyworker => 1,
    }
}

/// The role of a number in a row; the schema admits no third.
pub(crate) fn role_of(number: i64) -> Role {
    if number == 0 {
        Role::Client
    } else {
        Role::Keyworker
    }
}
