//! Two people exchange bundles and end with the same acts.

mod desk;

use countersign_domain::act::Choice;
use countersign_domain::{Deed, PartKind, Subject};
use countersign_sync::{Extent, Outcome, Reason};
use desk::{Desk, magda_and_karin, same};

#[test]
fn what_magda_agrees_to_is_agreed_at_karins_too() {
    let (mut magda, mut karin) = magda_and_karin();
    let part = karin.suggest(PartKind::Goal, "A flat of my own");
    karin.give(&mut magda);
    magda.answer(part, Choice::Yes, "A flat of my own");
    magda.give(&mut karin);
    karin.give(&mut magda);
    same(&magda, &karin);
    let state = karin
        .replica
        .agreement()
        .part(part)
        .expect("the part is there");
    assert!(state.in_force);
    assert!(karin.replica.has_body(part) && magda.replica.has_body(part));
    assert!(karin.replica.missing_bodies().is_empty());
}

#[test]
fn the_same_bundle_again_changes_nothing() {
    let (mut magda, mut karin) = magda_and_karin();
    karin.suggest(PartKind::Step, "Call the dentist");
    let envelopes = karin.send(Extent::Missing);
    for envelope in &envelopes {
        assert_eq!(magda.receive(envelope).outcome, Outcome::Taken);
    }
    let before = magda.replica.agreement().state();
    for envelope in &envelopes {
        let again = magda.receive(envelope);
        assert_eq!(again.outcome, Outcome::Already);
        assert!(again.batch.is_empty());
    }
    assert_eq!(magda.replica.agreement().state(), before);
}

#[test]
fn sending_news_twice_sends_nothing_the_second_time() {
    let (_, mut karin) = magda_and_karin();
    karin.suggest(PartKind::Step, "Call the dentist");
    assert_eq!(karin.send(Extent::New).len(), 1);
    assert!(karin.send(Extent::New).is_empty());
    assert_eq!(karin.send(Extent::Missing).len(), 1);
}

#[test]
fn what_one_device_is_given_at_hand_is_what_it_lacks_and_is_owed_to_the_others_still() {
    let (mut magda, mut karin) = magda_and_karin();
    let laptop = karin.add_device(7);
    karin.give(&mut magda);
    let at_hand = |device| move |anew, tell| Extent::To { device, anew, tell };
    let (here, to) = (
        at_hand(karin.replica.device()),
        at_hand(laptop.replica.device()),
    );
    magda.suggest(PartKind::Goal, "Sleep through the night");
    assert_eq!(magda.send(here(true, false)).len(), 1);
    // Offered once, it is not offered again in the same talk, but in the next, and to the other device, and by relay.
    assert!(magda.send(here(false, false)).is_empty());
    assert_eq!(magda.send(here(false, true)).len(), 1);
    assert_eq!(magda.send(to(false, false)).len(), 1);
    assert_eq!(magda.send(Extent::New).len(), 1);
    for envelope in magda.send(here(true, false)) {
        karin.receive(&envelope);
    }
    // Once it has signed for everything, there is nothing to give it, however little the others have.
    for envelope in karin.send(Extent::Missing) {
        magda.receive(&envelope);
    }
    same(&magda, &karin);
    assert!(magda.send(here(false, false)).is_empty());
    assert!(magda.send(Extent::Missing)[0].len() > magda.send(here(true, false))[0].len());
}

#[test]
fn receipts_do_not_go_back_and_forth_for_ever() {
    let (mut magda, mut karin) = magda_and_karin();
    magda.suggest(PartKind::Goal, "Sleep through the night");
    let mut rounds = 0;
    loop {
        let to_karin = magda.send(Extent::New);
        to_karin
            .iter()
            .for_each(|envelope| drop(karin.receive(envelope)));
        let to_magda = karin.send(Extent::New);
        to_magda
            .iter()
            .for_each(|envelope| drop(magda.receive(envelope)));
        if to_karin.is_empty() && to_magda.is_empty() {
            break;
        }
        rounds += 1;
        assert!(rounds < 5);
    }
    same(&magda, &karin);
}

