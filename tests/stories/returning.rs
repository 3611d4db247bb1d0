//! Somebody who lost every device comes back with the recovery words, met by the other person's device (design §4,
//! docs/decisions/0018).
//!
//! A lost device is played as one that goes on in somebody else's hands and hears nothing.

use countersign_app::view::*;
use countersign_app::{AddedBy, Code, DeviceJoining, DevicePairing, check_proof};

use crate::devices::id_here;
use crate::people::{PASSPHRASE, Person, agreed_mandate, goal, mandate, two_people};

/// What somebody has on paper.
pub(crate) fn paper(person: &mut Person) -> String {
    person.app.kit().unwrap().words.join(" ")
}

/// Up to the pictures, which are the same. Gives what the new device calls the pairing.
fn compared(helper: &mut Person, new: &mut Person) -> AgreementId {
    let place = helper.agreement.clone();
    let begun = helper.app.invite_device(&place, AddedBy::Kit);
    let DevicePairing::TakeRequest { invite } = begun.unwrap() else {
        panic!("no code to show");
    };
    let begun = new.app.take_device_code(&invite.code, AddedBy::Kit);
    let DeviceJoining { pairing, next, .. } = begun.unwrap();
    let DevicePairing::TakeOffer { request } = next else {
        panic!("no request to carry");
    };
    let by = AddedBy::Kit;
    let answered = helper.app.take_device_request(&place, by, &request);
    let DevicePairing::TakeWord { offer, pictures } = answered.unwrap() else {
        panic!("no offer to carry");
    };
    let taken = new.app.take_device_offer(&pairing, &offer).unwrap();
    assert_eq!(taken, DevicePairing::Compare { pictures });
    pairing
}

/// The words are typed on the new device; gives the message, and whether they open the vault now too.
fn typed(new: &mut Person, pairing: &AgreementId, words: &str) -> (String, bool) {
    let added = new.app.add_by_kit(pairing, words).unwrap();
    let DevicePairing::CarryAddition {
        addition,
        agreement,
        same_words,
    } = added
    else {
        panic!("no message to carry");
    };
    new.agreement = agreement;
    (addition, same_words)
}

/// All legs, and the history in a file.
pub(crate) fn come_back(helper: &mut Person, new: &mut Person, words: &str) {
    let pairing = compared(helper, new);
    let (addition, _) = typed(new, &pairing, words);
    let saved = new.app.save_device_message(&addition).unwrap();
    assert_eq!(saved.name, "device-4-of-4.txt");
    let place = helper.agreement.clone();
    let done = helper.app.add_returning(&place, &addition).unwrap();
    assert_eq!(
        done,
        DevicePairing::Returned {
            agreement: place.clone()
        }
    );
    assert_eq!(new.agreement, place);
    helper.carry_to(new);
}

/// A mandate is agreed, Magda has come back on a new telephone, and her first one is still somewhere. With her words.
fn one_is_lost() -> (Person, Person, Person, PartId, String) {
    let (mut lost, mut karin) = two_people();
    let words = paper(&mut lost);
    let agreed = agreed_mandate(&mut lost, &mut karin);
    let mut phone = Person::new("Magda", Role::Client, 3);
    come_back(&mut karin, &mut phone, &words);
    (lost, karin, phone, agreed, words)
}

pub(crate) fn happened(person: &mut Person) -> Vec<Happened> {
    let history = person.app.history(&person.agreement.clone()).unwrap();
    history.into_iter().map(|it| it.happened).collect()
}

fn devices(person: &mut Person) -> Vec<DeviceView> {
    person.app.devices(&person.agreement.clone()).unwrap()
}

