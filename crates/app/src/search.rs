//! Finding words again, in acts and in one's own private notes of this vault. What is asked never leaves it.

use countersign_vault::Found;
use serde::Serialize;

use crate::app::App;
use crate::codes::Result;
use crate::names;
use crate::view;

/// Most things that are found.
const FOUND_MAX: u32 = 100;

/// Where words were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundView {
    /// The agreement, if it is about one.
    pub agreement: Option<view::AgreementId>,
    /// The part, if it is about one.
    pub part: Option<view::PartId>,
    /// The act; `None` for a private note.
    pub act: Option<view::ActId>,
    /// It is private: nobody else has it.
    pub private: bool,
    /// The words.
    pub words: String,
}

impl App {
    /// What holds all of these words, the last one as a beginning; best first, at most 100.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn search(&mut self, words: &str) -> Result<Vec<FoundView>> {
        let (session, _) = self.unlocked()?;
        let found = session.vault.view().search(words, FOUND_MAX)?;
        Ok(found.into_iter().map(found_view).collect())
    }
}

fn found_view(found: Found) -> FoundView {
    match found {
        Found::Act {
            agreement,
            act,
            part,
            words,
        } => FoundView {
            agreement: Some(names::agreement_text(agreement)),
            part: part.map(names::part_text),
            act: Some(names::act_text(act)),
            private: false,
            words,
        },
        Found::Note {
            agreement, words, ..
        } => FoundView {
            agreement: agreement.map(names::agreement_text),
            part: None,
            act: None,
            private: true,
            words,
        },
    }
}
