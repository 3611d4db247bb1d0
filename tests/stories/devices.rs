//! A person's further device: added in one room by an earlier one, read and answered on, and removed (design §4).
//!
//! A removed device is played as one that never learns of its removal. Coming back with the recovery words is in
//! `returning`.

use countersign_app::view::*;
use countersign_app::{Code, DevicePairing};

use crate::people::{Person, agreed_mandate, goal, mandate, two_people};

/// All legs on Magda's telephone and her new tablet, and the history in a file.
pub(crate) fn add_device(old: &mut Person, new: &mut Person) {
    add_device_without_history(old, new);
    old.carry_to(new);
}

/// All legs, and nothing else.
pub(crate) fn add_device_without_history(old: &mut Person, new: &mut Person) {
    let place = old.agreement.clone();
    let (pairing, word) = compared(old, new);
    let DevicePairing::CarryWelcome { welcome } = old.app.add_device(&place, &word).unwrap() else {
        panic!("no welcome to carry");
    };
    let mut file = |text: &str| old.app.save_device_message(text).unwrap().name;
    assert_eq!(file(&word), "device-4-of-5.txt");
    assert_eq!(file(&welcome), "device-5-of-5.txt");
    let done = new.app.take_device_welcome(&pairing, &welcome).unwrap();
    assert_eq!(
        done,
        DevicePairing::Done {
            agreement: place.clone()
        }
    );
    new.agreement = place;
}

/// Up to the pictures, which are the same; gives the new device's name for the pairing, and its word.
fn compared(old: &mut Person, new: &mut Person) -> (AgreementId, String) {
    let place = old.agreement.clone();
    let DevicePairing::TakeRequest { invite } =
        old.app.invite_device(&place, AddedBy::Device).unwrap()
    else {
        panic!("no code to show");
    };
    let begun = new.app.take_device_code(&invite.code, AddedBy::Device);
    let DeviceJoining { pairing, next, .. } = begun.unwrap();
    let DevicePairing::TakeOffer { request } = next else {
        panic!("no request to carry");
    };
    let by = AddedBy::Device;
    let answered = old.app.take_device_request(&place, by, &request);
    let DevicePairing::TakeWord { offer, pictures } = answered.unwrap() else {
        panic!("no offer to carry");
    };
    let taken = new.app.take_device_offer(&pairing, &offer).unwrap();
    assert_eq!(taken, DevicePairing::Compare { pictures });
    let DevicePairing::TakeWelcome { word } = new.app.device_pictures_same(&pairing).unwrap()
    else {
        panic!("no word to carry");
    };
    (pairing, word)
}

pub(crate) fn id_here(person: &mut Person) -> String {
    let devices = person.app.devices(&person.agreement.clone()).unwrap();
    devices.into_iter().find(|it| it.this).unwrap().id
}

fn happened(person: &mut Person) -> Vec<Happened> {
    let history = person.app.history(&person.agreement.clone()).unwrap();
    history.into_iter().map(|it| it.happened).collect()
}

#[test]
fn a_second_device_of_ones_own_reads_and_answers() {
    let (mut magda, mut karin) = two_people();
    let agreed = agreed_mandate(&mut magda, &mut karin);
    let mut tablet = Person::new("Magda", Role::Client, 3);
    add_device(&mut magda, &mut tablet);

    let (here, there) = (tablet.view(&agreed), magda.view(&agreed));
    assert_eq!((here.standing, here.agreed), (there.standing, there.agreed));
    assert_eq!(here.versions[0].words, there.versions[0].words);
    assert_eq!(here.may, there.may);
    tablet.restart(4);
    let asked = karin.suggest(goal(), "a flat of my own").part.unwrap();
    // Karin has not heard of the tablet: what she sends is for the telephone, which passes it on.
    karin.carry_to(&mut magda);
    magda.carry_to(&mut tablet);
    tablet.answer(&asked, Answer::Yes);
    // Karin learns of the tablet from the tablet itself.
    tablet.carry_to(&mut karin);
    assert_eq!(karin.standing(&asked), Standing::BothAgree);
    for person in [&mut magda, &mut tablet, &mut karin] {
        assert!(happened(person).contains(&Happened::AddedDevice));
    }

    // From now on Karin's bundles are wrapped to both of Magda's devices.
    let next = karin
        .suggest(mandate(), "I may speak with your doctor")
        .part
        .unwrap();
    let file = karin.file();
    for device in [&mut magda, &mut tablet] {
        device.app.receive_file(&file).unwrap();
        assert_eq!(device.standing(&next), Standing::WaitingForClient);
    }
    tablet.take_back(&agreed);
    tablet.carry_to(&mut karin);
    tablet.carry_to(&mut magda);
    for person in [&mut magda, &mut tablet, &mut karin] {
        assert_eq!(person.standing(&agreed), Standing::TakenBack);
    }
}

