//! Between living text and the tables of the vault, in the same transaction as everything else of a step.

use countersign_domain::{ActId, AgreementId};
use countersign_sync::{Batch, LivingRow, LivingRowKind};
use countersign_vault::{self as vault, Moment, NoteRow, Tx, View};
use serde::{Deserialize, Serialize};

use crate::codes::Result;
use crate::error::Code;

/// The kind of note that a draft is while it is its writer's alone.
pub(super) const OWN_DRAFT: &str = "own-draft";

/// What such a note says.
#[derive(Serialize, Deserialize)]
pub(super) struct OwnDraft {
    pub(super) title: String,
    pub(super) words: String,
}

/// All living text of an agreement.
pub(crate) fn rows(view: View<'_>, agreement: AgreementId) -> Result<Vec<LivingRow>> {
    let rows = view.living(agreement)?.into_iter();
    rows.map(|row| {
        Ok(LivingRow {
            name: row.name,
            kind: LivingRowKind::from_code(row.kind).ok_or(Code::VaultDamaged)?,
            bytes: row.bytes,
        })
    })
    .collect()
}

/// Writes what a step changes of living text. Texts that came back become private drafts.
pub(crate) fn save(tx: &Tx<'_>, agreement: AgreementId, batch: &Batch, now: Moment) -> Result<()> {
    for row in &batch.living {
        let row = vault::LivingRow {
            name: row.name,
            kind: row.kind.code(),
            bytes: row.bytes.clone(),
        };
        tx.put_living(agreement, &row)?;
    }
    for back in &batch.returned {
        let draft = OwnDraft {
            title: back.title.clone(),
            words: back.words.clone(),
        };
        tx.put_note(&note(agreement, &ActId(back.id).to_string(), &draft, now)?)?;
    }
    Ok(())
}

/// A private draft as a note. It is not searched: half a sentence is nobody's word yet.
pub(super) fn note(
    agreement: AgreementId,
    id: &str,
    draft: &OwnDraft,
    changed: Moment,
) -> Result<NoteRow> {
    Ok(NoteRow {
        kind: OWN_DRAFT.to_owned(),
        key: id.to_owned(),
        agreement: Some(agreement),
        content: serde_json::to_string(draft).map_err(|_| Code::Broken)?,
        words: String::new(),
        changed,
    })
}
