//! A person's own devices: listing them and removing one.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use countersign_app::DevicePairing;
use countersign_app::view::AgreementId;
use serde_json::json;

use super::agreement::Which;
use crate::desk::{Desk, people};
use crate::failure::Failure;
use crate::file;
use crate::pick::{pick, short};
use crate::show;
use crate::told::Told;

/// What can be done with devices.
#[derive(Subcommand)]
pub(crate) enum DeviceVerb {
    /// The devices and kits of both people
    List(Which),
    /// On the device you have: add a further one of your own, in one room
    #[command(after_help = ADD)]
    Add(Add),
    /// On the new device: become one of your own devices
    #[command(after_help = JOIN)]
    Join(Join),
    /// Remove one of your own devices; what it writes from now on gives nothing
    #[command(
        after_help = "Examples:\n  countersign device remove 2\n  countersign device remove 2 --kit-file words.txt    with the recovery words"
    )]
    Remove(Remove),
}

const ADD: &str = "Steps:
  countersign device add                        shows a code; on the new device: countersign device join --code …
  countersign device add --request @FILE        gives an offer and seven pictures
  countersign device add --word @FILE           only if the pictures are the same: adds it, gives the welcome
  countersign device add --differ               they are not the same: stops, and nothing was shared
Then carry a bundle over: countersign send";

const JOIN: &str = "Steps, in a new vault of the same role:
  countersign device join --code \"ABCD …\"       gives a request
  countersign device join --offer @FILE         shows seven pictures
  countersign device join --same                they are the same: gives this device's word
  countersign device join --differ              they are not the same: stops, and nothing was shared
  countersign device join --welcome @FILE       the agreement is here; then: countersign receive";

/// Adding a device, on an earlier one.
#[derive(Args)]
pub(crate) struct Add {
    /// The agreement [default: the only one]
    agreement: Option<String>,
    /// The new device's request, @FILE, or -.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["word", "differ"])]
    request: Option<String>,
    /// The new device's word, @FILE, or -. Only if the pictures are the same.
    #[arg(long, value_name = "TEXT", conflicts_with = "differ")]
    word: Option<String>,
    /// The pictures are not the same.
    #[arg(long)]
    differ: bool,
}

/// Becoming a device, on the new one.
#[derive(Args)]
pub(crate) struct Join {
    /// The agreement [default: the only one that is being connected]
    agreement: Option<String>,
    /// The code of the earlier device, @FILE, or -.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["offer", "same", "differ", "welcome"])]
    code: Option<String>,
    /// The earlier device's offer, @FILE, or -.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["same", "differ", "welcome"])]
    offer: Option<String>,
    /// The pictures are the same on both devices.
    #[arg(long, conflicts_with_all = ["differ", "welcome"])]
    same: bool,
    /// The pictures are not the same.
    #[arg(long, conflicts_with = "welcome")]
    differ: bool,
    /// The earlier device's welcome, @FILE, or -.
    #[arg(long, value_name = "TEXT")]
    welcome: Option<String>,
}

/// A device to remove.
#[derive(Args)]
pub(crate) struct Remove {
    /// Its number in the list or the first letters of its id.
    device: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
    /// Sign with the 24 recovery words in this file, - for standard input.
    #[arg(long, value_name = "FILE")]
    kit_file: Option<PathBuf>,
}

impl DeviceVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::List(which) => list(desk, which.agreement.as_deref()),
            Self::Add(add) => add.run(desk),
            Self::Join(join) => join.run(desk),
            Self::Remove(remove) => remove.run(desk),
        }
    }
}

impl Add {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let pairing = if let Some(request) = self.request {
            desk.app
                .take_device_request(&agreement, &file::carried(request)?)?
        } else if let Some(word) = self.word {
            desk.app.add_device(&agreement, &file::carried(word)?)?
        } else if self.differ {
            return stopped(desk, &agreement);
        } else {
            desk.app.invite_device(&agreement)?
        };
        told(desk, &pairing)
    }
}

