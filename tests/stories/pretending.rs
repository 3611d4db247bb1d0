//! Somebody who only says to be the one who lost every device: with another kit, other keys or another request nothing is
//! added, and whoever it was stands in nobody's way.

use countersign_app::view::*;
use countersign_app::{AddedBy, Code, DevicePairing};
use countersign_domain::{ActId, Claimed, Deed, DeviceId, Effect, Header, Incarnation, encode};
use countersign_seal::{DeviceKeys, Joiner, Kit, Label, act_id, countersign};
use countersign_wire::{AddedByKit, SignedAct, read_code, write_code};

use crate::people::{Person, TestWorld, two_people};
use crate::returning::{happened, paper};

#[test]
fn nobody_is_met_who_has_not_joined_and_no_other_request_is_taken() {
    let mut karin = Person::new("Karin", Role::Keyworker, 1);
    let names = crate::people::names("Karin", "Magda");
    karin.agreement = karin.app.found_agreement(&names).unwrap();
    let place = karin.agreement.clone();
    let early = karin.app.invite_device(&place, AddedBy::Kit).unwrap_err();
    assert_eq!(early.code, Code::NotPaired);

    let (_magda, mut karin) = two_people();
    let place = karin.agreement.clone();
    let begun = karin.app.invite_device(&place, AddedBy::Kit).unwrap();
    let DevicePairing::TakeRequest { invite } = begun else {
        panic!("no code to show");
    };
    // Somebody takes the code as one that joins.
    let mut stranger = Person::new("Somebody", Role::Client, 9);
    let joining = stranger.app.take_code(&invite.code, "Somebody").unwrap();
    let PairingStep::TakeOffer { request } = joining.next else {
        panic!("no request to carry");
    };
    let by = AddedBy::Kit;
    let refused = karin.app.take_device_request(&place, by, &request);
    assert_eq!(refused.unwrap_err().code, Code::PairingWrong);
}

/// A hostile device that was compared: what it gets, and what it may sign with whatever kit it has.
struct Hostile {
    keys: DeviceKeys,
    founding: ActId,
    parent: ActId,
}

impl Hostile {
    fn meets(karin: &mut Person, seed: u64) -> Self {
        let place = karin.agreement.clone();
        let mut chance = TestWorld::still(seed);
        let keys = DeviceKeys::generate(&mut chance);
        let begun = karin.app.invite_device(&place, AddedBy::Kit).unwrap();
        let DevicePairing::TakeRequest { invite } = begun else {
            panic!("no code to show");
        };
        let now = karin.clock.load(std::sync::atomic::Ordering::SeqCst);
        let mut joiner = Joiner::begin(
            keys.public(),
            countersign_seal::Role::Client,
            [0; 32],
            &read_code(&invite.code).unwrap(),
            now.unsigned_abs(),
            &mut chance,
        )
        .unwrap();
        let request = write_code(&joiner.request());
        let by = AddedBy::Kit;
        let answered = karin.app.take_device_request(&place, by, &request);
        let DevicePairing::TakeWord { offer, .. } = answered.unwrap() else {
            panic!("no offer to carry");
        };
        joiner.accept(&read_code(&offer).unwrap()).unwrap();
        let back = joiner.returning().unwrap();
        let joined = back.joining_act.unwrap();
        Self {
            keys,
            founding: ActId(act_id(&back.founding_act.encode())),
            parent: ActId(act_id(&joined.encode())),
        }
    }

    /// The act that adds `new`, signed by a kit.
    fn addition(&self, kit: &Kit, new: &DeviceKeys) -> String {
        let role = countersign_seal::Role::Client;
        let place = self.founding.as_bytes();
        let header = Header {
            agreement: Some(self.founding),
            author: countersign_domain::Role::Client,
            device: DeviceId(kit.recovery()),
            incarnation: Incarnation([7; 16]),
            seq: 0,
            prev: None,
            parents: vec![self.parent],
            continues: None,
            waiting: Vec::new(),
            effect: Effect::Tells,
            subject: countersign_domain::Subject::None,
            deed: Deed::AddDevice {
                device: DeviceId(new.public().sign),
                wrap_key: new.public().wrap.to_vec(),
                countersignature: countersign(new, place, role, &kit.recovery()).to_vec(),
            },
            claimed: Claimed(crate::people::MORNING),
            commitment: None,
        };
        let effect = header.deed.effect(header.subject).unwrap();
        let bytes = encode::header(&Header { effect, ..header });
        let signed = SignedAct::new(bytes.clone(), kit.sign(Label::Act, &bytes)).unwrap();
        let act = signed.encode();
        write_code(&AddedByKit { act }.encode())
    }
}

#[test]
fn a_kit_of_somebody_else_adds_nothing() {
    let (mut magda, mut karin) = two_people();
    let words = paper(&mut magda);
    let place = karin.agreement.clone();
    let hostile = Hostile::meets(&mut karin, 40);
    let before = happened(&mut karin);
    let mut add = |addition: &str| {
        let done = karin.app.add_returning(&place, addition);
        done.map(drop).map_err(|error| error.code)
    };
    let other = Kit::generate(&mut TestWorld::still(41));
    assert_eq!(
        add(&hostile.addition(&other, &hostile.keys)),
        Err(Code::KitWrong)
    );
    // The right kit, for a device that nobody compared.
    let kit = Kit::read(&words).unwrap();
    let uncompared = DeviceKeys::generate(&mut TestWorld::still(42));
    assert_eq!(
        add(&hostile.addition(&kit, &uncompared)),
        Err(Code::PairingWrong)
    );
    // A signature that is not the kit's.
    let good = hostile.addition(&kit, &hostile.keys);
    let mut bytes = read_code(&good).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    assert_eq!(add(&write_code(&bytes)), Err(Code::PairingWrong));
    // And the same once more, as it should be: what was refused stood in nobody's way.
    assert_eq!(add(&good), Ok(()));
    assert_eq!(
        happened(&mut karin).len(),
        before.len() + 2,
        "it and its receipt"
    );
}
