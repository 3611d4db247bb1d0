//! What living text says: an agenda, a draft.

use std::collections::BTreeMap;

use automerge::{ObjId, ROOT, ReadDoc, Value};
use countersign_domain::Role;
use countersign_seal::living_item;
use countersign_wire::LivingKind;

use super::document::{Document, walled};
use super::judge::{item_name, must_key};
use super::made::Place;
use crate::received::Reason;

/// An item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its name.
    pub id: [u8; 16],
    /// Who added it. Only that person's devices write in it.
    pub by: Role,
    /// What to talk about.
    pub words: String,
}

/// What the two will talk about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// Whose turn it is to begin; it alternates from one agenda to the next.
    pub begins: Role,
    /// The items, in the order in which they were added.
    pub items: Vec<AgendaItem>,
    /// Each person's one "must".
    pub musts: BTreeMap<Role, [u8; 16]>,
}

/// A draft that is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub id: [u8; 32],
    /// Who shared it.
    pub by: Role,
    /// Who has written in it.
    pub writers: Vec<Role>,
    /// Its title.
    pub title: String,
    /// Its words.
    pub words: String,
}

/// All that a document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Says {
    Agenda {
        items: Vec<(Place, AgendaItem)>,
        musts: BTreeMap<Role, [u8; 16]>,
    },
    Draft {
        title: String,
        words: String,
    },
}

impl Document {
    /// Reads everything, behind the wall.
    pub(crate) fn readable(&self) -> Result<Says, Reason> {
        walled(|| match self.kind() {
            LivingKind::Agenda => self.agenda(),
            LivingKind::Draft => {
                let automerge = self.automerge();
                let text = |key| automerge.text(object(automerge, &ROOT, key)?).ok();
                Some(Says::Draft {
                    title: text("title")?,
                    words: text("words")?,
                })
            }
        })
    }

    fn agenda(&self) -> Option<Says> {
        let automerge = self.automerge();
        let (items, musts) = (
            object(automerge, &ROOT, "items")?,
            object(automerge, &ROOT, "musts")?,
        );
        let mut all: Vec<(Place, Role)> = self.items().collect();
        all.sort_by_key(|((actor, counter), _)| (*counter, *actor));
        let mut there = Vec::new();
        for (place, by) in all {
            // One that was removed is not found.
            let Some(item) = object(automerge, &items, &item_name(&self.id(), place)) else {
                continue;
            };
            let item = AgendaItem {
                id: living_item(&self.id(), &place.0, place.1),
                by,
                words: automerge.text(item).ok()?,
            };
            there.push((place, item));
        }
        let mut latest = BTreeMap::new();
        for role in Role::BOTH {
            let found = automerge.get(&musts, must_key(role)).ok()?;
            let key = found.and_then(|(value, _)| value.as_str().map(str::to_owned));
            let named = |(place, _): &&(Place, AgendaItem)| {
                key.as_deref() == Some(&item_name(&self.id(), *place))
            };
            let must = there.iter().find(named);
            latest.extend(must.map(|(_, item)| (role, item.id)));
        }
        Some(Says::Agenda {
            items: there,
            musts: latest,
        })
    }
}

/// The text or map under a key.
pub(super) fn object(automerge: &impl ReadDoc, within: &ObjId, key: &str) -> Option<ObjId> {
    match automerge.get(within, key).ok()? {
        Some((Value::Object(_), object)) => Some(object),
        Some((Value::Scalar(_), _)) | None => None,
    }
}
