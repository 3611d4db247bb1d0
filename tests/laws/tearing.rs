//! Law 8 of design §2: when one person's concurrent answers leave several outcomes, the least is in force.

use countersign_domain::act::{Choice, Deed, Subject};
use countersign_domain::id::{PartId, VersionId};
use countersign_domain::part::Role;
use countersign_tests::history;
use proptest::prelude::*;

use crate::scene::{Kept, Scene, answer, cases, keeps};

/// Versions of a part to which the keyworker's yes is live.
fn offered(scene: &Scene, part: PartId) -> Vec<VersionId> {
    let versions = scene.part(part).versions.iter();
    let offered = versions.filter(|(_, version)| version.yes.contains(&Role::Keyworker));
    offered.map(|(id, _)| *id).collect()
}

/// The client says two things on two devices, neither of which saw the other.
fn both(scene: &Scene, part: PartId, one: Deed, other: Deed) -> Option<Scene> {
    let saw = history::heads(&scene.acts, &scene.state);
    let first = scene.and_having_seen(&saw, Role::Client, one, Subject::Part(part))?;
    first.and_having_seen(&saw, Role::Client, other, Subject::Part(part))
}

fn two_yeses(scene: &Scene) -> Kept {
    for (part, state) in &scene.state.parts {
        let offered = offered(scene, *part);
        let [one, .., other] = offered.as_slice() else {
            continue;
        };
        let yes = |version: &VersionId| answer(*version, Choice::Yes);
        let Some(after) = both(scene, *part, yes(one), yes(other)) else {
            continue;
        };
        // What a cut took away can come back by her yes that saw it (fold §2.5): then her two yeses are not all.
        if after.state.ended_by.len() == 2 || !scene.state.beyond.is_empty() {
            continue;
        }
        let expected = if state.kind.gives_power() {
            None
        } else {
            state.holds
        };
        prop_assert_eq!(after.part(*part).holds, expected);
    }
    Ok(())
}

fn yes_and_take_back(scene: &Scene) -> Kept {
    for (part, version) in scene.holding() {
        let back = Deed::TakeBack {
            version,
            reasoned: false,
        };
        let no = answer(version, Choice::No);
        for taking in [back, no] {
            let after = both(scene, part, answer(version, Choice::Yes), taking);
            let after = after.expect("she said yes, so she has joined");
            if scene.state.ended_by.len() < 2 {
                prop_assert_eq!(after.part(part).holds, None);
            }
            prop_assert!(!after.part(part).in_force);
        }
    }
    Ok(())
}

/// What holds has beaten every other agreed mandate: her yes to it saw a yes of hers to that one.
fn what_holds_has_beaten_the_rest(scene: &Scene) -> Kept {
    for (part, version) in scene.holding() {
        let state = scene.part(part);
        let agreed = state
            .versions
            .iter()
            .filter(|(_, state)| state.yes.len() == 2);
        for (other, _) in agreed.filter(|(other, _)| **other != version) {
            let before: Vec<_> = scene.yes_acts(Role::Client, *other);
            let later = scene.yes_acts(Role::Client, version);
            let saw = later
                .iter()
                .any(|yes| before.iter().any(|other| sees(scene, yes.id, other.id)));
            prop_assert!(saw || !state.kind.gives_power());
        }
    }
    Ok(())
}

/// Whether one act is among the ancestors of another.
fn sees(scene: &Scene, later: VersionId, earlier: VersionId) -> bool {
    let mut open = vec![later];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(act) = scene.acts.iter().find(|act| act.id == id) else {
            continue;
        };
        let header = &act.header;
        for link in header
            .parents
            .iter()
            .chain(&header.prev)
            .chain(&header.continues)
        {
            if seen.insert(*link) {
                open.push(*link);
            }
        }
    }
    seen.contains(&earlier)
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn two_concurrent_yeses_leave_the_least_in_force(seed: u64, size in 10_usize..50) {
        keeps(seed, size, two_yeses)?;
    }

    #[test]
    fn a_take_back_beats_a_concurrent_yes(seed: u64, size in 10_usize..50) {
        keeps(seed, size, yes_and_take_back)?;
    }

    #[test]
    fn a_mandate_that_holds_was_chosen_over_every_other(seed: u64, size in 10_usize..60) {
        keeps(seed, size, what_holds_has_beaten_the_rest)?;
    }
}
