//! Living text of Karin's laptop in other hands: whatever changes, signed and sealed as they should be.

use countersign_seal::{Label, actor_id, living_change_id};
use countersign_sync::{Extent, LivingEdit, Outcome};
use countersign_wire::{Bundle, Living, LivingChange, LivingKind, LivingOp, OpName, SignedLiving};

use crate::desk::Desk;
use crate::forge::Stage;

pub(crate) fn name(writer: u64, counter: u64) -> OpName {
    OpName { writer, counter }
}

/// Writes as the app does.
pub(crate) fn write(desk: &mut Desk, edit: LivingEdit<'_>) -> Option<[u8; 32]> {
    let written = desk.replica.write_living(&desk.keys, edit, &mut desk.dice);
    let (draft, batch) = written.unwrap();
    desk.keep(batch);
    draft
}

/// All living text that a device shows.
pub(crate) fn shown(desk: &mut Desk) -> String {
    format!("{:?} {:?}", desk.replica.agenda(), desk.replica.drafts())
}

/// A draft that both have, with an agenda on which each has an item.
pub(crate) fn set(stage: &mut Stage) -> [u8; 32] {
    let draft = write(
        &mut stage.magda,
        LivingEdit::Share {
            title: "The flat",
            words: "A flat of my own, near the bus.",
        },
    );
    let words = "The bus card";
    write(&mut stage.magda, LivingEdit::AddItem { words });
    let words = "When we meet";
    write(&mut stage.karin, LivingEdit::AddItem { words });
    stage.magda.give(&mut stage.karin);
    stage.karin.give(&mut stage.magda);
    draft.unwrap()
}

/// The changes that a device would send to somebody who has nothing.
pub(crate) fn changes_of(desk: &mut Desk) -> Vec<LivingChange> {
    let key = desk.disk.sending_key().unwrap();
    let mut blank = desk.disk.clone();
    blank.living.retain(|_, row| row.kind.code() != 3);
    let mut copy = desk.copy(blank, 99);
    let mut all = Vec::new();
    for envelope in copy.send(Extent::Missing) {
        let envelope = countersign_wire::Envelope::decode(&envelope).unwrap();
        let bundle = countersign_seal::open_envelope(&envelope, &key)
            .unwrap()
            .bundle;
        if bundle.living.is_empty() {
            continue;
        }
        for change in Living::decode(&bundle.living).unwrap().changes {
            let signed = SignedLiving::decode(&change).unwrap();
            all.push(LivingChange::decode(signed.change()).unwrap());
        }
    }
    all
}

/// What Karin's laptop could honestly write next into a draft: letters behind the last of its words, and one gone.
pub(crate) fn next(stage: &mut Stage, draft: [u8; 32]) -> LivingChange {
    let mut desk = stage.karin.copy(stage.karin.disk.clone(), 98);
    let drafts = desk.replica.drafts();
    let text = drafts.into_iter().find(|it| it.id == draft).unwrap();
    let words = text.words.replace("own,", "own, soon, and very");
    let title = &text.title;
    write(
        &mut desk,
        LivingEdit::Change {
            draft,
            title,
            words: &words[..words.len() - 1],
        },
    );
    let all = changes_of(&mut desk);
    let found = all.into_iter().rfind(|change| change.document == draft);
    found.unwrap()
}

/// Changes as bytes, signed by Karin's laptop.
pub(crate) fn signed(stage: &Stage, change: &LivingChange) -> Vec<u8> {
    sign(stage, change.encode().unwrap())
}

pub(crate) fn sign(stage: &Stage, change: Vec<u8>) -> Vec<u8> {
    let agreement = stage.karin.replica.agreement().id();
    let message = [&agreement.0[..], &change].concat();
    let signature = stage.karin.keys.sign(Label::Living, &message);
    SignedLiving::new(change, signature).encode()
}

/// The name by which a change can be followed.
fn id(stage: &Stage, change: &LivingChange) -> [u8; 32] {
    living_change_id(&signed(stage, change))
}

impl Stage {
    pub(crate) fn with_living(&mut self, changes: Vec<Vec<u8>>) -> Vec<u8> {
        let living = Living {
            changes,
            ..Living::default()
        };
        self.with_section(living.encode().unwrap())
    }

    pub(crate) fn with_section(&mut self, living: Vec<u8>) -> Vec<u8> {
        let bundle = Bundle {
            living,
            ..self.bundle()
        };
        self.sealed(&bundle)
    }

    /// Hands Magda's phone changes that it must not take.
    pub(crate) fn refuses_living(&mut self, changes: Vec<Vec<u8>>) -> Outcome {
        let (rows, before) = (self.magda.disk.living.clone(), shown(&mut self.magda));
        let envelope = self.with_living(changes);
        let outcome = self.refuses(&envelope);
        assert_eq!(self.magda.disk.living, rows);
        assert_eq!(shown(&mut self.magda), before);
        outcome
    }
}

/// A change of Karin's laptop into a draft of hers that nobody has seen.
pub(crate) fn first(stage: &Stage, document: [u8; 32], ops: Vec<LivingOp>) -> LivingChange {
    LivingChange {
        document,
        kind: LivingKind::Draft,
        device: stage.karin.replica.device().0,
        incarnation: stage.karin.replica.incarnation().0,
        seq: 1,
        start: 3,
        parents: Vec::new(),
        writers: Vec::new(),
        ops,
    }
}

/// The same change, one further, following the one before.
pub(crate) fn after(stage: &Stage, before: &LivingChange, ops: Vec<LivingOp>) -> LivingChange {
    LivingChange {
        seq: before.seq + 1,
        start: before.start + before.ops.iter().map(LivingOp::weight).sum::<u64>(),
        parents: vec![id(stage, before)],
        ops,
        ..before.clone()
    }
}

/// The words of a draft: the second thing that every draft begins with.
pub(crate) fn words() -> OpName {
    name(1, 2)
}

/// The actor of Magda's phone in a document.
pub(crate) fn magda_in(stage: &Stage, document: &[u8; 32]) -> [u8; 32] {
    let magda = &stage.magda.replica;
    actor_id(&magda.device().0, document, &magda.incarnation().0)
}
