//! The fold against the naive model, so that this room is tested by itself: fixed seeds, shuffled, with copies and gaps.
//!
//! Many more histories, made smaller when they fail, are in the tests crate (`tests/laws/likeness.rs`).

use countersign_domain::fold;
use countersign_model::{history, naive};

fn alike(seeds: std::ops::Range<u64>, with_gaps: bool) {
    for seed in seeds {
        let acts = history::random(seed, 20 + usize::try_from(seed % 40).unwrap_or(0));
        let agreement = acts[0].id;
        let mut chance = history::Chance::new(!seed);
        let some = if with_gaps {
            history::with_gaps(&acts, &mut chance)
        } else {
            acts
        };
        let acts = history::shuffled(&some, &mut chance);
        let (ours, plain) = (fold(agreement, &acts), naive::fold(agreement, &acts));
        assert!(
            ours == plain,
            "seed {seed}, gaps {with_gaps}: {ours:?}\n{plain:?}"
        );
    }
}

#[test]
fn the_fold_and_the_model_see_the_same() {
    alike(0..250, false);
}

#[test]
fn the_fold_and_the_model_see_the_same_with_gaps() {
    alike(1000..1150, true);
}
