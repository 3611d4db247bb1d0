//! Everything that a person can do, as methods on one value; faces call them and decide nothing.
//!
//! Each method stands in the file of its noun; here are only opening, locking and what all of them need. Every method
//! either is done and durable (law 12), or has changed nothing and says why by a code.

use std::path::{Path, PathBuf};

use countersign_seal::Stretch;
use countersign_vault::Home;

use crate::codes::Result;
use crate::error::Code;
use crate::session::Session;
use crate::world::World;

/// The app over one home folder. One vault is open at a time; dropping it locks.
pub struct App {
    pub(crate) home: Home,
    pub(crate) folder: PathBuf,
    pub(crate) world: Box<dyn World>,
    pub(crate) stretch: Stretch,
    pub(crate) session: Option<Session>,
}

impl App {
    /// Opens a home folder, made where there is none. No vault is opened.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(home: &Path, world: Box<dyn World>) -> Result<Self> {
        Ok(Self {
            home: Home::open(home)?,
            folder: home.to_owned(),
            world,
            stretch: Stretch::DEFAULT,
            session: None,
        })
    }

    /// Makes new vaults quick and open to anyone who has them: for tests. It is not in release builds.
    #[cfg(debug_assertions)]
    #[must_use]
    pub fn danger_weak_passphrases_for_tests(mut self) -> Self {
        self.stretch = Stretch::danger_weak_for_tests();
        self
    }

    /// Forgets every key and word at once. Never fails.
    pub fn lock(&mut self) {
        self.session = None;
    }

    /// Whether a vault is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.session.is_some()
    }

    /// The home folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The open vault and the world, together.
    pub(crate) fn unlocked(&mut self) -> Result<(&mut Session, &mut dyn World)> {
        let session = self.session.as_mut().ok_or(Code::Locked)?;
        Ok((session, self.world.as_mut()))
    }
}
