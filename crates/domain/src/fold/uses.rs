//! Whether a mandate was there when it was used (fold §5). Dates are laid over this by `crate::dates`.

use std::collections::BTreeSet;

use crate::act::{Act, Deed, Effect, Subject};
use crate::fold::force::View;
use crate::fold::members::{Members, Roll};
use crate::fold::order::{Index, Order, Scope};
use crate::fold::parts::{Parts, part_of};
use crate::fold::standing;
use crate::id::{ActId, PartId, VersionId};
use crate::state::UseLabel;

/// What a use is judged with.
pub(crate) struct Judge<'a> {
    pub(crate) order: &'a Order,
    pub(crate) roll: &'a Roll,
    pub(crate) parts: &'a Parts,
    /// Receipts that count, in causal order.
    pub(crate) receipts: &'a [Index],
    /// Acts that wait and take away.
    pub(crate) waiting: &'a [&'a Act],
    /// Acts that count and take away.
    pub(crate) stops: &'a [Index],
}

impl Judge<'_> {
    /// The label of the use at `at`.
    pub(crate) fn label(&self, at: Index, version: VersionId) -> UseLabel {
        let known = Scope::Below(self.known(at));
        let header = &self.order.act(at).header;
        let named: BTreeSet<ActId> = header.waiting.iter().copied().collect();
        let applied: Vec<&Act> = named
            .iter()
            .filter_map(|id| self.order.find(*id))
            .filter(|index| !known.holds(self.order, *index))
            .map(|index| self.order.act(index))
            .collect();
        let waited: Vec<&Act> = self
            .waiting
            .iter()
            .copied()
            .filter(|act| named.contains(&act.id))
            .chain(applied)
            .filter(|act| act.header.effect == Effect::TakesAway)
            .collect();
        if !self.in_force(known.clone(), &waited, at, version) {
            return UseLabel::WithoutMandate;
        }
        let others = Scope::NotAfter(at);
        let in_force = self.in_force(others.clone(), self.waiting, at, version);
        if !in_force || self.taken_unseen(&known, &others, at, version) {
            return UseLabel::BeforeTheyKnew;
        }
        UseLabel::Within
    }

    /// Heads of all that the user's device is known to have seen.
    fn known(&self, at: Index) -> Vec<Index> {
        let user = &self.order.act(at).header;
        let own = |receipt: &&Index| {
            let header = &self.order.act(**receipt).header;
            header.device == user.device
                && (self.order.saw(at, **receipt)
                    || (header.incarnation == user.incarnation && header.seq < user.seq))
        };
        let mut heads: Vec<Index> = user
            .parents
            .iter()
            .filter_map(|id| self.order.find(*id))
            .collect();
        heads.extend(user.prev.and_then(|id| self.order.find(id)));
        heads.extend(user.continues.and_then(|id| self.order.find(id)));
        for receipt in self.receipts.iter().filter(own) {
            heads.push(*receipt);
            if let Deed::Receipt { received } = &self.order.act(*receipt).header.deed {
                heads.extend(received.iter().filter_map(|id| self.order.find(*id)));
            }
        }
        heads
    }

    fn in_force(&self, scope: Scope, waiting: &[&Act], at: Index, version: VersionId) -> bool {
        let id = part_of(self.order.act(at));
        let Some((id, part)) = id.and_then(|id| Some((id, self.parts.get(id)?))) else {
            return false;
        };
        let members = Members::new(self.order, self.roll, scope);
        let view = View {
            order: self.order,
            members: &members,
            parts: self.parts,
            waiting,
        };
        let outcome = standing::outcome(view, part);
        outcome.holds == self.order.find(version) && view.in_force(id, part, &outcome)
    }

    /// An act that takes the version away and that the user could not know; also one that yielded.
    fn taken_unseen(&self, known: &Scope, others: &Scope, at: Index, version: VersionId) -> bool {
        let id = part_of(self.order.act(at));
        let version = self.order.find(version);
        let unseen =
            |index: Index| others.holds(self.order, index) && !known.holds(self.order, index);
        let takes = id.and_then(|id| self.parts.get(id)).map(|part| &part.takes);
        let taken = takes
            .into_iter()
            .flatten()
            .any(|take| Some(take.version) == version && unseen(take.at));
        taken
            || self
                .stops
                .iter()
                .any(|stop| self.stops(*stop, id) && unseen(*stop))
    }

    /// A pause, a hold or an unknown deed on this part, or anything that stops everything.
    fn stops(&self, stop: Index, part: Option<PartId>) -> bool {
        let header = &self.order.act(stop).header;
        match header.subject {
            Subject::All => true,
            Subject::Part(named) => {
                let deed = &header.deed;
                Some(named) == part
                    && matches!(deed, Deed::Pause | Deed::Hold { .. } | Deed::Unknown { .. })
            }
            Subject::New | Subject::None => false,
        }
    }
}