#[test]
fn a_device_of_the_one_who_founded_is_added_alike() {
    let (mut magda, mut karin) = two_people();
    let agreed = agreed_mandate(&mut magda, &mut karin);
    let mut laptop = Person::new("Karin", Role::Keyworker, 5);
    add_device(&mut karin, &mut laptop);
    let part = laptop.suggest(goal(), "a flat of my own").part.unwrap();
    laptop.carry_to(&mut magda);
    assert_eq!(magda.view(&agreed).standing.word, Standing::BothAgree);
    assert_eq!(magda.standing(&part), Standing::WaitingForClient);
}

#[test]
fn a_device_that_is_being_added_is_no_agreement_in_the_list() {
    let (mut magda, _karin) = two_people();
    let mut tablet = Person::new("Magda", Role::Client, 3);
    let (pairing, _) = compared(&mut magda, &mut tablet);
    assert_eq!(tablet.app.agreements().unwrap(), []);
    tablet.restart(4);
    let joins = tablet.app.device_joins().unwrap();
    assert_eq!(joins[0].pairing, pairing);
    assert!(matches!(joins[0].next, DevicePairing::TakeWelcome { .. }));
    assert_eq!(magda.app.device_joins().unwrap(), []);
}

#[test]
fn pictures_that_differ_end_it_on_both_devices() {
    let (mut magda, _karin) = two_people();
    let place = magda.agreement.clone();
    let mut tablet = Person::new("Magda", Role::Client, 3);
    let (pairing, word) = compared(&mut magda, &mut tablet);
    magda.app.device_pictures_differ(&place).unwrap();
    tablet.app.device_pictures_differ(&pairing).unwrap();
    assert_eq!(tablet.app.device_joins().unwrap(), []);
    let late = tablet.app.device_pictures_same(&pairing).unwrap_err();
    assert_eq!(late.code, Code::PairingStep);
    let late = magda.app.add_device(&place, &word).unwrap_err();
    assert_eq!(late.code, Code::PairingStep);
    assert!(!happened(&mut magda).contains(&Happened::AddedDevice));
    let twice = magda.app.device_pictures_differ(&place).unwrap_err();
    assert_eq!(twice.code, Code::PairingStep);
    // A new code begins again.
    add_device(&mut magda, &mut tablet);
}

#[test]
fn a_lost_welcome_is_had_again_and_the_device_is_added_once() {
    let (mut magda, _karin) = two_people();
    let place = magda.agreement.clone();
    let mut tablet = Person::new("Magda", Role::Client, 3);
    let (pairing, word) = compared(&mut magda, &mut tablet);
    let first = magda.app.add_device(&place, &word).unwrap();
    magda.restart(4);
    let again = magda.app.add_device(&place, &word).unwrap();
    assert_eq!(first, again);
    let added = happened(&mut magda);
    let added = added.iter().filter(|it| **it == Happened::AddedDevice);
    assert_eq!(added.count(), 1);
    let DevicePairing::CarryWelcome { welcome } = again else {
        panic!("no welcome to carry");
    };
    tablet.app.take_device_welcome(&pairing, &welcome).unwrap();
    // It is added: now it is for removing, and not for stopping.
    let late = magda.app.device_pictures_differ(&place).unwrap_err();
    assert_eq!(late.code, Code::PairingStep);
    // A new code is for another device; the old word is of no use with it.
    magda.app.invite_device(&place, AddedBy::Device).unwrap();
    assert!(magda.app.add_device(&place, &word).is_err());
}

