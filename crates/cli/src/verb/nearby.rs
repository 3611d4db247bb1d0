//! Sync nearby: finding the other device in the same room, or calling it by the code that it shows.
//!
//! What happens meanwhile is said on standard error while one waits; the result goes to standard output as for any
//! verb. It ends with the first device that is level, unless it is asked to stay.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use clap::Args;
use countersign_app::error::{Code, Error};
use countersign_app::view::NearbyEvent;

use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;
use crate::told::{self, Told};
use crate::verb::exchange::exit_of_arrival;

/// Syncing with devices in the same room.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign nearby                    on both devices, in the same network
  countersign nearby --code 6K2M-…      where the network keeps devices apart: the code that the other device shows
  countersign nearby --stay             go on with the next device, until the time is over

Nothing is announced, and nobody is let in, before or after. A device that is not known gets nothing.")]
pub(crate) struct Nearby {
    /// Call the device that shows this code, @FILE, or -.
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// Close after so many seconds.
    #[arg(long, value_name = "N", default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..=3600))]
    seconds: u32,
    /// Stay open after the first device, for the next one.
    #[arg(long)]
    stay: bool,
    /// Listen on this address alone [default: every network that this device is in]
    #[arg(long, value_name = "ADDRESS")]
    at: Vec<IpAddr>,
}

impl Nearby {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let (mut nearby, door) = if self.at.is_empty() {
            desk.app.open_nearby()?
        } else {
            let look = !self.at.iter().any(IpAddr::is_loopback);
            desk.app.open_nearby_at(&self.at, look)?
        };
        door.close_after(self.seconds);
        if let Some(code) = self.code {
            door.dial(&crate::file::carried(code)?)?;
        }
        let mut events = Vec::new();
        while let Some(turn) = nearby.wait() {
            for event in desk.app.nearby_turn(&mut nearby, turn) {
                told::meanwhile(&show::nearby(&event), &event, desk.options.json);
                if ends(&event) && !self.stay {
                    door.close();
                }
                events.push(event);
            }
        }
        outcome(&events)
    }
}

/// Whether somebody who waits for one device has waited enough. That nobody was found so far is no end.
fn ends(event: &NearbyEvent) -> bool {
    match event {
        NearbyEvent::Done { .. } => true,
        NearbyEvent::Fault { talk, code } => talk.is_some() || *code != Code::NearbyApart,
        NearbyEvent::Started { .. }
        | NearbyEvent::Found
        | NearbyEvent::Connected { .. }
        | NearbyEvent::TookIn { .. }
        | NearbyEvent::Sent { .. }
        | NearbyEvent::Room { .. }
        | NearbyEvent::Pairing { .. }
        | NearbyEvent::Closed => false,
    }
}

/// What came of it in all.
fn outcome(events: &[NearbyEvent]) -> Result<Told, Failure> {
    let (mut met, mut level) = (BTreeMap::new(), BTreeSet::new());
    let (mut sent, mut applied) = (0, 0);
    let (mut exit, mut fault) = (Exit::Done, Code::NearbyApart);
    for event in events {
        match event {
            NearbyEvent::Connected {
                talk,
                own,
                agreements,
                ..
            } => {
                met.insert(*talk, (*own, agreements));
            }
            // Who was talked with twice, because something came from somebody else meanwhile, is one device.
            NearbyEvent::Done { talk } => level.extend(met.get(talk).copied()),
            NearbyEvent::Sent { acts, .. } => sent += acts,
            NearbyEvent::TookIn { arrival, .. } => {
                applied += arrival.applied;
                if exit == Exit::Done {
                    exit = exit_of_arrival(arrival);
                }
            }
            NearbyEvent::Fault { code, .. } => fault = *code,
            NearbyEvent::Started { .. }
            | NearbyEvent::Room { .. }
            | NearbyEvent::Pairing { .. }
            | NearbyEvent::Found
            | NearbyEvent::Closed => {}
        }
    }
    let devices = match level.len() {
        0 => return Err(Error::from(fault).into()),
        1 => "One device is level with this one.".to_owned(),
        many => format!("{many} devices are level with this one."),
    };
    let text = format!("{devices} {applied} new acts count here, {sent} acts were handed over.");
    Ok(Told::new(text, &events).with_exit(exit))
}
