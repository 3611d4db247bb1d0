//! How two people come to agree, and what never counts as agreeing (laws 1 to 4).

use countersign_app::Code;
use countersign_app::view::*;
use countersign_seal::Passphrase;
use countersign_vault::{Body, Home, Moment, Opener};

use crate::people::{MORNING, PASSPHRASE, Person, goal, mandate, names, two_people};

/// The code of an answer on the wire (docs/format.md).
const ANSWER: u16 = 11;

#[test]
fn two_people_agree_with_no_network() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "A flat of my own").part.unwrap();
    let arrival = karin.carry_to(&mut magda);
    assert_eq!((arrival.applied, arrival.waiting, arrival.aside), (1, 0, 0));
    assert_eq!(magda.standing(&part), Standing::WaitingForClient);

    magda.answer(&part, Answer::Yes);
    assert_eq!(magda.standing(&part), Standing::BothAgree);
    magda.carry_to(&mut karin);

    for person in [&mut magda, &mut karin] {
        let view = person.view(&part);
        assert_eq!(view.standing.word, Standing::BothAgree);
        assert_eq!(view.versions.len(), 1);
        assert_eq!(view.agreed, Some(view.versions[0].id.clone()));
        assert_eq!(view.versions[0].words.as_deref(), Some("A flat of my own"));
        assert_eq!(
            (view.client.as_str(), view.keyworker.as_str()),
            ("Magda", "Karin")
        );
    }
}

#[test]
fn a_last_day_that_has_passed_is_refused_and_today_is_not() {
    let (_, mut karin) = two_people();
    let until = |day: &str| {
        let terms = Terms::Arrangement {
            stand_in: "Per".to_owned(),
            until: Some(Day(day.to_owned())),
        };
        karin.suggesting(terms, "Tuesdays at ten")
    };
    let (today, yesterday) = (until("2027-05-03"), until("2027-05-02"));
    let refused = karin.app.suggest(&yesterday).unwrap_err();
    assert_eq!(refused.code, Code::DayPassed);
    assert!(karin.app.suggest(&today).is_ok());
}

#[test]
fn something_else_is_not_agreed_until_both_say_yes() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "Sober for a year").part.unwrap();
    karin.carry_to(&mut magda);
    let asked = magda.view(&part).ask.unwrap();
    let ask = Suggesting {
        part: Some(part.clone()),
        parents: vec![asked.clone()],
        answers_to: Some(asked),
        reason: None,
        ..magda.suggesting(goal(), "Sober this month")
    };
    magda.app.suggest(&ask).unwrap();
    magda.carry_to(&mut karin);
    for person in [&mut magda, &mut karin] {
        let view = person.view(&part);
        assert_eq!(view.standing.word, Standing::WaitingForKeyworker);
        assert_eq!(view.agreed, None);
    }
    karin.answer(&part, Answer::Yes);
    karin.carry_to(&mut magda);
    let view = magda.view(&part);
    assert_eq!(view.standing.word, Standing::BothAgree);
    let agreed = view.versions.iter().find(|version| version.holds).unwrap();
    assert_eq!(agreed.words.as_deref(), Some("Sober this month"));
}

#[test]
fn a_new_suggestion_leaves_what_was_agreed() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "Work half time").part.unwrap();
    karin.carry_to(&mut magda);
    magda.answer(&part, Answer::Yes);
    magda.carry_to(&mut karin);
    let agreed = karin.view(&part).agreed;
    let ask = Suggesting {
        part: Some(part.clone()),
        parents: agreed.iter().cloned().collect(),
        ..karin.suggesting(goal(), "Work full time")
    };
    karin.app.suggest(&ask).unwrap();
    karin.carry_to(&mut magda);
    let view = magda.view(&part);
    assert_eq!(view.standing.word, Standing::NewSuggestion);
    assert_eq!(view.agreed, agreed);
}

#[test]
fn pushed_only_me_looks_like_not_now() {
    let (mut magda, mut karin) = two_people();
    let pushed = karin.suggest(goal(), "Move out in May").part.unwrap();
    let plain = karin.suggest(goal(), "Move out in June").part.unwrap();
    karin.carry_to(&mut magda);
    let ask = Answering {
        pushed: Some(Audience::OnlyMe),
        words: Some("she would not stop".to_owned()),
        ..magda.answering(&pushed, Answer::Yes)
    };
    magda.app.answer(&ask).unwrap();
    magda.answer(&plain, Answer::NotNow);
    assert!(magda.view(&pushed).mine.unwrap().pushed_only_me);
    magda.carry_to(&mut karin);

    let seen: Vec<PartView> = [&pushed, &plain]
        .iter()
        .map(|part| karin.view(part))
        .collect();
    for view in &seen {
        assert_eq!(view.agreed, None);
        assert_eq!(view.versions[0].answers[0].answer, Answer::NotNow);
        assert_eq!(view.versions[0].answers[0].words, None);
        assert_eq!(view.versions[0].answers[0].day, None);
    }
    assert_eq!(seen[0].standing.word, seen[1].standing.word);
    assert_eq!(seen[0].owes, seen[1].owes);
    let acts = karin.app.history(&karin.agreement.clone()).unwrap();
    let answers: Vec<_> = acts
        .iter()
        .filter(|line| line.happened == Happened::NotNow)
        .collect();
    assert_eq!(answers.len(), 2);
    assert_same_on_the_wire(&mut karin);
}

