//! Sync nearby: two apps in one room become level and sign for it; strangers and removed devices learn nothing.
//!
//! Talks run over a pipe that cuts bytes anywhere, and once over real sockets of this machine. What a hostile end may
//! say byte by byte is in `crates/road/tests/nearby`; networks apart, and multicast, are in `scripts/nearby-namespaces`.

use std::collections::VecDeque;
use std::net::{IpAddr, TcpStream};

use countersign_app::view::*;
use countersign_app::{App, Code, Nearby, NearbyDoor, NearbyTalks, Place};
use countersign_road::nearby::{Fault, How, Next, Talk};
use countersign_seal::{Chance, Drawn};
use countersign_wire::nearby::Card;
use countersign_wire::read_code;

use crate::devices::{add_device, add_device_without_history};
use crate::people::{Person, agreed_mandate, goal, mandate, names, pair, two_people};

struct Count(u64);

impl Chance for Count {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(99);
            *byte = (self.0 >> 40) as u8;
        }
    }
}

/// One end of a pipe, and what its person was told.
struct Side<'p> {
    app: &'p mut App,
    talk: Talk,
    talks: NearbyTalks,
    inbox: VecDeque<u8>,
    told: Vec<NearbyEvent>,
    over: Option<Result<(), Fault>>,
    wrote: usize,
}

impl<'p> Side<'p> {
    fn new(person: &'p mut Person, how: How, chance: &mut Drawn) -> Self {
        Self {
            app: &mut person.app,
            talk: Talk::begin(how, chance),
            talks: NearbyTalks::default(),
            inbox: VecDeque::new(),
            told: Vec::new(),
            over: None,
            wrote: 0,
        }
    }

    /// Goes on until bytes are needed that are not here.
    fn run(&mut self, cut: usize) -> Vec<u8> {
        let mut out = Vec::new();
        while self.over.is_none() {
            match self.talk.step() {
                Next::Write(bytes) => out.extend(bytes),
                Next::Read { bytes } => {
                    let count = bytes.min(cut).min(self.inbox.len());
                    if count == 0 {
                        break;
                    }
                    let read: Vec<u8> = self.inbox.drain(..count).collect();
                    self.talk.arrived(&read);
                }
                Next::Ask(ask) => {
                    let (reply, event) = self.app.answer_nearby(&mut self.talks, 1, ask);
                    self.told.extend(event);
                    self.talk.reply(reply);
                }
                Next::Tell(_) | Next::Pause => {}
                Next::Over(over) => self.over = Some(over),
            }
        }
        self.wrote += out.len();
        out
    }
}

/// What came of a meeting.
struct Met {
    outcome: [Option<Result<(), Fault>>; 2],
    told: [Vec<NearbyEvent>; 2],
    wrote: usize,
}

impl Met {
    fn level(&self) -> bool {
        self.outcome == [Some(Ok(())); 2]
    }

    fn strangers(&self) -> bool {
        self.outcome == [Some(Err(Fault::Stranger)); 2] && self.told == [[], []]
    }

    fn news(&self) -> usize {
        self.told.iter().map(Vec::len).sum()
    }
}

fn meet(caller: &mut Person, called: &mut Person, number: u64) -> Met {
    let mut chance = Drawn::from_chance(&mut Count(number));
    let mut caller = Side::new(caller, How::Called, &mut chance);
    let mut called = Side::new(called, How::WasCalled([1; 16]), &mut chance);
    let cut = usize::try_from(number % 977 + 1).unwrap();
    loop {
        let (there, back) = (caller.run(cut), called.run(cut));
        if there.is_empty() && back.is_empty() {
            return Met {
                outcome: [caller.over, called.over],
                wrote: caller.wrote + called.wrote,
                told: [caller.told, called.told],
            };
        }
        called.inbox.extend(there);
        caller.inbox.extend(back);
    }
}

/// Where every act of one's own is.
fn places(person: &mut Person) -> Vec<Place> {
    let way = person.app.way(&person.agreement.clone()).unwrap();
    way.acts.into_iter().map(|act| act.place).collect()
}

#[test]
fn what_each_wrote_apart_is_with_the_other_and_signed_for() {
    for karin_calls in [true, false] {
        let (mut magda, mut karin) = two_people();
        let flat = magda.suggest(goal(), "a flat of my own").part.unwrap();
        let doctor = karin.suggest(mandate(), "I may speak with your doctor");
        let doctor = doctor.part.unwrap();
        let met = if karin_calls {
            meet(&mut karin, &mut magda, 3)
        } else {
            meet(&mut magda, &mut karin, 4)
        };
        assert!(met.level(), "{:?}", met.outcome);
        for person in [&mut magda, &mut karin] {
            assert_eq!(person.standing(&flat), Standing::WaitingForKeyworker);
            assert_eq!(person.standing(&doctor), Standing::WaitingForClient);
            let places = places(person);
            assert!(places.iter().all(|it| *it == Place::There), "{places:?}");
        }
    }
}

