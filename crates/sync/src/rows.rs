//! What a replica wants kept: plain rows, and the batch of them that must become durable in one transaction.
//!
//! They exist so that this room needs no database and the vault needs no Automerge. Every row is written by its key
//! (insert, or replace what is there); nothing is ever updated in part. Left out: words for people, and everything that
//! can be derived, above all standings.

use std::collections::BTreeSet;

use countersign_domain::{ActId, AgreementId, DeviceId, Incarnation, Role};
use countersign_seal::SecretBytes;

use crate::living::{LivingRow, Returned};
use crate::received::Reason;

/// An act, exactly as it was signed. Key: `id`. These rows are the truth: state and document can be made from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRow {
    /// BLAKE3-256 of `signed`.
    pub id: ActId,
    /// Header and signature, at most 4,160 bytes.
    pub signed: Vec<u8>,
    /// It waits for an ancestor; such a row comes again when it no longer does.
    pub waiting: bool,
    /// Hash of the Automerge change that carries it; `None` while its device's earlier acts are not all here.
    pub change: Option<[u8; 32]>,
}

/// The body of an act, which matches its commitment. Key: `act`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRow {
    /// The act.
    pub act: ActId,
    /// CBOR with the salt, at most 16 KiB; see [`crate::Body`].
    pub bytes: Vec<u8>,
}

/// A body that came before its act. Key: `act` and `sender`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyBodyRow {
    /// The act that is not here yet.
    pub act: ActId,
    /// Which device sent it; the limit counts per sender.
    pub sender: DeviceId,
    /// The bytes, not checked against anything yet.
    pub bytes: Vec<u8>,
}

/// A sending key: one's own, or one received. Key: `id`. Holds a secret: no `Debug`, no `Clone`.
pub struct KeyRow {
    /// The key's name, as it stands on envelopes.
    pub id: [u8; 32],
    /// The key, 32 bytes.
    pub secret: SecretBytes,
    /// Whose bundles it seals.
    pub owner: DeviceId,
    /// When it was made or came, in seconds since 1970 by this device's clock.
    pub since: i64,
    /// Hash of the devices it was made for.
    pub roster: [u8; 32],
}

/// What another device has told about itself, and what was offered to it. Key: `device`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerRow {
    /// The device.
    pub device: DeviceId,
    /// The incarnation of its newest bundle.
    pub incarnation: Incarnation,
    /// The number of its newest bundle.
    pub number: u64,
    /// When that came, in seconds since 1970 by this device's clock; `None` while nothing has come.
    pub heard: Option<i64>,
    /// Heads of all that it has applied, as it signed.
    pub have: Vec<ActId>,
    /// Acts that wait there.
    pub waiting: Vec<ActId>,
    /// Acts whose bodies it lacks.
    pub missing: Vec<ActId>,
    /// Heads of what was put in a bundle for it, for whatever road.
    pub offered: Vec<ActId>,
    /// Heads of what was put in a bundle for it on the road that keeps bundles ([`crate::Extent::New`]) and is not
    /// known to be lost there. A file that never came must not keep an act from that road.
    pub posted: Vec<ActId>,
    /// It has receipted a bundle under this device's present sending key.
    pub holds_key: bool,
    /// Its newest bundles that this device holds: what is receipted to it.
    pub received: Vec<[u8; 32]>,
}

impl PeerRow {
    /// A device that has not been heard of yet.
    pub(crate) fn unheard(device: DeviceId, offered: Vec<ActId>) -> Self {
        Self {
            device,
            incarnation: Incarnation([0; 16]),
            number: 0,
            heard: None,
            have: Vec::new(),
            waiting: Vec::new(),
            missing: Vec::new(),
            offered,
            posted: Vec::new(),
            holds_key: false,
            received: Vec::new(),
        }
    }
}

/// Where this device stands in its own chain of acts and bundles. One row for each agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRow {
    /// The present life of this copy.
    pub incarnation: Incarnation,
    /// The place of the next act.
    pub next_seq: u64,
    /// The last act of this incarnation.
    pub prev: Option<ActId>,
    /// While `next_seq` is 0: the last act of the incarnation before, which the next act continues.
    pub continues: Option<ActId>,
    /// The number of the next bundle of this incarnation.
    pub next_bundle: u64,
    /// The present sending key.
    pub key: Option<[u8; 32]>,
    /// The newest bundles sent under that key, at most [`SENT_MAX`].
    pub sent: Vec<[u8; 32]>,
    /// What the last bundle told that was put on the road that keeps bundles: heads; then a name made from what is
    /// lacking here, if anything is; then one made from the living text that is here, if there is any.
    pub told: Vec<ActId>,
}

