//! Sending: what the others lack, in bundles that each can be read alone.
//!
//! What another device has is what it signed that it has; a bundle that was made is no proof that it came. The sending
//! key is made anew whenever the devices change, and after 30 days; it is wrapped in every bundle for each device that
//! has not yet receipted a bundle under it (design §5).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::{ActId, DeviceId, Role};
use countersign_seal::{
    Chance, DeviceKeys, SendingKey, Wrap, bundle_id, roster_hash, seal_bundle, wrap,
};
use countersign_wire::limits::{
    ACTS_PER_BUNDLE_MAX, BODIES_PER_BUNDLE_MAX, BUNDLE_PLAIN_BYTES_MAX, DEVICES_PER_PERSON_MAX,
    HAVE_MAX, MISSING_BODIES_MAX, RECEIVED_MAX, WAITING_MAX,
};
use countersign_wire::{Body, Bundle, CarriedAct};

use super::{HeldKey, Refused, Replica};
use crate::rows::{Batch, KeyRow, PeerRow, SENT_MAX};

/// How long a sending key is used: 30 days, in seconds (design §5).
const KEY_SECONDS: i64 = 30 * 24 * 3600;
/// A key from further ahead than this was made by a clock that is wrong now or was then: one day.
const CLOCK_SECONDS: i64 = 24 * 3600;
/// How many bundles of each device are receipted, the newest.
const RECEIPTED_MAX: usize = 4;
/// What the map, its fixed fields and the heads of lists take in a bundle, generously.
const FRAME_BYTES: usize = 1024;
/// What a name in a list, and what stands before an act or body, take.
const NAME_BYTES: usize = 34;
const HEAD_BYTES: usize = 8;
/// What the frame and all lists of names take at most.
pub(super) const NAMES_BYTES_MAX: usize =
    FRAME_BYTES + (HAVE_MAX + MISSING_BODIES_MAX + WAITING_MAX + RECEIVED_MAX) * NAME_BYTES;

/// How much to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What was not put into such a bundle before: for the one road that keeps bundles until they are fetched. May be
    /// nothing.
    New,
    /// Everything that some device has not signed that it has: for a file, and now and then for every road.
    Missing,
    /// What one device lacks, for a road at whose other end it is now.
    To {
        /// Which.
        device: DeviceId,
        /// Everything that it has not signed that it has; otherwise only what came up since it was offered something.
        anew: bool,
        /// Where nothing is lacking, tell at least what is here.
        tell: bool,
    },
}

impl Extent {
    /// Whether what was offered before is offered again.
    pub(super) fn is_anew(self) -> bool {
        match self {
            Self::New => false,
            Self::Missing => true,
            Self::To { anew, .. } => anew,
        }
    }

    /// Whether a bundle is made also where there is nothing to send.
    fn tells(self) -> bool {
        match self {
            Self::New => false,
            Self::Missing => true,
            Self::To { anew, tell, .. } => anew || tell,
        }
    }

    /// Those of the receivers whose lack counts.
    fn heard_by(self, receivers: &BTreeSet<DeviceId>) -> BTreeSet<DeviceId> {
        let counts = |it: &&DeviceId| match self {
            Self::New | Self::Missing => true,
            Self::To { device, .. } => **it == device,
        };
        receivers.iter().filter(counts).copied().collect()
    }
}

/// A part of what is to be sent that fits into one bundle.
#[derive(Default)]
pub(super) struct Load {
    acts: Vec<CarriedAct>,
    bodies: Vec<Body>,
    living: Vec<u8>,
    bytes: usize,
}

impl Load {
    /// Living text alone: its bundles carry nothing else.
    pub(super) fn living(living: Vec<u8>) -> Self {
        Self {
            living,
            ..Self::default()
        }
    }

    fn has_room(&self, bytes: usize, limit: usize) -> bool {
        self.bytes + bytes <= limit
            && self.acts.len() < ACTS_PER_BUNDLE_MAX
            && self.bodies.len() < BODIES_PER_BUNDLE_MAX
    }

    fn is_empty(&self) -> bool {
        self.acts.is_empty() && self.bodies.is_empty()
    }

