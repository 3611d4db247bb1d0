//! Two people are connected in one room: nothing is carried by hand but a code, and the pictures are looked at.
//!
//! Over real sockets of this machine, where no multicast goes: so the code of the card is typed, which leads to the same
//! talk as the eight letters. By the letters two are connected in `scripts/nearby-namespaces` and in the window's tests.

use std::io::{Read, Write};
use std::net::{IpAddr, TcpStream};
use std::thread;

use countersign_app::view::*;
use countersign_app::{App, Code, Nearby, NearbyDoor, Place};
use countersign_road::nearby::{Ask, Fault, How, Next, Reply, Talk};
use countersign_wire::nearby::Card;
use countersign_wire::{Welcome, read_code, write_code};

use crate::people::{Person, TestWorld, names, two_people};

fn here(last: u8) -> [IpAddr; 1] {
    [IpAddr::from([127, 0, 0, last])]
}

/// Karin has founded an agreement; Magda has a vault.
fn before() -> (Person, Person) {
    let mut karin = Person::new("Karin", Role::Keyworker, 1);
    karin.agreement = karin.app.found_agreement(&names("Karin", "Magda")).unwrap();
    (Person::new("Magda", Role::Client, 2), karin)
}

type Open = (Nearby, NearbyDoor);

/// Karin's room, and the code of her card.
fn opens(karin: &mut Person, last: u8) -> (Open, String) {
    let agreement = karin.agreement.clone();
    let (mut nearby, door) = karin.app.open_room(&agreement, &here(last)).unwrap();
    let turn = nearby.wait().unwrap();
    match karin.app.nearby_turn(&mut nearby, turn).as_slice() {
        [
            NearbyEvent::Room {
                letters: Some(letters),
                code,
                ..
            },
        ] => {
            assert_eq!(letters.len(), "K7QM-4XD9".len());
            ((nearby, door), code.code.clone())
        }
        other => panic!("{other:?}"),
    }
}

fn card(code: &str) -> Card {
    Card::decode(&read_code(code).unwrap()).unwrap()
}

fn enters(magda: &mut Person, code: &str, last: u8) -> Open {
    magda.app.enter_room(code, "Somebody", &here(last)).unwrap()
}

/// Stays in the room until `enough`, and does at each event what a person does.
fn stays(
    mut person: Person,
    (mut nearby, door): Open,
    mut enough: impl FnMut(&mut App, &NearbyEvent) -> bool,
) -> (Person, Vec<NearbyEvent>) {
    let mut told = Vec::new();
    while let Some(turn) = nearby.wait() {
        for event in person.app.nearby_turn(&mut nearby, turn) {
            if enough(&mut person.app, &event) {
                door.close();
            }
            told.push(event);
        }
    }
    (person, told)
}

/// The pictures to look at, if it is time to.
fn pictures(event: &NearbyEvent) -> Option<(&AgreementId, &[Picture])> {
    let NearbyEvent::Pairing { pairing } = event else {
        return None;
    };
    match &pairing.next {
        PairingStep::Compare { pictures } | PairingStep::CompareThenWelcome { pictures, .. } => {
            Some((&pairing.agreement, pictures))
        }
        PairingStep::NotStarted
        | PairingStep::TakeRequest { .. }
        | PairingStep::CarryWelcome { .. }
        | PairingStep::TakeOffer { .. }
        | PairingStep::TakeWelcome
        | PairingStep::Done => None,
    }
}

/// Says that the pictures are the same, and stays until both are level.
fn says_same(app: &mut App, event: &NearbyEvent) -> bool {
    if let Some((agreement, _)) = pictures(event) {
        app.pictures_same(agreement).unwrap();
    }
    matches!(event, NearbyEvent::Done { .. })
}

fn is_fault(event: &NearbyEvent) -> bool {
    matches!(event, NearbyEvent::Fault { .. })
}

fn faults(told: &[NearbyEvent]) -> Vec<Code> {
    let fault = |it: &NearbyEvent| {
        if let NearbyEvent::Fault { code, .. } = it {
            return Some(*code);
        }
        None
    };
    told.iter().filter_map(fault).collect()
}

