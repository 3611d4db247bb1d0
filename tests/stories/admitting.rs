//! Who may use a mailbox: whose card it is, which device comes and goes, and what a copy takes with it.

use countersign_app::view::*;
use countersign_app::{Call, Code, Relay};
use countersign_tests::Desk;

use crate::devices::{add_device, id_here};
use crate::people::{PASSPHRASE, Person, agreed_mandate, goal, names, pair, two_people};
use crate::posting::{NORTH, at_the_relay, settle};
use crate::returning::{come_back, paper};

#[test]
fn a_card_that_somebody_else_used_is_noticed() {
    let (mut magda, mut karin) = two_people();
    let mut desk = Desk::default();
    karin.turn_on(Some(NORTH));
    karin.sync(&mut desk);
    let card = karin.app.relay_card(&karin.agreement.clone()).unwrap();
    // Somebody photographed it.
    desk.with(|books| books.mailboxes[0].places[1].key = [9; 32]);
    magda.take_card(&card);
    let done = magda.app.sync_round(&mut desk).unwrap();
    assert_eq!(done.troubles[0].code, Code::RelayCardUsed);
    assert_eq!(magda.relay().state, RelayState::Gone);
    // A week later nobody has come: there is a new card, of a new mailbox.
    karin.days_pass(8);
    let card = karin.app.relay_card(&karin.agreement.clone()).unwrap();
    assert!(!card.ready);
    karin.sync(&mut desk);
    magda.take_card(&card);
    settle(&mut [&mut magda, &mut karin], &desk);
    assert!(karin.relay().other_joined);
}

#[test]
fn a_second_device_comes_by_its_own_card_and_goes_at_once_when_it_is_removed() {
    let (mut magda, mut karin) = two_people();
    let mut tablet = Person::new("Magda", Role::Client, 3);
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let part = agreed_mandate(&mut magda, &mut karin);
    add_device(&mut magda, &mut tablet);
    let here = magda.agreement.clone();
    let id = id_here(&mut tablet);
    let card = magda.app.relay_device_card(&here, &id).unwrap();
    assert!(!card.ready);
    magda.sync(&mut desk.clone());
    assert!(magda.app.relay_device_card(&here, &id).unwrap().ready);
    tablet.take_card(&card);
    settle(&mut [&mut magda, &mut karin, &mut tablet], &desk);
    tablet.take_back(&part);
    let put = settle(&mut [&mut tablet, &mut magda, &mut karin], &desk);
    assert!(put <= 9, "three devices needed {put} bundles");
    assert_eq!(karin.standing(&part), Standing::TakenBack);
    assert_eq!(magda.standing(&part), Standing::TakenBack);

    let seats = |desk: &Desk| desk.with(|books| books.mailboxes[0].places.len());
    assert_eq!(seats(&desk), 3);
    magda.app.remove_device(&here, &id).unwrap();
    let jobs = magda.app.errands().unwrap();
    assert!(matches!(jobs[0].errand().call, Call::Remove(_)));
    for job in jobs {
        let answer = desk.clone().ask(job.errand());
        magda.app.answered(job, answer).unwrap();
    }
    assert_eq!(seats(&desk), 2);
    let done = tablet.app.sync_round(&mut desk.clone()).unwrap();
    assert_eq!(done.troubles[0].code, Code::RelayGone);
    assert_eq!(tablet.relay().state, RelayState::Gone);
    settle(&mut [&mut magda, &mut karin], &desk);
}

