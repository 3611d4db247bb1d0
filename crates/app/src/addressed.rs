//! Whose bundle an envelope is: which agreement it belongs to, as far as this vault's keys open it.
//!
//! It exists because a file may hold bundles of several agreements, and their outside names none. It is opened here
//! once, and judged by the replica that it is handed to.

use std::cell::Cell;

use countersign_seal::{OpenError, SecretBytes};
use countersign_sync::{NotOpened, Opened};
use countersign_vault::{AsideRow, BundleId, Moment, SendingKeyId};
use countersign_wire::limits::KEPT_ASIDE_PER_WRITER_MAX;
use countersign_wire::{self as wire, ReadError};

use crate::codes::Result;
use crate::error::{Code, Error};
use crate::session::Session;

impl Session {
    /// Opens an envelope, with a key that was kept or one that an envelope `before` it in the same file has brought.
    /// The inner error says why it cannot be.
    pub(crate) fn address<'b>(
        &self,
        bytes: &'b [u8],
        before: &[Opened<'_>],
    ) -> Result<std::result::Result<Opened<'b>, Code>> {
        let unread = Cell::new(None);
        let brought = |id| before.iter().find(|one| one.key() == id)?.new_key();
        let known = |id| {
            brought(id).or_else(|| {
                self.key_named(id).unwrap_or_else(|error| {
                    unread.set(Some(error));
                    None
                })
            })
        };
        let opened = Opened::open(bytes, &self.keys, &known);
        match unread.into_inner() {
            Some(error) => Err(error),
            None => Ok(opened.map_err(why_not)),
        }
    }

    fn key_named(&self, id: [u8; 32]) -> Result<Option<SecretBytes>> {
        let rows = self.vault.view();
        for agreement in rows.agreements_of_key(SendingKeyId(id))? {
            let keys = rows.sending_keys(agreement)?;
            if let Some(row) = keys.into_iter().find(|row| row.id.0 == id) {
                return Ok(Some(row.secret));
            }
        }
        Ok(None)
    }

    /// Keeps an envelope whose key is not here, of whatever agreement; limited, since nobody known wrote it.
    pub(crate) fn wait_for_key(&mut self, bundle: BundleId, bytes: &[u8], now: i64) -> Result<()> {
        if self.vault.view().aside_load(None)?.count >= KEPT_ASIDE_PER_WRITER_MAX as u64 {
            return Ok(());
        }
        let key = wire::Envelope::decode(bytes)
            .ok()
            .map(|envelope| SendingKeyId(envelope.key_id.0));
        let row = AsideRow {
            id: bundle,
            agreement: None,
            sender: None,
            key,
            reason: countersign_sync::Reason::KeyNotHere.code(),
            bytes: bytes.to_vec(),
            at: Moment(now),
        };
        Ok(self.vault.write(|tx| tx.keep_aside(&row))?)
    }

    /// What waits without an agreement for the key that this envelope brought.
    pub(crate) fn keyless_aside(&self, opened: &Opened<'_>) -> Result<Vec<[u8; 32]>> {
        let rows = self.vault.view().aside()?;
        let opens = |row: &&AsideRow| {
            row.agreement.is_none() && row.key == Some(SendingKeyId(opened.key()))
        };
        Ok(rows.iter().filter(opens).map(|row| row.id.0).collect())
    }
}

fn why_not(why: NotOpened) -> Code {
    match why {
        NotOpened::Outside(ReadError::NewerFormat { .. } | ReadError::UnknownCritical)
        | NotOpened::Inside(OpenError::Content(
            ReadError::NewerFormat { .. } | ReadError::UnknownCritical,
        )) => Code::BundleNewer,
        NotOpened::Outside(error) => Error::from(error).code,
        // Wrapped for others and not for this device: it is theirs. Wrapped for nobody: the key came before.
        NotOpened::NoKey { for_others, .. } if for_others => Code::BundleNotForMe,
        NotOpened::NoKey { .. } => Code::BundleWaits,
        NotOpened::Inside(_) => Code::BundleChanged,
    }
}
