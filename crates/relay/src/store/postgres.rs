//! The store for several replicas: `PostgreSQL` 15 or newer.
//!
//! The server groups the commits of its connections; here each put is one statement. Replicas share
//! nothing but the database; [`notices`] lets one hint to the others that something came. What is asked
//! is written in [`statements`].

mod deeds;
mod looks;
mod notices;
mod session;
mod statements;

use super::{
    Delivery, Done, Expired, Expiry, Fill, Holder, Kept, MailboxNumber, MailboxStore, Opening,
    PageAsked, StoreError,
};
use crate::names::{BundleId, Day, Digest, Handle};
use crate::wake::WakeHub;
use async_trait::async_trait;
use countersign_wire::relay::Page;
use deadpool_postgres::{Object, Pool, PoolError};
use notices::Notices;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio_postgres::error::SqlState;

/// `PostgreSQL` behind a pool of connections.
pub struct PostgresStore {
    epoch: AtomicU64,
    pool: Pool,
    notices: Notices,
}

impl PostgresStore {
    /// Connects, and makes the tables with this epoch if there are none. With an authority (a PEM file) every connection
    /// is TLS to a server that it vouches for.
    ///
    /// # Errors
    /// When the server does not answer, is older than 15, does not flush to disk, is not the one that is vouched for,
    /// or keeps a newer format, and when the file holds no authority.
    pub async fn open(
        address: &str,
        authority: Option<&Path>,
        connections: usize,
        first_epoch: u64,
    ) -> Result<Self, StoreError> {
        let reach = session::reach(address, authority)?;
        let pool = session::pool(reach.clone(), connections)?;
        let client = pool.get().await.map_err(away)?;
        session::check(&client).await?;
        drop(client);
        let epoch = session::prepare(&pool, first_epoch).await?;
        Ok(Self {
            epoch: AtomicU64::new(epoch),
            notices: Notices::new(reach),
            pool,
        })
    }

    async fn client(&self) -> Result<Object, StoreError> {
        self.pool.get().await.map_err(away)
    }
}

/// Why the pool has no connection; its words may hold an address of the server, never one of a device.
fn away(error: PoolError) -> StoreError {
    match error {
        PoolError::Backend(error) => failure(&error),
        PoolError::Timeout(_) => StoreError::Away("no connection is free".to_owned()),
        PoolError::Closed | PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => {
            StoreError::Away("the pool is closed".to_owned())
        }
    }
}

/// The server's code only: its details may quote values.
fn failure(error: &tokio_postgres::Error) -> StoreError {
    match error.code() {
        Some(code) if *code == SqlState::UNIQUE_VIOLATION => StoreError::Taken,
        Some(code) => StoreError::Away(format!("code {}", code.code())),
        None if error.is_closed() => StoreError::Away("the connection is closed".to_owned()),
        None => StoreError::Away("the question failed".to_owned()),
    }
}

#[async_trait]
impl MailboxStore for PostgresStore {
    fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Acquire)
    }

    fn join(&self, hub: Arc<WakeHub>) {
        self.notices.start(self.pool.clone(), hub);
    }

    async fn open_mailbox(&self, opening: Opening) -> Result<Done, StoreError> {
        deeds::open_mailbox(&mut self.client().await?, &opening).await
    }

    async fn holder(&self, key: Digest, invited_before: Day) -> Result<Option<Holder>, StoreError> {
        looks::holder(&self.client().await?, key, invited_before).await
    }

    async fn touch(&self, mailbox: MailboxNumber, today: Day) -> Result<(), StoreError> {
        deeds::touch(&self.client().await?, mailbox, today).await
    }

    async fn renew(&self, holder: Holder, next: Digest) -> Result<(), StoreError> {
        deeds::renew(&mut self.client().await?, holder, next).await
    }

    async fn invite(
        &self,
        holder: Holder,
        handle: Handle,
        key: Digest,
        today: Day,
    ) -> Result<Done, StoreError> {
        deeds::invite(&mut self.client().await?, holder, handle, key, today).await
    }

    async fn remove(&self, holder: Holder, handle: Handle) -> Result<(), StoreError> {
        deeds::remove(&mut self.client().await?, holder, handle).await
    }

    async fn put(&self, holder: Holder, delivery: Delivery) -> Result<Kept, StoreError> {
        let kept = deeds::put(&self.client().await?, holder, &delivery).await?;
        if kept.done == Done::Now {
            self.notices.note(holder.mailbox, holder.place, kept.number);
        }
        Ok(kept)
    }

    async fn take_away(&self, holder: Holder, id: BundleId) -> Result<(), StoreError> {
        deeds::take_away(&self.client().await?, holder, id).await
    }

    async fn page(&self, holder: Holder, asked: PageAsked) -> Result<Page, StoreError> {
        looks::page(&self.client().await?, holder, asked, self.epoch()).await
    }

    async fn fill(&self, holder: Holder) -> Result<Fill, StoreError> {
        looks::fill(&self.client().await?, holder, self.epoch()).await
    }

    async fn newest(
        &self,
        mailboxes: &[MailboxNumber],
    ) -> Result<Vec<(MailboxNumber, u64)>, StoreError> {
        looks::newest(&self.client().await?, mailboxes).await
    }

    async fn expire(&self, expiry: Expiry) -> Result<Expired, StoreError> {
        deeds::expire(&mut self.client().await?, expiry).await
    }

    async fn renew_epoch(&self, epoch: u64) -> Result<(), StoreError> {
        deeds::renew_epoch(&self.client().await?, epoch).await?;
        self.epoch.store(epoch, Ordering::Release);
        Ok(())
    }

    async fn well(&self) -> Result<(), StoreError> {
        let epoch = looks::epoch(&self.client().await?).await?;
        // A restore elsewhere may have given a new one.
        self.epoch.store(epoch, Ordering::Release);
        Ok(())
    }

    async fn close(&self) {
        self.notices.stop();
        self.pool.close();
    }
}
