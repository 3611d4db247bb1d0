//! Automerge's operations, read off as deeds: the way back of what the guard makes of deeds.

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType};
use automerge::{ObjType, ScalarValue};
use countersign_wire::{LivingOp, OpName};

use super::read::Actor;

/// The deeds of one change, gathered operation by operation.
pub(crate) struct Deeds {
    writer: Actor,
    beginning: Actor,
    /// Other actors that the deeds name.
    pub(crate) writers: Vec<Actor>,
    pub(crate) ops: Vec<LivingOp>,
    /// The operation before, where it put in a letter.
    letter: Option<OpName>,
}

impl Deeds {
    /// No deeds yet, of this writer in a document with this beginning.
    pub(crate) fn of(writer: Actor, beginning: Actor) -> Self {
        Self {
            writer,
            beginning,
            writers: Vec::new(),
            ops: Vec::new(),
            letter: None,
        }
    }

    /// Adds the operation with this number; `None`: it is none that a deed is made of.
    pub(crate) fn add(&mut self, counter: u64, op: &Op) -> Option<()> {
        let letter = self.letter.take();
        match (&op.action, &op.obj, &op.key) {
            (OpType::Put(ScalarValue::Str(put)), ObjectId::Id(object), Key::Seq(after))
                if op.insert =>
            {
                let object = self.name(object)?;
                let after = self.element(after)?;
                self.letter = Some(OpName { writer: 0, counter });
                self.insert(object, after, letter, put)
            }
            (OpType::Delete, ObjectId::Id(object), Key::Seq(ElementId::Id(letter))) => {
                let (object, letter) = (self.name(object)?, self.name(letter)?);
                self.delete(object, letter);
                Some(())
            }
            (OpType::Make(ObjType::Text), ObjectId::Id(_), Key::Map(_)) => {
                self.ops.push(LivingOp::AddItem);
                Some(())
            }
            (OpType::Delete, ObjectId::Id(_), Key::Map(_)) => {
                let item = self.name(op.pred.get(0)?)?;
                self.ops.push(LivingOp::RemoveItem { item });
                Some(())
            }
            _ => None,
        }
    }

    /// Adds a "must" for the item that a place of it stands for; Automerge knows only the item's key.
    pub(crate) fn add_must(&mut self, op: &Op, item: Option<&(Actor, u64)>) -> Option<()> {
        self.letter = None;
        let item = match item {
            None => None,
            Some((actor, counter)) => Some(OpName {
                writer: self.index(*actor)?,
                counter: *counter,
            }),
        };
        let mut instead_of = Vec::new();
        for earlier in op.pred.iter() {
            instead_of.push(self.name(earlier)?);
        }
        self.ops.push(LivingOp::Must { item, instead_of });
        Some(())
    }

    fn insert(
        &mut self,
        object: OpName,
        after: Option<OpName>,
        letter: Option<OpName>,
        put: &str,
    ) -> Option<()> {
        let mut letters = put.chars();
        let (Some(_), None) = (letters.next(), letters.next()) else {
            return None;
        };
        if let Some(LivingOp::Insert {
            object: of, text, ..
        }) = self.ops.last_mut()
            && *of == object
            && after.is_some()
            && after == letter
        {
            text.push_str(put);
            return Some(());
        }
        self.ops.push(LivingOp::Insert {
            object,
            after,
            text: put.to_owned(),
        });
        Some(())
    }

    fn delete(&mut self, object: OpName, letter: OpName) {
        if let Some(LivingOp::Delete {
            object: of,
            from,
            count,
        }) = self.ops.last_mut()
            && *of == object
            && from.writer == letter.writer
            && from.counter + *count == letter.counter
        {
            *count += 1;
            return;
        }
        self.ops.push(LivingOp::Delete {
            object,
            from: letter,
            count: 1,
        });
    }

    fn element(&mut self, element: &ElementId) -> Option<Option<OpName>> {
        match element {
            ElementId::Head => Some(None),
            ElementId::Id(id) => self.name(id).map(Some),
        }
    }

    fn name(&mut self, id: &OpId) -> Option<OpName> {
        let actor: Actor = id.actor().to_bytes().try_into().ok()?;
        Some(OpName {
            writer: self.index(actor)?,
            counter: id.counter(),
        })
    }

    fn index(&mut self, actor: Actor) -> Option<u64> {
        if actor == self.writer {
            return Some(0);
        }
        if actor == self.beginning {
            return Some(1);
        }
        let listed = self.writers.iter().position(|known| *known == actor);
        let at = listed.unwrap_or_else(|| {
            self.writers.push(actor);
            self.writers.len() - 1
        });
        u64::try_from(at).ok()?.checked_add(2)
    }
}
