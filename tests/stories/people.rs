//! Magda and Karin: each an app over a folder of their own, with a clock and a chance that a test can repeat.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use countersign_app::view::*;
use countersign_app::{App, World};
use countersign_seal::Chance;
use tempfile::TempDir;

/// 3 May 2027, nine in the morning, UTC.
pub(crate) const MORNING: i64 = 1_809_334_800;
pub(crate) const PASSPHRASE: &str = "five words are easy enough";

/// A clock that tests move, and chance that is the same in every run.
pub(crate) struct TestWorld {
    clock: Arc<AtomicI64>,
    state: u64,
}

impl Chance for TestWorld {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            // SplitMix64, one step for each byte: quick, and never the same twice.
            self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (mixed >> 56) as u8;
        }
    }
}

impl TestWorld {
    /// Chance alone, for what a test makes by hand.
    pub(crate) fn still(seed: u64) -> Self {
        Self {
            clock: Arc::new(AtomicI64::new(MORNING)),
            state: seed,
        }
    }
}

impl World for TestWorld {
    fn now(&self) -> i64 {
        self.clock.fetch_add(1, Ordering::SeqCst)
    }
}

/// One person with one device.
pub(crate) struct Person {
    pub(crate) app: App,
    pub(crate) vault: VaultId,
    pub(crate) clock: Arc<AtomicI64>,
    pub(crate) folder: TempDir,
    pub(crate) agreement: AgreementId,
}

impl Person {
    pub(crate) fn new(name: &str, role: Role, seed: u64) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(AtomicI64::new(MORNING));
        let mut app = open(&folder, &clock, seed);
        let ask = NewVault {
            name: name.to_owned(),
            role,
            passphrase: PASSPHRASE.to_owned(),
        };
        let vault = app.create_vault(ask).unwrap().vault;
        Self {
            app,
            vault,
            clock,
            folder,
            agreement: AgreementId(String::new()),
        }
    }

    /// Closes the app as a crash or a power cut would, and opens it again.
    pub(crate) fn restart(&mut self, seed: u64) {
        self.app = open(&TempDir::new().unwrap(), &self.clock, seed);
        self.app = open(&self.folder, &self.clock, seed);
        self.app
            .open_vault(&self.vault, PASSPHRASE.to_owned())
            .unwrap();
    }

    pub(crate) fn minutes_pass(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60, Ordering::SeqCst);
    }

    pub(crate) fn days_pass(&self, days: i64) {
        self.clock.fetch_add(days * 86_400, Ordering::SeqCst);
    }

    pub(crate) fn suggest(&mut self, terms: Terms, words: &str) -> Saved {
        let ask = self.suggesting(terms, words);
        self.app.suggest(&ask).unwrap()
    }

    pub(crate) fn suggesting(&self, terms: Terms, words: &str) -> Suggesting {
        Suggesting {
            agreement: self.agreement.clone(),
            part: None,
            parents: Vec::new(),
            answers_to: None,
            words: words.to_owned(),
            language: "en".to_owned(),
            terms,
            reason: Some("so that we both know".to_owned()),
        }
    }

    pub(crate) fn view(&mut self, part: &PartId) -> PartView {
        self.app.part(&self.agreement.clone(), part).unwrap()
    }

    pub(crate) fn answer(&mut self, part: &PartId, answer: Answer) -> Saved {
        let ask = self.answering(part, answer);
        self.app.answer(&ask).unwrap()
    }

    /// An answer to what is asked, or to the newest version.
    pub(crate) fn answering(&mut self, part: &PartId, answer: Answer) -> Answering {
        let view = self.view(part);
        Answering {
            agreement: self.agreement.clone(),
            part: part.clone(),
            version: view.ask.unwrap_or(view.leads),
            answer,
            words: None,
            day: None,
            pushed: None,
        }
    }

    pub(crate) fn take_back(&mut self, part: &PartId) -> Saved {
        let version = self.view(part).mine_yes.unwrap();
        let ask = TakingBack {
            agreement: self.agreement.clone(),
            part: part.clone(),
            version,
            reason: Some("it does not fit any more".to_owned()),
        };
        self.app.take_back(&ask).unwrap()
    }

    pub(crate) fn standing(&mut self, part: &PartId) -> Standing {
        self.view(part).standing.word
    }

    /// The bytes of a file for the other person.
    pub(crate) fn file(&mut self) -> Vec<u8> {
        let sent = self.app.send_file(&self.agreement.clone(), None).unwrap();
        std::fs::read(sent.path).unwrap()
    }

    /// The name of the file in which a message of a pairing is carried now.
    fn message_file(&mut self, pairing: &AgreementId) -> String {
        self.app.save_pairing(pairing).unwrap().name
    }

    /// Carries everything to the other person.
    pub(crate) fn carry_to(&mut self, other: &mut Self) -> Arrival {
        let bytes = self.file();
        other.app.receive_file(&bytes).unwrap()
    }
}

