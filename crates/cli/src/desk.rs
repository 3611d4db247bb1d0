//! The app with what was said on the command line: which home, which vault, which agreement.
//!
//! One process unlocks one vault for one verb; when it ends, every key is gone.

use std::path::PathBuf;

use countersign_app::error::{Code, Error};
use countersign_app::view::{AgreementId, AgreementView, PartId, PartView, Session, VaultEntry};
use countersign_app::{App, SystemWorld};

use crate::failure::Failure;
use crate::line::Options;
use crate::passphrase::passphrase;
use crate::pick::pick;
use crate::show::People;

/// The folder below the system's data folder; the window uses the same.
const FOLDER: &str = "org.countersign.app";

/// An app, and what holds for this run of it.
pub(crate) struct Desk {
    /// The use cases.
    pub(crate) app: App,
    /// What was said on the command line.
    pub(crate) options: Options,
}

impl Desk {
    /// Opens the home that was named, or the one that the window uses.
    pub(crate) fn open(options: Options) -> Result<Self, Failure> {
        let home = match &options.home {
            Some(home) => home.clone(),
            None => default_home()?,
        };
        let app = App::open(&home, Box::new(SystemWorld))?;
        Ok(Self { app, options })
    }

    /// The vault that was named, or the only one.
    pub(crate) fn vault(&mut self) -> Result<VaultEntry, Failure> {
        let mut vaults = self.app.home()?.vaults;
        let Some(named) = &self.options.vault else {
            return match (vaults.pop(), vaults.is_empty()) {
                (Some(only), true) => Ok(only),
                (Some(_), false) => Err(Failure::usage(
                    "There is more than one vault here.",
                    "Say which with --vault NAME. countersign vault list shows them.",
                )),
                (None, _) => Err(Failure::usage(
                    "There is no vault here yet.",
                    "Make one: countersign vault create NAME --role client",
                )),
            };
        };
        let named_so: Vec<usize> = (0..vaults.len())
            .filter(|index| vaults.get(*index).is_some_and(|vault| vault.name == *named))
            .collect();
        if let [index] = named_so.as_slice() {
            return Ok(vaults.swap_remove(*index));
        }
        let ids: Vec<String> = vaults.iter().map(|vault| vault.id.0.clone()).collect();
        let id = pick(named, &ids, "vault")?.clone();
        let found = vaults.into_iter().find(|vault| vault.id.0 == id);
        found.ok_or_else(|| Error::from(Code::VaultUnknown).into())
    }

    /// Unlocks that vault with the passphrase.
    pub(crate) fn unlock(&mut self) -> Result<Session, Failure> {
        let vault = self.vault()?;
        let passphrase = passphrase(self.options.passphrase_file.as_deref())?;
        Ok(self.app.open_vault(&vault.id, passphrase)?)
    }

    /// The agreement that was named by number or id, or the only one.
    pub(crate) fn agreement(&mut self, named: Option<&str>) -> Result<AgreementId, Failure> {
        let entries = self.app.agreements()?;
        let ids: Vec<String> = entries.into_iter().map(|entry| entry.id.0).collect();
        let id = match (named, ids.as_slice()) {
            (Some(named), _) => pick(named, &ids, "agreement")?,
            (None, [only]) => only,
            (None, []) => {
                return Err(Failure::usage(
                    "There is no agreement here yet.",
                    "Found one: countersign agreement found --help",
                ));
            }
            (None, _) => {
                return Err(Failure::usage(
                    "There is more than one agreement here.",
                    "Say which with --agreement. countersign agreement list shows them.",
                ));
            }
        };
        Ok(AgreementId(id.clone()))
    }

    /// The view of that agreement.
    pub(crate) fn view(&mut self, named: Option<&str>) -> Result<AgreementView, Failure> {
        let id = self.agreement(named)?;
        Ok(self.app.agreement(&id)?)
    }

    /// The part that was named by number or id, with all that is known of it.
    pub(crate) fn part(
        &mut self,
        agreement: Option<&str>,
        named: &str,
    ) -> Result<PartView, Failure> {
        let view = self.view(agreement)?;
        let part = part_of(&view, named)?;
        Ok(self.app.part(&view.id, &part)?)
    }
}

/// The part of an agreement that was named by number or id.
pub(crate) fn part_of(view: &AgreementView, named: &str) -> Result<PartId, Failure> {
    let ids: Vec<String> = view.parts.iter().map(|part| part.id.0.clone()).collect();
    Ok(PartId(pick(named, &ids, "part")?.clone()))
}

/// The two people of an agreement.
pub(crate) fn people(view: &AgreementView) -> People<'_> {
    People {
        client: &view.client,
        keyworker: &view.keyworker,
        reader: view.role,
    }
}

fn default_home() -> Result<PathBuf, Failure> {
    let data = dirs::data_dir().ok_or_else(|| {
        Failure::usage(
            "This system names no folder for data.",
            "Say which with --home FOLDER.",
        )
    })?;
    Ok(data.join(FOLDER))
}
