//! All living text of one agreement on one device: open documents, dropped ones, and what the others have of them.
//!
//! A document is opened from its row when it is first needed, and kept open. One that is dropped leaves its name, so
//! that what comes late is dropped too, and nothing of its words.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::{AgreementId, Role};
use countersign_seal::agenda_id;
use countersign_wire::limits::{LIVING_DROPPED_PER_PERSON_MAX, LIVING_OPEN_MAX, LIVING_SEEN_MAX};
use countersign_wire::{LivingHave, LivingKind};

use super::document::{Document, Owners};
use super::read::Actor;
use super::row::{LivingRow, LivingRowKind};
use super::text::{Agenda, Draft, Says};
use crate::received::Reason;

/// How many agendas ahead of one's own a name is known to be an agenda's.
const AGENDAS_AHEAD: usize = 8;

/// A document that was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dropped {
    pub(super) by: Role,
    pub(super) seen: Vec<[u8; 16]>,
}

/// What another device has said of itself, or was offered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) have: BTreeMap<[u8; 32], BTreeMap<Actor, u64>>,
    pub(super) gone: BTreeSet<[u8; 32]>,
}

/// A document that is open to both people.
struct Slot {
    kind: LivingKind,
    row: Vec<u8>,
    open: Option<Document>,
}

/// What remains of a document when it is dropped here, for this device's owner.
#[derive(Default)]
pub(crate) struct Left {
    /// Own items that whoever dropped the agenda had not seen.
    pub(super) items: Vec<String>,
    /// The text of a draft that is not, as it stands, what was put forward.
    pub(crate) draft: Option<Returned>,
}

/// The text of a shared draft that came back to its reader alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The draft.
    pub id: [u8; 32],
    /// Its title.
    pub title: String,
    /// Its words.
    pub words: String,
}

/// The living text of one agreement.
pub(crate) struct Living {
    pub(super) agreement: AgreementId,
    slots: BTreeMap<[u8; 32], Slot>,
    pub(super) dropped: BTreeMap<[u8; 32], Dropped>,
    pub(super) told: BTreeMap<[u8; 32], Told>,
    /// What was put into bundles since this copy was loaded.
    pub(super) offered: BTreeMap<[u8; 32], Told>,
    /// Droppings to confirm.
    pub(super) confirm: BTreeSet<[u8; 32]>,
    /// What was last said of the documents that are open here.
    pub(super) said: Option<Vec<LivingHave>>,
    /// What was offered before this copy was loaded was taken into account.
    pub(super) recalled: bool,
}

impl Living {
    /// Takes rows over; nothing is opened.
    pub(crate) fn load(agreement: AgreementId, rows: Vec<LivingRow>) -> Self {
        let mut living = Self {
            agreement,
            slots: BTreeMap::new(),
            dropped: BTreeMap::new(),
            told: BTreeMap::new(),
            offered: BTreeMap::new(),
            confirm: BTreeSet::new(),
            said: None,
            recalled: false,
        };
        for row in rows {
            let kind = match row.kind {
                LivingRowKind::Agenda => LivingKind::Agenda,
                LivingRowKind::Draft => LivingKind::Draft,
                LivingRowKind::Dropped => {
                    living.dropped.insert(row.name, row.dropped());
                    continue;
                }
                LivingRowKind::Peer => {
                    living.told.insert(row.name, row.told());
                    continue;
                }
            };
            let slot = Slot {
                kind,
                row: row.bytes,
                open: None,
            };
            living.slots.insert(row.name, slot);
        }
        living
    }

    /// Whether there was never any.
    pub(crate) fn is_unused(&self) -> bool {
        self.slots.is_empty() && self.dropped.is_empty() && self.confirm.is_empty()
    }

    pub(super) fn names(&self) -> Vec<[u8; 32]> {
        self.slots.keys().copied().collect()
    }

    /// An open document. One whose row cannot be read begins anew, and is asked for again.
    pub(super) fn document(&mut self, id: &[u8; 32], owners: &Owners) -> Option<&Document> {
        let slot = self.slots.get_mut(id)?;
        if slot.open.is_none() {
            let opened = Document::open(*id, slot.kind, &slot.row, owners);
            slot.open = opened.or_else(|_| Document::begin(*id, slot.kind)).ok();
        }
        slot.open.as_ref()
    }

    /// A copy of a document to work on, or a new one.
    pub(super) fn copy(
        &mut self,
        id: &[u8; 32],
        kind: LivingKind,
        owners: &Owners,
    ) -> Result<Document, Reason> {
        match self.document(id, owners) {
            Some(document) if document.kind() == kind => Ok(document.clone()),
            Some(_) => Err(Reason::BadLiving),
            None => Document::begin(*id, kind),
        }
    }

    /// Keeps a document as it is now.
    pub(super) fn keep(&mut self, document: Document) -> LivingRow {
        let (name, kind, bytes) = (document.id(), document.kind(), document.row());
        let slot = Slot {
            kind,
            row: bytes.clone(),
            open: Some(document),
        };
        self.slots.insert(name, slot);
        let kind = match kind {
            LivingKind::Agenda => LivingRowKind::Agenda,
            LivingKind::Draft => LivingRowKind::Draft,
        };
        LivingRow { name, kind, bytes }
    }

    /// Whether somebody of this role may begin one more document.
    pub(super) fn has_room(&mut self, role: Role, owners: &Owners) -> bool {
        let mut theirs = 0;
        for id in self.names() {
            let by = self.document(&id, owners).and_then(Document::begun_by);
            theirs += usize::from(by.is_none_or(|by| by == role));
        }
        theirs < LIVING_OPEN_MAX / 2
    }

