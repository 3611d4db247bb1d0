//! What two people write together is nobody's word until one of them puts it forward (design §3, laws 1, 9, 11).

use countersign_app::Code;
use countersign_app::view::*;

use crate::people::{Person, goal, two_people};

impl Person {
    fn add(&mut self, words: &str) -> AgendaView {
        let ask = AddingItem {
            agreement: self.agreement.clone(),
            words: words.to_owned(),
        };
        self.app.add_agenda_item(&ask).unwrap()
    }

    fn agenda(&mut self) -> AgendaView {
        self.app.agenda(&self.agreement.clone()).unwrap()
    }

    fn on_agenda(&mut self) -> Vec<(Role, String)> {
        let items = self.agenda().items.into_iter();
        items.map(|item| (item.by, item.words)).collect()
    }

    fn must(&mut self, item: &str) {
        let ask = MarkingMust {
            agreement: self.agreement.clone(),
            item: Some(item.to_owned()),
        };
        self.app.mark_must(&ask).unwrap();
    }

    fn write(&mut self, draft: Option<&str>, words: &str) -> DraftView {
        let ask = WritingDraft {
            agreement: self.agreement.clone(),
            draft: draft.map(str::to_owned),
            title: "The flat".to_owned(),
            words: words.to_owned(),
            over: None,
        };
        self.app.write_draft(&ask).unwrap()
    }

    fn drafts(&mut self) -> Vec<DraftView> {
        self.app.drafts(&self.agreement.clone()).unwrap()
    }

    fn one(&self, draft: &str) -> OneDraft {
        OneDraft {
            agreement: self.agreement.clone(),
            draft: draft.to_owned(),
        }
    }

    fn share(&mut self, draft: &str) -> DraftView {
        let ask = self.one(draft);
        self.app.share_draft(&ask).unwrap()
    }

    fn forward(&mut self, draft: &str, words: &str) -> Result<Saved, countersign_app::Error> {
        let ask = PuttingForward {
            agreement: self.agreement.clone(),
            draft: draft.to_owned(),
            words: words.to_owned(),
            language: "en".to_owned(),
            terms: goal(),
            reason: Some("so that we both know".to_owned()),
        };
        self.app.put_forward(&ask)
    }
}

fn words_of(draft: &DraftView) -> (&str, bool) {
    (&draft.words, draft.shared)
}

#[test]
fn a_draft_written_together_has_force_only_when_it_is_put_forward() {
    let (mut magda, mut karin) = two_people();
    let mine = magda.write(None, "I hate this place and want a flat of my own.");
    let mine = magda.write(Some(&mine.id), "I want a flat of my own.");
    magda.carry_to(&mut karin);
    assert_eq!(
        karin.drafts(),
        [],
        "a private draft has never left the device"
    );

    let draft = magda.share(&mine.id).id;
    magda.carry_to(&mut karin);
    karin.carry_to(&mut magda);
    magda.write(Some(&draft), "I really want a flat of my own.");
    karin.write(Some(&draft), "I want a flat of my own, near the bus.");
    magda.carry_to(&mut karin);
    karin.carry_to(&mut magda);
    let both = "I really want a flat of my own, near the bus.";
    for person in [&mut magda, &mut karin] {
        let [draft] = &person.drafts()[..] else {
            panic!("one draft, the same for both")
        };
        assert_eq!(words_of(draft), (both, true));
        assert_eq!(draft.writers, [Role::Client, Role::Keyworker]);
        let agreement = person.agreement.clone();
        assert_eq!(person.app.agreement(&agreement).unwrap().parts, []);
    }

    // Karin read earlier words; Magda's yes must not be to words that she has not read.
    let stale = karin.forward(&draft, "I want a flat of my own, near the bus.");
    assert_eq!(stale.unwrap_err().code, Code::DraftChanged);
    let part = magda.forward(&draft, both).unwrap().part.unwrap();
    assert_eq!(magda.drafts(), []);
    magda.carry_to(&mut karin);
    assert_eq!(karin.drafts(), []);
    assert_eq!(karin.view(&part).agreed, None);
    karin.answer(&part, Answer::Yes);
    karin.carry_to(&mut magda);
    assert_eq!(magda.standing(&part), Standing::BothAgree);
    assert_eq!(magda.view(&part).versions[0].words.as_deref(), Some(both));
}

