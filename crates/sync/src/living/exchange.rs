//! Living text between devices: what a bundle brings, and what the others lack.
//!
//! What a device has is said for each writer by the number of that writer's last change, so whoever has a change can
//! pass it on to whoever lacks it. Loss, repetition and any order end in the same documents. A document that was
//! dropped is told with its name until each device has confirmed it.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use countersign_domain::Role;
use countersign_seal::bundle_id;
use countersign_wire::limits::{
    LIVING_CHANGES_PER_BUNDLE_MAX, LIVING_DROPPED_MAX, LIVING_OPS_PER_BUNDLE_MAX,
    LIVING_WRITERS_MAX,
};
use countersign_wire::{Living as Section, LivingDrop, LivingHave, LivingKind, LivingOp};

use super::document::{Document, Owners};
use super::read::{Actor, Read, arrived, unreadable};
use super::row::LivingRow;
use super::shelf::{Dropped, Left, Living, Told};
use crate::received::Reason;

/// A section that was looked through and tried on copies; nothing is changed yet.
#[derive(Default)]
pub(crate) struct Tried {
    section: Section,
    documents: Vec<Document>,
    /// How many changes are new here.
    pub(crate) new: usize,
    /// Somebody wrote as this device in its present life: its vault was copied.
    pub(crate) copied: bool,
}

impl Tried {
    /// Whether nothing came.
    pub(crate) fn is_empty(&self) -> bool {
        self.section.is_empty()
    }
}

/// This device: whose, its key, its present life.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Here {
    pub(crate) role: Role,
    pub(crate) device: [u8; 32],
    pub(crate) incarnation: [u8; 16],
}

impl Told {
    pub(super) fn of(have: &[LivingHave]) -> BTreeMap<[u8; 32], BTreeMap<Actor, u64>> {
        let each = have.iter();
        each.map(|it| (it.document, it.writers.iter().copied().collect()))
            .collect()
    }

    pub(super) fn have(&self) -> Vec<LivingHave> {
        let each = self.have.iter();
        each.map(|(document, writers)| LivingHave {
            document: *document,
            writers: writers.iter().map(|(actor, seq)| (*actor, *seq)).collect(),
        })
        .collect()
    }

    fn has(&self, document: &[u8; 32], read: &Read) -> bool {
        let seq = self.have.get(document).and_then(|it| it.get(&read.actor));
        seq.is_some_and(|seq| read.change.seq <= *seq)
    }
}

impl Living {
    /// Looks a section through and tries it on copies of the documents.
    pub(crate) fn look_through(
        &mut self,
        bytes: &[u8],
        here: Here,
        owners: &Owners,
    ) -> Result<Tried, Reason> {
        if bytes.is_empty() {
            return Ok(Tried::default());
        }
        let section = Section::decode(bytes).map_err(unreadable)?;
        let mut by_document: BTreeMap<[u8; 32], Vec<Read>> = BTreeMap::new();
        let mut ops = 0;
        for change in &section.changes {
            let read = arrived(self.agreement, change)?;
            ops += read.change.ops.iter().map(LivingOp::weight).sum::<u64>();
            if ops > LIVING_OPS_PER_BUNDLE_MAX as u64 {
                return Err(Reason::BadLiving);
            }
            let reads = by_document.entry(read.change.document).or_default();
            reads.push(read);
        }
        let mut tried = Tried {
            section,
            ..Tried::default()
        };
        for (id, reads) in by_document {
            self.try_document(id, reads, here, owners, &mut tried)?;
        }
        Ok(tried)
    }

