//! Reading: how far one's acts have come, what happened, and finding words again.

use clap::Args;
use countersign_app::Place;

use super::agreement::Which;
use crate::desk::{Desk, people};
use crate::failure::Failure;
use crate::pick::short;
use crate::show;
use crate::told::Told;

/// How far one's acts have come.
#[derive(Args)]
pub(crate) struct Status {
    /// Which.
    #[command(flatten)]
    which: Which,
}

/// What happened.
#[derive(Args)]
pub(crate) struct History {
    /// Which.
    #[command(flatten)]
    which: Which,
}

/// Words to find.
#[derive(Args)]
#[command(after_help = "Example:\n  countersign search landlord")]
pub(crate) struct Search {
    /// The words; the last may be the beginning of one.
    #[arg(required = true)]
    words: Vec<String>,
}

impl Status {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let view = desk.view(self.which.agreement.as_deref())?;
        let way = desk.app.way(&view.id)?;
        let people = people(&view);
        let lines: Vec<String> = way
            .acts
            .iter()
            .map(|act| {
                let place = match (act.place, &act.delivered) {
                    (Place::There, Some(delivered)) => show::delivery(delivered, &people),
                    (Place::AtRelay, _) => "at the relay".to_owned(),
                    (Place::There, None) | (Place::OnItsWay, _) => "on its way".to_owned(),
                    (Place::Here, _) => "here only".to_owned(),
                };
                format!(
                    "{}  you {}: {place}",
                    short(&act.id.0),
                    show::happened(act.happened)
                )
            })
            .collect();
        let text = if lines.is_empty() {
            "You have written nothing yet.".to_owned()
        } else {
            lines.join("\n")
        };
        Ok(Told::new(text, &way))
    }
}

impl History {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let view = desk.view(self.which.agreement.as_deref())?;
        let history = desk.app.history(&view.id)?;
        Ok(Told::new(show::history(&history, &people(&view)), &history))
    }
}

impl Search {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let found = desk.app.search(&self.words.join(" "))?;
        let lines: Vec<String> = found
            .iter()
            .map(|one| {
                let place = match (&one.part, &one.act) {
                    (Some(part), _) => format!("part {}", short(&part.0)),
                    (None, Some(act)) => format!("act {}", short(&act.0)),
                    (None, None) => "private".to_owned(),
                };
                format!("{place}: {}", one.words.replace('\n', "\n     "))
            })
            .collect();
        let text = if lines.is_empty() {
            "Nothing here has these words.".to_owned()
        } else {
            lines.join("\n")
        };
        Ok(Told::new(text, &found))
    }
}