#[test]
fn both_add_to_the_agenda_each_marks_one_must_and_the_turn_to_begin_alternates() {
    let (mut magda, mut karin) = two_people();
    magda.add("The bus card");
    magda.add("A day at the lake");
    karin.add("Who stands in for me in June");
    magda.carry_to(&mut karin);
    karin.carry_to(&mut magda);
    assert_eq!(magda.agenda().begins, Role::Client);
    assert_eq!(magda.agenda(), karin.agenda());
    let lake = magda
        .agenda()
        .items
        .into_iter()
        .find(|item| item.words == "A day at the lake")
        .unwrap();
    let bus = magda
        .agenda()
        .items
        .into_iter()
        .find(|item| item.words == "The bus card")
        .unwrap();
    magda.must(&bus.id);
    magda.must(&lake.id);
    assert_eq!(
        magda.agenda().items[0].must,
        [Role::Client],
        "one must each: the latest"
    );
    assert_eq!(
        magda.on_agenda(),
        [
            (Role::Client, "A day at the lake".to_owned()),
            (Role::Client, "The bus card".to_owned()),
            (Role::Keyworker, "Who stands in for me in June".to_owned()),
        ]
    );
    let taken = karin.app.change_agenda_item(&ChangingItem {
        agreement: karin.agreement.clone(),
        item: lake.id,
        words: "Paperwork".to_owned(),
    });
    assert_eq!(taken.unwrap_err().code, Code::NotYours);

    karin.app.talked_about(&karin.agreement.clone()).unwrap();
    magda.add("Thought of on the way home");
    karin.carry_to(&mut magda);
    magda.carry_to(&mut karin);
    for person in [&mut magda, &mut karin] {
        assert_eq!(person.agenda().begins, Role::Keyworker);
        assert_eq!(
            person.on_agenda(),
            [(Role::Client, "Thought of on the way home".to_owned())],
            "what had not been seen is talked about next time"
        );
    }
}

#[test]
fn a_draft_that_the_other_drops_stays_with_oneself_alone() {
    let (mut magda, mut karin) = two_people();
    let mine = magda.write(None, "I want a flat of my own.");
    let draft = magda.share(&mine.id).id;
    magda.carry_to(&mut karin);
    let ask = karin.one(&draft);
    karin.app.drop_draft(&ask).unwrap();
    assert_eq!(karin.drafts(), []);
    karin.carry_to(&mut magda);
    let left = magda.drafts();
    assert_eq!(left.len(), 1);
    assert_eq!(words_of(&left[0]), ("I want a flat of my own.", false));
    magda.carry_to(&mut karin);
    assert_eq!(karin.drafts(), []);
}

#[test]
fn shared_text_survives_a_crash_between_any_two_steps() {
    let (mut magda, mut karin) = two_people();
    let mine = magda.write(None, "One");
    magda.restart(50);
    let draft = magda.share(&mine.id).id;
    magda.restart(51);
    magda.add("The bus card");
    magda.restart(52);
    magda.carry_to(&mut karin);
    karin.restart(53);
    karin.write(Some(&draft), "One and two");
    karin.restart(54);
    karin.carry_to(&mut magda);
    magda.restart(55);
    assert_eq!(magda.drafts()[0].words, "One and two");
    assert_eq!(magda.on_agenda(), karin.on_agenda());
    assert_eq!(magda.app.aside().unwrap(), Vec::new());
}

#[test]
fn nobody_writes_over_words_of_a_draft_that_they_have_not_seen() {
    let (mut magda, mut karin) = two_people();
    let kept = magda.write(None, "A flat by the lake.");
    let shared = magda.share(&kept.id);
    magda.carry_to(&mut karin);
    karin.write(Some(&shared.id), "A flat by the lake, with a balcony.");
    karin.carry_to(&mut magda);
    let mut ask = WritingDraft {
        agreement: magda.agreement.clone(),
        draft: Some(shared.id.clone()),
        title: shared.title,
        words: "A small flat by the lake.".to_owned(),
        over: Some("A flat by the lake.".to_owned()),
    };
    let refused = magda.app.write_draft(&ask).unwrap_err();
    assert_eq!(refused.code, Code::DraftChanged);
    assert_eq!(
        magda.drafts()[0].words,
        "A flat by the lake, with a balcony."
    );
    ask.over = Some("A flat by the lake, with a balcony.".to_owned());
    ask.words = "A small flat by the lake, with a balcony.".to_owned();
    assert_eq!(magda.app.write_draft(&ask).unwrap().words, ask.words);
}

#[test]
fn blank_and_endless_texts_are_refused_and_nothing_is_kept() {
    let (mut magda, _) = two_people();
    let agreement = magda.agreement.clone();
    let item = |words: String| AddingItem {
        agreement: agreement.clone(),
        words,
    };
    let draft = |words: String| WritingDraft {
        agreement: agreement.clone(),
        draft: None,
        title: String::new(),
        words,
        over: None,
    };
    for (words, code) in [
        ("  ".to_owned(), Code::WordsMissing),
        ("x".repeat(8_001), Code::WordsTooLong),
    ] {
        let refused = magda.app.add_agenda_item(&item(words.clone()));
        assert_eq!(refused.unwrap_err().code, code);
        let refused = magda.app.write_draft(&draft(words));
        assert_eq!(refused.unwrap_err().code, code);
    }
    let gone = magda.one(&"ab".repeat(32));
    assert_eq!(
        magda.app.share_draft(&gone).unwrap_err().code,
        Code::DraftUnknown
    );
    assert_eq!((magda.drafts(), magda.on_agenda()), (vec![], vec![]));
}
