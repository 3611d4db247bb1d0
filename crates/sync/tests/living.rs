//! Living text between devices: what two people write at once, what is lost and comes again, what is dropped.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod desk;

use countersign_domain::Role;
use countersign_sync::{Agenda, Draft, Extent, LivingEdit, NotWritten, Outcome};
use desk::{Desk, magda_and_karin};

impl Desk {
    fn write(&mut self, edit: LivingEdit<'_>) -> Option<[u8; 32]> {
        self.try_write(edit).unwrap()
    }

    fn try_write(&mut self, edit: LivingEdit<'_>) -> Result<Option<[u8; 32]>, NotWritten> {
        let (draft, batch) = self
            .replica
            .write_living(&self.keys, edit, &mut self.dice)?;
        self.keep(batch);
        Ok(draft)
    }

    fn add(&mut self, words: &str) -> [u8; 16] {
        self.write(LivingEdit::AddItem { words });
        let agenda = self.replica.agenda();
        let item = agenda.items.iter().rfind(|item| item.words == words);
        item.unwrap().id
    }

    fn share(&mut self, title: &str, words: &str) -> [u8; 32] {
        self.write(LivingEdit::Share { title, words }).unwrap()
    }

    fn change(&mut self, draft: [u8; 32], words: &str) {
        let title = &self.draft(draft).title;
        self.write(LivingEdit::Change {
            draft,
            title,
            words,
        });
    }

    fn draft(&mut self, id: [u8; 32]) -> Draft {
        let drafts = self.replica.drafts();
        drafts.into_iter().find(|draft| draft.id == id).unwrap()
    }

    fn words(&mut self) -> Vec<(Role, String)> {
        let items = self.replica.agenda().items;
        items.into_iter().map(|it| (it.by, it.words)).collect()
    }
}

fn exchange(one: &mut Desk, two: &mut Desk) {
    one.give(two);
    two.give(one);
    one.give(two);
}

#[test]
fn both_add_to_one_agenda_before_they_have_met() {
    let (mut magda, mut karin) = magda_and_karin();
    let bus = magda.add("The bus card");
    karin.add("Måndag");
    exchange(&mut magda, &mut karin);
    assert_eq!(magda.replica.agenda(), karin.replica.agenda());
    assert_eq!(
        magda.words(),
        karin.words(),
        "nobody's item is lost, and each stands under its own name"
    );
    let mut words = karin.words();
    words.sort();
    assert_eq!(
        words,
        [
            (Role::Client, "The bus card".to_owned()),
            (Role::Keyworker, "Måndag".to_owned())
        ]
    );
    magda.write(LivingEdit::Must { item: Some(bus) });
    karin.write(LivingEdit::Must { item: Some(bus) });
    exchange(&mut magda, &mut karin);
    let Agenda { musts, begins, .. } = karin.replica.agenda();
    assert_eq!(musts, [(Role::Client, bus), (Role::Keyworker, bus)].into());
    assert_eq!(begins, Role::Client);
}

#[test]
fn what_two_people_write_at_once_in_one_draft_both_stands() {
    let (mut magda, mut karin) = magda_and_karin();
    let draft = magda.share("The flat", "I want a flat of my own.");
    exchange(&mut magda, &mut karin);
    magda.change(draft, "I really want a flat of my own.");
    karin.change(draft, "I want a flat of my own, near the bus.");
    exchange(&mut magda, &mut karin);
    let both = "I really want a flat of my own, near the bus.";
    assert_eq!(magda.draft(draft).words, both);
    assert_eq!(karin.draft(draft).words, both);
    assert_eq!(karin.draft(draft).by, Role::Client);
    assert_eq!(karin.draft(draft).writers, [Role::Client, Role::Keyworker]);
    // Nothing new: only what is had is said, once, and no change is sent again.
    assert_eq!(magda.send(Extent::New).len(), 1);
    assert!(magda.send(Extent::New).is_empty());
}

