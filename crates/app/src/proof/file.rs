//! A proof as a file: JSON with hex, so that whoever checks it needs no library of ours (docs/json.md).

use countersign_sync::ProofAct;
use serde::{Deserialize, Serialize};

use super::check::{NotProven, Proven, check, hex};
use super::gather;
use crate::acts::place;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::view;

/// The most bytes of a proof file that are read.
pub const PROOF_BYTES_MAX: usize = 1024 * 1024;
/// The most acts in a proof file.
const ACTS_MAX: usize = 64;
/// What a proof file calls itself.
const FORMAT: &str = "countersign-proof";
/// The version that is written, and the newest that is read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ProofFile {
    format: String,
    version: u32,
    acts: Vec<ProofLine>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ProofLine {
    /// The signed act, header then signature, in hex.
    signed: String,
    /// Its body in hex; empty where the words are not what is proven.
    body: String,
}

impl App {
    /// The proof that both said yes to what is agreed in a part now, as the text of a file.
    ///
    /// # Errors
    /// When nothing is agreed there, or the words are not here.
    pub fn proof(&mut self, agreement: &view::AgreementId, part: &view::PartId) -> Result<String> {
        let (agreement, part) = place(agreement, part)?;
        let (session, world) = self.unlocked()?;
        let page = session.page(agreement, world.now())?;
        let drawn = page.drawn(part)?.ok_or(Code::PartUnknown)?;
        let version = drawn.agreed.shown().ok_or(Code::NothingToAnswer)?;
        let acts = gather(&page, part, version)?;
        let file = ProofFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            acts: acts
                .iter()
                .map(|act| ProofLine {
                    signed: hex(&act.signed),
                    body: hex(&act.body),
                })
                .collect(),
        };
        serde_json::to_string_pretty(&file).map_err(|_| Code::Broken.into())
    }
}

/// Checks a proof file. No vault is needed, and nothing is kept.
///
/// # Errors
/// Why it proves nothing.
pub fn check_proof(bytes: &[u8]) -> std::result::Result<Proven, NotProven> {
    if bytes.len() > PROOF_BYTES_MAX {
        return Err(NotProven::Malformed);
    }
    let file: ProofFile = serde_json::from_slice(bytes).map_err(|_| NotProven::Malformed)?;
    if file.format != FORMAT || file.acts.len() > ACTS_MAX {
        return Err(NotProven::Malformed);
    }
    if file.version != VERSION {
        return Err(NotProven::NewerFormat);
    }
    let acts: Option<Vec<ProofAct>> = file
        .acts
        .iter()
        .map(|line| {
            Some(ProofAct {
                signed: bytes_of(&line.signed)?,
                body: bytes_of(&line.body)?,
            })
        })
        .collect();
    check(&acts.ok_or(NotProven::Malformed)?)
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = hex
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|value| u8::try_from(value).ok())
        })
        .collect();
    let (pairs, odd) = digits.as_deref()?.as_chunks::<2>().to_owned();
    odd.is_empty()
        .then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}
