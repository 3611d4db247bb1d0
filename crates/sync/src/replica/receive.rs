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
use crate::open::Opened;
use crate::received::{Outcome, Reason, Received, Together};
use crate::rows::{AsideNote, AsideRow, Batch, KeyRow, PeerRow};

/// How many bundles of each device are remembered, the newest, so that one that comes again is known.
const REMEMBERED_MAX: usize = 64;

/// What is known of a bundle that may have to be kept aside.
#[derive(Clone, Copy)]
struct Found<'b> {
    id: [u8; 32],
    bytes: &'b [u8],
    sender: Option<DeviceId>,
    key: Option<[u8; 32]>,
}

impl<'b> Found<'b> {
    fn of(opened: &Opened<'b>) -> Self {
        Self {
            id: opened.id,
            bytes: opened.bytes,
            sender: Some(opened.sender()),
            key: Some(opened.key),
        }
    }
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
        let found = |key| Found {
            id,
            bytes: envelope,
            sender: None,
            key,
        };
        if self.knows(id) {
            return Ok(self.outcome(&found(None), Outcome::Already, Batch::default()));
        }
        let known = |id| self.keys.get(&id).map(|held| held.key.to_secret());
        match Opened::open(envelope, keys, &known) {
            Ok(opened) => self.receive_opened(keys, &opened, now, chance),
            Err(why) => {
                let received = self.set_aside(&found(why.key()), why.into(), now);
                self.unsaved = !received.batch.is_empty();
                Ok(received)
            }
        }
    }

    /// Takes in a bundle that was opened already.
    ///
    /// # Errors
    /// As [`Replica::receive`].
    pub fn receive_opened(
        &mut self,
        keys: &DeviceKeys,
        opened: &Opened<'_>,
        now: Claimed,
        chance: &mut dyn Chance,
    ) -> Result<Received, Refused> {
        self.ready()?;
        self.owned(keys)?;
        let found = Found::of(opened);
        if self.knows(opened.id) {
            return Ok(self.outcome(&found, Outcome::Already, Batch::default()));
        }
        let received = match self.take_all(keys, std::slice::from_ref(opened), now, chance) {
            Ok(Together { mut each, batch }) => {
                let taken = each.pop();
                let taken =
                    taken.unwrap_or_else(|| self.outcome(&found, Outcome::Taken, Batch::default()));
                Received { batch, ..taken }
            }
            Err(reason) => self.set_aside(&found, reason, now),
        };
        self.unsaved = !received.batch.is_empty();
        Ok(received)
    }

    /// Takes in bundles of one sender in one step, as if they had come one behind the other: one check of all
    /// signatures, one pass over the document, one receipt, one batch. `None`, with nothing changed, where they are of
    /// several senders, where one was here before or carries living text, or where one of them cannot be taken in: then
    /// each is to be received by itself, so that what is wrong with one is told of that one and of no other.
    ///
    /// # Errors
    /// As [`Replica::receive`].
    pub fn receive_together(
        &mut self,
        keys: &DeviceKeys,
        opened: &[Opened<'_>],
        now: Claimed,
        chance: &mut dyn Chance,
    ) -> Result<Option<Together>, Refused> {
        self.ready()?;
        self.owned(keys)?;
        let senders: BTreeSet<DeviceId> = opened.iter().map(Opened::sender).collect();
        let ids: BTreeSet<[u8; 32]> = opened.iter().map(|one| one.id).collect();
        let once = ids.len() == opened.len() && !ids.iter().any(|id| self.knows(*id));
        if senders.len() != 1 || !once || opened.iter().any(Opened::has_living) {
            return Ok(None);
        }
        let together = self.take_all(keys, opened, now, chance).ok();
        self.unsaved = together.as_ref().is_some_and(|it| !it.batch.is_empty());
        Ok(together)
    }

    /// Whether this very bundle was taken in before.
    fn knows(&self, bundle: [u8; 32]) -> bool {
        self.peers
            .values()
            .any(|peer| peer.received.contains(&bundle))
    }

    /// Takes in bundles of one sender, all or none. What is refused has changed nothing.
    fn take_all(
        &mut self,
        keys: &DeviceKeys,
        opened: &[Opened<'_>],
        now: Claimed,
        chance: &mut dyn Chance,
    ) -> Result<Together, Reason> {
        if opened
            .iter()
            .any(|one| one.agreement() != self.agreement.id())
        {
            return Err(Reason::OtherAgreement);
        }
        let bundles: Vec<&Bundle> = opened.iter().map(|one| &one.bundle).collect();
        let taken = self.look_through(&bundles)?;
        let living = bundles.iter().map(|bundle| self.try_living(bundle));
        let living = living.collect::<Result<Vec<_>, _>>()?;
        let mut batch = Batch::default();
        let outcome = |one| self.outcome(&Found::of(one), Outcome::Taken, Batch::default());
        let mut each: Vec<Received> = opened.iter().map(outcome).collect();
        for (received, arrived) in each.iter_mut().zip(taken.arrived(self)) {
            (received.acts, received.copied) = arrived;
        }
        let came = taken.ids();
        self.take(taken, chance, &mut batch);
        let applied = !batch.applied.is_empty();
        for ((received, one), living) in each.iter_mut().zip(opened).zip(living) {
            self.take_bodies(&one.bundle, received, &mut batch);
            received.gap = self.note_peer(&one.bundle, one.id, now, &mut batch);
            self.take_living(living, &one.bundle, keys, chance, received, &mut batch);
            let news = self.readable_now(one.new_key.as_ref(), applied);
            received.retry = news.into_iter().collect();
            if let Some(key) = &one.new_key {
                self.keep_key(key, one.sender(), now, &mut batch);
            }
        }
        self.receipt(keys, &came, now, &mut batch);
        for one in opened {
            if self.aside.remove(&one.id).is_some() {
                batch.aside_gone.push(one.id);
            }
        }
        let waiting = self.agreement.waiting().count();
        for received in &mut each {
            received.retry.retain(|id| self.aside.contains_key(id));
            received.waiting = waiting;
        }
        Ok(Together { each, batch })
    }

    fn outcome(&self, found: &Found<'_>, outcome: Outcome, batch: Batch) -> Received {
        Received {
            bundle: found.id,
            sender: found.sender,
            outcome,
            acts: Vec::new(),
            bodies: Vec::new(),
            living: 0,
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
        batch.peers.retain(|row| row.device != device);
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
        let all_here = |heads: &[ActId]| heads.iter().all(here);
        let lost = newest && !(all_here(&peer.offered) && all_here(&peer.posted));
        if lost || another_life || !peer.waiting.is_empty() {
            peer.offered = Vec::new();
            peer.posted = Vec::new();
        }
    }

    fn keep_key(&mut self, key: &SendingKey, owner: DeviceId, now: Claimed, batch: &mut Batch) {
        let (id, since, roster) = (key.id().0, now.0, [0; 32]);
        let Ok(own) = SendingKey::from_secret(&key.to_secret()) else {
            return;
        };
        if self.keys.contains_key(&id) {
            return;
        }
        batch.keys.push(KeyRow {
            id,
            secret: key.to_secret(),
            owner,
            since,
            roster,
        });
        let held = HeldKey {
            key: own,
            since,
            roster,
        };
        self.keys.insert(id, held);
    }

    /// What is kept aside and may be readable with this key, or now that more is applied.
    fn readable_now(&self, key: Option<&SendingKey>, applied: bool) -> BTreeSet<[u8; 32]> {
        let opens = |note: &&AsideNote| match note.reason {
            Reason::KeyNotHere => key.is_some_and(|key| note.key == Some(key.id().0)),
            Reason::SenderUnknown | Reason::TooMuchWaiting => applied,
            Reason::Damaged
            | Reason::NewerApp
            | Reason::OtherAgreement
            | Reason::BadAct
            | Reason::BadDocument
            | Reason::Full
            | Reason::TooMuchAside
            | Reason::BadLiving => false,
        };
        self.aside
            .values()
            .filter(opens)
            .map(|note| note.id)
            .collect()
    }

    /// The receipt of what came, for more than receipts alone. It counts against the user of a mandate and against
    /// nobody else (fold §1.4), so only a keyworker's device makes one.
    pub(super) fn receipt(
        &mut self,
        keys: &DeviceKeys,
        came: &[ActId],
        now: Claimed,
        batch: &mut Batch,
    ) {
        let worth = came.iter().any(|id| !self.is_receipt(*id));
        if self.role != Role::Keyworker || !worth {
            return;
        }
        let heads = self.heads_of(came, &batch.applied);
        self.write_receipt(keys, heads, now, batch);
    }

    /// Those of `came` that no other of them saw. Between two new acts there are only acts that were applied just now,
    /// so one walk down `applied`, newest first, is enough.
    fn heads_of(&self, came: &[ActId], applied: &[ActId]) -> Vec<ActId> {
        let came: BTreeSet<ActId> = came.iter().copied().collect();
        let mut below: BTreeSet<ActId> = BTreeSet::new();
        for id in applied.iter().rev() {
            if came.contains(id) || below.contains(id) {
                below.extend(self.ledger.causes(*id));
            }
        }
        came.difference(&below).copied().collect()
    }
}
