//! How what was agreed is stopped: alone, offline, on paper, by the day (laws 3, 4, 5 and 7).

use countersign_app::Code;
use countersign_app::view::*;

use crate::people::{Person, agreed_mandate, goal, mandate, two_people};

#[test]
fn a_take_back_offline_stops_the_mandate() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    use_it(&mut karin, &part, "called them on Monday");
    magda.take_back(&part);
    assert_eq!(magda.standing(&part), Standing::TakenBack);
    use_it(&mut karin, &part, "called them on Tuesday");
    magda.carry_to(&mut karin);
    assert_eq!(karin.standing(&part), Standing::TakenBack);
    use_it(&mut karin, &part, "called them on Wednesday");
    karin.carry_to(&mut magda);

    for person in [&mut magda, &mut karin] {
        let labels: Vec<UseLabel> = person.view(&part).uses.iter().map(|it| it.label).collect();
        assert_eq!(labels[0], UseLabel::WithoutMandate);
        assert_eq!(labels[1], UseLabel::BeforeTheyKnew);
        assert_eq!(person.view(&part).agreed, None);
    }
}

fn use_it(karin: &mut Person, part: &PartId, words: &str) {
    let version = karin.view(part).versions[0].id.clone();
    let ask = Using {
        agreement: karin.agreement.clone(),
        part: part.clone(),
        version,
        words: words.to_owned(),
        on: None,
    };
    karin.app.use_mandate(&ask).unwrap();
}

#[test]
fn a_yes_on_paper_counts_as_nothing() {
    let (mut magda, mut karin) = two_people();
    let part = karin
        .suggest(mandate(), "I may speak with your doctor")
        .part
        .unwrap();
    let ask = Answering {
        words: Some("on paper: yes, 3 May".to_owned()),
        version: karin.view(&part).versions[0].id.clone(),
        ..karin.answering(&part, Answer::NotedYes)
    };
    karin.app.answer(&ask).unwrap();
    karin.carry_to(&mut magda);
    for person in [&mut magda, &mut karin] {
        let view = person.view(&part);
        assert_eq!(view.standing.word, Standing::WaitingForClient);
        assert_eq!(view.agreed, None);
        let noted = &view.versions[0].answers[0];
        assert_eq!((noted.answer, noted.live), (Answer::NotedYes, false));
        assert_eq!(noted.words.as_deref(), Some("on paper: yes, 3 May"));
    }
}

#[test]
fn a_paper_no_holds_at_once_and_only_her_own_yes_lifts_it() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    let ask = Holding {
        agreement: karin.agreement.clone(),
        part: Some(part.clone()),
        noted: Noted::No,
        how: HowTold::Paper,
        on: Some(Day("2027-05-03".to_owned())),
        words: Some("I do not want this".to_owned()),
    };
    karin.app.hold(&ask).unwrap();
    let view = karin.view(&part);
    assert_eq!(view.standing.word, Standing::OnHold);
    assert_eq!(view.standing.cause, Some(HoldCause::Noted));
    assert_eq!(view.holds.len(), 1);
    karin.carry_to(&mut magda);
    assert_eq!(magda.standing(&part), Standing::OnHold);

    let version = magda.view(&part).versions[0].id.clone();
    let ask = Answering {
        version,
        ..magda.answering(&part, Answer::Yes)
    };
    magda.app.answer(&ask).unwrap();
    magda.carry_to(&mut karin);
    for person in [&mut magda, &mut karin] {
        assert_eq!(person.standing(&part), Standing::BothAgree);
        assert!(person.view(&part).holds.is_empty());
    }
}

#[test]
fn one_tap_pauses_every_mandate_and_another_lets_them_go_on() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    let goal = karin.suggest(goal(), "A quiet week").part.unwrap();
    karin.carry_to(&mut magda);
    magda.answer(&goal, Answer::Yes);
    let all = Pausing {
        agreement: magda.agreement.clone(),
        part: None,
    };
    magda.app.pause(&all).unwrap();
    magda.carry_to(&mut karin);
    assert_eq!(karin.standing(&part), Standing::Paused);
    assert_eq!(karin.standing(&goal), Standing::BothAgree);
    assert!(
        karin
            .app
            .agreement(&karin.agreement.clone())
            .unwrap()
            .paused_all
    );
    magda.app.resume(&all).unwrap();
    magda.carry_to(&mut karin);
    assert_eq!(karin.standing(&part), Standing::BothAgree);
    assert!(
        !karin
            .app
            .agreement(&karin.agreement.clone())
            .unwrap()
            .paused_all
    );
}

