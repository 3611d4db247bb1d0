//! What stands between the two beside the agreement (decision 0008): promises, hello, cards, away, the next time.

use countersign_app::Code;
use countersign_app::view::*;

use crate::people::{Person, goal, two_people};

fn step(doer: Doer) -> Terms {
    Terms::Step {
        doer,
        by: Some(Day("2027-05-07".to_owned())),
        goal: None,
    }
}

fn relation(person: &mut Person) -> RelationView {
    person.app.relation(&person.agreement.clone()).unwrap()
}

fn close(person: &mut Person, part: &PartId, ending: Ending, words: Option<&str>) -> ClosingStep {
    let view = person.view(part);
    ClosingStep {
        agreement: person.agreement.clone(),
        part: part.clone(),
        version: view.close.unwrap_or(view.leads),
        ending,
        day: None,
        words: words.map(str::to_owned),
    }
}

fn meeting(person: &Person, day: Option<&str>, words: Option<&str>) -> Meeting {
    Meeting {
        agreement: person.agreement.clone(),
        day: day.map(|day| Day(day.to_owned())),
        time: day.map(|_| "14:30".to_owned()),
        place: "Library".to_owned(),
        who: "Karin".to_owned(),
        stand_in: "Per".to_owned(),
        words: words.map(str::to_owned),
    }
}

fn days(meetings: &[MeetView]) -> Vec<&str> {
    meetings.iter().map(|it| it.day.0.as_str()).collect()
}

/// A step that both agree on and both have.
fn agreed_step(magda: &mut Person, karin: &mut Person, doer: Doer) -> PartId {
    let part = karin.suggest(step(doer), "Phone the office").part.unwrap();
    karin.carry_to(magda);
    magda.answer(&part, Answer::Yes);
    magda.carry_to(karin);
    part
}

#[test]
fn a_promise_is_kept_moved_with_a_word_or_not_kept() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_step(&mut magda, &mut karin, Doer::Keyworker);
    for person in [&mut magda, &mut karin] {
        let [promise] = relation(person).promises.try_into().unwrap();
        assert!(promise.open && promise.agreed && promise.endings.is_empty());
        assert_eq!(promise.day, Some(Day("2027-05-07".to_owned())));
    }
    let wordless = close(&mut karin, &part, Ending::NotThisTime, Some("  "));
    let refused = karin.app.close_step(&wordless).unwrap_err();
    assert_eq!(refused.code, Code::ReasonMissing);

    let moved = ClosingStep {
        day: Some(Day("2027-05-10".to_owned())),
        ..close(
            &mut karin,
            &part,
            Ending::Changed,
            Some("The office was shut"),
        )
    };
    karin.app.close_step(&moved).unwrap();
    karin.carry_to(&mut magda);
    let [promise] = relation(&mut magda).promises.try_into().unwrap();
    assert!(promise.open, "moved to a day, it is still to be kept");
    assert_eq!(promise.day, Some(Day("2027-05-10".to_owned())));
    assert_eq!(
        promise.endings[0].words.as_deref(),
        Some("The office was shut")
    );

    let kept = close(&mut karin, &part, Ending::Done, None);
    karin.app.close_step(&kept).unwrap();
    karin.carry_to(&mut magda);
    let [promise] = relation(&mut magda).promises.try_into().unwrap();
    assert!(!promise.open);
    assert_eq!(promise.endings.len(), 1, "the latest word stands");
    assert_eq!(promise.endings[0].ending, Ending::Done);
    assert_eq!(magda.standing(&part), Standing::BothAgree);
}

#[test]
fn her_steps_end_as_she_likes_without_a_word_and_are_in_no_list() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_step(&mut magda, &mut karin, Doer::Client);
    for ending in [Ending::NotThisTime, Ending::Changed, Ending::Done] {
        let ask = close(&mut magda, &part, ending, None);
        magda.app.close_step(&ask).unwrap();
    }
    magda.days_pass(400);
    magda.carry_to(&mut karin);
    karin.days_pass(400);
    for person in [&mut magda, &mut karin] {
        assert!(relation(person).promises.is_empty());
        let view = person.view(&part);
        assert_eq!(view.endings.len(), 1);
        assert_eq!(view.endings[0].ending, Ending::Done);
        assert_eq!(view.owes, None, "nothing is late on Magda");
    }
    assert_eq!(karin.view(&part).close, None);
    let hers = close(&mut karin, &part, Ending::Done, None);
    let refused = karin.app.close_step(&hers).unwrap_err();
    assert_eq!(refused.code, Code::NotYours);
}

