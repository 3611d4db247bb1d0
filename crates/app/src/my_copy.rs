//! A copy for oneself, as files in the outbox folder: what both can see, and nothing that is private (law 11).
//!
//! Whoever opens such a file reads it, since it is meant to be read; its name says nothing about anybody. The proofs
//! are for those who trust nobody's word: they are checked without this app.

use serde::Serialize;

use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::files;
use crate::names;
use crate::view::{
    AgreementView, ContactView, CopyForm, HistoryEntry, KeepingCopy, NearView, PartView, SentFile,
    SharedCheckin,
};

/// What a copy as data calls itself.
const FORMAT: &str = "countersign-copy";
/// The version that is written.
const VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataCopy {
    format: &'static str,
    version: u32,
    agreement: AgreementView,
    parts: Vec<PartView>,
    contacts: Vec<ContactView>,
    checkins: Vec<SharedCheckin>,
    history: Vec<HistoryEntry>,
    nears: Vec<NearView>,
}

impl App {
    /// Writes a copy into the outbox folder of this home and says where it is; proofs are one file for each part
    /// that is agreed, and none where nothing is.
    ///
    /// # Errors
    /// When there is no such agreement, or the files cannot be written.
    pub fn save_copy(&mut self, ask: &KeepingCopy) -> Result<Vec<SentFile>> {
        names::agreement(&ask.agreement)?;
        let texts = match ask.form {
            CopyForm::Data => vec![("agreement.json".to_owned(), self.data_copy(ask)?)],
            CopyForm::Proofs => self.proofs(ask)?,
        };
        let folder = files::folder_for(&self.folder, None)?;
        texts
            .into_iter()
            .map(|(name, text)| {
                let path = files::put(&folder, &name, text.as_bytes())?;
                Ok(files::sent(&path, text.len(), 0))
            })
            .collect()
    }

    fn data_copy(&mut self, ask: &KeepingCopy) -> Result<String> {
        let agreement = self.agreement(&ask.agreement)?;
        let parts = self.whole_parts(&agreement)?;
        let mut nears = self.nears(&ask.agreement)?;
        for near in &mut nears {
            near.said.retain(|said| !said.private);
        }
        let copy = DataCopy {
            format: FORMAT,
            version: VERSION,
            agreement,
            parts: parts.into_iter().map(without_private).collect(),
            contacts: self.contacts(&ask.agreement)?,
            checkins: self.shared_checkins(&ask.agreement)?,
            history: self.history(&ask.agreement)?,
            nears,
        };
        serde_json::to_string_pretty(&copy).map_err(|_| Code::Broken.into())
    }

    fn proofs(&mut self, ask: &KeepingCopy) -> Result<Vec<(String, String)>> {
        let view = self.agreement(&ask.agreement)?;
        let parts = self.whole_parts(&view)?;
        let agreed = parts.iter().filter(|part| part.agreed.is_some());
        agreed
            .enumerate()
            .map(|(at, part)| {
                let proof = self.proof(&ask.agreement, &part.id)?;
                Ok((format!("proof-{}.json", at + 1), proof))
            })
            .collect()
    }
}

/// A part without what its reader keeps to themselves.
fn without_private(mut part: PartView) -> PartView {
    if let Some(mine) = &mut part.mine {
        mine.pushed_only_me = false;
    }
    part
}
