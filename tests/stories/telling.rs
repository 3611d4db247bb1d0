//! What the two tell each other and what is told of it: check-ins, contacts, how near, the history, a copy for oneself.

use std::fs;

use countersign_app::check_proof;
use countersign_app::view::*;

use crate::people::{Person, agreed_mandate, goal, two_people};

const WORDS: &str = "I slept on the floor again";

#[test]
fn how_one_is_stays_on_ones_own_device_until_one_shares_it() {
    let (mut magda, mut karin) = two_people();
    let home = magda.suggest(goal(), "My own place").part.unwrap();
    magda.carry_to(&mut karin);
    let kept = keep(&mut magda, &home);
    magda.carry_to(&mut karin);
    assert_eq!(shared(&mut karin), Vec::new());
    assert_eq!(nears(&mut karin), [(3, false)]);
    assert_eq!(nears(&mut magda), [(3, false), (6, true)]);

    let place = magda.agreement.clone();
    magda.app.share_checkin(&place, &kept.id).unwrap();
    magda.carry_to(&mut karin);
    let come = shared(&mut karin);
    assert_eq!(come[0].id, shared(&mut magda)[0].id);
    assert_eq!(come[0].topics, topics(&home));
    assert_eq!(come[0].words.as_deref(), Some(WORDS));
    assert_eq!(nears(&mut karin), [(3, false), (6, false)]);
    assert_eq!(nears(&mut magda), [(3, false), (6, false)]);
}

#[test]
fn what_the_keyworker_notes_in_private_is_no_figure_of_the_client() {
    let (mut magda, mut karin) = two_people();
    let home = magda.suggest(goal(), "My own place").part.unwrap();
    magda.carry_to(&mut karin);
    keep(&mut karin, &home);
    assert_eq!(nears(&mut karin), [(3, false)]);
    assert_eq!(shared(&mut karin), Vec::new());
}

#[test]
fn a_contact_that_was_not_like_that_stands_in_both_voices() {
    let (mut magda, mut karin) = two_people();
    let mandate = agreed_mandate(&mut magda, &mut karin);
    let ask = Contacting {
        agreement: karin.agreement.clone(),
        whom: "Anna at the housing office".to_owned(),
        words: "She will call back".to_owned(),
        mandate: Some(mandate.clone()),
        on: None,
    };
    let contact = karin.app.add_contact(&ask).unwrap().act;
    karin.carry_to(&mut magda);
    let voice = |contests, words: Option<&str>| Voicing {
        agreement: ask.agreement.clone(),
        contact: contact.clone(),
        contests,
        words: words.map(str::to_owned),
    };
    magda.app.voice(&voice(true, None)).unwrap();
    magda.app.voice(&voice(false, Some("She said no"))).unwrap();
    assert!(magda.app.voice(&voice(false, None)).is_err());
    magda.carry_to(&mut karin);
    let seen = karin.app.contacts(&ask.agreement).unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].part, Some(mandate));
    assert_eq!(seen[0].words.as_deref(), Some("She will call back"));
    let said: Vec<_> = seen[0]
        .voices
        .iter()
        .map(|it| (it.by, it.contests, it.words.as_deref()))
        .collect();
    let hers = Role::Client;
    assert_eq!(
        said,
        [(hers, true, None), (hers, false, Some("She said no"))]
    );
}

#[test]
fn the_history_leaf_by_leaf_is_the_whole_history() {
    let (mut magda, mut karin) = two_people();
    let mandate = agreed_mandate(&mut magda, &mut karin);
    let kept = keep(&mut magda, &mandate);
    let place = magda.agreement.clone();
    magda.app.share_checkin(&place, &kept.id).unwrap();
    magda.take_back(&mandate);
    magda.carry_to(&mut karin);

    let mut whole = karin.app.history(&place).unwrap();
    whole.reverse();
    assert!(whole.len() > 6);
    assert_eq!(leaves(&mut karin, None, None), whole);
    let about: Vec<_> = whole
        .iter()
        .filter(|it| it.part.as_ref() == Some(&mandate))
        .cloned()
        .collect();
    assert_eq!(leaves(&mut karin, None, Some(&mandate)), about);
    let themes = [
        Theme::Words,
        Theme::Powers,
        Theme::Decisions,
        Theme::Journal,
        Theme::Keeping,
    ];
    let each: usize = themes
        .iter()
        .map(|theme| leaves(&mut karin, Some(*theme), None).len())
        .sum();
    assert_eq!(each, whole.len());
    let told = leaves(&mut karin, Some(Theme::Journal), None);
    assert_eq!(told.len(), 1);
    assert!(told[0].words.as_deref().unwrap().contains(WORDS));
}

