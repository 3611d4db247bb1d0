//! What is carried by file: shown first, taken once, in any order, and nothing lost silently (laws 12 and 13).

use countersign_app::Code;
use countersign_app::view::*;

use crate::people::{Person, connect, goal, names, pair, two_people};

#[test]
fn a_file_is_shown_before_it_is_taken_in_and_twice_is_once() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "A dog").part.unwrap();
    let bytes = karin.file();
    let shown = magda.app.look_at_file(&bytes).unwrap().envelopes;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].sender.as_deref(), Some("Karin"));
    assert_eq!(
        (shown[0].role, shown[0].new_acts),
        (Some(Role::Keyworker), 1)
    );
    assert!(magda.app.part(&magda.agreement.clone(), &part).is_err());

    let first = magda.app.receive_file(&bytes).unwrap();
    assert_eq!((first.applied, first.changed), (1, vec![part.clone()]));
    let before = magda.view(&part);
    let second = magda.app.receive_file(&bytes).unwrap();
    assert_eq!(
        (second.applied, second.aside, second.changed.len()),
        (0, 0, 0)
    );
    assert_eq!(second.envelopes[0].problem, None);
    assert_eq!(magda.view(&part), before);
}

#[test]
fn files_that_come_in_the_wrong_order_give_the_same() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "A cat").part.unwrap();
    let first = karin.file();
    let agreement = karin.agreement.clone();
    let version = karin.view(&part).leads;
    let ask = Replying {
        agreement,
        part: part.clone(),
        to: Some(version),
        words: "think about it".to_owned(),
        day: None,
    };
    karin.app.reply(&ask).unwrap();
    let second = karin.file();
    magda.app.receive_file(&second).unwrap();
    magda.app.receive_file(&first).unwrap();
    assert_eq!(
        magda.view(&part).sayings[0].words.as_deref(),
        Some("think about it")
    );
}

#[test]
fn karins_laptop_has_it_only_on_its_own_receipt() {
    let (mut magda, mut karin) = two_people();
    let part = magda.suggest(goal(), "To paint").part.unwrap();
    let undelivered = |magda: &mut Person| {
        let list = magda.app.agreement(&magda.agreement.clone()).unwrap();
        let part = list.parts.iter().find(|entry| entry.id == part).unwrap();
        (
            (list.unsent, list.on_way),
            list.other_has_all.is_some(),
            part.delivered.is_some(),
        )
    };
    // Joining and receipts are nothing that Magda said.
    assert_eq!(undelivered(&mut magda), ((1, 0), false, false));
    let file = magda.file();
    assert_eq!(undelivered(&mut magda), ((0, 1), false, false));
    karin.app.receive_file(&file).unwrap();
    assert_eq!(undelivered(&mut magda), ((0, 1), false, false));
    magda.suggest(goal(), "To sing");
    assert_eq!(undelivered(&mut magda), ((1, 1), false, false));
    karin.carry_to(&mut magda);
    assert_eq!(undelivered(&mut magda), ((1, 0), false, true));
    let rest = magda.file();
    karin.app.receive_file(&rest).unwrap();
    karin.carry_to(&mut magda);
    assert_eq!(undelivered(&mut magda), ((0, 0), true, true));
}

