//! Magda and Karin with a mailbox on a store.

use crate::cluster::Cluster;
use countersign_relay::names::{BundleId, Day, Digest, Handle};
use countersign_relay::store::{
    Delivery, Holder, Kept, MailboxStore, Opening, PageAsked, PostgresStore, Quota, SqliteStore,
    StoreError,
};
use countersign_wire::relay::Page;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// The day on which the tests play.
pub(super) const TODAY: Day = Day(20_000);

/// The epoch that a new store is given.
pub(super) const EPOCH: u64 = 0xe3f1;

/// What a writer may have where a test says nothing else.
pub(super) const ROOM: Quota = Quota {
    bundles: 1_000,
    bytes: 64 * 1024 * 1024,
};

/// A store, and numbers for keys that nobody else has.
pub(super) struct Stage {
    pub(super) store: Arc<dyn MailboxStore>,
    keys: AtomicU8,
}

type Play<'s> = Pin<Box<dyn Future<Output = ()> + 's>>;

/// Plays on a new `SQLite` file.
pub(super) fn in_sqlite(play: impl for<'s> Fn(&'s Stage) -> Play<'s>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("relay.db");
    on(
        async || Arc::new(SqliteStore::open(&path, EPOCH).unwrap()) as _,
        play,
    );
}

/// Plays on a new database of a real server.
pub(super) fn in_postgres(play: impl for<'s> Fn(&'s Stage) -> Play<'s>) {
    let cluster = Cluster::shared();
    let address = cluster.database();
    let open = async || {
        let store = PostgresStore::open(&address, None, 8, EPOCH).await.unwrap();
        Arc::new(store) as Arc<dyn MailboxStore>
    };
    on(open, play);
}

fn on(open: impl AsyncFn() -> Arc<dyn MailboxStore>, play: impl for<'s> Fn(&'s Stage) -> Play<'s>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let stage = Stage {
            store: open().await,
            keys: AtomicU8::new(0),
        };
        play(&stage).await;
        stage.store.close().await;
    });
}

impl Stage {
    /// The hash of a key that was not used before.
    pub(super) fn key(&self) -> Digest {
        Digest([self.keys.fetch_add(1, Ordering::Relaxed); 32])
    }

    /// Opens a mailbox: Karin's key, and Magda's, renewed.
    pub(super) async fn two(&self) -> (Holder, Holder) {
        let (karin, invited, magda) = (self.key(), self.key(), self.key());
        self.store
            .open_mailbox(opening([(handle(1), karin), (handle(2), invited)]))
            .await
            .unwrap();
        let invited = self.who(invited).await.unwrap();
        self.store.renew(invited, magda).await.unwrap();
        (
            self.who(karin).await.unwrap(),
            self.who(magda).await.unwrap(),
        )
    }

    /// Who has this key on the day of the tests.
    pub(super) async fn who(&self, key: Digest) -> Option<Holder> {
        self.store.holder(key, TODAY.before(7)).await.unwrap()
    }

    /// Invites a key to the side of `by`, renews it, and says who holds it.
    pub(super) async fn further(&self, by: Holder, handle: Handle) -> Result<Holder, StoreError> {
        let (invited, own) = (self.key(), self.key());
        self.store.invite(by, handle, invited, TODAY).await?;
        let invited = self.who(invited).await.unwrap();
        self.store.renew(invited, own).await?;
        Ok(self.who(own).await.unwrap())
    }

    /// Puts a bundle on the day of the tests.
    pub(super) async fn put(&self, by: Holder, envelope: &[u8]) -> Result<Kept, StoreError> {
        self.put_within(by, envelope, ROOM).await
    }

    /// Puts a bundle under a quota.
    pub(super) async fn put_within(
        &self,
        by: Holder,
        envelope: &[u8],
        quota: Quota,
    ) -> Result<Kept, StoreError> {
        let delivery = Delivery {
            id: BundleId::of(envelope),
            envelope: envelope.to_vec(),
            quota,
            today: TODAY,
        };
        self.store.put(by, delivery).await
    }

    /// All that others put, from the beginning.
    pub(super) async fn read(&self, by: Holder) -> Page {
        self.store.page(by, from_the_oldest()).await.unwrap()
    }
}

/// The question for a first page.
pub(super) fn from_the_oldest() -> PageAsked {
    PageAsked {
        after: None,
        count_max: 100,
        own: false,
    }
}

/// An opening by an organisation with room.
pub(super) fn opening(sides: [(Handle, Digest); 2]) -> Opening {
    Opening {
        organisation: "house".to_owned(),
        mailboxes_max: 1_000,
        sides,
        today: TODAY,
    }
}

/// A handle.
pub(super) fn handle(number: u8) -> Handle {
    Handle([number; 16])
}

/// The numbers on a page.
pub(super) fn numbers(page: &Page) -> Vec<u64> {
    page.parcels.iter().map(|parcel| parcel.number).collect()
}