    pub(super) fn is_here(&self, id: &[u8; 32]) -> bool {
        self.slots.contains_key(id)
    }

    /// The agenda of now: how many came before, and its name. Each follows from the one before.
    pub(super) fn agenda_now(&self) -> (usize, [u8; 32]) {
        let mut before = 0;
        let mut id = agenda_id(&self.agreement.0, None);
        while self.dropped.contains_key(&id) {
            id = agenda_id(&self.agreement.0, Some(&id));
            before += 1;
        }
        (before, id)
    }

    /// Whether a name is that of an agenda that is here, or will be.
    pub(super) fn is_agenda(&self, id: &[u8; 32]) -> bool {
        let (_, mut next) = self.agenda_now();
        for _ in 0..AGENDAS_AHEAD {
            if next == *id {
                return true;
            }
            next = agenda_id(&self.agreement.0, Some(&next));
        }
        false
    }

    /// Drops a document. `seen` is what was seen of it by whoever drops it; `mine` reads here on `device`.
    /// `None`: it is dropped already, or that person has dropped too many.
    pub(super) fn drop(
        &mut self,
        id: [u8; 32],
        dropped: Dropped,
        mine: (Role, [u8; 32]),
        owners: &Owners,
    ) -> Option<(LivingRow, Left)> {
        let theirs = self.dropped.values().filter(|it| it.by == dropped.by);
        if self.dropped.contains_key(&id) || theirs.count() >= LIVING_DROPPED_PER_PERSON_MAX {
            return None;
        }
        let document = self.document(&id, owners).cloned();
        let left = document.map(|document| left_of(&document, &dropped, mine));
        self.slots.remove(&id);
        let row = LivingRow::of_dropped(id, &dropped);
        self.dropped.insert(id, dropped);
        Some((row, left.unwrap_or_default()))
    }

    /// What the two will talk about.
    pub(crate) fn agenda(&mut self, owners: &Owners) -> Agenda {
        let (before, id) = self.agenda_now();
        let begins = if before % 2 == 0 {
            Role::Client
        } else {
            Role::Keyworker
        };
        let says = self.document(&id, owners).map(Document::readable);
        let (items, musts) = match says {
            Some(Ok(Says::Agenda { items, musts })) => {
                (items.into_iter().map(|(_, item)| item).collect(), musts)
            }
            Some(Ok(Says::Draft { .. }) | Err(_)) | None => (Vec::new(), BTreeMap::new()),
        };
        Agenda {
            begins,
            items,
            musts,
        }
    }

    /// The drafts that are shared.
    pub(crate) fn drafts(&mut self, owners: &Owners) -> Vec<Draft> {
        let names = self.names();
        names
            .into_iter()
            .filter_map(|id| self.draft(&id, owners))
            .collect()
    }

    /// One draft that is shared.
    pub(crate) fn draft(&mut self, id: &[u8; 32], owners: &Owners) -> Option<Draft> {
        let document = self.document(id, owners)?;
        let by = document.begun_by()?;
        match document.readable() {
            Ok(Says::Draft { title, words }) => Some(Draft {
                id: *id,
                by,
                writers: document.writers().into_iter().collect(),
                title,
                words,
            }),
            Ok(Says::Agenda { .. }) | Err(_) => None,
        }
    }
}

fn left_of(document: &Document, dropped: &Dropped, mine: (Role, [u8; 32])) -> Left {
    let (role, device) = mine;
    match document.readable() {
        Ok(Says::Agenda { items, .. }) => {
            let own = document.actors_of(&device);
            let unseen = items
                .into_iter()
                .filter(|(place, item)| own.contains(&place.0) && !dropped.seen.contains(&item.id));
            Left {
                items: unseen.map(|(_, item)| item.words).collect(),
                draft: None,
            }
        }
        Ok(Says::Draft { title, words }) => {
            let id = document.id();
            let forward = !dropped.seen.is_empty();
            // What was put forward stands in the act. What the other dropped comes back, and own words that were not
            // seen when it was put forward.
            let kept = if forward {
                has_seen(&dropped.seen, document, role)
            } else {
                dropped.by == role
            };
            let blank = title.trim().is_empty() && words.trim().is_empty();
            Left {
                items: Vec::new(),
                draft: (!kept && !blank).then_some(Returned { id, title, words }),
            }
        }
        Err(_) => Left::default(),
    }
}

/// How far somebody had come in a draft with each writer: the half of a name each, and a number.
pub(super) fn come_so_far(document: &Document) -> Vec<[u8; 16]> {
    let have = document.have().iter().take(LIVING_SEEN_MAX);
    have.map(|(actor, seq)| so_far(actor, *seq)).collect()
}

fn so_far(actor: &Actor, seq: u64) -> [u8; 16] {
    let mut name = [0; 16];
    let bytes = actor.iter().take(8).copied().chain(seq.to_be_bytes());
    name.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    name
}

/// Whether all that this person has written here had been seen.
fn has_seen(seen: &[[u8; 16]], document: &Document, role: Role) -> bool {
    let own = document.have().iter();
    own.filter(|(actor, _)| document.writer(actor) == Some(role))
        .all(|(actor, seq)| {
            // Of one actor, a greater number is a greater name.
            let least = so_far(actor, *seq);
            seen.iter()
                .any(|name| name[..8] == least[..8] && *name >= least)
        })
}
