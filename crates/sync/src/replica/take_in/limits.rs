//! How much of a device each person may fill with acts (design §5).
//!
//! It exists so that nobody's flood stands in the way of the other's take-back. Each person has a share of their own;
//! devices that nobody has vouched for, which anybody can make up by the thousand, have a third one together and none
//! of either person's (docs/decisions/0017-strangers.md). Acts that this device makes itself are not asked.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::{Act, ActId, DeviceId, Role};
use countersign_wire::SIGNATURE_BYTES;
use countersign_wire::limits::{DOCUMENT_BYTES_MAX, WAITING_ACTS_PER_WRITER_MAX};

use super::super::Replica;
use crate::received::Reason;
use crate::verify::{self, Read};

/// The most bytes of signed acts of one person that are taken in: 24 MiB. What is left of the document's limit beside
/// the shares is for what Automerge adds.
const WRITER_BYTES_MAX: usize = DOCUMENT_BYTES_MAX / 8 * 3;
/// The same for all devices together that are nobody's: 8 MiB, as much as the longest acts that may wait.
const STRANGERS_BYTES_MAX: usize = DOCUMENT_BYTES_MAX / 8;

/// Whose share something counts in: a person's, or that of devices that are nobody's.
type Writer = Option<Role>;

/// What is filled of each share.
#[derive(Default)]
struct Shares(BTreeMap<Writer, usize>);

impl Shares {
    /// Fills more of a share, and says how much of it is filled then.
    fn fill(&mut self, writer: Writer, more: usize) -> usize {
        let filled = self.0.entry(writer).or_default();
        *filled += more;
        *filled
    }
}

impl Replica {
    /// Whether there is room for acts that are not here yet, in the shares of those whose devices signed them.
    pub(super) fn within_limits(&self, reads: &[Read]) -> Result<(), Reason> {
        let owners = self.owners_with(reads);
        let writer = |device: DeviceId| owners.get(&device).copied();
        let mut waiting = Shares::default();
        for act in self.agreement.waiting() {
            waiting.fill(writer(act.header.device), 1);
        }
        for act in self.left_waiting(reads) {
            if waiting.fill(writer(act.header.device), 1) > WAITING_ACTS_PER_WRITER_MAX {
                return Err(Reason::TooMuchWaiting);
            }
        }
        let mut bytes = Shares::default();
        for (_, held) in self.ledger.iter() {
            bytes.fill(writer(held.life.0), held.signed.len());
        }
        for read in reads {
            let writer = writer(read.act.header.device);
            let most = writer.map_or(STRANGERS_BYTES_MAX, |_| WRITER_BYTES_MAX);
            if bytes.fill(writer, read.signed.header().len() + SIGNATURE_BYTES) > most {
                return Err(Reason::Full);
            }
        }
        Ok(())
    }

    /// Whose each device is once the new acts are in. A device is somebody's where an act that counts makes it so; an
    /// addition that the rules refuse makes nobody of a stranger, so this is asked of a copy. Seldom: only where a
    /// device writes that is not known yet.
    fn owners_with(&self, reads: &[Read]) -> BTreeMap<DeviceId, Role> {
        let mut devices = self.agreement.devices();
        if reads
            .iter()
            .any(|read| !devices.contains_key(&read.act.header.device))
        {
            let mut then = self.agreement.clone();
            for read in reads {
                then.insert(read.act.clone());
            }
            devices = then.devices();
        }
        let each = devices.into_iter();
        each.map(|(device, state)| (device, state.owner)).collect()
    }

    /// Those of the new acts that will have to wait.
    fn left_waiting<'a>(&self, reads: &'a [Read]) -> Vec<&'a Act> {
        let mut lacks: BTreeMap<ActId, BTreeSet<ActId>> = BTreeMap::new();
        let mut awaited: BTreeMap<ActId, Vec<ActId>> = BTreeMap::new();
        let mut ready = Vec::new();
        for Read { act, .. } in reads {
            let causes = verify::causes(&act.header);
            let missing: BTreeSet<ActId> = causes
                .filter(|id| self.agreement.act(*id).is_none())
                .collect();
            for cause in &missing {
                awaited.entry(*cause).or_default().push(act.id);
            }
            if missing.is_empty() {
                ready.push(act.id);
            }
            lacks.insert(act.id, missing);
        }
        while let Some(here) = ready.pop() {
            for waiting in awaited.remove(&here).unwrap_or_default() {
                let missing = lacks.get_mut(&waiting);
                let whole = missing.is_some_and(|lacks| lacks.remove(&here) && lacks.is_empty());
                ready.extend(whole.then_some(waiting));
            }
        }
        let waits = |act: &&Act| lacks.get(&act.id).is_some_and(|lacks| !lacks.is_empty());
        reads.iter().map(|read| &read.act).filter(waits).collect()
    }
}

#[cfg(test)]
mod tests;