#[test]
fn who_lost_every_device_comes_back_with_the_recovery_words() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut magda);
    let agreed = agreed_mandate(&mut magda, &mut karin);
    let mut phone = Person::new("Magda", Role::Client, 3);
    phone.days_pass(4);
    come_back(&mut karin, &mut phone, &words);

    // Everything is here as it was.
    let (here, there) = (phone.view(&agreed), karin.view(&agreed));
    assert_eq!((here.standing, here.agreed), (there.standing, there.agreed));
    assert_eq!(here.versions[0].words, there.versions[0].words);
    // Both see that it came, how, and on which day.
    let id = id_here(&mut phone);
    for person in [&mut phone, &mut karin] {
        assert!(happened(person).contains(&Happened::AddedDeviceByKit));
        let all = devices(person);
        let new = all.iter().find(|it| it.id == id).unwrap();
        let added = new.added.clone().unwrap();
        assert_eq!((new.owner, added.by), (Role::Client, AddedBy::Kit));
        assert!(added.stamp.claimed.0 > crate::people::MORNING + 4 * 86_400);
        let others = all.iter().filter(|it| it.id != id);
        assert!(others.map(|it| &it.added).all(Option::is_none));
    }
    // She answers from it, Karin's next bundle is for it, and what they agree can be proven to anyone.
    phone.take_back(&agreed);
    phone.carry_to(&mut karin);
    assert_eq!(karin.standing(&agreed), Standing::TakenBack);
    let asked = karin.suggest(goal(), "a flat of my own").part.unwrap();
    karin.carry_to(&mut phone);
    assert_eq!(phone.standing(&asked), Standing::WaitingForClient);
    phone.answer(&asked, Answer::Yes);
    let place = phone.agreement.clone();
    let proof = phone.app.proof(&place, &asked).unwrap();
    assert!(check_proof(proof.as_bytes()).is_ok());
}

#[test]
fn the_lost_device_is_removed_by_the_one_that_came_back() {
    let (mut lost, mut karin, mut phone, agreed, _) = one_is_lost();
    let place = phone.agreement.clone();
    phone
        .app
        .remove_device(&place, &id_here(&mut lost))
        .unwrap();
    phone.carry_to(&mut karin);
    assert_eq!(
        karin.view(&agreed).standing.word,
        Standing::BothAgree,
        "what she said before stands"
    );

    // Whoever has the lost one says yes to something, and gets nothing that is written from now on.
    let asked = lost
        .suggest(mandate(), "Karin may have my keys")
        .part
        .unwrap();
    lost.carry_to(&mut karin);
    karin.answer(&asked, Answer::Yes);
    assert_eq!(karin.view(&asked).agreed, None);
    let file = karin.file();
    let arrival = lost.app.receive_file(&file).unwrap();
    assert_eq!(arrival.envelopes[0].problem, Some(Code::BundleNotForMe));
}

#[test]
fn what_a_lost_device_wrote_after_the_day_it_was_lost_gives_nothing() {
    let (mut lost, mut karin) = two_people();
    let words = paper(&mut lost);
    let agreed = agreed_mandate(&mut lost, &mut karin);
    let keys = karin
        .suggest(mandate(), "I may keep your keys")
        .part
        .unwrap();
    karin.carry_to(&mut lost);
    // The next day it is in somebody else's hands, who says yes, and Karin takes that in before anybody knows.
    lost.days_pass(1);
    lost.answer(&keys, Answer::Yes);
    lost.carry_to(&mut karin);
    assert_eq!(karin.standing(&keys), Standing::BothAgree);
    let mut phone = Person::new("Magda", Role::Client, 3);
    phone.days_pass(2);
    come_back(&mut karin, &mut phone, &words);
    let place = phone.agreement.clone();
    let id = id_here(&mut lost);
    let day = |text: &str| Day(text.to_owned());
    let no_day = phone.app.remove_lost_device(&place, &id, &day("soon"));
    assert_eq!(no_day.unwrap_err().code, Code::DayWrong);
    phone
        .app
        .remove_lost_device(&place, &id, &day("2027-05-03"))
        .unwrap();
    phone.carry_to(&mut karin);
    for person in [&mut karin, &mut phone] {
        assert_eq!(person.standing(&agreed), Standing::BothAgree);
        assert_eq!(person.view(&keys).agreed, None);
    }
}

#[test]
fn a_day_before_everything_leaves_what_both_people_stand_on() {
    let (mut lost, mut karin, mut phone, agreed, _) = one_is_lost();
    let place = phone.agreement.clone();
    let (id, early) = (id_here(&mut lost), Day("2027-01-01".to_owned()));
    phone.app.remove_lost_device(&place, &id, &early).unwrap();
    phone.carry_to(&mut karin);
    assert_eq!(karin.view(&agreed).agreed, None);
    // She is still here, and answers anew.
    phone.answer(&agreed, Answer::Yes);
    phone.carry_to(&mut karin);
    assert_eq!(karin.standing(&agreed), Standing::BothAgree);
}

