//! A person's own devices: listing them and removing one.

use std::path::PathBuf;

use clap::{Args, Subcommand};

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
    /// Remove one of your own devices; what it writes from now on gives nothing
    #[command(
        after_help = "Examples:\n  countersign device remove 2\n  countersign device remove 2 --kit-file words.txt    with the recovery words"
    )]
    Remove(Remove),
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
            Self::Remove(remove) => remove.run(desk),
        }
    }
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
