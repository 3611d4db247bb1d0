//! Golden living text: one change of each kind of document, the section that carries them, the bundle around it.

use countersign_seal::{Label, actor_id, agenda_id, living_beginning, living_item};
use countersign_wire::{
    Bundle, Living, LivingChange, LivingDrop, LivingHave, LivingKind, LivingOp, OpName,
    SignedLiving,
};

use crate::made::{INCARNATION, agreement, bundle, karin, magda};

const DRAFT: [u8; 32] = [0xd1; 32];

fn op(writer: u64, counter: u64) -> OpName {
    OpName { writer, counter }
}

fn insert(object: OpName, after: Option<OpName>, text: &str) -> LivingOp {
    LivingOp::Insert {
        object,
        after,
        text: text.to_owned(),
    }
}

/// Karin writes a title and words, and takes three letters back.
fn draft_change() -> Vec<u8> {
    signed(&LivingChange {
        document: DRAFT,
        kind: LivingKind::Draft,
        device: karin().public().sign,
        incarnation: INCARNATION,
        seq: 1,
        start: 3,
        parents: vec![],
        writers: vec![],
        ops: vec![
            insert(op(1, 1), None, "Hyran"),
            insert(op(1, 2), None, "Vi ringer på måndag"),
            LivingOp::Delete {
                object: op(1, 2),
                from: op(0, 8),
                count: 3,
            },
        ],
    })
}

/// Karin adds an item, makes it her must instead of an earlier one, and removes the earlier one.
fn agenda_change() -> Vec<u8> {
    signed(&LivingChange {
        document: agenda_id(&agreement(), None),
        kind: LivingKind::Agenda,
        device: karin().public().sign,
        incarnation: INCARNATION,
        seq: 2,
        start: 300,
        parents: vec![[0x77; 32]],
        writers: vec![magda().public().sign],
        ops: vec![
            LivingOp::AddItem,
            insert(op(0, 300), None, "🚲"),
            LivingOp::Must {
                item: Some(op(0, 300)),
                instead_of: vec![op(0, 9), op(2, 10)],
            },
            LivingOp::RemoveItem { item: op(0, 4) },
        ],
    })
}

fn signed(change: &LivingChange) -> Vec<u8> {
    let bytes = change.encode().unwrap();
    let signature = karin().sign(Label::Living, &[&agreement()[..], &bytes].concat());
    SignedLiving::new(bytes, signature).encode()
}

fn section() -> Vec<u8> {
    let karin = actor_id(&karin().public().sign, &DRAFT, &INCARNATION);
    let section = Living {
        changes: vec![draft_change(), agenda_change()],
        have: vec![LivingHave {
            document: DRAFT,
            writers: vec![(karin, 1)],
        }],
        dropped: vec![LivingDrop {
            document: [0x88; 32],
            seen: vec![[0x99; 16]],
        }],
        gone: vec![[0xaa; 32]],
    };
    section.encode().unwrap()
}

/// Every vector, by name.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let carrying = Bundle {
        acts: vec![],
        bodies: vec![],
        living: section(),
        ..bundle()
    };
    vec![
        ("living-change-of-a-draft", draft_change()),
        ("living-change-of-an-agenda", agenda_change()),
        ("living-section-of-two-changes", section()),
        ("bundle-of-living-text", carrying.encode().unwrap()),
    ]
}

/// Names, one in each line.
pub(crate) fn names() -> String {
    let first = agenda_id(&agreement(), None);
    let second = agenda_id(&agreement(), Some(&first));
    let item = living_item(&first, &[0x01; 32], 300);
    [
        ("the first agenda", &first[..]),
        ("the agenda after it", &second),
        ("beginning of the first agenda", &living_beginning(&first)),
        ("item of an agenda", &item),
    ]
    .map(|(name, bytes)| format!("{name}: {}", super::golden::to_hex(bytes)))
    .concat()
}
