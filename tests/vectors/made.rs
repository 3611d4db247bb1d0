//! How each golden file is made, from fixed keys and from chance that is none.
//!
//! Magda is the client, with a phone; Karin the keyworker, with a laptop. The keys here are known to everyone.

use countersign_domain::act::{Deed, Effect, Header, Subject};
use countersign_domain::{Claimed, DeviceId, Incarnation, Role, encode};
use countersign_seal::{
    Chance, DeviceKeys, Founder, Joiner, Kit, Label, Passphrase, SendingKey, Stretch, VaultHeader,
    VaultKey, act_id, actor_id, body_commitment, bundle_id, fingerprint, pack_bundle, roster_hash,
    seal_backup, seal_bundle, wrap,
};
use countersign_wire::{Body, Bundle, CarriedAct, SignedAct, write_bundle_file, write_code};
use std::collections::BTreeSet;

pub(crate) const PASSPHRASE: &str = "the lake is calm today";
pub(crate) const KIT: &str = "abandon abandon abandon abandon abandon abandon abandon abandon \
    abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
    abandon abandon abandon art";
pub(crate) const CONTENT: &[u8] = b"what Magda wrote before she met Karin";

const MONDAY: u64 = 1_795_000_000;
const SALT: [u8; 32] = [0x5a; 32];
pub(crate) const INCARNATION: [u8; 16] = [0x1c; 16];

/// Chance that is none: the ids of the numbers from a seed on.
struct Fixed(u64);

impl Chance for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(32) {
            part.copy_from_slice(&act_id(&self.0.to_be_bytes())[..part.len()]);
            self.0 += 1;
        }
    }
}

pub(crate) fn magda() -> DeviceKeys {
    DeviceKeys::generate(&mut Fixed(1_000))
}

pub(crate) fn karin() -> DeviceKeys {
    DeviceKeys::generate(&mut Fixed(2_000))
}

/// Every good vector, by name.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![
        ("act-founding-by-karin", founding_act().encode()),
        (
            "device-secret-of-magda",
            magda().to_secret().expose().to_vec(),
        ),
        ("bundle-of-one-act", bundle().encode().unwrap()),
        (
            "packed-bundle-of-one-act",
            pack_bundle(&sending_key().id().0, &bundle().encode().unwrap()).unwrap(),
        ),
        ("envelope-for-magda-and-karin", envelope()),
        ("bundle-file-of-two-envelopes", bundle_file()),
        ("pairing-1-invite", founder().invite()),
        ("pairing-2-request", joiner().request()),
        ("pairing-3-offer", answered().1),
        ("pairing-4-welcome", answered().0.welcome(&karin()).unwrap()),
        ("pairing-5-countersigned-by-karins-phone", own_device().1),
        ("vault-header-with-kit", vault().0.encode()),
        ("backup-of-a-short-text", backup()),
    ];
    all.extend(crate::living::all());
    all
}

/// Everything that has a name or a short text, one in each line.
pub(crate) fn names() -> String {
    let (founder, _) = answered();
    let joining = founder.joining().unwrap();
    let agreement = act_id(&founding_act().encode());
    let roster = BTreeSet::from([magda().public().sign, karin().public().sign]);
    let kit = Kit::read(KIT).ok().unwrap();
    let lines = [
        ("agreement, the id of act-founding-by-karin", agreement),
        (
            "commitment to the body of act-founding-by-karin",
            body_commitment(&SALT, &body()),
        ),
        (
            "actor of karin's device",
            actor_id(&karin().public().sign, &agreement, &INCARNATION),
        ),
        ("id of envelope-for-magda-and-karin", bundle_id(&envelope())),
        (
            "fingerprint of magda's device",
            fingerprint(magda().public()),
        ),
        (
            "fingerprint of karin's device",
            fingerprint(karin().public()),
        ),
        ("roster of both", roster_hash(&roster)),
        ("id of the sending key", sending_key().id().0),
        ("recovery key of the kit", kit.recovery()),
        ("transcript of the pairing", joining.transcript),
        ("key of the vault", *vault().1.expose()),
    ];
    let pictures = founder
        .pictures()
        .unwrap()
        .each()
        .map(|picture| picture.name)
        .join(" ");
    let mut text: String = lines
        .map(|(name, bytes)| format!("{name}: {}", super::golden::to_hex(&bytes)))
        .concat();
    text += &format!("pictures of the pairing: {pictures}\n");
    text += &format!("pairing-1-invite as a code: {}\n", invite_code());
    text += &crate::living::names();
    text
}

pub(crate) fn invite_code() -> String {
    write_code(&founder().invite())
}

/// A map with words and salt.
fn body() -> Vec<u8> {
    [
        &[0xa2, 0x00, 0x65][..],
        b"words",
        &[0x01, 0x58, 0x20],
        &SALT,
    ]
    .concat()
}

