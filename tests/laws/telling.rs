//! Laws 2, 4 and 6 of design §2: a new suggestion changes nothing, silence and what only tells change nothing, and
//! what others decided is no agreement.

use countersign_domain::act::{Choice, Deed, Effect, Subject};
use countersign_domain::part::{Decision, Role};
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

/// An act of the relationship changes nothing that people see of parts, decisions, uses or devices: not even a word
/// for a part, or who owes what (decision 0008).
fn the_relationship_changes_nothing(scene: &Scene) -> Kept {
    let seen = |state: &AgreementState| {
        (
            state.parts.clone(),
            state.decisions.clone(),
            state.uses.clone(),
            state.ended_by.clone(),
        )
    };
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
            prop_assert_eq!(seen(&after.state), seen(&before.state), "{:?}", deed);
        }
    }
    Ok(())
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
    fn whatever_only_tells_might_as_well_not_be_there(seed: u64, size in 10_usize..40) {
        keeps(seed, size, what_only_tells_can_be_thought_away)?;
    }

    #[test]
    fn what_others_decided_is_never_agreed(seed: u64, size in 10_usize..60) {
        keeps(seed, size, decisions_are_no_parts)?;
    }
}