fn seen(told: &[NearbyEvent]) -> Vec<Picture> {
    let found = told.iter().find_map(pictures);
    found.map(|(_, pictures)| pictures.to_vec()).unwrap()
}

fn joined(person: &mut Person) -> bool {
    let agreement = person.agreement.clone();
    person.app.pairing(&agreement).unwrap().next == PairingStep::Done
}

#[test]
fn two_people_look_at_the_same_pictures_and_are_connected_and_level() {
    let (mut magda, mut karin) = before();
    let (hers, code) = opens(&mut karin, 1);
    let mine = enters(&mut magda, &code, 2);
    let there = thread::spawn(move || stays(karin, hers, says_same));
    let (mut magda, at_magdas) = stays(magda, mine, says_same);
    let (mut karin, at_karins) = there.join().unwrap();

    assert_eq!(seen(&at_magdas).len(), 7);
    assert_eq!(seen(&at_magdas), seen(&at_karins));
    assert_eq!((faults(&at_magdas), faults(&at_karins)), (vec![], vec![]));
    magda.agreement = karin.agreement.clone();
    assert!(joined(&mut magda) && joined(&mut karin));
    // The first file of each has gone by itself, and both have signed for it.
    for person in [&mut magda, &mut karin] {
        let way = person.app.way(&person.agreement.clone()).unwrap();
        assert!(!way.acts.is_empty());
        assert!(way.acts.iter().all(|act| act.place == Place::There));
    }
    assert_eq!(
        karin
            .app
            .open_room(&karin.agreement.clone(), &here(1))
            .err()
            .map(|it| it.code),
        Some(Code::AlreadyPaired)
    );
}

#[test]
fn whoever_has_not_looked_yet_is_waited_for() {
    let (mut magda, mut karin) = before();
    let (hers, code) = opens(&mut karin, 1);
    let (mut mine, door) = enters(&mut magda, &code, 2);
    let there = thread::spawn(move || stays(karin, hers, says_same));
    let (mut looking, mut turns, mut done) = (None, 0, false);
    while let Some(turn) = mine.wait() {
        for event in magda.app.nearby_turn(&mut mine, turn) {
            looking = looking.or(pictures(&event).map(|(agreement, _)| agreement.clone()));
            done |= matches!(event, NearbyEvent::Done { .. });
        }
        turns += u32::from(looking.is_some());
        // Karin said it at once; her welcome has come, and has come again, before Magda says it.
        if turns == 4 {
            let stands = magda.app.pictures_same(looking.as_ref().unwrap()).unwrap();
            assert_eq!(stands.next, PairingStep::TakeWelcome);
        }
        if done {
            door.close();
        }
    }
    let (mut karin, _) = there.join().unwrap();
    magda.agreement = karin.agreement.clone();
    assert!(joined(&mut magda) && joined(&mut karin));
}

#[test]
fn pictures_that_differ_share_nothing_and_are_told_to_both() {
    let (mut magda, mut karin) = before();
    let (hers, code) = opens(&mut karin, 1);
    let mine = enters(&mut magda, &code, 2);
    let there = thread::spawn(move || {
        stays(karin, hers, |app, event| {
            if let Some((agreement, _)) = pictures(event) {
                app.pictures_differ(agreement).unwrap();
                return true;
            }
            false
        })
    });
    let (mut magda, at_magdas) = stays(magda, mine, |app, event| {
        says_same(app, event) || is_fault(event)
    });
    let (mut karin, _) = there.join().unwrap();
    assert_eq!(faults(&at_magdas), [Code::RoomLeft]);
    assert!(!joined(&mut karin));
    let entries = magda.app.agreements().unwrap();
    assert!(entries.iter().all(|entry| entry.stage == Stage::Joining));
}

#[test]
fn two_of_one_role_are_told_so_and_nothing_changes() {
    let (_, mut karin) = before();
    let mut per = Person::new("Per", Role::Keyworker, 3);
    let (hers, code) = opens(&mut karin, 1);
    let his = enters(&mut per, &code, 2);
    let there = thread::spawn(move || stays(karin, hers, |_, event| is_fault(event)));
    let (_, at_pers) = stays(per, his, |_, event| is_fault(event));
    let (mut karin, at_karins) = there.join().unwrap();
    assert_eq!(faults(&at_karins), [Code::SameRole]);
    assert_eq!(faults(&at_pers), [Code::RoomLeft]);
    let agreement = karin.agreement.clone();
    let next = karin.app.pairing(&agreement).unwrap().next;
    assert!(matches!(next, PairingStep::TakeRequest { .. }), "{next:?}");
}

