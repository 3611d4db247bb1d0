//! Writing living text: an edit becomes changes, which pass the same guard as those that come from outside.
//!
//! The edit is played on a copy with Automerge, which finds the places and, for a whole new text, the differences; what
//! it did is read off as deeds. So one person's edit of the beginning and the other's of the end both stand.

use automerge::transaction::{Transactable, Transaction};
use automerge::{ExpandedChange, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};
use countersign_domain::{AgreementId, Role};
use countersign_seal::{DeviceKeys, Label, actor_id};
use countersign_wire::{LivingChange, SignedLiving};

use super::deeds::Deeds;
use super::document::{Document, Owners, walled};
use super::judge::{actor, item_name, must_key};
use super::made::Place;
use super::read::{self, Actor, Read, arrived};
use super::text::object;
use crate::received::Reason;

/// Letters that are compared one by one; where more differ, the middle is replaced as a whole.
const COMPARED_MAX: usize = 1_500;
/// Letters that are replaced in one change: within its limits, wherever they stand.
const BLOCK: usize = 1_500;

/// Which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Title,
    Words,
    Item(Place),
}

/// One step of an edit, which becomes one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A new item, with no words yet.
    Add,
    /// An item goes.
    Remove(Place),
    /// The writer's "must".
    Must(Role, Option<Place>),
    /// A text becomes this one, by its differences.
    Become(Which, String),
    /// Some letters give way to others.
    Replace(Which, usize, usize, String),
}

/// Who writes, and with what.
pub(crate) struct Pen<'a> {
    pub(crate) agreement: AgreementId,
    pub(crate) keys: &'a DeviceKeys,
    pub(crate) incarnation: [u8; 16],
    pub(crate) owners: &'a Owners,
}

impl Pen<'_> {
    pub(crate) fn device(&self) -> [u8; 32] {
        self.keys.public().sign
    }

    fn actor(&self, document: &Document) -> Actor {
        actor_id(&self.device(), &document.id(), &self.incarnation)
    }
}

impl Document {
    /// Does one step. `false`: it changed nothing. After an error the document is of no use.
    pub(crate) fn write(&mut self, pen: &Pen<'_>, step: &Step) -> Result<bool, Reason> {
        let Some(change) = self.played(pen, step)? else {
            return Ok(false);
        };
        let read = signed(pen, &change)?;
        let id = read.id;
        self.put(vec![read], pen.owners)?;
        // One's own change waits for nothing; what was not entered had no room.
        if self.has(&id) {
            Ok(true)
        } else {
            Err(Reason::Full)
        }
    }

    /// Makes a text become another, in as many changes as it takes.
    pub(crate) fn rewrite(
        &mut self,
        pen: &Pen<'_>,
        which: Which,
        new: &str,
    ) -> Result<bool, Reason> {
        let old = self.text_of(which)?;
        let mut changed = false;
        for step in steps(which, &old, new) {
            changed |= self.write(pen, &step)?;
        }
        Ok(changed)
    }

    /// The place of the item that a pen adds next.
    pub(crate) fn next_place(&self, pen: &Pen<'_>) -> Result<Place, Reason> {
        let (_, _, last) = self.past_of(&self.heads()).map_err(|_| Reason::BadLiving)?;
        Ok((self.actor(pen), last + 1))
    }

    fn actor(&self, pen: &Pen<'_>) -> Actor {
        pen.actor(self)
    }

    fn heads(&self) -> Vec<[u8; 32]> {
        let heads = self.automerge().get_heads();
        heads.iter().filter_map(|head| self.name_of(head)).collect()
    }

    fn text_of(&self, which: Which) -> Result<String, Reason> {
        let id = self.id();
        walled(|| {
            let automerge = self.automerge();
            let text = found(automerge, &id, which)?;
            automerge.text(text).ok()
        })
    }

