//! An act that comes by itself, in a message of pairing: the one by which somebody joined, or by which a kit adds a device.
//!
//! It exists for a person who lost every device: until theirs is added there is nobody for whom a bundle could be sealed.
//! It is looked at like every act of a bundle, and besides it must be allowed here and now: one that would have to wait,
//! or that the rules refuse, is not taken.

use countersign_domain::{Act, Claimed};
use countersign_seal::{Chance, DeviceKeys};
use countersign_wire::SignedAct;

use super::{Refused, Replica};
use crate::received::Reason;
use crate::rows::Batch;
use crate::verify;

/// Why an act that came by itself is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It is none of this agreement, not signed by its device, follows acts that are not here, or there is no room for it.
    #[error("the act that came by itself is none that can be taken")]
    Act(Reason),
    /// The step before is not saved, the keys are another device's, or the rules say no.
    #[error(transparent)]
    Refused(#[from] Refused),
}

impl Replica {
    /// What a signed act is, by its own signature and the words of other keys in it. Nothing is taken in.
    ///
    /// # Errors
    /// When it is no act of this agreement.
    pub fn read_act(&self, signed: &SignedAct) -> Result<Act, NotTaken> {
        self.verified(signed).map(|read| read.act)
    }

    /// Takes in an act that came by itself. One that is here already changes nothing.
    ///
    /// # Errors
    /// When it is no act of this agreement, or the rules say no; then nothing has changed.
    pub fn take_act(
        &mut self,
        keys: &DeviceKeys,
        signed: &SignedAct,
        now: Claimed,
        chance: &mut dyn Chance,
    ) -> Result<Batch, NotTaken> {
        self.ready()?;
        self.owned(keys)?;
        let mut batch = Batch::default();
        let read = self.verified(signed)?;
        if self.ledger.has(read.act.id) {
            return Ok(batch);
        }
        if verify::causes(&read.act.header).any(|id| self.agreement.act(id).is_none()) {
            return Err(NotTaken::Act(Reason::BadAct));
        }
        self.agreement
            .judge(&read.act.header)
            .map_err(Refused::from)?;
        let taken = self.look_at_one(read).map_err(NotTaken::Act)?;
        let came = taken.ids();
        self.take(taken, chance, &mut batch);
        self.receipt(keys, &came, now, &mut batch);
        self.unsaved = true;
        Ok(batch)
    }

    fn verified(&self, signed: &SignedAct) -> Result<verify::Read, NotTaken> {
        let read = verify::read(self.agreement.id(), signed.clone());
        let read = read.map_err(|why| NotTaken::Act(why.into()))?;
        verify::verify(self.agreement.id(), std::slice::from_ref(&read))
            .map_err(|why| NotTaken::Act(why.into()))?;
        Ok(read)
    }
}
