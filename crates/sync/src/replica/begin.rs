//! The first step of a copy: founding an agreement, or beginning with somebody else's founding act.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::{
    Act, ActId, Agreement, AgreementId, Claimed, Deed, DeviceId, Effect, Header, Incarnation, Role,
    Subject,
};
use countersign_seal::{Chance, DeviceKeys, Label, act_id, entropy};
use countersign_wire::SignedAct;

use super::write::commit_to;
use super::{Refused, Replica};
use crate::body::Body;
use crate::ledger::Ledger;
use crate::living::Living;
use crate::rows::{Batch, BodyRow, OwnRow};
use crate::verify::{self, NotAnAct};

impl Replica {
    /// Founds an agreement. `recovery` is the signing key of the founder's kit.
    ///
    /// # Errors
    /// When the words are too long.
    pub fn found(
        keys: &DeviceKeys,
        role: Role,
        recovery: DeviceId,
        body: Option<&Body>,
        now: Claimed,
        chance: &mut dyn Chance,
    ) -> Result<(Self, Batch), Refused> {
        let words = commit_to(body)?;
        let deed = Deed::Found {
            wrap_key: keys.public().wrap.to_vec(),
            recovery,
        };
        let header = Header {
            agreement: None,
            author: role,
            device: DeviceId(keys.public().sign),
            incarnation: Incarnation(entropy(chance)),
            seq: 0,
            prev: None,
            parents: Vec::new(),
            continues: None,
            waiting: Vec::new(),
            effect: Effect::Gives,
            subject: Subject::None,
            deed,
            claimed: now,
            commitment: words.as_ref().map(|words| words.commitment),
        };
        let incarnation = header.incarnation;
        let bytes = countersign_domain::encode::header(&header);
        let signature = keys.sign(Label::Act, &bytes);
        let signed = SignedAct::new(bytes, signature).map_err(|_| NotAnAct::Signature)?;
        let id = ActId(act_id(&signed.encode()));
        let mut replica = Self::empty(role, header.device, id, incarnation);
        let act = Act { id, header };
        replica.own.next_seq = 1;
        replica.own.prev = Some(id);
        let batch = replica.start(act, &signed, words.map(|words| words.bytes));
        Ok((replica, batch))
    }

    /// Begins a copy of somebody else's agreement with the founding act that came by pairing: for the other person,
    /// who joins next, and for a person's further device, which waits to be added.
    ///
    /// # Errors
    /// When the founding act is none, or is not validly signed.
    pub fn begin(
        role: Role,
        device: DeviceId,
        founding: &SignedAct,
        founding_body: Option<&[u8]>,
        chance: &mut dyn Chance,
    ) -> Result<(Self, Batch), NotAnAct> {
        let id = ActId(act_id(&founding.encode()));
        let read = verify::read(id, founding.clone())?;
        verify::verify(id, std::slice::from_ref(&read))?;
        if read.act.header.agreement.is_some() {
            return Err(NotAnAct::OtherAgreement);
        }
        let mut replica = Self::empty(role, device, id, Incarnation(entropy(chance)));
        let words = founding_body
            .filter(|bytes| verify::is_body_of(read.act.header.commitment, bytes))
            .map(<[u8]>::to_vec);
        let batch = replica.start(read.act, founding, words);
        Ok((replica, batch))
    }

    fn empty(role: Role, device: DeviceId, id: AgreementId, incarnation: Incarnation) -> Self {
        Self {
            role,
            device,
            agreement: Agreement::new(id),
            ledger: Ledger::new(id),
            document: None,
            pending: Vec::new(),
            snapshot: None,
            own: OwnRow {
                incarnation,
                next_seq: 0,
                prev: None,
                continues: None,
                next_bundle: 0,
                key: None,
                sent: Vec::new(),
                told: Vec::new(),
            },
            bodies: BTreeSet::new(),
            erased: BTreeSet::new(),
            early: BTreeMap::new(),
            keys: BTreeMap::new(),
            wraps: BTreeMap::new(),
            peers: BTreeMap::new(),
            aside: BTreeMap::new(),
            behind: BTreeMap::new(),
            brought: BTreeMap::new(),
            living: Living::load(id, Vec::new()),
            unsaved: false,
        }
    }

    fn start(&mut self, act: Act, signed: &SignedAct, words: Option<Vec<u8>>) -> Batch {
        let mut batch = Batch::default();
        let id = act.id;
        let plan = self.ledger.plan(vec![(&act, signed.encode())]);
        let grown = self
            .ledger
            .growth(&plan)
            .into_iter()
            .map(|(_, change)| change)
            .collect();
        self.enter(plan, vec![act], &mut batch);
        if let Some(bytes) = words {
            self.bodies.insert(id);
            batch.bodies.push(BodyRow { act: id, bytes });
        }
        self.grow_document(grown, &mut batch);
        batch.own = Some(self.own.clone());
        self.unsaved = true;
        batch
    }
}
