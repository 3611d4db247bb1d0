//! A device for tests: keys, a replica, and the rows it would keep, in memory.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod disk;

pub(crate) use disk::Disk;

use countersign_domain::part::Suggestion;
use countersign_domain::{ActId, Claimed, Deed, DeviceId, PartKind, Role, Subject, act::Choice};
use countersign_seal::{Chance, DeviceKeys, Joining, admission, countersign};
use countersign_sync::{
    Batch, Body, Extent, Field, NotTaken, Outcome, Received, Replica, wire_role,
};
use countersign_wire::SignedAct;

pub(crate) struct Dice(pub(crate) u64);

impl Chance for Dice {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = self.0.to_be_bytes()[3];
        }
    }
}

pub(crate) struct Desk {
    pub(crate) keys: DeviceKeys,
    pub(crate) replica: Replica,
    pub(crate) disk: Disk,
    pub(crate) dice: Dice,
}

pub(crate) const NOW: Claimed = Claimed(1_800_000_000);

impl Desk {
    pub(crate) fn found(role: Role, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let keys = DeviceKeys::generate(&mut dice);
        let (replica, batch) = Replica::found(
            &keys,
            role,
            DeviceId([seed as u8; 32]),
            None,
            NOW,
            &mut dice,
        )
        .unwrap();
        Self::new(keys, replica, batch, dice)
    }

    fn new(keys: DeviceKeys, replica: Replica, batch: Batch, dice: Dice) -> Self {
        let disk = Disk::new(replica.agreement().id(), replica.role(), replica.device());
        let mut desk = Self {
            keys,
            replica,
            disk,
            dice,
        };
        desk.keep(batch);
        desk
    }

    /// Another copy of this vault, as the disk was then.
    pub(crate) fn copy(&self, disk: Disk, seed: u64) -> Self {
        let keys = DeviceKeys::from_secret(&self.keys.to_secret()).unwrap();
        let replica = Replica::load(disk.rows()).unwrap();
        Self {
            keys,
            replica,
            disk,
            dice: Dice(seed),
        }
    }

    /// Locked and unlocked: all that was only in memory is gone.
    pub(crate) fn restart(&mut self) {
        self.replica = Replica::load(self.disk.rows()).unwrap();
    }

    /// A device that has only the founding act of `other`.
    pub(crate) fn begin(role: Role, seed: u64, other: &Self) -> Self {
        let mut dice = Dice(seed);
        let keys = DeviceKeys::generate(&mut dice);
        let founding = other
            .replica
            .signed(other.replica.agreement().id())
            .unwrap();
        let founding = SignedAct::decode(founding).unwrap();
        let device = DeviceId(keys.public().sign);
        let (replica, batch) = Replica::begin(role, device, &founding, None, &mut dice).unwrap();
        Self::new(keys, replica, batch, dice)
    }

    pub(crate) fn join(seed: u64, founder: &Self) -> Self {
        Self::join_with(seed, founder, DeviceId([seed as u8; 32]))
    }

    pub(crate) fn join_with(seed: u64, founder: &Self, recovery: DeviceId) -> Self {
        let role = founder.replica.role().other();
        let mut desk = Self::begin(role, seed, founder);
        let joining = Joining {
            agreement: desk.replica.agreement().id().0,
            role: wire_role(role),
            keys: desk.keys.public().clone(),
            recovery: recovery.0,
            transcript: [7; 32],
        };
        let signature = admission(&founder.keys, &joining);
        desk.act(
            Subject::None,
            Deed::Join {
                wrap_key: desk.keys.public().wrap.to_vec(),
                recovery,
                compared: founder.replica.device(),
                admission: [&[7; 32][..], &signature].concat(),
            },
        );
        desk
    }

    /// A further device of this one's person.
    pub(crate) fn add_device(&mut self, seed: u64) -> Self {
        let role = self.replica.role();
        let other = Self::begin(role, seed, self);
        let signature = countersign(
            &other.keys,
            self.replica.agreement().id().as_bytes(),
            wire_role(role),
            self.replica.device().as_bytes(),
        );
        self.act(
            Subject::None,
            Deed::AddDevice {
                device: other.replica.device(),
                wrap_key: other.keys.public().wrap.to_vec(),
                countersignature: signature.to_vec(),
            },
        );
        other
    }

