//! An open vault: one connection, one writer, one transaction at a time.

use std::path::PathBuf;

use countersign_seal::{Chance, Kit, Passphrase, Stretch, UnlockError, VaultHeader, VaultKey};
use rusqlite::{Connection, TransactionBehavior};

use crate::connection::{self, Integrity};
use crate::error::{Error, OpenError};
use crate::header;
use crate::home::Opener;
use crate::lock::Lock;
use crate::name::VaultId;
use crate::tx::{Tx, View};

/// An open vault. Dropping it closes it and lets other processes open it.
pub struct Vault {
    // Dropped in this order: the database is closed before the lock is let go.
    pub(crate) connection: Connection,
    pub(crate) place: Option<Place>,
    halted: bool,
}

/// Where an open vault lies, and what opens it.
pub(crate) struct Place {
    pub(crate) id: VaultId,
    pub(crate) folder: PathBuf,
    pub(crate) header: VaultHeader,
    pub(crate) key: VaultKey,
    #[expect(dead_code, reason = "held, never looked at")]
    pub(crate) lock: Lock,
}

impl Vault {
    pub(crate) fn at(connection: Connection, place: Place) -> Self {
        Self {
            connection,
            place: Some(place),
            halted: false,
        }
    }

    /// A vault that is still being built: it has no place yet.
    pub(crate) fn unplaced(connection: Connection) -> Self {
        Self {
            connection,
            place: None,
            halted: false,
        }
    }

    /// A vault that lives in memory, for tests; it is not encrypted, and gone when dropped.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn in_memory() -> Result<Self, OpenError> {
        Ok(Self::unplaced(connection::in_memory()?))
    }

    /// Its name in its home; `None` in memory.
    #[must_use]
    pub fn id(&self) -> Option<VaultId> {
        self.place.as_ref().map(|place| place.id)
    }

    /// Reads.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(&self.connection)
    }

    /// Writes in one transaction. When this returns `Ok`, all of it is durable; otherwise nothing of
    /// it is there.
    ///
    /// After words were erased, the log is emptied too, so that no earlier page keeps them.
    ///
    /// # Errors
    /// Whatever `work` says, or why the commit failed. After [`Error::Io`] nobody knows whether the disk has all of it
    /// or nothing: every later write is [`Error::Halted`] until the vault is opened anew and read again.
    pub fn write<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.halted {
            return Err(Error::Halted.into());
        }
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(Error::from)?;
        let tx = Tx::new(&transaction);
        let outcome = work(&tx);
        let (erased, failed) = (tx.has_erased(), tx.has_failed());
        let committed = match outcome {
            Ok(value) => transaction.commit().map(|()| value).map_err(Error::from),
            Err(error) => {
                // Dropping the transaction rolls it back.
                self.halted = failed;
                return Err(error);
            }
        };
        self.halted = matches!(committed, Err(Error::Io(_)));
        let value = committed?;
        if erased {
            self.empty_log();
        }
        Ok(value)
    }

    /// Checks every page against its cipher, and how all pages fit together. Slow: it reads the whole vault.
    ///
    /// # Errors
    /// When the check itself cannot run.
    pub fn integrity(&self) -> Result<Integrity, Error> {
        connection::integrity(&self.connection)
    }

    /// Sets a new passphrase; the old one opens nothing any more. Only the header changes.
    ///
    /// # Errors
    /// When memory is short or the header cannot be written; then the old passphrase stays.
    pub fn set_passphrase(
        &mut self,
        passphrase: &Passphrase,
        stretch: Stretch,
        chance: &mut dyn Chance,
    ) -> Result<(), OpenError> {
        self.change_header(|header, key| header.set_passphrase(key, passphrase, stretch, chance))
    }

    /// Sets a new recovery kit; an older one opens nothing any more. Only the header changes.
    ///
    /// # Errors
    /// When the header cannot be written; then the old kit stays.
    pub fn set_kit(&mut self, kit: &Kit, chance: &mut dyn Chance) -> Result<(), OpenError> {
        self.change_header(|header, key| header.set_kit(key, kit, chance))
    }

    /// Whether a passphrase or kit opens this vault: asked again before what cannot be undone. Tries are not counted,
    /// because whoever asks has the vault open.
    ///
    /// # Errors
    /// When memory is short, or the header was changed by someone else.
    pub fn fits(&self, opener: &Opener<'_>) -> Result<bool, OpenError> {
        let place = self.place.as_ref().ok_or(Error::InMemory)?;
        match opener.open(&place.header) {
            Ok(_) => Ok(true),
            Err(UnlockError::Wrong | UnlockError::NoKit) => Ok(false),
            Err(UnlockError::OutOfMemory) => Err(OpenError::OutOfMemory),
            Err(UnlockError::Changed) => Err(Error::Damaged.into()),
        }
    }

    /// Whether a recovery kit opens this vault.
    #[must_use]
    pub fn has_kit(&self) -> bool {
        self.place
            .as_ref()
            .is_some_and(|place| place.header.has_kit())
    }

    fn change_header(
        &mut self,
        change: impl FnOnce(&VaultHeader, &VaultKey) -> Result<VaultHeader, UnlockError>,
    ) -> Result<(), OpenError> {
        let place = self.place.as_mut().ok_or(Error::InMemory)?;
        let changed = change(&place.header, &place.key).map_err(|error| match error {
            UnlockError::OutOfMemory => OpenError::OutOfMemory,
            UnlockError::Wrong | UnlockError::NoKit | UnlockError::Changed => {
                OpenError::Vault(Error::Damaged)
            }
        })?;
        header::put(&place.folder, &changed)?;
        place.header = changed;
        Ok(())
    }

    /// Folds the log into the file and cuts it to nothing. The words are gone from the database already; if the disk
    /// fails here, the log goes with the next checkpoint.
    fn empty_log(&self) {
        let folded = self
            .view()
            .row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        drop(folded);
    }
}
