//! Acting: an own act is judged by the rules, signed, and entered, or refused with nothing changed.

use countersign_domain::{
    Act, ActId, Claimed, Deed, DeviceId, Effect, Header, Incarnation, Inserted, Subject, encode,
};
use countersign_seal::{Chance, DeviceKeys, Kit, Label, body_commitment, entropy};
use countersign_wire::SignedAct;
use countersign_wire::limits::{HEADER_BYTES_MAX, PARENTS_MAX, WAITING_MAX};

use super::{Refused, Replica};
use crate::body::Body;
use crate::ledger::Plan;
use crate::rows::{Batch, BodyRow};
use crate::verify::{self, NotAnAct};

/// How many parents an own act has at most. More heads than this come only from somebody who makes them on purpose;
/// they are gathered under receipts first, so that the act itself stays small.
const OWN_PARENTS_MAX: usize = 16;

/// Who signs, and where in which chain.
struct Pen<'a> {
    device: DeviceId,
    incarnation: Incarnation,
    seq: u64,
    prev: Option<ActId>,
    continues: Option<ActId>,
    sign: &'a dyn Fn(&[u8]) -> [u8; 64],
}

/// What is said.
struct Said<'a> {
    subject: Subject,
    deed: Deed,
    body: Option<&'a Body>,
    now: Claimed,
}

impl Replica {
    /// Makes one's own act. `now` is claimed and never believed (law 7).
    ///
    /// # Errors
    /// When the step before is not saved, the keys are another device's, the rules say no, or it is too large.
    pub fn act(
        &mut self,
        keys: &DeviceKeys,
        subject: Subject,
        deed: Deed,
        body: Option<&Body>,
        now: Claimed,
    ) -> Result<(ActId, Batch), Refused> {
        self.ready()?;
        self.owned(keys)?;
        let mut batch = Batch::default();
        let said = Said {
            subject,
            deed,
            body,
            now,
        };
        if self.agreement.heads().len() > OWN_PARENTS_MAX {
            // Looked at first as a whole: what is refused must not leave receipts behind.
            self.look_at(&said)?;
            self.gather_heads(keys, now, &mut batch)?;
        }
        let id = self.write_own(keys, &said, &mut batch)?;
        self.unsaved = true;
        Ok((id, batch))
    }

    /// Adds or removes a device with the recovery kit. Each time is a life of its own, of one act.
    ///
    /// # Errors
    /// As [`Replica::act`].
    pub fn act_by_kit(
        &mut self,
        kit: &Kit,
        deed: Deed,
        now: Claimed,
        chance: &mut dyn Chance,
    ) -> Result<(ActId, Batch), Refused> {
        self.ready()?;
        let subject = if matches!(deed, Deed::RemoveDevice { .. }) {
            Subject::All
        } else {
            Subject::None
        };
        let pen = Pen {
            device: DeviceId(kit.recovery()),
            incarnation: Incarnation(entropy(chance)),
            seq: 0,
            prev: None,
            continues: None,
            sign: &|bytes| kit.sign(Label::Act, bytes),
        };
        let mut batch = Batch::default();
        let said = Said {
            subject,
            deed,
            body: None,
            now,
        };
        let id = self.write(&pen, &said, &mut batch)?;
        self.unsaved = true;
        Ok((id, batch))
    }

    pub(super) fn owned(&self, keys: &DeviceKeys) -> Result<(), Refused> {
        if keys.public().sign == self.device.0 {
            Ok(())
        } else {
            Err(Refused::OtherDevice)
        }
    }

    /// A receipt for what came, if the rules let this device make one; at most once per receive (fold §1.4).
    pub(super) fn write_receipt(
        &mut self,
        keys: &DeviceKeys,
        mut received: Vec<ActId>,
        now: Claimed,
        batch: &mut Batch,
    ) {
        received.truncate(PARENTS_MAX);
        let deed = Deed::Receipt { received };
        let subject = Subject::None;
        // A device that is not added yet, or was removed, has nothing to receipt with.
        let _refused = self.write_own(
            keys,
            &Said {
                subject,
                deed,
                body: None,
                now,
            },
            batch,
        );
    }

    fn gather_heads(
        &mut self,
        keys: &DeviceKeys,
        now: Claimed,
        batch: &mut Batch,
    ) -> Result<(), Refused> {
        while self.agreement.heads().len() > OWN_PARENTS_MAX {
            let received: Vec<_> = self
                .agreement
                .heads()
                .iter()
                .copied()
                .take(OWN_PARENTS_MAX)
                .collect();
            let deed = Deed::Receipt { received };
            let said = Said {
                subject: Subject::None,
                deed,
                body: None,
                now,
            };
            self.write_own(keys, &said, batch)?;
        }
        Ok(())
    }

    fn write_own(
        &mut self,
        keys: &DeviceKeys,
        said: &Said<'_>,
        batch: &mut Batch,
    ) -> Result<ActId, Refused> {
        let sign = |bytes: &[u8]| keys.sign(Label::Act, bytes);
        let id = self.write(&self.own_pen(&sign), said, batch)?;
        self.own.next_seq += 1;
        self.own.prev = Some(id);
        self.own.continues = None;
        batch.own = Some(self.own.clone());
        Ok(id)
    }