#[test]
fn locked_and_unlocked_the_same_text_is_there_and_can_be_written_on() {
    let (mut magda, mut karin) = magda_and_karin();
    let draft = magda.share("Title", "One");
    magda.add("Two");
    magda.restart();
    magda.change(draft, "One and more");
    exchange(&mut magda, &mut karin);
    karin.restart();
    karin.change(draft, "One and much more");
    exchange(&mut karin, &mut magda);
    assert_eq!(magda.draft(draft).words, "One and much more");
    assert_eq!(magda.words(), karin.words());
}

#[test]
fn only_whoever_added_an_item_writes_in_it_or_removes_it() {
    let (mut magda, mut karin) = magda_and_karin();
    let item = magda.add("The bus card");
    exchange(&mut magda, &mut karin);
    let words = "Something that Karin wants";
    for edit in [
        LivingEdit::ChangeItem { item, words },
        LivingEdit::RemoveItem { item },
    ] {
        assert_eq!(karin.try_write(edit), Err(NotWritten::NotOwn));
    }
    magda.write(LivingEdit::ChangeItem {
        item,
        words: "The bus card, again",
    });
    exchange(&mut magda, &mut karin);
    assert_eq!(
        karin.words(),
        [(Role::Client, "The bus card, again".to_owned())]
    );
    magda.write(LivingEdit::RemoveItem { item });
    exchange(&mut magda, &mut karin);
    assert_eq!(karin.words(), []);
    assert_eq!(
        karin.try_write(LivingEdit::Must { item: Some(item) }),
        Err(NotWritten::Unknown)
    );
}

#[test]
fn when_they_have_talked_the_agenda_begins_anew_and_what_was_not_seen_stands_on_the_next() {
    let (mut magda, mut karin) = magda_and_karin();
    magda.add("The bus card");
    exchange(&mut magda, &mut karin);
    karin.add("Added in the corridor");
    magda.write(LivingEdit::TalkedAbout);
    assert_eq!(magda.words(), []);
    let old = magda.disk.living.len();
    exchange(&mut magda, &mut karin);
    let left = [(Role::Keyworker, "Added in the corridor".to_owned())];
    assert_eq!(karin.words(), left);
    assert_eq!(magda.words(), left);
    assert_eq!(karin.replica.agenda().begins, Role::Keyworker);
    assert_eq!(magda.replica.agenda(), karin.replica.agenda());
    // Nothing of the words that are gone is kept.
    let kept = |desk: &Desk| {
        let mut rows = desk.disk.living.values();
        rows.any(|row| String::from_utf8_lossy(&row.bytes).contains("bus card"))
    };
    assert!(!kept(&magda) && !kept(&karin));
    assert!(old > 0);
}

#[test]
fn a_draft_that_was_put_forward_is_gone_on_both_sides_and_late_changes_are_dropped() {
    let (mut magda, mut karin) = magda_and_karin();
    let draft = magda.share("The flat", "A flat of my own");
    exchange(&mut magda, &mut karin);
    magda.change(draft, "A flat of my own!");
    let late = magda.send(Extent::Missing);
    karin.write(LivingEdit::Drop {
        draft,
        put_forward: true,
    });
    assert_eq!(karin.replica.drafts(), []);
    for envelope in late {
        karin.receive(&envelope);
    }
    assert_eq!(karin.replica.drafts(), []);
    exchange(&mut karin, &mut magda);
    assert_eq!(magda.replica.drafts(), []);
    // What Karin had not seen is not lost: Magda has it for herself.
    let [back] = &magda.disk.returned[..] else {
        panic!("nothing came back");
    };
    assert_eq!(back.words, "A flat of my own!");
    assert!(karin.disk.returned.is_empty());
}

#[test]
fn what_was_put_forward_as_it_stood_does_not_come_back() {
    let (mut magda, mut karin) = magda_and_karin();
    let draft = magda.share("The flat", "A flat of my own");
    exchange(&mut magda, &mut karin);
    karin.write(LivingEdit::Drop {
        draft,
        put_forward: true,
    });
    exchange(&mut karin, &mut magda);
    assert_eq!(magda.replica.drafts(), []);
    assert!(magda.disk.returned.is_empty());
}

