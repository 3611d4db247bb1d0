//! Whose device is whose, which removals hold, and what lies beyond a cut (fold §2).
//!
//! Everything is asked within a [`Scope`], so that "in its own causal past" is the same code as "now".

use crate::act::{Act, Cut, Deed};
use crate::fold::order::{Index, Order, Scope};
use crate::id::DeviceId;
use crate::part::Role;

/// An act that made a key somebody's.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) by: Index,
    pub(crate) device: DeviceId,
    pub(crate) owner: Role,
    pub(crate) kit: bool,
}

/// An act that removes a device, already found to be allowed.
#[derive(Debug, Clone)]
pub(crate) struct Removal {
    pub(crate) by: Index,
    pub(crate) device: DeviceId,
    pub(crate) cuts: Vec<Cut>,
    pub(crate) by_kit: bool,
}

/// Membership acts that count, in causal order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roll {
    pub(crate) grants: Vec<Grant>,
    pub(crate) removals: Vec<Removal>,
    pub(crate) joins: Vec<Index>,
    pub(crate) ends: Vec<Index>,
}

/// The roll as one looks at it within a scope.
#[derive(Debug, Clone)]
pub(crate) struct Members<'a> {
    order: &'a Order,
    roll: &'a Roll,
    scope: Scope,
    /// Places in `roll.removals` of those that hold.
    holding: Vec<usize>,
    /// Removals that only pause, each with the removals that make it so.
    pausing: Vec<(Index, Vec<Index>)>,
}

impl<'a> Members<'a> {
    pub(crate) fn new(order: &'a Order, roll: &'a Roll, scope: Scope) -> Self {
        let mut members = Self {
            order,
            roll,
            scope,
            holding: Vec::new(),
            pausing: Vec::new(),
        };
        members.settle_removals();
        members
    }

    /// The same roll as the act at `index` saw it.
    pub(crate) fn at(&self, index: Index) -> Self {
        Self::new(self.order, self.roll, Scope::Past(index))
    }

    pub(crate) fn scope(&self) -> &Scope {
        &self.scope
    }

    /// A kit's removals hold first; then each other one unless it lies beyond a kit's cut, or saw a removal of
    /// its own device that holds (fold §2.4).
    fn settle_removals(&mut self) {
        let (order, roll, scope) = (self.order, self.roll, self.scope.clone());
        let here = |removal: &Removal| scope.holds(order, removal.by);
        let places = || (0..roll.removals.len()).filter(|place| here(&roll.removals[*place]));
        self.holding = places()
            .filter(|place| roll.removals[*place].by_kit)
            .collect();
        let kits: Vec<usize> = self.holding.clone();
        for place in places().filter(|place| !roll.removals[*place].by_kit) {
            let by = roll.removals[place].by;
            let own = order.act(by).header.device;
            let mut because = self.beyond_by(&kits, by);
            because.extend(self.holding.iter().filter_map(|held| {
                let removal = &roll.removals[*held];
                (removal.device == own && order.saw(by, removal.by)).then_some(removal.by)
            }));
            if because.is_empty() {
                self.holding.push(place);
            } else {
                self.pausing.push((by, because));
            }
        }
    }

    /// Removals that only pause, each with the removals that its author's resume must have seen.
    pub(crate) fn pausing(&self) -> &[(Index, Vec<Index>)] {
        &self.pausing
    }

    /// The removals that put an act beyond a cut; none: it is not beyond.
    pub(crate) fn put_beyond(&self, index: Index) -> Vec<Index> {
        if self.holding.is_empty() {
            Vec::new()
        } else {
            self.beyond_by(&self.holding, index)
        }
    }

    pub(crate) fn beyond(&self, index: Index) -> bool {
        !self.put_beyond(index).is_empty()
    }

    fn beyond_by(&self, removals: &[usize], index: Index) -> Vec<Index> {
        let act = self.order.act(index);
        if matches!(act.header.deed, Deed::Found { .. }) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for removal in removals.iter().map(|place| &self.roll.removals[*place]) {
            let own_cut = removal.by != index
                && removal.device == act.header.device
                && !self.within(removal, index, act);
            if own_cut || self.joined_unvouched(removal, index, act) {
                found.push(removal.by);
            }
        }
        found.extend(self.grant_beyond(removals, index, act));
        found.sort_unstable();
        found.dedup();
        found
    }

    fn within(&self, removal: &Removal, index: Index, act: &Act) -> bool {
        removal
            .cuts
            .iter()
            .filter(|cut| cut.incarnation == act.header.incarnation)
            .any(|cut| {
                self.order
                    .find(cut.last)
                    .is_some_and(|last| last == index || self.order.saw(last, index))
            })
    }

    fn joined_unvouched(&self, removal: &Removal, index: Index, act: &Act) -> bool {
        matches!(&act.header.deed, Deed::Join { compared, .. } if *compared == removal.device)
            && !self.order.saw(removal.by, index)
    }

    /// Beyond, because something that made the device theirs is beyond.
    fn grant_beyond(&self, removals: &[usize], index: Index, act: &Act) -> Vec<Index> {
        self.roll
            .grants
            .iter()
            .filter(|grant| {
                grant.device == act.header.device
                    && grant.owner == act.header.author
                    && grant.by != index
                    && self.order.saw(index, grant.by)
            })
            .flat_map(|grant| self.beyond_by(removals, grant.by))
            .collect()
    }

    /// Removals that hold of a device, with their cuts.
    pub(crate) fn removals_of(&self, device: DeviceId) -> impl Iterator<Item = &'a Removal> + '_ {
        let roll = self.roll;
        self.holding
            .iter()
            .map(|place| &roll.removals[*place])
            .filter(move |removal| removal.device == device)
    }

    /// Joins that are here and not beyond.
    pub(crate) fn joins(&self) -> usize {
        self.roll
            .joins
            .iter()
            .filter(|join| self.scope.holds(self.order, **join) && !self.beyond(**join))
            .count()
    }

    /// Ends that are here; those beyond a cut only pause.
    pub(crate) fn ends(&self) -> impl Iterator<Item = Index> + '_ {
        self.roll
            .ends
            .iter()
            .copied()
            .filter(|end| self.scope.holds(self.order, *end))
    }

    /// Who has ended the agreement, beyond no cut.
    pub(crate) fn ended_by(&self, role: Role) -> bool {
        self.ends()
            .any(|end| self.order.act(end).header.author == role && !self.beyond(end))
    }

    /// Grants that are here.
    pub(crate) fn grants(&self) -> impl Iterator<Item = &'a Grant> + '_ {
        let roll = self.roll;
        roll.grants
            .iter()
            .filter(|grant| self.scope.holds(self.order, grant.by))
    }

    /// Grants of a device to a role that are here; more than one where they were concurrent.
    pub(crate) fn granted(
        &self,
        device: DeviceId,
        owner: Role,
    ) -> impl Iterator<Item = &'a Grant> + '_ {
        self.grants()
            .filter(move |grant| grant.device == device && grant.owner == owner)
    }

    /// Whether a key is a kit to a role: `None` where it is nothing to it here. Of several grants, the one with the
    /// smallest name says.
    pub(crate) fn is_kit(&self, device: DeviceId, owner: Role) -> Option<bool> {
        self.granted(device, owner)
            .min_by_key(|grant| self.order.act(grant.by).id)
            .map(|grant| grant.kit)
    }
}
