//! The word for a part and who owes the next answer (fold §7).

use std::collections::{BTreeMap, BTreeSet};

use crate::act::{Choice, Deed};
use crate::fold::force::View;
use crate::fold::order::Index;
use crate::fold::parts::{Answered, Closing, Part, Word};
use crate::fold::reading::{Outcome, Reading};
use crate::id::{ActId, PartId};
use crate::part::{PartKind, Role};
use crate::state::{PartState, Standing, VersionState};

/// A part as people see it.
pub(crate) fn part_state(view: View<'_>, id: PartId, part: &Part) -> PartState {
    let outcome = outcome(view, part);
    let looking = Looking {
        view,
        id,
        part,
        outcome: &outcome,
    };
    let open = looking.open();
    let (standing, also) = looking.standing(&open);
    let act_id = |at: Index| view.order.act(at).id;
    let versions = looking.versions().map(|at| {
        let yes = Role::BOTH
            .into_iter()
            .filter(|role| outcome.says_yes(*role, at))
            .collect();
        let author = view.order.act(at).header.author;
        (
            act_id(at),
            VersionState {
                author,
                yes,
                open: open.contains(&at),
            },
        )
    });
    PartState {
        kind: part.kind,
        standing,
        also,
        holds: outcome.holds.map(act_id),
        in_force: view.in_force(id, part, &outcome),
        versions: versions.collect(),
        owes: looking.owes(&open),
    }
}

/// The reading of a part within a view.
pub(crate) fn outcome(view: View<'_>, part: &Part) -> Outcome {
    Reading {
        order: view.order,
        members: view.members,
        part,
    }
    .outcome()
}

struct Looking<'a> {
    view: View<'a>,
    id: PartId,
    part: &'a Part,
    outcome: &'a Outcome,
}