#[test]
fn a_code_of_another_opening_is_told_and_nothing_was_begun() {
    let (mut magda, mut karin) = before();
    let (first, _) = opens(&mut karin, 3);
    let (_still_open, of_another) = opens(&mut karin, 4);
    drop(first);
    let (hers, code) = opens(&mut karin, 3);
    // The other opening's secret, at this one's address.
    let mixed = Card {
        addresses: card(&code).addresses,
        secret: card(&of_another).secret,
    };
    let mixed = write_code(&mixed.encode());
    let mine = enters(&mut magda, &mixed, 2);
    let (mut magda, told) = stays(magda, mine, |_, event| is_fault(event));
    assert_eq!(faults(&told), [Code::RoomLetters]);
    assert!(magda.app.agreements().unwrap().is_empty());
    drop(hers);
}

#[test]
fn a_pairing_that_was_interrupted_goes_on_with_the_same_pictures() {
    let (mut magda, mut karin) = before();
    let (hers, code) = opens(&mut karin, 1);
    let mine = enters(&mut magda, &code, 2);
    let there = thread::spawn(move || stays(karin, hers, |_, event| is_fault(event)));
    let (mut magda, before) = stays(magda, mine, |_, event| pictures(event).is_some());
    let (mut karin, at_karins) = there.join().unwrap();
    assert_eq!(faults(&at_karins), [Code::RoomLeft]);
    magda.restart(5);
    karin.restart(6);

    // Each has seen the pictures, so each says it before the other device is there again.
    let joining = magda.app.agreements().unwrap().remove(0).id;
    let stands = magda.app.pictures_same(&joining).unwrap();
    assert_eq!(stands.next, PairingStep::TakeWelcome);
    let stands = karin.app.pairing(&karin.agreement.clone()).unwrap().next;
    let PairingStep::CompareThenWelcome { pictures, .. } = stands else {
        panic!("{stands:?}");
    };
    assert_eq!(pictures, seen(&before));
    karin.app.pictures_same(&karin.agreement.clone()).unwrap();
    let (hers, code) = opens(&mut karin, 1);
    let mine = enters(&mut magda, &code, 2);
    let there = thread::spawn(move || stays(karin, hers, says_same));
    let (mut magda, told) = stays(magda, mine, says_same);
    let (mut karin, _) = there.join().unwrap();
    assert_eq!(faults(&told), []);
    magda.agreement = karin.agreement.clone();
    assert!(joined(&mut magda) && joined(&mut karin));
}

#[test]
fn a_second_device_that_knows_the_code_gets_nothing_and_the_first_goes_on() {
    let (mut magda, mut karin) = before();
    let mut mallory = Person::new("Mallory", Role::Client, 4);
    let (hers, code) = opens(&mut karin, 1);
    let (mut mine, door) = enters(&mut magda, &code, 2);
    let there = thread::spawn(move || stays(karin, hers, says_same));
    let (mut looking, mut also, mut waits, mut done) = (None, None, false, false);
    while let Some(turn) = mine.wait() {
        for event in magda.app.nearby_turn(&mut mine, turn) {
            looking = looking.or(pictures(&event).map(|(agreement, _)| agreement.clone()));
            done |= matches!(event, NearbyEvent::Done { .. });
            assert!(!is_fault(&event), "{event:?}");
        }
        // Magda says it only after somebody else has come with the code, and has gone.
        match (&looking, &also) {
            (Some(_), None) => {
                let theirs = enters(&mut mallory, &code, 3);
                let person =
                    std::mem::replace(&mut mallory, Person::new("Nobody", Role::Client, 5));
                let comes = move || stays(person, theirs, |_, event| is_fault(event));
                also = Some(thread::spawn(comes));
            }
            (Some(agreement), Some(also)) if also.is_finished() && !waits => {
                magda.app.pictures_same(agreement).unwrap();
                waits = true;
            }
            _ => {}
        }
        if done {
            door.close();
        }
    }
    let (mut karin, at_karins) = there.join().unwrap();
    let (mut mallory, at_mallorys) = also.unwrap().join().unwrap();
    assert_eq!(faults(&at_mallorys), [Code::PairingWrong]);
    assert_eq!(faults(&at_karins), []);
    assert!(mallory.app.agreements().unwrap().is_empty());
    magda.agreement = karin.agreement.clone();
    assert!(joined(&mut magda) && joined(&mut karin));
}

