//! Pairing in a room, without a socket: four messages go to and fro by themselves, and a talk like any other follows.
//! Ends that do not know the code, throw back, speak out of turn, say too much or nothing end the talk.

use countersign_road::nearby::{Fault, How, Reply};
use countersign_seal::End;
use countersign_wire::limits::PAIRING_BYTES_MAX;
use proptest::prelude::*;

use crate::guest::{Guest, Outcome, SECRET, Side, talk};

/// Karin shows an invite, takes the request, and gives the welcome when the offer was seen for a while.
fn founder() -> Guest {
    let mut karin = Guest::new(2, &[7]);
    let mut seen = 0;
    karin.pairs = Box::new(move |theirs| match theirs {
        b"" => Reply::Leg(b"invite".to_vec()),
        b"request" => {
            seen += 1;
            Reply::Leg(if seen < 5 {
                b"offer".to_vec()
            } else {
                b"welcome".to_vec()
            })
        }
        _ => Reply::Stopped,
    });
    karin
}

/// Magda answers the invite, and takes the welcome only some time after it came.
fn joiner() -> Guest {
    let mut magda = Guest::new(1, &[7]);
    let mut seen = 0;
    magda.pairs = Box::new(move |theirs| match theirs {
        b"" => Reply::Leg(Vec::new()),
        b"invite" | b"offer" => Reply::Leg(b"request".to_vec()),
        b"welcome" if seen < 3 => {
            seen += 1;
            Reply::Leg(b"request".to_vec())
        }
        b"welcome" => Reply::Paired,
        _ => Reply::Stopped,
    });
    magda
}

fn two() -> (Guest, Guest) {
    let (magda, karin) = (joiner(), founder());
    let magda = magda.trusting(&karin);
    let karin = karin.trusting(&magda);
    (magda, karin)
}

/// Lets two meet who have these secrets; gives what came of it and how often they waited.
fn meet(
    caller: &mut Guest,
    called: &mut Guest,
    secrets: [[u8; 16]; 2],
) -> ((Outcome, Outcome), usize) {
    let mut caller = Side::new(How::CalledToPair(secrets[0]), caller, 11);
    let mut called = Side::new(How::WasCalledToPair(secrets[1]), called, 12);
    let outcome = talk(&mut caller, &mut called, &mut || 700, &mut |_, it| it);
    (outcome, caller.pauses + called.pauses)
}

const FINE: (Outcome, Outcome) = (Some(Ok(())), Some(Ok(())));

#[test]
fn whoever_calls_both_are_paired_and_go_on_to_level() {
    for magda_calls in [true, false] {
        let (mut magda, mut karin) = two();
        magda.turns = [vec![vec![1; 10]]].into();
        let (outcome, waited) = if magda_calls {
            meet(&mut magda, &mut karin, [SECRET; 2])
        } else {
            meet(&mut karin, &mut magda, [SECRET; 2])
        };
        assert_eq!(outcome, FINE);
        assert_eq!(karin.taken, [vec![1; 10]]);
        // They wait for people, each in its turn, and for nothing else.
        assert!((4..20).contains(&waited), "{waited}");
    }
}

#[test]
fn a_wrong_code_shows_neither_end_a_message() {
    let (mut magda, mut karin) = two();
    let (outcome, _) = meet(&mut magda, &mut karin, [[6; 16], SECRET]);
    assert_eq!(outcome, (Some(Err(Fault::OldCode)), None));
    assert!(magda.asked.is_empty() && karin.asked.is_empty());
}

#[test]
fn a_door_for_pairing_and_one_for_levelling_do_not_open_to_each_other() {
    let ways = [
        (
            How::CalledToPair(SECRET),
            How::WasCalled(SECRET),
            Fault::OldCode,
        ),
        (
            How::CalledByCard(SECRET),
            How::WasCalledToPair(SECRET),
            Fault::OldCode,
        ),
    ];
    for (calls, called, fault) in ways {
        let (mut magda, mut karin) = two();
        let mut caller = Side::new(calls, &mut magda, 11);
        let mut called = Side::new(called, &mut karin, 12);
        let (outcome, _) = talk(&mut caller, &mut called, &mut || 700, &mut |_, it| it);
        assert_eq!(outcome, Some(Err(fault)));
        assert!(karin.asked.is_empty());
    }
    // Whoever has no secret at all gets no answer on which to try codes.
    let (mut magda, mut karin) = two();
    let mut caller = Side::new(How::Called, &mut magda, 11);
    let mut called = Side::new(How::WasCalledToPair(SECRET), &mut karin, 12);
    let (_, outcome) = talk(&mut caller, &mut called, &mut || 700, &mut |_, it| it);
    assert_eq!(outcome, Some(Err(Fault::Stranger)));
    assert_eq!(called.wrote, 0);
}

