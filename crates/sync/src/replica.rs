//! One agreement on one device: the machine that acts, sends and receives.
//!
//! It does nothing by itself. Each step gives a [`Batch`] that must become durable in one transaction; then comes
//! [`Replica::saved`]. Until then nothing of the step may be shown or sent, and every further step is refused. Where
//! keeping fails, the replica is dropped and loaded again from its rows: it is never ahead of the disk for long, and
//! has no half-way state to undo.

mod alone;
mod begin;
mod erase;
mod living;
mod load;
mod posted;
mod receive;
mod send;
mod take_in;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::act::Deed;
use countersign_domain::{Act, ActId, Agreement, DeviceId, Incarnation, Refusal, Role};
use countersign_seal::{Chance, DevicePublic, SendingKey, Wrap, entropy};

use crate::body::NotABody;
use crate::document::Document;
use crate::ledger::Ledger;
use crate::living::Living;
use crate::rows::{AsideNote, Batch, OwnRow, PeerRow, SnapshotRow};
use crate::verify::{NotAnAct, brought};

pub use alone::NotTaken;
pub use load::Damaged;
pub use send::Extent;

/// Why a step was not taken. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The batch of the step before is not kept yet.
    #[error("the step before is not saved yet")]
    Unsaved,
    /// The keys are another device's.
    #[error("the keys are not this device's")]
    OtherDevice,
    /// The rules do not allow it.
    #[error(transparent)]
    Rule(#[from] Refusal),
    /// The words are too long.
    #[error(transparent)]
    Words(#[from] NotABody),
    /// The act is too large, or brings a key that is not vouched for.
    #[error(transparent)]
    Act(#[from] NotAnAct),
}

/// A sending key that is here.
struct HeldKey {
    key: SendingKey,
    since: i64,
    roster: [u8; 32],
}

/// What a bundle told of what its device has.
struct Told {
    /// Heads of all that it has applied.
    have: Vec<ActId>,
    /// Acts that wait there.
    waiting: Vec<ActId>,
    /// Acts whose bodies it lacks.
    missing: Vec<ActId>,
}

/// One agreement on one device.
pub struct Replica {
    role: Role,
    device: DeviceId,
    agreement: Agreement,
    ledger: Ledger,
    /// Loaded when first needed: screens do not need it.
    document: Option<Document>,
    /// Own changes that a loaded document lacks.
    pending: Vec<automerge::Change>,
    snapshot: Option<SnapshotRow>,
    own: OwnRow,
    bodies: BTreeSet<ActId>,
    erased: BTreeSet<ActId>,
    /// Bodies that came before their acts.
    early: BTreeMap<(ActId, DeviceId), Vec<u8>>,
    keys: BTreeMap<[u8; 32], HeldKey>,
    /// The present sending key, wrapped; made once for each device.
    wraps: BTreeMap<DeviceId, Wrap>,
    peers: BTreeMap<DeviceId, PeerRow>,
    /// What a device's bundle told when it came after a newer one: late on its way, or from a copy of that vault, which
    /// is sent what it lacks once.
    behind: BTreeMap<DeviceId, Told>,
    aside: BTreeMap<[u8; 32], AsideNote>,
    /// The public keys that acts brought, by device, with the act that brought them.
    brought: BTreeMap<DeviceId, (ActId, DevicePublic)>,
    living: Living,
    unsaved: bool,
}

impl Replica {
    /// The acts and what they fold into.
    #[must_use]
    pub fn agreement(&self) -> &Agreement {
        &self.agreement
    }

    /// Whose copy this is.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// This device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The present life of this copy.
    #[must_use]
    pub fn incarnation(&self) -> Incarnation {
        self.own.incarnation
    }

    /// Whether the words of an act are here.
    #[must_use]
    pub fn has_body(&self, id: ActId) -> bool {
        self.bodies.contains(&id)
    }

    /// Whether the words of an act were erased here.
    #[must_use]
    pub fn is_erased(&self, id: ActId) -> bool {
        self.erased.contains(&id)
    }

    /// Acts that have words which are neither here nor erased here.
    #[must_use]
    pub fn missing_bodies(&self) -> Vec<ActId> {
        let lacking = self.ledger.iter().filter(|(id, held)| {
            held.commitment.is_some() && !self.bodies.contains(id) && !self.erased.contains(id)
        });
        lacking.map(|(id, _)| id).collect()
    }

    /// The exact signed bytes of an act: header and signature.
    #[must_use]
    pub fn signed(&self, id: ActId) -> Option<&[u8]> {
        self.ledger.held(id).map(|held| held.signed.as_slice())
    }

    /// The other devices that have signed that they have an act (law 12).
    #[must_use]
    pub fn holders(&self, id: ActId) -> Vec<DeviceId> {
        let has = |peer: &&PeerRow| {
            peer.waiting.contains(&id)
                || peer
                    .have
                    .iter()
                    .any(|head| *head == id || self.agreement.saw(*head, id))
        };
        self.peers
            .values()
            .filter(has)
            .map(|peer| peer.device)
            .collect()
    }

    /// What other devices have told, by device.
    pub fn peers(&self) -> impl Iterator<Item = &PeerRow> {
        self.peers.values()
    }

    /// What is kept aside.
    pub fn aside(&self) -> impl Iterator<Item = &AsideNote> {
        self.aside.values()
    }

    /// The public keys of every device and kit-added device that an act brought, valid or not.
    pub fn brought_keys(&self) -> impl Iterator<Item = &DevicePublic> {
        self.brought.values().map(|(_, keys)| keys)
    }

    /// The devices of both people to which this one sends: valid, and not itself.
    #[must_use]
    pub fn roster(&self) -> BTreeMap<DeviceId, Role> {
        let devices = self.agreement.devices();
        let valid = devices
            .into_iter()
            .filter(|(_, state)| !state.removed && !state.kit);
        valid
            .map(|(device, state)| (device, state.owner))
            .filter(|(device, _)| *device != self.device)
            .collect()
    }

    /// Says that the last batch is durable. Call it after the transaction, and only then.
    pub fn saved(&mut self) {
        self.unsaved = false;
    }

    /// Goes on in a new incarnation, which the next act says: after a restore, a copy, or a doubt about either.
    ///
    /// # Errors
    /// When the step before is not saved.
    pub fn renew(&mut self, chance: &mut dyn Chance) -> Result<Batch, Refused> {
        self.ready()?;
        self.renew_life(chance);
        let batch = Batch {
            own: Some(self.own.clone()),
            ..Batch::default()
        };
        self.unsaved = true;
        Ok(batch)
    }

    fn renew_life(&mut self, chance: &mut dyn Chance) {
        self.own = OwnRow {
            incarnation: Incarnation(entropy(chance)),
            next_seq: 0,
            prev: None,
            continues: self.own.prev.or(self.own.continues),
            next_bundle: 0,
            ..self.own.clone()
        };
    }

    fn ready(&self) -> Result<(), Refused> {
        if self.unsaved {
            Err(Refused::Unsaved)
        } else {
            Ok(())
        }
    }

    /// Notes what an applied act brings: its height, keys, erasures.
    fn note_applied(&mut self, act: &Act, batch: &mut Batch) {
        self.ledger.applied(act.id);
        if let Some(keys) = brought(&act.header) {
            let device = DeviceId(keys.sign);
            // Two acts can bring one device at the same time; the smaller id wins on every device alike.
            let other = self.brought.get(&device).map(|(by, _)| *by);
            if other.is_none_or(|by| act.id < by) {
                self.brought.insert(device, (act.id, keys));
            }
        }
        if matches!(
            act.header.deed,
            Deed::Erase { .. } | Deed::AnswerErase { .. }
        ) {
            self.note_erasure(act, batch);
        }
    }

    /// The document as it is now: loaded or made anew where it was not needed before, and with all own acts in it.
    fn document(&mut self) -> Option<&Document> {
        let pending = std::mem::take(&mut self.pending);
        if let Some(document) = &mut self.document
            && !pending.is_empty()
        {
            let added = document.add(pending).is_ok();
            if !added || document.row() != self.ledger.document() {
                self.document = None;
            }
        }
        if self.document.is_none() {
            self.document = self.loaded().or_else(|| self.rebuilt());
        }
        self.document.as_ref()
    }

    fn loaded(&self) -> Option<Document> {
        let mut document = Document::load(self.snapshot.as_ref()?).ok()?;
        let there = document.ids().ok()?;
        let lacking = self.ledger.document_changes(&there);
        document
            .add(lacking.into_iter().map(|(_, change)| change).collect())
            .ok()?;
        (document.row() == self.ledger.document()).then_some(document)
    }

    fn rebuilt(&self) -> Option<Document> {
        let mut document = Document::new();
        let all = self.ledger.document_changes(&BTreeSet::new());
        document
            .add(all.into_iter().map(|(_, change)| change).collect())
            .ok()?;
        (document.row() == self.ledger.document()).then_some(document)
    }

    /// Notes own acts for the document. They go in together when it is needed next: Automerge walks through the whole
    /// document for each call, and it cannot stop a person from acting.
    fn grow_document(&mut self, grown: Vec<automerge::Change>, batch: &mut Batch) {
        if self.document.is_some() {
            self.pending.extend(grown);
        }
        batch.document = Some(self.ledger.document());
    }

    fn keep_snapshot(&mut self, snapshot: SnapshotRow, batch: &mut Batch) {
        batch.snapshot = Some(snapshot.clone());
        self.snapshot = Some(snapshot);
    }
}
