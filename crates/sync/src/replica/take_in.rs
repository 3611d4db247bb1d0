//! Taking a bundle in: every act is looked at before the first is entered.

mod limits;

use std::collections::{BTreeMap, BTreeSet};

use automerge::Change;
use countersign_domain::{Act, ActId, Deed, DeviceId};
use countersign_seal::{Chance, act_id};
use countersign_wire::{Bundle, CarriedAct, SignedAct};

use super::Replica;
use crate::document::Document;
use crate::ledger::Plan;
use crate::received::{Reason, Received};
use crate::rows::{Batch, BodyRow, EarlyBodyRow, SnapshotRow};
use crate::verify::{self, Read, is_body_of};

/// How many acts come before the document is saved again.
const ACTS_PER_SNAPSHOT: u64 = 64;
/// Bodies of one sender that may wait for their acts, and their bytes.
const EARLY_BODIES_MAX: usize = 256;
const EARLY_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The new acts of some bundles, looked through, with the document tried.
pub(super) struct Taken {
    acts: Vec<Act>,
    /// Where the acts of each bundle end.
    ends: Vec<usize>,
    plan: Plan,
    document: Option<(Document, SnapshotRow)>,
}

impl Taken {
    /// The new acts of all bundles.
    pub(super) fn ids(&self) -> Vec<ActId> {
        self.acts.iter().map(|act| act.id).collect()
    }

    /// The new acts of each bundle, and whether it showed that this device's vault was copied: only another copy can
    /// have written what this one did not.
    pub(super) fn arrived(&self, replica: &Replica) -> Vec<(Vec<ActId>, bool)> {
        let mut begin = 0;
        let own = (replica.device, replica.own.incarnation);
        let mine = |act: &Act| (act.header.device, act.header.incarnation) == own;
        let each = self.ends.iter().map(|end| {
            let acts = self.acts.get(begin..*end).unwrap_or_default();
            begin = *end;
            let ids = acts.iter().map(|act| act.id).collect();
            (ids, acts.iter().any(mine))
        });
        each.collect()
    }
}

impl Replica {
    /// Looks bundles of one sender through and tries them on a copy of the document. Changes nothing but that the
    /// document is loaded.
    pub(super) fn look_through(&mut self, bundles: &[&Bundle]) -> Result<Taken, Reason> {
        let (mut reads, mut ends) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for bundle in bundles {
            for act in &bundle.acts {
                let signed = SignedAct::decode(&act.signed).map_err(|_| Reason::BadAct)?;
                let read = verify::read(self.agreement.id(), signed)?;
                if !self.ledger.has(read.act.id) && seen.insert(read.act.id) {
                    reads.push(read);
                }
            }
            ends.push(reads.len());
        }
        verify::verify(self.agreement.id(), &reads)?;
        let mut begin = 0;
        for (bundle, end) in bundles.iter().zip(&ends) {
            let own = reads.get(begin..*end).unwrap_or_default();
            self.known_sender(DeviceId(bundle.device), own)?;
            begin = *end;
        }
        self.looked_at(reads, ends)
    }

    /// Looks one act through that came by itself, with no bundle around it.
    pub(super) fn look_at_one(&mut self, read: Read) -> Result<Taken, Reason> {
        self.looked_at(vec![read], vec![1])
    }

    fn looked_at(&mut self, reads: Vec<Read>, ends: Vec<usize>) -> Result<Taken, Reason> {
        self.within_limits(&reads)?;
        let new = reads
            .iter()
            .map(|read| (&read.act, read.signed.encode()))
            .collect();
        let plan = self.ledger.plan(new);
        let document = if reads.is_empty() {
            None
        } else {
            Some(self.tried(&plan)?)
        };
        let acts = reads.into_iter().map(|read| read.act).collect();
        Ok(Taken {
            acts,
            ends,
            plan,
            document,
        })
    }

    /// The sender is a device of one of the two, here or by the acts it brings along.
    fn known_sender(&self, sender: DeviceId, acts: &[Read]) -> Result<(), Reason> {
        let devices = self.agreement.devices();
        if devices.get(&sender).is_some_and(|state| !state.kit) {
            return Ok(());
        }
        let mut known: BTreeSet<DeviceId> = devices.into_keys().collect();
        let mut added = BTreeSet::new();
        // Whoever is added by one who is added, and so on; in each round at least one more, or it ends.
        for _ in acts {
            let before = known.len();
            for Read { act, .. } in acts {
                let device = granted_by(act, &known);
                known.extend(device);
                added.extend(device);
            }
            if added.contains(&sender) {
                return Ok(());
            }
            if known.len() == before {
                break;
            }
        }
        Err(Reason::SenderUnknown)
    }