    fn add(&mut self, id: ActId, signed: Option<Vec<u8>>, body: Option<Vec<u8>>) {
        self.bytes += weight(signed.as_ref(), body.as_ref());
        match (signed, body) {
            (Some(signed), body) => self.acts.push(CarriedAct { signed, body }),
            (None, Some(bytes)) => self.bodies.push(Body { act: id.0, bytes }),
            (None, None) => {}
        }
    }
}

/// What an act and its body take in a bundle.
fn weight(signed: Option<&Vec<u8>>, body: Option<&Vec<u8>>) -> usize {
    let size = |bytes: &Vec<u8>| bytes.len() + HEAD_BYTES;
    signed.map_or(0, size) + body.map_or(0, |body| size(body) + NAME_BYTES)
}

impl Replica {
    /// Makes the bundles for all other valid devices of the two. `body_of` gives the bytes of a body that is here;
    /// `now` is in seconds since 1970 and only decides about the age of the sending key.
    ///
    /// # Errors
    /// When the step before is not saved, or the keys are another device's.
    pub fn send(
        &mut self,
        keys: &DeviceKeys,
        extent: Extent,
        body_of: &dyn Fn(ActId) -> Option<Vec<u8>>,
        now: i64,
        chance: &mut dyn Chance,
    ) -> Result<(Vec<Vec<u8>>, Batch), Refused> {
        self.ready()?;
        self.owned(keys)?;
        let receivers = self.receivers();
        let heard_by = extent.heard_by(&receivers);
        let (acts, bodies) = self.lacking(&heard_by, extent);
        let heads: Vec<ActId> = self.agreement.heads().iter().copied().collect();
        let told = self.told_now();
        let more = extent == Extent::New && self.tells_more(&told);
        let news = !acts.is_empty() || !bodies.is_empty() || more || extent.tells();
        let living = self.living_loads(&heard_by, extent);
        if receivers.is_empty() || (!news && living.is_empty()) {
            return Ok((Vec::new(), Batch::default()));
        }
        let mut batch = Batch::default();
        let key = self.sending_key(&receivers, now, chance, &mut batch);
        let wraps = self.wraps_for(key, &receivers, chance);
        let template = self.template(key);
        let mut envelopes = Vec::new();
        let mut loads = self.loads(&acts, &bodies, body_of, &template);
        if !news {
            loads.clear();
        }
        loads.extend(living);
        for load in loads {
            envelopes.extend(self.sealed(keys, key, &wraps, &template, load, chance));
        }
        self.note_offered(&heard_by, extent, &heads, &bodies, &mut batch);
        if extent == Extent::New {
            self.own.told = told;
        }
        batch.own = Some(self.own.clone());
        self.unsaved = true;
        Ok((envelopes, batch))
    }

    /// The devices to send to: of each person so many, those heard of last first.
    fn receivers(&self) -> BTreeSet<DeviceId> {
        let roster = self.roster();
        let mut chosen = BTreeSet::new();
        for role in Role::BOTH {
            let theirs = roster.iter().filter(|(_, owner)| **owner == role);
            let mut theirs: Vec<_> = theirs
                .filter(|(device, _)| self.brought.contains_key(device))
                .map(|(device, _)| (self.peers.get(device).and_then(|peer| peer.heard), *device))
                .collect();
            // A person who adds devices without end must not take the others' place from a bundle.
            theirs.sort_unstable_by_key(|(heard, device)| (Reverse(*heard), *device));
            chosen.extend(
                theirs
                    .into_iter()
                    .take(DEVICES_PER_PERSON_MAX)
                    .map(|(_, device)| device),
            );
        }
        chosen
    }

    /// The acts that some receiver lacks, and the bodies to go with them or asked for.
    fn lacking(
        &self,
        receivers: &BTreeSet<DeviceId>,
        extent: Extent,
    ) -> (BTreeSet<ActId>, BTreeSet<ActId>) {
        let (mut acts, mut bodies) = (BTreeSet::new(), BTreeSet::new());
        for device in receivers {
            let peer = self.peers.get(device);
            let told = peer.into_iter().flat_map(|peer| &peer.have);
            let before = peer.map_or(&[][..], |peer| match extent {
                Extent::New => &peer.posted,
                Extent::To { anew: false, .. } => &peer.offered,
                Extent::Missing | Extent::To { .. } => &[],
            });
            let known = told.chain(before);
            let there = peer.map_or(&[][..], |peer| &peer.waiting);
            acts.extend(self.unknown_to(known, there, extent));
            bodies.extend(peer.into_iter().flat_map(|peer| &peer.missing));
            let behind = self.behind.get(device);
            if let Some(copy) = behind.filter(|_| extent.is_anew()) {
                acts.extend(self.unknown_to(&copy.have, &copy.waiting, extent));
                bodies.extend(&copy.missing);
            }
        }
        bodies.extend(&acts);
        bodies.retain(|id| self.bodies.contains(id));
        (acts, bodies)
    }

