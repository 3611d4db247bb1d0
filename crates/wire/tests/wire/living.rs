//! Living text on its way: the section of a bundle, and one change.

use crate::hostile::every_change_is_seen;
use countersign_wire::limits::{
    LIVING_CHANGE_BYTES_MAX, LIVING_OPS_PER_CHANGE_MAX, LIVING_SEEN_MAX,
};
use countersign_wire::{
    Living, LivingChange, LivingDrop, LivingHave, LivingKind, LivingOp, OpName, ReadError,
    SignedLiving,
};
use proptest::prelude::*;

fn section() -> Living {
    Living {
        changes: vec![b"a change".to_vec()],
        have: vec![
            LivingHave {
                document: [1; 32],
                writers: vec![([2; 32], 300), ([3; 32], 1)],
            },
            LivingHave {
                document: [4; 32],
                writers: vec![],
            },
        ],
        dropped: vec![LivingDrop {
            document: [5; 32],
            seen: vec![[6; 16], [7; 16]],
        }],
        gone: vec![[8; 32]],
    }
}

fn name(writer: u64, counter: u64) -> OpName {
    OpName { writer, counter }
}

fn change() -> LivingChange {
    LivingChange {
        document: [1; 32],
        kind: LivingKind::Agenda,
        device: [2; 32],
        incarnation: [3; 16],
        seq: 4,
        start: 70_000,
        parents: vec![[5; 32]],
        writers: vec![[6; 32]],
        ops: vec![
            LivingOp::AddItem,
            LivingOp::Insert {
                object: name(0, 70_000),
                after: None,
                text: "hyran – på måndag".to_owned(),
            },
            LivingOp::Insert {
                object: name(2, 9),
                after: Some(name(0, 70_003)),
                text: "!".to_owned(),
            },
            LivingOp::Delete {
                object: name(2, 9),
                from: name(2, 11),
                count: 3,
            },
            LivingOp::RemoveItem { item: name(0, 7) },
            LivingOp::Must {
                item: Some(name(2, 9)),
                instead_of: vec![name(0, 3), name(2, 4)],
            },
            LivingOp::Must {
                item: None,
                instead_of: vec![],
            },
        ],
    }
}

#[test]
fn a_changed_section_is_refused_or_is_another_section() {
    let sample = section().encode().unwrap();
    every_change_is_seen(&sample, Living::decode, |it| it.encode().unwrap());
}

#[test]
fn a_changed_change_is_refused_or_is_another_change() {
    let sample = change().encode().unwrap();
    every_change_is_seen(&sample, LivingChange::decode, |it| it.encode().unwrap());
}

#[test]
fn a_few_bytes_cannot_be_many_operations() {
    let deletes = |count| LivingChange {
        ops: vec![LivingOp::Delete {
            object: name(1, 2),
            from: name(0, 3),
            count,
        }],
        ..change()
    };
    assert!(deletes(LIVING_OPS_PER_CHANGE_MAX as u64).encode().is_ok());
    for count in [LIVING_OPS_PER_CHANGE_MAX as u64 + 1, u64::MAX] {
        assert!(matches!(
            deletes(count).encode(),
            Err(ReadError::TooLarge { .. })
        ));
    }
    let mut twice = deletes(u64::MAX);
    twice.ops.extend(twice.ops.clone());
    assert!(twice.encode().is_err());
}

#[test]
fn what_a_receiver_would_refuse_is_not_written() {
    let empty = LivingChange {
        ops: vec![],
        ..change()
    };
    let first = LivingChange { seq: 0, ..change() };
    let nothing = LivingChange {
        ops: vec![LivingOp::Insert {
            object: name(1, 1),
            after: None,
            text: String::new(),
        }],
        ..change()
    };
    for refused in [empty, first, nothing] {
        assert!(matches!(refused.encode(), Err(ReadError::Malformed { .. })));
    }
    let long = vec![0; LIVING_CHANGE_BYTES_MAX + 1];
    assert!(SignedLiving::decode(&long).is_err());
    let seen = vec![[0; 16]; LIVING_SEEN_MAX + 1];
    let dropped = vec![LivingDrop {
        document: [0; 32],
        seen,
    }];
    assert!(
        Living {
            dropped,
            ..section()
        }
        .encode()
        .is_err()
    );
}

#[test]
fn a_signed_change_comes_back_as_it_was() {
    let signed = SignedLiving::new(change().encode().unwrap(), [9; 64]);
    let read = SignedLiving::decode(&signed.encode()).unwrap();
    assert_eq!(read, signed);
    assert_eq!(LivingChange::decode(read.change()), Ok(change()));
    assert!(SignedLiving::decode(&[0; 63]).is_err());
}

proptest! {
    #[test]
    fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = Living::decode(&bytes);
        let _ = LivingChange::decode(&bytes);
        let _ = SignedLiving::decode(&bytes);
    }

    #[test]
    fn letters_of_any_kind_come_back(text in "\\PC{1,200}", counter in 1..u64::MAX) {
        let op = LivingOp::Insert { object: name(1, 1), after: Some(name(0, counter)), text };
        let change = LivingChange { ops: vec![op], ..change() };
        prop_assert_eq!(LivingChange::decode(&change.encode().unwrap()), Ok(change));
    }
}