    /// Plays a step on a copy, and reads off what Automerge did.
    fn played(&self, pen: &Pen<'_>, step: &Step) -> Result<Option<LivingChange>, Reason> {
        let (writer, id) = (pen.actor(self), self.id());
        let next = self.next_place(pen)?;
        let expanded: Option<ExpandedChange> = walled(|| {
            let mut copy = self.automerge().clone().with_actor(actor(writer));
            let mut transaction = copy.transaction();
            play(&mut transaction, &id, next, step)?;
            let (Some(hash), _) = transaction.commit() else {
                return Some(None);
            };
            copy.get_change_by_hash(&hash)
                .map(|change| Some(change.decode()))
        })?;
        let Some(expanded) = expanded else {
            return Ok(None);
        };
        let mut deeds = Deeds::of(writer, self.beginning());
        for (counter, op) in (expanded.start_op.get()..).zip(&expanded.operations) {
            match step {
                Step::Must(_, item) => deeds.add_must(op, item.as_ref()),
                Step::Add | Step::Remove(_) | Step::Become(..) | Step::Replace(..) => {
                    deeds.add(counter, op)
                }
            }
            .ok_or(Reason::BadLiving)?;
        }
        let mut parents = Vec::new();
        for dep in &expanded.deps {
            parents.extend(self.name_of(dep));
        }
        Ok(Some(LivingChange {
            document: id,
            kind: self.kind(),
            device: pen.device(),
            incarnation: pen.incarnation,
            seq: expanded.seq,
            start: expanded.start_op.get(),
            parents,
            writers: deeds.writers,
            ops: deeds.ops,
        }))
    }
}

fn signed(pen: &Pen<'_>, change: &LivingChange) -> Result<Read, Reason> {
    let bytes = change.encode().map_err(|_| Reason::Full)?;
    let message = read::message(pen.agreement, &bytes);
    let signature = pen.keys.sign(Label::Living, &message);
    arrived(pen.agreement, &SignedLiving::new(bytes, signature).encode())
}

fn found(automerge: &impl ReadDoc, id: &[u8; 32], which: Which) -> Option<ObjId> {
    match which {
        Which::Title => object(automerge, &ROOT, "title"),
        Which::Words => object(automerge, &ROOT, "words"),
        Which::Item(place) => {
            let items = object(automerge, &ROOT, "items")?;
            object(automerge, &items, &item_name(id, place))
        }
    }
}

fn play(to: &mut Transaction<'_>, id: &[u8; 32], next: Place, step: &Step) -> Option<()> {
    match step {
        Step::Add => {
            let items = object(to, &ROOT, "items")?;
            to.put_object(&items, item_name(id, next), ObjType::Text)
                .ok()
                .map(|_| ())
        }
        Step::Remove(place) => {
            let items = object(to, &ROOT, "items")?;
            to.delete(&items, item_name(id, *place)).ok()
        }
        Step::Must(role, item) => {
            let musts = object(to, &ROOT, "musts")?;
            let named = item.map(|place| item_name(id, place)).unwrap_or_default();
            to.put(&musts, must_key(*role), ScalarValue::Str(named.into()))
                .ok()
        }
        Step::Become(which, new) => {
            let text = found(to, id, *which)?;
            to.update_text(&text, new).ok()
        }
        Step::Replace(which, at, letters, new) => {
            let text = found(to, id, *which)?;
            let letters = isize::try_from(*letters).ok()?;
            to.splice_text(&text, *at, letters, new).ok()
        }
    }
}

/// The steps from one text to another: by differences where few letters differ, else block by block.
fn steps(which: Which, old: &str, new: &str) -> Vec<Step> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same = |(one, two): &(&char, &char)| one == two;
    let head = old.iter().zip(&new).take_while(same).count();
    let shorter = old.len().min(new.len()) - head;
    let tails = old.iter().rev().zip(new.iter().rev());
    let tail = tails.take(shorter).take_while(same).count();
    let (gone, come) = (old.len() - head - tail, new.len() - head - tail);
    if gone.max(come) <= COMPARED_MAX {
        let all = (gone, come) != (0, 0);
        return all
            .then(|| Step::Become(which, new.into_iter().collect()))
            .into_iter()
            .collect();
    }
    let mut steps = Vec::new();
    let mut left = gone;
    while left > 0 {
        let block = left.min(BLOCK);
        left -= block;
        steps.push(Step::Replace(which, head + left, block, String::new()));
    }
    let letters: Vec<char> = new.into_iter().skip(head).take(come).collect();
    for (block, letters) in letters.chunks(BLOCK).enumerate() {
        let at = head + block * BLOCK;
        steps.push(Step::Replace(which, at, 0, letters.iter().collect()));
    }
    steps
}