#[test]
fn who_comes_back_with_the_recovery_words_gets_a_card_of_a_new_mailbox() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut magda);
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let part = agreed_mandate(&mut magda, &mut karin);
    let mut phone = Person::new("Magda", Role::Client, 3);
    come_back(&mut karin, &mut phone, &words);
    let here = karin.agreement.clone();
    let gone = id_here(&mut magda);
    phone.app.remove_device(&here, &gone).unwrap();
    phone.carry_to(&mut karin);
    // Nobody makes a second card for the other side: the post box is opened anew.
    assert_eq!(phone.relay().state, RelayState::Off);
    karin.app.relay_drop(&here).unwrap();
    karin.turn_on(Some(NORTH));
    karin.sync(&mut desk.clone());
    let card = karin.app.relay_card(&here).unwrap();
    phone.take_card(&card);
    settle(&mut [&mut phone, &mut karin], &desk);
    phone.take_back(&part);
    settle(&mut [&mut phone, &mut karin], &desk);
    assert_eq!(karin.standing(&part), Standing::TakenBack);
    // The lost device reads nothing of it: neither the place nor the keys are its own.
    let asked = karin.suggest(goal(), "a flat of my own").part.unwrap();
    settle(&mut [&mut phone, &mut karin], &desk);
    let _done = magda.app.sync_round(&mut desk.clone()).unwrap();
    assert_eq!(phone.standing(&asked), Standing::WaitingForClient);
    assert!(magda.app.part(&here, &asked).is_err());
}

#[test]
fn one_card_of_a_relay_serves_every_agreement() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let mut olle = Person::new("Olle", Role::Client, 21);
    let first = karin.agreement.clone();
    karin.agreement = karin.app.found_agreement(&names("Karin", "Olle")).unwrap();
    let ask = AddingRelay {
        agreement: karin.agreement.clone(),
        relay: None,
    };
    assert_eq!(karin.app.relay_add(&ask).unwrap_err().code, Code::NotPaired);
    pair(&mut karin, &mut olle);
    assert_eq!(karin.turn_on(None).address.as_deref(), Some(NORTH));
    karin.sync(&mut desk.clone());
    let card = karin.app.relay_card(&karin.agreement.clone()).unwrap();
    olle.take_card(&card);
    settle(&mut [&mut olle, &mut karin], &desk);
    assert_eq!(karin.app.relays().unwrap()[0].agreements, 2);
    karin.agreement = first;
    assert_eq!(karin.relay().state, RelayState::On);
}

#[test]
fn an_agreement_that_both_ended_lets_go_of_its_mailbox() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    for person in [&mut magda, &mut karin] {
        person.app.end(&person.agreement.clone()).unwrap();
    }
    settle(&mut [&mut magda, &mut karin], &desk);
    for person in [&mut magda, &mut karin] {
        assert_eq!(person.relay().state, RelayState::Off);
        assert!(person.relay().address.is_none());
        person.minutes_pass(11);
        person.sync(&mut desk.clone());
    }
    desk.with(|books| assert!(books.mailboxes[0].places.is_empty()));
}

#[test]
fn a_restored_copy_goes_on_and_takes_nothing_from_the_one_it_was_copied_from() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let early = magda.suggest(goal(), "Before the backup").part.unwrap();
    settle(&mut [&mut magda, &mut karin], &desk);
    let backup = magda.folder.path().join("copy.backup");
    magda.app.backup(&backup).unwrap();
    let after = magda.suggest(goal(), "After the backup").part.unwrap();
    settle(&mut [&mut magda, &mut karin], &desk);

    let mut copy = Person::new("Magda", Role::Client, 90);
    copy.app
        .restore(&backup, "Magda again", PASSPHRASE.to_owned())
        .unwrap();
    copy.agreement = magda.agreement.clone();
    copy.days_pass(1);
    let from_copy = copy.suggest(goal(), "From the copy").part.unwrap();
    settle(&mut [&mut copy, &mut karin], &desk);
    let from_first = magda.suggest(goal(), "From the first").part.unwrap();
    settle(&mut [&mut magda, &mut copy, &mut karin], &desk);
    for person in [&mut magda, &mut copy, &mut karin] {
        for part in [&early, &after, &from_copy, &from_first] {
            assert_eq!(person.standing(part), Standing::WaitingForKeyworker);
        }
        assert_eq!(person.relay().state, RelayState::On);
    }
}