#[test]
fn those_who_are_level_have_nothing_to_tell_and_say_little() {
    let (mut magda, mut karin) = two_people();
    agreed_mandate(&mut magda, &mut karin);
    meet(&mut magda, &mut karin, 5);
    for number in 6..10 {
        let met = meet(&mut karin, &mut magda, number);
        assert!(met.level());
        assert_eq!(met.news(), 0, "{:?}", met.told);
        assert!(met.wrote < 40_000, "{} bytes", met.wrote);
    }
}

#[test]
fn a_device_that_is_not_here_costs_those_who_are_nothing() {
    let (mut magda, mut karin) = two_people();
    let mut tablet = Person::new("Magda", Role::Client, 3);
    add_device(&mut magda, &mut tablet);
    for at in 0..40 {
        magda.suggest(
            goal(),
            &format!("wish {at}, {}", "said at length ".repeat(20)),
        );
    }
    assert!(meet(&mut magda, &mut karin, 1).level());
    // The tablet lacks all of it, and is in a drawer.
    for number in 2..5 {
        let met = meet(&mut magda, &mut karin, number);
        assert!(met.level());
        assert!(met.wrote < 40_000, "{} bytes", met.wrote);
    }
}

#[test]
fn who_shares_nothing_learns_nothing() {
    let (mut magda, mut karin) = two_people();
    let mut per = Person::new("Per", Role::Keyworker, 9);
    let mut aisha = Person::new("Aisha", Role::Client, 8);
    per.agreement = per.app.found_agreement(&names("Per", "Aisha")).unwrap();
    pair(&mut per, &mut aisha);
    assert!(meet(&mut per, &mut magda, 1).strangers());
    assert!(meet(&mut karin, &mut aisha, 2).strangers());
}

#[test]
fn a_removed_device_is_refused_by_either_end_before_anything_is_handed_over() {
    let (mut magda, mut karin) = two_people();
    let mut tablet = Person::new("Magda", Role::Client, 3);
    add_device(&mut magda, &mut tablet);
    assert!(meet(&mut tablet, &mut magda, 1).level());
    assert!(meet(&mut magda, &mut karin, 2).level());
    assert!(meet(&mut tablet, &mut karin, 3).level());

    let place = magda.agreement.clone();
    let gone = id_of(&mut tablet);
    magda.app.remove_device(&place, &gone).unwrap();
    let secret = magda.suggest(goal(), "not for whoever has the tablet");
    assert!(meet(&mut magda, &mut karin, 4).level());
    for number in 5..9 {
        assert!(meet(&mut tablet, &mut karin, number).strangers());
        assert!(meet(&mut magda, &mut tablet, number).strangers());
    }
    let unseen = tablet.app.part(&place, &secret.part.unwrap());
    assert_eq!(unseen.unwrap_err().code, Code::PartUnknown);
}

#[test]
fn a_new_device_is_let_in_once_the_other_person_has_heard_of_it() {
    let (mut magda, mut karin) = two_people();
    let mut tablet = Person::new("Magda", Role::Client, 3);
    add_device(&mut magda, &mut tablet);
    assert!(meet(&mut tablet, &mut karin, 1).strangers());
    assert!(meet(&mut magda, &mut karin, 2).level());
    assert!(meet(&mut tablet, &mut karin, 3).level());
}

#[test]
fn right_after_pairing_the_founder_knows_the_joiner_by_the_pictures() {
    for founder_calls in [true, false] {
        let mut karin = Person::new("Karin", Role::Keyworker, 1);
        let mut magda = Person::new("Magda", Role::Client, 2);
        karin.agreement = karin.app.found_agreement(&names("Karin", "Magda")).unwrap();
        let flat = karin.suggest(goal(), "a flat of her own").part.unwrap();
        pair_without_a_file(&mut karin, &mut magda);
        let met = if founder_calls {
            meet(&mut karin, &mut magda, 1)
        } else {
            meet(&mut magda, &mut karin, 2)
        };
        assert!(met.level(), "{:?}", met.outcome);
        for person in [&mut magda, &mut karin] {
            assert_eq!(person.standing(&flat), Standing::WaitingForClient);
        }
        assert!(places(&mut karin).iter().all(|it| *it == Place::There));
    }
}

