//! How hard a passphrase is stretched: Argon2id (RFC 9106) and its parameters.
//!
//! It exists so that the parameters are bounded when they are read: a header that asks for 4 TiB must
//! not be obeyed (reference/trust.md §2.2, case 38).

use crate::Passphrase;
use crate::secret::Key;
use argon2::{Algorithm, Argon2, Params, Version};
use countersign_wire::ReadError;

const MEMORY_KIB_MAX: u32 = 1024 * 1024;
const PASSES_MAX: u32 = 16;
const LANES_MAX: u32 = 16;
/// Argon2 needs eight blocks of a KiB for each lane (RFC 9106 §3.1).
const KIB_PER_LANE_MIN: u32 = 8;

/// Parameters of Argon2id, within bounds: at most 1 GiB, 16 passes, 16 lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// There was not enough memory to stretch the passphrase.
pub(crate) struct OutOfMemory;

impl Stretch {
    /// 64 MiB, 3 passes, 4 lanes: RFC 9106's second recommended choice (design §4).
    pub const DEFAULT: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 4,
    };

    /// Almost no stretching, so that tests are quick. A vault made with it is open to anyone who has it.
    #[must_use]
    pub const fn danger_weak_for_tests() -> Self {
        Self {
            memory_kib: KIB_PER_LANE_MIN,
            passes: 1,
            lanes: 1,
        }
    }

    /// Checks parameters that were read.
    ///
    /// # Errors
    /// When they are out of bounds.
    pub fn new(memory_kib: u64, passes: u64, lanes: u64) -> Result<Self, ReadError> {
        let malformed = ReadError::Malformed {
            what: "vault header",
        };
        let bounded = |value, max| match u32::try_from(value) {
            Ok(value) if (1..=max).contains(&value) => Ok(value),
            _ => Err(malformed),
        };
        let stretch = Self {
            memory_kib: bounded(memory_kib, MEMORY_KIB_MAX)?,
            passes: bounded(passes, PASSES_MAX)?,
            lanes: bounded(lanes, LANES_MAX)?,
        };
        if stretch.memory_kib < KIB_PER_LANE_MIN * stretch.lanes {
            return Err(malformed);
        }
        Ok(stretch)
    }

    /// Memory in KiB, passes, lanes.
    #[must_use]
    pub fn parameters(self) -> [u32; 3] {
        [self.memory_kib, self.passes, self.lanes]
    }

    /// The key that follows from a passphrase. `salt` has 16 to 64 bytes.
    pub(crate) fn key(self, passphrase: &Passphrase, salt: &[u8]) -> Result<Key, OutOfMemory> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .expect("the bounds of a Stretch lie within those of Argon2");
        let mut key = Key::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose().as_bytes(), salt, &mut key[..])
            .map_err(|_| OutOfMemory)?;
        Ok(key)
    }
}
