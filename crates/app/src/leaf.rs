//! The history leaf by leaf, newest first, for a screen that shows years without waiting for them.
//!
//! Words are read for the lines of one leaf alone. Nothing is left out unless it was asked for: a theme or a part
//! narrows what is shown, and copies and gaps are told above every leaf.

use std::collections::BTreeSet;

use countersign_domain::{Act, Role};

use crate::app::App;
use crate::codes::Result;
use crate::history::happened;
use crate::names::{self, agreement_text, role_view};
use crate::page::Page;
use crate::parts::part_named;
use crate::print::grouped;
use crate::view::{Happened, HistoryLeaf, Leafing, Passed, Theme};

/// The most lines of one leaf.
const LINES_MAX: u32 = 200;
/// Groups of four letters in the number of an agreement, the same as on paper.
const NUMBER_GROUPS: usize = 8;

impl App {
    /// Some of the history, the newest first.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn history_leaf(&mut self, ask: &Leafing) -> Result<HistoryLeaf> {
        let agreement = names::agreement(&ask.agreement)?;
        let (session, world) = self.unlocked()?;
        session.page(agreement, world.now())?.leaf(ask)
    }
}

impl Page<'_> {
    fn leaf(&self, ask: &Leafing) -> Result<HistoryLeaf> {
        let before = ask.before.as_ref().map(names::act).transpose()?;
        let most = usize::try_from(ask.most.clamp(1, LINES_MAX)).unwrap_or_default();
        let lines = self.in_order();
        let end = before
            .and_then(|id| lines.iter().position(|(act, _)| act.id == id))
            .unwrap_or(lines.len());
        let mut asked = lines
            .iter()
            .take(end)
            .rev()
            .filter(|(act, _)| self.is_asked_for(ask, act));
        let entries: Vec<_> = asked
            .by_ref()
            .take(most)
            .map(|(act, passed)| self.line(act, *passed))
            .collect::<Result<_>>()?;
        let agreement = self.book.agreement();
        Ok(HistoryLeaf {
            entries,
            more: asked.next().is_some(),
            gaps: agreement.missing().next().is_some(),
            copied: self.copied().into_iter().map(role_view).collect(),
            number: grouped(&agreement_text(self.id).0, NUMBER_GROUPS),
        })
    }

    fn is_asked_for(&self, ask: &Leafing, act: &Act) -> bool {
        let theme = ask
            .theme
            .is_none_or(|theme| theme == theme_of(happened(&act.header.deed)));
        theme && (ask.part.is_none() || part_named(act, self) == ask.part)
    }

    /// Every act, applied ones in causal order and then those that wait, with what became of it.
    pub(crate) fn in_order(&self) -> Vec<(&Act, Passed)> {
        let agreement = self.book.agreement();
        let mut waiting: Vec<&Act> = agreement.waiting().collect();
        waiting.sort_by_key(|act| (self.book.arrived(act.id), act.header.claimed, act.id));
        let passed = |act: &Act| match agreement.refusal(act.id) {
            Some(_) => Passed::NoEffect,
            None => Passed::Counts,
        };
        let applied = agreement.acts().map(|act| (act, passed(act)));
        applied
            .chain(waiting.into_iter().map(|act| (act, Passed::Waits)))
            .collect()
    }

    /// Whether another act has the same place in the same chain (design §4).
    pub(crate) fn has_twin(&self, act: &Act) -> bool {
        let header = &act.header;
        let agreement = self.book.agreement();
        agreement
            .at_place(header.device, header.incarnation, header.seq)
            .len()
            > 1
    }

    /// Whose device was copied, and both copies wrote.
    fn copied(&self) -> BTreeSet<Role> {
        let twins = self
            .book
            .agreement()
            .acts()
            .filter(|act| self.has_twin(act));
        twins.map(|act| act.header.author).collect()
    }
}

/// What a line is about.
pub(crate) fn theme_of(happened: Happened) -> Theme {
    match happened {
        Happened::Suggested
        | Happened::SomethingElse
        | Happened::Yes
        | Happened::YesUnderPressure
        | Happened::No
        | Happened::NotNow
        | Happened::Differently
        | Happened::TookBack
        | Happened::FeltPushed
        | Happened::Replied
        | Happened::NotedYes => Theme::Words,
        Happened::Held
        | Happened::Used
        | Happened::AnsweredUse
        | Happened::Paused
        | Happened::Resumed => Theme::Powers,
        Happened::SharedDecision | Happened::Seen | Happened::Disagreed | Happened::Linked => {
            Theme::Decisions
        }
        Happened::Contact
        | Happened::ContactReplied
        | Happened::ContactContested
        | Happened::Checkin
        | Happened::StepDone
        | Happened::StepChanged
        | Happened::StepNotThisTime
        | Happened::Hello
        | Happened::Card
        | Happened::Away
        | Happened::Back
        | Happened::SetMeeting
        | Happened::MovedMeeting
        | Happened::CalledOff => Theme::Journal,
        Happened::Founded
        | Happened::Joined
        | Happened::AddedDevice
        | Happened::AddedDeviceByKit
        | Happened::RemovedDevice
        | Happened::Ended
        | Happened::Erased
        | Happened::Received
        | Happened::CopiedForRecord
        | Happened::Unknown => Theme::Keeping,
    }
}