#[test]
fn other_words_for_a_part_are_told_with_the_words_before() {
    let (mut magda, mut karin) = two_people();
    let part = magda.suggest(goal(), "My own place").part.unwrap();
    let first = magda.view(&part).leads;
    let mut ask = magda.suggesting(goal(), "My own place with a garden");
    ask.part = Some(part);
    ask.parents = vec![first];
    magda.app.suggest(&ask).unwrap();
    magda.carry_to(&mut karin);
    let newest = leaves(&mut karin, Some(Theme::Words), None).remove(0);
    assert_eq!(newest.was.as_deref(), Some("My own place"));
    assert_eq!(newest.words.as_deref(), Some("My own place with a garden"));
}

#[test]
fn a_copy_of_ones_own_holds_all_that_both_see_and_nothing_private() {
    let (mut magda, mut karin) = two_people();
    assert_eq!(copies(&mut magda, CopyForm::Proofs), Vec::<String>::new());
    let home = magda.suggest(goal(), "My own place").part.unwrap();
    keep(&mut magda, &home);
    agreed_mandate(&mut magda, &mut karin);
    let data = copies(&mut magda, CopyForm::Data).remove(0);
    assert!(data.contains("My own place") && data.contains("I may call the housing office"));
    assert!(!data.contains(WORDS));
    let copy: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(copy["nears"][0]["said"].as_array().unwrap().len(), 1);
    let proofs = copies(&mut magda, CopyForm::Proofs);
    assert_eq!(proofs.len(), 1);
    let proven = check_proof(proofs[0].as_bytes()).unwrap();
    assert_eq!(proven.words, "I may call the housing office");
}

fn topics(goal: &PartId) -> Vec<Topic> {
    let topic = |name: &str, figure, goal| Topic {
        name: name.to_owned(),
        figure,
        goal,
    };
    vec![
        topic("Sleep: how long", 4, None),
        topic("My own place", 6, Some(goal.clone())),
    ]
}

fn keep(person: &mut Person, goal: &PartId) -> CheckinView {
    let ask = CheckingIn {
        topics: topics(goal),
        words: WORDS.to_owned(),
    };
    person
        .app
        .add_checkin(&person.agreement.clone(), &ask)
        .unwrap()
}

fn shared(person: &mut Person) -> Vec<SharedCheckin> {
    person
        .app
        .shared_checkins(&person.agreement.clone())
        .unwrap()
}

/// What was said of the first goal: the figure, and whether it is private.
fn nears(person: &mut Person) -> Vec<(u8, bool)> {
    let goals = person.app.nears(&person.agreement.clone()).unwrap();
    let said = goals[0].said.iter();
    said.map(|it| (it.near, it.private)).collect()
}

/// The whole history, three lines at a time.
fn leaves(person: &mut Person, theme: Option<Theme>, part: Option<&PartId>) -> Vec<HistoryEntry> {
    let mut lines: Vec<HistoryEntry> = Vec::new();
    loop {
        let ask = Leafing {
            agreement: person.agreement.clone(),
            part: part.cloned(),
            theme,
            before: lines.last().map(|it| it.id.clone()),
            most: 3,
        };
        let leaf = person.app.history_leaf(&ask).unwrap();
        assert!(leaf.entries.len() <= 3);
        lines.extend(leaf.entries);
        if !leaf.more {
            return lines;
        }
    }
}

fn copies(person: &mut Person, form: CopyForm) -> Vec<String> {
    let agreement = person.agreement.clone();
    let files = person
        .app
        .save_copy(&KeepingCopy { agreement, form })
        .unwrap();
    files
        .iter()
        .map(|it| fs::read_to_string(&it.path).unwrap())
        .collect()
}
