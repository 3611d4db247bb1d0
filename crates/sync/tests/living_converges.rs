//! Living text on three devices, with random edits, loss, repetition and any order, ends the same everywhere.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod desk;

use std::collections::BTreeSet;

use countersign_sync::{Agenda, Draft, Extent, LivingEdit, NotWritten, Outcome};
use desk::{Desk, magda_and_karin};
use proptest::prelude::*;

/// What happens, each on one of the three devices.
#[derive(Debug, Clone)]
enum Step {
    Add(usize, String),
    ChangeItem(usize, usize, String),
    Remove(usize, usize),
    Must(usize, Option<usize>),
    Talked(usize),
    Share(usize, String),
    Change(usize, usize, String),
    Drop(usize, usize, bool),
    /// Puts bundles on their way.
    Send(usize),
    /// One of those on their way arrives somewhere, and may come again.
    Arrive(usize, usize),
    Lose(usize),
    Restart(usize),
}

fn text() -> impl Strategy<Value = String> {
    "[abå 🚲]{0,12}"
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..3usize;
    let which = 0..6usize;
    prop_oneof![
        4 => (who.clone(), text()).prop_map(|(who, words)| Step::Add(who, words)),
        2 => (who.clone(), which.clone(), text()).prop_map(|(who, at, words)| Step::ChangeItem(who, at, words)),
        1 => (who.clone(), which.clone()).prop_map(|(who, at)| Step::Remove(who, at)),
        1 => (who.clone(), prop::option::of(which.clone())).prop_map(|(who, at)| Step::Must(who, at)),
        1 => who.clone().prop_map(Step::Talked),
        2 => (who.clone(), text()).prop_map(|(who, words)| Step::Share(who, words)),
        6 => (who.clone(), which.clone(), text()).prop_map(|(who, at, words)| Step::Change(who, at, words)),
        1 => (who.clone(), which.clone(), any::<bool>()).prop_map(|(who, at, forward)| Step::Drop(who, at, forward)),
        6 => who.clone().prop_map(Step::Send),
        8 => (0..20usize, who.clone()).prop_map(|(bundle, who)| Step::Arrive(bundle, who)),
        1 => (0..20usize).prop_map(Step::Lose),
        1 => who.prop_map(Step::Restart),
    ]
}

fn nth_item(desk: &mut Desk, at: usize) -> [u8; 16] {
    let items = desk.replica.agenda().items;
    items
        .get(at % items.len().max(1))
        .map_or([0; 16], |item| item.id)
}

fn nth_draft(desk: &mut Desk, at: usize) -> ([u8; 32], String) {
    let drafts = desk.replica.drafts();
    let found = drafts.get(at % drafts.len().max(1));
    found.map_or(([0; 32], String::new()), |draft| {
        (draft.id, draft.words.clone())
    })
}

/// Writes; what the rules do not allow changes nothing.
fn write(desk: &mut Desk, edit: LivingEdit<'_>) {
    match desk.replica.write_living(&desk.keys, edit, &mut desk.dice) {
        Ok((_, batch)) => desk.keep(batch),
        Err(refused) => assert!(
            matches!(refused, NotWritten::Unknown | NotWritten::NotOwn),
            "{refused:?}"
        ),
    }
}

