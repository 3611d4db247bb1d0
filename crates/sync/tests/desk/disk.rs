//! A disk in memory: it keeps batches whole, gives back rows, and can be copied like a vault.

#![allow(dead_code, reason = "each test that has a disk uses a part of it")]

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::{ActId, AgreementId, DeviceId, Role};
use countersign_seal::{SecretBytes, SendingKey};
use countersign_sync::{
    ActRow, AsideNote, AsideRow, Batch, DocumentRow, EarlyBodyRow, KeyRow, LivingRow, OwnRow,
    PeerRow, Returned, Rows, SnapshotRow,
};

/// A kept key; the row itself cannot be copied.
#[derive(Clone)]
struct Key {
    secret: Vec<u8>,
    owner: DeviceId,
    since: i64,
    roster: [u8; 32],
}

#[derive(Clone)]
pub(crate) struct Disk {
    agreement: AgreementId,
    role: Role,
    device: DeviceId,
    own: Option<OwnRow>,
    pub(crate) acts: BTreeMap<ActId, ActRow>,
    pub(crate) bodies: BTreeMap<ActId, Vec<u8>>,
    erased: BTreeSet<ActId>,
    early: BTreeMap<(ActId, DeviceId), Vec<u8>>,
    keys: BTreeMap<[u8; 32], Key>,
    peers: BTreeMap<DeviceId, PeerRow>,
    pub(crate) aside: BTreeMap<[u8; 32], AsideRow>,
    pub(crate) document: DocumentRow,
    pub(crate) snapshot: Option<SnapshotRow>,
    pub(crate) living: BTreeMap<[u8; 32], LivingRow>,
    pub(crate) returned: Vec<Returned>,
}

impl Disk {
    pub(crate) fn new(agreement: AgreementId, role: Role, device: DeviceId) -> Self {
        Self {
            agreement,
            role,
            device,
            own: None,
            acts: BTreeMap::new(),
            bodies: BTreeMap::new(),
            erased: BTreeSet::new(),
            early: BTreeMap::new(),
            keys: BTreeMap::new(),
            peers: BTreeMap::new(),
            aside: BTreeMap::new(),
            document: DocumentRow::default(),
            snapshot: None,
            living: BTreeMap::new(),
            returned: Vec::new(),
        }
    }

    pub(crate) fn keep(&mut self, batch: Batch) {
        self.acts
            .extend(batch.acts.into_iter().map(|row| (row.id, row)));
        self.bodies
            .extend(batch.bodies.into_iter().map(|row| (row.act, row.bytes)));
        for act in batch.erased {
            self.bodies.remove(&act);
            self.erased.insert(act);
        }
        let early = batch.early.into_iter();
        self.early
            .extend(early.map(|row| ((row.act, row.sender), row.bytes)));
        for act in batch.early_gone {
            self.early.retain(|(early, _), _| *early != act);
        }
        for KeyRow {
            id,
            secret,
            owner,
            since,
            roster,
        } in batch.keys
        {
            let secret = secret.expose().to_vec();
            self.keys.insert(
                id,
                Key {
                    secret,
                    owner,
                    since,
                    roster,
                },
            );
        }
        self.peers
            .extend(batch.peers.into_iter().map(|peer| (peer.device, peer)));
        self.own = batch.own.or(self.own.take());
        self.aside
            .extend(batch.aside.into_iter().map(|row| (row.id, row)));
        for id in batch.aside_gone {
            self.aside.remove(&id);
        }
        self.document = batch.document.unwrap_or_else(|| self.document.clone());
        self.snapshot = batch.snapshot.or(self.snapshot.take());
        let living = batch.living.into_iter();
        self.living.extend(living.map(|row| (row.name, row)));
        self.returned.extend(batch.returned);
    }

    /// A sending key that was kept.
    pub(crate) fn key(&self, id: [u8; 32]) -> Option<SecretBytes> {
        let kept = self.keys.get(&id)?;
        Some(SecretBytes::new(kept.secret.clone()))
    }

    /// The present sending key, for a member who does not keep to the app.
    pub(crate) fn sending_key(&self) -> Option<SendingKey> {
        let kept = self.keys.get(&self.own.as_ref()?.key?)?;
        SendingKey::from_secret(&SecretBytes::new(kept.secret.clone())).ok()
    }

    pub(crate) fn rows(&self) -> Rows {
        let early = self
            .early
            .iter()
            .map(|((act, sender), bytes)| EarlyBodyRow {
                act: *act,
                sender: *sender,
                bytes: bytes.clone(),
            });
        let keys = self.keys.iter().map(|(id, key)| KeyRow {
            id: *id,
            secret: SecretBytes::new(key.secret.clone()),
            owner: key.owner,
            since: key.since,
            roster: key.roster,
        });
        let aside = self.aside.values().map(|row| AsideNote {
            id: row.id,
            reason: row.reason,
            sender: row.sender,
            key: row.key,
        });
        Rows {
            agreement: self.agreement,
            role: self.role,
            device: self.device,
            own: self
                .own
                .clone()
                .expect("the first batch of a replica has its own row"),
            acts: self.acts.values().cloned().collect(),
            bodies: self.bodies.keys().copied().collect(),
            erased: self.erased.clone(),
            early: early.collect(),
            keys: keys.collect(),
            peers: self.peers.values().cloned().collect(),
            aside: aside.collect(),
            document: self.document.clone(),
            snapshot: self.snapshot.clone(),
            living: self.living.values().cloned().collect(),
        }
    }
}
