//! What the relay keeps, behind one trait with two implementations: `SQLite` and `PostgreSQL`.
//!
//! Every promise of `docs/relay.md` about mailboxes stands here, and `tests/relay/conformance.rs` holds
//! both stores to it. A store knows neither HTTP nor clock: the day is an argument. Each function answers
//! only when what it did is durable; each may be repeated.

mod postgres;
mod sqlite;

pub use postgres::PostgresStore;
pub use sqlite::SqliteStore;

use crate::names::{BundleId, Day, Digest, Handle};
use crate::wake::WakeHub;
use async_trait::async_trait;
use countersign_wire::relay::{Cursor, Page};
use std::sync::Arc;
use thiserror::Error;

/// Live keys, and removed ones that still hold bundles, on one side of a mailbox.
pub const KEYS_PER_SIDE_MAX: i64 = 16;

/// Bundles that one step of [`MailboxStore::expire`] drops, so that no step keeps others waiting for long.
pub const EXPIRED_PER_STEP: usize = 500;

/// A mailbox, as this store numbers it. Never told to anyone; never used again for another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailboxNumber(pub i64);

/// A key's place in a mailbox, as this store numbers it. It outlives the key while bundles hang on it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceNumber(pub i64);

/// Who asks: a key that is known and not removed.
#[derive(Clone, Copy)]
pub struct Holder {
    /// The mailbox that the key belongs to.
    pub mailbox: MailboxNumber,
    /// The key's place.
    pub place: PlaceNumber,
    /// 0 is the opener's side.
    pub side: u8,
    /// The key's hash when it was looked up.
    pub digest: Digest,
    /// An invited key may renew itself and nothing else.
    pub invited: bool,
    /// When the mailbox was last used.
    pub used: Day,
}

/// A mailbox to be opened.
pub struct Opening {
    /// Whose token it was; empty where anyone may open.
    pub organisation: String,
    /// Mailboxes that this organisation may have at a time.
    pub mailboxes_max: u64,
    /// The opener's key, and the one invited for the other person.
    pub sides: [(Handle, Digest); 2],
    /// The day of today.
    pub today: Day,
}

/// A bundle to be kept.
pub struct Delivery {
    /// Its id, which was compared with its bytes.
    pub id: BundleId,
    /// The envelope.
    pub envelope: Vec<u8>,
    /// What its writer may have in the mailbox, this bundle counted.
    pub quota: Quota,
    /// The day of today.
    pub today: Day,
}

/// What one writer may have in one mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Bundles.
    pub bundles: u64,
    /// Bytes of envelopes.
    pub bytes: u64,
}

/// A question for a page.
#[derive(Debug, Clone, Copy)]
pub struct PageAsked {
    /// How far the asker has read; `None` begins at the oldest.
    pub after: Option<Cursor>,
    /// Bundles at most.
    pub count_max: u16,
    /// Whether to include what the asking key put.
    pub own: bool,
}

/// Whether something was done or stood so before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It was done now.
    Now,
    /// It stood so already: the question came again.
    Before,
}

/// A bundle that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its number in the mailbox.
    pub number: u64,
    /// Whether it was kept now or before.
    pub done: Done,
}

/// How full a mailbox is, as one key may see it.
#[derive(Clone, PartialEq, Eq)]
pub struct Fill {
    /// Of the asking key.
    pub bundles: u64,
    /// Of the asking key, bytes of envelopes.
    pub bytes: u64,
    /// The newest bundle of the mailbox.
    pub newest: Cursor,
    /// Live handles of the asking key's side, its own first.
    pub handles: Vec<Handle>,
}

/// What is old enough to go.
#[derive(Debug, Clone, Copy)]
pub struct Expiry {
    /// Bundles that came before this day.
    pub bundles_before: Day,
    /// Mailboxes not used since this day.
    pub mailboxes_before: Day,
    /// Invitations made before this day.
    pub invited_before: Day,
}

/// What one step of expiring dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expired {
    /// Bundles.
    pub bundles: u64,
    /// Mailboxes, with all they held.
    pub mailboxes: u64,
}

