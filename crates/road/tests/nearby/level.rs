//! Two ends that keep to the talk: they find what they share, hand it over, and rest, however the bytes are cut.

use countersign_road::nearby::{Fault, How};
use proptest::prelude::*;

use crate::guest::{Guest, SECRET, Side, plainly, talk};

/// Magda with one agreement, Karin with several; they share the one.
fn two() -> (Guest, Guest) {
    let (magda, karin) = (Guest::new(1, &[7]), Guest::new(2, &[3, 7, 9, 4]));
    let magda = magda.trusting(&karin);
    let karin = karin.trusting(&magda);
    (magda, karin)
}

#[test]
fn both_find_what_they_share_and_rest_after_two_empty_turns() {
    let (mut magda, mut karin) = two();
    magda.turns = [vec![vec![1; 10], vec![2; 70_000]], vec![vec![3; 5]]].into();
    karin.turns = [vec![vec![4; 200_000]]].into();
    let outcome = plainly(&mut magda, &mut karin);
    assert_eq!(outcome, (Some(Ok(())), Some(Ok(()))));
    assert_eq!((magda.met, karin.met), (Some(vec![0]), Some(vec![1])));
    assert_eq!(magda.taken, [vec![4; 200_000]]);
    assert_eq!(karin.taken, [vec![1; 10], vec![2; 70_000], vec![3; 5]]);
}

#[test]
fn nothing_of_the_vault_is_asked_for_before_the_other_end_was_judged() {
    let (mut magda, mut karin) = two();
    magda.turns = [vec![vec![1; 10]]].into();
    plainly(&mut magda, &mut karin);
    assert_eq!(
        magda.asked,
        ["tags", "prove", "judge", "bundles", "handed", "bundles"]
    );
    assert_eq!(
        karin.asked,
        ["tags", "judge", "prove", "take in", "bundles"]
    );
}

#[test]
fn what_is_written_before_both_are_known_has_one_length() {
    let mut lengths = Vec::new();
    for (mine, theirs) in [
        (&[7][..], &[7][..]),
        (&[1, 2, 3, 7], &[7, 8]),
        (&[7; 1], &[7, 1]),
    ] {
        let (magda, karin) = (Guest::new(1, mine), Guest::new(2, theirs));
        let mut magda = magda.trusting(&karin);
        let mut karin = karin.trusting(&magda);
        let mut caller = Side::new(How::Called, &mut magda, 11);
        let mut called = Side::new(How::WasCalled(SECRET), &mut karin, 12);
        talk(
            &mut caller,
            &mut called,
            &mut || usize::MAX,
            &mut |_, it| it,
        );
        lengths.push((caller.wrote, called.wrote));
    }
    assert!(lengths.iter().all(|it| *it == lengths[0]), "{lengths:?}");
}

#[test]
fn more_agreements_than_one_frame_holds_are_found_too() {
    let many: Vec<u8> = (0..200).collect();
    let (magda, karin) = (Guest::new(1, &[150, 3]), Guest::new(2, &many));
    let mut magda = magda.trusting(&karin);
    let mut karin = karin.trusting(&magda);
    let outcome = plainly(&mut magda, &mut karin);
    assert_eq!(outcome, (Some(Ok(())), Some(Ok(()))));
    assert_eq!(
        (magda.met, karin.met),
        (Some(vec![0, 1]), Some(vec![3, 150]))
    );
}

#[test]
fn two_that_share_nothing_part_without_a_proof() {
    let (mut magda, mut per) = (Guest::new(1, &[7]), Guest::new(3, &[8]));
    let outcome = plainly(&mut magda, &mut per);
    let stranger = Some(Err(Fault::Stranger));
    assert_eq!(outcome, (stranger, stranger));
    assert_eq!(magda.asked, ["tags"]);
    assert_eq!(per.asked, ["tags"]);
}

#[test]
fn a_card_opens_the_device_that_shows_it_and_an_older_one_does_not() {
    for (secret, good) in [(SECRET, true), ([6; 16], false)] {
        let (mut magda, mut karin) = two();
        let mut caller = Side::new(How::CalledByCard(secret), &mut magda, 11);
        let mut called = Side::new(How::WasCalled(SECRET), &mut karin, 12);
        let (outcome, _) = talk(
            &mut caller,
            &mut called,
            &mut || usize::MAX,
            &mut |_, it| it,
        );
        let expected = if good { Ok(()) } else { Err(Fault::OldCode) };
        assert_eq!(outcome, Some(expected));
        assert_eq!(karin.asked.is_empty(), !good);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn however_the_bytes_are_cut_both_become_level(
        cuts in prop::collection::vec(1..4_000_usize, 1..40),
        mine in prop::collection::vec(prop::collection::vec(1..150_000_usize, 0..4), 0..4),
        theirs in prop::collection::vec(prop::collection::vec(1..150_000_usize, 0..4), 0..4),
    ) {
        let bundles = |turns: &[Vec<usize>], fill: u8| {
            let turn = |turn: &Vec<usize>| turn.iter().map(|length| vec![fill; *length]).collect();
            turns.iter().map(turn).collect::<Vec<Vec<Vec<u8>>>>()
        };
        let (mut magda, mut karin) = two();
        // An empty turn in the middle would end it: devices that have more to say do say it.
        let full = |turns: Vec<Vec<Vec<u8>>>| -> Vec<_> {
            turns.into_iter().filter(|turn| !turn.is_empty()).collect()
        };
        let (mine, theirs) = (full(bundles(&mine, 1)), full(bundles(&theirs, 2)));
        magda.turns = mine.clone().into();
        karin.turns = theirs.clone().into();
        let mut at = 0;
        let mut cut = || { at += 1; cuts[at % cuts.len()] };
        let mut caller = Side::new(How::Called, &mut magda, 11);
        let mut called = Side::new(How::WasCalled(SECRET), &mut karin, 12);
        let outcome = talk(&mut caller, &mut called, &mut cut, &mut |_, it| it);
        prop_assert_eq!(outcome, (Some(Ok(())), Some(Ok(()))));
        prop_assert_eq!(&magda.taken, &theirs.concat());
        prop_assert_eq!(&karin.taken, &mine.concat());
    }
}
