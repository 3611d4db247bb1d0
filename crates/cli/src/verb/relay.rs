//! The relay: a mailbox on the internet, where sealed bundles wait. And syncing with it.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use clap::{Args, Subcommand};
use countersign_app::view::{AddingRelay, JoiningRelay, SyncView};
use countersign_app::{Authorities, Http, RoadPatience, SystemWorld, Wakes};

use crate::desk::Desk;
use crate::failure::{Exit, Failure, exit_of};
use crate::file;
use crate::show;
use crate::told::Told;
use crate::verb::agreement::Which;

/// The longest that `--watch` rests without a wake.
const REST: Duration = Duration::from_secs(15 * 60);
/// Wakes that may wait to be heard.
const WAKES_MAX: usize = 64;

/// A relay keeps sealed bundles until the other fetches them. It can't read them.
#[derive(Subcommand)]
#[command(after_help = "Examples:
  countersign relay add @invitation.txt           turn it on with the invitation of your organisation
  countersign relay add https://relay.example.org turn it on where anyone may
  countersign relay invite                        an invitation for the other person
  countersign relay join @invitation.txt          take the invitation that the other shows
  countersign sync                                fetch and put, once")]
pub(crate) enum RelayVerb {
    /// Turn a relay on for an agreement, or change to another
    Add {
        /// An invitation, @FILE, -, or an address [default: the one that was taken last]
        relay: Option<String>,
        /// The agreement [default: the only one]
        #[arg(long, short)]
        agreement: Option<String>,
    },
    /// Show an invitation for the other person, or for a further device of your own
    Invite {
        /// A further device of your own; countersign device list shows them
        #[arg(long)]
        device: Option<String>,
        /// The agreement [default: the only one]
        #[arg(long, short)]
        agreement: Option<String>,
    },
    /// Take the invitation that the other person, or your other device, shows
    Join {
        /// The invitation, @FILE, or -
        invitation: String,
        /// The agreement [default: the only one]
        #[arg(long, short)]
        agreement: Option<String>,
    },
    /// Turn the relay off; nothing is lost
    Drop(Which),
    /// How the relay gets on, and how far your words have come
    Status(Which),
}

/// Syncing.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign sync          every agreement that has a relay, once
  countersign sync --watch  until it is stopped; waits to be woken")]
pub(crate) struct Sync {
    /// Stay, and sync whenever something is there.
    #[arg(long)]
    watch: bool,
}

impl RelayVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::Add { relay, agreement } => {
                let ask = AddingRelay {
                    agreement: desk.agreement(agreement.as_deref())?,
                    relay: relay.map(file::carried).transpose()?,
                };
                let view = desk.app.relay_add(&ask)?;
                Ok(Told::new(show::relay(&view), &view))
            }
            Self::Invite { device, agreement } => {
                let id = desk.agreement(agreement.as_deref())?;
                let card = match device {
                    Some(device) => desk.app.relay_device_card(&id, &device)?,
                    None => desk.app.relay_card(&id)?,
                };
                Ok(Told::new(show::relay_card(&card), &card))
            }
            Self::Join {
                invitation,
                agreement,
            } => {
                let ask = JoiningRelay {
                    agreement: desk.agreement(agreement.as_deref())?,
                    card: file::carried(invitation)?,
                };
                let view = desk.app.relay_join(&ask)?;
                Ok(Told::new(show::relay(&view), &view))
            }
            Self::Drop(which) => {
                let id = desk.agreement(which.agreement.as_deref())?;
                let view = desk.app.relay_drop(&id)?;
                Ok(Told::new(show::relay(&view), &view))
            }
            Self::Status(which) => {
                let id = desk.agreement(which.agreement.as_deref())?;
                let view = desk.app.relay_status(&id)?;
                Ok(Told::new(show::relay(&view), &view))
            }
        }
    }
}

impl Sync {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let mut http = Http::new(Authorities::default(), RoadPatience::default())
            .map_err(|_| Failure::broken())?;
        let mut done = desk.app.sync_round(&mut http)?;
        if !self.watch {
            return Ok(told(&done));
        }
        loop {
            told(&done).print(desk.options.json)?;
            wait(desk)?;
            done = desk.app.sync_round(&mut http)?;
        }
    }
}

/// What came of a round, with the exit code of what is wrong.
fn told(done: &SyncView) -> Told {
    let exit = match done.troubles.first() {
        Some(trouble) => exit_of(trouble.code),
        None if done.aside > 0 || done.waiting > 0 => Exit::Aside,
        None => Exit::Done,
    };
    Told::new(show::synced(done), done).with_exit(exit)
}

/// Waits to be woken, or until something is due.
fn wait(desk: &mut Desk) -> Result<(), Failure> {
    let due = desk.app.sync_due()?.ok_or_else(|| {
        Failure::usage(
            "No agreement has a relay.",
            "Turn one on: countersign relay add --help",
        )
    })?;
    let (tell, told) = sync_channel(WAKES_MAX);
    let chance = Box::new(SystemWorld);
    let waits = desk.app.waits()?;
    let wakes = Wakes::start(
        waits,
        Authorities::default(),
        RoadPatience::default(),
        chance,
        tell,
    );
    let _wakes = wakes.map_err(|_| Failure::broken())?;
    let rest = Duration::from_secs(u64::from(due).max(1)).min(REST);
    match told.recv_timeout(rest) {
        Ok(_) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(()),
    }
}