/// Calls by this card with the right secret, and shows this message whatever is heard. How it ended.
fn says(code: &str, message: &[u8]) -> Result<(), Fault> {
    let Card { addresses, secret } = card(code);
    let mut stream = TcpStream::connect(addresses[0]).unwrap();
    let mut talk = Talk::begin(How::CalledToPair(secret), &mut TestWorld::still(9));
    loop {
        match talk.step() {
            Next::Write(bytes) => stream.write_all(&bytes).unwrap(),
            Next::Read { bytes } => {
                let mut read = vec![0; bytes];
                // A door that is shut at once may take its last word with it.
                if stream.read_exact(&mut read).is_err() {
                    return Err(Fault::Cut);
                }
                talk.arrived(&read);
            }
            Next::Ask(Ask::Leg(_)) => talk.reply(Reply::Leg(message.to_vec())),
            Next::Ask(_) => talk.reply(Reply::Stopped),
            Next::Tell(_) | Next::Pause => {}
            Next::Over(outcome) => return outcome,
        }
    }
}

#[test]
fn whatever_somebody_with_the_code_says_that_does_not_fit_is_told_and_changes_nothing() {
    let (mut magda, mut karin) = before();
    let place = karin.agreement.clone();
    let PairingStep::TakeRequest { invite } = karin.app.invite(&place).unwrap().next else {
        panic!("no code to show");
    };
    // A request to another invite is as good as none.
    let mut per = Person::new("Per", Role::Keyworker, 7);
    per.agreement = per.app.found_agreement(&names("Per", "Magda")).unwrap();
    let theirs = per.app.invite(&per.agreement.clone()).unwrap().next;
    let PairingStep::TakeRequest { invite: others } = theirs else {
        panic!("no code to show");
    };
    let begun = magda.app.take_code(&others.code, "Magda").unwrap();
    let PairingStep::TakeOffer { request } = begun.next else {
        panic!("no request to carry");
    };
    let welcome = Welcome { admission: [7; 64] }.encode();
    let own = read_code(&invite.code).unwrap();
    let other = read_code(&request).unwrap();
    for message in [&b"?"[..], &[0; 9_000], &own, &other, &other[..40], &welcome] {
        let (hers, code) = opens(&mut karin, 1);
        let message = message.to_vec();
        let comes = thread::spawn(move || says(&code, &message));
        let (back, told) = stays(karin, hers, |_, event| is_fault(event));
        karin = back;
        assert_eq!(faults(&told), [Code::PairingWrong]);
        let ended = comes.join().unwrap();
        assert!(
            matches!(ended, Err(Fault::Parted | Fault::Cut)),
            "{ended:?}"
        );
        let next = karin.app.pairing(&place).unwrap().next;
        assert_eq!(
            next,
            PairingStep::TakeRequest {
                invite: invite.clone()
            }
        );
    }
}

#[test]
fn what_is_neither_letters_nor_a_code_is_refused_before_anything_opens() {
    let (mut magda, _) = before();
    for typed in [
        "",
        "K7QM-4XD",
        "K7QM-4XD99",
        "hello you",
        "0000-0000-0000-0000",
    ] {
        let refused = magda.app.enter_room(typed, "", &here(2)).err();
        assert_eq!(
            refused.map(|it| it.code),
            Some(Code::CodeUnreadable),
            "{typed}"
        );
    }
    let (_, mut karin) = two_people();
    let elsewhere = AgreementId("00".repeat(32));
    assert!(karin.app.open_room(&elsewhere, &here(1)).is_err());
}
