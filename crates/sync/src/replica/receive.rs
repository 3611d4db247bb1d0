//! Receiving: from an envelope to a batch, or to something kept aside with a reason.
//!
//! The order is the order of cost and of trust: size, key, signature, then the acts in it, each by its own signature.
//! Nothing of the replica changes before everything that can be refused has been looked at.

use std::collections::BTreeSet;

use countersign_domain::{ActId, Claimed, DeviceId, Incarnation, Role};
use countersign_seal::{Chance, DeviceKeys, SendingKey, bundle_id};
use countersign_wire::Bundle;
use countersign_wire::limits::KEPT_ASIDE_PER_WRITER_MAX;

use super::{HeldKey, Refused, Replica, Told};
use crate::open::{self, Opened};
use crate::received::{Outcome, Reason, Received};
use crate::rows::{AsideNote, AsideRow, Batch, KeyRow, PeerRow};

/// How many bundles of each device are remembered, the newest, so that one that comes again is known.
const REMEMBERED_MAX: usize = 64;

/// What is known of a bundle that may have to be kept aside.
struct Found<'b> {
    id: [u8; 32],
    bytes: &'b [u8],
    sender: Option<DeviceId>,
    key: Option<[u8; 32]>,
}

impl Told {
    fn by(bundle: &Bundle) -> Self {
        let names = |ids: &[[u8; 32]]| ids.iter().copied().map(ActId).collect();
        Self {
            have: names(&bundle.have),
            waiting: names(&bundle.waiting),
            missing: names(&bundle.missing_bodies),
        }
    }
}

impl Replica {
    /// Takes in what came by any road, in any order, any number of times. `now` is this device's clock.
    ///
    /// # Errors
    /// When the step before is not saved, or the keys are another device's. What is wrong with the bundle is no error;
    /// it stands in what is given back.
    pub fn receive(
        &mut self,
        keys: &DeviceKeys,
        envelope: &[u8],
        now: Claimed,
        chance: &mut dyn Chance,
    ) -> Result<Received, Refused> {
        self.ready()?;
        self.owned(keys)?;
        let id = bundle_id(envelope);
        let mut found = Found {
            id,
            bytes: envelope,
            sender: None,
            key: None,
        };
        if self.peers.values().any(|peer| peer.received.contains(&id)) {
            return Ok(self.outcome(&found, Outcome::Already, Batch::default()));
        }
        let received = match self.try_receive(keys, &mut found, now, chance) {
            Ok(received) => received,
            Err(reason) => self.set_aside(&found, reason, now),
        };
        self.unsaved = !received.batch.is_empty();
        Ok(received)
    }

    fn try_receive(
        &mut self,
        keys: &DeviceKeys,
        found: &mut Found<'_>,
        now: Claimed,
        chance: &mut dyn Chance,
    ) -> Result<Received, Reason> {
        let outside = open::read(found.bytes)?;
        found.key = Some(outside.key_id.0);
        let kept = self.keys.get(&outside.key_id.0).map(|held| &held.key);
        let Opened { bundle, new_key } = open::open(&outside, keys, kept)?;
        found.sender = Some(DeviceId(bundle.device));
        if bundle.agreement != self.agreement.id().0 {
            return Err(Reason::OtherAgreement);
        }
        let taken = self.look_through(&bundle)?;
        let mut batch = Batch::default();
        let mut received = self.outcome(found, Outcome::Taken, Batch::default());
        received.copied = self.take(taken, &mut received.acts, chance, &mut batch);
        let sender = DeviceId(bundle.device);
        self.take_bodies(&bundle, &mut received, &mut batch);
        received.gap = self.note_peer(&bundle, found.id, now, &mut batch);
        let news = self.readable_now(new_key.as_ref(), !batch.applied.is_empty());
        if let Some(key) = new_key {
            self.keep_key(key, sender, now, &mut batch);
        }
        self.receipt(keys, &received.acts, now, &mut batch);
        if self.aside.remove(&found.id).is_some() {
            batch.aside_gone.push(found.id);
        }
        received.retry = news
            .into_iter()
            .filter(|id| self.aside.contains_key(id))
            .collect();
        received.waiting = self.agreement.waiting().count();
        received.batch = batch;
        Ok(received)
    }

    fn outcome(&self, found: &Found<'_>, outcome: Outcome, batch: Batch) -> Received {
        Received {
            bundle: found.id,
            sender: found.sender,
            outcome,
            acts: Vec::new(),
            bodies: Vec::new(),
            wrong_bodies: 0,
            waiting: self.agreement.waiting().count(),
            gap: 0,
            copied: false,
            retry: Vec::new(),
            batch,
        }
    }

