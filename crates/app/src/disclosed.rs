//! What went out of an agreement: into the organisation's record, and under mandates and permissions.
//!
//! One list for the one question "who was told what, and when", read from acts that count. It judges nothing: the
//! labels of uses come from where uses are read.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use countersign_domain::{Act, Deed};

use crate::app::App;
use crate::codes::Result;
use crate::names::{self, act_text, role_view};
use crate::page::Page;
use crate::view::{self, DisclosureView, WentOut};

impl App {
    /// Every time that something went out of an agreement, newest first by the day that is claimed.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn disclosures(&mut self, agreement: &view::AgreementId) -> Result<Vec<DisclosureView>> {
        let (session, world) = self.unlocked()?;
        let page = session.page(names::agreement(agreement)?, world.now())?;
        let mut found = page.copies()?;
        for part in page.book.parts() {
            found.extend(page.told(&page.book.acts_of(*part))?);
        }
        found.sort_by(|one, other| {
            let key = |it: &DisclosureView| (it.stamp.claimed.0, it.id.0.clone());
            key(other).cmp(&key(one))
        });
        Ok(found)
    }
}

impl Page<'_> {
    /// Copies into the record.
    fn copies(&self) -> Result<Vec<DisclosureView>> {
        let folded = self.book.agreement();
        let copies = folded.acts().filter(|act| {
            matches!(act.header.deed, Deed::CopyForRecord) && folded.refusal(act.id).is_none()
        });
        copies
            .map(|act| {
                Ok(DisclosureView {
                    id: act_text(act.id),
                    by: role_view(act.header.author),
                    how: WentOut::Record,
                    words: self.words(act)?.text(),
                    under: None,
                    label: None,
                    stamp: self.stamp(act),
                })
            })
            .collect()
    }

    /// Uses of one part.
    fn told(&self, acts: &[&Act]) -> Result<Vec<DisclosureView>> {
        let mut told = Vec::new();
        for shown in self.uses(acts)? {
            let used = acts.iter().find_map(|act| match act.header.deed {
                Deed::Use { version, .. } if act_text(act.id) == shown.id => Some((act, version)),
                _ => None,
            });
            let Some((act, version)) = used else { continue };
            told.push(DisclosureView {
                id: shown.id,
                by: role_view(act.header.author),
                how: WentOut::Use,
                words: shown.words,
                under: self.body(version)?.text(),
                label: Some(shown.label),
                stamp: shown.stamp,
            });
        }
        Ok(told)
    }
}
