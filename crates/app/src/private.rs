//! Drafts, and numbers of other people who can help: private, in the vault, never an act (law 11).
//!
//! They have no number in any chain and leave no gap. Drafts are not searched: half a sentence is nobody's word yet.

use countersign_vault::{Moment, NoteRow};

use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::terms;
use crate::vaults::first_name;
use crate::view::HelpNumber;

const DRAFT: &str = "draft";
const NUMBERS: &str = "help-numbers";
const PLACE_BYTES_MAX: usize = 200;
const NUMBERS_MAX: usize = 50;
const NUMBER_CHARACTERS_MAX: usize = 30;

impl App {
    /// Keeps what is being typed at a place (at most 200 bytes of name); `None` or blank drops it.
    ///
    /// # Errors
    /// When the vault is locked or cannot be written.
    pub fn save_draft(&mut self, place: &str, text: Option<&str>) -> Result<()> {
        let text = terms::some_words(text)?;
        if place.len() > PLACE_BYTES_MAX {
            return Err(Code::Malformed.into());
        }
        let (session, world) = self.unlocked()?;
        let changed = Moment(world.now());
        session.vault.write(|tx| match text {
            Some(text) => tx.put_note(&note(DRAFT, place, text, changed)),
            None => tx.drop_note(DRAFT, place).map(drop),
        })?;
        Ok(())
    }

    /// What was being typed at a place.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn load_draft(&mut self, place: &str) -> Result<Option<String>> {
        let (session, _) = self.unlocked()?;
        Ok(session
            .vault
            .view()
            .note(DRAFT, place)?
            .map(|note| note.content))
    }

    /// One's own numbers that work without a network. The emergency number is not among them: a face always shows it.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn help_numbers(&mut self) -> Result<Vec<HelpNumber>> {
        let (session, _) = self.unlocked()?;
        let Some(note) = session.vault.view().note(NUMBERS, "")? else {
            return Ok(Vec::new());
        };
        serde_json::from_str(&note.content).map_err(|_| Code::VaultDamaged.into())
    }

    /// Keeps these numbers instead of the earlier ones; at most 50.
    ///
    /// # Errors
    /// When a name or number is blank or too long, or the vault cannot be written.
    pub fn save_help_numbers(&mut self, numbers: &[HelpNumber]) -> Result<()> {
        if numbers.len() > NUMBERS_MAX {
            return Err(Code::Malformed.into());
        }
        let checked: Vec<HelpNumber> = numbers.iter().map(checked).collect::<Result<_>>()?;
        let content = serde_json::to_string(&checked).map_err(|_| Code::Broken)?;
        let (session, world) = self.unlocked()?;
        let changed = Moment(world.now());
        session
            .vault
            .write(|tx| tx.put_note(&note(NUMBERS, "", content, changed)))?;
        Ok(())
    }
}

fn checked(entry: &HelpNumber) -> Result<HelpNumber> {
    let number = entry.number.trim();
    if number.is_empty() {
        return Err(Code::FieldMissing.into());
    }
    if number.chars().count() > NUMBER_CHARACTERS_MAX {
        return Err(Code::Malformed.into());
    }
    Ok(HelpNumber {
        name: first_name(&entry.name)?,
        number: number.to_owned(),
    })
}

/// A note that is of no agreement and not searched.
fn note(kind: &str, key: &str, content: String, changed: Moment) -> NoteRow {
    NoteRow {
        kind: kind.to_owned(),
        key: key.to_owned(),
        agreement: None,
        content,
        words: String::new(),
        changed,
    }
}
