//! A person's own devices: listing them and removing one.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use countersign_app::view::{AgreementId, Day};
use countersign_app::{AddedBy, DevicePairing};
use serde_json::json;

use super::agreement::Which;
use crate::desk::{Desk, people};
use crate::failure::Failure;
use crate::file;
use crate::kit_words::kit_words;
use crate::pick::{pick, short};
use crate::show;
use crate::told::Told;

/// What can be done with devices.
#[derive(Subcommand)]
pub(crate) enum DeviceVerb {
    /// The devices and kits of both people
    List(Which),
    /// On the device you have: add a further one of your own, or meet the other person's new one, in one room
    #[command(after_help = ADD)]
    Add(Add),
    /// On the new device: become one of your own devices
    #[command(after_help = JOIN)]
    Join(Join),
    /// Remove one of your own devices; what it writes from now on gives nothing
    #[command(
        after_help = "Examples:\n  countersign device remove 2\n  countersign device remove 2 --kit-file words.txt    with the recovery words\n  countersign device remove 2 --until 2026-11-20       what it wrote later gives nothing"
    )]
    Remove(Remove),
}

const ADD: &str = "Steps:
  countersign device add                        shows a code; on the new device: countersign device join --code …
  countersign device add --request @FILE        gives an offer and seven pictures
  countersign device add --word @FILE           only if the pictures are the same: adds it, gives the welcome
  countersign device add --differ               they are not the same: stops, and nothing was shared
Then carry a bundle over: countersign send

The other person lost every device and has their recovery words? Here, on yours:
  countersign device add --kit                  shows a code; on their new device: countersign device join --kit --code …
  countersign device add --kit --request @FILE  gives an offer and seven pictures
  countersign device add --kit --word @FILE     only if the pictures are the same: takes what their words signed
Nothing steps in for their words: with others it is refused.";

const JOIN: &str = "Steps, in a new vault of the same role:
  countersign device join --code \"ABCD …\"       gives a request
  countersign device join --offer @FILE         shows seven pictures
  countersign device join --same                they are the same: gives this device's word
  countersign device join --differ              they are not the same: stops, and nothing was shared
  countersign device join --welcome @FILE       the agreement is here; then: countersign receive

You lost every device and have your recovery words? With the other person beside you:
  countersign device join --kit --code \"ABCD …\"     their code; gives a request
  countersign device join --offer @FILE             shows seven pictures
  countersign device join --same --kit-file FILE    they are the same: your words sign for this device; without
                                                    --kit-file they are asked for, and not shown
Carry the message back, take their bundle, and remove what you lost: countersign device list, countersign device remove";

/// Adding a device, on an earlier one.
#[derive(Args)]
pub(crate) struct Add {
    /// The agreement [default: the only one]
    agreement: Option<String>,
    /// It is a device of the other person, who lost every one of theirs and has the recovery words.
    #[arg(long)]
    kit: bool,
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
    /// The code of the earlier device, or of the other person's, @FILE, or -.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["offer", "same", "differ", "welcome"])]
    code: Option<String>,
    /// Every earlier device is lost: the code is of the other person's, and your recovery words will sign.
    #[arg(long, requires = "code")]
    kit: bool,
    /// The earlier device's offer, @FILE, or -.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["same", "differ", "welcome"])]
    offer: Option<String>,
    /// The pictures are the same on both devices.
    #[arg(long, conflicts_with_all = ["differ", "welcome"])]
    same: bool,
    /// The 24 recovery words in this file, - for standard input; asked for where it is left out.
    #[arg(long, value_name = "FILE", requires = "same")]
    kit_file: Option<PathBuf>,
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
    /// It was with you until this day, YYYY-MM-DD: what it wrote later, by its own clock, gives nothing.
    #[arg(long, value_name = "DAY", conflicts_with = "kit_file")]
    until: Option<String>,
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
        let by = added_by(self.kit);
        let pairing = if let Some(request) = self.request {
            desk.app
                .take_device_request(&agreement, by, &file::carried(request)?)?
        } else if let Some(word) = self.word {
            let word = file::carried(word)?;
            match by {
                AddedBy::Device => desk.app.add_device(&agreement, &word)?,
                AddedBy::Kit => desk.app.add_returning(&agreement, &word)?,
            }
        } else if self.differ {
            return stopped(desk, &agreement);
        } else {
            desk.app.invite_device(&agreement, by)?
        };
        told(desk, by, &pairing)
    }
}

