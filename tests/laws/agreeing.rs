//! Laws 1, 3, 4 and 10 of design §2: agreed by the client's own yes, taken back alone, and no way around a no.

use countersign_domain::act::{Choice, Deed, Effect, Noted, Subject};
use countersign_domain::id::PartId;
use countersign_domain::part::Role;
use countersign_domain::refusal::Refusal;
use countersign_tests::history;
use proptest::prelude::*;

use crate::scene::{Kept, Scene, answer, cases, keeps};

fn agreed_by_both(scene: &Scene) -> Kept {
    for (part, version) in scene.holding() {
        for role in Role::BOTH {
            let yes = scene.yes_acts(role, version);
            let own = |device| {
                scene.valid(|act| act.header.author == role).iter().any(|act| {
                matches!(&act.header.deed, Deed::AddDevice { device: added, .. } if *added == device)
                    || (matches!(act.header.deed, Deed::Found { .. } | Deed::Join { .. })
                        && act.header.device == device)
            })
            };
            prop_assert!(
                yes.iter().any(|act| own(act.header.device)),
                "{part:?} holds {version:?} without a yes of {role:?}",
            );
        }
    }
    Ok(())
}

fn nothing_without_the_client(scene: &Scene) -> Kept {
    let mut acts = scene.acts.clone();
    for act in &scene.acts[1..] {
        let deeds = matches!(act.header.deed, Deed::Found { .. } | Deed::Join { .. });
        if act.header.author == Role::Client && !deeds {
            acts = history::spliced(&acts, act);
        }
    }
    let alone = Scene::of(scene.fold, acts, scene.chance.clone());
    prop_assert!(alone.holding().is_empty());
    prop_assert!(alone.state.parts.values().all(|part| !part.in_force));
    Ok(())
}

fn a_take_back_always_works(scene: &Scene) -> Kept {
    for (part, version) in scene.holding() {
        let back = |reasoned| Deed::TakeBack { version, reasoned };
        for role in Role::BOTH {
            let taken = scene.and(role, back(role == Role::Keyworker), Subject::Part(part));
            let taken = taken.expect("who said yes has joined");
            if scene.state.ended_by.len() < 2 {
                prop_assert!(!taken.refused_last());
                prop_assert_eq!(taken.part(part).holds, None);
            }
            prop_assert!(!taken.part(part).in_force);
        }
    }
    Ok(())
}

/// Offline: having seen her own yes acts and nothing else.
fn a_take_back_needs_no_network(scene: &Scene) -> Kept {
    for (part, version) in scene.holding() {
        let yes: Vec<_> = scene
            .yes_acts(Role::Client, version)
            .iter()
            .map(|act| act.id)
            .collect();
        let back = Deed::TakeBack {
            version,
            reasoned: false,
        };
        let taken = scene.and_having_seen(&yes, Role::Client, back, Subject::Part(part));
        let taken = taken.expect("who said yes has joined");
        if !taken.refused_last() {
            prop_assert_ne!(taken.part(part).holds, Some(version));
        } else {
            let refusal = taken
                .acts
                .last()
                .and_then(|act| taken.state.refused.get(&act.id));
            prop_assert_eq!(refusal, Some(&Refusal::Closed));
        }
    }
    Ok(())
}

/// Everything the keyworker can do to a part, in turn.
fn keyworker_deeds(scene: &Scene, part: PartId) -> Vec<(Deed, Subject)> {
    let about = Subject::Part(part);
    let mut deeds = vec![
        (Deed::Suggest(scene.new_words(part, None)), about),
        (Deed::Resume, Subject::All),
        (
            Deed::Hold {
                noted: Noted::TakeBack,
            },
            about,
        ),
        (Deed::Unknown { code: 7 }, about),
    ];
    for version in scene.part(part).versions.keys().copied() {
        deeds.push((answer(version, Choice::Yes), about));
        deeds.push((Deed::NotedYes { version }, about));
        deeds.push((Deed::Suggest(scene.new_words(part, Some(version))), about));
    }
    deeds
}

fn a_no_stays_a_no(scene: &Scene) -> Kept {
    let parts: Vec<PartId> = scene.state.parts.keys().copied().collect();
    for part in parts {
        let mut now = Scene::of(scene.fold, scene.acts.clone(), scene.chance.clone());
        for version in scene.part(part).versions.keys() {
            let no = answer(*version, Choice::No);
            let Some(said) = now.and(Role::Client, no, Subject::Part(part)) else {
                return Ok(());
            };
            now = said;
        }
        if now.state.ended_by.len() == 2 {
            return Ok(());
        }
        for (deed, subject) in keyworker_deeds(scene, part) {
            let Some(done) = now.and(Role::Keyworker, deed, subject) else {
                break;
            };
            now = done;
            prop_assert_eq!(now.part(part).holds, None);
        }
    }
    Ok(())
}

fn only_the_keyworker_gives_reasons(scene: &Scene) -> Kept {
    for act in &scene.acts {
        let refused = scene.state.refused.get(&act.id) == Some(&Refusal::NoReason);
        prop_assert!(!refused || act.header.author == Role::Keyworker);
        let Deed::Suggest(made) = &act.header.deed else {
            continue;
        };
        let unreasoned = act.header.author == Role::Keyworker && !made.reasoned;
        prop_assert!(!unreasoned || scene.valid(|valid| valid.id == act.id).is_empty());
    }
    Ok(())
}

/// fold §4.2: what the keyworker notes of a no stops at once, and only she lifts it.
fn a_hold_is_lifted_by_her_alone(scene: &Scene) -> Kept {
    for (part, version) in scene.holding() {
        let hold = Deed::Hold { noted: Noted::No };
        let Some(held) = scene.and(Role::Keyworker, hold, Subject::Part(part)) else {
            continue;
        };
        if held.refused_last() {
            continue;
        }
        prop_assert!(!held.part(part).in_force);
        for (deed, subject) in keyworker_deeds(scene, part) {
            if deed.effect(subject) == Some(Effect::Gives) {
                let done = held.and(Role::Keyworker, deed, subject);
                let done = done.expect("the keyworker has joined");
                prop_assert!(!done.part(part).in_force);
            }
        }
        let yes = answer(version, Choice::Yes);
        let again = held
            .and(Role::Client, yes, Subject::Part(part))
            .expect("she has joined");
        if scene.part(part).in_force {
            prop_assert!(again.part(part).in_force);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn what_holds_has_a_valid_yes_of_each_of_them(seed: u64, size in 10_usize..60) {
        keeps(seed, size, agreed_by_both)?;
    }

    #[test]
    fn without_the_clients_own_acts_nothing_is_in_force(seed: u64, size in 10_usize..60) {
        keeps(seed, size, nothing_without_the_client)?;
    }

    #[test]
    fn a_yes_can_always_be_taken_back_alone(seed: u64, size in 10_usize..50) {
        keeps(seed, size, a_take_back_always_works)?;
        keeps(seed, size, a_take_back_needs_no_network)?;
    }

    #[test]
    fn nothing_the_keyworker_does_turns_a_no_into_a_yes(seed: u64, size in 10_usize..40) {
        keeps(seed, size, a_no_stays_a_no)?;
    }

    #[test]
    fn a_noted_no_stops_at_once_and_only_the_client_lifts_it(seed: u64, size in 10_usize..40) {
        keeps(seed, size, a_hold_is_lifted_by_her_alone)?;
    }

    #[test]
    fn the_client_is_never_asked_for_a_reason(seed: u64, size in 10_usize..60) {
        keeps(seed, size, only_the_keyworker_gives_reasons)?;
    }
}
