//! The guard: which changes of living text are taken, and the Automerge change that is made of one.
//!
//! Only the shapes that this app writes pass: letters into and out of the texts that are there, items, one "must" for
//! each person. Everything is judged over the change's own past, so all devices that have that past judge alike; only
//! limits count what is here, and they count for each person apart.

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType, SortedVec};
use automerge::{ActorId, ObjType, ScalarValue};
use countersign_domain::Role;
use countersign_seal::living_item;
use countersign_wire::limits::{
    LIVING_DOCUMENT_BYTES_MAX, LIVING_DOCUMENT_OPS_MAX, LIVING_SEEN_MAX, LIVING_WRITERS_MAX,
};
use countersign_wire::{LivingKind, LivingOp, OpName};

use super::document::Document;
use super::made::{Made, Makings, Past, Place};
use super::read::{Actor, Read};

/// Why a change is not entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Not {
    /// It is there already.
    Known,
    /// Something that it follows, or its writer, is not here yet.
    Yet,
    /// Another change has its place: its device's vault was copied. The first that came stays.
    Free,
    /// Its writer has no more room in this document.
    Room,
    /// No honest app writes it.
    Honest,
}

/// What a change that passed does.
pub(crate) struct Judged {
    pub(crate) role: Role,
    pub(crate) operations: Vec<Op>,
    pub(crate) makings: Makings,
    pub(crate) past: Past,
    pub(crate) parents: Vec<automerge::ChangeHash>,
    pub(crate) last: u64,
}

impl Document {
    /// Judges a change; `role` is its writer's. Nothing is changed.
    pub(crate) fn judge(&self, read: &Read, role: Role) -> Result<Judged, Not> {
        let change = &read.change;
        if change.document != self.id() || change.kind != self.kind() {
            return Err(Not::Honest);
        }
        if self.has(&read.id) {
            return Err(Not::Known);
        }
        let next = self.last_seq(&read.actor) + 1;
        if change.seq < next {
            return Err(Not::Free);
        }
        if change.seq > next {
            return Err(Not::Yet);
        }
        let (mut past, parents, before) = self.past_of(&change.parents)?;
        // Of its own changes it has seen all, and nobody can jump ahead of the count.
        if past.get(&read.actor).copied().unwrap_or(0) != change.seq - 1
            || change.start != before + 1
        {
            return Err(Not::Honest);
        }
        self.has_room(read, role)?;
        past.insert(read.actor, change.seq);
        let mut judging = Judging {
            document: self,
            read,
            role,
            past: &past,
            counter: change.start,
            makings: Makings::default(),
            operations: Vec::new(),
        };
        for op in &change.ops {
            judging.judge(op)?;
        }
        let Judging {
            operations,
            makings,
            counter,
            ..
        } = judging;
        Ok(Judged {
            role,
            operations,
            makings,
            past,
            parents,
            last: counter - 1,
        })
    }

    fn has_room(&self, read: &Read, role: Role) -> Result<(), Not> {
        let weights = read.change.ops.iter().map(LivingOp::weight);
        let load = self.load(role);
        let adds = read
            .change
            .ops
            .iter()
            .filter(|op| **op == LivingOp::AddItem);
        let fits = load.bytes + read.bytes.len() <= LIVING_DOCUMENT_BYTES_MAX / 2
            && load.ops + weights.sum::<u64>() <= LIVING_DOCUMENT_OPS_MAX as u64 / 2
            && load.items + adds.count() <= LIVING_SEEN_MAX / 2
            && (self.writer(&read.actor).is_some() || load.writers < LIVING_WRITERS_MAX / 2);
        if fits { Ok(()) } else { Err(Not::Room) }
    }
}

struct Judging<'a> {
    document: &'a Document,
    read: &'a Read,
    role: Role,
    past: &'a Past,
    /// Of the next operation.
    counter: u64,
    makings: Makings,
    operations: Vec<Op>,
}