pub(crate) fn founding_act() -> SignedAct {
    let header = encode::header(&Header {
        agreement: None,
        author: Role::Keyworker,
        device: DeviceId(karin().public().sign),
        incarnation: Incarnation(INCARNATION),
        seq: 0,
        prev: None,
        parents: vec![],
        continues: None,
        waiting: vec![],
        effect: Effect::Gives,
        subject: Subject::None,
        deed: Deed::Found {
            wrap_key: karin().public().wrap.to_vec(),
            recovery: DeviceId(Kit::generate(&mut Fixed(2_500)).recovery()),
        },
        claimed: Claimed(1_795_000_000),
        commitment: Some(body_commitment(&SALT, &body())),
    });
    let signature = karin().sign(Label::Act, &header);
    SignedAct::new(header, signature).unwrap()
}

/// The agreement that Karin founded.
pub(crate) fn agreement() -> [u8; 32] {
    act_id(&founding_act().encode())
}

pub(crate) fn sending_key() -> SendingKey {
    SendingKey::generate(&mut Fixed(3_000))
}

pub(crate) fn bundle() -> Bundle {
    let act = act_id(&founding_act().encode());
    Bundle {
        agreement: act,
        device: karin().public().sign,
        incarnation: INCARNATION,
        number: 1,
        roster_hash: roster_hash(&BTreeSet::from([karin().public().sign])),
        key_commit: sending_key().id().0,
        acts: vec![CarriedAct {
            signed: founding_act().encode(),
            body: Some(body()),
        }],
        bodies: vec![Body {
            act: [0x55; 32],
            bytes: b"words of an act that is not here".to_vec(),
        }],
        have: vec![[0x11; 32]],
        missing_bodies: vec![[0x22; 32], [0x33; 32]],
        waiting: vec![],
        received: vec![[0x44; 32]],
        living: Vec::new(),
    }
}

fn envelope() -> Vec<u8> {
    let receivers = [magda().public().clone(), karin().public().clone()];
    let wraps = wrap(&sending_key(), &receivers, &mut Fixed(4_000)).unwrap();
    seal_bundle(
        &sending_key(),
        &wraps,
        &bundle(),
        &karin(),
        &mut Fixed(5_000),
    )
    .unwrap()
}

fn bundle_file() -> Vec<u8> {
    let second = Bundle {
        number: 2,
        ..bundle()
    };
    let second = seal_bundle(&sending_key(), &[], &second, &karin(), &mut Fixed(6_000)).unwrap();
    write_bundle_file(&[envelope(), second]).unwrap()
}

fn founder() -> Founder {
    let (act, keys) = (founding_act(), karin());
    let role = countersign_seal::Role::Keyworker;
    Founder::begin(
        keys.public(),
        role,
        &act,
        &body(),
        MONDAY,
        &mut Fixed(7_000),
    )
    .unwrap()
}

pub(crate) fn joiner() -> Joiner {
    let recovery = Kit::read(KIT).ok().unwrap().recovery();
    let role = countersign_seal::Role::Client;
    let invite = founder().invite();
    Joiner::begin(
        magda().public(),
        role,
        recovery,
        &invite,
        MONDAY,
        &mut Fixed(8_000),
    )
    .unwrap()
}

fn answered() -> (Founder, Vec<u8>) {
    let mut founder = founder();
    let offer = founder.answer(&joiner().request(), MONDAY).unwrap();
    (founder, offer)
}

/// Karin's laptop, and the word of her phone.
pub(crate) fn own_device() -> (Founder, Vec<u8>) {
    let (act, laptop, phone) = (
        founding_act(),
        karin(),
        DeviceKeys::generate(&mut Fixed(2_200)),
    );
    let role = countersign_seal::Role::Keyworker;
    let chance = &mut Fixed(7_500);
    let founder =
        Founder::begin_for_own_device(laptop.public(), role, &act, &body(), MONDAY, chance);
    let mut founder = founder.unwrap();
    let (invite, chance) = (founder.invite(), &mut Fixed(8_500));
    let joiner = Joiner::begin(phone.public(), role, [0; 32], &invite, MONDAY, chance);
    let mut joiner = joiner.unwrap();
    joiner
        .accept(&founder.answer(&joiner.request(), MONDAY).unwrap())
        .unwrap();
    (founder, joiner.countersign(&phone).unwrap())
}

fn vault() -> (VaultHeader, VaultKey) {
    let passphrase = Passphrase::new(PASSPHRASE.to_owned()).unwrap();
    let made = VaultHeader::create(&passphrase, Stretch::DEFAULT, &mut Fixed(9_000));
    let (header, key) = made.ok().unwrap();
    let kit = Kit::read(KIT).ok().unwrap();
    (
        header.set_kit(&key, &kit, &mut Fixed(9_500)).ok().unwrap(),
        key,
    )
}

fn backup() -> Vec<u8> {
    let ((header, key), mut backup) = (vault(), Vec::new());
    seal_backup(
        &header,
        &key,
        &mut &*CONTENT,
        &mut backup,
        &mut Fixed(10_000),
    )
    .ok()
    .unwrap();
    backup
}
