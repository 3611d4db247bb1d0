//! Laws 7 and 13 of design §2: order of arrival, copies and clocks give nothing, and nothing is lost silently.

use countersign_domain::act::Deed;
use countersign_domain::time::Claimed;
use countersign_tests::history;
use proptest::prelude::*;

use crate::scene::{FOLDS, Fold, Kept, Scene, cases};

fn order_and_copies_change_nothing(fold: Fold, seed: u64, size: usize) -> Kept {
    let mut scene = Scene::new(fold, seed, size);
    let id = scene.acts[0].id;
    for _ in 0..3 {
        let acts = history::shuffled(&scene.acts, &mut scene.chance);
        let again = fold(id, &acts);
        prop_assert_eq!(again.as_ref(), Some(&scene.state), "{}", scene.json());
    }
    Ok(())
}

fn clocks_change_nothing(fold: Fold, seed: u64, size: usize) -> Kept {
    let mut scene = Scene::new(fold, seed, size);
    let mut acts = scene.acts.clone();
    for act in &mut acts {
        let claimed = Claimed(i64::from_le_bytes(scene.chance.bytes()));
        act.header.claimed = claimed;
        if let Deed::Use { at, .. } | Deed::Contact { at, .. } = &mut act.header.deed {
            *at = claimed;
        }
    }
    prop_assert_eq!(fold(acts[0].id, &acts), Some(scene.state));
    Ok(())
}

/// With gaps, every act is applied, refused or waits; and what is refused is refused everywhere.
fn nothing_is_lost(fold: Fold, seed: u64, size: usize) -> Kept {
    let mut scene = Scene::new(fold, seed, size);
    let some = history::with_gaps(&scene.acts, &mut scene.chance);
    let part = Scene::of(fold, some, scene.chance.clone());
    for act in &part.acts {
        let id = act.id;
        let waits = part.state.waiting.contains(&id);
        let refused = part.state.refused.get(&id);
        prop_assert!(!waits || refused.is_none());
        if !waits {
            prop_assert_eq!(
                refused,
                scene.state.refused.get(&id),
                "{:?} in {}",
                id,
                part.json()
            );
        }
    }
    prop_assert!(scene.state.waiting.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_order_of_arrival_and_copies_change_nothing(seed: u64, size in 10_usize..60) {
        for fold in FOLDS {
            order_and_copies_change_nothing(fold, seed, size)?;
        }
    }

    #[test]
    fn no_clock_gives_or_takes_anything(seed: u64, size in 10_usize..60) {
        for fold in FOLDS {
            clocks_change_nothing(fold, seed, size)?;
        }
    }

    #[test]
    fn every_act_is_applied_refused_or_waits(seed: u64, size in 10_usize..60) {
        for fold in FOLDS {
            nothing_is_lost(fold, seed, size)?;
        }
    }
}
