//! Weeks apart by a relay: what is said arrives, each change is put once, and nothing is lost by a relay that forgets, is
//! changed or is dropped.

use countersign_app::view::*;
use countersign_app::{Answer, Code, Errand, Fault, Place, Relay};
use countersign_tests::Desk;

use crate::people::{Person, agreed_mandate, goal, mandate, two_people};

pub(crate) const NORTH: &str = "http://127.0.0.1:8480";
const SOUTH: &str = "http://127.0.0.1:8481";

/// A relay that does what it is asked, and whose answer is lost every other time.
struct Forgetful {
    desk: Desk,
    asked: u32,
}

impl Relay for Forgetful {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        let answer = self.desk.ask(errand);
        self.asked += 1;
        if self.asked % 2 == 1 {
            Err(Fault::TooSlow)
        } else {
            answer
        }
    }
}

/// A relay that nobody reaches.
struct Away;

impl Relay for Away {
    fn ask(&mut self, _: &Errand) -> Result<Answer, Fault> {
        Err(Fault::NoWay)
    }
}

impl Person {
    pub(crate) fn turn_on(&mut self, address: Option<&str>) -> RelayView {
        let ask = AddingRelay {
            agreement: self.agreement.clone(),
            relay: address.map(str::to_owned),
        };
        self.app.relay_add(&ask).unwrap()
    }

    pub(crate) fn take_card(&mut self, card: &RelayCard) -> RelayView {
        let ask = JoiningRelay {
            agreement: self.agreement.clone(),
            card: card.code.clone(),
        };
        self.app.relay_join(&ask).unwrap()
    }

    pub(crate) fn relay(&mut self) -> RelayView {
        self.app.relay_status(&self.agreement.clone()).unwrap()
    }

    pub(crate) fn sync(&mut self, relay: &mut dyn Relay) -> SyncView {
        let done = self.app.sync_round(relay).unwrap();
        assert_eq!(done.troubles, []);
        done
    }
}

/// Karin opens a mailbox, Magda takes its card.
pub(crate) fn at_the_relay(magda: &mut Person, karin: &mut Person, desk: &Desk) {
    assert_eq!(karin.turn_on(Some(NORTH)).state, RelayState::Opening);
    karin.sync(&mut desk.clone());
    assert_eq!(karin.relay().state, RelayState::On);
    let card = karin.app.relay_card(&karin.agreement.clone()).unwrap();
    assert!(card.ready && card.until.0 > karin.clock.load(std::sync::atomic::Ordering::SeqCst));
    assert_eq!(magda.take_card(&card).state, RelayState::Joining);
    settle(&mut [magda, karin], desk);
    assert_eq!(magda.relay().state, RelayState::On);
    assert!(karin.relay().other_joined && magda.relay().other_joined);
}

/// Everybody asks until nobody has anything to put. Gives how many bundles that took.
pub(crate) fn settle(people: &mut [&mut Person], desk: &Desk) -> u32 {
    let mut put = 0;
    for _ in 0..12 {
        let mut now = 0;
        for person in people.iter_mut() {
            now += person.sync(&mut desk.clone()).put;
        }
        if now == 0 {
            return put;
        }
        put += now;
    }
    panic!("it does not come to rest");
}

fn places(person: &mut Person) -> Vec<Place> {
    let way = person.app.way(&person.agreement.clone()).unwrap();
    way.acts.into_iter().map(|act| act.place).collect()
}

fn lying(desk: &Desk) -> usize {
    desk.with(|books| books.mailboxes.iter().map(|it| it.bundles.len()).sum())
}

#[test]
fn nothing_goes_out_before_somebody_turned_it_on() {
    let (mut magda, mut karin) = two_people();
    agreed_mandate(&mut magda, &mut karin);
    for person in [&mut magda, &mut karin] {
        assert!(person.app.errands().unwrap().is_empty());
        assert_eq!(person.app.sync_due().unwrap(), None);
        assert!(person.app.waits().unwrap().is_empty());
        assert_eq!(person.relay().state, RelayState::Off);
    }
}

