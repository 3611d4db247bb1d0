//! One agreement in memory while the vault is open: its replica, and its acts sorted by the part they are about.
//!
//! It exists so that drawing or changing one part looks at that part's acts and no others, however long the agreement
//! is. It is read from rows; the Automerge document is loaded by the replica when something is written or sent. Words
//! stay in the vault.

use std::collections::BTreeMap;

use countersign_domain::{
    Act, ActId, Agreement, Claimed, Deed, DeviceId, Effect, Header, Incarnation, PartId, Role,
    Subject,
};
use countersign_sync::{Batch, PeerRow, Replica};

use crate::lacking::Lacking;
use crate::project::Summary;
use crate::relation::Beside;

/// A loaded agreement.
pub(crate) struct Book {
    pub(crate) replica: Replica,
    about: BTreeMap<ActId, PartId>,
    by_part: BTreeMap<PartId, Vec<ActId>>,
    /// Parts in the order in which they were first put forward, as this device learnt of them.
    order: Vec<PartId>,
    /// Acts about every mandate and permission, or about the agreement: pauses, resumes, holds, ends.
    about_all: Vec<ActId>,
    /// Acts of the relationship that are about no part.
    beside: BTreeMap<Beside, Vec<ActId>>,
    /// When an act came here; what was written here is not in it.
    arrived: BTreeMap<ActId, i64>,
    /// This device's last act in each of its lives.
    own_last: BTreeMap<Incarnation, (u64, ActId)>,
    /// What the list of agreements needs of each part; `None` until it is first needed.
    pub(crate) summaries: Option<BTreeMap<PartId, Summary>>,
    /// What the other person's devices lack; `None` until it is first needed.
    pub(crate) lacking: Option<Lacking>,
}

impl Book {
    /// Sorts the acts that a replica has.
    pub(crate) fn new(replica: Replica, arrived: BTreeMap<ActId, i64>) -> Self {
        let mut book = Self {
            replica,
            about: BTreeMap::new(),
            by_part: BTreeMap::new(),
            order: Vec::new(),
            about_all: Vec::new(),
            beside: BTreeMap::new(),
            arrived,
            own_last: BTreeMap::new(),
            summaries: None,
            lacking: None,
        };
        let acts: Vec<Filed> = book.agreement().acts().map(Filed::of).collect();
        for act in acts {
            book.put(act);
        }
        book
    }

    /// The folded agreement.
    pub(crate) fn agreement(&self) -> &Agreement {
        self.replica.agreement()
    }

    /// Sorts in what a step has applied, and notes when it came.
    pub(crate) fn take(&mut self, batch: &Batch, device: DeviceId, now: i64) {
        for row in &batch.acts {
            let own = self
                .agreement()
                .act(row.id)
                .is_some_and(|act| act.header.device == device);
            if !own {
                self.arrived.entry(row.id).or_insert(now);
            }
        }
        for id in &batch.applied {
            let known = self.about.contains_key(id)
                || self.about_all.contains(id)
                || self.beside.values().any(|acts| acts.contains(id));
            if let Some(act) = self.agreement().act(*id).filter(|_| !known) {
                let filed = Filed::of(act);
                self.put(filed);
            }
        }
    }

    fn put(&mut self, act: Filed) {
        if act.place.0 == self.replica.device() {
            let (_, incarnation, seq) = act.place;
            self.own_last.insert(incarnation, (seq, act.id));
        }
        if act.about_all {
            self.about_all.push(act.id);
        }
        if let Some(beside) = act.beside {
            self.beside.entry(beside).or_default().push(act.id);
        }
        let part = act.part.or_else(|| self.about.get(&act.leads_to?).copied());
        let Some(part) = part else { return };
        self.about.insert(act.id, part);
        let acts = self.by_part.entry(part).or_insert_with(|| {
            self.order.push(part);
            Vec::new()
        });
        acts.push(act.id);
    }

    /// Parts and decisions, in the order in which they were first put forward.
    pub(crate) fn parts(&self) -> &[PartId] {
        &self.order
    }

    /// The part's place in that order.
    pub(crate) fn place(&self, part: PartId) -> usize {
        self.order
            .iter()
            .position(|known| *known == part)
            .unwrap_or(self.order.len())
    }

    /// The part that an act is about, also through what it replies to.
    pub(crate) fn part_of(&self, act: ActId) -> Option<PartId> {
        self.about.get(&act).copied()
    }