    /// The acts that are not at or below `known`. What waits at the receiver is `there`, but not what comes before it.
    fn unknown_to<'a>(
        &self,
        known: impl IntoIterator<Item = &'a ActId>,
        there: &[ActId],
        extent: Extent,
    ) -> BTreeSet<ActId> {
        let heads = self.agreement.heads().iter().copied();
        let mut acts = self.ledger.beyond(heads, known.into_iter().copied());
        if extent.is_anew() {
            acts.extend(self.agreement.waiting().map(|act| act.id));
        }
        acts.retain(|id| !there.contains(id));
        acts
    }

    fn sending_key(
        &mut self,
        receivers: &BTreeSet<DeviceId>,
        now: i64,
        chance: &mut dyn Chance,
        batch: &mut Batch,
    ) -> [u8; 32] {
        let devices: BTreeSet<[u8; 32]> = receivers
            .iter()
            .chain([&self.device])
            .map(|device| device.0)
            .collect();
        let roster = roster_hash(&devices);
        let present = self.own.key.and_then(|id| Some((id, self.keys.get(&id)?)));
        let fresh = present.filter(|(_, held)| {
            let age = now.saturating_sub(held.since);
            held.roster == roster && (-CLOCK_SECONDS..KEY_SECONDS).contains(&age)
        });
        if let Some((id, _)) = fresh {
            return id;
        }
        let key = SendingKey::generate(chance);
        let id = key.id().0;
        batch.keys.push(KeyRow {
            id,
            secret: key.to_secret(),
            owner: self.device,
            since: now,
            roster,
        });
        self.keys.insert(
            id,
            HeldKey {
                key,
                since: now,
                roster,
            },
        );
        self.own.key = Some(id);
        self.own.sent.clear();
        self.wraps.clear();
        for peer in self.peers.values_mut().filter(|peer| peer.holds_key) {
            peer.holds_key = false;
            batch.peers.push(peer.clone());
        }
        id
    }

    fn wraps_for(
        &mut self,
        key: [u8; 32],
        receivers: &BTreeSet<DeviceId>,
        chance: &mut dyn Chance,
    ) -> Vec<Wrap> {
        let Some(held) = self.keys.get(&key) else {
            return Vec::new();
        };
        for device in receivers {
            let public = self
                .brought
                .get(device)
                .filter(|_| !self.wraps.contains_key(device));
            if let Some((_, public)) = public {
                // Keys are checked when they arrive; one that still cannot be wrapped for gets nothing.
                let wrapped = wrap(&held.key, std::slice::from_ref(public), chance);
                self.wraps
                    .extend(wrapped.into_iter().flatten().map(|wrap| (*device, wrap)));
            }
        }
        let lacks =
            |device: &&DeviceId| !self.peers.get(*device).is_some_and(|peer| peer.holds_key);
        let needed = receivers.iter().filter(lacks);
        needed
            .filter_map(|device| self.wraps.get(device).cloned())
            .collect()
    }

    /// A bundle with everything but acts and bodies.
    fn template(&self, key: [u8; 32]) -> Bundle {
        let mut missing = self.missing_bodies();
        if missing.len() > MISSING_BODIES_MAX {
            // What nobody can give must not stand in the way of asking for the rest.
            let turn = usize::try_from(self.own.next_bundle).unwrap_or(0) % missing.len();
            missing.rotate_left(turn);
            missing.truncate(MISSING_BODIES_MAX);
        }
        let received = self
            .peers
            .values()
            .flat_map(|peer| peer.received.iter().rev().take(RECEIPTED_MAX).copied());
        let names = |ids: Vec<ActId>| ids.into_iter().map(|id| id.0).collect();
        let heads = self
            .agreement
            .heads()
            .iter()
            .copied()
            .take(HAVE_MAX)
            .collect();
        let mut waiting = self.waiting_named();
        waiting.truncate(WAITING_MAX);
        Bundle {
            agreement: self.agreement.id().0,
            device: self.device.0,
            incarnation: self.own.incarnation.0,
            number: 0,
            roster_hash: self.keys.get(&key).map_or([0; 32], |held| held.roster),
            key_commit: key,
            acts: Vec::new(),
            bodies: Vec::new(),
            have: names(heads),
            missing_bodies: names(missing),
            waiting: names(waiting),
            received: received.take(RECEIVED_MAX).collect(),
            living: Vec::new(),
        }
    }

    /// Splits what is to be sent; ancestors go first, so that each bundle can be used when it comes.
    fn loads(
        &self,
        acts: &BTreeSet<ActId>,
        bodies: &BTreeSet<ActId>,
        body_of: &dyn Fn(ActId) -> Option<Vec<u8>>,
        template: &Bundle,
    ) -> Vec<Load> {
        let names = template.have.len()
            + template.missing_bodies.len()
            + template.waiting.len()
            + template.received.len();
        let limit = BUNDLE_PLAIN_BYTES_MAX.saturating_sub(FRAME_BYTES + names * NAME_BYTES);
        let mut order: Vec<_> = acts
            .union(bodies)
            .map(|id| (self.ledger.height(*id), *id))
            .collect();
        order.sort_unstable();
        let mut loads = vec![Load::default()];
        for (_, id) in order {
            let held = self.ledger.held(id).filter(|_| acts.contains(&id));
            let signed = held.map(|held| held.signed.clone());
            let body = bodies.contains(&id).then(|| body_of(id)).flatten();
            let bytes = weight(signed.as_ref(), body.as_ref());
            if loads
                .last()
                .is_some_and(|load| !load.has_room(bytes, limit))
            {
                loads.push(Load::default());
            }
            if let Some(load) = loads.last_mut() {
                load.add(id, signed, body);
            }
        }
        if loads.len() > 1 {
            loads.retain(|load| !load.is_empty());
        }
        loads
    }

    fn sealed(
        &mut self,
        keys: &DeviceKeys,
        key: [u8; 32],
        wraps: &[Wrap],
        template: &Bundle,
        load: Load,
        chance: &mut dyn Chance,
    ) -> Option<Vec<u8>> {
        let bundle = Bundle {
            number: self.own.next_bundle,
            acts: load.acts,
            bodies: load.bodies,
            living: load.living,
            ..template.clone()
        };
        let held = self.keys.get(&key)?;
        let envelope = seal_bundle(&held.key, wraps, &bundle, keys, chance).ok()?;
        self.own.next_bundle += 1;
        self.own.sent.push(bundle_id(&envelope));
        let surplus = self.own.sent.len().saturating_sub(SENT_MAX);
        self.own.sent.drain(..surplus);
        Some(envelope)
    }

    fn note_offered(
        &mut self,
        receivers: &BTreeSet<DeviceId>,
        extent: Extent,
        heads: &[ActId],
        bodies: &BTreeSet<ActId>,
        batch: &mut Batch,
    ) {
        let mut rows: BTreeMap<DeviceId, PeerRow> = batch
            .peers
            .drain(..)
            .map(|peer| (peer.device, peer))
            .collect();
        for device in receivers {
            let peer = self
                .peers
                .entry(*device)
                .or_insert_with(|| PeerRow::unheard(*device, Vec::new()));
            peer.offered = heads.to_vec();
            match extent {
                Extent::Missing => drop(self.behind.remove(device)),
                Extent::New => {
                    peer.posted = heads.to_vec();
                    peer.missing.retain(|id| !bodies.contains(id));
                }
                Extent::To { .. } => {
                    // What is lost after all is asked for again in its next bundle.
                    peer.missing.retain(|id| !bodies.contains(id));
                    self.behind.remove(device);
                }
            }
            rows.insert(*device, peer.clone());
        }
        batch.peers = rows.into_values().collect();
    }
}