#[test]
fn a_removed_device_is_not_welcomed_again() {
    let (mut magda, _karin) = two_people();
    let place = magda.agreement.clone();
    let mut tablet = Person::new("Magda", Role::Client, 3);
    let (_, word) = compared(&mut magda, &mut tablet);
    magda.app.add_device(&place, &word).unwrap();
    let devices = magda.app.devices(&place).unwrap();
    let lost = devices
        .into_iter()
        .find(|it| it.owner == Role::Client && !it.kit && !it.this)
        .unwrap();
    magda.app.remove_device(&place, &lost.id).unwrap();
    assert!(magda.app.add_device(&place, &word).is_err());
}

#[test]
fn a_removed_device_gives_nothing_more() {
    let (mut magda, mut karin) = two_people();
    let agreed = agreed_mandate(&mut magda, &mut karin);
    let mut tablet = Person::new("Magda", Role::Client, 3);
    add_device(&mut magda, &mut tablet);
    tablet.carry_to(&mut karin);
    let asked = karin.suggest(goal(), "a flat of my own").part.unwrap();
    let file = karin.file();
    magda.app.receive_file(&file).unwrap();
    tablet.app.receive_file(&file).unwrap();

    let place = magda.agreement.clone();
    let lost = id_here(&mut tablet);
    magda.app.remove_device(&place, &lost).unwrap();
    // Whoever has the tablet says yes to the new and takes back the old, and never heard of the removal.
    tablet.answer(&asked, Answer::Yes);
    tablet.take_back(&agreed);
    let late = tablet.file();
    magda.carry_to(&mut karin);
    karin.app.receive_file(&late).unwrap();
    assert_eq!(karin.view(&asked).agreed, None);
    assert_eq!(
        karin.view(&agreed).agreed,
        None,
        "a taking back still stands"
    );

    // It gets nothing more: what is written from now on is wrapped for the others.
    let news = karin
        .suggest(mandate(), "I may speak with your doctor")
        .part
        .unwrap();
    let file = karin.file();
    let arrival = tablet.app.receive_file(&file).unwrap();
    assert_eq!(arrival.envelopes[0].problem, Some(Code::BundleNotForMe));
    assert!(tablet.app.part(&place, &news).is_err());
    magda.app.receive_file(&file).unwrap();
    assert_eq!(magda.standing(&news), Standing::WaitingForClient);
}

#[test]
fn only_a_device_of_the_same_role_is_added_and_only_after_its_own_word() {
    let (mut magda, _karin) = two_people();
    let place = magda.agreement.clone();
    let DevicePairing::TakeRequest { invite } =
        magda.app.invite_device(&place, AddedBy::Device).unwrap()
    else {
        panic!("no code to show");
    };
    let mut stranger = Person::new("Karin", Role::Keyworker, 6);
    let begun = stranger.app.take_device_code(&invite.code, AddedBy::Device);
    let DevicePairing::TakeOffer { request } = begun.unwrap().next else {
        panic!("no request to carry");
    };
    let by = AddedBy::Device;
    let refused = magda.app.take_device_request(&place, by, &request);
    assert!(refused.is_err());

    let mut tablet = Person::new("Magda", Role::Client, 3);
    let mut other = Person::new("Magda", Role::Client, 7);
    let (_, others_word) = compared(&mut magda, &mut other);
    compared(&mut magda, &mut tablet);
    assert!(magda.app.add_device(&place, &others_word).is_err());
    let mine = magda.app.devices(&place).unwrap();
    let mine = mine.iter().filter(|it| it.owner == Role::Client && !it.kit);
    assert_eq!(mine.count(), 1);
    assert!(!happened(&mut magda).contains(&Happened::AddedDevice));
}