impl Looking<'_> {
    fn versions(&self) -> impl Iterator<Item = Index> + '_ {
        self.part
            .versions
            .iter()
            .copied()
            .filter(|at| self.view.here(*at))
    }

    fn author(&self, at: Index) -> Role {
        self.view.order.act(at).header.author
    }

    fn saw(&self, later: Index, earlier: Index) -> bool {
        self.view.order.saw(later, earlier)
    }

    /// Versions that still stand to be answered.
    fn open(&self) -> BTreeSet<Index> {
        self.versions().filter(|at| self.is_open(*at)).collect()
    }

    fn is_open(&self, version: Index) -> bool {
        let author = self.author(version);
        self.outcome.says_yes(author, version)
            && self.outcome.holds != Some(version)
            && !self.refused_by(author.other(), version)
            && !self.superseded(version)
            && !self.moved_on(version)
    }

    /// The other's no that no later yes of theirs saw.
    fn refused_by(&self, role: Role, version: Index) -> bool {
        self.outcome
            .takes
            .iter()
            .filter(|take| take.role == role && take.version == version)
            .any(|take| {
                !self.part.yeses.iter().any(|yes| {
                    yes.role == role
                        && yes.version == version
                        && self.view.here(yes.at)
                        && !self.view.members.beyond(yes.at)
                        && self.saw(yes.at, take.at)
                })
            })
    }

    /// Another version was written from it, or its author put a later one forward.
    fn superseded(&self, version: Index) -> bool {
        let id = self.view.order.act(version).id;
        let author = self.author(version);
        self.versions()
            .filter(|later| *later != version)
            .any(|later| {
                let act = self.view.order.act(later);
                let Deed::Suggest(new) = &act.header.deed else {
                    return false;
                };
                let built_on = new.parents.contains(&id) || new.answers == Some(id);
                let own_later = act.header.author == author && self.saw(later, version);
                (built_on || own_later) && self.outcome.says_yes(act.header.author, later)
            })
    }

    /// The client said yes to another version after having seen this one.
    fn moved_on(&self, version: Index) -> bool {
        self.outcome
            .client_yeses()
            .any(|yes| yes.version != version && self.saw(yes.at, version))
    }

    fn standing(&self, open: &BTreeSet<Index>) -> (Standing, BTreeSet<Standing>) {
        let view = self.view;
        let mut all = BTreeSet::new();
        let plain = self.plain(open);
        if plain != Standing::NotAgreed {
            all.insert(plain);
        }
        if view.closed() {
            all.insert(Standing::Closed);
        }
        if view.power_ended(self.part) {
            all.insert(Standing::Ended);
        }
        all.extend(self.ended_with());
        if self.on_hold() {
            all.insert(Standing::OnHold);
        }
        let power = self.part.kind.gives_power();
        if power && self.outcome.holds.is_some() && view.paused(self.part) {
            all.insert(Standing::Paused);
        }
        let standing = all.pop_first().unwrap_or(plain);
        (standing, all)
    }

    /// The word after the latest endings, while nothing is agreed anew.
    fn ended_with(&self) -> Option<Standing> {
        let nothing_agreed = !self.versions().any(|at| self.outcome.agreed(at));
        if self.outcome.holds.is_some() || !nothing_agreed {
            return None;
        }
        let endings = &self.outcome.endings;
        let latest = endings
            .iter()
            .filter(|end| !endings.iter().any(|other| self.saw(other.at, end.at)))
            .map(|end| end.word);
        latest.max()
    }

    fn on_hold(&self) -> bool {
        let outcome = self.outcome;
        let torn = outcome.candidates.len() > 1;
        self.view.members.joins() > 1
            || outcome.held
            || outcome.blocked
            || torn
            || (self.part.kind.gives_power() && self.view.held_by_noted_pause(self.part))
            || self.view.suspended(self.id, self.part, outcome)
    }

    /// The word that would be there if nothing stopped anything.
    fn plain(&self, open: &BTreeSet<Index>) -> Standing {
        if self.outcome.holds.is_some() {
            return if open.is_empty() {
                Standing::BothAgree
            } else {
                Standing::NewSuggestion
            };
        }
        let mut versions = open.iter();
        match (versions.next(), versions.next()) {
            (None, _) => Standing::NotAgreed,
            (Some(_), Some(_)) => Standing::TwoSuggestions,
            (Some(only), None) if self.said_under_pressure(*only) => Standing::YesUnderPressure,
            (Some(only), None) => match self.author(*only) {
                Role::Client => Standing::WaitingForKeyworker,
                Role::Keyworker => Standing::WaitingForClient,
            },
        }
    }

    fn said_under_pressure(&self, version: Index) -> bool {
        let answers: Vec<(Index, Choice)> = self
            .answers()
            .filter(|answer| answer.role == Role::Client && answer.version == version)
            .filter_map(|answer| match answer.with {
                Word::Choice(choice) => Some((answer.at, choice)),
                Word::SomethingElse | Word::FeltPushed | Word::SayDifferently => None,
            })
            .collect();
        answers.iter().any(|(at, choice)| {
            *choice == Choice::YesPushed && !answers.iter().any(|(later, _)| self.saw(*later, *at))
        })
    }

    fn answers(&self) -> impl Iterator<Item = &Answered> + '_ {
        self.part
            .answers
            .iter()
            .filter(|answer| self.view.here(answer.at))
    }
}

