//! The relationship beside the agreement: promises and how they ended, hello, cards, away, the next time (design §3).
//!
//! Each is an act that only tells (decision 0008). Which of them stands is read from causal order: a person's latest
//! word; several only when they were said at the same time (law 9). Days are laid over here and nowhere else (law 7).
//! Left out, on purpose: counts, read marks, and anything that is late on a client.

mod absence;
mod card;
mod hello;
mod meeting;
mod step;

use countersign_domain::{Act, Deed};
use countersign_sync::Field;

use crate::app::App;
use crate::codes::Result;
use crate::names::{self, agreement_text};
use crate::page::{Page, Words};
use crate::view::{self, RelationView, Stage};

/// The acts of the relationship that are about no part, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Beside {
    Hello,
    Card,
    /// Away, and back earlier.
    Absence,
    Meeting,
}

impl Beside {
    /// What a deed is, if it is one of these.
    pub(crate) fn of(deed: &Deed) -> Option<Self> {
        if matches!(deed, Deed::Hello) {
            Some(Self::Hello)
        } else if matches!(deed, Deed::Card) {
            Some(Self::Card)
        } else if matches!(deed, Deed::Away { .. } | Deed::Back { .. }) {
            Some(Self::Absence)
        } else if matches!(deed, Deed::Meet { .. }) {
            Some(Self::Meeting)
        } else {
            None
        }
    }
}

impl App {
    /// The relationship, as both see it.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn relation(&mut self, agreement: &view::AgreementId) -> Result<RelationView> {
        let agreement = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        session.page(agreement, world.now())?.relation()
    }
}

impl Page<'_> {
    fn relation(&self) -> Result<RelationView> {
        Ok(RelationView {
            agreement: agreement_text(self.id),
            role: self.role(),
            client: self.names.client.clone(),
            keyworker: self.names.keyworker.clone(),
            next: self.next()?,
            called_off: self.called_off()?,
            away: self.away()?,
            cards: self.cards()?,
            hellos: self.hellos()?,
            promises: self.promises()?,
            may_write: self.stage() != Stage::Closed && !self.book.was_removed(),
        })
    }

    /// Of acts in causal order, those that no other of them saw, in the same order.
    pub(crate) fn latest_of<'a>(&self, acts: &[&'a Act]) -> Vec<&'a Act> {
        let mut latest: Vec<&Act> = Vec::new();
        for act in acts.iter().rev() {
            if !latest.iter().any(|later| self.saw(later.id, act.id)) {
                latest.push(act);
            }
        }
        latest.reverse();
        latest
    }
}

/// One text of a body, if it is here and says anything.
fn some_text(words: &Words, field: Field) -> Option<String> {
    let text = words.body().and_then(|body| body.text(field));
    text.map(str::to_owned)
}