impl Judging<'_> {
    fn judge(&mut self, op: &LivingOp) -> Result<(), Not> {
        match op {
            LivingOp::Insert {
                object,
                after,
                text,
            } => self.insert(*object, *after, text),
            LivingOp::Delete {
                object,
                from,
                count,
            } => self.delete(*object, *from, *count),
            LivingOp::AddItem => self.add_item(),
            LivingOp::RemoveItem { item } => self.remove_item(*item),
            LivingOp::Must { item, instead_of } => self.must(*item, instead_of),
        }
    }

    fn insert(&mut self, object: OpName, after: Option<OpName>, text: &str) -> Result<(), Not> {
        let object = self.text(object)?;
        let mut after = match after {
            None => ElementId::Head,
            Some(name) => {
                let letter = self.place(name)?;
                match self.made(letter)? {
                    (Made::Letter(of), _) if of == object => ElementId::Id(op_id(letter)),
                    _ => return Err(Not::Honest),
                }
            }
        };
        let first = self.counter;
        for letter in text.chars() {
            let id = op_id((self.read.actor, self.counter));
            self.push(Op {
                action: OpType::Put(ScalarValue::Str(letter.to_string().into())),
                obj: ObjectId::Id(op_id(object)),
                key: Key::Seq(after),
                pred: SortedVec::new(),
                insert: true,
            });
            after = ElementId::Id(id);
        }
        self.note(first, self.counter - first, Made::Letter(object));
        Ok(())
    }

    fn delete(&mut self, object: OpName, from: OpName, count: u64) -> Result<(), Not> {
        let object = self.text(object)?;
        let (actor, first) = self.place(from)?;
        let end = first.checked_add(count).ok_or(Not::Honest)?;
        let mut next = first;
        while next < end {
            match self.made((actor, next))? {
                (Made::Letter(of), more) if of == object => next += more,
                _ => return Err(Not::Honest),
            }
        }
        for counter in first..end {
            let letter = op_id((actor, counter));
            self.push(Op {
                action: OpType::Delete,
                obj: ObjectId::Id(op_id(object)),
                key: Key::Seq(ElementId::Id(letter.clone())),
                pred: SortedVec::from(vec![letter]),
                insert: false,
            });
        }
        Ok(())
    }

    fn add_item(&mut self) -> Result<(), Not> {
        let place = (self.read.actor, self.counter);
        let key = self.item_key(place);
        let items = self.agenda(1)?;
        self.push(Op {
            action: OpType::Make(ObjType::Text),
            obj: ObjectId::Id(op_id(items)),
            key,
            pred: SortedVec::new(),
            insert: false,
        });
        self.note(place.1, 1, Made::Item(self.role));
        Ok(())
    }

    fn remove_item(&mut self, item: OpName) -> Result<(), Not> {
        let place = self.place(item)?;
        if self.made(place)?.0 != Made::Item(self.role) {
            return Err(Not::Honest);
        }
        let key = self.item_key(place);
        let items = self.agenda(1)?;
        self.push(Op {
            action: OpType::Delete,
            obj: ObjectId::Id(op_id(items)),
            key,
            pred: SortedVec::from(vec![op_id(place)]),
            insert: false,
        });
        Ok(())
    }

    fn must(&mut self, item: Option<OpName>, instead_of: &[OpName]) -> Result<(), Not> {
        let value = match item {
            None => String::new(),
            Some(name) => {
                let place = self.place(name)?;
                let Made::Item(_) = self.made(place)?.0 else {
                    return Err(Not::Honest);
                };
                item_name(&self.document.id(), place)
            }
        };
        let mut earlier = Vec::new();
        for name in instead_of {
            let place = self.place(*name)?;
            if self.made(place)?.0 != Made::Must(self.role) || earlier.contains(&place) {
                return Err(Not::Honest);
            }
            earlier.push(place);
        }
        let musts = self.agenda(2)?;
        let first = self.counter;
        self.push(Op {
            action: OpType::Put(ScalarValue::Str(value.into())),
            obj: ObjectId::Id(op_id(musts)),
            key: Key::Map(must_key(self.role).into()),
            pred: earlier.into_iter().map(op_id).collect(),
            insert: false,
        });
        self.note(first, 1, Made::Must(self.role));
        Ok(())
    }

    fn push(&mut self, op: Op) {
        self.operations.push(op);
        self.counter += 1;
    }

    fn note(&mut self, first: u64, count: u64, made: Made) {
        let seq = self.read.change.seq;
        self.makings.put((self.read.actor, first), count, made, seq);
    }

    /// The operation that a name stands for.
    fn place(&self, name: OpName) -> Result<Place, Not> {
        let actor = match name.writer {
            0 => self.read.actor,
            1 => self.document.beginning(),
            more => {
                let listed = usize::try_from(more - 2).ok();
                *listed
                    .and_then(|at| self.read.change.writers.get(at))
                    .ok_or(Not::Honest)?
            }
        };
        Ok((actor, name.counter))
    }

    /// What an operation made, by this change or before it.
    fn made(&self, place: Place) -> Result<(Made, u64), Not> {
        let here = self.makings.found(place, self.past);
        here.or_else(|| self.document.made(place, self.past))
            .ok_or(Not::Honest)
    }

    /// A text that the writer may write in.
    fn text(&self, name: OpName) -> Result<Place, Not> {
        let place = self.place(name)?;
        match self.made(place)?.0 {
            Made::Text => Ok(place),
            Made::Item(role) if role == self.role => Ok(place),
            Made::Item(_) | Made::Items | Made::Musts | Made::Letter(_) | Made::Must(_) => {
                Err(Not::Honest)
            }
        }
    }

    /// One of the two maps of an agenda.
    fn agenda(&self, counter: u64) -> Result<Place, Not> {
        match self.document.kind() {
            LivingKind::Agenda => Ok((self.document.beginning(), counter)),
            LivingKind::Draft => Err(Not::Honest),
        }
    }

    fn item_key(&self, place: Place) -> Key {
        Key::Map(item_name(&self.document.id(), place).into())
    }
}

/// The key of an item: it follows from the operation that added it.
pub(crate) fn item_name(document: &[u8; 32], place: Place) -> String {
    let name = living_item(document, &place.0, place.1);
    name.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The key of a person's "must".
pub(crate) fn must_key(role: Role) -> &'static str {
    match role {
        Role::Client => "client",
        Role::Keyworker => "keyworker",
    }
}

fn op_id(place: Place) -> OpId {
    OpId::new(place.1, &actor(place.0))
}

/// An actor as Automerge writes it.
pub(crate) fn actor(actor: Actor) -> ActorId {
    ActorId::from(&actor[..])
}
