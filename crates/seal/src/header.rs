//! The vault's header: its id and its slots, in a small file beside the database.
//!
//! It exists because the database is all ciphertext: something must say how a passphrase is stretched.
//! Once unlocked, the whole header is checked with a MAC under the vault key, so that a slot that was
//! swapped or put back is noticed. Writing it to disk, twice and atomically, is for `vault`.

use crate::secret::VaultKey;
use crate::slot::{Opener, SLOT_BYTES, Slot};
use crate::stretch::OutOfMemory;
use crate::{Chance, Kit, Passphrase, Stretch, entropy, label};
use countersign_wire::ReadError;
use countersign_wire::cbor::{MapReader, MapWriter};
use thiserror::Error;

const WHAT: &str = "vault header";
const VERSION: u64 = 1;
pub(crate) const HEADER_BYTES_MAX: usize = 1024;
const SALT_BYTES_MIN: usize = 16;
const SALT_BYTES_MAX: usize = 64;

/// Why a vault did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UnlockError {
    /// The passphrase, or the kit, is not this vault's.
    #[error("this does not open the vault")]
    Wrong,
    /// No kit was made for this vault.
    #[error("this vault has no kit")]
    NoKit,
    /// The key is right, but the header is not the one that was written with it.
    #[error("the vault header was changed by someone else")]
    Changed,
    /// The passphrase could not be stretched for want of memory.
    #[error("there is not enough free memory to open the vault")]
    OutOfMemory,
}

impl From<OutOfMemory> for UnlockError {
    fn from(_: OutOfMemory) -> Self {
        Self::OutOfMemory
    }
}

/// The header of a vault: at most 1 KiB. Nothing in it is secret.
#[derive(Clone, PartialEq, Eq)]
pub struct VaultHeader {
    vault_id: [u8; 16],
    passphrase: PassphraseSlot,
    kit: Option<Slot>,
    mac: [u8; 32],
}

#[derive(Clone, PartialEq, Eq)]
struct PassphraseSlot {
    stretch: Stretch,
    salt: Vec<u8>,
    slot: Slot,
}

impl VaultHeader {
    /// Makes a new vault's id, key and header; a kit can be added at any time.
    ///
    /// # Errors
    /// When there is not enough memory to stretch the passphrase.
    pub fn create(
        passphrase: &Passphrase,
        stretch: Stretch,
        chance: &mut dyn Chance,
    ) -> Result<(Self, VaultKey), UnlockError> {
        let vault_id = entropy(chance);
        let key = VaultKey::generate(chance);
        let passphrase = PassphraseSlot::wrap(&key, passphrase, &vault_id, stretch, chance)?;
        let header = Self {
            vault_id,
            passphrase,
            kit: None,
            mac: [0; 32],
        };
        Ok((header.authenticated(&key), key))
    }

    /// The vault's random id.
    #[must_use]
    pub fn vault_id(&self) -> &[u8; 16] {
        &self.vault_id
    }

    /// How hard the passphrase is stretched.
    #[must_use]
    pub fn stretch(&self) -> Stretch {
        self.passphrase.stretch
    }

    /// Whether a kit opens this vault.
    #[must_use]
    pub fn has_kit(&self) -> bool {
        self.kit.is_some()
    }

    /// Unlocks with the passphrase.
    ///
    /// # Errors
    /// When it is wrong, the header was changed, or memory is short.
    pub fn unlock_passphrase(&self, passphrase: &Passphrase) -> Result<VaultKey, UnlockError> {
        let PassphraseSlot {
            stretch,
            salt,
            slot,
        } = &self.passphrase;
        let with = stretch.key(passphrase, salt)?;
        let key = slot.unwrap(&with, &self.vault_id, Opener::Passphrase);
        self.checked(key.ok_or(UnlockError::Wrong)?)
    }

    /// Unlocks with the kit.
    ///
    /// # Errors
    /// When there is none, it is another one, or the header was changed.
    pub fn unlock_kit(&self, kit: &Kit) -> Result<VaultKey, UnlockError> {
        let slot = self.kit.as_ref().ok_or(UnlockError::NoKit)?;
        let key = slot.unwrap(&kit.wrapping_key(), &self.vault_id, Opener::Kit);
        self.checked(key.ok_or(UnlockError::Wrong)?)
    }

