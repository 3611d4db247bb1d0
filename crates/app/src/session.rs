//! An open vault: the database, the device's keys, and the agreements that were looked at.
//!
//! It exists so that locking is dropping one value: keys are wiped and nothing of the journal stays in memory. An
//! agreement is read from rows when it is first needed and kept while the vault is open.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::dates::LatestDay;
use countersign_domain::{AgreementId, Claimed, Day, DeviceId, Role};
use countersign_seal::{DeviceKeys, Kit};
use countersign_sync::Batch;
use countersign_vault::{AgreementRow, BundleId, Tx, Vault, VaultId};

use crate::book::Book;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::idle::Patience;
use crate::names;
use crate::page::{Names, Page};
use crate::persist;
use crate::project;
use crate::relay::Post;
use crate::safety::usual_patience;
use crate::view;
use crate::world::World;

pub(crate) const ROLE: &str = "role";
pub(crate) const RECOVERY: &str = "kit.recovery";
/// The recovery words until they were checked; then empty.
pub(crate) const KIT_WORDS: &str = "kit.words";

/// An open vault. No `Debug`: it holds keys.
pub(crate) struct Session {
    pub(crate) vault: Vault,
    pub(crate) id: VaultId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) keys: DeviceKeys,
    pub(crate) recovery: DeviceId,
    pub(crate) kit_checked: bool,
    /// Positions of the recovery words that were asked for last.
    pub(crate) kit_asked: Option<[u8; 3]>,
    /// When this vault locks by itself.
    pub(crate) patience: Patience,
    books: BTreeMap<AgreementId, Book>,
    /// Bundles whose taking in came to an end while this vault was open, if only with an error.
    pub(crate) ended: BTreeSet<BundleId>,
    /// How far mailboxes at relays are in their rounds.
    pub(crate) post: Post,
}

impl Session {
    /// Writes what a new vault begins with: its owner's role, its device, the public part of its kit.
    pub(crate) fn begin(
        mut vault: Vault,
        role: Role,
        kit: &Kit,
        world: &mut dyn World,
    ) -> Result<Vault> {
        let keys = DeviceKeys::generate(world);
        let recovery = DeviceId(kit.recovery());
        vault.write(|tx| {
            tx.set_own_device(DeviceId(keys.public().sign), &keys.to_secret())?;
            tx.set_setting(ROLE, role_setting(role))?;
            tx.set_setting(RECOVERY, &recovery.to_string())?;
            tx.set_setting(KIT_WORDS, &kit.words().join(" "))
        })?;
        Ok(vault)
    }

    /// Takes over a vault that was unlocked.
    pub(crate) fn open(vault: Vault, name: String) -> Result<Self> {
        let damaged = || Error::from(Code::VaultDamaged);
        let id = vault.id().ok_or_else(damaged)?;
        let rows = vault.view();
        let (_, secret) = rows.own_device()?.ok_or_else(damaged)?;
        let role = rows
            .setting(ROLE)?
            .and_then(|it| role_of_setting(&it))
            .ok_or_else(damaged)?;
        let recovery = rows
            .setting(RECOVERY)?
            .and_then(|it| it.parse().ok())
            .ok_or_else(damaged)?;
        let kit_checked = rows.setting(KIT_WORDS)?.unwrap_or_default().is_empty();
        let keys = DeviceKeys::from_secret(&secret)?;
        let mut session = Self {
            vault,
            id,
            name,
            role,
            keys,
            recovery,
            kit_checked,
            kit_asked: None,
            patience: usual_patience(),
            books: BTreeMap::new(),
            ended: BTreeSet::new(),
            post: Post::default(),
        };
        session.settle_patience()?;
        Ok(session)
    }

    /// Lets every agreement of a restored copy go on in a new incarnation, before it can write (design §4).
    pub(crate) fn renew_restored(&mut self, world: &mut dyn World) -> Result<()> {
        let rows = self.vault.view().agreements()?;
        for row in rows.into_iter().filter(|row| row.fresh_incarnation) {
            self.load(row.id)?;
            let (book, _) = self.book(row.id)?;
            let batch = book.replica.renew(world).map_err(Error::from)?;
            self.keep_step(row.id, &batch, world.now(), |tx| {
                Ok(tx.set_fresh_incarnation(row.id, false)?)
            })?;
        }
        Ok(())
    }

    /// This vault's device.
    pub(crate) fn device(&self) -> DeviceId {
        DeviceId(self.keys.public().sign)
    }

    /// The session for a face.
    pub(crate) fn view(&self) -> view::Session {
        view::Session {
            vault: names::vault_text(self.id),
            name: self.name.clone(),
            role: names::role_view(self.role),
            kit_checked: self.kit_checked,
            copy_of: crate::backup::copy_of(self.vault.view()),
        }
    }

    /// The row of an agreement that is here.
    pub(crate) fn row(&self, agreement: AgreementId) -> Result<AgreementRow> {
        self.vault
            .view()
            .agreement(agreement)?
            .ok_or_else(|| Code::AgreementUnknown.into())
    }

    /// Reads an agreement into memory, unless it is there.
    pub(crate) fn load(&mut self, agreement: AgreementId) -> Result<()> {
        if !self.books.contains_key(&agreement) {
            let row = self.row(agreement)?;
            let book = persist::load(self.vault.view(), &row, self.device())?;
            self.books.insert(agreement, book);
        }
        Ok(())
    }