#[test]
fn a_refusal_is_told_to_the_other_end() {
    let (mut magda, mut karin) = two();
    karin.pairs = Box::new(|theirs| match theirs {
        b"" => Reply::Leg(b"invite".to_vec()),
        _ => Reply::Stopped,
    });
    let (outcome, _) = meet(&mut magda, &mut karin, [SECRET; 2]);
    assert_eq!(
        outcome,
        (Some(Err(Fault::Parted)), Some(Err(Fault::Stopped)))
    );
    assert!(karin.met.is_none() && magda.met.is_none());
}

#[test]
fn whoever_says_paired_without_being_known_gets_what_a_stranger_gets() {
    let mut mallory = Guest::new(3, &[7]);
    mallory.gullible = true;
    mallory.pairs = Box::new(|_| Reply::Paired);
    let (_, mut karin) = two();
    let (outcome, _) = meet(&mut mallory, &mut karin, [SECRET; 2]);
    let stranger = Some(Err(Fault::Stranger));
    assert_eq!(outcome, (stranger, stranger));
    assert_eq!(karin.met, None);
    assert!(karin.taken.is_empty() && !karin.asked.contains(&"bundles"));
}

#[test]
fn a_message_that_is_too_long_ends_the_talk_and_is_not_shown() {
    for (length, good) in [(PAIRING_BYTES_MAX, true), (PAIRING_BYTES_MAX + 1, false)] {
        let (mut magda, mut karin) = two();
        karin.pairs = Box::new(move |_| Reply::Leg(vec![1; length]));
        magda.pairs = Box::new(|theirs| match theirs.len() {
            0 => Reply::Leg(Vec::new()),
            PAIRING_BYTES_MAX => Reply::Paired,
            _ => Reply::Stopped,
        });
        let (outcome, _) = meet(&mut magda, &mut karin, [SECRET; 2]);
        assert_eq!(
            outcome.0,
            Some(if good { Ok(()) } else { Err(Fault::Wrong) })
        );
    }
}

#[test]
fn what_belongs_to_another_talk_is_out_of_turn_here() {
    // A caller who believes to be paired goes on with tags, while the called still waits for messages.
    let (mut magda, mut karin) = two();
    let mut caller = Side::new(How::CalledToPair(SECRET), &mut magda, 11);
    let mut called = Side::new(How::WasCalledToPair(SECRET), &mut karin, 12);
    let mut messages = 0;
    // The second encrypted message of the caller is thrown back instead of the answer to it.
    let mut kept = Vec::new();
    let (outcome, _) = talk(
        &mut caller,
        &mut called,
        &mut || usize::MAX,
        &mut |from, bytes| {
            if from == End::Caller {
                kept.clone_from(&bytes);
                return bytes;
            }
            messages += 1;
            if messages > 2 { kept.clone() } else { bytes }
        },
    );
    assert_eq!(outcome, Some(Err(Fault::Wrong)));
    assert!(magda.met.is_none());
}

#[test]
fn two_that_wait_for_people_who_never_come_stop_by_themselves() {
    let (mut magda, mut karin) = two();
    magda.pairs = Box::new(|_| Reply::Leg(Vec::new()));
    karin.pairs = Box::new(|_| Reply::Leg(b"invite".to_vec()));
    let (outcome, waited) = meet(&mut magda, &mut karin, [SECRET; 2]);
    assert_eq!(outcome, (Some(Err(Fault::Cut)), Some(Err(Fault::Cut))));
    assert!(waited > 2_000, "{waited}");
}

#[test]
fn a_changed_byte_anywhere_in_the_pairing_ends_the_talk() {
    for at in (0..900_usize).step_by(7) {
        let (mut magda, mut karin) = two();
        let mut caller = Side::new(How::CalledToPair(SECRET), &mut magda, 11);
        let mut called = Side::new(How::WasCalledToPair(SECRET), &mut karin, 12);
        let mut passed = 0;
        let mut alter = |from, mut bytes: Vec<u8>| {
            if from == End::Called {
                let here = at
                    .checked_sub(passed)
                    .and_then(|at: usize| bytes.get_mut(at));
                if let Some(byte) = here {
                    *byte ^= 1;
                }
                passed += bytes.len();
            }
            bytes
        };
        let (outcome, _) = talk(&mut caller, &mut called, &mut || usize::MAX, &mut alter);
        assert_ne!(outcome, Some(Ok(())), "byte {at}");
    }
}

proptest! {
    #[test]
    fn whatever_arrives_ends_in_a_fault_or_waits(bytes: Vec<u8>, calls: bool) {
        let (mut magda, _) = two();
        let how = if calls { How::CalledToPair(SECRET) } else { How::WasCalledToPair(SECRET) };
        let mut side = Side::new(how, &mut magda, 11);
        side.inbox.extend(&bytes);
        side.run(&mut || usize::MAX);
        prop_assert_ne!(side.over, Some(Ok(())));
        prop_assert!(magda.asked.is_empty());
    }
}
