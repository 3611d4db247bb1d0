//! The acts of one agreement with their bytes, their places in chains, and the changes that carry them.
//!
//! It exists so that what the document must hold is a function of the acts alone: of each device's incarnation the
//! *spine*, the unbroken chain from its first act, at a fork along the smaller id. So every device that has the same
//! acts has the same document, forks or not; acts off the spine are kept and carried like all others, beside it
//! (docs/decisions/0005-forked-changes.md). What acts mean is not known here.

mod plan;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use automerge::Change;
use countersign_domain::encode;
use countersign_domain::{Act, ActId, AgreementId, DeviceId, Incarnation};

use crate::change;
use crate::rows::{ActRow, DocumentRow};
use crate::verify::causes;

pub(crate) use plan::Plan;

/// One life of a device's copy.
pub(crate) type Life = (DeviceId, Incarnation);

/// An act as it is held.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) signed: Vec<u8>,
    pub(crate) life: Life,
    pub(crate) seq: u64,
    pub(crate) prev: Option<ActId>,
    pub(crate) commitment: Option<[u8; 32]>,
    causes: Vec<ActId>,
    /// Hash of its change; `None` while the chain before it is not here.
    pub(crate) change: Option<[u8; 32]>,
    /// Longer than that of every ancestor; `None` while it waits.
    height: Option<u64>,
}

impl Held {
    pub(crate) fn new(act: &Act, signed: Vec<u8>) -> Self {
        let header = &act.header;
        Self {
            signed,
            life: (header.device, header.incarnation),
            seq: header.seq,
            prev: header.prev,
            commitment: header.commitment,
            causes: causes(header).collect(),
            change: None,
            height: None,
        }
    }
}

/// All acts that are here, applied or waiting.
#[derive(Debug)]
pub(crate) struct Ledger {
    agreement: AgreementId,
    acts: BTreeMap<ActId, Held>,
    places: BTreeMap<(Life, u64), BTreeSet<ActId>>,
    spines: BTreeMap<Life, Vec<ActId>>,
}

impl Ledger {
    pub(crate) fn new(agreement: AgreementId) -> Self {
        Self {
            agreement,
            acts: BTreeMap::new(),
            places: BTreeMap::new(),
            spines: BTreeMap::new(),
        }
    }

    /// Fills an empty ledger with acts that were kept, and the hashes of their changes.
    pub(crate) fn refill<'a>(
        &mut self,
        acts: impl Iterator<Item = (&'a Act, Vec<u8>, Option<[u8; 32]>)>,
    ) {
        for (act, signed, change) in acts {
            let held = Held {
                change,
                ..Held::new(act, signed)
            };
            self.places
                .entry((held.life, held.seq))
                .or_default()
                .insert(act.id);
            self.acts.insert(act.id, held);
        }
        let lives: BTreeSet<Life> = self.places.keys().map(|(life, _)| *life).collect();
        for life in lives {
            let spine = self.spine_from(&Plan::default(), life, 0, None);
            self.spines.insert(life, spine);
        }
        self.spines.retain(|_, spine| !spine.is_empty());
    }

    pub(crate) fn has(&self, id: ActId) -> bool {
        self.acts.contains_key(&id)
    }

    pub(crate) fn held(&self, id: ActId) -> Option<&Held> {
        self.acts.get(&id)
    }