#[test]
fn who_has_the_lost_device_cannot_keep_out_whoever_has_the_words() {
    let (mut lost, mut karin, mut phone, agreed, words) = one_is_lost();
    karin.carry_to(&mut lost);
    // The lost one learns of the new one, and removes it first.
    let place = phone.agreement.clone();
    lost.app
        .remove_device(&place, &id_here(&mut phone))
        .unwrap();
    let first = lost.file();
    phone
        .app
        .remove_device_with_kit(&place, &id_here(&mut lost), &words)
        .unwrap();
    phone.carry_to(&mut karin);
    karin.app.receive_file(&first).unwrap();
    phone.app.receive_file(&first).unwrap();
    // The kit outranks: the new one goes on.
    phone.take_back(&agreed);
    phone.carry_to(&mut karin);
    assert_eq!(karin.standing(&agreed), Standing::TakenBack);
    let removed = |person: &mut Person, id: &str| {
        let all = devices(person);
        all.iter().find(|it| it.id == id).unwrap().removed
    };
    assert!(removed(&mut karin, &id_here(&mut lost)));
    assert!(!removed(&mut karin, &id_here(&mut phone)));
}

#[test]
fn a_keyworker_who_founded_comes_back_the_same_way() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut karin);
    let agreed = agreed_mandate(&mut magda, &mut karin);
    let mut laptop = Person::new("Karin", Role::Keyworker, 5);
    come_back(&mut magda, &mut laptop, &words);
    assert_eq!(laptop.standing(&agreed), Standing::BothAgree);
    let part = laptop.suggest(goal(), "a flat of my own").part.unwrap();
    laptop.carry_to(&mut magda);
    assert_eq!(magda.standing(&part), Standing::WaitingForClient);
}

#[test]
fn a_device_that_was_added_later_can_meet_her_too() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut magda);
    let agreed = agreed_mandate(&mut magda, &mut karin);
    let mut laptop = Person::new("Karin", Role::Keyworker, 5);
    crate::devices::add_device(&mut karin, &mut laptop);
    let mut phone = Person::new("Magda", Role::Client, 3);
    come_back(&mut laptop, &mut phone, &words);
    assert_eq!(phone.standing(&agreed), Standing::BothAgree);
    phone.take_back(&agreed);
    // Of the first one she learned from the second; both can read what she says.
    for person in [&mut laptop, &mut karin] {
        phone.carry_to(person);
        assert_eq!(person.standing(&agreed), Standing::TakenBack);
    }
}

#[test]
fn wrong_words_are_told_plainly_and_change_nothing() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut magda);
    let mut phone = Person::new("Magda", Role::Client, 3);
    let others = paper(&mut phone);
    let pairing = compared(&mut karin, &mut phone);
    let mut wrong = |typed: &str| phone.app.add_by_kit(&pairing, typed).unwrap_err();
    assert_eq!(wrong(&others).code, Code::KitWrong);
    assert_eq!(wrong(&paper(&mut karin)).code, Code::KitWrong);
    let mut one_other: Vec<&str> = words.split(' ').collect();
    one_other[3] = "magda";
    let error = wrong(&one_other.join(" "));
    assert_eq!((error.code, error.figure), (Code::KitWordUnknown, Some(4)));
    one_other.pop();
    assert_eq!(wrong(&one_other.join(" ")).code, Code::KitWordsDiffer);
    assert_eq!(phone.app.agreements().unwrap(), []);
    // Her own still are what they were, and the right ones still work.
    assert_eq!(paper(&mut phone), others);
    typed(&mut phone, &pairing, &words);
}

