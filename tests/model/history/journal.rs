//! Deeds beside the parts: decisions, contacts, replies, receipts, check-ins, ends.

use countersign_domain::act::{Act, Deed, Subject};
use countersign_domain::id::ActId;
use countersign_domain::part::{Decision, Role};
use countersign_domain::time::Claimed;

use super::copies::{Centre, Draft};

fn is_decision(act: &Act) -> bool {
    matches!(act.header.deed, Deed::Decide(_))
}

impl Centre {
    /// An act of this kind that a copy holds.
    pub(super) fn some(&mut self, who: usize, is: impl Fn(&Act) -> bool) -> Option<ActId> {
        let all = self.held(who, is);
        let made = self.chance.pick_late(&all).copied()?;
        Some(self.id(made))
    }

    pub(super) fn reply(&mut self, who: usize) -> Option<Draft> {
        let to = self.some(who, |act| {
            matches!(
                act.header.deed,
                Deed::Answer { .. } | Deed::SayDifferently { .. }
            )
        })?;
        Some(Draft::new(Deed::Reply { to, day: None }, Subject::None))
    }

    pub(super) fn decide(&mut self, who: usize) -> Option<Draft> {
        let version = self.some_version(who, |_| true);
        let overrides = version
            .map(|version| self.part_of(version))
            .filter(|_| self.chance.one_in(2));
        let language = "nb".to_owned();
        let made = Decision {
            overrides,
            language,
            until: None,
            appeal_until: None,
        };
        Some(Draft::new(Deed::Decide(made), Subject::New))
    }

    pub(super) fn see(&mut self, who: usize) -> Option<Draft> {
        let decision = self.some(who, is_decision)?;
        Some(Draft::new(Deed::Seen { decision }, Subject::Part(decision)))
    }

    pub(super) fn disagree(&mut self, who: usize) -> Option<Draft> {
        let decision = self.some(who, is_decision)?;
        Some(Draft::new(
            Deed::Disagree { decision },
            Subject::Part(decision),
        ))
    }

    pub(super) fn link(&mut self, who: usize) -> Option<Draft> {
        let decision = self.some(who, is_decision)?;
        let version = self.some_version(who, |_| true)?;
        let part = self.part_of(version);
        Some(Draft::new(
            Deed::Link { decision, part },
            Subject::Part(decision),
        ))
    }

    pub(super) fn answer_use(&mut self, who: usize) -> Option<Draft> {
        let used = self.some(who, |act| matches!(act.header.deed, Deed::Use { .. }))?;
        let fine = self.chance.one_in(2);
        Some(Draft::new(Deed::AnswerUse { used, fine }, Subject::None))
    }

    pub(super) fn share_checkin(&mut self, _who: usize) -> Option<Draft> {
        Some(Draft::new(Deed::ShareCheckin, Subject::None))
    }

    pub(super) fn contact(&mut self, who: usize) -> Option<Draft> {
        let mandate = self
            .some_version(who, |_| true)
            .map(|version| self.id(version));
        let mandate = mandate.filter(|_| self.chance.one_in(3));
        Some(Draft::new(
            Deed::Contact {
                mandate,
                at: Claimed(0),
            },
            Subject::None,
        ))
    }

    pub(super) fn reply_to_contact(&mut self, who: usize) -> Option<Draft> {
        let contact = self.some(who, |act| matches!(act.header.deed, Deed::Contact { .. }))?;
        Some(Draft::new(Deed::ContactReply { contact }, Subject::None))
    }

    pub(super) fn contest_contact(&mut self, who: usize) -> Option<Draft> {
        let contact = self.some(who, |act| matches!(act.header.deed, Deed::Contact { .. }))?;
        Some(Draft::new(Deed::ContactContest { contact }, Subject::None))
    }

    pub(super) fn answer_erase(&mut self, who: usize) -> Option<Draft> {
        let erase = self.some(who, |act| matches!(act.header.deed, Deed::Erase { .. }))?;
        let kept = self.chance.one_in(2);
        Some(Draft::new(Deed::AnswerErase { erase, kept }, Subject::None))
    }

    pub(super) fn receipt(&mut self, who: usize) -> Option<Draft> {
        let received = self.some(who, |_| true).into_iter().collect();
        Some(Draft::new(Deed::Receipt { received }, Subject::None))
    }

    pub(super) fn copy_for_record(&mut self, _who: usize) -> Option<Draft> {
        Some(Draft::new(Deed::CopyForRecord, Subject::None))
    }

    /// Ends are rare, but where one person ended the other often does too.
    pub(super) fn end(&mut self, who: usize) -> Option<Draft> {
        let role: Role = self.copies[who].role;
        let other_ended = !self
            .held(who, |act| {
                act.header.author != role && matches!(act.header.deed, Deed::End)
            })
            .is_empty();
        (other_ended || self.chance.one_in(3)).then(|| Draft::new(Deed::End, Subject::All))
    }
}