#[test]
fn a_second_phone_gets_everything_and_can_act() {
    let (mut magda, mut karin) = magda_and_karin();
    let part = karin.suggest(PartKind::Goal, "A flat of my own");
    karin.give(&mut magda);
    let mut phone = magda.add_device(3);
    magda.give(&mut phone);
    same(&magda, &phone);
    assert!(phone.replica.has_body(part));
    phone.answer(part, Choice::No, "Not like this");
    phone.give(&mut karin);
    karin.give(&mut phone);
    same(&phone, &karin);
}

#[test]
fn a_bundle_whose_key_is_not_here_waits_for_it() {
    let (mut magda, mut karin) = magda_and_karin();
    let mut phone = magda.add_device(3);
    // Karin does not know the phone, so the phone cannot open what Karin sends.
    karin.suggest(PartKind::Step, "Call the dentist");
    let early = karin.send(Extent::Missing);
    assert_eq!(
        phone.receive(&early[0]).outcome,
        Outcome::Aside(Reason::KeyNotHere)
    );
    magda.give(&mut phone);
    magda.give(&mut karin);
    karin.give(&mut phone);
    same(&karin, &phone);
}

#[test]
fn a_take_back_that_waits_stops_the_mandate_at_once() {
    let (mut magda, mut karin) = magda_and_karin();
    let part = karin.suggest(PartKind::Mandate, "Call my landlord for me");
    karin.give(&mut magda);
    magda.answer(part, Choice::Yes, "Call my landlord for me");
    magda.give(&mut karin);
    karin.give(&mut magda);
    assert!(
        karin
            .replica
            .agreement()
            .part(part)
            .expect("there")
            .in_force
    );
    magda.suggest(PartKind::Goal, "Something else first");
    let lost = magda.send(Extent::New);
    assert_eq!(lost.len(), 1);
    magda.take_back(part);
    for envelope in magda.send(Extent::New) {
        assert_eq!(karin.receive(&envelope).outcome, Outcome::Taken);
    }
    assert!(
        !karin
            .replica
            .agreement()
            .part(part)
            .expect("there")
            .in_force
    );
    assert!(karin.replica.agreement().waiting().count() > 0);
    magda.give(&mut karin);
    assert_eq!(karin.replica.agreement().waiting().count(), 0);
}

#[test]
fn erased_words_are_gone_and_do_not_come_back() {
    let (mut magda, mut karin) = magda_and_karin();
    let part = magda.suggest(PartKind::Goal, "What I do not want to have said");
    let with_words = magda.send(Extent::Missing);
    magda.act(
        Subject::Part(part),
        Deed::Erase {
            targets: vec![part],
        },
    );
    assert!(magda.replica.is_erased(part) && !magda.disk.bodies.contains_key(&part));
    with_words
        .iter()
        .for_each(|envelope| drop(karin.receive(envelope)));
    assert!(karin.replica.has_body(part));
    karin.give(&mut magda);
    assert!(!magda.disk.bodies.contains_key(&part));
}

#[test]
fn a_stranger_is_not_listened_to() {
    let (mut magda, _) = magda_and_karin();
    let mut stranger = Desk::join(9, &Desk::found(countersign_domain::Role::Client, 8));
    stranger.suggest(PartKind::Goal, "x");
    for envelope in stranger.send(Extent::Missing) {
        let outcome = magda.receive(&envelope).outcome;
        assert_eq!(outcome, Outcome::Aside(Reason::KeyNotHere));
    }
}

#[test]
fn a_take_back_that_waits_is_passed_on_and_stops_the_mandate_there_too() {
    let (mut magda, mut karin) = magda_and_karin();
    let part = karin.suggest(PartKind::Mandate, "Call my landlord for me");
    karin.give(&mut magda);
    magda.answer(part, Choice::Yes, "Call my landlord for me");
    magda.give(&mut karin);
    let mut phone = karin.add_device(4);
    karin.give(&mut phone);
    assert!(
        phone
            .replica
            .agreement()
            .part(part)
            .expect("there")
            .in_force
    );
    magda.suggest(PartKind::Goal, "Lost on its way");
    drop(magda.send(Extent::New));
    magda.take_back(part);
    let news = magda.send(Extent::New);
    news.iter()
        .for_each(|envelope| drop(karin.receive(envelope)));
    karin.give(&mut phone);
    assert!(
        !phone
            .replica
            .agreement()
            .part(part)
            .expect("there")
            .in_force
    );
}
