//! Whose bundle an envelope is: which agreement it belongs to, as far as this vault's keys open it.
//!
//! It exists because a file may hold bundles of several agreements, and their outside names none. Opening here decides
//! nothing: the replica opens it again and judges what is inside.

use countersign_domain::{ActId, AgreementId, DeviceId};
use countersign_seal::{OpenedBundle, SendingKey, open_envelope, unwrap};
use countersign_vault::{AsideRow, BundleId, Moment, SendingKeyId};
use countersign_wire::limits::KEPT_ASIDE_PER_WRITER_MAX;
use countersign_wire::{self as wire, ReadError};

use crate::codes::Result;
use crate::error::{Code, Error};
use crate::session::Session;

/// An envelope that this vault can open.
pub(crate) struct Addressed {
    pub(crate) agreement: AgreementId,
    key: [u8; 32],
    opened: OpenedBundle,
}

impl Addressed {
    /// How many acts it carries.
    pub(crate) fn acts(&self) -> usize {
        self.opened.bundle.changes.len()
    }

    /// The device that signed it.
    pub(crate) fn sender(&self) -> DeviceId {
        DeviceId(self.opened.signer)
    }
}

impl Session {
    /// Opens an envelope as far as needed to know where it belongs. The inner error says why it cannot be.
    pub(crate) fn address(&self, bytes: &[u8]) -> Result<std::result::Result<Addressed, Code>> {
        let envelope = match wire::Envelope::decode(bytes) {
            Ok(envelope) => envelope,
            Err(ReadError::NewerFormat { .. } | ReadError::UnknownCritical) => {
                return Ok(Err(Code::BundleNewer));
            }
            Err(error) => return Ok(Err(Error::from(error).code)),
        };
        let id = envelope.key_id;
        let Some(key) = self
            .key_named(id.0)?
            .or_else(|| unwrap(&self.keys, id, &envelope.wraps))
        else {
            // Wrapped for others and not for this device: it is theirs. Wrapped for nobody: the key came before.
            let waits = envelope.wraps.is_empty();
            return Ok(Err(if waits {
                Code::BundleWaits
            } else {
                Code::BundleNotForMe
            }));
        };
        Ok(match open_envelope(&envelope, &key) {
            Ok(opened) => Ok(Addressed {
                agreement: ActId(opened.bundle.agreement),
                key: id.0,
                opened,
            }),
            Err(countersign_seal::OpenError::Content(
                ReadError::NewerFormat { .. } | ReadError::UnknownCritical,
            )) => Err(Code::BundleNewer),
            Err(_) => Err(Code::BundleChanged),
        })
    }

    fn key_named(&self, id: [u8; 32]) -> Result<Option<SendingKey>> {
        let rows = self.vault.view();
        for agreement in rows.agreements_of_key(SendingKeyId(id))? {
            let keys = rows.sending_keys(agreement)?;
            if let Some(row) = keys.into_iter().find(|row| row.id.0 == id) {
                return Ok(Some(SendingKey::from_secret(&row.secret)?));
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
    pub(crate) fn keyless_aside(&self, addressed: &Addressed) -> Result<Vec<[u8; 32]>> {
        let rows = self.vault.view().aside()?;
        let opens = |row: &&AsideRow| {
            row.agreement.is_none() && row.key == Some(SendingKeyId(addressed.key))
        };
        Ok(rows.iter().filter(opens).map(|row| row.id.0).collect())
    }
}
