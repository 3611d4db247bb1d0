//! What a ledger would be with more acts in it, before anything of it is decided.
//!
//! It exists so that the document can be tried on a copy first (design §3): a plan is made, tried, and then committed,
//! or dropped without a trace.

use std::collections::{BTreeMap, BTreeSet};

use automerge::Change;
use countersign_domain::{Act, ActId};

use super::{Held, Ledger, Life};

/// More acts, and what they change.
#[derive(Default)]
pub(crate) struct Plan {
    acts: BTreeMap<ActId, Held>,
    places: BTreeMap<(Life, u64), BTreeSet<ActId>>,
    /// Changes that can be made now, of new acts and of older ones that waited for their chain.
    made: BTreeMap<ActId, Change>,
    /// For each life the length that stays, and what follows.
    spines: BTreeMap<Life, (usize, Vec<ActId>)>,
    /// A fork with a smaller id replaced acts that the document holds: it must be made anew.
    pub(crate) anew: bool,
}

impl Plan {
    /// Older acts whose change can be made now: their rows change.
    pub(crate) fn completed(&self) -> impl Iterator<Item = ActId> + '_ {
        self.made
            .keys()
            .copied()
            .filter(|id| !self.acts.contains_key(id))
    }
}

impl Ledger {
    /// Plans to take in acts that are not here yet.
    pub(crate) fn plan(&self, new: Vec<(&Act, Vec<u8>)>) -> Plan {
        let mut plan = Plan::default();
        for (act, signed) in new {
            let held = Held::new(act, signed);
            plan.places
                .entry((held.life, held.seq))
                .or_default()
                .insert(act.id);
            plan.acts.insert(act.id, held);
        }
        self.make_changes(&mut plan);
        self.lengthen_spines(&mut plan);
        plan
    }

    /// Takes a plan in.
    pub(crate) fn commit(&mut self, plan: Plan) {
        for (place, ids) in plan.places {
            self.places.entry(place).or_default().extend(ids);
        }
        self.acts.extend(plan.acts);
        for (id, change) in plan.made {
            if let Some(held) = self.acts.get_mut(&id) {
                held.change = Some(change.hash().0);
            }
        }
        for (life, (stays, more)) in plan.spines {
            let spine = self.spines.entry(life).or_default();
            spine.truncate(stays);
            spine.extend(more);
        }
    }

    /// The changes by which the document grows, each behind the one it follows.
    pub(crate) fn growth(&self, plan: &Plan) -> Vec<(ActId, Change)> {
        let ids = plan.spines.values().flat_map(|(_, more)| more);
        ids.filter_map(|id| {
            let change = plan.made.get(id).cloned().or_else(|| self.change(*id))?;
            Some((*id, change))
        })
        .collect()
    }

    /// All changes of the document as it will be, when it must be made anew.
    pub(crate) fn all_changes(&self, plan: &Plan) -> Vec<(ActId, Change)> {
        let stays = self.spines.iter().flat_map(|(life, spine)| {
            let kept = plan
                .spines
                .get(life)
                .map_or(spine.len(), |(stays, _)| *stays);
            spine.iter().take(kept)
        });
        let kept = stays.filter_map(|id| Some((*id, self.change(*id)?)));
        kept.chain(self.growth(plan)).collect()
    }

    /// The bytes of an act, held or planned.
    pub(crate) fn signed_in(&self, plan: &Plan, id: ActId) -> Option<Vec<u8>> {
        self.planned(plan, id).map(|held| held.signed.clone())
    }

    fn planned<'a>(&'a self, plan: &'a Plan, id: ActId) -> Option<&'a Held> {
        plan.acts.get(&id).or_else(|| self.acts.get(&id))
    }

    fn at<'a>(&'a self, plan: &'a Plan, life: Life, seq: u64) -> impl Iterator<Item = ActId> + 'a {
        let new = plan.places.get(&(life, seq)).into_iter().flatten().copied();
        self.candidates(life, seq).chain(new)
    }

    fn hash_in(&self, plan: &Plan, id: ActId) -> Option<[u8; 32]> {
        let made = plan.made.get(&id).map(|change| change.hash().0);
        made.or_else(|| self.acts.get(&id)?.change)
    }

    fn make_changes(&self, plan: &mut Plan) {
        let mut ready: Vec<ActId> = plan.acts.keys().copied().collect();
        while let Some(id) = ready.pop() {
            if self.hash_in(plan, id).is_some() {
                continue;
            }
            let Some(held) = self.planned(plan, id) else {
                continue;
            };
            let (life, seq) = (held.life, held.seq);
            let Ok(after) = self.follows(plan, held) else {
                continue;
            };
            let Some(change) = self.make(id, held, after) else {
                continue;
            };
            plan.made.insert(id, change);
            let next = seq.saturating_add(1);
            let follow = self.at(plan, life, next).filter(|next| {
                self.planned(plan, *next)
                    .is_some_and(|held| held.prev == Some(id))
            });
            let follow: Vec<_> = follow.collect();
            ready.extend(follow);
        }
    }

    /// The change that an act's change follows: its device's act before, if the chain is well made. `Err` while that
    /// is not known yet.
    pub(super) fn follows(&self, plan: &Plan, held: &Held) -> Result<Option<[u8; 32]>, ()> {
        let Some(prev) = held.prev else {
            return Ok(None);
        };
        let before = self.planned(plan, prev).ok_or(())?;
        if before.life == held.life && before.seq.checked_add(1) == Some(held.seq) {
            self.hash_in(plan, prev).map(Some).ok_or(())
        } else {
            Ok(None)
        }
    }

    fn lengthen_spines(&self, plan: &mut Plan) {
        let touched: BTreeSet<Life> = plan.acts.values().map(|held| held.life).collect();
        for life in touched {
            let spine = self.spines.get(&life).map_or(&[][..], Vec::as_slice);
            let stays = self.stays(plan, life, spine);
            let last = spine.get(..stays).and_then(<[ActId]>::last).copied();
            let more = self.spine_from(plan, life, stays as u64, last);
            plan.anew |= stays < spine.len();
            if stays < spine.len() || !more.is_empty() {
                plan.spines.insert(life, (stays, more));
            }
        }
    }

    /// How much of a spine stays when acts come in that stand beside it with a smaller id.
    fn stays(&self, plan: &Plan, life: Life, spine: &[ActId]) -> usize {
        let rivals = plan.acts.iter().filter(|(_, held)| held.life == life);
        let places = rivals.filter_map(|(id, held)| {
            let place = usize::try_from(held.seq).ok()?;
            let there = spine.get(place)?;
            let last = place
                .checked_sub(1)
                .and_then(|before| spine.get(before))
                .copied();
            (held.prev == last && id < there).then_some(place)
        });
        places.min().unwrap_or(spine.len())
    }

    /// The spine from a place on: the smallest of those that follow `last`, and so on.
    pub(super) fn spine_from(
        &self,
        plan: &Plan,
        life: Life,
        mut seq: u64,
        mut last: Option<ActId>,
    ) -> Vec<ActId> {
        let mut more = Vec::new();
        while let Some(next) = self.next_on_spine(plan, life, seq, last) {
            more.push(next);
            last = Some(next);
            seq += 1;
        }
        more
    }

    fn next_on_spine(
        &self,
        plan: &Plan,
        life: Life,
        seq: u64,
        last: Option<ActId>,
    ) -> Option<ActId> {
        self.at(plan, life, seq)
            .filter(|id| {
                self.planned(plan, *id)
                    .is_some_and(|held| held.prev == last)
            })
            .filter(|id| self.hash_in(plan, *id).is_some())
            .min()
    }
}
