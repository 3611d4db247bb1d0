//! Living text that means to cost much: taken or refused within 2 seconds and 64 MiB a bundle.

use countersign_sync::Outcome;
use countersign_wire::limits::{
    BUNDLE_PLAIN_BYTES_MAX, LIVING_CHANGES_PER_BUNDLE_MAX, LIVING_DOCUMENT_OPS_MAX,
    LIVING_OPS_PER_BUNDLE_MAX, LIVING_OPS_PER_CHANGE_MAX,
};
use countersign_wire::{LivingChange, LivingOp};

use crate::bombs::{MEMORY_MAX, TIME_MAX, now, peak, peak_from_here};
use crate::forge::Stage;
use crate::living_forge::{after, first, name, shown, signed, words};

const LETTERS: u64 = 5_000;

fn letters(count: u64) -> LivingOp {
    LivingOp::Insert {
        object: words(),
        after: None,
        text: "x".repeat(count as usize),
    }
}

fn delete(count: u64) -> LivingOp {
    LivingOp::Delete {
        object: words(),
        from: name(0, 3),
        count,
    }
}

/// Changes that each follow the one before, until a bundle holds no more of them.
fn chain(
    stage: &Stage,
    document: u8,
    begin: Vec<LivingOp>,
    then: impl Fn(u64) -> Vec<LivingOp>,
) -> Vec<LivingChange> {
    let mut all = vec![first(stage, [document; 32], begin)];
    let mut bytes = signed(stage, &all[0]).len();
    let mut ops: u64 = all[0].ops.iter().map(LivingOp::weight).sum();
    while all.len() < LIVING_CHANGES_PER_BUNDLE_MAX {
        let before = all.last().unwrap();
        let next = after(stage, before, then(before.seq));
        ops += next.ops.iter().map(LivingOp::weight).sum::<u64>();
        bytes += signed(stage, &next).len() + 8;
        if ops > LIVING_OPS_PER_BUNDLE_MAX as u64 || bytes > BUNDLE_PLAIN_BYTES_MAX - 8_000 {
            break;
        }
        all.push(next);
    }
    all
}

#[test]
fn the_most_that_a_bundle_may_hold_of_anything_is_bounded() {
    let mut stage = Stage::set_alone();
    let one_by_one = |seq: u64| -> Vec<LivingOp> {
        let each = (0..40).map(|letter| LivingOp::Insert {
            object: words(),
            after: (letter % 2 == 0 && seq > 1).then(|| name(0, 3 + letter)),
            text: "å".to_owned(),
        });
        each.collect()
    };
    let head = |_| vec![letters(1); 40];
    let many: Vec<LivingChange> = (0..LIVING_CHANGES_PER_BUNDLE_MAX)
        .map(|number| first(&stage, [200 - (number % 30) as u8; 32], vec![letters(40)]))
        .collect();
    let too_much = vec![delete(LIVING_OPS_PER_CHANGE_MAX as u64); 1];
    let bombs = [
        (
            "deleting the same letters over and over",
            chain(&stage, 1, vec![letters(LETTERS)], |_| vec![delete(LETTERS)]),
        ),
        (
            "letters between letters",
            chain(&stage, 2, one_by_one(1), one_by_one),
        ),
        (
            "everything at the beginning",
            chain(&stage, 3, head(0), head),
        ),
        ("many documents, each many times", many),
        (
            "few bytes that are many operations",
            (0..400)
                .map(|seq| LivingChange {
                    seq: seq + 1,
                    ..first(&stage, [4; 32], too_much.clone())
                })
                .collect(),
        ),
    ];
    for (what, changes) in bombs {
        let bytes = changes.iter().map(|it| signed(&stage, it)).collect();
        let envelope = stage.with_living(bytes);
        let (before, start) = (peak_from_here(), now());
        let received = stage.magda.receive(&envelope);
        let took = start.elapsed();
        let seen = format!("{what}: {:?}, {} new", received.outcome, received.living);
        let grown = peak().saturating_sub(before);
        assert!(took < TIME_MAX, "{seen}, {took:?}");
        assert!(grown < MEMORY_MAX, "{seen}, {grown} bytes");
    }
}

#[test]
fn a_document_that_is_full_costs_no_more_than_another_bundle() {
    let mut stage = Stage::set_alone();
    let mut last = first(&stage, [1; 32], vec![letters(LETTERS)]);
    let mut ops = 0;
    let mut slowest = std::time::Duration::ZERO;
    loop {
        let change = signed(&stage, &last);
        let envelope = stage.with_living(vec![change]);
        let (before, start) = (peak_from_here(), now());
        let received = stage.magda.receive(&envelope);
        slowest = slowest.max(start.elapsed());
        let grown = peak().saturating_sub(before);
        assert!(grown < MEMORY_MAX, "{grown} bytes");
        assert_eq!(received.outcome, Outcome::Taken);
        if received.living == 0 {
            break;
        }
        ops += LETTERS;
        last = after(&stage, &last, vec![letters(LETTERS)]);
    }
    assert_eq!(ops, LIVING_DOCUMENT_OPS_MAX as u64 / 2);
    let start = now();
    stage.magda.restart();
    let text = shown(&mut stage.magda);
    assert!(text.len() > 40_000);
    let opened = start.elapsed();
    assert!(
        slowest < TIME_MAX && opened < TIME_MAX,
        "{slowest:?}, {opened:?}"
    );
}