    /// The header with a new passphrase; the old one no longer opens it.
    ///
    /// # Errors
    /// When `key` is not this vault's, the header was changed, or memory is short.
    pub fn set_passphrase(
        &self,
        key: &VaultKey,
        passphrase: &Passphrase,
        stretch: Stretch,
        chance: &mut dyn Chance,
    ) -> Result<Self, UnlockError> {
        self.check(key)?;
        let passphrase = PassphraseSlot::wrap(key, passphrase, &self.vault_id, stretch, chance)?;
        Ok(Self {
            passphrase,
            ..self.clone()
        }
        .authenticated(key))
    }

    /// The header with a new kit; an older kit no longer opens it.
    ///
    /// # Errors
    /// When `key` is not this vault's, or the header was changed.
    pub fn set_kit(
        &self,
        key: &VaultKey,
        kit: &Kit,
        chance: &mut dyn Chance,
    ) -> Result<Self, UnlockError> {
        self.check(key)?;
        let slot = Slot::wrap(
            key,
            &kit.wrapping_key(),
            &self.vault_id,
            Opener::Kit,
            chance,
        );
        Ok(Self {
            kit: Some(slot),
            ..self.clone()
        }
        .authenticated(key))
    }

    /// The CBOR map of `docs/format.md`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut map = self.write(9);
        map.bytes(8, &self.mac);
        map.finish()
    }

    /// Reads a header; it is not yet authenticated, unlocking does that.
    ///
    /// # Errors
    /// When it is newer, damaged, or asks for more stretching than is allowed.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = MapReader::open(WHAT, bytes, HEADER_BYTES_MAX, VERSION)?;
        let vault_id = map.array(1)?;
        let stretch = Stretch::new(map.uint(2)?, map.uint(3)?, map.uint(4)?)?;
        let salt = map.bytes(5, SALT_BYTES_MAX)?.to_vec();
        let malformed = ReadError::Malformed { what: WHAT };
        if salt.len() < SALT_BYTES_MIN {
            return Err(malformed);
        }
        let passphrase = PassphraseSlot {
            stretch,
            salt,
            slot: Slot(map.array(6)?),
        };
        let kit = match map.bytes(7, SLOT_BYTES)? {
            [] => None,
            slot => Some(Slot(slot.try_into().map_err(|_| malformed)?)),
        };
        let header = Self {
            vault_id,
            passphrase,
            kit,
            mac: map.array(8)?,
        };
        map.finish()?;
        Ok(header)
    }

    fn write(&self, fields: u64) -> MapWriter {
        let [memory_kib, passes, lanes] = self.passphrase.stretch.parameters().map(u64::from);
        let mut map = MapWriter::open(fields, VERSION);
        map.bytes(1, &self.vault_id)
            .uint(2, memory_kib)
            .uint(3, passes)
            .uint(4, lanes)
            .bytes(5, &self.passphrase.salt)
            .bytes(6, &self.passphrase.slot.0)
            .bytes(7, self.kit.as_ref().map_or(&[], |slot| &slot.0[..]));
        map
    }

    fn mac(&self, key: &VaultKey) -> blake3::Hash {
        let mac_key = blake3::derive_key(label::VAULT_HEADER_MAC, key.expose());
        blake3::keyed_hash(&mac_key, &self.write(8).finish())
    }

    fn authenticated(mut self, key: &VaultKey) -> Self {
        self.mac = self.mac(key).into();
        self
    }

    pub(crate) fn check(&self, key: &VaultKey) -> Result<(), UnlockError> {
        // Comparing with a blake3::Hash takes constant time.
        if self.mac(key) == self.mac {
            Ok(())
        } else {
            Err(UnlockError::Changed)
        }
    }

    fn checked(&self, key: VaultKey) -> Result<VaultKey, UnlockError> {
        self.check(&key).map(|()| key)
    }
}

impl PassphraseSlot {
    fn wrap(
        key: &VaultKey,
        passphrase: &Passphrase,
        vault_id: &[u8; 16],
        stretch: Stretch,
        chance: &mut dyn Chance,
    ) -> Result<Self, OutOfMemory> {
        let salt: [u8; SALT_BYTES_MIN] = entropy(chance);
        let with = stretch.key(passphrase, &salt)?;
        let slot = Slot::wrap(key, &with, vault_id, Opener::Passphrase, chance);
        Ok(Self {
            stretch,
            salt: salt.to_vec(),
            slot,
        })
    }
}
