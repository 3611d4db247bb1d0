//! Uses of a mandate or permission, each with its label (law 5, fold §5).
//!
//! The label comes from the fold; a version's last day is laid over it. A use that the client answered keeps its
//! label.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use countersign_domain::dates::{dated_label, used_at};
use countersign_domain::state::UseLabel;
use countersign_domain::{Act, Deed, VersionId};

use crate::codes::Result;
use crate::names::act_text;
use crate::page::Page;
use crate::terms;
use crate::view;

impl Page<'_> {
    /// The uses among a part's acts, newest first.
    pub(crate) fn uses(&self, acts: &[&Act]) -> Result<Vec<view::UseView>> {
        acts.iter()
            .rev()
            .filter_map(|act| match act.header.deed {
                Deed::Use { version, .. } => Some((*act, version)),
                _ => None,
            })
            .map(|(act, version)| self.one_use(acts, act, version))
            .collect()
    }

    fn one_use(&self, acts: &[&Act], used: &Act, version: VersionId) -> Result<view::UseView> {
        let answer = acts.iter().rev().find_map(|act| match act.header.deed {
            Deed::AnswerUse { used: to, fine } if to == used.id => Some((*act, fine)),
            _ => None,
        });
        let at = used_at(used).unwrap_or(used.header.claimed);
        Ok(view::UseView {
            id: act_text(used.id),
            version: act_text(version),
            at: view::Moment(at.0),
            stamp: self.stamp(used),
            words: self.words(used)?.text(),
            label: self.label(acts, used, version),
            fine: answer.map(|(_, fine)| fine),
            reply: answer
                .map(|(act, _)| self.words(act))
                .transpose()?
                .and_then(|words| words.text()),
        })
    }

    fn label(&self, acts: &[&Act], used: &Act, version: VersionId) -> view::UseLabel {
        let agreement = self.book.agreement();
        // A use that the fold does not know was never one under a mandate.
        let label = agreement
            .use_label(used.id)
            .unwrap_or(UseLabel::WithoutMandate);
        let named = acts
            .iter()
            .find(|act| act.id == version)
            .and_then(|act| terms::suggestion(act));
        let label = match (used_at(used), named) {
            (Some(at), Some(suggestion)) => dated_label(label, at, suggestion),
            (None, _) | (_, None) => label,
        };
        match label {
            UseLabel::Within => view::UseLabel::Within,
            UseLabel::BeforeTheyKnew => view::UseLabel::BeforeTheyKnew,
            UseLabel::WithoutMandate => view::UseLabel::WithoutMandate,
        }
    }
}