#[test]
fn what_karin_says_she_will_do_is_a_promise_until_it_is_refused_or_taken_back() {
    let (mut magda, mut karin) = two_people();
    let own = karin
        .suggest(step(Doer::Keyworker), "I ask about a room")
        .part
        .unwrap();
    let theirs = karin
        .suggest(step(Doer::Both), "We look at it")
        .part
        .unwrap();
    karin.carry_to(&mut magda);
    let [promise] = relation(&mut magda).promises.try_into().unwrap();
    assert_eq!((&promise.part, promise.agreed), (&own, false));
    magda.answer(&theirs, Answer::Yes);
    assert_eq!(relation(&mut magda).promises.len(), 2);
    magda.answer(&own, Answer::No);
    assert_eq!(
        relation(&mut magda).promises.len(),
        1,
        "she does not want it"
    );
    magda.take_back(&theirs);
    assert!(relation(&mut magda).promises.is_empty());
}

#[test]
fn a_promise_stands_on_todays_list_as_long_as_it_is_open() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_step(&mut magda, &mut karin, Doer::Keyworker);
    for person in [&mut magda, &mut karin] {
        let [entry] = person.app.agreements().unwrap().try_into().unwrap();
        assert_eq!(entry.promises.len(), 1);
    }
    let kept = close(&mut karin, &part, Ending::Done, None);
    karin.app.close_step(&kept).unwrap();
    karin.carry_to(&mut magda);
    for person in [&mut magda, &mut karin] {
        let [entry] = person.app.agreements().unwrap().try_into().unwrap();
        assert!(entry.promises.is_empty());
    }
}

#[test]
fn when_the_near_step_is_done_karin_owes_the_next_one_since_then() {
    let (mut magda, mut karin) = two_people();
    let far = karin.suggest(goal(), "A flat of my own").part.unwrap();
    karin.carry_to(&mut magda);
    magda.answer(&far, Answer::Yes);
    magda.carry_to(&mut karin);
    let towards = |goal: &PartId| Terms::Step {
        doer: Doer::Client,
        by: None,
        goal: Some(goal.clone()),
    };
    let near = karin.suggest(towards(&far), "Look at rooms").part.unwrap();
    karin.carry_to(&mut magda);
    magda.answer(&near, Answer::Yes);
    assert_eq!(magda.view(&far).owes, None);
    magda.days_pass(30);
    let done = close(&mut magda, &near, Ending::Done, Some("Three of them"));
    magda.app.close_step(&done).unwrap();
    magda.carry_to(&mut karin);
    for person in [&mut magda, &mut karin] {
        let ended = person.view(&near).endings[0].stamp.claimed;
        let owes = person.view(&far).owes.unwrap();
        let expected = (Role::Keyworker, Wants::NearStep, ended, None);
        assert_eq!((owes.who, owes.wants, owes.since, owes.said), expected);
        let [entry] = person.app.agreements().unwrap().try_into().unwrap();
        assert_eq!(entry.owes.map(|debt| debt.wants), Some(Wants::NearStep));
        assert_eq!(person.view(&near).owes, None, "nothing is asked of Magda");
    }
    karin.suggest(towards(&far), "Sign for one of them");
    karin.carry_to(&mut magda);
    assert_eq!(magda.view(&far).owes, None);
}

#[test]
fn a_hello_is_words_and_asks_for_nothing() {
    let (mut magda, mut karin) = two_people();
    let greet = |person: &Person, words: &str| Greeting {
        agreement: person.agreement.clone(),
        words: words.to_owned(),
    };
    let blank = greet(&karin, " \n");
    assert_eq!(
        karin.app.hello(&blank).unwrap_err().code,
        Code::WordsMissing
    );
    let long = greet(&karin, &"a".repeat(401));
    assert_eq!(karin.app.hello(&long).unwrap_err().code, Code::WordsTooLong);
    let ask = greet(
        &karin,
        "Just so you don't believe that I have forgotten you",
    );
    let said = karin.app.hello(&ask).unwrap();
    let before = magda.app.agreements().unwrap();
    karin.carry_to(&mut magda);
    let [hello] = relation(&mut magda).hellos.try_into().unwrap();
    assert_eq!((hello.by, hello.words), (Role::Keyworker, ask.words));
    let [entry] = magda.app.agreements().unwrap().try_into().unwrap();
    assert_eq!(
        entry.new_for_me, before[0].new_for_me,
        "nothing waits for her"
    );
    assert_eq!(entry.owes, None);
    let found = magda.app.search("forgotten").unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].act.as_ref(), Some(&said.act));
}