    pub(crate) fn keep(&mut self, batch: Batch) {
        self.disk.keep(batch);
        self.replica.saved();
    }

    pub(crate) fn act(&mut self, subject: Subject, deed: Deed) -> ActId {
        self.say(subject, deed, None)
    }

    pub(crate) fn say(&mut self, subject: Subject, deed: Deed, words: Option<&str>) -> ActId {
        let body =
            words.map(|words| Body::new([(Field::Words, words.to_owned())].into(), &mut self.dice));
        let (id, batch) = self
            .replica
            .act(&self.keys, subject, deed, body.as_ref(), NOW)
            .unwrap();
        self.keep(batch);
        id
    }

    pub(crate) fn suggest(&mut self, kind: PartKind, words: &str) -> ActId {
        let suggestion = Suggestion {
            part_kind: kind,
            parents: Vec::new(),
            answers: None,
            language: "en".to_owned(),
            until: None,
            by: None,
            near: None,
            doer: None,
            goal: None,
            reasoned: self.replica.role() == Role::Keyworker,
            carried: false,
        };
        self.say(Subject::New, Deed::Suggest(suggestion), Some(words))
    }

    pub(crate) fn answer(&mut self, part: ActId, choice: Choice, words: &str) -> ActId {
        let reasoned = self.replica.role() == Role::Keyworker;
        let deed = Deed::Answer {
            version: part,
            choice,
            day: None,
            reasoned,
        };
        self.say(Subject::Part(part), deed, Some(words))
    }

    pub(crate) fn take_back(&mut self, part: ActId) -> ActId {
        let reasoned = self.replica.role() == Role::Keyworker;
        self.act(
            Subject::Part(part),
            Deed::TakeBack {
                version: part,
                reasoned,
            },
        )
    }

    pub(crate) fn send(&mut self, extent: Extent) -> Vec<Vec<u8>> {
        let Self {
            keys,
            replica,
            disk,
            dice,
        } = self;
        let body_of = |id| disk.bodies.get(&id).cloned();
        let (envelopes, batch) = replica.send(keys, extent, &body_of, NOW.0, dice).unwrap();
        self.keep(batch);
        envelopes
    }

    pub(crate) fn receive(&mut self, envelope: &[u8]) -> Received {
        let mut received = self
            .replica
            .receive(&self.keys, envelope, NOW, &mut self.dice)
            .unwrap();
        self.keep(std::mem::take(&mut received.batch));
        received
    }

    /// Takes in an act that came by itself; whether that changed anything.
    pub(crate) fn take(&mut self, signed: &SignedAct) -> Result<bool, NotTaken> {
        let batch = self
            .replica
            .take_act(&self.keys, signed, NOW, &mut self.dice)?;
        let changed = !batch.is_empty();
        self.keep(batch);
        Ok(changed)
    }

    /// Everything this one has, to `other`, which must take it.
    pub(crate) fn give(&mut self, other: &mut Self) {
        for envelope in self.send(Extent::Missing) {
            let outcome = other.receive(&envelope).outcome;
            assert!(
                matches!(outcome, Outcome::Taken | Outcome::Already),
                "{outcome:?}"
            );
        }
    }
}

/// Magda's phone, which founded, and Karin's laptop, which joined; each has all that the other has.
pub(crate) fn magda_and_karin() -> (Desk, Desk) {
    let mut magda = Desk::found(Role::Client, 1);
    let mut karin = Desk::join(2, &magda);
    karin.give(&mut magda);
    magda.give(&mut karin);
    (magda, karin)
}

pub(crate) fn same(one: &Desk, two: &Desk) {
    assert_eq!(one.disk.document, two.disk.document);
    let (one, two) = (one.replica.agreement(), two.replica.agreement());
    let acts = |agreement: &countersign_domain::Agreement| {
        agreement
            .acts()
            .map(|act| act.id)
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(acts(one), acts(two));
    assert_eq!(one.state(), two.state());
}