    fn try_document(
        &mut self,
        id: [u8; 32],
        reads: Vec<Read>,
        here: Here,
        owners: &Owners,
        tried: &mut Tried,
    ) -> Result<(), Reason> {
        // What comes late for a dropped document is dropped.
        if self.dropped.contains_key(&id) {
            return Ok(());
        }
        let Some(first) = reads.first() else {
            return Ok(());
        };
        let kind = first.change.kind;
        let writer = owners.get(&first.change.device).copied();
        match (kind, self.is_agenda(&id)) {
            (LivingKind::Agenda, true) | (LivingKind::Draft, false) => {}
            (LivingKind::Draft, true) => return Err(Reason::BadLiving),
            // Too far ahead: it is asked for again when this device has come so far.
            (LivingKind::Agenda, false) => return Ok(()),
        }
        if !self.is_here(&id) && !writer.is_some_and(|role| self.has_room(role, owners)) {
            return Ok(());
        }
        let mut document = self.copy(&id, kind, owners)?;
        let own = |read: &&Read| {
            let change = &read.change;
            (change.device, change.incarnation) == (here.device, here.incarnation)
                && change.seq > document.last_seq(&read.actor)
        };
        tried.copied |= reads.iter().any(|read| own(&read));
        // Automerge has walls of its own; this one is for a mistake in the judging, which must not take the app down.
        let put = catch_unwind(AssertUnwindSafe(|| document.put(reads, owners)));
        let put = put.map_err(|_| Reason::BadDocument)??;
        tried.new += put.new;
        if put.changed {
            tried.documents.push(document);
        }
        Ok(())
    }

    /// Enters what was tried. Gives the rows that changed, and what remains of documents that were dropped.
    pub(crate) fn take(
        &mut self,
        tried: Tried,
        sender: ([u8; 32], Role),
        here: Here,
        owners: &Owners,
    ) -> (Vec<LivingRow>, Vec<Left>) {
        let (mut rows, mut left) = (Vec::new(), Vec::new());
        if tried.section.is_empty() {
            return (rows, left);
        }
        for document in tried.documents {
            rows.push(self.keep(document));
        }
        for LivingDrop { document, seen } in &tried.section.dropped {
            let dropped = Dropped {
                by: sender.1,
                seen: seen.clone(),
            };
            let mine = (here.role, here.device);
            if let Some((row, remains)) = self.drop(*document, dropped, mine, owners) {
                rows.retain(|kept| kept.name != *document);
                rows.push(row);
                left.push(remains);
            }
            self.confirm.insert(*document);
        }
        rows.push(self.hear(sender.0, &tried.section));
        (rows, left)
    }

    fn hear(&mut self, device: [u8; 32], section: &Section) -> LivingRow {
        let told = self.told.entry(device).or_default();
        told.have = Told::of(&section.have);
        let dropped = section.dropped.iter().map(|it| it.document);
        told.gone
            .extend(dropped.chain(section.gone.iter().copied()));
        // It has gone back: what it has open again, it does not know to be dropped.
        let Told { have, gone } = told;
        gone.retain(|id| self.dropped.contains_key(id) && !have.contains_key(id));
        let row = LivingRow::of_peer(device, told);
        // What was offered and is still lacking is offered again.
        self.offered.remove(&device);
        row
    }

    /// The sections for these devices; `anew` also what was offered before. None where nothing is to be said.
    pub(crate) fn sections(
        &mut self,
        receivers: &BTreeSet<[u8; 32]>,
        anew: bool,
        bytes_max: usize,
        owners: &Owners,
    ) -> Vec<Section> {
        if self.is_unused() {
            return Vec::new();
        }
        let have = self.have(owners);
        let dropped = self.lacking_dropped(receivers, anew);
        let gone: Vec<[u8; 32]> = self
            .confirm
            .iter()
            .copied()
            .take(LIVING_DROPPED_MAX)
            .collect();
        let reads = self.lacking(receivers, anew, owners);
        let nothing = reads.is_empty() && dropped.is_empty() && gone.is_empty();
        let said = self.said.as_ref() == Some(&have) || (self.said.is_none() && have.is_empty());
        if nothing && said && (!anew || have.is_empty()) {
            return Vec::new();
        }
        for device in receivers {
            let offered = self.offered.entry(*device).or_default();
            offered.have = Told::of(&have);
            offered.gone.extend(dropped.iter().map(|it| it.document));
        }
        for id in &gone {
            self.confirm.remove(id);
        }
        self.said = Some(have.clone());
        let base = Section {
            changes: Vec::new(),
            have,
            dropped,
            gone,
        };
        split(&base, reads, bytes_max)
    }

    /// A name of all that is here: the same as long as nothing is written, comes or is dropped. `None` where there was
    /// never anything.
    pub(crate) fn mark(&mut self, owners: &Owners) -> Option<[u8; 32]> {
        if self.is_unused() {
            return None;
        }
        let mut bytes: Vec<u8> = self.dropped.keys().flatten().copied().collect();
        for LivingHave { document, writers } in self.have(owners) {
            bytes.extend(document);
            bytes.extend((writers.len() as u64).to_be_bytes());
            for (actor, seq) in writers {
                bytes.extend(actor);
                bytes.extend(seq.to_be_bytes());
            }
        }
        Some(bundle_id(&bytes))
    }