#[test]
fn each_writes_their_own_card_and_the_latest_stands() {
    let (mut magda, mut karin) = two_people();
    let card = |person: &Person, card: CardWords| WritingCard {
        agreement: person.agreement.clone(),
        card,
    };
    let about = |words: &str| CardWords::AboutMe {
        words: words.to_owned(),
    };
    let open = |passes_on: &str| CardWords::Open {
        my_role: "Your keyworker".to_owned(),
        answers_to: "Eva".to_owned(),
        passes_on: passes_on.to_owned(),
        writes_elsewhere: String::new(),
        words: String::new(),
    };
    let theirs = card(&karin, about("she is shy"));
    assert_eq!(
        karin.app.save_card(&theirs).unwrap_err().code,
        Code::NotYours
    );
    let bare = card(&karin, open(""));
    assert_eq!(
        karin.app.save_card(&bare).unwrap_err().code,
        Code::FieldMissing
    );
    for words in ["I like tea", "I like coffee"] {
        let ask = card(&magda, about(words));
        magda.app.save_card(&ask).unwrap();
    }
    let ask = card(&karin, open("When a child may be in danger"));
    karin.app.save_card(&ask).unwrap();
    magda.carry_to(&mut karin);
    karin.carry_to(&mut magda);
    for person in [&mut magda, &mut karin] {
        let cards: Vec<_> = relation(person)
            .cards
            .into_iter()
            .map(|it| it.card)
            .collect();
        let expected = [
            about("I like coffee"),
            open("When a child may be in danger"),
        ];
        assert_eq!(cards, expected.map(Some));
        let history = person.app.history(&person.agreement.clone()).unwrap();
        let written = history.iter().filter(|it| it.happened == Happened::Card);
        assert_eq!(written.count(), 3, "earlier cards are in the history");
    }
}

#[test]
fn away_says_who_instead_and_ends_with_its_last_day_or_earlier() {
    let (mut magda, mut karin) = two_people();
    let away = |person: &Person, until: &str, stand_in: &str| GoingAway {
        agreement: person.agreement.clone(),
        from: Day("2027-05-05".to_owned()),
        until: Day(until.to_owned()),
        stand_in: stand_in.to_owned(),
        reach: stand_in.to_owned(),
        words: None,
    };
    let nobody = away(&karin, "2027-05-09", "");
    assert_eq!(
        karin.app.away(&nobody).unwrap_err().code,
        Code::FieldMissing
    );
    let turned = away(&karin, "2027-05-04", "Per");
    assert_eq!(karin.app.away(&turned).unwrap_err().code, Code::DaysTurned);
    for until in ["2027-05-06", "2027-05-09"] {
        let ask = away(&karin, until, "Per");
        karin.app.away(&ask).unwrap();
    }
    karin.carry_to(&mut magda);
    let both = relation(&mut magda).away;
    assert!(both.len() == 2 && both.iter().all(|it| !it.now));
    assert_eq!(both[0].stand_in.as_deref(), Some("Per"));
    magda.days_pass(4);
    let [listed] = magda.app.agreements().unwrap().try_into().unwrap();
    let [listed] = listed.away.try_into().unwrap();
    assert!(
        listed.now,
        "also where nobody looked at the agreement since"
    );
    let [long] = relation(&mut magda).away.try_into().unwrap();
    assert!(long.now);
    let [entry] = magda.app.agreements().unwrap().try_into().unwrap();
    assert_eq!(entry.away, vec![long.clone()]);

    let back = |person: &Person| ComingBack {
        agreement: person.agreement.clone(),
        away: long.id.clone(),
    };
    let hers = back(&magda);
    assert!(magda.app.back(&hers).is_err(), "it is Karin's absence");
    let ask = back(&karin);
    karin.app.back(&ask).unwrap();
    karin.carry_to(&mut magda);
    assert!(relation(&mut magda).away.is_empty());
}

#[test]
fn the_next_time_is_moved_with_a_word_and_called_off_with_a_word_by_karin() {
    let (mut magda, mut karin) = two_people();
    let nothing = meeting(&karin, None, Some("I am ill"));
    assert_eq!(
        karin.app.meet(&nothing).unwrap_err().code,
        Code::NothingToAnswer
    );
    let first = meeting(&karin, Some("2027-05-05"), None);
    karin.app.meet(&first).unwrap();
    for day in [Some("2027-05-06"), None] {
        let wordless = meeting(&karin, day, None);
        assert_eq!(
            karin.app.meet(&wordless).unwrap_err().code,
            Code::ReasonMissing
        );
    }
    let moved = meeting(&karin, Some("2027-05-06"), Some("I am in court"));
    karin.app.meet(&moved).unwrap();
    karin.carry_to(&mut magda);
    let [next] = relation(&mut magda).next.try_into().unwrap();
    assert_eq!(
        (next.day.0.as_str(), next.time.as_deref()),
        ("2027-05-06", Some("14:30"))
    );
    assert!(next.moved && next.words.as_deref() == Some("I am in court"));

    let hers = meeting(&magda, None, None);
    magda.app.meet(&hers).unwrap();
    magda.carry_to(&mut karin);
    let view = relation(&mut karin);
    assert!(view.next.is_empty());
    assert_eq!(view.called_off[0].by, Role::Client);
    karin.days_pass(5);
    assert!(relation(&mut karin).called_off.is_empty());
}

