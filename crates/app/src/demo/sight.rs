//! What there is to be seen on both sides at one moment: views, acts, words, paper. The laws look at nothing else.
//!
//! Acts and words are read from the rows of the vaults, not from what is in memory, so that what is judged is what
//! would still be there after a power cut.

use std::collections::BTreeMap;

use countersign_domain::{Act, ActId, Agreement, AgreementId, AgreementState};
use countersign_sync::Body;
use countersign_vault as vault;

use super::people::Two;
use crate::app::App;
use crate::codes::Result;
use crate::names;
use crate::print::PaperForm;
use crate::record::record_text;
use crate::verify::Checked;
use crate::view::{PartView, Printing, Role};
use crate::way::WayView;

/// Both sides, and what was said in private.
#[derive(Clone)]
pub(super) struct Sight {
    pub(super) magda: Side,
    pub(super) karin: Side,
    /// Words that were written in private and never shared.
    pub(super) private: Vec<String>,
    /// Acts that were said to be saved, by whom.
    pub(super) saved: Vec<(Role, ActId)>,
}

/// One person's side.
#[derive(Clone)]
pub(super) struct Side {
    pub(super) role: Role,
    pub(super) parts: Vec<PartView>,
    pub(super) folded: Agreement,
    pub(super) state: AgreementState,
    /// Acts in the vault, as signed.
    pub(super) signed: BTreeMap<ActId, Vec<u8>>,
    pub(super) bodies: BTreeMap<ActId, Body>,
    pub(super) way: WayView,
    pub(super) paper: String,
    pub(super) record: String,
    pub(super) checked: Checked,
}

impl Sight {
    /// Looks at both sides.
    pub(super) fn take(two: &mut Two) -> Result<Self> {
        let agreement = two.agreement;
        Ok(Self {
            magda: Side::take(&mut two.magda, agreement)?,
            karin: Side::take(&mut two.karin, agreement)?,
            private: two.private.clone(),
            saved: two.saved.clone(),
        })
    }

    /// Both sides, Magda's first.
    pub(super) fn sides(&self) -> [&Side; 2] {
        [&self.magda, &self.karin]
    }

    /// The other side.
    pub(super) fn other(&self, side: &Side) -> &Side {
        match side.role {
            Role::Client => &self.karin,
            Role::Keyworker => &self.magda,
        }
    }
}

impl Side {
    fn take(app: &mut App, agreement: AgreementId) -> Result<Self> {
        let id = names::agreement_text(agreement);
        let view = app.agreement(&id)?;
        let parts = app.whole_parts(&view)?;
        let way = app.way(&id)?;
        let paper = app.print(&Printing::whole(&id), PaperForm::Text)?;
        let next = app.relation(&id)?.next;
        let record = record_text(&view, &parts, &next, "en");
        let checked = app.verify()?;
        let (session, world) = app.unlocked()?;
        let page = session.page(agreement, world.now())?;
        let folded = page.book.agreement().clone();
        let state = folded.state();
        let rows = page.rows;
        let signed = rows
            .acts(agreement)?
            .into_iter()
            .map(|row| (row.id, row.bytes))
            .collect();
        let bodies = rows
            .bodies(agreement)?
            .into_iter()
            .filter_map(|(act, body)| match body {
                vault::Body::Here(bytes) => Some((act, Body::parse(&bytes).ok()?)),
                vault::Body::NotHere | vault::Body::Erased => None,
            });
        let bodies = bodies.collect();
        Ok(Self {
            role: view.role,
            parts,
            folded,
            state,
            signed,
            bodies,
            way,
            paper,
            record,
            checked,
        })
    }

    /// Acts that count, in causal order.
    pub(super) fn acts(&self) -> impl Iterator<Item = &Act> {
        self.folded
            .acts()
            .filter(|act| self.folded.refusal(act.id).is_none())
    }

    /// The act with this name, as a face writes it.
    pub(super) fn act(&self, id: &crate::view::ActId) -> Option<&Act> {
        id.0.parse().ok().and_then(|id| self.folded.act(id))
    }
}