/// Why a store did not do what it was asked. Never holds what was stored.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The key was removed or renewed meanwhile.
    #[error("the key is not known any more")]
    UnknownKey,
    /// A handle or a key's hash is in use otherwise.
    #[error("the handle or key is in use")]
    Taken,
    /// [`KEYS_PER_SIDE_MAX`] is reached.
    #[error("the side has as many keys as it may")]
    SideFull,
    /// The organisation has as many mailboxes as it may.
    #[error("the organisation has as many mailboxes as it may")]
    NoMoreMailboxes,
    /// The writer's quota is used up.
    #[error("the writer's quota is used up")]
    MailboxFull,
    /// The store cannot be asked now; nothing is known about the deed.
    #[error("the store does not answer: {0}")]
    Away(String),
    /// The store must not be written to any more by this process.
    #[error("the store is broken: {0}")]
    Broken(String),
}

/// Mailboxes that last.
#[async_trait]
pub trait MailboxStore: Send + Sync + 'static {
    /// The epoch of every cursor.
    fn epoch(&self) -> u64;

    /// Begins to tell other replicas what was put here, and the hub what they were given. Does nothing
    /// where there are no other replicas.
    fn join(&self, _hub: Arc<WakeHub>) {}

    /// Opens a mailbox with one key on each side.
    ///
    /// # Errors
    /// `Taken` when a key stands elsewhere, `NoMoreMailboxes`, or the store fails.
    async fn open_mailbox(&self, opening: Opening) -> Result<Done, StoreError>;

    /// Who has this key; `None` when nobody, or when it is an invitation from before `invited_before`.
    ///
    /// # Errors
    /// When the store fails.
    async fn holder(&self, key: Digest, invited_before: Day) -> Result<Option<Holder>, StoreError>;

    /// Notes that the mailbox was used today.
    ///
    /// # Errors
    /// When the store fails.
    async fn touch(&self, mailbox: MailboxNumber, today: Day) -> Result<(), StoreError>;

    /// Replaces the asking key; an invited key becomes a full one.
    ///
    /// # Errors
    /// `UnknownKey`, `Taken` when another has the new key, or the store fails.
    async fn renew(&self, holder: Holder, next: Digest) -> Result<(), StoreError>;

    /// Invites a key to the asker's side.
    ///
    /// # Errors
    /// `UnknownKey`, `Taken` when the handle or key is in use, `SideFull`, or the store fails.
    async fn invite(
        &self,
        holder: Holder,
        handle: Handle,
        key: Digest,
        today: Day,
    ) -> Result<Done, StoreError>;

    /// Removes a key of the asker's side, if there is one. What it wrote stays.
    ///
    /// # Errors
    /// When the store fails.
    async fn remove(&self, holder: Holder, handle: Handle) -> Result<(), StoreError>;

    /// Keeps a bundle under the mailbox's next number.
    ///
    /// # Errors
    /// `UnknownKey`, `MailboxFull`, or the store fails; then it may or may not be kept.
    async fn put(&self, holder: Holder, delivery: Delivery) -> Result<Kept, StoreError>;

    /// Drops a bundle that the asking key put, if there is one.
    ///
    /// # Errors
    /// When the store fails.
    async fn take_away(&self, holder: Holder, id: BundleId) -> Result<(), StoreError>;

    /// Bundles behind a cursor, up to the limits of `wire::relay`.
    ///
    /// # Errors
    /// When the store fails.
    async fn page(&self, holder: Holder, asked: PageAsked) -> Result<Page, StoreError>;

    /// How full the mailbox is.
    ///
    /// # Errors
    /// When the store fails.
    async fn fill(&self, holder: Holder) -> Result<Fill, StoreError>;

    /// The newest numbers of these mailboxes.
    ///
    /// # Errors
    /// When the store fails.
    async fn newest(
        &self,
        mailboxes: &[MailboxNumber],
    ) -> Result<Vec<(MailboxNumber, u64)>, StoreError>;

    /// Drops some of what is old; repeat until nothing was dropped.
    ///
    /// # Errors
    /// When the store fails.
    async fn expire(&self, expiry: Expiry) -> Result<Expired, StoreError>;

    /// Gives every cursor a new epoch; for a store that was restored from a backup.
    ///
    /// # Errors
    /// When the store fails.
    async fn renew_epoch(&self, epoch: u64) -> Result<(), StoreError>;

    /// Whether the store answers and may be written to.
    ///
    /// # Errors
    /// When it does not or may not.
    async fn well(&self) -> Result<(), StoreError>;

    /// Ends all work and gives the files back.
    async fn close(&self);
}