/// The two answers have the same size in every vault, and neither has a body (fold §3.8).
fn assert_same_on_the_wire(karin: &mut Person) {
    karin.app.lock();
    let passphrase = Passphrase::new(PASSPHRASE.to_owned()).unwrap();
    let home = Home::open(karin.folder.path()).unwrap();
    let id = karin.vault.0.parse().unwrap();
    let unlocked = home
        .unlock(id, &Opener::Passphrase(&passphrase), Moment(MORNING))
        .unwrap();
    let rows = unlocked.vault.view();
    let agreement = karin.agreement.0.parse().unwrap();
    let answers: Vec<_> = rows
        .acts(agreement)
        .unwrap()
        .into_iter()
        .filter(|act| act.kind == ANSWER)
        .collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0].bytes.len(), answers[1].bytes.len());
    for answer in answers {
        assert_eq!(rows.body(agreement, answer.id).unwrap(), Body::NotHere);
    }
}

#[test]
fn a_keyworker_gives_a_reason_and_a_client_never_must() {
    let (mut magda, mut karin) = two_people();
    let ask = Suggesting {
        reason: None,
        ..karin.suggesting(goal(), "Rise early")
    };
    assert_eq!(
        karin.app.suggest(&ask).unwrap_err().code,
        Code::ReasonMissing
    );
    let ask = Suggesting {
        reason: None,
        ..magda.suggesting(goal(), "Sleep long")
    };
    let part = magda.app.suggest(&ask).unwrap().part.unwrap();
    magda.carry_to(&mut karin);
    let ask = karin.answering(&part, Answer::No);
    assert_eq!(
        karin.app.answer(&ask).unwrap_err().code,
        Code::ReasonMissing
    );
    assert_eq!(karin.standing(&part), Standing::WaitingForKeyworker);
}

#[test]
fn a_first_part_can_be_written_before_anybody_joined() {
    let mut magda = Person::new("Magda", Role::Client, 7);
    magda.agreement = magda.app.found_agreement(&names("Magda", "Karin")).unwrap();
    let part = magda
        .suggest(mandate(), "You may call my mother")
        .part
        .unwrap();
    assert_eq!(magda.standing(&part), Standing::WaitingForKeyworker);
    assert_eq!(
        magda.app.agreement(&magda.agreement.clone()).unwrap().stage,
        Stage::Alone
    );

    let mut karin = Person::new("Karin", Role::Keyworker, 8);
    crate::people::pair(&mut magda, &mut karin);
    magda.carry_to(&mut karin);
    assert_eq!(
        karin.view(&part).versions[0].words.as_deref(),
        Some("You may call my mother")
    );
    karin.answer(&part, Answer::Yes);
    assert_eq!(karin.standing(&part), Standing::BothAgree);
}

#[test]
fn other_words_in_a_private_draft_never_leave() {
    let (mut magda, mut karin) = two_people();
    magda
        .app
        .save_draft("suggest", Some("I want to leave him"))
        .unwrap();
    assert_eq!(
        magda.app.load_draft("suggest").unwrap().as_deref(),
        Some("I want to leave him")
    );
    magda.carry_to(&mut karin);
    let lines = karin.app.history(&karin.agreement.clone()).unwrap();
    assert!(
        lines
            .iter()
            .all(|line| line.words.as_deref() != Some("I want to leave him"))
    );
    magda.app.save_draft("suggest", None).unwrap();
    assert_eq!(magda.app.load_draft("suggest").unwrap(), None);
}

#[test]
fn two_suggestions_at_once_stand_side_by_side() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "First words").part.unwrap();
    karin.carry_to(&mut magda);
    let other_words = |person: &Person, words: &str| Suggesting {
        part: Some(part.clone()),
        parents: vec![ActId(part.0.clone())],
        ..person.suggesting(goal(), words)
    };
    let hers = other_words(&magda, "Magda's words");
    let theirs = other_words(&karin, "Karin's words");
    magda.app.suggest(&hers).unwrap();
    karin.app.suggest(&theirs).unwrap();
    magda.carry_to(&mut karin);
    karin.carry_to(&mut magda);
    for person in [&mut magda, &mut karin] {
        let view = person.view(&part);
        assert_eq!(view.standing.word, Standing::TwoSuggestions);
        let mut open: Vec<_> = view
            .versions
            .iter()
            .filter(|version| version.open)
            .filter_map(|version| version.words.as_deref())
            .collect();
        open.sort_unstable();
        assert_eq!(open, ["Karin's words", "Magda's words"]);
    }
}

#[test]
fn karin_cannot_say_yes_for_magda() {
    let (mut magda, mut karin) = two_people();
    let part = karin
        .suggest(mandate(), "I may open your post")
        .part
        .unwrap();
    let mut ask = karin.answering(&part, Answer::Yes);
    ask.version = ActId(part.0.clone());
    karin.app.answer(&ask).unwrap();
    karin.carry_to(&mut magda);
    for person in [&mut magda, &mut karin] {
        assert_eq!(person.view(&part).agreed, None);
        assert_eq!(person.standing(&part), Standing::WaitingForClient);
    }
}

#[test]
fn she_is_told_when_the_same_words_come_again() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "Rise at six").part.unwrap();
    karin.carry_to(&mut magda);
    assert!(!magda.view(&part).refused_before);
    magda.answer(&part, Answer::No);
    magda.carry_to(&mut karin);
    let ask = Suggesting {
        part: Some(part.clone()),
        parents: vec![ActId(part.0.clone())],
        ..karin.suggesting(goal(), "Rise at six")
    };
    karin.app.suggest(&ask).unwrap();
    karin.carry_to(&mut magda);
    assert!(magda.view(&part).refused_before);
}
