//! Erasing words: whose erasure counts on whose devices (design §3).
//!
//! A person's own erasure, and a person's own "erased" in answer to the other's, delete words on that person's devices.
//! Nobody's act deletes words on the other's devices.

use countersign_domain::act::Deed;
use countersign_domain::{Act, ActId};

use super::Replica;
use crate::rows::Batch;

impl Replica {
    pub(super) fn note_erasure(&mut self, act: &Act, batch: &mut Batch) {
        let counts = act.header.author == self.role
            && self.agreement.refusal(act.id).is_none()
            && !self.agreement.is_beyond(act.id);
        if !counts {
            return;
        }
        for target in self.erasure_targets(act) {
            self.bodies.remove(&target);
            self.early.retain(|(early, _), _| *early != target);
            if self.erased.insert(target) {
                batch.erased.push(target);
            }
        }
    }

    fn erasure_targets(&self, act: &Act) -> Vec<ActId> {
        if let Deed::Erase { targets } = &act.header.deed {
            return targets.clone();
        }
        let Deed::AnswerErase { erase, kept: false } = &act.header.deed else {
            return Vec::new();
        };
        let erasure = self
            .agreement
            .act(*erase)
            .map(|erasure| &erasure.header.deed);
        match erasure {
            Some(Deed::Erase { targets }) => targets.clone(),
            _ => Vec::new(),
        }
    }
}
