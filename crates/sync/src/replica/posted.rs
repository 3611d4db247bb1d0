//! What the road that keeps bundles was given: what was said there last, and how it is offered again.
//!
//! It exists so that each change is put there once, however long nobody fetches it and however often this copy is
//! closed; and so that a road that loses or forgets costs time and no words. What another device *has* stands apart:
//! that is what it signed.

use countersign_domain::ActId;
use countersign_seal::bundle_id;

use super::{Refused, Replica};
use crate::rows::Batch;

/// Stands where nothing is lacking, or where there is no living text.
const NOTHING: ActId = ActId([0; 32]);

impl Replica {
    /// Forgets what was put on the road that keeps bundles: another one is used from now on, or that one forgot. The
    /// next [`super::Extent::New`] offers everything there that some device has not signed that it has.
    ///
    /// # Errors
    /// When the step before is not saved.
    pub fn offer_again(&mut self) -> Result<Batch, Refused> {
        self.ready()?;
        let mut batch = Batch::default();
        for peer in self.peers.values_mut() {
            peer.posted = Vec::new();
            batch.peers.push(peer.clone());
        }
        self.own.told = Vec::new();
        self.living.offer_again();
        batch.own = Some(self.own.clone());
        self.unsaved = true;
        Ok(batch)
    }

    /// What a bundle would tell now, in the form of [`crate::rows::OwnRow::told`].
    pub(super) fn told_now(&mut self) -> Vec<ActId> {
        let mut lacking = self.waiting_named();
        lacking.extend(self.missing_bodies());
        lacking.sort_unstable();
        let lacks = if lacking.is_empty() {
            NOTHING
        } else {
            let names: Vec<u8> = lacking.iter().flat_map(|id| id.0).collect();
            ActId(bundle_id(&names))
        };
        let owners = self.owners();
        let living = self.living.mark(&owners).map_or(NOTHING, ActId);
        let heads = self.agreement.heads().iter().copied();
        heads.chain([lacks, living]).collect()
    }

    /// Whether that is more than was told; living text aside, which is offered by itself.
    pub(super) fn tells_more(&self, told: &[ActId]) -> bool {
        let but_living = |told: &[ActId]| {
            let said = told.split_last().map(|(_, said)| said.to_vec());
            said.unwrap_or_default()
        };
        but_living(told) != but_living(&self.own.told)
    }

    /// What is offered of living text is known until this copy is closed. Where it is what was told last, it was
    /// offered to everybody before. Called before living text changes.
    pub(super) fn recall_living(&mut self) {
        if self.living.is_recalled() {
            return;
        }
        let owners = self.owners();
        let mark = self.living.mark(&owners).map(ActId);
        let told = mark.is_some() && self.own.told.last().copied() == mark;
        let receivers = self.roster().keys().map(|device| device.0).collect();
        self.living.recall(told.then_some(&receivers), &owners);
    }
}