impl Join {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        if let Some(code) = self.code {
            let by = added_by(self.kit);
            let joining = desk.app.take_device_code(&file::carried(code)?, by)?;
            return told(desk, by, &joining.next);
        }
        let (id, by) = becoming(desk, self.agreement.as_deref())?;
        let pairing = if let Some(offer) = self.offer {
            desk.app.take_device_offer(&id, &file::carried(offer)?)?
        } else if let Some(welcome) = self.welcome {
            desk.app
                .take_device_welcome(&id, &file::carried(welcome)?)?
        } else if self.same {
            match by {
                AddedBy::Device => desk.app.device_pictures_same(&id)?,
                AddedBy::Kit => {
                    let words = kit_words(self.kit_file.as_deref())?;
                    desk.app.add_by_kit(&id, words.expose())?
                }
            }
        } else if self.differ {
            return stopped(desk, &id);
        } else {
            return Err(Failure::usage(
                "Nothing was said about this step.",
                "countersign device join --help shows the steps.",
            ));
        };
        told(desk, by, &pairing)
    }
}

fn added_by(kit: bool) -> AddedBy {
    if kit { AddedBy::Kit } else { AddedBy::Device }
}

/// The pairing that was named by number or id, or the only one in which this device becomes one's own.
fn becoming(desk: &mut Desk, named: Option<&str>) -> Result<(AgreementId, AddedBy), Failure> {
    let joins = desk.app.device_joins()?;
    let ids: Vec<String> = joins.iter().map(|it| it.pairing.0.clone()).collect();
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
    let chosen = joins.iter().find(|it| it.pairing.0 == *id);
    let chosen = chosen.ok_or_else(Failure::broken)?;
    Ok((chosen.pairing.clone(), chosen.by))
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
fn told(desk: &Desk, by: AddedBy, pairing: &DevicePairing) -> Result<Told, Failure> {
    let message = match pairing {
        DevicePairing::TakeWord { offer, .. } => Some(offer),
        DevicePairing::CarryWelcome { welcome } => Some(welcome),
        DevicePairing::TakeOffer { request } => Some(request),
        DevicePairing::TakeWelcome { word } => Some(word),
        DevicePairing::CarryAddition { addition, .. } => Some(addition),
        DevicePairing::TakeRequest { .. }
        | DevicePairing::Compare { .. }
        | DevicePairing::Returned { .. }
        | DevicePairing::Done { .. } => None,
    };
    let file = message
        .map(|message| file::into_outbox(desk.app.folder(), "device.txt", message))
        .transpose()?;
    let file_text = file.as_deref().unwrap_or_default();
    let text = match by {
        AddedBy::Device => show::device_pairing(pairing, file_text),
        AddedBy::Kit => show::returning(pairing, file_text),
    };
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
                "{:>2}  {}  {}'s {what}  {print}{}",
                index + 1,
                short(&device.id),
                people.name(device.owner),
                device.added.as_ref().map(show::added).unwrap_or_default()
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
        let until = self.until.map(Day);
        let saved = match (&self.kit_file, &until) {
            (None, Some(day)) => desk.app.remove_lost_device(&agreement, device, day)?,
            (Some(kit), _) => {
                let words = kit_words(Some(kit))?;
                desk.app
                    .remove_device_with_kit(&agreement, device, words.expose())?
            }
            (None, None) => desk.app.remove_device(&agreement, device)?,
        };
        let text = format!(
            "{} What it writes from now on gives nothing.",
            show::saved(&saved)
        );
        Ok(Told::new(text, &saved))
    }
}
