//! Connecting two people in one room, a step for each call: whatever was carried here is taken, and what comes next
//! is said. Codes and messages may be typed, or read from a file with `@FILE`, or from standard input with `-`.

use std::net::IpAddr;

use clap::Args;
use countersign_app::view::{AgreementId, Pairing, Stage};
use serde_json::json;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::file;
use crate::show;
use crate::told::Told;
use crate::verb::room;

/// The founder's side.
#[derive(Args)]
#[command(after_help = "In one network, both at the same time:
  countersign invite --nearby              shows eight letters; the other types them: countersign join --nearby …
                                           Then both look at seven pictures, and the rest goes by itself.

Steps, each carried by hand:
  countersign invite                       shows a code; the other types it: countersign join --code …
  countersign invite --request @FILE       takes the other's request, gives an offer and seven pictures
  countersign invite --same                both say that the pictures are the same; gives the welcome
  countersign invite --differ              they are not the same: stops, and nothing was shared")]
pub(crate) struct Invite {
    /// The agreement [default: the only one]
    agreement: Option<String>,
    /// The other's request, @FILE, or -.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["same", "differ", "show"])]
    request: Option<String>,
    /// The pictures are the same on both devices.
    #[arg(long, conflicts_with_all = ["differ", "show"])]
    same: bool,
    /// The pictures are not the same.
    #[arg(long, conflicts_with = "show")]
    differ: bool,
    /// Show where the pairing stands, and change nothing.
    #[arg(long)]
    show: bool,
    /// Connect in this room: the other types eight letters that are shown here.
    #[arg(long, conflicts_with_all = ["request", "same", "differ", "show"])]
    nearby: bool,
    /// Listen on this address alone [default: every network that this device is in]
    #[arg(long, value_name = "ADDRESS", requires = "nearby")]
    at: Vec<IpAddr>,
}

/// The joiner's side.
#[derive(Args)]
#[command(after_help = "In one network, both at the same time:
  countersign join --nearby K7QM-4XD9 --name Magda     looks for the device that shows these letters

Steps, each carried by hand:
  countersign join --code \"ABCD EFGH …\" --name Magda   takes the code, gives a request
  countersign join --offer @FILE                       takes the offer, shows seven pictures
  countersign join --same                              both say that the pictures are the same
  countersign join --welcome @FILE                     the agreement is here")]
pub(crate) struct Join {
    /// The agreement [default: the only one that is being connected]
    agreement: Option<String>,
    /// The code of the other device, @FILE, or -.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["offer", "same", "differ", "welcome"])]
    code: Option<String>,
    /// The name to be known by, if the other gave none.
    #[arg(long, default_value = "")]
    name: String,
    /// The other's offer, @FILE, or -.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["same", "differ", "welcome"])]
    offer: Option<String>,
    /// The pictures are the same on both devices.
    #[arg(long, conflicts_with_all = ["differ", "welcome"])]
    same: bool,
    /// The pictures are not the same.
    #[arg(long, conflicts_with = "welcome")]
    differ: bool,
    /// The other's welcome, @FILE, or -.
    #[arg(long, value_name = "TEXT")]
    welcome: Option<String>,
    /// Connect in this room: the eight letters that the other device shows, or the long code below them.
    #[arg(long, value_name = "LETTERS", conflicts_with_all = ["code", "offer", "same", "differ", "welcome"])]
    nearby: Option<String>,
    /// Listen on this address alone [default: every network that this device is in]
    #[arg(long, value_name = "ADDRESS", requires = "nearby")]
    at: Vec<IpAddr>,
}

impl Invite {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let id = desk.agreement(self.agreement.as_deref())?;
        if self.nearby {
            let opened = desk.app.open_room(&id, &self.at)?;
            return room::connect(desk, opened);
        }
        let pairing = if let Some(request) = self.request {
            desk.app.take_request(&id, &file::carried(request)?)?
        } else if self.same {
            desk.app.pictures_same(&id)?
        } else if self.differ {
            desk.app.pictures_differ(&id)?
        } else if self.show {
            desk.app.pairing(&id)?
        } else {
            desk.app.invite(&id)?
        };
        told(desk, &pairing)
    }
}

impl Join {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        if let Some(typed) = &self.nearby {
            let opened = desk.app.enter_room(typed, &self.name, &self.at)?;
            return room::connect(desk, opened);
        }
        let pairing = if let Some(code) = self.code {
            desk.app.take_code(&file::carried(code)?, &self.name)?
        } else {
            let id = joining(desk, self.agreement.as_deref())?;
            if let Some(offer) = self.offer {
                desk.app.take_offer(&id, &file::carried(offer)?)?
            } else if self.same {
                desk.app.pictures_same(&id)?
            } else if self.differ {
                desk.app.pictures_differ(&id)?
            } else if let Some(welcome) = self.welcome {
                desk.app.take_welcome(&id, &file::carried(welcome)?)?
            } else {
                desk.app.pairing(&id)?
            }
        };
        told(desk, &pairing)
    }
}

/// The agreement that was named, or the only one that is being joined.
pub(super) fn joining(desk: &mut Desk, named: Option<&str>) -> Result<AgreementId, Failure> {
    if named.is_none() {
        let entries = desk.app.agreements()?;
        let mut joining = entries.iter().filter(|entry| entry.stage == Stage::Joining);
        if let (Some(only), None) = (joining.next(), joining.next()) {
            return Ok(only.id.clone());
        }
    }
    desk.agreement(named)
}

/// A message that is too long to be typed is written into the outbox folder, to be carried from there.
fn told(desk: &mut Desk, pairing: &Pairing) -> Result<Told, Failure> {
    let file = if show::carried_as_file(pairing) {
        Some(desk.app.save_pairing(&pairing.agreement)?.path)
    } else {
        None
    };
    let text = show::pairing(pairing, file.as_deref());
    Ok(Told::new(
        text,
        &json!({ "pairing": pairing, "file": file }),
    ))
}
