//! Agreements: founding, listing, showing, ending, carrying parts over; and one part.

use clap::{Args, Subcommand};
use countersign_app::view::NewAgreement;
use serde_json::json;

use crate::desk::{Desk, part_of};
use crate::failure::Failure;
use crate::pick::short;
use crate::show;
use crate::told::Told;

/// What can be done with agreements.
#[derive(Subcommand)]
pub(crate) enum AgreementVerb {
    /// Found an agreement; you can write in it before the other person is here
    #[command(after_help = "Example:\n  countersign agreement found --me Karin --other Magda")]
    Found(Found),
    /// The agreements of this vault
    List,
    /// One agreement with its parts
    Show(Which),
    /// End it from your side: stops all mandates and permissions; when both end it, it is closed
    End(Which),
    /// Suggest chosen parts again in another agreement, with the old proof attached
    #[command(
        after_help = "Example:\n  countersign agreement carry-over --from 1 --into 2 --reason \"We go on\" 3 4"
    )]
    CarryOver(CarryOver),
}

/// Which agreement.
#[derive(Args)]
pub(crate) struct Which {
    /// Its number in the list or the first letters of its id [default: the only one]
    pub(super) agreement: Option<String>,
}

/// A new agreement.
#[derive(Args)]
pub(crate) struct Found {
    /// Your first name.
    #[arg(long)]
    me: String,
    /// The other person's first name.
    #[arg(long)]
    other: String,
}

/// Parts to carry over.
#[derive(Args)]
pub(crate) struct CarryOver {
    /// The agreement that they come from.
    #[arg(long)]
    from: String,
    /// The agreement that they are suggested in.
    #[arg(long)]
    into: String,
    /// Why; a keyworker's always.
    #[arg(long)]
    reason: Option<String>,
    /// The parts, by number or id.
    #[arg(required = true)]
    parts: Vec<String>,
}

/// One part.
#[derive(Args)]
pub(crate) struct ShowPart {
    /// Its number in the agreement or the first letters of its id.
    part: String,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl AgreementVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::Found(found) => found.run(desk),
            Self::List => {
                let entries = desk.app.agreements()?;
                Ok(Told::new(show::agreements(&entries), &entries))
            }
            Self::Show(which) => {
                let view = desk.view(which.agreement.as_deref())?;
                Ok(Told::new(show::agreement(&view), &view))
            }
            Self::End(which) => {
                let id = desk.agreement(which.agreement.as_deref())?;
                let saved = desk.app.end(&id)?;
                let text = format!("{} All mandates and permissions stop.", show::saved(&saved));
                Ok(Told::new(text, &saved))
            }
            Self::CarryOver(carry) => carry.run(desk),
        }
    }
}

impl Found {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let id = desk.app.found_agreement(&NewAgreement {
            my_name: self.me,
            other_name: self.other,
        })?;
        let text = format!(
            "Agreement {} is founded. You can write in it now.\nTo connect the other person: countersign invite",
            short(&id.0)
        );
        Ok(Told::new(text, &json!({ "agreement": id })))
    }
}

impl CarryOver {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let from = desk.view(Some(&self.from))?;
        let into = desk.agreement(Some(&self.into))?;
        let mut parts = Vec::new();
        for named in &self.parts {
            parts.push(part_of(&from, named)?);
        }
        let saved = desk
            .app
            .carry_over(&from.id, &into, &parts, self.reason.as_deref())?;
        let lines: Vec<String> = saved.iter().map(show::saved).collect();
        let text = format!(
            "{}\nEach is a suggestion now, and is answered anew.",
            lines.join("\n")
        );
        Ok(Told::new(text, &saved))
    }
}

impl ShowPart {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let view = desk.part(self.agreement.as_deref(), &self.part)?;
        Ok(Told::new(show::part(&view), &view))
    }
}