/// All legs of pairing in one room, and nothing else carried.
fn pair_without_a_file(founder: &mut Person, joiner: &mut Person) {
    let place = founder.agreement.clone();
    let PairingStep::TakeRequest { invite } = founder.app.invite(&place).unwrap().next else {
        panic!("no code to show");
    };
    let begun = joiner.app.take_code(&invite.code, "Magda").unwrap();
    let PairingStep::TakeOffer { request } = begun.next else {
        panic!("no request to carry");
    };
    let answered = founder.app.take_request(&place, &request).unwrap();
    let PairingStep::CompareThenWelcome { offer, .. } = answered.next else {
        panic!("no offer to carry");
    };
    joiner.app.take_offer(&begun.agreement, &offer).unwrap();
    // Nobody is let in by a code alone.
    assert!(
        meet(founder, joiner, 9)
            .outcome
            .iter()
            .all(|it| *it != Some(Ok(())))
    );
    joiner.app.pictures_same(&begun.agreement).unwrap();
    let welcome = founder.app.pictures_same(&place).unwrap();
    let PairingStep::CarryWelcome { welcome } = welcome.next else {
        panic!("no welcome to carry");
    };
    joiner.app.take_welcome(&begun.agreement, &welcome).unwrap();
    joiner.agreement = place;
}

#[test]
fn a_new_device_of_ones_own_gets_its_history_from_the_one_that_added_it() {
    for old_calls in [true, false] {
        let (mut magda, mut karin) = two_people();
        let agreed = agreed_mandate(&mut magda, &mut karin);
        let mut tablet = Person::new("Magda", Role::Client, 3);
        add_device_without_history(&mut magda, &mut tablet);
        let met = if old_calls {
            meet(&mut magda, &mut tablet, 1)
        } else {
            meet(&mut tablet, &mut magda, 2)
        };
        assert!(met.level(), "{:?}", met.outcome);
        assert_eq!(tablet.standing(&agreed), Standing::BothAgree);
        let mut troubles = Vec::new();
        for event in met.told.iter().flatten() {
            if let NearbyEvent::TookIn { arrival, .. } = event {
                troubles.extend(arrival.envelopes.iter().filter_map(|line| line.problem));
            }
        }
        assert_eq!(troubles, []);
    }
}

#[test]
fn a_vault_that_is_locked_meanwhile_ends_the_talk() {
    let (mut magda, mut karin) = two_people();
    karin.app.lock();
    let met = meet(&mut magda, &mut karin, 1);
    assert_eq!(met.outcome[1], Some(Err(Fault::Stopped)));
    let fault = NearbyEvent::Fault {
        talk: Some(1),
        code: Code::Locked,
    };
    assert_eq!(met.told[1], [fault]);
}

fn id_of(person: &mut Person) -> String {
    let devices = person.app.devices(&person.agreement.clone()).unwrap();
    devices.into_iter().find(|it| it.this).unwrap().id
}

/// Answers until nearby is closed, which is when the first talk is over.
fn be_near(app: &mut App, mut nearby: Nearby, door: &NearbyDoor) -> Vec<NearbyEvent> {
    let mut told = Vec::new();
    while let Some(turn) = nearby.wait() {
        for event in app.nearby_turn(&mut nearby, turn) {
            if matches!(event, NearbyEvent::Done { .. } | NearbyEvent::Fault { .. }) {
                door.close();
            }
            told.push(event);
        }
    }
    told
}

fn here(last: u8) -> [IpAddr; 1] {
    [IpAddr::from([127, 0, 0, last])]
}