#[test]
fn what_has_passed_stays_passed_when_the_clock_goes_back() {
    let (mut magda, mut karin) = two_people();
    let until = Some(Day("2027-05-10".to_owned()));
    let terms = Terms::Mandate {
        task: "call the housing office".to_owned(),
        toward: "the housing office".to_owned(),
        about: "my flat".to_owned(),
        until,
    };
    let part = karin
        .suggest(terms, "I may call for you this week")
        .part
        .unwrap();
    karin.carry_to(&mut magda);
    magda.answer(&part, Answer::Yes);
    assert_eq!(magda.standing(&part), Standing::BothAgree);
    magda.days_pass(8);
    let ended = |magda: &mut Person| {
        let view = magda.view(&part);
        assert_eq!((view.standing.word, view.agreed), (Standing::Ended, None));
        let list = magda.app.agreement(&magda.agreement.clone()).unwrap();
        assert_eq!(list.parts[0].standing.word, Standing::Ended);
    };
    ended(&mut magda);
    magda.days_pass(-8);
    ended(&mut magda);
}

#[test]
fn a_yes_that_was_taken_back_is_given_again_to_the_same_words_and_holds_when_both_answered_anew() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    magda.take_back(&part);
    magda.carry_to(&mut karin);
    let view = magda.view(&part);
    assert_eq!(view.ask, None, "nobody asks her for it");
    let version = view.versions.last().unwrap();
    let again = Suggesting {
        agreement: magda.agreement.clone(),
        part: Some(part.clone()),
        parents: vec![version.id.clone()],
        answers_to: None,
        words: version.words.clone().unwrap(),
        language: version.language.clone(),
        terms: version.terms.clone(),
        reason: None,
    };
    magda.app.suggest(&again).unwrap();
    magda.carry_to(&mut karin);
    assert_eq!(
        karin.view(&part).agreed,
        None,
        "her yes alone is no agreement"
    );
    karin.answer(&part, Answer::Yes);
    assert_eq!(karin.standing(&part), Standing::BothAgree);
    karin.carry_to(&mut magda);
    assert_eq!(magda.standing(&part), Standing::BothAgree);
}

#[test]
fn i_felt_pushed_said_later_ends_it_and_said_to_oneself_is_a_plain_take_back() {
    let (mut magda, mut karin) = two_people();
    let said = agreed_mandate(&mut magda, &mut karin);
    let kept = agreed_mandate(&mut magda, &mut karin);
    for (part, audience) in [(&said, Audience::Both), (&kept, Audience::OnlyMe)] {
        let ask = Pushed {
            agreement: magda.agreement.clone(),
            part: part.clone(),
            version: magda.view(part).mine_yes.unwrap(),
            audience,
            words: None,
        };
        magda.app.felt_pushed(&ask).unwrap();
    }
    magda.carry_to(&mut karin);
    assert_eq!(karin.standing(&said), Standing::YesUnderPressure);
    assert_eq!(karin.standing(&kept), Standing::TakenBack);
    assert!(
        !karin
            .view(&kept)
            .sayings
            .iter()
            .any(|it| it.kind == SayingKind::Pushed)
    );
    assert!(magda.view(&kept).mine.unwrap().pushed_only_me);
}

#[test]
fn one_ends_and_every_mandate_stops_both_end_and_it_is_closed_for_good() {
    let (mut magda, mut karin) = two_people();
    let part = agreed_mandate(&mut magda, &mut karin);
    let id = magda.agreement.clone();
    magda.app.end(&id).unwrap();
    magda.carry_to(&mut karin);
    assert_eq!(karin.standing(&part), Standing::Ended);
    assert_eq!(karin.app.agreement(&id).unwrap().stage, Stage::EndedByOne);
    karin.app.end(&id).unwrap();
    karin.carry_to(&mut magda);
    for person in [&mut magda, &mut karin] {
        assert_eq!(person.app.agreement(&id).unwrap().stage, Stage::Closed);
        assert_eq!(person.standing(&part), Standing::Closed);
        let ask = person.suggesting(goal(), "One more thing");
        let refused = person.app.suggest(&ask).unwrap_err();
        assert_eq!(refused.code, Code::AgreementClosed);
        let view = person.view(&part);
        assert_eq!(view.agreed, None);
        for deed in [Deed::Answer, Deed::Suggest, Deed::Pause, Deed::Use] {
            assert!(!view.may.contains(&deed));
        }
    }
}
