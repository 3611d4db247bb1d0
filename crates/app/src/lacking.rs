//! How much of what the reader wrote the other person's devices lack, as they signed (law 12).
//!
//! It exists so that a screen need not go through all acts to say how many are still on their way: they are counted
//! once and then kept up with each step. A step in which a device told something, or was offered something, counts
//! anew.

use std::collections::BTreeMap;

use countersign_domain::{Act, ActId, Deed, DeviceId};
use countersign_sync::PeerRow;

use crate::page::Page;

/// Counts of the reader's acts that are not there yet. Receipts are left out: nobody would want them to arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lacking {
    /// How many each device of the other person lacks.
    by_device: BTreeMap<DeviceId, u32>,
    /// How many no such device has and no bundle carries. Founding and joining only make the two known to each other,
    /// and are in neither this count nor the next.
    pub(crate) unsent: u32,
    /// How many no such device has, and a bundle carries.
    pub(crate) on_way: u32,
}

impl Lacking {
    /// Counts.
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let holders = page.holders();
        let mut lacking = Self {
            by_device: holders.iter().map(|peer| (peer.device, 0)).collect(),
            unsent: 0,
            on_way: 0,
        };
        for act in page.book.agreement().acts() {
            lacking.add(page, &holders, act);
        }
        lacking
    }

    /// Takes in what a step has applied in which no device told or was offered anything.
    pub(crate) fn take(&mut self, page: &Page<'_>, applied: &[ActId]) {
        let holders = page.holders();
        let acts = applied
            .iter()
            .filter_map(|id| page.book.agreement().act(*id));
        for act in acts {
            self.add(page, &holders, act);
        }
    }

    fn add(&mut self, page: &Page<'_>, holders: &[&PeerRow], act: &Act) {
        let deed = &act.header.deed;
        if act.header.author != page.reader || matches!(deed, Deed::Receipt { .. }) {
            return;
        }
        let mut somewhere = false;
        for peer in holders {
            if page.has(peer, act.id) {
                somewhere = true;
            } else {
                *self.by_device.entry(peer.device).or_default() += 1;
            }
        }
        if somewhere || matches!(deed, Deed::Found { .. } | Deed::Join { .. }) {
            return;
        }
        if page.offered(act.id) {
            self.on_way += 1;
        } else {
            self.unsent += 1;
        }
    }

    /// The devices that have all of them.
    pub(crate) fn complete(&self) -> impl Iterator<Item = DeviceId> + '_ {
        let whole = self.by_device.iter().filter(|(_, lacks)| **lacks == 0);
        whole.map(|(device, _)| *device)
    }
}