#[test]
fn two_weeks_apart_they_agree_by_relay_and_it_comes_to_rest() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let part = karin
        .suggest(mandate(), "I may call the housing office")
        .part
        .unwrap();
    assert_eq!(places(&mut karin)[0], Place::Here);
    karin.sync(&mut desk.clone());
    assert_eq!(places(&mut karin)[0], Place::AtRelay);
    karin.days_pass(9);
    magda.days_pass(9);
    let came = magda.sync(&mut desk.clone());
    assert_eq!((came.applied, &came.changed), (1, &vec![part.clone()]));
    assert_eq!(came.agreements, [magda.agreement.clone()]);
    karin.sync(&mut desk.clone());
    assert_eq!(places(&mut karin)[0], Place::There);
    magda.answer(&part, countersign_app::view::Answer::Yes);
    magda.restart(50);
    magda.days_pass(5);
    settle(&mut [&mut magda, &mut karin], &desk);
    assert_eq!(karin.standing(&part), Standing::BothAgree);
    magda.take_back(&part);
    let put = settle(&mut [&mut magda, &mut karin], &desk);
    assert!(put <= 3, "a take-back took {put} bundles");
    assert_eq!(karin.standing(&part), Standing::TakenBack);
    assert_eq!(settle(&mut [&mut magda, &mut karin], &desk), 0);
    let heard = karin.relay().heard.unwrap();
    assert_eq!(heard.who, Role::Client);
    assert!(
        places(&mut magda)
            .iter()
            .all(|place| *place == Place::There)
    );
}

#[test]
fn what_everybody_has_does_not_stay_at_the_relay() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    for words in ["one", "two", "three", "four", "five"] {
        magda.suggest(goal(), words);
        settle(&mut [&mut magda, &mut karin], &desk);
    }
    assert!(lying(&desk) <= 4, "{} bundles lie there", lying(&desk));
}

#[test]
fn while_the_other_is_silent_each_change_is_put_once() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let sizes = |desk: &Desk| -> Vec<usize> {
        desk.with(|books| {
            books.mailboxes[0]
                .bundles
                .iter()
                .map(|it| it.envelope.len())
                .collect()
        })
    };
    let before = sizes(&desk).len();
    for day in 0..20 {
        magda.suggest(goal(), &format!("on day {day} I slept through the night"));
        assert_eq!(magda.sync(&mut desk.clone()).put, 1);
        magda.restart(60 + day);
        assert_eq!(magda.sync(&mut desk.clone()).put, 0);
        magda.days_pass(1);
    }
    let sizes = sizes(&desk).split_off(before);
    assert_eq!(sizes.len(), 20);
    assert!(sizes.iter().all(|size| *size <= sizes[0] * 2), "{sizes:?}");
    settle(&mut [&mut magda, &mut karin], &desk);
    assert_eq!(
        karin
            .app
            .agreement(&karin.agreement.clone())
            .unwrap()
            .parts
            .len(),
        20
    );
}

#[test]
fn answers_that_are_lost_cost_time_and_nothing_else() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    let mut relay = Forgetful {
        desk: desk.clone(),
        asked: 0,
    };
    let round = |person: &mut Person, relay: &mut Forgetful| {
        for _ in 0..40 {
            person.app.sync_round(relay).unwrap();
        }
    };
    karin.turn_on(Some(NORTH));
    round(&mut karin, &mut relay);
    let card = karin.app.relay_card(&karin.agreement.clone()).unwrap();
    magda.take_card(&card);
    let part = karin.suggest(goal(), "A flat of my own").part.unwrap();
    for _ in 0..3 {
        round(&mut magda, &mut relay);
        round(&mut karin, &mut relay);
    }
    assert_eq!(magda.relay().state, RelayState::On);
    assert_eq!(magda.standing(&part), Standing::WaitingForClient);
    assert_eq!(desk.with(|books| books.mailboxes.len()), 1);
    assert_eq!(places(&mut karin)[0], Place::There);
}

#[test]
fn what_the_relay_forgot_is_offered_again() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let part = magda.suggest(goal(), "A flat of my own").part.unwrap();
    magda.sync(&mut desk.clone());
    desk.with(|books| books.mailboxes[0].bundles.clear());
    karin.sync(&mut desk.clone());
    magda.days_pass(2);
    karin.days_pass(2);
    settle(&mut [&mut magda, &mut karin], &desk);
    assert_eq!(karin.standing(&part), Standing::WaitingForKeyworker);

    // It was restored from a backup of before: its numbers are given out twice, its epoch is another.
    let backup = desk.with(|books| books.mailboxes.clone());
    let part = karin.suggest(goal(), "A dog").part.unwrap();
    karin.sync(&mut desk.clone());
    desk.with(|books| {
        books.mailboxes = backup;
        books.epoch = 77;
    });
    settle(&mut [&mut magda, &mut karin], &desk);
    assert_eq!(magda.standing(&part), Standing::WaitingForClient);
}

