//! Hostile Automerge changes in good bundles: mutants by the thousand, and raw writes that mean to be something.

use std::panic::set_hook;

use automerge::legacy::{Key, OpType, SortedVec};
use automerge::transaction::Transactable;
use automerge::{ActorId, Automerge, Change, ExpandedChange, ObjType, ROOT, ReadDoc, ScalarValue};
use countersign_domain::{ActId, Deed, Header, Subject};
use countersign_seal::Chance;
use countersign_sync::{Outcome, Reason};

use crate::desk::Dice;
use crate::forge::{Stage, bytes_of, honest, put, repair, signed};

const MUTANTS: usize = 20_000;
/// After so many the shelf for things kept aside is cleared, as a person would.
const SHELF: usize = 150;

#[test]
fn twenty_thousand_mutated_changes_are_refused_and_nothing_changes() {
    let mut stage = Stage::set();
    let mut changes = stage.unseen(&["A flat of my own", "Sleep", "Work"]);
    let last = changes.pop().unwrap();
    let envelope = stage.with_changes(changes.clone());
    assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    let mut dice = Dice(11);
    let mut harmless = 0;
    for round in 0..MUTANTS {
        let mut mutant = last.clone();
        mutate(&mut mutant, &mut dice);
        if mutant == last {
            continue;
        }
        // Kept to show that the mutants are not all obvious nonsense: Automerge itself takes some of them.
        harmless += usize::from(round % 50 == 0 && taken_by_automerge(&changes, &mutant));
        let envelope = stage.with_changes(vec![mutant]);
        stage.refuses(&envelope);
        if round % SHELF == 0 {
            stage.magda.disk.aside.clear();
            stage.magda.restart();
        }
    }
    assert!(
        harmless > 10,
        "the mutants test nothing: Automerge took {harmless} of 400"
    );
    let envelope = stage.with_changes(vec![last]);
    assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    stage.magda.restart();
}

#[test]
fn before_its_chain_is_here_a_mutant_gives_the_genuine_act_or_nothing() {
    let mut stage = Stage::set();
    let genuine = stage.unseen(&["A flat of my own", "Sleep"]);
    let before = stage.magda.disk.clone();
    let mut dice = Dice(12);
    for _ in 0..2_000 {
        let mut mutant = genuine.last().unwrap().clone();
        mutate(&mut mutant, &mut dice);
        let envelope = stage.with_changes(vec![mutant]);
        for act in stage.magda.receive(&envelope).acts {
            assert!(stage.karin.replica.agreement().act(act).is_some());
        }
        stage.magda.disk = before.clone();
        stage.magda.restart();
    }
}

/// One to three edits behind the checksum, and the checksum made right.
fn mutate(bytes: &mut [u8], dice: &mut Dice) {
    let mut chance = [0; 13];
    dice.fill(&mut chance);
    for edit in chance[1..].chunks(4).take(1 + usize::from(chance[0] % 3)) {
        let place = usize::from(u16::from_le_bytes([edit[0], edit[1]]));
        // The head of a change decides more than the act in it, so it is hit more often.
        let within = if edit[2] % 2 == 0 {
            bytes.len() - 8
        } else {
            120
        };
        bytes[8 + place % within] = edit[3];
    }
    repair(bytes);
}

/// Whether an Automerge without a guard would have taken it. Its panics are the reason for the guard.
fn taken_by_automerge(changes: &[Vec<u8>], mutant: &[u8]) -> bool {
    set_hook(Box::new(|_| {}));
    let taken = std::panic::catch_unwind(|| {
        let mut document = Automerge::new();
        let before = changes
            .iter()
            .filter_map(|bytes| Change::from_bytes(bytes.clone()).ok());
        document.apply_changes(before.collect::<Vec<_>>()).ok()?;
        let change = Change::from_bytes(mutant.to_vec()).ok()?;
        document.apply_changes([change]).ok()
    });
    let _ours = std::panic::take_hook();
    matches!(taken, Ok(Some(())))
}

