//! The store for one machine: `SQLite`, embedded.
//!
//! One thread writes ([`writer`]), a few connections read beside it (write-ahead log). What may be asked
//! is written in [`deeds`] and [`looks`]. `synchronous = FULL` flushes the log at each commit.

mod deeds;
mod looks;
mod writer;

use super::{
    Delivery, Done, Expired, Expiry, Fill, Holder, Kept, MailboxNumber, MailboxStore, Opening,
    PageAsked, StoreError,
};
use crate::names::{BundleId, Day, Digest, Handle};
use async_trait::async_trait;
use countersign_wire::relay::Page;
use rusqlite::{Connection, OpenFlags};
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, oneshot};
use writer::{Writer, failure};

const SCHEMA: &str = include_str!("sqlite/schema.sql");
const SCHEMA_VERSION: i64 = 1;

/// Connections that read. Reads are short; more would only wait for the same disk.
const READERS: usize = 4;

/// How long a second program on the same file (a backup) is waited for.
const BUSY: Duration = Duration::from_secs(5);

/// `SQLite` in one file.
pub struct SqliteStore {
    epoch: AtomicU64,
    path: PathBuf,
    writer: Mutex<Option<Writer>>,
    end: Mutex<Option<oneshot::Receiver<()>>>,
    idle: Arc<Mutex<Vec<Connection>>>,
    places: Arc<Semaphore>,
}

impl SqliteStore {
    /// Opens the file, or makes it with this epoch.
    ///
    /// # Errors
    /// When the file cannot be opened, is damaged, or was made by a newer relay.
    pub fn open(path: &Path, first_epoch: u64) -> Result<Self, StoreError> {
        for_this_user_only(path)?;
        let connection = connect(path)?;
        let epoch = prepare(&connection, first_epoch)?;
        let readers = (0..READERS)
            .map(|_| connect(path))
            .collect::<Result<Vec<_>, _>>()?;
        let (writer, end) = Writer::start(connection)?;
        Ok(Self {
            epoch: AtomicU64::new(epoch),
            path: path.to_owned(),
            writer: Mutex::new(Some(writer)),
            end: Mutex::new(Some(end)),
            idle: Arc::new(Mutex::new(readers)),
            places: Arc::new(Semaphore::new(READERS)),
        })
    }

    async fn write<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let writer = lock(&self.writer).clone();
        match writer {
            Some(writer) => writer.write(deed).await,
            None => Err(closed()),
        }
    }

    async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    ) -> Result<T, StoreError> {
        let place = Arc::clone(&self.places)
            .acquire_owned()
            .await
            .map_err(|_| closed())?;
        let idle = Arc::clone(&self.idle);
        let path = self.path.clone();
        let looked = tokio::task::spawn_blocking(move || {
            // A look that panicked took its connection along.
            let spare = lock(&idle).pop();
            let connection = spare.map_or_else(|| connect(&path), Ok)?;
            let seen = look(&connection).map_err(failure);
            lock(&idle).push(connection);
            drop(place);
            seen
        });
        looked.await.map_err(|e| StoreError::Away(e.to_string()))?
    }
}

/// A poisoned lock guards a list of connections or nothing; both are whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn closed() -> StoreError {
    StoreError::Away("the store is closed".to_owned())
}

/// Makes the file, if there is none, so that no other user of the machine may read it; what `SQLite` lays
/// beside it is made alike.
fn for_this_user_only(path: &Path) -> Result<(), StoreError> {
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)
        .map(|_| ())
        .map_err(|e| StoreError::Broken(e.to_string()))
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failure)?;
    connection.busy_timeout(BUSY).map_err(failure)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA secure_delete = ON;
             PRAGMA cache_size = -8000;
             PRAGMA wal_autocheckpoint = 4000;
             PRAGMA journal_size_limit = 67108864;",
        )
        .map_err(failure)?;
    Ok(connection)
}