fn open(folder: &TempDir, clock: &Arc<AtomicI64>, seed: u64) -> App {
    let world = TestWorld {
        clock: Arc::clone(clock),
        state: seed,
    };
    App::open(folder.path(), Box::new(world))
        .unwrap()
        .danger_weak_passphrases_for_tests()
}

/// Karin founds, Magda joins, in one room.
pub(crate) fn two_people() -> (Person, Person) {
    let mut karin = Person::new("Karin", Role::Keyworker, 1);
    let mut magda = Person::new("Magda", Role::Client, 2);
    karin.agreement = karin.app.found_agreement(&names("Karin", "Magda")).unwrap();
    pair(&mut karin, &mut magda);
    (magda, karin)
}

pub(crate) fn names(my_name: &str, other_name: &str) -> NewAgreement {
    NewAgreement {
        my_name: my_name.to_owned(),
        other_name: other_name.to_owned(),
    }
}

/// All four legs, with the pictures compared, and the first file of whoever joined.
pub(crate) fn pair(founder: &mut Person, joiner: &mut Person) {
    connect(founder, joiner);
    joiner.carry_to(founder);
}

/// All four legs, with the pictures compared. Gives the name of the file of each.
pub(crate) fn connect(founder: &mut Person, joiner: &mut Person) -> [String; 4] {
    let place = founder.agreement.clone();
    let PairingStep::TakeRequest { invite } = founder.app.invite(&place).unwrap().next else {
        panic!("no code to show");
    };
    let first = founder.message_file(&place);
    let begun = joiner.app.take_code(&invite.code, "Somebody").unwrap();
    let second = joiner.message_file(&begun.agreement);
    let PairingStep::TakeOffer { request } = begun.next else {
        panic!("no request to carry")
    };
    let answered = founder.app.take_request(&place, &request).unwrap();
    let PairingStep::CompareThenWelcome { offer, pictures } = answered.next else {
        panic!("no offer to carry");
    };
    let third = founder.message_file(&place);
    let taken = joiner.app.take_offer(&begun.agreement, &offer).unwrap();
    assert_eq!(taken.next, PairingStep::Compare { pictures });
    joiner.app.pictures_same(&begun.agreement).unwrap();
    let PairingStep::CarryWelcome { welcome } = founder.app.pictures_same(&place).unwrap().next
    else {
        panic!("no welcome to carry");
    };
    let fourth = founder.message_file(&place);
    let joined = joiner.app.take_welcome(&begun.agreement, &welcome).unwrap();
    assert_eq!(joined.next, PairingStep::Done);
    assert_eq!(joined.agreement, place);
    joiner.agreement = place;
    [first, second, third, fourth]
}

pub(crate) fn goal() -> Terms {
    Terms::Goal {
        near: Some(3),
        by: None,
    }
}

pub(crate) fn mandate() -> Terms {
    Terms::Mandate {
        task: "call the housing office".to_owned(),
        toward: "the housing office".to_owned(),
        about: "my flat".to_owned(),
        until: None,
    }
}

/// A mandate that both agree on and both have.
pub(crate) fn agreed_mandate(magda: &mut Person, karin: &mut Person) -> PartId {
    let part = karin
        .suggest(mandate(), "I may call the housing office")
        .part
        .unwrap();
    karin.carry_to(magda);
    magda.answer(&part, Answer::Yes);
    magda.carry_to(karin);
    assert_eq!(karin.standing(&part), Standing::BothAgree);
    part
}
