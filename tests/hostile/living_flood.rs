//! Whoever floods the living text fills their own share of it, and never stands in the way of Magda's writing.

use countersign_sync::{LivingEdit, Outcome};
use countersign_wire::limits::{LIVING_DOCUMENT_OPS_MAX, LIVING_OPEN_MAX};
use countersign_wire::{LivingChange, LivingOp};

use crate::forge::Stage;
use crate::living_forge::{after, first, name, set, signed, words, write};

fn letters(count: usize) -> LivingOp {
    LivingOp::Insert {
        object: words(),
        after: None,
        text: "x".repeat(count),
    }
}

/// Hands one change to Magda's phone, which takes the bundle. Gives whether it is in a document now.
fn given(stage: &mut Stage, change: &LivingChange) -> bool {
    let change = signed(stage, change);
    let envelope = stage.with_living(vec![change]);
    let received = stage.magda.receive(&envelope);
    assert_eq!(received.outcome, Outcome::Taken);
    received.living == 1
}

#[test]
fn the_number_of_documents_is_bounded_for_each_person() {
    let mut stage = Stage::set();
    set(&mut stage);
    let mut entered = 0;
    for document in 100..160u8 {
        let change = first(&stage, [document; 32], vec![letters(500)]);
        entered += usize::from(given(&mut stage, &change));
    }
    assert!(entered <= LIVING_OPEN_MAX / 2 && entered > 20, "{entered}");
    let (title, words) = ("Mine", "There is room for me.");
    write(&mut stage.magda, LivingEdit::Share { title, words });
}

#[test]
fn a_document_is_filled_by_each_person_to_half_of_it() {
    let mut stage = Stage::set();
    let draft = set(&mut stage);
    let mut last = first(&stage, draft, vec![letters(500)]);
    let mut ops = 0;
    while given(&mut stage, &last) {
        ops += last.ops.iter().map(LivingOp::weight).sum::<u64>();
        let again = LivingOp::Delete {
            object: words(),
            from: name(0, 3),
            count: 500,
        };
        last = after(&stage, &last, vec![again; 10]);
        assert!(ops <= LIVING_DOCUMENT_OPS_MAX as u64 / 2, "{ops}");
    }
    assert!(ops > LIVING_DOCUMENT_OPS_MAX as u64 / 2 - 6_000, "{ops}");
    write(
        &mut stage.magda,
        LivingEdit::Change {
            draft,
            title: "The flat",
            words: "I write on.",
        },
    );
}

#[test]
fn what_waits_for_ever_is_bounded() {
    let mut stage = Stage::set();
    let draft = set(&mut stage);
    for number in 0..200u8 {
        let change = LivingChange {
            parents: vec![[number; 32]],
            incarnation: [number; 16],
            ..first(&stage, draft, vec![letters(9_000)])
        };
        assert!(!given(&mut stage, &change));
    }
    let kept = stage.magda.disk.living[&draft].bytes.len();
    assert!((100_000..300_000).contains(&kept), "{kept}");
    stage.magda.restart();
    let words = "I write on.";
    write(&mut stage.magda, LivingEdit::AddItem { words });
}