    fn write(
        &mut self,
        pen: &Pen<'_>,
        said: &Said<'_>,
        batch: &mut Batch,
    ) -> Result<ActId, Refused> {
        let words = commit_to(said.body)?;
        let header = self.header(pen, said, words.as_ref().map(|words| words.commitment));
        self.agreement.judge(&header)?;
        let bytes = fitting(header)?;
        let signature = (pen.sign)(&bytes);
        let signed = SignedAct::new(bytes, signature).map_err(|_| NotAnAct::Signature)?;
        // What others would refuse is not written down here either.
        let read = verify::read(self.agreement.id(), signed)?;
        verify::verify(self.agreement.id(), std::slice::from_ref(&read))?;
        let id = read.act.id;
        let plan = self.ledger.plan(vec![(&read.act, read.signed.encode())]);
        let grown = self
            .ledger
            .growth(&plan)
            .into_iter()
            .map(|(_, change)| change)
            .collect();
        self.enter(plan, vec![read.act], batch);
        if let Some(Words { bytes, .. }) = words {
            self.bodies.insert(id);
            batch.bodies.push(BodyRow { act: id, bytes });
        }
        self.grow_document(grown, batch);
        Ok(id)
    }

    /// Everything that could be refused, with nothing done.
    fn look_at(&self, said: &Said<'_>) -> Result<(), Refused> {
        let commitment = commit_to(said.body)?.map(|words| words.commitment);
        let header = self.header(&self.own_pen(&|_| [0; 64]), said, commitment);
        self.agreement.judge(&header)?;
        verify::vouched(self.agreement.id(), &header)?;
        fitting(header).map(|_| ())
    }

    fn own_pen<'a>(&self, sign: &'a dyn Fn(&[u8]) -> [u8; 64]) -> Pen<'a> {
        Pen {
            device: self.device,
            incarnation: self.own.incarnation,
            seq: self.own.next_seq,
            prev: self.own.prev,
            continues: self.own.continues.filter(|_| self.own.next_seq == 0),
            sign,
        }
    }

    fn header(&self, pen: &Pen<'_>, said: &Said<'_>, commitment: Option<[u8; 32]>) -> Header {
        Header {
            agreement: Some(self.agreement.id()),
            author: self.role,
            device: pen.device,
            incarnation: pen.incarnation,
            seq: pen.seq,
            prev: pen.prev,
            parents: self.parents(),
            continues: pen.continues,
            waiting: self.waiting_named(),
            // The rules refuse a header whose effect is not its deed's; an unknown deed is never written here.
            effect: said.deed.effect(said.subject).unwrap_or(Effect::Tells),
            subject: said.subject,
            deed: said.deed.clone(),
            claimed: said.now,
            commitment,
        }
    }

    fn parents(&self) -> Vec<ActId> {
        self.agreement
            .heads()
            .iter()
            .copied()
            .take(OWN_PARENTS_MAX)
            .collect()
    }

    /// The waiting acts that an act names, those that take away first.
    pub(super) fn waiting_named(&self) -> Vec<ActId> {
        let mut waiting: Vec<_> = self
            .agreement
            .waiting()
            .map(|act| (act.header.effect != Effect::TakesAway, act.id))
            .collect();
        waiting.sort_unstable();
        waiting
            .into_iter()
            .map(|(_, id)| id)
            .take(WAITING_MAX)
            .collect()
    }

    /// Enters planned acts: into the ledger, under the rules, and as rows.
    pub(super) fn enter(&mut self, plan: Plan, acts: Vec<Act>, batch: &mut Batch) {
        let mut changed: Vec<ActId> = acts.iter().map(|act| act.id).collect();
        changed.extend(plan.completed());
        self.ledger.commit(plan);
        for act in acts {
            if let Inserted::Applied(ids) = self.agreement.insert(act) {
                for id in ids {
                    if let Some(act) = self.agreement.act(id).cloned() {
                        self.note_applied(&act, batch);
                    }
                    changed.push(id);
                    batch.applied.push(id);
                }
            }
        }
        changed.sort_unstable();
        changed.dedup();
        batch
            .acts
            .retain(|row| changed.binary_search(&row.id).is_err());
        batch
            .acts
            .extend(changed.into_iter().filter_map(|id| self.ledger.row(id)));
    }
}

/// A body's bytes, with the commitment to them.
pub(super) struct Words {
    pub(super) commitment: [u8; 32],
    pub(super) bytes: Vec<u8>,
}

pub(super) fn commit_to(body: Option<&Body>) -> Result<Option<Words>, Refused> {
    let Some(body) = body else { return Ok(None) };
    let bytes = body.encode()?;
    let commitment = body_commitment(&body.salt, &bytes);
    Ok(Some(Words { commitment, bytes }))
}

/// The bytes of a header, with as many waiting acts named as there is room for.
fn fitting(mut header: Header) -> Result<Vec<u8>, Refused> {
    loop {
        let bytes = encode::header(&header);
        if bytes.len() <= HEADER_BYTES_MAX {
            return Ok(bytes);
        }
        if header.waiting.pop().is_none() {
            return Err(NotAnAct::Header(encode::NotAHeader::TooLong).into());
        }
    }
}
