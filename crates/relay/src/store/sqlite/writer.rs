//! The one thread that writes to `SQLite`.
//!
//! It exists for two reasons: `SQLite` has one writer at a time anyway, and whatever has queued up is kept
//! in one transaction, so that many devices share one flush to disk. Each deed runs in a savepoint of its
//! own, and nobody hears of a deed before the commit. After a failed commit nothing more is written: what
//! the disk holds is then not known.

use crate::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{mpsc, oneshot};

/// Deeds that share one transaction at most.
const DEEDS_PER_COMMIT_MAX: usize = 256;

/// Deeds that may wait; beyond, who asks waits for a place.
const WAITING_MAX: usize = 1_024;

/// Does a deed, and returns what tells its asker once the commit is through or has failed.
type Deed = Box<dyn FnOnce(&Connection) -> Telling + Send>;
type Telling = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// Takes deeds to the writing thread.
#[derive(Clone)]
pub(super) struct Writer {
    deeds: mpsc::Sender<Deed>,
    broken: Arc<AtomicBool>,
}

impl Writer {
    /// Starts the thread. It ends when the last `Writer` is gone.
    pub(super) fn start(
        connection: Connection,
    ) -> Result<(Self, oneshot::Receiver<()>), StoreError> {
        let (deeds, waiting) = mpsc::channel(WAITING_MAX);
        let (ended, end) = oneshot::channel();
        let broken = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&broken);
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                write_on(connection, waiting, &flag);
                // Nobody listens when the store was simply dropped.
                let _ = ended.send(());
            })
            .map_err(|e| StoreError::Away(e.to_string()))?;
        Ok((Self { deeds, broken }, end))
    }

    /// Whether a commit has failed.
    pub(super) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Acquire)
    }

    /// Does a deed and answers after its commit.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = oneshot::channel();
        let deed: Deed = Box::new(move |connection| {
            let outcome = in_savepoint(connection, deed);
            Box::new(move |committed| {
                // The asker may have gone; the deed stands.
                let _ = tell.send(committed.and(outcome));
            })
        });
        self.deeds.send(deed).await.map_err(|_| closed())?;
        told.await.map_err(|_| closed())?
    }
}

fn closed() -> StoreError {
    StoreError::Away("the store is closed".to_owned())
}

fn in_savepoint<T>(
    connection: &Connection,
    deed: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.execute_batch("SAVEPOINT deed").map_err(broken)?;
    let outcome = deed(connection);
    if outcome.is_err() && connection.is_autocommit() {
        // SQLite rolled the whole transaction back by itself, as it does on a full disk.
        return outcome;
    }
    let end = match outcome {
        Ok(_) => "RELEASE deed",
        Err(_) => "ROLLBACK TO deed; RELEASE deed",
    };
    connection.execute_batch(end).map_err(broken)?;
    outcome
}

fn write_on(mut connection: Connection, mut waiting: mpsc::Receiver<Deed>, flag: &AtomicBool) {
    while let Some(first) = waiting.blocking_recv() {
        let mut deeds = vec![first];
        while deeds.len() < DEEDS_PER_COMMIT_MAX
            && let Ok(next) = waiting.try_recv()
        {
            deeds.push(next);
        }
        if flag.load(Ordering::Acquire) {
            // Dropping a deed tells its asker that the store is closed.
            continue;
        }
        let mut tellings = Vec::with_capacity(deeds.len());
        let committed = commit(&mut connection, deeds, &mut tellings);
        if let Err(StoreError::Broken(_)) = committed {
            flag.store(true, Ordering::Release);
        }
        for tell in tellings {
            tell(committed.clone());
        }
    }
}

fn commit(
    connection: &mut Connection,
    deeds: Vec<Deed>,
    tellings: &mut Vec<Telling>,
) -> Result<(), StoreError> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failure)?;
    for deed in deeds {
        tellings.push(deed(&transaction));
        if transaction.is_autocommit() {
            // Those who were not asked yet hear that the store does not answer, like those who were.
            return Err(StoreError::Away(
                "the transaction was rolled back".to_owned(),
            ));
        }
    }
    transaction.commit().map_err(failure)
}

/// A full disk and a busy file are told and got over; anything else ends the writing.
pub(super) fn failure(error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode::{ConstraintViolation, DatabaseBusy, DatabaseLocked, DiskFull};
    match error.sqlite_error_code() {
        Some(ConstraintViolation) => StoreError::Taken,
        Some(DatabaseBusy | DatabaseLocked | DiskFull) => StoreError::Away(error.to_string()),
        Some(_) | None => broken(error),
    }
}

fn broken(error: rusqlite::Error) -> StoreError {
    StoreError::Broken(error.to_string())
}
