//! By whatever road, in whatever order, with whatever losses: both see the same, and it comes to rest.

use std::collections::BTreeMap;

use countersign_app::view::*;
use countersign_tests::Desk;
use proptest::prelude::*;

use crate::people::{Person, goal, two_people};
use crate::posting::{at_the_relay, settle};

/// What happens next; `usize` is who.
#[derive(Debug, Clone)]
enum Step {
    Suggest(usize),
    Answer(usize, bool),
    TakeBack(usize),
    Sync(usize),
    File(usize),
    /// A file was made, and nobody carried it.
    LostFile(usize),
    Restart(usize),
    /// The relay loses one of its bundles, and says nothing.
    Lose(usize),
    /// It gives out everything anew.
    NewEpoch,
    Days(usize, i64),
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..2_usize;
    prop_oneof![
        2 => who.clone().prop_map(Step::Suggest),
        2 => (who.clone(), any::<bool>()).prop_map(|(who, yes)| Step::Answer(who, yes)),
        1 => who.clone().prop_map(Step::TakeBack),
        4 => who.clone().prop_map(Step::Sync),
        1 => who.clone().prop_map(Step::File),
        1 => who.clone().prop_map(Step::LostFile),
        1 => who.clone().prop_map(Step::Restart),
        1 => (0..9_usize).prop_map(Step::Lose),
        1 => Just(Step::NewEpoch),
        1 => (who, 1..5_i64).prop_map(|(who, days)| Step::Days(who, days)),
    ]
}

fn play(people: &mut [Person; 2], desk: &Desk, step: Step, seed: u64) {
    match step {
        Step::Suggest(who) => {
            people[who].suggest(goal(), &format!("goal {seed}"));
        }
        Step::Answer(who, yes) => {
            let Some(part) = newest(&mut people[who]) else {
                return;
            };
            let answer = if yes { Answer::Yes } else { Answer::NotNow };
            let ask = people[who].answering(&part, answer);
            // There may be nothing to answer.
            drop(people[who].app.answer(&ask));
        }
        Step::TakeBack(who) => {
            let Some(part) = newest(&mut people[who]) else {
                return;
            };
            if people[who].view(&part).mine_yes.is_some() {
                people[who].take_back(&part);
            }
        }
        Step::Sync(who) => {
            people[who].app.sync_round(&mut desk.clone()).unwrap();
        }
        Step::File(who) => {
            let file = people[who].file();
            people[1 - who].app.receive_file(&file).unwrap();
        }
        Step::LostFile(who) => drop(people[who].file()),
        Step::Restart(who) => people[who].restart(1_000 + seed),
        Step::Lose(at) => desk.with(|books| {
            let bundles = &mut books.mailboxes[0].bundles;
            if at < bundles.len() {
                bundles.remove(at);
            }
        }),
        Step::NewEpoch => desk.with(|books| books.epoch += 1),
        Step::Days(who, days) => people[who].days_pass(days),
    }
}

fn newest(person: &mut Person) -> Option<PartId> {
    let view = person.app.agreement(&person.agreement.clone()).unwrap();
    view.parts.last().map(|part| part.id.clone())
}

fn standings(person: &mut Person) -> BTreeMap<PartId, Standing> {
    let view = person.app.agreement(&person.agreement.clone()).unwrap();
    let parts = view.parts.into_iter();
    parts.map(|part| (part.id, part.standing.word)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_and_relay_in_any_order_end_in_the_same_standing(steps in prop::collection::vec(step(), 5..40)) {
        let (mut magda, mut karin) = two_people();
        let desk = Desk::default();
        at_the_relay(&mut magda, &mut karin, &desk);
        let mut people = [magda, karin];
        for (seed, step) in steps.into_iter().enumerate() {
            play(&mut people, &desk, step, seed as u64);
        }
        // Each is asked once a day how much it holds; what it lost is found out by that, or when the other speaks.
        let [magda, karin] = &mut people;
        for _ in 0..4 {
            magda.days_pass(20);
            karin.days_pass(20);
            settle(&mut [magda, karin], &desk);
        }
        prop_assert_eq!(standings(magda), standings(karin));
        prop_assert_eq!(settle(&mut [magda, karin], &desk), 0);
    }
}