/// Something that Karin's laptop could send next, honestly made.
fn next(stage: &mut Stage) -> (ActId, Header, Vec<u8>, ExpandedChange) {
    let header = stage.header(Deed::CopyForRecord, Subject::None);
    let (id, bytes) = signed(&header, &stage.karin.keys);
    let after = stage.last_change();
    let agreement = stage.karin.replica.agreement().id();
    let change = honest(agreement, id, &header, &bytes, Some(after));
    (id, header, bytes, change)
}

#[test]
fn the_honest_change_beside_the_forged_ones_is_taken() {
    let mut stage = Stage::set();
    let (id, _, _, change) = next(&mut stage);
    let envelope = stage.with_changes(vec![bytes_of(change)]);
    let received = stage.magda.receive(&envelope);
    assert_eq!(received.outcome, Outcome::Taken);
    assert_eq!(received.acts, [id]);
}

#[test]
fn a_change_that_does_anything_but_put_its_act_is_refused() {
    let mut stage = Stage::set();
    let (id, _, bytes, change) = next(&mut stage);
    let key = id.to_string();
    let value = || ScalarValue::Bytes(bytes.clone());
    let operations = [
        vec![put("status", ScalarValue::Str("agreed".into()))],
        vec![
            put(&key, value()),
            put("status", ScalarValue::Str("agreed".into())),
        ],
        vec![put(&key, value()), put(&key, value())],
        vec![put(&key.to_uppercase(), value())],
        vec![put("", value())],
        vec![put("__proto__", value())],
        vec![put(&"k".repeat(1 << 20), value())],
        vec![put(&key, ScalarValue::Str("text for bytes".into()))],
        vec![put(&key, ScalarValue::Null)],
        vec![put(&key, ScalarValue::Counter(i64::MAX.into()))],
        vec![put(&key, ScalarValue::Bytes(bytes[1..].to_vec()))],
        vec![automerge::legacy::Op {
            action: OpType::Make(ObjType::Map),
            ..put(&key, value())
        }],
        vec![automerge::legacy::Op {
            action: OpType::Delete,
            ..put(&key, value())
        }],
        vec![automerge::legacy::Op {
            action: OpType::Increment(1),
            ..put(&key, value())
        }],
        vec![automerge::legacy::Op {
            insert: true,
            ..put(&key, value())
        }],
        vec![automerge::legacy::Op {
            key: Key::head(),
            ..put(&key, value())
        }],
        vec![],
    ];
    for operations in operations {
        let forged = bytes_of(ExpandedChange {
            operations,
            ..change.clone()
        });
        if forged.len() > 200_000 {
            // A bundle cannot even hold it; the reader must still not choke on it.
            continue;
        }
        let envelope = stage.with_changes(vec![forged]);
        let outcome = stage.refuses(&envelope);
        assert!(matches!(
            outcome,
            Outcome::Aside(Reason::BadChange | Reason::BadAct)
        ));
    }
}

#[test]
fn a_change_that_overwrites_or_deletes_an_act_is_refused() {
    let mut stage = Stage::set();
    let (_, _, bytes, change) = next(&mut stage);
    let founding = stage.karin.replica.agreement().id();
    let overwrite = put(&founding.to_string(), ScalarValue::Bytes(bytes));
    let pred = SortedVec::from(vec![automerge::legacy::OpId::new(1, &change.actor_id)]);
    for action in [overwrite.action.clone(), OpType::Delete] {
        let forged = automerge::legacy::Op {
            action,
            pred: pred.clone(),
            ..overwrite.clone()
        };
        let forged = ExpandedChange {
            operations: vec![forged],
            ..change.clone()
        };
        let envelope = stage.with_changes(vec![bytes_of(forged)]);
        assert_eq!(stage.refuses(&envelope), Outcome::Aside(Reason::BadChange));
    }
}

