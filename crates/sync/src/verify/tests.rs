//! What is refused before any rule is asked: each kind of forgery, next to the act that it was made from.

use std::collections::BTreeMap;

use countersign_domain::{
    Act, Claimed, Deed, DeviceId, Effect, Header, Incarnation, Role, Subject, encode,
};
use countersign_seal::{Chance, DeviceKeys, Joining, Label, admission, countersign, entropy};

use super::*;
use crate::body::Field;

const AGREEMENT: ActId = ActId([1; 32]);
const TRANSCRIPT: [u8; 32] = [7; 32];
const KIT: DeviceId = DeviceId([8; 32]);

struct Dice(u64);

impl Chance for Dice {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = self.0.to_be_bytes()[0];
        }
    }
}

fn keys(seed: u64) -> DeviceKeys {
    DeviceKeys::generate(&mut Dice(seed))
}

fn header(keys: &DeviceKeys, deed: Deed) -> Header {
    let subject = Subject::None;
    Header {
        agreement: Some(AGREEMENT),
        author: Role::Client,
        device: DeviceId(keys.public().sign),
        incarnation: Incarnation([3; 16]),
        seq: 0,
        prev: None,
        parents: Vec::new(),
        continues: None,
        waiting: Vec::new(),
        effect: deed.effect(subject).unwrap_or(Effect::Tells),
        subject,
        deed,
        claimed: Claimed(0),
        commitment: None,
    }
}

fn signed(keys: &DeviceKeys, header: &Header) -> SignedAct {
    let bytes = encode::header(header);
    let signature = keys.sign(Label::Act, &bytes);
    SignedAct::new(bytes, signature).unwrap()
}

/// Reads and verifies one act, as everything that arrives is.
fn judged(signed: SignedAct) -> Result<Act, NotAnAct> {
    let read = read(AGREEMENT, signed)?;
    verify(AGREEMENT, std::slice::from_ref(&read))?;
    Ok(read.act)
}

fn joining(magda: &DeviceKeys, karin: &DeviceKeys, admitted: &DeviceKeys) -> Deed {
    let asked = Joining {
        agreement: AGREEMENT.0,
        role: wire_role(Role::Client),
        keys: admitted.public().clone(),
        recovery: KIT.0,
        transcript: TRANSCRIPT,
    };
    Deed::Join {
        wrap_key: magda.public().wrap.to_vec(),
        recovery: KIT,
        compared: DeviceId(karin.public().sign),
        admission: [&TRANSCRIPT[..], &admission(karin, &asked)].concat(),
    }
}

fn adding(device: &DeviceKeys, adder: &DeviceKeys) -> Deed {
    let signature = countersign(
        device,
        AGREEMENT.as_bytes(),
        wire_role(Role::Client),
        &adder.public().sign,
    );
    Deed::AddDevice {
        device: DeviceId(device.public().sign),
        wrap_key: device.public().wrap.to_vec(),
        countersignature: signature.to_vec(),
    }
}

#[test]
fn an_act_is_its_device_s_own_word_to_the_last_byte() {
    let (magda, karin) = (keys(1), keys(2));
    let hello = header(&magda, Deed::Hello);
    assert!(judged(signed(&magda, &hello)).is_ok());
    let by_another = signed(&karin, &hello);
    assert_eq!(judged(by_another).err(), Some(NotAnAct::Signature));
    let bytes = encode::header(&Header {
        claimed: Claimed(1),
        ..hello.clone()
    });
    let signature = magda.sign(Label::Act, &encode::header(&hello));
    let bent = SignedAct::new(bytes, signature).unwrap();
    assert_eq!(judged(bent).err(), Some(NotAnAct::Signature));
}

#[test]
fn one_forged_act_among_many_is_found_wherever_it_stands() {
    let (magda, karin) = (keys(1), keys(2));
    let acts = |forged: usize| -> Vec<Read> {
        let made = (0..3).map(|number| {
            let act = Header {
                seq: number as u64,
                ..header(&magda, Deed::Hello)
            };
            let pen = if number == forged { &karin } else { &magda };
            read(AGREEMENT, signed(pen, &act)).unwrap()
        });
        made.collect()
    };
    for forged in 0..3 {
        let verdict = verify(AGREEMENT, &acts(forged));
        assert_eq!(verdict, Err(NotAnAct::Signature), "act {forged}");
    }
    assert_eq!(verify(AGREEMENT, &acts(9)), Ok(()));
}

#[test]
fn an_act_belongs_to_the_agreement_that_it_names_and_only_founding_names_none() {
    let magda = keys(1);
    let elsewhere = Header {
        agreement: Some(ActId([2; 32])),
        ..header(&magda, Deed::Hello)
    };
    let verdict = judged(signed(&magda, &elsewhere)).err();
    assert_eq!(verdict, Some(NotAnAct::OtherAgreement));
    let deed = Deed::Found {
        wrap_key: magda.public().wrap.to_vec(),
        recovery: KIT,
    };
    for (deed, founds) in [(deed, true), (Deed::Hello, false)] {
        let nowhere = Header {
            agreement: None,
            ..header(&magda, deed)
        };
        let act = signed(&magda, &nowhere);
        let id = ActId(seal::act_id(&act.encode()));
        // Where its own name is asked for, only what founds may leave the name out.
        assert_eq!(read(id, act.clone()).is_ok(), founds);
        assert_eq!(judged(act).err(), Some(NotAnAct::OtherAgreement));
    }
}

#[test]
fn nobody_joins_without_the_compared_device_s_word_for_exactly_these_keys() {
    let (magda, karin, mallory) = (keys(1), keys(2), keys(3));
    let join = |deed| judged(signed(&magda, &header(&magda, deed)));
    assert!(join(joining(&magda, &karin, &magda)).is_ok());
    let other_keys = joining(&magda, &karin, &mallory);
    assert_eq!(join(other_keys).err(), Some(NotAnAct::Vouch));
    let Deed::Join {
        wrap_key,
        recovery,
        admission,
        ..
    } = joining(&magda, &mallory, &magda)
    else {
        panic!("it joins");
    };
    let by_another = Deed::Join {
        wrap_key,
        recovery,
        compared: DeviceId(karin.public().sign),
        admission,
    };
    assert_eq!(join(by_another).err(), Some(NotAnAct::Vouch));
}

#[test]
fn no_device_is_added_without_its_own_word_for_whoever_adds_it() {
    let (magda, phone, mallory) = (keys(1), keys(2), keys(3));
    let add = |deed| judged(signed(&magda, &header(&magda, deed)));
    assert!(add(adding(&phone, &magda)).is_ok());
    assert_eq!(
        add(adding(&phone, &mallory)).err(),
        Some(NotAnAct::Vouch),
        "said to somebody else"
    );
}

#[test]
fn a_body_is_the_one_that_its_act_committed_to() {
    let texts = |words: &str| BTreeMap::from([(Field::Words, words.to_owned())]);
    let bytes = |words: &str| Body::new(texts(words), &mut Dice(4)).encode().unwrap();
    let hers = bytes("I live with my sister");
    let salt = Body::salt_of(&hers).unwrap();
    let commitment = Some(seal::body_commitment(&salt, &hers));
    assert!(is_body_of(commitment, &hers));
    assert!(!is_body_of(commitment, &bytes("I live with my brother")));
    assert!(!is_body_of(None, &hers));
    let noise: [u8; 40] = entropy(&mut Dice(5));
    assert!(!is_body_of(commitment, &noise));
}