#[test]
fn bad_files_say_what_they_are_and_change_nothing() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "A boat").part.unwrap();
    let whole = karin.file();
    let code = |magda: &mut Person, bytes: &[u8]| match magda.app.receive_file(bytes) {
        Ok(arrival) => arrival.envelopes.last().and_then(|it| it.problem),
        Err(error) => Some(error.code),
    };
    let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F'];
    assert_eq!(code(&mut magda, &jpeg), Some(Code::NotABundle));
    assert_eq!(
        code(&mut magda, &whole[..whole.len() - 9]),
        Some(Code::BundleCut)
    );
    let mut newer = whole.clone();
    newer[4] = 99;
    assert_eq!(code(&mut magda, &newer), Some(Code::BundleNewer));
    let mut bent = whole.clone();
    let last = bent.len() - 1;
    bent[last] ^= 1;
    assert_eq!(code(&mut magda, &bent), Some(Code::BundleChanged));

    let mut per = Person::new("Per", Role::Keyworker, 20);
    let mut olle = Person::new("Olle", Role::Client, 21);
    per.agreement = per.app.found_agreement(&names("Per", "Olle")).unwrap();
    pair(&mut per, &mut olle);
    per.suggest(goal(), "Nothing of hers");
    assert_eq!(code(&mut magda, &per.file()), Some(Code::BundleNotForMe));
    assert!(magda.app.part(&magda.agreement.clone(), &part).is_err());
    assert_eq!(code(&mut magda, &whole), None);
    assert_eq!(magda.standing(&part), Standing::WaitingForClient);
}

#[test]
fn each_message_of_a_pairing_says_which_it_is_and_then_a_first_file_is_awaited() {
    let mut karin = Person::new("Karin", Role::Keyworker, 50);
    let mut magda = Person::new("Magda", Role::Client, 51);
    karin.agreement = karin.app.found_agreement(&names("Karin", "Magda")).unwrap();
    let stage = |person: &mut Person| {
        let whole = person.app.agreement(&person.agreement.clone()).unwrap();
        assert_eq!(person.app.agreements().unwrap()[0].stage, whole.stage);
        whole.stage
    };
    assert_eq!(stage(&mut karin), Stage::Alone);
    let files = connect(&mut karin, &mut magda);
    let expected = [1, 2, 3, 4].map(|number| format!("connect-{number}-of-4.txt"));
    assert_eq!(files, expected);
    assert_eq!(stage(&mut karin), Stage::FirstFile);
    assert_eq!(stage(&mut magda), Stage::Paired);
    magda.carry_to(&mut karin);
    assert_eq!(stage(&mut karin), Stage::Paired);
}

#[test]
fn pictures_that_differ_stop_the_pairing() {
    let mut karin = Person::new("Karin", Role::Keyworker, 30);
    karin.agreement = karin.app.found_agreement(&names("Karin", "Magda")).unwrap();
    let place = karin.agreement.clone();
    let PairingStep::TakeRequest { invite } = karin.app.invite(&place).unwrap().next else {
        panic!("no code to show");
    };
    let mut magda = Person::new("Magda", Role::Client, 31);
    let begun = magda.app.take_code(&invite.code, "Magda").unwrap();
    assert_eq!(magda.app.agreements().unwrap()[0].stage, Stage::Joining);
    let PairingStep::TakeOffer { request } = begun.next else {
        panic!("no request")
    };
    karin.app.take_request(&place, &request).unwrap();
    assert_eq!(
        karin.app.pictures_differ(&place).unwrap().next,
        PairingStep::NotStarted
    );
    assert_eq!(
        karin.app.take_request(&place, &request).unwrap_err().code,
        Code::PairingStep
    );
    assert_eq!(
        magda.app.pictures_same(&begun.agreement).unwrap_err().code,
        Code::PairingStep
    );
}

#[test]
fn two_of_the_same_role_cannot_pair() {
    let mut karin = Person::new("Karin", Role::Keyworker, 40);
    karin.agreement = karin.app.found_agreement(&names("Karin", "Magda")).unwrap();
    let PairingStep::TakeRequest { invite } =
        karin.app.invite(&karin.agreement.clone()).unwrap().next
    else {
        panic!("no code to show");
    };
    let mut per = Person::new("Per", Role::Keyworker, 41);
    let PairingStep::TakeOffer { request } = per.app.take_code(&invite.code, "Per").unwrap().next
    else {
        panic!("no request");
    };
    let refused = karin
        .app
        .take_request(&karin.agreement.clone(), &request)
        .unwrap_err();
    assert_eq!(refused.code, Code::SameRole);
}