    /// The document with the plan in it, on a copy.
    fn tried(&mut self, plan: &Plan) -> Result<(Document, SnapshotRow), Reason> {
        let (base, grown) = if plan.anew {
            (Some(Document::new()), self.ledger.all_changes(plan))
        } else {
            (None, self.ledger.growth(plan))
        };
        let put: BTreeMap<ActId, Vec<u8>> = grown
            .iter()
            .filter_map(|(id, _)| Some((*id, self.ledger.signed_in(plan, *id)?)))
            .collect();
        let changes: Vec<Change> = grown.into_iter().map(|(_, change)| change).collect();
        let base = match &base {
            Some(empty) => empty,
            None => self.document().ok_or(Reason::BadDocument)?,
        };
        base.with(changes, &put).map_err(|_| Reason::BadDocument)
    }

    /// Enters what was looked through.
    pub(super) fn take(&mut self, taken: Taken, chance: &mut dyn Chance, batch: &mut Batch) {
        let copied = taken.arrived(self).iter().any(|(_, copied)| *copied);
        self.enter(taken.plan, taken.acts, batch);
        if let Some((document, snapshot)) = taken.document {
            self.document = Some(document);
            self.pending.clear();
            let kept = self.snapshot.as_ref().map_or(0, |kept| kept.acts);
            if snapshot.acts >= kept + ACTS_PER_SNAPSHOT {
                self.keep_snapshot(snapshot, batch);
            }
            batch.document = Some(self.ledger.document());
        }
        if copied {
            self.renew_life(chance);
            batch.own = Some(self.own.clone());
        }
    }

    /// Bodies that came now, and those that came before their acts.
    pub(super) fn take_bodies(
        &mut self,
        bundle: &Bundle,
        received: &mut Received,
        batch: &mut Batch,
    ) {
        let sender = DeviceId(bundle.device);
        for (act, body) in bundle.acts.iter().filter_map(beside) {
            self.take_body(act, body.clone(), received, batch);
        }
        for body in &bundle.bodies {
            let (act, bytes) = (ActId(body.act), body.bytes.clone());
            if self.ledger.has(act) {
                self.take_body(act, bytes, received, batch);
            } else {
                self.keep_early(EarlyBodyRow { act, sender, bytes }, batch);
            }
        }
        let arrived: Vec<_> = self
            .early
            .keys()
            .copied()
            .filter(|(act, _)| self.ledger.has(*act))
            .collect();
        for (act, sender) in arrived {
            if let Some(bytes) = self.early.remove(&(act, sender)) {
                self.take_body(act, bytes, received, batch);
                batch.early_gone.push(act);
            }
        }
    }

    fn take_body(
        &mut self,
        act: ActId,
        bytes: Vec<u8>,
        received: &mut Received,
        batch: &mut Batch,
    ) {
        if self.bodies.contains(&act) || self.erased.contains(&act) {
            return;
        }
        let commitment = self.ledger.held(act).and_then(|held| held.commitment);
        if is_body_of(commitment, &bytes) {
            self.bodies.insert(act);
            received.bodies.push(act);
            batch.bodies.push(BodyRow { act, bytes });
        } else {
            received.wrong_bodies += 1;
        }
    }

    fn keep_early(&mut self, row: EarlyBodyRow, batch: &mut Batch) {
        let place = (row.act, row.sender);
        if self.early.contains_key(&place) || self.erased.contains(&row.act) {
            return;
        }
        let theirs = self
            .early
            .iter()
            .filter(|((_, sender), _)| *sender == row.sender);
        let (count, bytes) = theirs.fold((0, 0), |(count, bytes), (_, body)| {
            (count + 1, bytes + body.len())
        });
        // What does not fit is asked for again when its act comes.
        if count < EARLY_BODIES_MAX && bytes + row.bytes.len() <= EARLY_BYTES_MAX {
            self.early.insert(place, row.bytes.clone());
            batch.early.push(row);
        }
    }

    pub(super) fn is_receipt(&self, id: ActId) -> bool {
        let waiting = || self.agreement.waiting().find(|act| act.id == id);
        let act = self.agreement.act(id).or_else(waiting);
        act.is_some_and(|act| matches!(act.header.deed, Deed::Receipt { .. }))
    }
}

/// The body that travels beside an act, with the act's id.
fn beside(carried: &CarriedAct) -> Option<(ActId, &Vec<u8>)> {
    let body = carried.body.as_ref()?;
    Some((ActId(act_id(&carried.signed)), body))
}

/// The device that an act gives a place to, if whoever gives it is known.
fn granted_by(act: &Act, known: &BTreeSet<DeviceId>) -> Option<DeviceId> {
    if let Deed::Join { compared, .. } = &act.header.deed {
        known.contains(compared).then_some(act.header.device)
    } else if let Deed::AddDevice { device, .. } = &act.header.deed {
        known.contains(&act.header.device).then_some(*device)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
