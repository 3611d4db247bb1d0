//! Magda and Karin with an app over a real folder each, that can be closed, copied as it lies, and opened again.
//!
//! Their vaults are made as everybody's and then given a passphrase that is hardly stretched, so that opening one
//! shows what opening costs and not what Argon2 costs.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use countersign_app::view::{AgreementId, NewAgreement, NewVault, PairingStep, Role, VaultId};
use countersign_app::{App, World};
use countersign_seal::{Chance, Passphrase, Stretch};
use countersign_vault::{Home, Moment, Opener, Vault};
use tempfile::TempDir;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

const PASSPHRASE: &str = "five words are easy enough";
/// 3 May 2027, nine in the morning, UTC.
const MORNING: i64 = 1_809_334_800;

/// A clock that only moves when told, and chance that is the same in every run.
pub(crate) struct BenchWorld {
    clock: Arc<AtomicI64>,
    state: u64,
}

impl BenchWorld {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            clock: Arc::new(AtomicI64::new(MORNING)),
            state: seed,
        }
    }
}

impl Chance for BenchWorld {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64: quick, and never the same twice.
            self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let mixed = (mixed ^ (mixed >> 31)).to_le_bytes();
            chunk.copy_from_slice(&mixed[..chunk.len()]);
        }
    }
}

impl World for BenchWorld {
    fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }
}

/// One person with one device.
pub(crate) struct Person {
    pub(crate) app: App,
    pub(crate) vault: VaultId,
    pub(crate) agreement: AgreementId,
    folder: TempDir,
    clock: Arc<AtomicI64>,
    seed: u64,
}

impl Person {
    pub(crate) fn new(name: &str, role: Role, seed: u64) -> Outcome<Self> {
        let folder = TempDir::new()?;
        let world = BenchWorld::new(seed);
        let clock = Arc::clone(&world.clock);
        let mut app = App::open(folder.path(), Box::new(world))?;
        let vault = app
            .create_vault(NewVault {
                name: name.to_owned(),
                role,
                passphrase: PASSPHRASE.to_owned(),
            })?
            .vault;
        let mut person = Self {
            app,
            vault,
            agreement: AgreementId(String::new()),
            folder,
            clock,
            seed,
        };
        person.app.lock();
        let passphrase = Passphrase::new(PASSPHRASE.to_owned())?;
        let mut chance = BenchWorld::new(seed.wrapping_add(1_000));
        person.unlocked()?.set_passphrase(
            &passphrase,
            Stretch::danger_weak_for_tests(),
            &mut chance,
        )?;
        person.open()?;
        Ok(person)
    }

    /// The vault itself; the app must be locked.
    pub(crate) fn unlocked(&self) -> Outcome<Vault> {
        let passphrase = Passphrase::new(PASSPHRASE.to_owned())?;
        let home = Home::open(self.folder.path())?;
        let opener = Opener::Passphrase(&passphrase);
        let unlocked = home.unlock(self.vault.0.parse()?, &opener, Moment(MORNING))?;
        Ok(unlocked.vault)
    }

    pub(crate) fn open(&mut self) -> Outcome<()> {
        self.app.open_vault(&self.vault, PASSPHRASE.to_owned())?;
        Ok(())
    }

    /// The home as it lies now, in another folder, closed. This person's app is locked for it and opened again.
    pub(crate) fn copy(&mut self) -> Outcome<Self> {
        self.app.lock();
        let folder = TempDir::new()?;
        copy_folder(self.folder.path(), folder.path())?;
        let reopened = self.open();
        self.seed = self.seed.wrapping_add(7_919);
        let world = BenchWorld {
            clock: Arc::new(AtomicI64::new(self.clock.load(Ordering::SeqCst))),
            state: self.seed,
        };
        let clock = Arc::clone(&world.clock);
        let app = App::open(folder.path(), Box::new(world))?;
        reopened?;
        Ok(Self {
            app,
            vault: self.vault.clone(),
            agreement: self.agreement.clone(),
            folder,
            clock,
            seed: self.seed,
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn time_passes(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// It is as late here as there.
    pub(crate) fn sets_clock_by(&self, other: &Self) {
        self.clock
            .store(other.clock.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    /// The bytes of a file with all that the others lack.
    pub(crate) fn file(&mut self) -> Outcome<Vec<u8>> {
        let sent = self.app.send_file(&self.agreement, None)?;
        let bytes = fs::read(&sent.path)?;
        fs::remove_file(&sent.path)?;
        Ok(bytes)
    }

    pub(crate) fn carry_to(&mut self, other: &mut Self) -> Outcome<()> {
        let bytes = self.file()?;
        let arrival = other.app.receive_file(&bytes)?;
        if arrival.aside > 0 || arrival.envelopes.iter().any(|it| it.problem.is_some()) {
            return Err("a bundle was not taken in".into());
        }
        Ok(())
    }
}

fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for found in fs::read_dir(from)? {
        let found = found?;
        let target = to.join(found.file_name());
        if found.file_type()?.is_dir() {
            copy_folder(&found.path(), &target)?;
        } else {
            fs::copy(found.path(), target)?;
        }
    }
    Ok(())
}

/// Karin founds, Magda joins, in one room.
pub(crate) fn two_people() -> Outcome<(Person, Person)> {
    let mut karin = Person::new("Karin", Role::Keyworker, 1)?;
    let magda = meet(&mut karin, 2)?;
    Ok((magda, karin))
}

/// Karin founds one more agreement, with somebody who has an app of their own, and stands in it then.
pub(crate) fn meet(karin: &mut Person, seed: u64) -> Outcome<Person> {
    let mut magda = Person::new("Magda", Role::Client, seed)?;
    let names = NewAgreement {
        my_name: "Karin".to_owned(),
        other_name: "Magda".to_owned(),
    };
    karin.agreement = karin.app.found_agreement(&names)?;
    let place = karin.agreement.clone();
    let PairingStep::TakeRequest { invite } = karin.app.invite(&place)?.next else {
        return Err("no code".into());
    };
    let begun = magda.app.take_code(&invite.code, "Magda")?;
    let PairingStep::TakeOffer { request } = begun.next else {
        return Err("no request".into());
    };
    let PairingStep::CompareThenWelcome { offer, .. } =
        karin.app.take_request(&place, &request)?.next
    else {
        return Err("no offer".into());
    };
    magda.app.take_offer(&begun.agreement, &offer)?;
    magda.app.pictures_same(&begun.agreement)?;
    let PairingStep::CarryWelcome { welcome } = karin.app.pictures_same(&place)?.next else {
        return Err("no welcome".into());
    };
    magda.app.take_welcome(&begun.agreement, &welcome)?;
    magda.agreement = place;
    Ok(magda)
}
