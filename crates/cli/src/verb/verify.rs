//! Looking a vault over, and proofs that anyone can check offline.

use std::path::PathBuf;

use clap::Args;
use countersign_app::view::Role;
use countersign_app::{Checked, PROOF_BYTES_MAX, Proven, check_proof};
use serde_json::json;

use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::file;
use crate::pick::short;
use crate::show;
use crate::told::Told;

/// Looking over.
#[derive(Args)]
#[command(after_help = "Examples:
  countersign verify                       every page, signature and word of this vault
  countersign verify --proof proof.json    one agreed part, by anyone, without a vault")]
pub(crate) struct Verify {
    /// Check a proof file instead; no vault and no passphrase are needed.
    #[arg(long, value_name = "FILE")]
    pub(super) proof: Option<PathBuf>,
}

/// Writing a proof.
#[derive(Args)]
#[command(
    after_help = "Example:\n  countersign proof 1 proof.json\nAnyone checks it with: countersign verify --proof proof.json"
)]
pub(crate) struct Proof {
    /// The part, by number or id.
    part: String,
    /// The file to write.
    file: PathBuf,
    /// The agreement [default: the only one]
    #[arg(long, short)]
    agreement: Option<String>,
}

impl Verify {
    pub(super) fn run(desk: &mut Desk) -> Result<Told, Failure> {
        let checked = desk.app.verify()?;
        let exit = if checked.sound {
            Exit::Done
        } else {
            Exit::Other
        };
        Ok(Told::new(text(&checked), &checked).with_exit(exit))
    }

    /// Checks a proof file.
    pub(super) fn proof(path: &std::path::Path) -> Result<Told, Failure> {
        let proven = check_proof(&file::read(path, PROOF_BYTES_MAX)?).map_err(|wrong| {
            Failure::new(
                format!("This proves nothing: {wrong}."),
                "Ask for the proof again, from somebody who has the agreement.",
            )
        })?;
        Ok(Told::new(proven_text(&proven), &proven))
    }
}

impl Proof {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let part = desk.part(self.agreement.as_deref(), &self.part)?;
        let proof = desk.app.proof(&part.agreement, &part.id)?;
        file::write_new(&self.file, proof.as_bytes())?;
        let path = self.file.display().to_string();
        let text = format!(
            "Proof written: {path}\nAnyone checks it with: countersign verify --proof {path}"
        );
        Ok(Told::new(
            text,
            &json!({ "path": path, "bytes": proof.len() }),
        ))
    }
}

fn text(checked: &Checked) -> String {
    let mut lines: Vec<String> = checked
        .agreements
        .iter()
        .map(|it| {
            format!(
                "{}: {} acts and {} words looked at, {} wait, {} without effect, {} of a copied vault, {} old proofs, {} wrong",
                short(&it.agreement.0), it.acts, it.words, it.waiting, it.without_effect, it.forked, it.proofs,
                it.wrong.len()
            )
        })
        .collect();
    if !checked.pages {
        lines.push(
            "Some pages of the vault are damaged. Don't delete anything; bring back a backup."
                .to_owned(),
        );
    }
    lines.push(
        if checked.sound {
            "All is as it was signed."
        } else {
            "Something is wrong; see above."
        }
        .to_owned(),
    );
    lines.join("\n")
}

fn proven_text(proven: &Proven) -> String {
    let mut lines = vec![
        "Both people said yes to exactly these words:".to_owned(),
        format!("     {}", proven.words.replace('\n', "\n     ")),
    ];
    for yes in &proven.yes {
        let who = match yes.by {
            Role::Client => "the client",
            Role::Keyworker => "the keyworker",
        };
        lines.push(format!(
            "{who}: signed by a device with fingerprint {}, said {}",
            yes.fingerprint.get(..32).unwrap_or_default(),
            show::day_of(yes.claimed)
        ));
    }
    lines.push("It proves what was said. Whether it was taken back later is not in it.".to_owned());
    lines.join("\n")
}
