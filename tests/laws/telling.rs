//! Laws 2, 4 and 6 of design §2: a new suggestion changes nothing, silence and what only tells change nothing, and
//! what others decided is no agreement.

use std::fmt::Debug;

use countersign_domain::act::{Choice, Deed, Effect, Subject};
use countersign_domain::id::{PartId, VersionId};
use countersign_domain::part::{Decision, PartKind, Role};
use countersign_domain::relation::{Ending, When};
use countersign_domain::state::AgreementState;
use countersign_domain::time::Day;
use countersign_tests::history;
use proptest::prelude::*;

use crate::scene::{Kept, Scene, answer, cases, keeps};

fn a_suggestion_changes_nothing(scene: &Scene) -> Kept {
    for (part, state) in &scene.state.parts {
        let answered = state.versions.keys().copied().map(Some);
        for answers in std::iter::once(None).chain(answered) {
            for role in Role::BOTH {
                if state.holds.is_none() {
                    continue;
                }
                let made = Deed::Suggest(scene.new_words(*part, answers));
                let Some(after) = scene.and(role, made, Subject::Part(*part)) else {
                    continue;
                };
                prop_assert_eq!(after.in_force(), scene.in_force());
            }
        }
    }
    Ok(())
}

fn telling_changes_nothing(scene: &Scene) -> Kept {
    let mut deeds = vec![
        (Deed::ShareCheckin, Subject::None),
        (Deed::CopyForRecord, Subject::None),
        (
            Deed::Receipt {
                received: history::heads(&scene.acts, &scene.state),
            },
            Subject::None,
        ),
        (Deed::Unknown { code: 9 }, Subject::All),
        (Deed::Hello, Subject::None),
        (Deed::Card, Subject::None),
    ];
    for (part, state) in &scene.state.parts {
        for version in state.versions.keys().copied() {
            deeds.push((answer(version, Choice::NotNow), Subject::Part(*part)));
            deeds.push((answer(version, Choice::YesPushed), Subject::Part(*part)));
            deeds.push((Deed::SayDifferently { version }, Subject::Part(*part)));
            deeds.push((Deed::NotedYes { version }, Subject::Part(*part)));
        }
        let (overrides, language) = (Some(*part), String::new());
        let decision = Decision {
            overrides,
            language,
            until: None,
            appeal_until: None,
        };
        deeds.push((Deed::Decide(decision), Subject::New));
    }
    for decision in scene.state.decisions.keys().copied() {
        deeds.push((Deed::Seen { decision }, Subject::Part(decision)));
        deeds.push((Deed::Disagree { decision }, Subject::Part(decision)));
    }
    for (deed, subject) in deeds {
        for role in Role::BOTH {
            let Some(after) = scene.and(role, deed.clone(), subject) else {
                continue;
            };
            prop_assert_eq!(after.in_force(), scene.in_force());
        }
    }
    Ok(())
}

/// Everything that people see, without what the keyworker owes under goals where a step has ended.
fn seen(state: &AgreementState, ends_a_step: bool) -> impl PartialEq + Debug {
    let mut parts = state.parts.clone();
    let goals = parts.values_mut();
    for goal in goals.filter(|part| ends_a_step && part.kind == PartKind::Goal) {
        goal.owes.remove(&Role::Keyworker);
    }
    let (decisions, uses) = (state.decisions.clone(), state.uses.clone());
    (parts, decisions, uses, state.ended_by.clone())
}

/// An act of the relationship changes nothing that people see of parts, decisions, uses or devices: not even a word
/// for a part, or who owes what, but that a step which ended is no near step (decision 0008).
fn the_relationship_changes_nothing(scene: &Scene) -> Kept {
    let day = Day::from_days(20_900).expect("a day of the calendar");
    let when = Some(When { day, minute: None });
    let meeting = |moves| Deed::Meet {
        when,
        moves,
        reasoned: true,
    };
    let mut deeds = vec![
        (Deed::Hello, Subject::None),
        (Deed::Card, Subject::None),
        (
            Deed::Away {
                from: day,
                until: day,
            },
            Subject::None,
        ),
        (meeting(vec![]), Subject::None),
    ];
    for (part, state) in &scene.state.parts {
        deeds.extend(state.versions.keys().map(|version| {
            let close = Deed::CloseStep {
                version: *version,
                ending: Ending::NotThisTime,
                day: None,
                reasoned: true,
            };
            (close, Subject::Part(*part))
        }));
    }
    for act in scene.valid(|act| matches!(act.header.deed, Deed::Meet { .. } | Deed::Away { .. })) {
        deeds.push((meeting(vec![act.id]), Subject::None));
        deeds.push((Deed::Back { away: act.id }, Subject::None));
    }
    // The one who says it adds a device first; so the comparison is with somebody who says something else.
    for role in Role::BOTH {
        let Some(before) = scene.and(role, Deed::Receipt { received: vec![] }, Subject::None)
        else {
            continue;
        };
        for (deed, subject) in &deeds {
            let Some(after) = scene.and(role, deed.clone(), *subject) else {
                continue;
            };
            let ends = matches!(deed, Deed::CloseStep { .. });
            let (after, before) = (seen(&after.state, ends), seen(&before.state, ends));
            prop_assert!(after == before, "{:?}: {:?}, not {:?}", deed, after, before);
        }
    }
    Ok(())
}

