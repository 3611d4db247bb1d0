//! What came and could not be taken in: it is kept, can be looked at, and tried again.

use clap::{Args, Subcommand};
use countersign_app::view::AsideEntry;

use super::exchange::exit_of_arrival;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::pick::pick;
use crate::show;
use crate::told::Told;

/// What can be done with what was kept aside.
#[derive(Subcommand)]
pub(crate) enum AsideVerb {
    /// What is kept aside
    List,
    /// One of them
    Show(Which),
    /// Try it again, for example after an update, or when more has come
    Retry(Which),
}

/// Which of them.
#[derive(Args)]
pub(crate) struct Which {
    /// Its number in the list or the first letters of its id.
    entry: String,
}

impl AsideVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let entries = desk.app.aside()?;
        match self {
            Self::List => Ok(Told::new(show::asides(&entries), &entries)),
            Self::Show(which) => {
                let entry = which.of(entries)?;
                Ok(Told::new(
                    show::asides(std::slice::from_ref(&entry)),
                    &entry,
                ))
            }
            Self::Retry(which) => {
                let arrival = desk.app.retry_aside(&which.of(entries)?.id)?;
                Ok(Told::new(show::arrival(&arrival), &arrival)
                    .with_exit(exit_of_arrival(&arrival)))
            }
        }
    }
}

impl Which {
    fn of(&self, entries: Vec<AsideEntry>) -> Result<AsideEntry, Failure> {
        let ids: Vec<String> = entries.iter().map(|entry| entry.id.clone()).collect();
        let id = pick(&self.entry, &ids, "message kept aside")?;
        let found = entries.into_iter().find(|entry| entry.id == *id);
        found.ok_or_else(Failure::broken)
    }
}
