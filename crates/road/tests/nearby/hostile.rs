//! Ends that do not keep to the talk, and somebody in between (reference/trust.md §2.2, cases 79 and 99).

use countersign_road::nearby::{Ask, Fault, How, Next, Reply, Talk};
use countersign_seal::End;
use proptest::prelude::*;

use crate::guest::{Guest, SECRET, Side, connection, dice, plainly, talk};

const STRANGER: Option<Result<(), Fault>> = Some(Err(Fault::Stranger));

/// Magda and Karin, who share an agreement.
fn two() -> (Guest, Guest) {
    let (magda, karin) = (Guest::new(1, &[7]), Guest::new(2, &[7]));
    let magda = magda.trusting(&karin);
    let karin = karin.trusting(&magda);
    (magda, karin)
}

fn handed_nothing(guest: &Guest) -> bool {
    guest.met.is_none()
        && !guest
            .asked
            .iter()
            .any(|it| *it == "bundles" || *it == "take in")
}

#[test]
fn a_stranger_who_knows_the_agreement_is_refused_at_either_end() {
    for calls in [true, false] {
        let (mut magda, _) = two();
        let mut stranger = Guest::new(3, &[7]);
        stranger.gullible = true;
        stranger.turns = [vec![vec![9; 9]]].into();
        let outcome = if calls {
            plainly(&mut stranger, &mut magda)
        } else {
            plainly(&mut magda, &mut stranger)
        };
        assert_eq!(outcome, (STRANGER, STRANGER));
        assert!(handed_nothing(&magda) && handed_nothing(&stranger));
        // Whoever calls proves first: a stranger who calls is not even told who is there.
        assert_eq!(stranger.seen.is_empty(), calls);
    }
}

#[test]
fn somebody_in_between_cannot_use_a_proof_of_one_connection_on_another() {
    let (mut magda, mut karin) = two();
    // Mallory was removed long ago: the agreement's id is known, and every word between the two can be held back.
    let mut mallory = Guest::new(3, &[7]);
    mallory.gullible = true;
    plainly(&mut karin, &mut mallory);
    mallory.stolen = mallory.seen.first().copied();
    assert!(
        mallory
            .stolen
            .is_some_and(|proof| proof.device == karin.keys.public().sign)
    );
    karin.met = None;
    let outcome = connection(2, &mut mallory, &mut magda);
    assert_eq!(outcome, (STRANGER, STRANGER));
    assert!(handed_nothing(&magda));
}

#[test]
fn a_proof_thrown_back_at_its_maker_is_refused() {
    let (_, mut karin) = two();
    karin.trusts.push(karin.keys.public().sign);
    let mut mirror = Guest::new(3, &[7]);
    mirror.gullible = true;
    plainly(&mut karin, &mut mirror);
    let proof = mirror.seen[0];
    mirror.stolen = Some(proof);
    karin.met = None;
    assert_eq!(connection(2, &mut mirror, &mut karin), (STRANGER, STRANGER));
    assert!(handed_nothing(&karin));
}

#[test]
fn bytes_that_are_thrown_back_end_the_talk() {
    let (mut magda, _) = two();
    let mut side = Side::new(How::Called, &mut magda, 11);
    for _ in 0..10 {
        let wrote = side.run(&mut || usize::MAX);
        side.inbox.extend(wrote);
    }
    assert!(matches!(side.over, Some(Err(_))), "{:?}", side.over);
    assert!(handed_nothing(&magda));
}

#[test]
fn a_changed_byte_anywhere_ends_the_talk_and_is_never_taken_in() {
    let (mut magda, mut karin) = two();
    let length = {
        let mut caller = Side::new(How::Called, &mut magda, 11);
        let mut called = Side::new(How::WasCalled(SECRET), &mut karin, 12);
        talk(
            &mut caller,
            &mut called,
            &mut || usize::MAX,
            &mut |_, it| it,
        );
        caller.wrote
    };
    for at in (0..length).step_by(37) {
        let (mut magda, mut karin) = two();
        magda.turns = [vec![vec![1; 500]]].into();
        let mut caller = Side::new(How::Called, &mut magda, 11);
        let mut called = Side::new(How::WasCalled(SECRET), &mut karin, 12);
        let mut passed = 0;
        let mut alter = |from, mut bytes: Vec<u8>| {
            if from == End::Caller {
                if let Some(byte) = at
                    .checked_sub(passed)
                    .and_then(|at: usize| bytes.get_mut(at))
                {
                    *byte ^= 1;
                }
                passed += bytes.len();
            }
            bytes
        };
        let (_, over) = talk(&mut caller, &mut called, &mut || usize::MAX, &mut alter);
        assert_ne!(over, Some(Ok(())), "byte {at}");
        assert!(
            karin.taken.iter().all(|bundle| *bundle == [1; 500]),
            "byte {at}"
        );
    }
}