/// Debts.
impl Looking<'_> {
    fn owes(&self, open: &BTreeSet<Index>) -> BTreeMap<Role, ActId> {
        if self.view.closed() || self.view.power_ended(self.part) {
            return BTreeMap::new();
        }
        Role::BOTH
            .into_iter()
            .filter_map(|role| {
                self.first(self.reasons(role, open))
                    .map(|since| (role, since))
            })
            .collect()
    }

    fn reasons(&self, role: Role, open: &BTreeSet<Index>) -> BTreeSet<Index> {
        let mut reasons: BTreeSet<Index> = open
            .iter()
            .copied()
            .filter(|version| self.author(*version) != role && !self.answered(role, *version))
            .collect();
        if role == Role::Keyworker {
            reasons.extend(self.unreplied());
            reasons.extend(self.far_goal_without_step());
        }
        reasons
    }

    fn answered(&self, role: Role, version: Index) -> bool {
        self.answers().any(|answer| {
            answer.role == role
                && answer.version == version
                && matches!(answer.with, Word::Choice(_) | Word::SomethingElse)
        })
    }

    /// The client's no, other words or *I felt pushed* that the keyworker has not taken up.
    fn unreplied(&self) -> impl Iterator<Item = Index> + '_ {
        self.answers()
            .filter(|answer| {
                answer.role == Role::Client
                    && self.author(answer.version) == Role::Keyworker
                    && matches!(
                        answer.with,
                        Word::Choice(Choice::No) | Word::SayDifferently | Word::FeltPushed
                    )
            })
            .map(|answer| answer.at)
            .filter(|at| !self.taken_up(*at))
    }

    fn taken_up(&self, at: Index) -> bool {
        let replies = self.view.parts.replies.get(&self.view.order.act(at).id);
        let replied = replies.into_iter().flatten().any(|reply| {
            self.view.here(*reply) && self.author(*reply) == Role::Keyworker && self.saw(*reply, at)
        });
        let answered = self.answers().any(|answer| {
            answer.role == Role::Keyworker
                && matches!(answer.with, Word::Choice(_))
                && self.saw(answer.at, at)
        });
        let suggested = self
            .versions()
            .any(|version| self.author(version) == Role::Keyworker && self.saw(version, at));
        replied || answered || suggested
    }

    /// A far goal without a near step is the keyworker's debt (design §3): since the version that holds, or since the
    /// last of the steps towards it ended (decision 0008).
    fn far_goal_without_step(&self) -> Option<Index> {
        let holds = self
            .outcome
            .holds
            .filter(|_| self.part.kind == PartKind::Goal)?;
        let Deed::Suggest(goal) = &self.view.order.act(holds).header.deed else {
            return None;
        };
        if goal.near == Some(10) {
            return None;
        }
        let mut since = BTreeSet::from([holds]);
        for step in self.view.parts.steps.get(&self.id).into_iter().flatten() {
            since.extend(self.step_ended(*step)?);
        }
        let is_last = |at: &Index| !since.iter().any(|later| self.saw(*later, *at));
        let last = since.iter().copied().filter(is_last);
        last.min_by_key(|at| self.view.order.act(*at).id)
    }

    /// The words by which the versions of a step that lead here have ended; `None` while one of them goes on.
    fn step_ended(&self, id: PartId) -> Option<BTreeSet<Index>> {
        let mut words = BTreeSet::new();
        let Some(part) = self.view.parts.get(id) else {
            return Some(words);
        };
        let outcome = outcome(self.view, part);
        let step = Looking {
            view: self.view,
            id,
            part,
            outcome: &outcome,
        };
        let leads_here = |at: &Index| {
            matches!(&self.view.order.act(*at).header.deed,
                Deed::Suggest(new) if new.goal == Some(self.id))
        };
        let standing = outcome.holds.into_iter().chain(step.open());
        for version in standing.filter(leads_here) {
            let ends = step.ends_of(version);
            if ends.is_empty() {
                return None;
            }
            words.extend(ends);
        }
        Some(words)
    }

    /// Each doer's latest word about a version of a step, where it says that it ended.
    fn ends_of(&self, version: Index) -> BTreeSet<Index> {
        let said = || {
            self.part.closings.iter().filter(|closing| {
                closing.version == version
                    && self.view.here(closing.at)
                    && !self.view.members.beyond(closing.at)
            })
        };
        let outdone = |closing: &Closing| {
            said().any(|later| later.role == closing.role && self.saw(later.at, closing.at))
        };
        let last = said().filter(|closing| !closing.moved && !outdone(closing));
        last.map(|closing| closing.at).collect()
    }

    /// The reason that saw no other; among such, the one with the smallest name.
    fn first(&self, reasons: BTreeSet<Index>) -> Option<ActId> {
        reasons
            .iter()
            .filter(|at| !reasons.iter().any(|other| self.saw(**at, *other)))
            .map(|at| self.view.order.act(*at).id)
            .min()
    }
}
