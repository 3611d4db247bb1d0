//! Who may join, add and remove (fold §2.2 to §2.4).
//!
//! The embedded signatures (admission, countersignature) are checked by `sync`; an act without a good one never
//! becomes an act.

use std::collections::BTreeSet;

use crate::act::{Cut, Deed, Header};
use crate::fold::order::Index;
use crate::id::DeviceId;
use crate::refusal::Refusal;
use crate::rules::Past;

impl Past<'_> {
    pub(super) fn may_join(
        &self,
        header: &Header,
        recovery: DeviceId,
        compared: DeviceId,
    ) -> Result<(), Refusal> {
        let founder = self.founder().ok_or(Refusal::NotTheirDevice)?;
        let scope = self.members.scope();
        let joined = self
            .roll
            .joins
            .iter()
            .any(|join| scope.holds(self.order, *join));
        if joined || self.order.act(founder).header.author == header.author {
            return Err(Refusal::JoinedAlready);
        }
        let owner = header.author.other();
        if self.members.is_kit(compared, owner) != Some(false) {
            return Err(Refusal::ComparedKeyUnknown);
        }
        if self.known(header.device) || self.known(recovery) || recovery == header.device {
            return Err(Refusal::DeviceKnown);
        }
        Ok(())
    }

    pub(super) fn may_add(&self, header: &Header, device: DeviceId) -> Result<(), Refusal> {
        if self.known(device) || device == header.device {
            return Err(Refusal::DeviceKnown);
        }
        Ok(())
    }

    pub(super) fn may_remove(
        &self,
        header: &Header,
        device: DeviceId,
        cuts: &[Cut],
    ) -> Result<(), Refusal> {
        if self.members.is_kit(device, header.author) != Some(false) {
            return Err(Refusal::NotOwnDevice);
        }
        let listed: BTreeSet<_> = cuts.iter().map(|cut| cut.incarnation).collect();
        let seen = |cut: &Cut| {
            self.seen(cut.last)
                .map(|at| &self.order.act(at).header)
                .is_some_and(|last| last.device == device && last.incarnation == cut.incarnation)
        };
        if listed.len() != cuts.len() || !cuts.iter().all(seen) {
            return Err(Refusal::CutUnseen);
        }
        let left_out = |at: &Index| {
            let act = &self.order.act(*at).header;
            act.device == device
                && !cuts
                    .iter()
                    .filter(|cut| cut.incarnation == act.incarnation)
                    .any(|cut| {
                        self.order
                            .find(cut.last)
                            .is_some_and(|last| last == *at || self.order.saw(last, *at))
                    })
        };
        if self.ground(header).iter().any(left_out) {
            return Err(Refusal::CutsOwnGround);
        }
        Ok(())
    }

    fn founder(&self) -> Option<Index> {
        self.members.grants().find_map(|grant| {
            matches!(self.order.act(grant.by).header.deed, Deed::Found { .. }).then_some(grant.by)
        })
    }

    /// The acts on which an act's validity rests: what granted its device, and what that rests on.
    fn ground(&self, header: &Header) -> BTreeSet<Index> {
        let mut ground: BTreeSet<Index> = self.founder().into_iter().collect();
        let mut open = vec![(header.device, header.author)];
        while let Some((device, owner)) = open.pop() {
            for grant in self.members.granted(device, owner) {
                if ground.insert(grant.by) {
                    let by = &self.order.act(grant.by).header;
                    open.push((by.device, by.author));
                }
            }
        }
        ground
    }
}
