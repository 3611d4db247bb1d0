//! What keeps an agreed version from being acted on: pauses, suspensions, two joins, the end (fold §1.3, §2.5, §4).

use crate::act::{Act, Cut, Deed, Effect, Subject};
use crate::fold::members::{Members, Removal};
use crate::fold::order::{Index, Order};
use crate::fold::parts::{Part, Parts};
use crate::fold::reading::Outcome;
use crate::id::PartId;
use crate::part::Role;

/// Everything that a part is looked at with.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) order: &'a Order,
    pub(crate) members: &'a Members<'a>,
    pub(crate) parts: &'a Parts,
    /// Verified acts that wait and take away.
    pub(crate) waiting: &'a [&'a Act],
}

impl View<'_> {
    pub(crate) fn here(&self, at: Index) -> bool {
        self.members.scope().holds(self.order, at)
    }

    fn author(&self, at: Index) -> Role {
        self.order.act(at).header.author
    }

    /// Whether anything pauses this mandate or permission (fold §4.1).
    pub(crate) fn paused(&self, part: &Part) -> bool {
        self.unlifted(part).any(|pause| !self.is_noted(pause))
            || self.members.ends().any(|end| {
                let removals = self.members.put_beyond(end);
                !removals.is_empty() && !self.resumed(None, self.author(end), &removals)
            })
            || self
                .members
                .pausing()
                .iter()
                .any(|(removal, because)| !self.resumed(None, self.author(*removal), because))
    }

    /// Whether a pause that the client gave otherwise, as the keyworker noted it, still stops it (fold §4.2).
    pub(crate) fn held_by_noted_pause(&self, part: &Part) -> bool {
        self.unlifted(part).any(|pause| self.is_noted(pause))
    }

    fn is_noted(&self, pause: Index) -> bool {
        matches!(self.order.act(pause).header.deed, Deed::Hold { .. })
    }

    /// Pauses of the part, or of everything, that nothing has lifted.
    fn unlifted<'s>(&'s self, part: &'s Part) -> impl Iterator<Item = Index> + 's {
        let own = part.pauses.iter().map(move |pause| (Some(part), *pause));
        let all = self.parts.pauses_all.iter().map(|pause| (None, *pause));
        own.chain(all)
            .filter(|(part, pause)| self.here(*pause) && !self.lifted(*part, *pause))
            .map(|(_, pause)| pause)
    }

    /// A pause is lifted by its author's resume that saw it, a noted one by the client's; one beyond a cut by a
    /// resume that saw the removal.
    fn lifted(&self, part: Option<&Part>, pause: Index) -> bool {
        if self.is_noted(pause) {
            return self.resumed(part, Role::Client, &[pause]);
        }
        let removals = self.members.put_beyond(pause);
        let saw = if removals.is_empty() {
            vec![pause]
        } else {
            removals
        };
        self.resumed(part, self.author(pause), &saw)
    }

    fn resumed(&self, part: Option<&Part>, role: Role, saw: &[Index]) -> bool {
        let own = part.map(|part| part.resumes.as_slice()).unwrap_or_default();
        self.parts
            .resumes_all
            .iter()
            .chain(own)
            .copied()
            .any(|resume| {
                self.here(resume)
                    && self.author(resume) == role
                    && saw.iter().all(|act| self.order.saw(resume, *act))
                    && !self.members.beyond(resume)
            })
    }

    /// Whether a waiting or unknown act that takes away suspends the part (fold §1.3, §2.7).
    pub(crate) fn suspended(&self, id: PartId, part: &Part, outcome: &Outcome) -> bool {
        let power = part.kind.gives_power();
        let unknown =
            |at: &Index| self.here(*at) && self.order.act(*at).header.effect == Effect::TakesAway;
        part.unknown.iter().any(unknown)
            || (power && self.parts.unknown_all.iter().any(unknown))
            || self.waiting.iter().any(|act| {
                let about = match act.header.subject {
                    Subject::Part(named) => named == id,
                    Subject::All => power,
                    Subject::New | Subject::None => false,
                };
                about && !self.waiting_yields(act, outcome)
            })
    }

    /// A waiting act numbered beyond a cut yields as one that is applied does.
    fn waiting_yields(&self, act: &Act, outcome: &Outcome) -> bool {
        let header = &act.header;
        let removals: Vec<Index> = self
            .members
            .removals_of(header.device)
            .filter(|removal| self.numbered_beyond(removal, act))
            .map(|removal| removal.by)
            .collect();
        if removals.is_empty() {
            return false;
        }
        if header.subject == Subject::All {
            return self.resumed(None, header.author, &removals);
        }
        outcome.holds.is_some_and(|holds| {
            outcome.live.iter().any(|yes| {
                yes.role == header.author
                    && yes.version == holds
                    && removals
                        .iter()
                        .all(|removal| self.order.saw(yes.at, *removal))
            })
        })
    }

    fn numbered_beyond(&self, removal: &Removal, act: &Act) -> bool {
        let last_of = |cut: &Cut| {
            self.order
                .find(cut.last)
                .map(|at| self.order.act(at).header.seq)
        };
        let vouched = removal
            .cuts
            .iter()
            .filter(|cut| cut.incarnation == act.header.incarnation)
            .filter_map(last_of)
            .max();
        vouched.is_none_or(|last| act.header.seq > last)
    }

    /// Both ended it, beyond no cut.
    pub(crate) fn closed(&self) -> bool {
        Role::BOTH
            .into_iter()
            .all(|role| self.members.ended_by(role))
    }

    /// For this kind of part, the agreement has been ended by somebody.
    pub(crate) fn power_ended(&self, part: &Part) -> bool {
        part.kind.gives_power()
            && Role::BOTH
                .into_iter()
                .any(|role| self.members.ended_by(role))
    }

    /// Whether what holds may be acted on.
    pub(crate) fn in_force(&self, id: PartId, part: &Part, outcome: &Outcome) -> bool {
        outcome.holds.is_some()
            && !outcome.held
            && !outcome.blocked
            && self.members.joins() == 1
            && !self.closed()
            && !self.power_ended(part)
            && !self.suspended(id, part, outcome)
            && !(part.kind.gives_power() && (self.paused(part) || self.held_by_noted_pause(part)))
    }
}