    /// Acts about a part that count, in causal order.
    pub(crate) fn acts_of(&self, part: PartId) -> Vec<&Act> {
        self.counting(
            self.by_part
                .get(&part)
                .map(Vec::as_slice)
                .unwrap_or_default(),
        )
    }

    /// Acts about everything that count, in causal order.
    pub(crate) fn acts_about_all(&self) -> Vec<&Act> {
        self.counting(&self.about_all)
    }

    /// Acts of one kind of the relationship that count, in causal order.
    pub(crate) fn acts_beside(&self, kind: Beside) -> Vec<&Act> {
        let acts = self.beside.get(&kind);
        self.counting(acts.map(Vec::as_slice).unwrap_or_default())
    }

    fn counting(&self, acts: &[ActId]) -> Vec<&Act> {
        let agreement = self.agreement();
        acts.iter()
            .filter(|id| agreement.refusal(**id).is_none())
            .filter_map(|id| agreement.act(*id))
            .collect()
    }

    /// What other devices have told.
    pub(crate) fn peers(&self) -> impl Iterator<Item = &PeerRow> {
        self.replica.peers()
    }

    /// Whether a device has signed that it has all of this.
    fn has_all(&self, peer: &PeerRow, heads: &[ActId]) -> bool {
        let has = |id: &ActId| {
            let known = |head: &ActId| head == id || self.agreement().saw(*head, *id);
            peer.have.iter().any(known)
        };
        peer.heard.is_some() && heads.iter().all(has)
    }

    /// Whether a device has spoken, and not of having all of this.
    pub(crate) fn lacks(&self, device: DeviceId, heads: &[ActId]) -> bool {
        let mut theirs = self.peers().filter(|peer| peer.device == device);
        theirs.any(|peer| peer.heard.is_some() && !self.has_all(peer, heads))
    }

    /// Whether every other device of the two has signed that it has all of this.
    pub(crate) fn have_all(&self, heads: &[ActId]) -> bool {
        let roster = self.replica.roster();
        !roster.is_empty()
            && roster.keys().all(|device| {
                let mut theirs = self.peers().filter(|peer| peer.device == *device);
                theirs.any(|peer| self.has_all(peer, heads))
            })
    }

    /// Whether this device was removed: what it gives counts no more, what it takes away still does (fold §2.5).
    pub(crate) fn was_removed(&self) -> bool {
        let devices = self.agreement().devices();
        devices
            .get(&self.replica.device())
            .is_some_and(|device| device.removed)
    }

    /// Whether the rules would let this device do something now, having seen all that is here.
    pub(crate) fn allows(&self, author: Role, subject: Subject, deed: Deed) -> bool {
        let incarnation = self.replica.incarnation();
        let last = self.own_last.get(&incarnation);
        let header = Header {
            agreement: Some(self.agreement().id()),
            author,
            device: self.replica.device(),
            incarnation,
            seq: last.map_or(0, |(seq, _)| seq + 1),
            prev: last.map(|(_, id)| *id),
            parents: Vec::new(),
            continues: None,
            waiting: Vec::new(),
            effect: deed.effect(subject).unwrap_or(Effect::Tells),
            subject,
            deed,
            claimed: Claimed::default(),
            commitment: None,
        };
        self.agreement().judge(&header).is_ok()
    }

    /// When an act came here; `None` for what was written here.
    pub(crate) fn arrived(&self, act: ActId) -> Option<i64> {
        self.arrived.get(&act).copied()
    }
}

/// What sorting needs to know of an act.
struct Filed {
    id: ActId,
    place: (DeviceId, Incarnation, u64),
    part: Option<PartId>,
    /// The act whose part this one is about.
    leads_to: Option<ActId>,
    about_all: bool,
    beside: Option<Beside>,
}

impl Filed {
    fn of(act: &Act) -> Self {
        let part = match act.header.subject {
            Subject::Part(part) => Some(part),
            Subject::New => Some(act.id),
            Subject::None | Subject::All => None,
        };
        Self {
            id: act.id,
            place: (act.header.device, act.header.incarnation, act.header.seq),
            part,
            leads_to: (act.header.subject == Subject::None)
                .then(|| crate::history::about(&act.header.deed))
                .flatten(),
            about_all: act.header.subject == Subject::All,
            beside: Beside::of(&act.header.deed),
        }
    }
}