#[test]
fn a_relay_that_only_loses_what_is_put_is_found_out_when_the_other_speaks() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let part = magda.suggest(goal(), "A flat of my own").part.unwrap();
    magda.sync(&mut desk.clone());
    // The bundle is gone, and the relay says that it is there.
    let noise = magda.file();
    desk.with(|books| {
        for one in &mut books.mailboxes[0].bundles {
            one.envelope = noise.clone();
        }
    });
    for words in ["one", "two", "three", "four", "five"] {
        karin.suggest(goal(), words);
        karin.app.sync_round(&mut desk.clone()).unwrap();
        magda.app.sync_round(&mut desk.clone()).unwrap();
    }
    settle(&mut [&mut magda, &mut karin], &desk);
    assert_eq!(karin.standing(&part), Standing::WaitingForKeyworker);
}

#[test]
fn a_relay_can_be_changed_and_dropped_without_losing_anything() {
    let (mut magda, mut karin) = two_people();
    let (north, south) = (Desk::default(), Desk::default());
    at_the_relay(&mut magda, &mut karin, &north);
    let first = magda.suggest(goal(), "Put at the old one").part.unwrap();
    magda.sync(&mut north.clone());
    let mut both = Towns(north.clone(), south.clone());
    karin.turn_on(Some(SOUTH));
    assert!(karin.relay().old_read);
    karin.app.sync_round(&mut both).unwrap();
    assert_eq!(karin.standing(&first), Standing::WaitingForKeyworker);
    let second = magda
        .suggest(goal(), "Put at the old one later")
        .part
        .unwrap();
    magda.app.sync_round(&mut both).unwrap();
    let card = karin.app.relay_card(&karin.agreement.clone()).unwrap();
    magda.take_card(&card);
    for _ in 0..4 {
        magda.app.sync_round(&mut both).unwrap();
        karin.app.sync_round(&mut both).unwrap();
    }
    assert_eq!(karin.standing(&second), Standing::WaitingForKeyworker);
    assert!(!karin.relay().old_read && !magda.relay().old_read);
    assert_eq!(north.with(|books| books.mailboxes[0].places.len()), 0);

    // Dropped for good: what was put and not fetched goes by the next road.
    let third = magda.suggest(goal(), "Put, and then off").part.unwrap();
    magda.app.sync_round(&mut both).unwrap();
    karin.app.relay_drop(&karin.agreement.clone()).unwrap();
    magda.app.relay_drop(&magda.agreement.clone()).unwrap();
    south.with(|books| books.mailboxes[0].bundles.clear());
    for _ in 0..2 {
        for person in [&magda, &karin] {
            person.minutes_pass(11);
        }
        magda.app.sync_round(&mut both).unwrap();
        karin.app.sync_round(&mut both).unwrap();
    }
    assert_eq!(magda.relay().state, RelayState::Off);
    assert_eq!(magda.app.sync_due().unwrap(), None);
    assert_eq!(places(&mut magda)[0], Place::OnItsWay);
    magda.carry_to(&mut karin);
    assert_eq!(karin.standing(&third), Standing::WaitingForKeyworker);
}

/// Two relays, told apart by their addresses.
struct Towns(Desk, Desk);

impl Relay for Towns {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        let desk = if errand.place.address == NORTH {
            &mut self.0
        } else {
            &mut self.1
        };
        desk.ask(errand)
    }
}

#[test]
fn a_file_that_was_lost_keeps_nothing_from_the_relay() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let part = magda.suggest(goal(), "A flat of my own").part.unwrap();
    drop(magda.file());
    assert_eq!(places(&mut magda)[0], Place::OnItsWay);
    settle(&mut [&mut magda, &mut karin], &desk);
    assert_eq!(karin.standing(&part), Standing::WaitingForKeyworker);
}