/// How many of one's own bundles are remembered, to know their receipts.
pub const SENT_MAX: usize = 64;

/// Something that came and could not be taken in (law 13). Key: `id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideRow {
    /// Hash of the bytes.
    pub id: [u8; 32],
    /// The envelope as it came.
    pub bytes: Vec<u8>,
    /// Why.
    pub reason: Reason,
    /// Which device signed it, where it could be opened.
    pub sender: Option<DeviceId>,
    /// The sending key that opens it, where its outside could be read.
    pub key: Option<[u8; 32]>,
    /// When it came, in seconds since 1970 by this device's clock.
    pub at: i64,
}

/// An [`AsideRow`] without its bytes, for loading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsideNote {
    /// Hash of the bytes.
    pub id: [u8; 32],
    /// Why.
    pub reason: Reason,
    /// Which device signed it.
    pub sender: Option<DeviceId>,
    /// The sending key that opens it.
    pub key: Option<[u8; 32]>,
}

/// What the Automerge document must be, kept beside it: Automerge is never believed about its own completeness.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentRow {
    /// Automerge heads, ascending.
    pub heads: Vec<[u8; 32]>,
    /// How many acts it carries.
    pub acts: u64,
}

/// A saved document: a cache. One row for each agreement; losing it costs time and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotRow {
    /// Automerge's bytes, loaded again before they were handed out.
    pub bytes: Vec<u8>,
    /// How many acts it carries.
    pub acts: u64,
}

/// All that one step changes. It must become durable in one transaction, or not at all.
#[derive(Default)]
pub struct Batch {
    /// Acts that are new or changed.
    pub acts: Vec<ActRow>,
    /// Acts that are applied now and were not before, in an order that follows causes.
    pub applied: Vec<ActId>,
    /// Bodies that are new.
    pub bodies: Vec<BodyRow>,
    /// Acts whose bodies must go; a tombstone stays, so that a body that comes later is dropped.
    pub erased: Vec<ActId>,
    /// Bodies that came before their acts.
    pub early: Vec<EarlyBodyRow>,
    /// Early bodies that are no longer needed, of whatever sender.
    pub early_gone: Vec<ActId>,
    /// Sending keys that are new.
    pub keys: Vec<KeyRow>,
    /// Peers that told something, or to whom something was offered.
    pub peers: Vec<PeerRow>,
    /// The own chain, where it moved.
    pub own: Option<OwnRow>,
    /// What is kept aside now.
    pub aside: Vec<AsideRow>,
    /// What is no longer kept aside.
    pub aside_gone: Vec<[u8; 32]>,
    /// What the document must be now.
    pub document: Option<DocumentRow>,
    /// A new snapshot, now and then.
    pub snapshot: Option<SnapshotRow>,
    /// Living text that is new, changed or dropped.
    pub living: Vec<LivingRow>,
    /// Texts of shared drafts that were dropped by the other person, or that nobody put forward as they stood here:
    /// they are this reader's alone now.
    pub returned: Vec<Returned>,
}

impl Batch {
    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.acts.is_empty()
            && self.applied.is_empty()
            && self.bodies.is_empty()
            && self.erased.is_empty()
            && self.early.is_empty()
            && self.early_gone.is_empty()
            && self.keys.is_empty()
            && self.peers.is_empty()
            && self.own.is_none()
            && self.aside.is_empty()
            && self.aside_gone.is_empty()
            && self.document.is_none()
            && self.snapshot.is_none()
            && self.living.is_empty()
            && self.returned.is_empty()
    }
}

/// Everything that was kept of one agreement on one device, to load a replica from.
pub struct Rows {
    /// The agreement.
    pub agreement: AgreementId,
    /// Whose copy this is.
    pub role: Role,
    /// This device.
    pub device: DeviceId,
    /// Its own chain.
    pub own: OwnRow,
    /// All acts, in any order.
    pub acts: Vec<ActRow>,
    /// Acts whose bodies are here.
    pub bodies: BTreeSet<ActId>,
    /// Acts whose bodies were erased here.
    pub erased: BTreeSet<ActId>,
    /// Bodies that wait for their acts.
    pub early: Vec<EarlyBodyRow>,
    /// All sending keys.
    pub keys: Vec<KeyRow>,
    /// All peers.
    pub peers: Vec<PeerRow>,
    /// What is kept aside.
    pub aside: Vec<AsideNote>,
    /// What the document must be.
    pub document: DocumentRow,
    /// The newest snapshot, if there is one.
    pub snapshot: Option<SnapshotRow>,
    /// All living text.
    pub living: Vec<LivingRow>,
}