fn code_of(app: &mut App, nearby: &mut Nearby) -> String {
    let turn = nearby.wait().unwrap();
    match app.nearby_turn(nearby, turn).as_slice() {
        [NearbyEvent::Started { code, .. }] => code.code.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_windows_meet_by_code_over_real_sockets() {
    let (mut magda, mut karin) = two_people();
    let part = magda.suggest(goal(), "a flat of my own").part.unwrap();
    let (mut hers, her_door) = magda.app.open_nearby_at(&here(1), false).unwrap();
    let (his, his_door) = karin.app.open_nearby_at(&here(2), false).unwrap();
    let code = code_of(&mut magda.app, &mut hers);
    his_door.dial(&code).unwrap();
    let agreement = magda.agreement.clone();
    let at_magdas = std::thread::spawn(move || {
        let told = be_near(&mut magda.app, hers, &her_door);
        (magda, told)
    });
    let at_karins = be_near(&mut karin.app, his, &his_door);
    let (mut magda, at_magdas) = at_magdas.join().unwrap();

    assert!(matches!(
        at_karins.first(),
        Some(NearbyEvent::Started { .. })
    ));
    let connected = |who: &str, role| NearbyEvent::Connected {
        talk: 1,
        who: who.to_owned(),
        role,
        own: false,
        agreements: vec![agreement.clone()],
    };
    assert!(at_karins.contains(&connected("Magda", Role::Client)));
    assert!(at_magdas.contains(&connected("Karin", Role::Keyworker)));
    assert!(at_magdas.contains(&NearbyEvent::Sent { talk: 1, acts: 1 }));
    let took = |it: &NearbyEvent| matches!(it, NearbyEvent::TookIn { arrival, .. } if arrival.applied == 1);
    assert!(at_karins.iter().any(took), "{at_karins:?}");
    for told in [&at_magdas, &at_karins] {
        let [.., done, closed] = &told[..] else {
            panic!("{told:?}");
        };
        assert_eq!(
            (done, closed),
            (&NearbyEvent::Done { talk: 1 }, &NearbyEvent::Closed)
        );
    }
    assert_eq!(karin.standing(&part), Standing::WaitingForKeyworker);
    assert!(places(&mut magda).iter().all(|it| *it == Place::There));
}

#[test]
fn a_code_of_an_opening_that_is_over_leads_nowhere() {
    let (mut magda, mut karin) = two_people();
    let (mut hers, door) = magda.app.open_nearby_at(&here(1), false).unwrap();
    let code = code_of(&mut magda.app, &mut hers);
    door.close();
    while let Some(turn) = hers.wait() {
        magda.app.nearby_turn(&mut hers, turn);
    }
    let (his, his_door) = karin.app.open_nearby_at(&here(2), false).unwrap();
    his_door.dial(&code).unwrap();
    let told = be_near(&mut karin.app, his, &his_door);
    let apart = NearbyEvent::Fault {
        talk: None,
        code: Code::NearbyApart,
    };
    assert!(told.contains(&apart), "{told:?}");
}

#[test]
fn what_is_no_code_of_a_device_nearby_is_refused_at_once() {
    let (_, mut karin) = two_people();
    let (_his, door) = karin.app.open_nearby_at(&here(2), false).unwrap();
    for code in ["", "hello", "0000-0000-0000-0000"] {
        assert_eq!(door.dial(code).unwrap_err().code, Code::CodeUnreadable);
    }
}

#[test]
fn a_crowd_at_the_door_keeps_nobody_from_calling_by_the_others_code() {
    let (mut magda, mut karin) = two_people();
    let part = magda.suggest(goal(), "a flat of my own").part.unwrap();
    let (mut hers, her_door) = magda.app.open_nearby_at(&here(1), false).unwrap();
    let (mut his, his_door) = karin.app.open_nearby_at(&here(2), false).unwrap();
    let hers_code = code_of(&mut magda.app, &mut hers);
    let his_code = code_of(&mut karin.app, &mut his);
    let at = Card::decode(&read_code(&hers_code).unwrap())
        .unwrap()
        .addresses[0];
    // All of this machine calls from one address, which has two seats.
    let crowd: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(at).unwrap()).collect();
    his_door.dial(&hers_code).unwrap();
    let cut = loop {
        let turn = his.wait().unwrap();
        if let Some(event) = karin.app.nearby_turn(&mut his, turn).pop() {
            break event;
        }
    };
    assert!(
        matches!(
            cut,
            NearbyEvent::Fault {
                code: Code::NearbyCut,
                ..
            }
        ),
        "{cut:?}"
    );

    her_door.dial(&his_code).unwrap();
    let at_magdas = std::thread::spawn(move || be_near(&mut magda.app, hers, &her_door));
    let told = be_near(&mut karin.app, his, &his_door);
    assert!(at_magdas.join().unwrap().contains(&NearbyEvent::Closed));
    assert!(
        told.iter().any(|it| matches!(it, NearbyEvent::Done { .. })),
        "{told:?}"
    );
    assert_eq!(karin.standing(&part), Standing::WaitingForKeyworker);
    drop(crowd);
}

#[test]
fn nearby_closes_when_its_vault_is_locked() {
    let (mut magda, mut karin) = two_people();
    let (mut hers, _door) = magda.app.open_nearby_at(&here(1), false).unwrap();
    let (mut his, his_door) = karin.app.open_nearby_at(&here(2), false).unwrap();
    let code = code_of(&mut magda.app, &mut hers);
    code_of(&mut karin.app, &mut his);
    his_door.dial(&code).unwrap();
    karin.app.lock();
    let told = be_near(&mut karin.app, his, &his_door);
    assert_eq!(told.last(), Some(&NearbyEvent::Closed), "{told:?}");
}
