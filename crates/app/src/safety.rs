//! What a person decides about the own vault: when it locks, what it is called, what opens it, and that it goes.
//!
//! Whatever could shut its owner out, or can't be undone, asks for the passphrase once more, because a vault may lie
//! open in front of somebody else.

use std::time::Duration;

use countersign_seal::Passphrase;
use countersign_vault::Opener;

use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::idle::Patience;
use crate::session::Session;
use crate::vaults::first_name;
use crate::view::{self, LockTimes};

const IDLE_MINUTES: &str = "lock.idle-minutes";
const AWAY_SECONDS: &str = "lock.away-seconds";

/// A phone lies about; a laptop is looked at while one talks (design §4).
const USUAL: LockTimes = if cfg!(any(target_os = "android", target_os = "ios")) {
    LockTimes {
        idle_minutes: 3,
        away_seconds: 30,
    }
} else {
    LockTimes {
        idle_minutes: 10,
        away_seconds: 120,
    }
};

impl App {
    /// When the open vault locks by itself; `None` while none is open.
    #[must_use]
    pub fn patience(&self) -> Option<Patience> {
        self.session.as_ref().map(|session| session.patience)
    }

    /// The same, in the steps that people choose.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn lock_times(&mut self) -> Result<LockTimes> {
        let (session, _) = self.unlocked()?;
        session.lock_times()
    }

    /// Chooses when the open vault locks by itself.
    ///
    /// # Errors
    /// When a time is out of bounds, or the vault cannot be written.
    pub fn choose_lock_times(&mut self, times: LockTimes) -> Result<()> {
        let times = bounded(times).ok_or(Code::Malformed)?;
        let (session, _) = self.unlocked()?;
        session.vault.write(|tx| {
            tx.set_setting(IDLE_MINUTES, &times.idle_minutes.to_string())?;
            tx.set_setting(AWAY_SECONDS, &times.away_seconds.to_string())
        })?;
        session.patience = patience(times);
        Ok(())
    }

    /// Gives the open vault another name for the list. It lies in the clear.
    ///
    /// # Errors
    /// When the name is blank or too long, or the folder cannot be written.
    pub fn rename_vault(&mut self, name: &str) -> Result<view::Session> {
        let name = first_name(name)?;
        let session = self.session.as_mut().ok_or(Code::Locked)?;
        self.home.rename(session.id, &name)?;
        session.name = name;
        Ok(session.view())
    }

    /// Sets a new passphrase, after the one of today.
    ///
    /// # Errors
    /// When the one of today does not fit, or the new one does not do.
    pub fn replace_passphrase(&mut self, ask: view::NewPassphrase) -> Result<()> {
        self.confirm(ask.old)?;
        self.change_passphrase(ask.new)
    }

    /// Erases the open vault from this device for good, after its passphrase. Copies elsewhere stay.
    ///
    /// # Errors
    /// When the passphrase does not fit, or the folder takes no writes. Then the vault is locked and may be here still.
    pub fn erase_vault(&mut self, passphrase: String) -> Result<()> {
        self.confirm(passphrase)?;
        let (session, _) = self.unlocked()?;
        let id = session.id;
        self.lock();
        Ok(self.home.remove(id)?)
    }

    /// Asks for the passphrase of the open vault once more.
    fn confirm(&mut self, passphrase: String) -> Result<()> {
        let wrong = || Error::from(Code::WrongPassphrase);
        let passphrase = Passphrase::new(passphrase).map_err(|_| wrong())?;
        let (session, _) = self.unlocked()?;
        if session.vault.fits(&Opener::Passphrase(&passphrase))? {
            Ok(())
        } else {
            Err(wrong())
        }
    }
}

impl Session {
    /// What was chosen, or the usual times.
    fn lock_times(&self) -> Result<LockTimes> {
        let rows = self.vault.view();
        let idle = rows.setting(IDLE_MINUTES)?.and_then(|it| it.parse().ok());
        let away = rows.setting(AWAY_SECONDS)?.and_then(|it| it.parse().ok());
        let (Some(idle_minutes), Some(away_seconds)) = (idle, away) else {
            return Ok(USUAL);
        };
        let chosen = LockTimes {
            idle_minutes,
            away_seconds,
        };
        Ok(bounded(chosen).unwrap_or(USUAL))
    }

    /// Reads when this vault locks by itself.
    pub(crate) fn settle_patience(&mut self) -> Result<()> {
        self.patience = patience(self.lock_times()?);
        Ok(())
    }
}

/// The usual patience, before a vault was asked.
pub(crate) const fn usual_patience() -> Patience {
    patience(USUAL)
}

fn bounded(times: LockTimes) -> Option<LockTimes> {
    let fits = (1..=60).contains(&times.idle_minutes) && (30..=3600).contains(&times.away_seconds);
    fits.then_some(times)
}

const fn patience(times: LockTimes) -> Patience {
    Patience {
        idle: Duration::from_secs(60 * times.idle_minutes as u64),
        away: Duration::from_secs(times.away_seconds as u64),
    }
}
