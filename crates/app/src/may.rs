//! What the reader of a part may do with it now.
//!
//! The rules are asked with the very act that would be made; here it is only decided which acts make sense to offer.
//! A screen shows what is in the list and nothing else.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use countersign_domain::act::{Choice, Noted};
use countersign_domain::part::Suggestion;
use countersign_domain::state::{DecisionState, Standing};
use countersign_domain::{Act, ActId, Deed, PartId, Role, Subject, VersionId};

use crate::page::{Drawn, Page};
use crate::view;

impl Page<'_> {
    /// What may be done with a part.
    pub(crate) fn may(&self, part: &Drawn<'_>) -> Vec<view::Deed> {
        let about = Subject::Part(part.id);
        let ask = self.ask(part);
        let mine = self.mine_yes(part);
        let allows = |deed: Deed| self.book.allows(self.reader, about, deed);
        let to_ask = |make: fn(VersionId) -> Deed| ask.is_some_and(|version| allows(make(version)));
        let to_mine =
            |make: fn(VersionId) -> Deed| mine.is_some_and(|version| allows(make(version)));
        let offers = [
            (view::Deed::Answer, to_ask(not_now)),
            (
                view::Deed::Suggest,
                allows(Deed::Suggest(other_words(part))),
            ),
            (
                view::Deed::TakeBack,
                to_mine(|version| Deed::TakeBack {
                    version,
                    reasoned: true,
                }),
            ),
            (
                view::Deed::FeltPushed,
                to_mine(|version| Deed::FeltPushed { version }) && self.answered_yes(part, mine),
            ),
            (
                view::Deed::SayDifferently,
                to_ask(|version| Deed::SayDifferently { version }),
            ),
            (view::Deed::Reply, self.may_reply(&part.acts)),
            (
                view::Deed::Pause,
                self.pausable(part) && allows(Deed::Pause),
            ),
            (
                view::Deed::Resume,
                self.own_pause(part) && allows(Deed::Resume),
            ),
            (view::Deed::Hold, allows(Deed::Hold { noted: Noted::No })),
            (
                view::Deed::Use,
                self.usable(part)
                    .is_some_and(|version| allows(use_of(version))),
            ),
            (view::Deed::AnswerUse, self.may_answer_use(part)),
            (view::Deed::CloseStep, self.close(part).is_some()),
        ];
        offers
            .into_iter()
            .filter(|(_, offered)| *offered)
            .map(|(deed, _)| deed)
            .collect()
    }

    /// What may be done with a decision of others.
    pub(crate) fn may_with_decision(
        &self,
        decision: ActId,
        state: &DecisionState,
        acts: &[&Act],
    ) -> Vec<view::Deed> {
        let about = Subject::Part(decision);
        let allows = |deed: Deed| self.book.allows(self.reader, about, deed);
        let offers = [
            (
                view::Deed::Seen,
                !state.seen && allows(Deed::Seen { decision }),
            ),
            (
                view::Deed::Disagree,
                !state.disagreed && allows(Deed::Disagree { decision }),
            ),
            (view::Deed::Reply, self.may_reply(acts)),
            (view::Deed::Link, !self.linkable(decision, state).is_empty()),
        ];
        offers
            .into_iter()
            .filter(|(_, offered)| *offered)
            .map(|(deed, _)| deed)
            .collect()
    }

    /// Parts that the client refused and that a decision is not linked to, where the reader may link it.
    pub(crate) fn linkable(&self, decision: PartId, state: &DecisionState) -> Vec<PartId> {
        let allows = |part: PartId| {
            let deed = Deed::Link { decision, part };
            self.book.allows(self.reader, Subject::Part(decision), deed)
        };
        let parts = self.book.parts().iter().copied();
        parts
            .filter(|part| self.book.agreement().part(*part).is_some())
            .filter(|part| !state.overrides.contains(part) && self.client_refused(*part))
            .filter(|part| allows(*part))
            .collect()
    }

    fn answered_yes(&self, part: &Drawn<'_>, mine: Option<VersionId>) -> bool {
        // To one's own suggestion nobody pushed one in this app.
        mine.and_then(|version| part.state.versions.get(&version))
            .is_some_and(|version| version.author != self.reader)
    }

    /// The newest act of the other person that a reply would go to.
    pub(crate) fn asks_for_reply(&self, acts: &[&Act]) -> Option<ActId> {
        acts.iter()
            .rev()
            .filter(|act| act.header.author != self.reader)
            .find(|act| {
                matches!(
                    act.header.deed,
                    Deed::Answer {
                        choice: Choice::No | Choice::YesPushed | Choice::NotNow,
                        ..
                    } | Deed::SayDifferently { .. }
                        | Deed::FeltPushed { .. }
                        | Deed::TakeBack { .. }
                        | Deed::Suggest(_)
                        | Deed::Reply { .. }
                        | Deed::Disagree { .. }
                )
            })
            .map(|act| act.id)
    }

    fn may_reply(&self, acts: &[&Act]) -> bool {
        self.asks_for_reply(acts).is_some_and(|to| {
            self.book
                .allows(self.reader, Subject::None, Deed::Reply { to, day: None })
        })
    }

    fn pausable(&self, part: &Drawn<'_>) -> bool {
        part.state.kind.gives_power() && part.agreed.shown().is_some() && !self.own_pause(part)
    }

    /// The reader has a pause on this very part that stands, or may lift one that the keyworker noted for them.
    fn own_pause(&self, part: &Drawn<'_>) -> bool {
        let lifts = |act: &&&Act| match act.header.deed {
            Deed::Pause => act.header.author == self.reader,
            Deed::Hold {
                noted: Noted::Pause,
            } => self.reader == Role::Client,
            _ => false,
        };
        part.acts.iter().filter(lifts).any(|pause| {
            !part
                .acts
                .iter()
                .chain(&self.book.acts_about_all())
                .any(|act| {
                    matches!(act.header.deed, Deed::Resume)
                        && act.header.author == self.reader
                        && self.saw(act.id, pause.id)
                })
        })
    }

    /// The version that a use would name: what holds, or what held until it was stopped. An honest log has a place
    /// for a use without a mandate too.
    pub(crate) fn usable(&self, part: &Drawn<'_>) -> Option<VersionId> {
        if !part.state.kind.gives_power() {
            return None;
        }
        let stopped = [
            Standing::Ended,
            Standing::TakenBack,
            Standing::YesUnderPressure,
            Standing::OnHold,
        ];
        let was_there = stopped.contains(&part.state.standing);
        part.state
            .holds
            .or_else(|| was_there.then(|| self.leads(part)))
    }

    fn may_answer_use(&self, part: &Drawn<'_>) -> bool {
        let used = part
            .acts
            .iter()
            .rfind(|act| matches!(act.header.deed, Deed::Use { .. }));
        used.is_some_and(|used| {
            self.book.allows(
                self.reader,
                Subject::None,
                Deed::AnswerUse {
                    used: used.id,
                    fine: true,
                },
            )
        })
    }
}

fn not_now(version: VersionId) -> Deed {
    Deed::Answer {
        version,
        choice: Choice::NotNow,
        day: None,
        reasoned: true,
    }
}

fn use_of(version: VersionId) -> Deed {
    Deed::Use {
        version,
        at: countersign_domain::Claimed::default(),
    }
}

fn other_words(part: &Drawn<'_>) -> Suggestion {
    Suggestion {
        part_kind: part.state.kind,
        parents: Vec::new(),
        answers: None,
        language: String::new(),
        until: None,
        by: None,
        near: None,
        doer: None,
        goal: None,
        reasoned: true,
        carried: false,
    }
}
