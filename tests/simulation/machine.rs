//! One device in a world: keys, a disk, and the replica in memory, which a crash takes away.

use std::rc::Rc;

use countersign_domain::{AgreementId, Claimed, Deed, DeviceId, Role, Subject};
use countersign_seal::{Chance, DeviceKeys, Joining, Kit, admission, countersign};
use countersign_sync::{Batch, Body, Extent, Field, Refused, Replica, wire_role};
use countersign_wire::SignedAct;

use crate::dice::Dice;
use crate::disk::Disk;

/// When the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Crash {
    /// Not now.
    Never,
    /// After the step, before the disk has it.
    BeforeKept,
    /// When the disk has it, before anybody was told.
    AfterKept,
}

pub(crate) struct Machine {
    pub(crate) keys: Rc<DeviceKeys>,
    pub(crate) kit: Rc<Kit>,
    pub(crate) disk: Disk,
    pub(crate) replica: Replica,
    /// Vaults copied earlier, to be restored later.
    pub(crate) backups: Vec<Disk>,
}

impl Machine {
    pub(crate) fn found(role: Role, now: Claimed, dice: &mut Dice) -> Self {
        let keys = DeviceKeys::generate(dice);
        let kit = Kit::generate(dice);
        let recovery = DeviceId(kit.recovery());
        let (replica, batch) = Replica::found(&keys, role, recovery, None, now, dice).unwrap();
        Self::new(Rc::new(keys), Rc::new(kit), replica, batch)
    }

    /// A device that has only the founding act.
    pub(crate) fn begin(role: Role, kit: Rc<Kit>, founder: &Self, dice: &mut Dice) -> Self {
        let keys = DeviceKeys::generate(dice);
        let id = founder.agreement();
        let founding = SignedAct::decode(founder.replica.signed(id).unwrap()).unwrap();
        let device = DeviceId(keys.public().sign);
        let (replica, batch) = Replica::begin(role, device, &founding, None, dice).unwrap();
        Self::new(Rc::new(keys), kit, replica, batch)
    }

    /// The other person's first device, admitted in the room by `founder`.
    pub(crate) fn join(founder: &Self, now: Claimed, dice: &mut Dice) -> Self {
        let role = founder.replica.role().other();
        let kit = Rc::new(Kit::generate(dice));
        let recovery = DeviceId(kit.recovery());
        let mut joiner = Self::begin(role, kit, founder, dice);
        let joining = Joining {
            agreement: founder.agreement().0,
            role: wire_role(role),
            keys: joiner.keys.public().clone(),
            recovery: recovery.0,
            transcript: [5; 32],
        };
        let signature = admission(&founder.keys, &joining);
        let deed = Deed::Join {
            wrap_key: joiner.keys.public().wrap.to_vec(),
            recovery,
            compared: founder.device(),
            admission: [&[5; 32][..], &signature].concat(),
        };
        joiner
            .act(Subject::None, deed, None, now, Crash::Never, dice)
            .unwrap();
        joiner
    }

    /// What adds `new` to the devices of this one's person; by the kit or by this device.
    pub(crate) fn adding(&self, new: &Self, by: DeviceId) -> Deed {
        let agreement = self.agreement();
        let role = wire_role(self.replica.role());
        let signature = countersign(&new.keys, agreement.as_bytes(), role, by.as_bytes());
        Deed::AddDevice {
            device: new.device(),
            wrap_key: new.keys.public().wrap.to_vec(),
            countersignature: signature.to_vec(),
        }
    }

    fn new(keys: Rc<DeviceKeys>, kit: Rc<Kit>, replica: Replica, batch: Batch) -> Self {
        let disk = Disk::new(replica.agreement().id(), replica.role(), replica.device());
        let mut machine = Self {
            keys,
            kit,
            disk,
            replica,
            backups: Vec::new(),
        };
        machine.keep(batch, Crash::Never);
        machine
    }

    /// A second copy of the vault, as it is on the disk now.
    pub(crate) fn twin(&self) -> Self {
        let disk = self.disk.clone();
        Self {
            keys: Rc::clone(&self.keys),
            kit: Rc::clone(&self.kit),
            replica: Replica::load(disk.rows()).unwrap(),
            disk,
            backups: Vec::new(),
        }
    }

    pub(crate) fn agreement(&self) -> AgreementId {
        self.replica.agreement().id()
    }

    pub(crate) fn device(&self) -> DeviceId {
        self.replica.device()
    }

    pub(crate) fn restart(&mut self) {
        self.replica = Replica::load(self.disk.rows()).unwrap();
    }

    /// Keeps a batch, unless the power goes before. Gives whether people were told.
    pub(crate) fn keep(&mut self, batch: Batch, crash: Crash) -> bool {
        match crash {
            Crash::Never => {
                self.disk.keep(batch);
                self.replica.saved();
            }
            Crash::AfterKept => {
                self.disk.keep(batch);
                self.restart();
            }
            Crash::BeforeKept => self.restart(),
        }
        crash == Crash::Never
    }

    pub(crate) fn act(
        &mut self,
        subject: Subject,
        deed: Deed,
        words: Option<String>,
        now: Claimed,
        crash: Crash,
        dice: &mut dyn Chance,
    ) -> Result<bool, Refused> {
        let body = words.map(|words| Body::new([(Field::Words, words)].into(), dice));
        let (_, batch) = self
            .replica
            .act(&self.keys, subject, deed, body.as_ref(), now)?;
        Ok(self.keep(batch, crash))
    }

    pub(crate) fn act_by_kit(
        &mut self,
        deed: Deed,
        now: Claimed,
        dice: &mut dyn Chance,
    ) -> Result<(), Refused> {
        let (_, batch) = self.replica.act_by_kit(&self.kit, deed, now, dice)?;
        self.keep(batch, Crash::Never);
        Ok(())
    }

    /// Envelopes leave only when the disk has what they say.
    pub(crate) fn send(
        &mut self,
        extent: Extent,
        now: i64,
        crash: Crash,
        dice: &mut dyn Chance,
    ) -> Vec<Vec<u8>> {
        let body_of = |id| self.disk.bodies.get(&id).cloned();
        let (envelopes, batch) = self
            .replica
            .send(&self.keys, extent, &body_of, now, dice)
            .unwrap();
        if self.keep(batch, crash) {
            envelopes
        } else {
            Vec::new()
        }
    }

    /// Takes an envelope in, and then what it made readable. Gives how many acts were new.
    pub(crate) fn receive(
        &mut self,
        envelope: &[u8],
        now: Claimed,
        crash: Crash,
        dice: &mut dyn Chance,
    ) -> usize {
        let received = self
            .replica
            .receive(&self.keys, envelope, now, dice)
            .unwrap();
        let new = received.acts.len() + received.bodies.len();
        self.keep(received.batch, crash);
        let mut retried = 0;
        for id in received.retry {
            let aside = self.disk.aside.get(&id).map(|row| row.bytes.clone());
            retried += aside.map_or(0, |bytes| self.receive(&bytes, now, Crash::Never, dice));
        }
        new + retried
    }
}