#[test]
fn no_more_is_asked_for_at_a_time_than_one_message() {
    let mut talk = Talk::begin(How::WasCalled(SECRET), &mut dice(1));
    assert_eq!(talk.step(), Next::Read { bytes: 2 });
    talk.arrived(&[0xff, 0xff]);
    assert_eq!(talk.step(), Next::Read { bytes: 65_535 });
    talk.arrived(&vec![b'x'; 65_535]);
    assert_eq!(talk.step(), Next::Over(Err(Fault::Wrong)));
    assert_eq!(talk.step(), Next::Over(Err(Fault::Wrong)));
}

#[test]
fn whoever_is_no_device_of_ours_is_known_by_its_first_bytes() {
    for knock in [
        &b"GET / HTTP/1.1\r\n\r\n"[..],
        b"\x00\x00",
        b"\x16\x03\x01\x02\x00\x01",
    ] {
        let (mut magda, _) = two();
        let mut side = Side::new(How::WasCalled(SECRET), &mut magda, 11);
        side.inbox.extend(knock);
        side.inbox.extend([0; 70_000]);
        assert!(side.run(&mut || usize::MAX).is_empty());
        assert_eq!(side.over, Some(Err(Fault::Wrong)));
        assert!(magda.asked.is_empty());
    }
}

#[test]
fn another_version_is_told_apart_at_both_ends() {
    let (mut magda, _) = two();
    let mut side = Side::new(How::WasCalled(SECRET), &mut magda, 11);
    let hello = [&b"CSN\x02\x00"[..], &[0; 32]].concat();
    side.inbox.extend([0, 37]);
    side.inbox.extend(&hello);
    assert_eq!(side.run(&mut || usize::MAX), [0, 1, 1]);
    assert_eq!(side.over, Some(Err(Fault::Newer)));

    let mut side = Side::new(How::Called, &mut magda, 11);
    side.run(&mut || usize::MAX);
    side.inbox.extend([0, 1, 2]);
    side.run(&mut || usize::MAX);
    assert_eq!(side.over, Some(Err(Fault::Newer)));
}

#[test]
fn an_app_that_says_stop_ends_the_talk_at_every_question() {
    for stop in 0..5 {
        let (mut magda, mut karin) = two();
        magda.turns = [vec![vec![1; 10]]].into();
        let mut caller = Side::new(How::Called, &mut magda, 11);
        let mut talk_with = Talk::begin(How::WasCalled(SECRET), &mut dice(12));
        let (mut asked, mut inbox) = (0, Vec::new());
        let over = loop {
            match talk_with.step() {
                Next::Write(bytes) => caller.inbox.extend(bytes),
                Next::Read { bytes } => {
                    inbox.extend(caller.run(&mut || usize::MAX));
                    let count = bytes.min(inbox.len());
                    assert!(count > 0, "stop {stop}");
                    let read: Vec<u8> = inbox.drain(..count).collect();
                    talk_with.arrived(&read);
                }
                Next::Ask(ask) => {
                    let reply = karin.answer(ask);
                    talk_with.reply(if asked == stop { Reply::Stopped } else { reply });
                    asked += 1;
                }
                Next::Tell(_) | Next::Pause => {}
                Next::Over(over) => break over,
            }
        };
        assert_eq!(over, Err(Fault::Stopped), "stop {stop}");
    }
}

#[test]
fn an_answer_that_does_not_fit_the_question_ends_the_talk() {
    let mut talk = Talk::begin(How::WasCalled(SECRET), &mut dice(1));
    let (mut magda, _) = two();
    let mut caller = Side::new(How::Called, &mut magda, 11);
    let mut inbox = Vec::new();
    let over = loop {
        match talk.step() {
            Next::Write(bytes) => caller.inbox.extend(bytes),
            Next::Read { bytes } => {
                inbox.extend(caller.run(&mut || usize::MAX));
                let read: Vec<u8> = inbox.drain(..bytes).collect();
                talk.arrived(&read);
            }
            Next::Ask(Ask::Tags { .. }) => talk.reply(Reply::Taken),
            Next::Ask(_) | Next::Tell(_) | Next::Pause => unreachable!("the talk went on"),
            Next::Over(over) => break over,
        }
    };
    assert_eq!(over, Err(Fault::Stopped));
}

proptest! {
    #[test]
    fn whatever_arrives_ends_in_a_fault_or_waits(bytes: Vec<u8>, calls: bool) {
        let (mut magda, _) = two();
        let how = if calls { How::Called } else { How::WasCalled(SECRET) };
        let mut side = Side::new(how, &mut magda, 11);
        side.inbox.extend(&bytes);
        side.run(&mut || usize::MAX);
        prop_assert_ne!(side.over, Some(Ok(())));
        prop_assert!(handed_nothing(&magda));
    }
}
