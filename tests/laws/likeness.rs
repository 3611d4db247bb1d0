//! The fold of `crates/domain` and the naive model see the same, whatever the order, the copies and the gaps.
//!
//! Where they differ the failing history is made smaller and printed as JSON, which `countersign fold` reads.

use countersign_domain::act::Act;
use countersign_domain::id::AgreementId;
use countersign_tests::history::{self, Chance};
use countersign_tests::model;
use proptest::prelude::*;

use crate::scene::cases;

/// Lines in which two states, written as JSON, differ.
fn difference(agreement: AgreementId, acts: &[Act]) -> Vec<String> {
    let write = |state| serde_json::to_string_pretty(&state).expect("a state can be written");
    let ours = write(countersign_domain::fold(agreement, acts));
    let plain = write(model::fold(agreement, acts));
    let mut lines = Vec::new();
    for (ours, plain) in ours.lines().zip(plain.lines()) {
        if ours != plain {
            lines.push(format!("fold {} but model {}", ours.trim(), plain.trim()));
        }
    }
    if ours.lines().count() != plain.lines().count() {
        lines.push("one of the two says more".to_owned());
    }
    lines
}

fn alike(agreement: AgreementId, acts: &[Act]) -> Result<(), TestCaseError> {
    if countersign_domain::fold(agreement, acts) == model::fold(agreement, acts) {
        return Ok(());
    }
    let differ =
        |acts: &[Act]| countersign_domain::fold(agreement, acts) != model::fold(agreement, acts);
    let small = history::smaller(acts, differ);
    let json = serde_json::to_string(&small).expect("acts can be written");
    let lines = difference(agreement, &small).join("\n");
    Err(TestCaseError::fail(format!(
        "{lines}\n{} acts:\n{json}",
        small.len()
    )))
}

proptest! {
    #![proptest_config(cases(1_200))]

    #[test]
    fn the_fold_and_the_model_see_the_same(seed: u64, size in 10_usize..60) {
        let acts = history::random(seed, size);
        let mut chance = Chance::new(!seed);
        alike(acts[0].id, &history::shuffled(&acts, &mut chance))?;
    }

    #[test]
    fn the_fold_and_the_model_see_the_same_with_gaps(seed: u64, size in 10_usize..60) {
        let acts = history::random(seed, size);
        let mut chance = Chance::new(!seed);
        let some = history::with_gaps(&acts, &mut chance);
        alike(acts[0].id, &history::shuffled(&some, &mut chance))?;
    }
}
