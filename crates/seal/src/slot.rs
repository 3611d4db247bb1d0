//! A slot: the vault key, wrapped by something that a person has or knows.
//!
//! It exists so that a new passphrase re-wraps 32 bytes and never touches the vault. A slot is bound to
//! its vault and to its kind, so that none can stand in for another.

use crate::secret::{Key, VaultKey};
use crate::{Chance, entropy};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use zeroize::Zeroizing;

pub(crate) const SLOT_BYTES: usize = 24 + 32 + 16;

/// What opens a slot.
#[derive(Clone, Copy)]
#[repr(u8)]
pub(crate) enum Opener {
    Passphrase = 1,
    Kit = 2,
}

/// Nonce and wrapped vault key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot(pub(crate) [u8; SLOT_BYTES]);

impl Slot {
    pub(crate) fn wrap(
        vault: &VaultKey,
        with: &Key,
        vault_id: &[u8; 16],
        opener: Opener,
        chance: &mut dyn Chance,
    ) -> Self {
        let nonce: [u8; 24] = entropy(chance);
        let wrapped = cipher(with)
            .encrypt(
                &nonce.into(),
                Payload {
                    msg: vault.expose(),
                    aad: &bound(vault_id, opener),
                },
            )
            .expect("32 bytes are below the cipher's limit");
        let mut slot = [0; SLOT_BYTES];
        let (head, tail) = slot.split_at_mut(nonce.len());
        head.copy_from_slice(&nonce);
        tail.copy_from_slice(&wrapped);
        Self(slot)
    }

    pub(crate) fn unwrap(
        &self,
        with: &Key,
        vault_id: &[u8; 16],
        opener: Opener,
    ) -> Option<VaultKey> {
        let (nonce, wrapped) = self.0.split_first_chunk::<24>()?;
        let payload = Payload {
            msg: wrapped,
            aad: &bound(vault_id, opener),
        };
        let key = cipher(with)
            .decrypt(nonce.into(), payload)
            .map(Zeroizing::new)
            .ok()?;
        Some(VaultKey(Key::new(key.as_slice().try_into().ok()?)))
    }
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&**key).into())
}

fn bound(vault_id: &[u8; 16], opener: Opener) -> Vec<u8> {
    [&vault_id[..], &[opener as u8]].concat()
}