/// Whose end it is nobody is blamed for: a step that ended leaves no debt but the keyworker's, under its own goal, and
/// one that moved to a day leaves none.
fn an_ended_step_is_the_keyworkers_debt_alone(scene: &Scene) -> Kept {
    for (part, state) in &scene.state.parts {
        for version in state.versions.keys().copied() {
            for (role, day) in [
                (Role::Client, None),
                (Role::Keyworker, None),
                (Role::Client, Some(20_900)),
            ] {
                let close = Deed::CloseStep {
                    version,
                    ending: Ending::Changed,
                    day: day.and_then(|day| Day::from_days(day).ok()),
                    reasoned: true,
                };
                let Some(after) = scene.and(role, close, Subject::Part(*part)) else {
                    continue;
                };
                if after.refused_last() {
                    continue;
                }
                let end = after.acts[after.acts.len() - 1].id;
                let goal = step_to(&after, version);
                for (id, later) in &after.state.parts {
                    let owes = later.owes.iter().filter(|(_, since)| **since == end);
                    for (who, _) in owes {
                        prop_assert_eq!((*who, Some(*id), day), (Role::Keyworker, goal, None));
                    }
                }
            }
        }
    }
    Ok(())
}

/// The goal that a version of a step leads to.
fn step_to(scene: &Scene, version: VersionId) -> Option<PartId> {
    let made = scene.acts.iter().find(|act| act.id == version)?;
    if let Deed::Suggest(made) = &made.header.deed {
        made.goal
    } else {
        None
    }
}

/// Any act that only tells can be thought away, wherever it stands, and the same is in force.
fn what_only_tells_can_be_thought_away(scene: &Scene) -> Kept {
    let named = |id| {
        scene.acts.iter().any(|act| {
            matches!(&act.header.deed, Deed::RemoveDevice { cuts, .. } if cuts.iter().any(|cut| cut.last == id))
        })
    };
    for act in scene
        .acts
        .iter()
        .filter(|act| act.header.effect == Effect::Tells)
    {
        // A yes under pressure is an answer: a suggestion that had one is not simply withdrawn (fold §3.6).
        let answers = matches!(
            act.header.deed,
            Deed::Answer {
                choice: Choice::YesPushed,
                ..
            }
        );
        let skip = answers || named(act.id) || scene.state.forked.contains(&act.id);
        if skip || scene.state.refused.contains_key(&act.id) {
            continue;
        }
        let without = Scene::of(
            scene.fold,
            history::spliced(&scene.acts, act),
            scene.chance.clone(),
        );
        prop_assert_eq!(without.in_force(), scene.in_force(), "without {:?}", act.id);
    }
    Ok(())
}

fn decisions_are_no_parts(scene: &Scene) -> Kept {
    for decision in scene.state.decisions.keys() {
        prop_assert!(!scene.state.parts.contains_key(decision));
    }
    for act in scene.valid(|act| matches!(act.header.deed, Deed::Link { .. } | Deed::Decide(_))) {
        let (decision, part) = if let Deed::Link { decision, part } = &act.header.deed {
            (*decision, Some(*part))
        } else if let Deed::Decide(made) = &act.header.deed {
            (act.id, made.overrides)
        } else {
            continue;
        };
        let linked = &scene.state.decisions[&decision].overrides;
        prop_assert!(part.is_none_or(|part| linked.contains(&part)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn a_new_suggestion_changes_nothing(seed: u64, size in 10_usize..40) {
        keeps(seed, size, a_suggestion_changes_nothing)?;
    }

    #[test]
    fn seen_not_now_and_whatever_only_tells_changes_nothing(seed: u64, size in 10_usize..30) {
        keeps(seed, size, telling_changes_nothing)?;
    }

    #[test]
    fn hello_cards_absences_meetings_and_ended_steps_change_nothing(seed: u64, size in 10_usize..30) {
        keeps(seed, size, the_relationship_changes_nothing)?;
    }

    #[test]
    fn a_step_that_ended_is_owed_a_next_one_by_the_keyworker_and_nothing_by_the_client(seed: u64, size in 10_usize..30) {
        keeps(seed, size, an_ended_step_is_the_keyworkers_debt_alone)?;
    }

    #[test]
    fn whatever_only_tells_might_as_well_not_be_there(seed: u64, size in 10_usize..40) {
        keeps(seed, size, what_only_tells_can_be_thought_away)?;
    }

    #[test]
    fn what_others_decided_is_never_agreed(seed: u64, size in 10_usize..60) {
        keeps(seed, size, decisions_are_no_parts)?;
    }
}
