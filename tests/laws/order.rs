//! Laws 7 and 13 of design §2: order of arrival, copies and clocks give nothing, and nothing is lost silently.

use countersign_domain::act::Deed;
use countersign_domain::time::Claimed;
use countersign_tests::history;
use proptest::prelude::*;

use crate::scene::{Kept, Scene, cases, keeps};

fn order_and_copies_change_nothing(scene: &Scene) -> Kept {
    let mut chance = scene.chance.clone();
    for _ in 0..3 {
        let acts = history::shuffled(&scene.acts, &mut chance);
        let again = (scene.fold)(scene.acts[0].id, &acts);
        prop_assert_eq!(again.as_ref(), Some(&scene.state));
    }
    Ok(())
}

fn clocks_change_nothing(scene: &Scene) -> Kept {
    let mut acts = scene.acts.clone();
    let mut chance = scene.chance.clone();
    for act in &mut acts {
        let claimed = Claimed(i64::from_le_bytes(chance.bytes()));
        act.header.claimed = claimed;
        if let Deed::Use { at, .. } | Deed::Contact { at, .. } = &mut act.header.deed {
            *at = claimed;
        }
    }
    let again = (scene.fold)(acts[0].id, &acts);
    prop_assert_eq!(again.as_ref(), Some(&scene.state));
    Ok(())
}

/// With gaps, every act is applied, refused or waits; and what is refused is refused everywhere.
fn nothing_is_lost(scene: &Scene) -> Kept {
    let mut chance = scene.chance.clone();
    let some = history::with_gaps(&scene.acts, &mut chance);
    let part = Scene::of(scene.fold, some, chance);
    for act in &part.acts {
        let id = act.id;
        let waits = part.state.waiting.contains(&id);
        let refused = part.state.refused.get(&id);
        prop_assert!(!waits || refused.is_none());
        if !waits && !scene.state.waiting.contains(&id) {
            prop_assert_eq!(refused, scene.state.refused.get(&id));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_order_of_arrival_and_copies_change_nothing(seed: u64, size in 10_usize..60) {
        keeps(seed, size, order_and_copies_change_nothing)?;
    }

    #[test]
    fn no_clock_gives_or_takes_anything(seed: u64, size in 10_usize..60) {
        keeps(seed, size, clocks_change_nothing)?;
    }

    #[test]
    fn every_act_is_applied_refused_or_waits(seed: u64, size in 10_usize..60) {
        keeps(seed, size, nothing_is_lost)?;
    }
}