#[test]
fn one_paper_stays_the_only_one() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut magda);
    let mut phone = Person::new("Magda", Role::Client, 3);
    let new_words = paper(&mut phone);
    let pairing = compared(&mut karin, &mut phone);
    let (_, same) = typed(&mut phone, &pairing, &words);
    assert!(same);
    let shown = phone.app.kit().err().map(|error| error.code);
    assert_eq!(shown, Some(Code::KitDone));
    phone.app.lock();
    let vault = phone.vault.clone();
    let mut open = |words: &str| {
        let opened = phone
            .app
            .open_with_kit(&vault, words, PASSPHRASE.to_owned());
        opened.map_err(|error| error.code)
    };
    assert_eq!(open(&new_words), Err(Code::KitWrong));
    assert!(open(&words).is_ok());

    // Karin has another agreement on her new laptop already: there her old paper stays apart.
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut karin);
    let mut laptop = Person::new("Karin", Role::Keyworker, 5);
    let names = crate::people::names("Karin", "Olle");
    laptop.app.found_agreement(&names).unwrap();
    let own = paper(&mut laptop);
    let pairing = compared(&mut magda, &mut laptop);
    let (_, same) = typed(&mut laptop, &pairing, &words);
    assert!(!same);
    assert_eq!(paper(&mut laptop), own);
}

#[test]
fn it_goes_on_where_it_stopped_and_adds_once() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut magda);
    let place = karin.agreement.clone();
    let mut phone = Person::new("Magda", Role::Client, 3);
    let begun = karin.app.invite_device(&place, AddedBy::Kit).unwrap();
    karin.restart(11);
    let adding = |karin: &mut Person| karin.app.device_adding(&place, AddedBy::Kit).unwrap();
    assert_eq!(adding(&mut karin), Some(begun.clone()));
    let DevicePairing::TakeRequest { invite } = begun else {
        panic!("no code to show");
    };
    let joining = phone.app.take_device_code(&invite.code, AddedBy::Kit);
    let joining = joining.unwrap();
    phone.restart(12);
    let joins = phone.app.device_joins().unwrap();
    assert_eq!(joins, std::slice::from_ref(&joining));
    let DevicePairing::TakeOffer { request } = &joining.next else {
        panic!("no request to carry");
    };
    let by = AddedBy::Kit;
    let answered = karin.app.take_device_request(&place, by, request).unwrap();
    karin.restart(13);
    assert_eq!(adding(&mut karin), Some(answered.clone()));
    let DevicePairing::TakeWord { offer, .. } = &answered else {
        panic!("no offer to carry");
    };
    let pairing = joining.pairing.clone();
    let compare = phone.app.take_device_offer(&pairing, offer).unwrap();
    phone.restart(14);
    assert_eq!(phone.app.device_joins().unwrap()[0].next, compare);
    let carried = phone.app.add_by_kit(&pairing, &words).unwrap();
    phone.restart(15);
    assert_eq!(phone.app.device_joins().unwrap()[0].next, carried);
    assert_eq!(phone.app.add_by_kit(&pairing, &words).unwrap(), carried);
    let DevicePairing::CarryAddition { addition, .. } = carried else {
        panic!("no message to carry");
    };
    phone.agreement = place.clone();
    karin.app.add_returning(&place, &addition).unwrap();
    assert_eq!(adding(&mut karin), None);
    karin.carry_to(&mut phone);
    assert_eq!(phone.app.device_joins().unwrap(), []);
    for person in [&mut karin, &mut phone] {
        let all = happened(person);
        let added = all
            .iter()
            .filter(|it| **it == Happened::AddedDeviceByKit)
            .count();
        assert_eq!(added, 1);
    }
}

#[test]
fn pictures_that_differ_end_it() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut magda);
    let place = karin.agreement.clone();
    let mut phone = Person::new("Magda", Role::Client, 3);
    let pairing = compared(&mut karin, &mut phone);
    karin.app.device_pictures_differ(&place).unwrap();
    phone.app.device_pictures_differ(&pairing).unwrap();
    let late = phone.app.add_by_kit(&pairing, &words).unwrap_err();
    assert_eq!(late.code, Code::PairingStep);
    assert_eq!(phone.app.device_joins().unwrap(), []);
    assert!(
        karin
            .app
            .device_adding(&place, AddedBy::Kit)
            .unwrap()
            .is_none()
    );
    come_back(&mut karin, &mut phone, &words);
}
