//! What others decided is shown as what it is and never counts as agreed (law 6).

use countersign_app::Code;
use countersign_app::view::*;

use crate::people::{Person, goal, two_people};

fn decision(overrides: Option<PartId>) -> Terms {
    Terms::Decision {
        decided_by: "The municipality".to_owned(),
        law: "Social Services Act 11:1".to_owned(),
        from: Some(Day("2027-05-03".to_owned())),
        until: Some(Day("2027-11-03".to_owned())),
        choices: vec!["where to live".to_owned(), "whom to see".to_owned()],
        appeal: "Write to the court within three weeks.".to_owned(),
        appeal_until: Some(Day("2027-05-24".to_owned())),
        helper: Some(Helper {
            name: "The ombudsman".to_owned(),
            number: "0700".to_owned(),
        }),
        overrides,
    }
}

fn share(karin: &mut Person, overrides: Option<PartId>) -> PartId {
    let ask = Deciding {
        agreement: karin.agreement.clone(),
        words: "You stay at the centre until November".to_owned(),
        language: "en".to_owned(),
        terms: decision(overrides),
    };
    karin.app.share_decision(&ask).unwrap().part.unwrap()
}

#[test]
fn decisions_never_count_as_agreed() {
    let (mut magda, mut karin) = two_people();
    let part = share(&mut karin, None);
    karin.carry_to(&mut magda);
    let seeing = Seeing {
        agreement: magda.agreement.clone(),
        part: part.clone(),
    };
    magda.app.seen(&seeing).unwrap();
    let ask = Answering {
        version: ActId(part.0.clone()),
        ..magda.answering(&part, Answer::Yes)
    };
    assert!(magda.app.answer(&ask).is_err());
    magda.carry_to(&mut karin);
    for person in [&mut magda, &mut karin] {
        let view = person.view(&part);
        assert_eq!((view.standing.word, view.agreed), (Standing::Decided, None));
        assert!(view.decision.unwrap().seen.is_some());
        assert_eq!(view.versions[0].terms, decision(None));
        let list = person.app.agreement(&person.agreement.clone()).unwrap();
        assert_eq!(list.parts[0].standing.word, Standing::Decided);
        assert!(list.parts[0].seen);
    }
}

#[test]
fn what_she_refused_and_comes_back_as_a_decision_says_so() {
    let (mut magda, mut karin) = two_people();
    let part = karin.suggest(goal(), "Stay until November").part.unwrap();
    karin.carry_to(&mut magda);
    magda.answer(&part, Answer::No);
    magda.carry_to(&mut karin);
    let decision = share(&mut karin, Some(part.clone()));
    karin.carry_to(&mut magda);
    let shown = magda.view(&decision).decision.unwrap();
    assert_eq!((shown.overrides, shown.refused), (Some(part), true));

    let ask = Disagreeing {
        agreement: magda.agreement.clone(),
        part: decision.clone(),
        words: Some("nobody asked me".to_owned()),
    };
    magda.app.disagree(&ask).unwrap();
    magda.carry_to(&mut karin);
    let shown = karin.view(&decision).decision.unwrap();
    assert_eq!(shown.disagreed_words.as_deref(), Some("nobody asked me"));
}

#[test]
fn she_links_a_decision_to_what_she_refused_and_only_to_that() {
    let (mut magda, mut karin) = two_people();
    let refused = karin.suggest(goal(), "Stay until November").part.unwrap();
    let other = karin.suggest(goal(), "Find a room").part.unwrap();
    karin.carry_to(&mut magda);
    magda.answer(&refused, Answer::No);
    magda.answer(&other, Answer::Yes);
    magda.carry_to(&mut karin);
    let decision = share(&mut karin, None);
    karin.carry_to(&mut magda);
    let view = magda.view(&decision);
    assert!(view.may.contains(&Deed::Link));
    assert_eq!(view.decision.unwrap().linkable, vec![refused.clone()]);
    assert!(karin.view(&decision).decision.unwrap().linkable.is_empty());
    let link = |person: &Person| Linking {
        agreement: person.agreement.clone(),
        decision: decision.clone(),
        part: refused.clone(),
    };
    let theirs = link(&karin);
    let error = karin.app.link_decision(&theirs).unwrap_err();
    assert_eq!(error.code, Code::NotYours);
    let hers = link(&magda);
    magda.app.link_decision(&hers).unwrap();
    magda.carry_to(&mut karin);
    for person in [&mut magda, &mut karin] {
        let view = person.view(&decision);
        assert!(!view.may.contains(&Deed::Link));
        let shown = view.decision.unwrap();
        assert_eq!(
            (shown.overrides, shown.refused),
            (Some(refused.clone()), true)
        );
    }
}

#[test]
fn only_the_client_can_say_seen() {
    let (_, mut karin) = two_people();
    let part = share(&mut karin, None);
    let seeing = Seeing {
        agreement: karin.agreement.clone(),
        part,
    };
    assert_eq!(karin.app.seen(&seeing).unwrap_err().code, Code::NotYours);
}
