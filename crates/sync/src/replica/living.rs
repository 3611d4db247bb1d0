//! Living text of a replica: what it says, what a person writes, and its way in and out of bundles.
//!
//! It exists apart because nothing here touches an act: a fault in living text costs living text. Its bundles carry
//! nothing else, so that a take-back never waits for a draft.

use std::collections::BTreeSet;

use countersign_domain::DeviceId;
use countersign_seal::{Chance, DeviceKeys};
use countersign_wire::Bundle;
use countersign_wire::limits::BUNDLE_PLAIN_BYTES_MAX;

use super::Replica;
use super::send::{Extent, Load, NAMES_BYTES_MAX};
use crate::living::{Agenda, Draft, Here, LivingEdit, NotWritten, Owners, Pen, Returned, Tried};
use crate::received::{Reason, Received};
use crate::rows::Batch;

impl Replica {
    /// What the two will talk about.
    pub fn agenda(&mut self) -> Agenda {
        let owners = self.owners();
        self.living.agenda(&owners)
    }

    /// The drafts that are shared.
    pub fn drafts(&mut self) -> Vec<Draft> {
        let owners = self.owners();
        self.living.drafts(&owners)
    }

    /// Writes living text. Gives the name of a draft that was shared, and what to keep.
    ///
    /// # Errors
    /// When the step before is not saved, the text is not here or not one's own, or there is no more room. Nothing has
    /// changed then.
    pub fn write_living(
        &mut self,
        keys: &DeviceKeys,
        edit: LivingEdit<'_>,
        chance: &mut dyn Chance,
    ) -> Result<(Option<[u8; 32]>, Batch), NotWritten> {
        self.ready().map_err(|_| NotWritten::Unready)?;
        self.owned(keys).map_err(|_| NotWritten::Unready)?;
        self.recall_living();
        let owners = self.owners();
        let pen = Pen {
            agreement: self.agreement.id(),
            keys,
            incarnation: self.own.incarnation.0,
            owners: &owners,
        };
        let edited = self.living.edit(&pen, self.role, edit, chance)?;
        let batch = Batch {
            living: edited.rows,
            ..Batch::default()
        };
        self.unsaved = !batch.is_empty();
        Ok((edited.draft, batch))
    }

    /// Tries what a bundle brings, on copies. Its sender must be a device of one of the two that was not removed.
    pub(super) fn try_living(&mut self, bundle: &Bundle) -> Result<Tried, Reason> {
        if bundle.living.is_empty() {
            return Ok(Tried::default());
        }
        let devices = self.agreement.devices();
        match devices.get(&DeviceId(bundle.device)) {
            Some(state) if state.kit || state.removed => return Err(Reason::BadLiving),
            Some(_) => {}
            None => return Err(Reason::SenderUnknown),
        }
        let owners = self.owners();
        self.living
            .look_through(&bundle.living, self.here(), &owners)
    }

    /// Enters what was tried, and carries on with what remains of documents that were dropped.
    pub(super) fn take_living(
        &mut self,
        tried: Tried,
        bundle: &Bundle,
        keys: &DeviceKeys,
        chance: &mut dyn Chance,
        received: &mut Received,
        batch: &mut Batch,
    ) {
        if tried.is_empty() {
            return;
        }
        self.recall_living();
        let owners = self.owners();
        let Some(role) = owners.get(&bundle.device).copied() else {
            return;
        };
        received.living = tried.new;
        if tried.copied && !received.copied {
            self.renew_life(chance);
            batch.own = Some(self.own.clone());
            received.copied = true;
        }
        let sender = (bundle.device, role);
        let (rows, left) = self.living.take(tried, sender, self.here(), &owners);
        batch.living.extend(rows);
        let pen = Pen {
            agreement: self.agreement.id(),
            keys,
            incarnation: self.own.incarnation.0,
            owners: &owners,
        };
        let carried = self.living.carry_on(&pen, self.role, &left);
        batch.living.extend(carried);
        let drafts = left.into_iter().filter_map(|left| left.draft);
        batch.returned.extend::<Vec<Returned>>(drafts.collect());
    }

    /// The bundles' worth of living text that some receiver lacks.
    pub(super) fn living_loads(
        &mut self,
        receivers: &BTreeSet<DeviceId>,
        extent: Extent,
    ) -> Vec<Load> {
        let receivers: BTreeSet<[u8; 32]> = receivers.iter().map(|device| device.0).collect();
        if receivers.is_empty() || self.living.is_unused() {
            return Vec::new();
        }
        self.recall_living();
        let owners = self.owners();
        let anew = extent.is_anew();
        let room = BUNDLE_PLAIN_BYTES_MAX.saturating_sub(NAMES_BYTES_MAX);
        let sections = self.living.sections(&receivers, anew, room, &owners);
        let bytes = sections.iter().filter_map(|section| section.encode().ok());
        bytes.map(Load::living).collect()
    }

    fn here(&self) -> Here {
        Here {
            role: self.role,
            device: self.device.0,
            incarnation: self.own.incarnation.0,
        }
    }

    /// Whose each device is.
    pub(super) fn owners(&self) -> Owners {
        let devices = self.agreement.devices().into_iter();
        devices
            .filter(|(_, state)| !state.kit)
            .map(|(device, state)| (device.0, state.owner))
            .collect()
    }
}
