//! Law 1 where words are missing: an agreed version whose words have not come is neither shown nor used as agreed.
//!
//! It stands inside this room because no face can send acts without their words; a broken or hostile device can.

use std::sync::atomic::{AtomicI64, Ordering};

use countersign_seal::Chance;
use countersign_sync::Extent;
use tempfile::TempDir;

use crate::app::App;
use crate::error::Code;
use crate::names;
use crate::view::*;
use crate::world::World;

struct TestWorld(AtomicI64, u8);

impl Chance for TestWorld {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.1 = self.1.wrapping_mul(5).wrapping_add(3);
            let tick = self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes()[0];
            *byte = self.1 ^ tick.rotate_left(3);
        }
    }
}

impl World for TestWorld {
    fn now(&self) -> i64 {
        1_809_334_800 + self.0.fetch_add(1, Ordering::SeqCst) / 100_000
    }
}

fn person(folder: &TempDir, name: &str, role: Role, seed: u8) -> App {
    let world = TestWorld(AtomicI64::new(i64::from(seed) * 7_919), seed);
    let app = App::open(folder.path(), Box::new(world)).unwrap();
    let mut app = app.danger_weak_passphrases_for_tests();
    let passphrase = "five words are easy enough".to_owned();
    app.create_vault(NewVault {
        name: name.to_owned(),
        role,
        passphrase,
    })
    .unwrap();
    app
}

/// Karin founds and Magda joins.
fn pair(karin: &mut App, magda: &mut App) -> AgreementId {
    let ask = NewAgreement {
        my_name: "Karin".to_owned(),
        other_name: "Magda".to_owned(),
    };
    let id = karin.found_agreement(&ask).unwrap();
    let PairingStep::TakeRequest { invite } = karin.invite(&id).unwrap().next else {
        panic!("no code");
    };
    let begun = magda.take_code(&invite.code, "").unwrap();
    let PairingStep::TakeOffer { request } = begun.next else {
        panic!("no request")
    };
    let PairingStep::CompareThenWelcome { offer, .. } =
        karin.take_request(&id, &request).unwrap().next
    else {
        panic!("no offer");
    };
    magda.take_offer(&begun.agreement, &offer).unwrap();
    magda.pictures_same(&begun.agreement).unwrap();
    let PairingStep::CarryWelcome { welcome } = karin.pictures_same(&id).unwrap().next else {
        panic!("no welcome");
    };
    magda.take_welcome(&begun.agreement, &welcome).unwrap();
    carry(magda, karin, &id, true);
    id
}

/// Everything that one has goes to the other, with or without the words.
fn carry(from: &mut App, to: &mut App, id: &AgreementId, with_words: bool) -> Arrival {
    let agreement = names::agreement(id).unwrap();
    let (session, world) = from.unlocked().unwrap();
    let envelopes = if with_words {
        session
            .bundles(agreement, Extent::Missing, world)
            .unwrap()
            .0
    } else {
        session.load(agreement).unwrap();
        let (_, book, keys) = session.open_book(agreement).unwrap();
        let now = world.now();
        let made = book
            .replica
            .send(keys, Extent::Missing, &|_| None, now, world);
        let (envelopes, batch) = made.unwrap();
        session
            .keep_step(agreement, &batch, now, |_| Ok(()))
            .unwrap();
        envelopes
    };
    let file = countersign_wire::write_bundle_file(&envelopes).unwrap();
    to.receive_file(&file).unwrap()
}

fn suggesting(id: &AgreementId) -> Suggesting {
    Suggesting {
        agreement: id.clone(),
        part: None,
        parents: Vec::new(),
        answers_to: None,
        words: "I may call your mother".to_owned(),
        language: "en".to_owned(),
        terms: Terms::Permission {
            recipient: "your mother".to_owned(),
            what: "that you are here".to_owned(),
            until: None,
        },
        reason: Some("she asks".to_owned()),
    }
}

fn yes(id: &AgreementId, part: &PartId) -> Answering {
    Answering {
        agreement: id.clone(),
        part: part.clone(),
        version: ActId(part.0.clone()),
        answer: Answer::Yes,
        words: None,
        day: None,
        pushed: None,
    }
}

#[test]
fn nobody_says_yes_to_words_that_are_not_here() {
    let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let mut karin = person(&folders[0], "Karin", Role::Keyworker, 1);
    let mut magda = person(&folders[1], "Magda", Role::Client, 2);
    let id = pair(&mut karin, &mut magda);
    let part = karin.suggest(&suggesting(&id)).unwrap().part.unwrap();
    carry(&mut karin, &mut magda, &id, false);

    let view = magda.part(&id, &part).unwrap();
    assert_eq!(view.versions[0].words_state, WordsState::NotHere);
    assert_eq!(view.versions[0].words, None);
    let refused = magda.answer(&yes(&id, &part)).unwrap_err();
    assert_eq!(refused.code, Code::WordsNotHere);

    // Magda's next bundle asks for them, and they come.
    carry(&mut magda, &mut karin, &id, true);
    carry(&mut karin, &mut magda, &id, true);
    magda.answer(&yes(&id, &part)).unwrap();
    assert_eq!(
        magda.part(&id, &part).unwrap().standing.word,
        Standing::BothAgree
    );
}

#[test]
fn without_her_own_words_a_yes_is_not_shown_as_agreed() {
    let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let mut karin = person(&folders[0], "Karin", Role::Keyworker, 3);
    let mut magda = person(&folders[1], "Magda", Role::Client, 4);
    let id = pair(&mut karin, &mut magda);
    let part = karin.suggest(&suggesting(&id)).unwrap().part.unwrap();
    carry(&mut karin, &mut magda, &id, true);
    magda.answer(&yes(&id, &part)).unwrap();
    carry(&mut magda, &mut karin, &id, false);

    let view = karin.part(&id, &part).unwrap();
    assert_eq!((view.standing.word, view.agreed), (Standing::OnHold, None));
    assert_eq!(view.standing.cause, Some(HoldCause::Waiting));
    assert!(!view.standing.also.contains(&Standing::BothAgree));
    let listed = karin.agreement(&id).unwrap().parts.remove(0);
    assert_eq!(listed.standing.word, Standing::OnHold);

    carry(&mut karin, &mut magda, &id, true);
    let arrival = carry(&mut magda, &mut karin, &id, true);
    assert_eq!(arrival.changed, vec![part.clone()]);
    assert_eq!(
        karin.part(&id, &part).unwrap().standing.word,
        Standing::BothAgree
    );
}