#[test]
fn a_genuine_act_in_any_other_wrapping_is_refused() {
    let mut stage = Stage::set();
    let (_, _, _, change) = next(&mut stage);
    let magda = countersign_seal::actor_id(
        &stage.magda.replica.device().0,
        &stage.karin.replica.agreement().id().0,
        &stage.magda.replica.incarnation().0,
    );
    let more = |by: u64| change.start_op.saturating_add(by);
    let wrappings = [
        ExpandedChange {
            actor_id: ActorId::from(&magda[..]),
            ..change.clone()
        },
        ExpandedChange {
            actor_id: ActorId::from(&[][..]),
            ..change.clone()
        },
        ExpandedChange {
            actor_id: ActorId::from(&[7; 4_096][..]),
            ..change.clone()
        },
        ExpandedChange {
            time: 1,
            ..change.clone()
        },
        ExpandedChange {
            time: i64::MIN,
            ..change.clone()
        },
        ExpandedChange {
            message: Some("agreed".to_owned()),
            ..change.clone()
        },
        ExpandedChange {
            seq: change.seq + 1,
            ..change.clone()
        },
        ExpandedChange {
            seq: u64::MAX,
            ..change.clone()
        },
        ExpandedChange {
            start_op: more(1),
            ..change.clone()
        },
        ExpandedChange {
            start_op: more(u64::from(u32::MAX)),
            ..change.clone()
        },
        ExpandedChange {
            deps: vec![automerge::ChangeHash([9; 32])],
            ..change.clone()
        },
        ExpandedChange {
            deps: vec![change.deps[0]; 2],
            ..change.clone()
        },
        ExpandedChange {
            extra_bytes: vec![1],
            ..change.clone()
        },
    ];
    for wrapping in wrappings {
        let envelope = stage.with_changes(vec![bytes_of(wrapping)]);
        assert_eq!(stage.refuses(&envelope), Outcome::Aside(Reason::BadChange));
    }
}

#[test]
fn magdas_own_act_cannot_be_wrapped_so_that_her_genuine_one_is_locked_out() {
    let mut stage = Stage::set();
    let pause = stage.magda.act(Subject::All, Deed::Pause);
    let header = stage
        .magda
        .replica
        .agreement()
        .act(pause)
        .unwrap()
        .header
        .clone();
    let bytes = stage.magda.replica.signed(pause).unwrap().to_vec();
    let agreement = stage.magda.replica.agreement().id();
    let genuine = *stage.magda.disk.acts[&pause].change.as_ref().unwrap();
    // Karin's phone has not seen it when it comes in a wrapping of somebody else's making.
    let mut phone = stage.karin.copy(stage.karin.disk.clone(), 9);
    stage.magda.give(&mut stage.karin);
    let lying = honest(agreement, pause, &header, &bytes, Some([3; 32]));
    let envelope = stage.with_changes(vec![bytes_of(lying)]);
    assert_eq!(
        phone.receive(&envelope).outcome,
        Outcome::Aside(Reason::BadChange)
    );
    stage.refuses(&envelope);
    let ignorant = honest(agreement, pause, &header, &bytes, None);
    let envelope = stage.with_changes(vec![bytes_of(ignorant)]);
    assert_eq!(phone.receive(&envelope).acts, [pause]);
    stage.magda.give(&mut phone);
    // The document is the one that the acts make, whatever they came in.
    let whole = |desk: &crate::desk::Desk| desk.disk.document.heads.contains(&genuine);
    assert!(whole(&stage.magda) && whole(&stage.karin) && whole(&phone));
}

#[test]
fn whole_documents_and_living_text_are_no_changes() {
    let mut stage = Stage::set();
    let mut document = Automerge::new();
    let mut writing = document.transaction();
    let text = writing.put_object(ROOT, "draft", ObjType::Text).unwrap();
    writing.splice_text(&text, 0, 0, "Magda agrees").unwrap();
    let list = writing.put_object(ROOT, "acts", ObjType::List).unwrap();
    writing.insert(&list, 0, 1).unwrap();
    writing.commit();
    assert_eq!(document.length(ROOT), 2);
    let mut all: Vec<Vec<u8>> = document
        .get_changes(&[])
        .iter()
        .map(|change| change.raw_bytes().to_vec())
        .collect();
    all.push(document.save());
    all.push(Vec::new());
    all.push(vec![0x85]);
    for bytes in all {
        let envelope = stage.with_changes(vec![bytes]);
        assert_eq!(stage.refuses(&envelope), Outcome::Aside(Reason::BadChange));
    }
}