#[test]
fn what_was_seen_of_oneself_does_not_come_back_however_the_other_went_on() {
    let (mut magda, mut karin) = magda_and_karin();
    let draft = magda.share("The flat", "A flat of my own");
    exchange(&mut magda, &mut karin);
    karin.change(draft, "A flat of my own, near the bus");
    karin.give(&mut magda);
    magda.change(draft, "I really want a flat of my own, near the bus");
    magda.write(LivingEdit::Drop {
        draft,
        put_forward: true,
    });
    exchange(&mut magda, &mut karin);
    assert_eq!(karin.replica.drafts(), []);
    assert!(karin.disk.returned.is_empty());
}

#[test]
fn a_draft_that_the_other_drops_comes_back_to_oneself() {
    let (mut magda, mut karin) = magda_and_karin();
    let draft = magda.share("The flat", "A flat of my own");
    exchange(&mut magda, &mut karin);
    karin.write(LivingEdit::Drop {
        draft,
        put_forward: false,
    });
    exchange(&mut karin, &mut magda);
    assert_eq!(magda.disk.returned[0].words, "A flat of my own");
    assert_eq!(magda.replica.drafts(), []);
}

#[test]
fn a_device_passes_on_what_another_wrote() {
    let (mut magda, mut karin) = magda_and_karin();
    let mut phone = karin.add_device(3);
    karin.give(&mut phone);
    karin.give(&mut magda);
    let draft = magda.share("The flat", "A flat of my own");
    magda.give(&mut karin);
    karin.change(draft, "A flat of my own, soon");
    // Magda's phone never meets Karin's phone.
    karin.give(&mut phone);
    assert_eq!(phone.draft(draft).words, "A flat of my own, soon");
    assert_eq!(phone.draft(draft).by, Role::Client);
}

#[test]
fn a_lost_bundle_is_made_good_by_the_next() {
    let (mut magda, mut karin) = magda_and_karin();
    let draft = magda.share("The flat", "A");
    exchange(&mut magda, &mut karin);
    magda.change(draft, "A flat");
    assert!(!magda.send(Extent::New).is_empty());
    magda.change(draft, "A flat of my own");
    let later = magda.send(Extent::New);
    for envelope in &later {
        assert_eq!(karin.receive(envelope).outcome, Outcome::Taken);
    }
    assert_eq!(karin.draft(draft).words, "A", "it waits for what was lost");
    karin.restart();
    karin.give(&mut magda);
    magda.give(&mut karin);
    assert_eq!(karin.draft(draft).words, "A flat of my own");
}

#[test]
fn a_whole_new_text_of_any_length_goes_through() {
    let (mut magda, mut karin) = magda_and_karin();
    let long = |letters: &str| letters.repeat(8_000 / letters.chars().count());
    let draft = magda.share("The flat", &long("åäö "));
    exchange(&mut magda, &mut karin);
    for words in [long("one two 🙂 "), String::new(), long("x")] {
        karin.change(draft, &words);
        exchange(&mut karin, &mut magda);
        assert_eq!(magda.draft(draft).words, words);
    }
}

#[test]
fn a_person_has_so_much_room_and_does_not_take_the_others() {
    let (mut magda, mut karin) = magda_and_karin();
    let mut shared = 0;
    while karin
        .try_write(LivingEdit::Share {
            title: "t",
            words: "w",
        })
        .is_ok()
    {
        shared += 1;
    }
    assert_eq!(shared, 32);
    exchange(&mut karin, &mut magda);
    magda.share("Mine", "There is room for me");
    exchange(&mut magda, &mut karin);
    assert_eq!(karin.replica.drafts().len(), 33);
}

#[test]
fn a_copied_vault_goes_on_in_a_new_life_when_it_meets_itself() {
    let (mut magda, mut karin) = magda_and_karin();
    let draft = magda.share("The flat", "A flat");
    exchange(&mut magda, &mut karin);
    let mut copy = magda.copy(magda.disk.clone(), 77);
    copy.change(draft, "A flat from the copy");
    for envelope in copy.send(Extent::Missing) {
        magda.receive(&envelope);
        karin.receive(&envelope);
    }
    let before = copy.replica.incarnation();
    assert_ne!(magda.replica.incarnation(), before);
    magda.change(draft, "A flat from the copy, and more");
    exchange(&mut magda, &mut karin);
    assert_eq!(karin.draft(draft).words, "A flat from the copy, and more");
}