#[test]
fn what_is_wrong_is_said_and_goes_away_by_itself() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    magda.suggest(goal(), "A flat of my own");
    let done = magda.app.sync_round(&mut Away).unwrap();
    assert_eq!((done.asked, done.troubles[0].code), (1, Code::RelayNoWay));
    let view = magda.relay();
    assert_eq!(view.trouble, Some(Code::RelayNoWay));
    assert!(view.trouble_since.is_some() && view.last_success.is_some());
    assert_eq!(places(&mut magda)[0], Place::Here);
    // Nobody is asked again at once, until somebody wants it.
    assert!(magda.app.errands().unwrap().is_empty());
    assert!(magda.app.sync_due().unwrap().unwrap() > 0);
    assert_eq!(magda.sync(&mut desk.clone()).put, 1);
    assert_eq!(magda.relay().trouble, None);
}

/// A relay that says of everything that it keeps it, and gives rubbish of the same length instead.
struct Spoiling(Desk);

impl Relay for Spoiling {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        let mut answer = self.0.ask(errand)?;
        if let Answer::Page(page) = &mut answer {
            for parcel in &mut page.parcels {
                parcel.envelope.fill(b'x');
            }
        }
        Ok(answer)
    }
}

#[test]
fn bundles_that_came_damaged_are_told_of_in_one_line_until_good_ones_come() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let mut said = Vec::new();
    for day in 0..3 {
        let words = format!("A flat of my own, {day}");
        said.push(karin.suggest(goal(), &words).part.unwrap());
        karin.sync(&mut desk.clone());
        let done = magda.app.sync_round(&mut Spoiling(desk.clone())).unwrap();
        let codes: Vec<Code> = done.troubles.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::RelayBadBundle], "day {day}");
        assert_eq!((done.came, done.applied, done.aside), (1, 0, 0));
    }
    assert_eq!(magda.relay().trouble, Some(Code::RelayBadBundle));
    // That nobody is there at all must not hide behind it.
    let away = magda.app.sync_round(&mut Away).unwrap();
    assert_eq!(away.troubles[0].code, Code::RelayNoWay);
    let again = magda.app.sync_round(&mut Spoiling(desk.clone())).unwrap();
    assert_eq!(again.troubles, []);
    said.push(karin.suggest(goal(), "A flat in town").part.unwrap());
    karin.sync(&mut desk.clone());
    let spoilt = magda.app.sync_round(&mut Spoiling(desk.clone())).unwrap();
    assert_eq!(spoilt.troubles[0].code, Code::RelayBadBundle);
    for day in 0..4 {
        said.push(
            karin
                .suggest(goal(), &format!("A garden, {day}"))
                .part
                .unwrap(),
        );
        karin.sync(&mut desk.clone());
        magda.sync(&mut desk.clone());
    }
    settle(&mut [&mut karin, &mut magda], &desk);
    assert_eq!(magda.relay().trouble, None);
    for part in &said {
        assert_eq!(magda.standing(part), Standing::WaitingForClient);
    }
}

#[test]
fn turning_a_relay_off_is_undone_as_if_nothing_had_been() {
    let (mut magda, mut karin) = two_people();
    let desk = Desk::default();
    at_the_relay(&mut magda, &mut karin, &desk);
    let seats = |desk: &Desk| desk.with(|books| books.mailboxes[0].places.len());
    karin.app.relay_drop(&karin.agreement.clone()).unwrap();
    let unsent = karin.suggest(goal(), "Not to go out now").part.unwrap();
    // The courier is about at once, and says nothing to the relay yet; nothing goes out either.
    for _ in 0..3 {
        assert_eq!(karin.sync(&mut desk.clone()).put, 0);
        karin.minutes_pass(3);
    }
    assert_eq!((karin.relay().state, seats(&desk)), (RelayState::Off, 2));
    let kept = karin.app.relay_keep(&karin.agreement.clone()).unwrap();
    assert_eq!(kept.state, RelayState::On);
    settle(&mut [&mut karin, &mut magda], &desk);
    assert_eq!(magda.standing(&unsent), Standing::WaitingForClient);
    assert_eq!(desk.with(|books| books.mailboxes.len()), 1);

    // Who does not undo it is gone from there soon, without another tap.
    karin.app.relay_drop(&karin.agreement.clone()).unwrap();
    karin.sync(&mut desk.clone());
    let due = karin.app.sync_due().unwrap().unwrap();
    assert!(due <= 600, "{due}");
    karin.minutes_pass(11);
    karin.sync(&mut desk.clone());
    assert_eq!((seats(&desk), karin.app.sync_due().unwrap()), (1, None));
}