    /// An agreement, where it is in memory already.
    pub(crate) fn loaded(&self, agreement: AgreementId) -> Option<&Book> {
        self.books.get(&agreement)
    }

    /// Takes an agreement that was made here into memory.
    pub(crate) fn hold(&mut self, agreement: AgreementId, book: Book) {
        self.books.insert(agreement, book);
    }

    /// Forgets what memory holds of an agreement; it is read from rows again.
    pub(crate) fn forget(&mut self, agreement: AgreementId) {
        self.books.remove(&agreement);
    }

    /// An agreement as this vault's owner sees it. `now` moves the latest day seen, and never back (law 7).
    pub(crate) fn page(&mut self, agreement: AgreementId, now: i64) -> Result<Page<'_>> {
        let today = Claimed(now).day();
        self.believe(agreement, today, |session| {
            session.see_day(agreement, today)
        })?;
        self.load(agreement)?;
        let row = self.row(agreement)?;
        let book = self.books.get(&agreement).ok_or(Code::Broken)?;
        let page = page_of(&row, book, self.vault.view());
        let latest = page.latest.seen(today);
        Ok(Page { latest, ..page })
    }

    /// Notes a day that is later than all before it. A full disk must not keep anybody from reading: the day counts,
    /// and is noted another time.
    pub(crate) fn believe(
        &mut self,
        agreement: AgreementId,
        today: Day,
        note: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        if self.row(agreement)?.day_seen < today {
            spared(note(self))
        } else {
            Ok(())
        }
    }

    /// Makes the latest day that this device believes in durable before anything is shown by it, with the rows of
    /// the parts that a day can change.
    fn see_day(&mut self, agreement: AgreementId, today: Day) -> Result<()> {
        self.load(agreement)?;
        self.in_one_write(agreement, |tx, book| {
            tx.see_day(agreement, today)?;
            project::dated(tx, agreement, book)
        })
    }

    /// An agreement that is loaded, with the keys to act in it.
    pub(crate) fn book(&mut self, agreement: AgreementId) -> Result<(&mut Book, &DeviceKeys)> {
        self.load(agreement)?;
        let Self { books, keys, .. } = self;
        let book = books.get_mut(&agreement).ok_or(Code::Broken)?;
        Ok((book, keys))
    }

    /// The vault, a loaded agreement and the keys, apart from each other.
    pub(crate) fn open_book(
        &mut self,
        agreement: AgreementId,
    ) -> Result<(&Vault, &mut Book, &DeviceKeys)> {
        let Self {
            vault, books, keys, ..
        } = self;
        let book = books.get_mut(&agreement).ok_or(Code::Broken)?;
        Ok((vault, book, keys))
    }

    /// Writes rows of a loaded agreement in one transaction. Where it fails, memory is read from rows again.
    pub(crate) fn in_one_write<T>(
        &mut self,
        agreement: AgreementId,
        work: impl FnOnce(&Tx<'_>, &mut Book) -> Result<T>,
    ) -> Result<T> {
        let Self { vault, books, .. } = self;
        let book = books.get_mut(&agreement).ok_or(Code::Broken)?;
        let done = vault.write(|tx| work(tx, book));
        if done.is_err() {
            self.forget(agreement);
        }
        done
    }

    /// Makes one step of an agreement durable, with the rows that screens are read from, and whatever belongs to the
    /// same moment. Where it fails, memory is read from rows again: nothing that is not durable is ever shown.
    pub(crate) fn keep_step(
        &mut self,
        agreement: AgreementId,
        batch: &Batch,
        now: i64,
        also: impl FnOnce(&Tx<'_>) -> Result<()>,
    ) -> Result<()> {
        let device = self.device();
        let Self { vault, books, .. } = self;
        let book = books.get_mut(&agreement).ok_or(Code::Broken)?;
        let kept = vault.write(|tx| {
            also(tx)?;
            persist::save(tx, agreement, batch, device, now)?;
            book.take(batch, device, now);
            project::step(tx, agreement, book, batch)
        });
        match kept {
            Ok(()) => book.replica.saved(),
            Err(_) => self.forget(agreement),
        }
        kept
    }
}

/// What a disk that takes nothing more must not keep anybody from.
pub(crate) fn spared(done: Result<()>) -> Result<()> {
    match done {
        Err(error) if matches!(error.code, Code::DiskFull | Code::FolderReadOnly) => Ok(()),
        done => done,
    }
}

/// An agreement's page over any rows, also those of a transaction that is not done.
pub(crate) fn page_of<'a>(
    row: &AgreementRow,
    book: &'a Book,
    rows: countersign_vault::View<'a>,
) -> Page<'a> {
    Page {
        id: row.id,
        book,
        rows,
        reader: row.role,
        names: Names::of_row(row),
        latest: LatestDay::new(row.day_seen),
    }
}

fn role_setting(role: Role) -> &'static str {
    match role {
        Role::Client => "client",
        Role::Keyworker => "keyworker",
    }
}

fn role_of_setting(setting: &str) -> Option<Role> {
    Role::BOTH
        .into_iter()
        .find(|role| role_setting(*role) == setting)
}