    /// Keeps a bundle aside, if it can become readable or is evidence, and its sender has room.
    fn set_aside(&mut self, found: &Found<'_>, reason: Reason, now: Claimed) -> Received {
        if !reason.is_kept() {
            return self.outcome(found, Outcome::Refused(reason), Batch::default());
        }
        let writer = self.writer_of(found.sender);
        let same = |note: &&AsideNote| note.id != found.id && self.writer_of(note.sender) == writer;
        if self.aside.values().filter(same).count() >= KEPT_ASIDE_PER_WRITER_MAX {
            let refused = Outcome::Refused(Reason::TooMuchAside);
            return self.outcome(found, refused, Batch::default());
        }
        let note = AsideNote {
            id: found.id,
            reason,
            sender: found.sender,
            key: found.key,
        };
        let mut batch = Batch::default();
        // Tried again with the same result, it is aside already.
        if self.aside.insert(note.id, note) != Some(note) {
            batch.aside.push(AsideRow {
                id: note.id,
                bytes: found.bytes.to_vec(),
                reason,
                sender: note.sender,
                key: note.key,
                at: now.0,
            });
        }
        self.outcome(found, Outcome::Aside(reason), batch)
    }

    /// Whose limits count: those of a person, or of everybody who is not known.
    pub(super) fn writer_of(&self, device: Option<DeviceId>) -> Option<Role> {
        self.agreement
            .devices()
            .get(&device?)
            .map(|state| state.owner)
    }

    /// Notes what the sender says of itself. Gives how many of its bundles are missing before this one.
    fn note_peer(&mut self, bundle: &Bundle, id: [u8; 32], now: Claimed, batch: &mut Batch) -> u64 {
        let device = DeviceId(bundle.device);
        let member = self
            .agreement
            .devices()
            .get(&device)
            .is_some_and(|state| !state.kit);
        if !member || device == self.device {
            return 0;
        }
        let mut peer = match self.peers.remove(&device) {
            Some(peer) => peer,
            None => PeerRow::unheard(device, Vec::new()),
        };
        peer.received.push(id);
        let surplus = peer.received.len().saturating_sub(REMEMBERED_MAX);
        peer.received.drain(..surplus);
        let same_life = peer.heard.is_some() && peer.incarnation == Incarnation(bundle.incarnation);
        let newer = !same_life || bundle.number > peer.number;
        let mut gap = 0;
        if newer {
            let expected = if same_life {
                peer.number.saturating_add(1)
            } else {
                0
            };
            gap = bundle.number.saturating_sub(expected);
        }
        if newer {
            self.hear(&mut peer, bundle, now);
        } else {
            self.behind.insert(device, Told::by(bundle));
        }
        batch.peers.push(peer.clone());
        self.peers.insert(device, peer);
        gap
    }

    fn hear(&self, peer: &mut PeerRow, bundle: &Bundle, now: Claimed) {
        let another_life = peer.incarnation != Incarnation(bundle.incarnation);
        peer.incarnation = Incarnation(bundle.incarnation);
        peer.number = bundle.number;
        peer.heard = Some(now.0);
        let told = Told::by(bundle);
        (peer.have, peer.waiting, peer.missing) = (told.have, told.waiting, told.missing);
        peer.holds_key = self
            .own
            .sent
            .iter()
            .any(|sent| bundle.received.contains(sent));
        let newest = self
            .own
            .sent
            .last()
            .is_some_and(|sent| bundle.received.contains(sent));
        let here = |id: &ActId| {
            peer.have
                .iter()
                .any(|h| h == id || self.agreement.saw(*h, *id))
        };
        // It lacks something that was offered, and would have it if every bundle had come. In another life it may have
        // lost what it had.
        let lost = newest && !peer.offered.iter().all(here);
        if lost || another_life || !peer.waiting.is_empty() {
            peer.offered = Vec::new();
        }
    }

    fn keep_key(&mut self, key: SendingKey, owner: DeviceId, now: Claimed, batch: &mut Batch) {
        let (id, since, roster) = (key.id().0, now.0, [0; 32]);
        let secret = key.to_secret();
        batch.keys.push(KeyRow {
            id,
            secret,
            owner,
            since,
            roster,
        });
        self.keys.insert(id, HeldKey { key, since, roster });
    }

    /// What is kept aside and may be readable with this key, or now that more is applied.
    fn readable_now(&self, key: Option<&SendingKey>, applied: bool) -> BTreeSet<[u8; 32]> {
        let opens = |note: &&AsideNote| match note.reason {
            Reason::KeyNotHere => key.is_some_and(|key| note.key == Some(key.id().0)),
            Reason::SenderUnknown | Reason::TooMuchWaiting => applied,
            Reason::Damaged
            | Reason::NewerApp
            | Reason::OtherAgreement
            | Reason::BadChange
            | Reason::BadAct
            | Reason::BadDocument
            | Reason::Full
            | Reason::TooMuchAside => false,
        };
        self.aside
            .values()
            .filter(opens)
            .map(|note| note.id)
            .collect()
    }

    /// The receipt of what came, for more than receipts alone. It counts against the user of a mandate and against
    /// nobody else (fold §1.4), so only a keyworker's device makes one.
    fn receipt(&mut self, keys: &DeviceKeys, came: &[ActId], now: Claimed, batch: &mut Batch) {
        let worth = came.iter().any(|id| !self.is_receipt(*id));
        if self.role != Role::Keyworker || !worth {
            return;
        }
        let below = |id: &ActId| came.iter().any(|other| self.agreement.saw(*other, *id));
        let heads: Vec<ActId> = came.iter().copied().filter(|id| !below(id)).collect();
        self.write_receipt(keys, heads, now, batch);
    }
}