    /// Whether [`Self::recall`] was called since this copy was loaded.
    pub(crate) fn is_recalled(&self) -> bool {
        self.recalled
    }

    /// Takes all that is here as offered to these devices; to none, where it is not known.
    pub(crate) fn recall(&mut self, receivers: Option<&BTreeSet<[u8; 32]>>, owners: &Owners) {
        self.recalled = true;
        let Some(receivers) = receivers else { return };
        let have = self.have(owners);
        for device in receivers {
            let offered = self.offered.entry(*device).or_default();
            offered.have = Told::of(&have);
            offered.gone.extend(self.dropped.keys());
        }
        self.said = Some(have);
    }

    /// Forgets what was offered.
    pub(crate) fn offer_again(&mut self) {
        self.recalled = true;
        self.offered.clear();
        self.said = None;
    }

    fn have(&mut self, owners: &Owners) -> Vec<LivingHave> {
        let mut all = Told::default();
        for id in self.names() {
            if let Some(document) = self.document(&id, owners) {
                let writers = document.have().iter().take(LIVING_WRITERS_MAX);
                let writers = writers.map(|(actor, seq)| (*actor, *seq)).collect();
                all.have.insert(id, writers);
            }
        }
        all.have()
    }

    /// The changes that some receiver lacks.
    fn lacking(
        &mut self,
        receivers: &BTreeSet<[u8; 32]>,
        anew: bool,
        owners: &Owners,
    ) -> Vec<Read> {
        let mut lacking = Vec::new();
        for id in self.names() {
            let Some(document) = self.document(&id, owners).cloned() else {
                continue;
            };
            for read in document.changes() {
                let has = |device: &[u8; 32]| {
                    let told = self.told.get(device).is_some_and(|it| it.has(&id, read));
                    let offered = self.offered.get(device);
                    told || (!anew && offered.is_some_and(|it| it.has(&id, read)))
                };
                if !receivers.iter().all(has) {
                    lacking.push(read.clone());
                }
            }
        }
        lacking
    }

    fn lacking_dropped(&self, receivers: &BTreeSet<[u8; 32]>, anew: bool) -> Vec<LivingDrop> {
        let lacks = |id: &[u8; 32]| {
            let knows = |device: &[u8; 32]| {
                let told = self.told.get(device).is_some_and(|it| it.gone.contains(id));
                let offered = self.offered.get(device);
                told || (!anew && offered.is_some_and(|it| it.gone.contains(id)))
            };
            !receivers.iter().all(knows)
        };
        let all = self.dropped.iter().filter(|(id, _)| lacks(id));
        all.take(LIVING_DROPPED_MAX)
            .map(|(id, dropped)| LivingDrop {
                document: *id,
                seen: dropped.seen.clone(),
            })
            .collect()
    }
}

/// Splits changes so that each section fits into a bundle and is not too much work at a time.
fn split(base: &Section, reads: Vec<Read>, bytes_max: usize) -> Vec<Section> {
    // A section that is too large by its names alone is left out; documents and droppings are limited far below that.
    let frame = base.encode().map_or(bytes_max, |bytes| bytes.len());
    let mut sections = vec![base.clone()];
    let (mut bytes, mut ops) = (frame, 0);
    for read in reads {
        let weight: u64 = read.change.ops.iter().map(LivingOp::weight).sum();
        let length = read.bytes.len() + 8;
        let full = sections.last().is_none_or(|section| {
            bytes + length > bytes_max
                || ops + weight > LIVING_OPS_PER_BUNDLE_MAX as u64
                || section.changes.len() >= LIVING_CHANGES_PER_BUNDLE_MAX
        });
        if full {
            sections.push(Section {
                have: base.have.clone(),
                ..Section::default()
            });
            (bytes, ops) = (frame, 0);
        }
        if let Some(section) = sections.last_mut() {
            section.changes.push(read.bytes);
            bytes += length;
            ops += weight;
        }
    }
    sections
}