fn prepare(connection: &Connection, first_epoch: u64) -> Result<u64, StoreError> {
    let version: i64 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(failure)?;
    match version {
        0 => {
            connection
                .execute_batch(&format!(
                    "BEGIN IMMEDIATE; {SCHEMA}
                     INSERT INTO relay (one, epoch) VALUES (1, {});
                     PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;",
                    first_epoch.cast_signed()
                ))
                .map_err(failure)?;
        }
        SCHEMA_VERSION => {}
        newer => {
            return Err(StoreError::Broken(format!(
                "the file has format {newer}, this relay knows {SCHEMA_VERSION}"
            )));
        }
    }
    looks::epoch(connection).map_err(failure)
}

#[async_trait]
impl MailboxStore for SqliteStore {
    fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Acquire)
    }

    async fn open_mailbox(&self, opening: Opening) -> Result<Done, StoreError> {
        self.write(move |c| deeds::open_mailbox(c, &opening)).await
    }

    async fn holder(&self, key: Digest, invited_before: Day) -> Result<Option<Holder>, StoreError> {
        self.read(move |c| looks::holder(c, key, invited_before))
            .await
    }

    async fn touch(&self, mailbox: MailboxNumber, today: Day) -> Result<(), StoreError> {
        self.write(move |c| deeds::touch(c, mailbox, today)).await
    }

    async fn renew(&self, holder: Holder, next: Digest) -> Result<(), StoreError> {
        self.write(move |c| deeds::renew(c, holder, next)).await
    }

    async fn invite(
        &self,
        holder: Holder,
        handle: Handle,
        key: Digest,
        today: Day,
    ) -> Result<Done, StoreError> {
        self.write(move |c| deeds::invite(c, holder, handle, key, today))
            .await
    }

    async fn remove(&self, holder: Holder, handle: Handle) -> Result<(), StoreError> {
        self.write(move |c| deeds::remove(c, holder, handle)).await
    }

    async fn put(&self, holder: Holder, delivery: Delivery) -> Result<Kept, StoreError> {
        self.write(move |c| deeds::put(c, holder, &delivery)).await
    }

    async fn take_away(&self, holder: Holder, id: BundleId) -> Result<(), StoreError> {
        self.write(move |c| deeds::take_away(c, holder, id)).await
    }

    async fn page(&self, holder: Holder, asked: PageAsked) -> Result<Page, StoreError> {
        let epoch = self.epoch();
        self.read(move |c| looks::page(c, holder, asked, epoch))
            .await
    }

    async fn fill(&self, holder: Holder) -> Result<Fill, StoreError> {
        let epoch = self.epoch();
        self.read(move |c| looks::fill(c, holder, epoch)).await
    }

    async fn newest(
        &self,
        mailboxes: &[MailboxNumber],
    ) -> Result<Vec<(MailboxNumber, u64)>, StoreError> {
        let mailboxes = mailboxes.to_vec();
        self.read(move |c| looks::newest(c, &mailboxes)).await
    }

    async fn expire(&self, expiry: Expiry) -> Result<Expired, StoreError> {
        self.write(move |c| deeds::expire(c, expiry)).await
    }

    async fn renew_epoch(&self, epoch: u64) -> Result<(), StoreError> {
        self.write(move |c| deeds::renew_epoch(c, epoch)).await?;
        self.epoch.store(epoch, Ordering::Release);
        Ok(())
    }

    async fn well(&self) -> Result<(), StoreError> {
        let broken = lock(&self.writer).as_ref().is_none_or(Writer::is_broken);
        if broken {
            return Err(StoreError::Broken("nothing more is written".to_owned()));
        }
        self.read(|c| looks::epoch(c).map(|_| ())).await
    }

    async fn close(&self) {
        drop(lock(&self.writer).take());
        let end = lock(&self.end).take();
        if let Some(end) = end {
            // The thread ends by itself once its last deed is done.
            let _ = end.await;
        }
        self.places.close();
        lock(&self.idle).clear();
    }
}
