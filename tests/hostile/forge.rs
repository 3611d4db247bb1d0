//! Karin's laptop in other hands: bundles with whatever content, sealed as they should be.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use countersign_domain::{ActId, Claimed, Deed, Effect, Header, Role, Subject, encode};
use countersign_seal::{DeviceKeys, Label, act_id, seal_bundle};
use countersign_sync::{Extent, Outcome};
use countersign_wire::{Body, Bundle, CarriedAct};

use crate::desk::{Desk, magda_and_karin};

/// Held by every test of this file, alone by the one that measures memory.
static TURN: RwLock<()> = RwLock::new(());

/// A test's place in the order of tests.
enum Turn {
    Beside(#[expect(dead_code, reason = "held until the test ends")] RwLockReadGuard<'static, ()>),
    Alone(#[expect(dead_code, reason = "held until the test ends")] RwLockWriteGuard<'static, ()>),
}

pub(crate) struct Stage {
    pub(crate) magda: Desk,
    pub(crate) karin: Desk,
    number: u64,
    _turn: Turn,
}

impl Stage {
    /// Both know each other's sending keys, so that no bundle needs a wrap.
    pub(crate) fn set() -> Self {
        Self::with(Turn::Beside(
            TURN.read().unwrap_or_else(PoisonError::into_inner),
        ))
    }

    /// While no other test runs.
    pub(crate) fn set_alone() -> Self {
        Self::with(Turn::Alone(
            TURN.write().unwrap_or_else(PoisonError::into_inner),
        ))
    }

    fn with(turn: Turn) -> Self {
        let (mut magda, mut karin) = magda_and_karin();
        for _ in 0..2 {
            karin.give(&mut magda);
            magda.give(&mut karin);
        }
        Self {
            magda,
            karin,
            number: 1_000,
            _turn: turn,
        }
    }

    /// Genuine acts that Karin has made and Magda has not seen, with a bundle's other parts thrown away.
    pub(crate) fn unseen(&mut self, words: &[&str]) -> Vec<Vec<u8>> {
        use countersign_domain::PartKind;
        for words in words {
            self.karin.suggest(PartKind::Goal, words);
        }
        let key = self.karin.disk.sending_key().unwrap();
        let envelopes = self.karin.send(Extent::Missing);
        let open = |bytes: &Vec<u8>| {
            let envelope = countersign_wire::Envelope::decode(bytes).unwrap();
            countersign_seal::open_envelope(&envelope, &key)
                .unwrap()
                .bundle
        };
        envelopes
            .iter()
            .flat_map(|bytes| open(bytes).acts)
            .map(|act| act.signed)
            .collect()
    }

    pub(crate) fn bundle(&mut self) -> Bundle {
        let key = self.karin.disk.sending_key().unwrap();
        self.number += 1;
        Bundle {
            agreement: self.karin.replica.agreement().id().0,
            device: self.karin.replica.device().0,
            incarnation: self.karin.replica.incarnation().0,
            number: self.number,
            roster_hash: [0; 32],
            key_commit: key.id().0,
            acts: Vec::new(),
            bodies: Vec::new(),
            have: Vec::new(),
            missing_bodies: Vec::new(),
            waiting: Vec::new(),
            received: Vec::new(),
            living: Vec::new(),
        }
    }

    pub(crate) fn sealed(&mut self, bundle: &Bundle) -> Vec<u8> {
        let key = self.karin.disk.sending_key().unwrap();
        seal_bundle(&key, &[], bundle, &self.karin.keys, &mut self.karin.dice).unwrap()
    }

    pub(crate) fn with_acts(&mut self, acts: Vec<Vec<u8>>) -> Vec<u8> {
        let alone = |signed| CarriedAct { signed, body: None };
        let bundle = Bundle {
            acts: acts.into_iter().map(alone).collect(),
            ..self.bundle()
        };
        self.sealed(&bundle)
    }

    pub(crate) fn with_bodies(&mut self, bodies: Vec<Body>) -> Vec<u8> {
        let bundle = Bundle {
            bodies,
            ..self.bundle()
        };
        self.sealed(&bundle)
    }

    /// Hands Magda's phone an envelope that it must not take, and looks that nothing but the shelf has changed.
    pub(crate) fn refuses(&mut self, envelope: &[u8]) -> Outcome {
        let before = self.magda.replica.agreement().state();
        let document = self.magda.disk.document.clone();
        let received = self.magda.receive(envelope);
        assert_ne!(received.outcome, Outcome::Taken);
        assert!(received.acts.is_empty() && received.bodies.is_empty());
        assert_eq!(self.magda.replica.agreement().state(), before);
        assert_eq!(self.magda.disk.document, document);
        received.outcome
    }

    /// A header that Karin's laptop could write next.
    pub(crate) fn header(&self, deed: Deed, subject: Subject) -> Header {
        let agreement = self.karin.replica.agreement();
        let last = agreement
            .acts()
            .filter(|act| act.header.device == self.karin.replica.device())
            .last()
            .unwrap();
        Header {
            agreement: Some(agreement.id()),
            author: Role::Keyworker,
            device: self.karin.replica.device(),
            incarnation: self.karin.replica.incarnation(),
            seq: last.header.seq + 1,
            prev: Some(last.id),
            parents: agreement.heads().iter().copied().collect(),
            continues: None,
            waiting: Vec::new(),
            effect: deed.effect(subject).unwrap_or(Effect::Tells),
            subject,
            deed,
            claimed: Claimed(0),
            commitment: None,
        }
    }
}

/// A header signed with these keys: the act's id and bytes.
pub(crate) fn signed(header: &Header, keys: &DeviceKeys) -> (ActId, Vec<u8>) {
    let bytes = encode::header(header);
    let signature = keys.sign(Label::Act, &bytes);
    let bytes = [&bytes[..], &signature].concat();
    (ActId(act_id(&bytes)), bytes)
}