fn play(desks: &mut [Desk; 3], on_way: &mut Vec<Vec<u8>>, step: Step) {
    match step {
        Step::Add(who, words) => write(&mut desks[who], LivingEdit::AddItem { words: &words }),
        Step::ChangeItem(who, at, words) => {
            let item = nth_item(&mut desks[who], at);
            write(
                &mut desks[who],
                LivingEdit::ChangeItem {
                    item,
                    words: &words,
                },
            );
        }
        Step::Remove(who, at) => {
            let item = nth_item(&mut desks[who], at);
            write(&mut desks[who], LivingEdit::RemoveItem { item });
        }
        Step::Must(who, at) => {
            let item = at.map(|at| nth_item(&mut desks[who], at));
            write(&mut desks[who], LivingEdit::Must { item });
        }
        Step::Talked(who) => write(&mut desks[who], LivingEdit::TalkedAbout),
        Step::Share(who, words) => {
            write(
                &mut desks[who],
                LivingEdit::Share {
                    title: "t",
                    words: &words,
                },
            );
        }
        Step::Change(who, at, more) => {
            let (draft, words) = nth_draft(&mut desks[who], at);
            // Half of what was there stays, so that edits meet.
            let kept: String = words.chars().step_by(2).collect();
            let words = format!("{kept}{more}");
            write(
                &mut desks[who],
                LivingEdit::Change {
                    draft,
                    title: "t",
                    words: &words,
                },
            );
        }
        Step::Drop(who, at, put_forward) => {
            let (draft, _) = nth_draft(&mut desks[who], at);
            write(&mut desks[who], LivingEdit::Drop { draft, put_forward });
        }
        Step::Send(who) => on_way.extend(desks[who].send(Extent::New)),
        Step::Arrive(bundle, who) => {
            if let Some(envelope) = on_way.get(bundle % on_way.len().max(1)) {
                let outcome = desks[who].receive(envelope).outcome;
                assert!(!matches!(
                    outcome,
                    Outcome::Aside(countersign_sync::Reason::BadLiving)
                ));
            }
        }
        Step::Lose(bundle) => {
            if !on_way.is_empty() {
                on_way.swap_remove(bundle % on_way.len());
            }
        }
        Step::Restart(who) => desks[who].restart(),
    }
}

fn shown(desk: &mut Desk) -> (Agenda, Vec<Draft>) {
    (desk.replica.agenda(), desk.replica.drafts())
}

fn three() -> [Desk; 3] {
    let (mut magda, mut karin) = magda_and_karin();
    let mut phone = karin.add_device(3);
    karin.give(&mut phone);
    karin.give(&mut magda);
    magda.give(&mut phone);
    phone.give(&mut karin);
    [magda, karin, phone]
}

/// Everything that is still lacking goes to everybody, until nobody has anything to say.
fn settle(desks: &mut [Desk; 3]) {
    for _ in 0..4 {
        for from in 0..3 {
            let envelopes = desks[from].send(Extent::Missing);
            for to in (0..3).filter(|to| *to != from) {
                for envelope in &envelopes {
                    desks[to].receive(envelope);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn three_devices_end_with_the_same_text(steps in prop::collection::vec(step(), 1..60)) {
        let mut desks = three();
        let mut on_way = Vec::new();
        for step in steps {
            play(&mut desks, &mut on_way, step);
        }
        settle(&mut desks);
        let [magda, karin, phone] = &mut desks;
        prop_assert_eq!(shown(magda), shown(karin));
        prop_assert_eq!(shown(magda), shown(phone));
        // Nothing was kept aside, and nobody has anything new to say.
        for desk in &desks {
            prop_assert!(desk.disk.aside.values().all(|row| row.reason != countersign_sync::Reason::BadLiving));
        }
        for desk in &mut desks {
            // That road was told nothing yet: what is had is said there once.
            prop_assert!(desk.send(Extent::New).len() <= 1);
            prop_assert_eq!(desk.send(Extent::New).len(), 0);
        }
        let [magda, ..] = &mut desks;
        let before = shown(magda);
        magda.restart();
        prop_assert_eq!(shown(magda), before);
    }

    #[test]
    fn no_item_is_lost_that_its_person_has_not_removed_and_nobody_has_seen_talked_about(
        words in prop::collection::vec((0..3usize, "[a-zå]{1,12}"), 1..12), talks in 0..3usize,
    ) {
        let mut desks = three();
        for (who, words) in &words {
            write(&mut desks[*who], LivingEdit::AddItem { words });
        }
        // Whoever closes has seen only their own.
        write(&mut desks[talks], LivingEdit::TalkedAbout);
        settle(&mut desks);
        let left: BTreeSet<&String> = words.iter().filter(|(who, _)| *who != talks).map(|(_, it)| it).collect();
        for desk in &mut desks {
            let agenda = desk.replica.agenda();
            let there: BTreeSet<&String> = agenda.items.iter().map(|item| &item.words).collect();
            prop_assert_eq!(&there, &left);
        }
    }
}