#[test]
fn two_times_set_at_once_both_stand_until_one_is_chosen() {
    let (mut magda, mut karin) = two_people();
    let hers = meeting(&magda, Some("2027-05-12"), None);
    magda.app.meet(&hers).unwrap();
    let theirs = meeting(&karin, Some("2027-05-11"), None);
    karin.app.meet(&theirs).unwrap();
    magda.carry_to(&mut karin);
    karin.carry_to(&mut magda);
    for person in [&mut magda, &mut karin] {
        assert_eq!(days(&relation(person).next), ["2027-05-11", "2027-05-12"]);
    }
    let chosen = meeting(&magda, Some("2027-05-12"), None);
    magda.app.meet(&chosen).unwrap();
    assert_eq!(days(&relation(&mut magda).next), ["2027-05-12"]);
}

#[test]
fn a_meeting_that_has_passed_needs_no_word_to_be_followed() {
    let (mut magda, mut karin) = two_people();
    let first = meeting(&karin, Some("2027-05-04"), None);
    karin.app.meet(&first).unwrap();
    karin.carry_to(&mut magda);
    let [entry] = magda.app.agreements().unwrap().try_into().unwrap();
    assert_eq!(days(&entry.next), ["2027-05-04"]);
    for person in [&magda, &karin] {
        person.days_pass(2);
    }
    let [entry] = magda.app.agreements().unwrap().try_into().unwrap();
    assert!(
        entry.next.is_empty(),
        "the list was written before the day passed"
    );
    let second = meeting(&karin, Some("2027-05-11"), None);
    karin.app.meet(&second).unwrap();
    let [next] = relation(&mut karin).next.try_into().unwrap();
    assert!(!next.moved);
}

#[test]
fn a_time_is_a_time_of_day() {
    let (_, mut karin) = two_people();
    for time in [
        "24:00", "9:60", "noon", "09:5x", "-1:30", "9:", "009:30", "12:30:00",
    ] {
        let ask = Meeting {
            time: Some(time.to_owned()),
            ..meeting(&karin, Some("2027-05-11"), None)
        };
        assert_eq!(
            karin.app.meet(&ask).unwrap_err().code,
            Code::TimeWrong,
            "{time}"
        );
    }
    let dayless = Meeting {
        time: Some("9:30".to_owned()),
        ..meeting(&karin, None, None)
    };
    assert_eq!(karin.app.meet(&dayless).unwrap_err().code, Code::DayWrong);
    let early = Meeting {
        time: Some("9:05".to_owned()),
        ..meeting(&karin, Some("2027-05-11"), None)
    };
    karin.app.meet(&early).unwrap();
    assert_eq!(relation(&mut karin).next[0].time.as_deref(), Some("09:05"));
}

#[test]
fn the_words_of_her_no_reach_whoever_owes_her_an_answer() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "Stay until November").part.unwrap();
    karin.carry_to(&mut magda);
    let no = Answering {
        words: Some("I want to be home before the winter".to_owned()),
        day: Some(Day("2027-05-20".to_owned())),
        ..magda.answering(&part, Answer::No)
    };
    magda.app.answer(&no).unwrap();
    magda.carry_to(&mut karin);
    for person in [&mut magda, &mut karin] {
        let owed = |debt: Option<Debt>| {
            let debt = debt.unwrap();
            assert_eq!(debt.who, Role::Keyworker);
            assert_eq!(
                (debt.said, debt.said_day),
                (no.words.clone(), no.day.clone())
            );
        };
        owed(person.view(&part).owes);
        owed(
            person
                .app
                .agreement(&person.agreement.clone())
                .unwrap()
                .parts[0]
                .owes
                .clone(),
        );
        owed(person.app.agreements().unwrap()[0].owes.clone());
    }
}

#[test]
fn rows_of_the_relationship_made_anew_read_the_same() {
    let (mut magda, mut karin) = two_people();
    agreed_step(&mut magda, &mut karin, Doer::Both);
    let first = meeting(&magda, Some("2027-05-12"), None);
    magda.app.meet(&first).unwrap();
    let (list, view) = (magda.app.agreements().unwrap(), relation(&mut magda));
    magda.app.rebuild(&magda.agreement.clone()).unwrap();
    assert_eq!(
        (magda.app.agreements().unwrap(), relation(&mut magda)),
        (list.clone(), view.clone())
    );
    magda.restart(9);
    assert_eq!(
        (magda.app.agreements().unwrap(), relation(&mut magda)),
        (list, view)
    );
}
