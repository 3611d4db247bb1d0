//! Law 5 of design §2: every use has a label, and it says what the user could know.

use countersign_domain::act::{Act, Choice, Deed, Subject};
use countersign_domain::id::PartId;
use countersign_domain::part::Role;
use countersign_domain::state::UseLabel;
use countersign_domain::time::Claimed;
use countersign_tests::history;
use proptest::prelude::*;

use crate::scene::{Kept, Scene, answer, cases, keeps};

fn every_use_has_a_label(scene: &Scene) -> Kept {
    let used = scene
        .acts
        .iter()
        .filter(|act| matches!(act.header.deed, Deed::Use { .. }));
    for act in used {
        let counts =
            !scene.state.refused.contains_key(&act.id) && !scene.state.waiting.contains(&act.id);
        prop_assert_eq!(scene.state.uses.contains_key(&act.id), counts);
    }
    Ok(())
}

fn power(scene: &Scene) -> Option<PartId> {
    let parts = scene.state.parts.iter();
    let mut in_force = parts.filter(|(_, part)| part.kind.gives_power() && part.in_force);
    in_force.next().map(|(id, _)| *id)
}

fn label(scene: &Scene, used: &Act) -> Option<UseLabel> {
    scene.state.uses.get(&used.id).copied()
}

/// Use it; then she takes it back at the same time, before, or afterwards.
fn labels_follow_what_could_be_known(scene: &Scene) -> Kept {
    let Some(part) = power(scene) else {
        return Ok(());
    };
    let version = scene.part(part).holds.expect("what is in force holds");
    let using = || Deed::Use {
        version,
        at: Claimed(0),
    };
    let back = || Deed::TakeBack {
        version,
        reasoned: false,
    };
    let about = Subject::Part(part);
    let saw = history::heads(&scene.acts, &scene.state);

    let used = scene
        .and(Role::Keyworker, using(), about)
        .expect("the keyworker has joined");
    let act = used.acts.last().expect("the use").clone();
    prop_assert_eq!(label(&used, &act), Some(UseLabel::Within));

    let meanwhile = used
        .and_having_seen(&saw, Role::Client, back(), about)
        .expect("she has joined");
    prop_assert_eq!(label(&meanwhile, &act), Some(UseLabel::BeforeTheyKnew));

    let afterwards = used
        .and(Role::Client, back(), about)
        .expect("she has joined");
    prop_assert_eq!(label(&afterwards, &act), Some(UseLabel::Within));

    let before = scene
        .and(Role::Client, back(), about)
        .expect("she has joined");
    let used = before
        .and(Role::Keyworker, using(), about)
        .expect("the keyworker has joined");
    let act = used.acts.last().expect("the use").clone();
    prop_assert_eq!(label(&used, &act), Some(UseLabel::WithoutMandate));

    let again = used
        .and(Role::Client, answer(version, Choice::Yes), about)
        .expect("she has joined");
    prop_assert_eq!(label(&again, &act), Some(UseLabel::WithoutMandate));
    Ok(())
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn a_use_is_labelled_by_what_the_user_could_know(seed: u64, size in 10_usize..40) {
        keeps(seed, size, every_use_has_a_label)?;
        keeps(seed, size, labels_follow_what_could_be_known)?;
    }
}