    /// What an act that is here follows at once.
    pub(crate) fn causes(&self, id: ActId) -> impl Iterator<Item = ActId> + '_ {
        let held = self.acts.get(&id).into_iter();
        held.flat_map(|held| held.causes.iter().copied())
    }

    /// All acts with what is held of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (ActId, &Held)> {
        self.acts.iter().map(|(id, held)| (*id, held))
    }

    /// Notes that an act is applied; its ancestors are already.
    pub(crate) fn applied(&mut self, id: ActId) {
        let above = |cause: &ActId| self.acts.get(cause).and_then(|held| held.height);
        let Some(held) = self.acts.get(&id) else {
            return;
        };
        let height = held
            .causes
            .iter()
            .filter_map(above)
            .max()
            .map_or(0, |highest| highest + 1);
        if let Some(held) = self.acts.get_mut(&id) {
            held.height = Some(height);
        }
    }

    /// What a place in the order of sending is sorted by: ancestors first, what waits last.
    pub(crate) fn height(&self, id: ActId) -> u64 {
        self.acts
            .get(&id)
            .and_then(|held| held.height)
            .unwrap_or(u64::MAX)
    }

    /// The applied acts at or below `heads` that are neither at nor below `known`. Names that are not here are passed
    /// over. Costs about as much as there is to give.
    pub(crate) fn beyond(
        &self,
        heads: impl IntoIterator<Item = ActId>,
        known: impl IntoIterator<Item = ActId>,
    ) -> BTreeSet<ActId> {
        let mut walk = Walk::default();
        heads
            .into_iter()
            .for_each(|id| self.step(&mut walk, id, false));
        known
            .into_iter()
            .for_each(|id| self.step(&mut walk, id, true));
        let mut found = BTreeSet::new();
        while let Some((_, id)) = walk.queue.pop() {
            if walk.open == 0 {
                break;
            }
            let known = walk.seen.get(&id).copied().unwrap_or(true);
            if !known {
                walk.open -= 1;
                found.insert(id);
            }
            for cause in self.acts.get(&id).into_iter().flat_map(|held| &held.causes) {
                self.step(&mut walk, *cause, known);
            }
        }
        found
    }

    fn step(&self, walk: &mut Walk, id: ActId, known: bool) {
        let Some(height) = self.acts.get(&id).and_then(|held| held.height) else {
            return;
        };
        match walk.seen.insert(id, known) {
            None => {
                walk.open += usize::from(!known);
                walk.queue.push((height, id));
            }
            Some(true) => {
                walk.seen.insert(id, true);
            }
            Some(false) if known => walk.open -= 1,
            Some(false) => {}
        }
    }

    /// The change that carries an act; `None` while its chain is not here.
    pub(crate) fn change(&self, id: ActId) -> Option<Change> {
        let held = self.acts.get(&id)?;
        held.change?;
        let after = self.follows(&Plan::default(), held).ok()?;
        self.make(id, held, after)
    }

    fn make(&self, id: ActId, held: &Held, after: Option<[u8; 32]>) -> Option<Change> {
        let header = encode::parse(header_of(&held.signed)).ok()?;
        Some(change::make(
            self.agreement,
            id,
            &header,
            &held.signed,
            after,
        ))
    }

    /// What the document must be.
    pub(crate) fn document(&self) -> DocumentRow {
        let tips = self.spines.values().filter_map(|spine| spine.last());
        let mut heads: Vec<_> = tips.filter_map(|tip| self.acts.get(tip)?.change).collect();
        heads.sort_unstable();
        let acts = self.spines.values().map(|spine| spine.len() as u64).sum();
        DocumentRow { heads, acts }
    }

    /// The changes that the document must hold, without those of `there`, each behind the one it follows.
    pub(crate) fn document_changes(&self, there: &BTreeSet<ActId>) -> Vec<(ActId, Change)> {
        let spines = self.spines.values().flatten();
        let lacking = spines.filter(|id| !there.contains(id));
        lacking
            .filter_map(|id| Some((*id, self.change(*id)?)))
            .collect()
    }

    /// The row of an act.
    pub(crate) fn row(&self, id: ActId) -> Option<ActRow> {
        self.acts.get(&id).map(|held| ActRow {
            id,
            signed: held.signed.clone(),
            waiting: held.height.is_none(),
            change: held.change,
        })
    }

    fn candidates(&self, life: Life, seq: u64) -> impl Iterator<Item = ActId> + '_ {
        self.places.get(&(life, seq)).into_iter().flatten().copied()
    }
}

/// The header inside the bytes of a signed act.
fn header_of(signed: &[u8]) -> &[u8] {
    let end = signed
        .len()
        .saturating_sub(countersign_wire::SIGNATURE_BYTES);
    signed.get(..end).unwrap_or_default()
}

/// A walk down from heads, highest first, so that an act is taken only when all that saw it are done.
#[derive(Default)]
struct Walk {
    queue: BinaryHeap<(u64, ActId)>,
    /// Whether the other side knows it.
    seen: BTreeMap<ActId, bool>,
    /// How many in the queue the other side does not know.
    open: usize,
}