impl Join {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        if let Some(code) = self.code {
            let (_, pairing) = desk.app.take_device_code(&file::carried(code)?)?;
            return told(desk, &pairing);
        }
        let id = becoming(desk, self.agreement.as_deref())?;
        let pairing = if let Some(offer) = self.offer {
            desk.app.take_device_offer(&id, &file::carried(offer)?)?
        } else if let Some(welcome) = self.welcome {
            desk.app
                .take_device_welcome(&id, &file::carried(welcome)?)?
        } else if self.same {
            desk.app.device_pictures_same(&id)?
        } else if self.differ {
            return stopped(desk, &id);
        } else {
            return Err(Failure::usage(
                "Nothing was said about this step.",
                "countersign device join --help shows the steps.",
            ));
        };
        told(desk, &pairing)
    }
}

/// The pairing that was named by number or id, or the only one in which this device becomes one's own.
fn becoming(desk: &mut Desk, named: Option<&str>) -> Result<AgreementId, Failure> {
    let joins = desk.app.device_joins()?;
    let ids: Vec<String> = joins.into_iter().map(|it| it.0).collect();
    let id = match (named, ids.as_slice()) {
        (Some(named), _) => pick(named, &ids, "pairing")?,
        (None, [only]) => only,
        (None, []) => {
            return Err(Failure::usage(
                "No code of an earlier device was taken here.",
                "Take it: countersign device join --code …",
            ));
        }
        (None, _) => {
            return Err(Failure::usage(
                "This device is being added to more than one agreement.",
                "Say which by number, the oldest is 1: countersign device join 1 …",
            ));
        }
    };
    Ok(AgreementId(id.clone()))
}

/// Ends it, because the pictures are not the same.
fn stopped(desk: &mut Desk, pairing: &AgreementId) -> Result<Told, Failure> {
    desk.app.device_pictures_differ(pairing)?;
    Ok(Told::new(
        "Stopped. Nothing was shared.".to_owned(),
        &json!({ "pairing": null, "file": null }),
    ))
}

/// What comes next. A message to carry is written into the outbox folder.
fn told(desk: &Desk, pairing: &DevicePairing) -> Result<Told, Failure> {
    let message = match pairing {
        DevicePairing::TakeWord { offer, .. } => Some(offer),
        DevicePairing::CarryWelcome { welcome } => Some(welcome),
        DevicePairing::TakeOffer { request } => Some(request),
        DevicePairing::TakeWelcome { word } => Some(word),
        DevicePairing::TakeRequest { .. }
        | DevicePairing::Compare { .. }
        | DevicePairing::Done { .. } => None,
    };
    let file = message
        .map(|message| file::into_outbox(desk.app.folder(), "device.txt", message))
        .transpose()?;
    let text = show::device_pairing(pairing, file.as_deref().unwrap_or_default());
    Ok(Told::new(
        text,
        &json!({ "pairing": pairing, "file": file }),
    ))
}

fn list(desk: &mut Desk, agreement: Option<&str>) -> Result<Told, Failure> {
    let view = desk.view(agreement)?;
    let devices = desk.app.devices(&view.id)?;
    let people = people(&view);
    let lines: Vec<String> = devices
        .iter()
        .enumerate()
        .map(|(index, device)| {
            let what = match (device.kit, device.this, device.removed) {
                (true, ..) => "recovery kit",
                (false, true, _) => "this device",
                (false, false, true) => "removed",
                (false, false, false) => "device",
            };
            let print = device.fingerprint.as_deref().unwrap_or_default();
            let print: String = print.chars().take(32).collect();
            format!(
                "{:>2}  {}  {}'s {what}  {print}",
                index + 1,
                short(&device.id),
                people.name(device.owner)
            )
        })
        .collect();
    Ok(Told::new(lines.join("\n"), &devices))
}

impl Remove {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let agreement = desk.agreement(self.agreement.as_deref())?;
        let ids: Vec<String> = desk
            .app
            .devices(&agreement)?
            .into_iter()
            .map(|it| it.id)
            .collect();
        let device = pick(&self.device, &ids, "device")?;
        let saved = match &self.kit_file {
            Some(kit) => desk
                .app
                .remove_device_with_kit(&agreement, device, &file::text(kit)?)?,
            None => desk.app.remove_device(&agreement, device)?,
        };
        let text = format!(
            "{} What it writes from now on gives nothing.",
            show::saved(&saved)
        );
        Ok(Told::new(text, &saved))
    }
}
