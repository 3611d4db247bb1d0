//! Which version of a part leads its screen, which one is asked about, and what its reader said last.
//!
//! The fold knows what is open; here it is turned to one reader. What may be done then is in `may.rs`.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use countersign_domain::{Act, ActId, Deed, DeviceId, PartId, Role, VersionId};

use crate::codes::Result;
use crate::names::{act_text, role_view};
use crate::page::{Drawn, Page};
use crate::terms;
use crate::versions::answer_of;
use crate::view::{Answer, Delivery, Moment, MyAnswer};

/// The kind of private note that says "I felt pushed, and only I may see it". Its key is the act it stands beside.
pub(crate) const PUSHED_NOTE: &str = "pushed";

impl Page<'_> {
    /// The version whose words lead the screen: what holds, else what is asked, else the newest.
    pub(crate) fn leads(&self, part: &Drawn<'_>) -> VersionId {
        part.agreed
            .shown()
            .or(part.state.holds)
            .or_else(|| self.ask(part))
            .or_else(|| {
                self.newest(part, |id| {
                    part.state.versions.get(&id).is_some_and(|it| it.open)
                })
            })
            .or_else(|| self.newest(part, |_| true))
            .unwrap_or(part.id)
    }

    /// The version that the reader's answer would go to: the other's newest that is open, or else the other's newest
    /// that the reader has refused and can still come round to.
    pub(crate) fn ask(&self, part: &Drawn<'_>) -> Option<VersionId> {
        let other = self.reader.other();
        let state = |id: VersionId| part.state.versions.get(&id).filter(|it| it.author == other);
        let open = self.newest(part, |id| state(id).is_some_and(|it| it.open));
        open.or_else(|| {
            let newest = self.newest(part, |_| true)?;
            state(newest)
                .filter(|it| it.yes.contains(&other) && part.state.holds != Some(newest))
                .map(|_| newest)
        })
    }

    /// The newest version that the reader has a live yes to.
    pub(crate) fn mine_yes(&self, part: &Drawn<'_>) -> Option<VersionId> {
        let mine = |id: VersionId| {
            part.state
                .versions
                .get(&id)
                .is_some_and(|it| it.yes.contains(&self.reader))
        };
        part.state
            .holds
            .filter(|id| mine(*id))
            .or_else(|| self.newest(part, mine))
    }

    fn newest(&self, part: &Drawn<'_>, matches: impl Fn(VersionId) -> bool) -> Option<VersionId> {
        part.acts
            .iter()
            .rev()
            .filter(|act| terms::suggestion(act).is_some())
            .map(|act| act.id)
            .find(|id| matches(*id))
    }

    /// The reader's newest answer; a suggestion is its author's yes.
    pub(crate) fn mine(&self, part: &Drawn<'_>) -> Result<Option<MyAnswer>> {
        let newest = part.acts.iter().rev().find_map(|act| {
            let (version, answer) = self.own_answer(act)?;
            Some((*act, version, answer))
        });
        let Some((act, version, answer)) = newest else {
            return Ok(None);
        };
        let note = self.rows.note(PUSHED_NOTE, &act.id.to_string())?;
        Ok(Some(MyAnswer {
            id: act_text(act.id),
            version: act_text(version),
            answer,
            stamp: self.stamp(act),
            delivered: self.delivered(act.id),
            pushed_only_me: note.is_some(),
        }))
    }

    /// What an act of the reader's answers.
    pub(crate) fn own_answer(&self, act: &Act) -> Option<(VersionId, Answer)> {
        if act.header.author != self.reader {
            return None;
        }
        match &act.header.deed {
            Deed::Suggest(suggestion) => Some(match suggestion.answers {
                Some(answered) => (answered, Answer::SomethingElse),
                None => (act.id, Answer::Yes),
            }),
            Deed::NotedYes { .. } => None,
            _ => answer_of(act),
        }
    }

    /// Whether the reader said no before to the words that are asked about (law 10: never asked twice).
    pub(crate) fn refused_before(&self, part: &Drawn<'_>, ask: Option<VersionId>) -> Result<bool> {
        let Some(ask) = ask else { return Ok(false) };
        let Some(words) = self.body(ask)?.text() else {
            return Ok(false);
        };
        for act in &part.acts {
            let Some((version, Answer::No | Answer::SomethingElse | Answer::TakeBack)) =
                self.own_answer(act)
            else {
                continue;
            };
            let same = self.body(version)?.text();
            if same.is_some_and(|same| same.trim() == words.trim()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The first device of the other person that has an act, by its own signed word (law 12).
    pub(crate) fn delivered(&self, act: ActId) -> Option<Delivery> {
        let holders = self.holders();
        let holder = holders.into_iter().find(|peer| self.has(peer, act))?;
        Some(Delivery {
            who: role_view(self.reader.other()),
            device: None,
            at: Moment(holder.heard.unwrap_or_default()),
        })
    }

    /// The other person's devices that have told what they have, the first heard first.
    pub(crate) fn holders(&self) -> Vec<&countersign_sync::PeerRow> {
        let other = self.reader.other();
        let devices = self.book.agreement().devices();
        let theirs = |device| devices.get(device).is_some_and(|it| it.owner == other);
        let mut holders: Vec<_> = self
            .book
            .peers()
            .filter(|peer| peer.heard.is_some() && theirs(&peer.device))
            .collect();
        holders.sort_by_key(|peer| (peer.heard, peer.device));
        holders
    }

    /// The other person's devices that have the reader's newest act among these, by name.
    pub(crate) fn there(&self, acts: &[&Act]) -> Vec<DeviceId> {
        let Some(newest) = self.newest_own(acts) else {
            return Vec::new();
        };
        let holders = self.holders();
        let there = holders.iter().filter(|peer| self.has(peer, newest));
        let mut there: Vec<DeviceId> = there.map(|peer| peer.device).collect();
        there.sort_unstable();
        there
    }

    /// Whether a device has applied an act or holds it waiting, as it signed.
    pub(crate) fn has(&self, peer: &countersign_sync::PeerRow, act: ActId) -> bool {
        peer.waiting.contains(&act)
            || peer
                .have
                .iter()
                .any(|head| *head == act || self.saw(*head, act))
    }

    /// Whether the client said no to a part, took it back, or had a no noted: "Magda said no to this" (law 6).
    pub(crate) fn client_refused(&self, part: PartId) -> bool {
        self.book
            .acts_of(part)
            .iter()
            .any(|act| match (&act.header.deed, act.header.author) {
                (Deed::Hold { .. }, Role::Keyworker) => true,
                (Deed::Suggest(suggestion), Role::Client) => suggestion.answers.is_some(),
                (_, Role::Client) => matches!(
                    answer_of(act),
                    Some((_, Answer::No | Answer::TakeBack | Answer::YesUnderPressure))
                ),
                (_, Role::Keyworker) => false,
            })
    }
}
