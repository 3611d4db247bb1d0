//! Pairing in one room, with and without an attacker in it.

use crate::dice::{dice, karin, magda, stranger};
use countersign_seal::{
    Admitted, BadKey, DeviceKeys, Founder, Joiner, Label, PairingError, Role, SecretBytes, act_id,
    verify_admission, verify_countersign,
};
use countersign_wire::{
    AddedByKit, Invite, Offer, Request, SignedAct, Welcome, read_code, write_code,
};

const MONDAY: u64 = 1_795_000_000;
const WEEK: u64 = 7 * 24 * 60 * 60;
const RECOVERY: [u8; 32] = [77; 32];

fn founding_act(founder: &DeviceKeys) -> SignedAct {
    SignedAct::new(b"founding".to_vec(), founder.sign(Label::Act, b"founding")).unwrap()
}

fn founder(keys: &DeviceKeys, seed: u64) -> Founder {
    let act = founding_act(keys);
    Founder::begin(
        keys.public(),
        Role::Keyworker,
        &act,
        b"body",
        MONDAY,
        &mut dice(seed),
    )
    .unwrap()
}

fn joiner(keys: &DeviceKeys, invite: &[u8], seed: u64) -> Joiner {
    Joiner::begin(
        keys.public(),
        Role::Client,
        RECOVERY,
        invite,
        MONDAY,
        &mut dice(seed),
    )
    .unwrap()
}

/// Karin and Magda up to the pictures.
fn met() -> (Founder, Joiner) {
    let mut karin = founder(&karin(), 80);
    let mut magda = joiner(&magda(), &karin.invite(), 81);
    let offer = karin.answer(&magda.request(), MONDAY).unwrap();
    magda.accept(&offer).unwrap();
    (karin, magda)
}

#[test]
fn two_people_in_one_room_see_the_same_pictures_and_are_paired() {
    let (founder, joiner) = met();
    assert_eq!(founder.pictures(), joiner.pictures());
    assert_eq!(founder.pictures().unwrap().each().len(), 7);
    let Admitted {
        joining,
        founder: compared,
        admission,
        founding_act: act,
        founding_body,
    } = joiner.finish(&founder.welcome(&karin()).unwrap()).unwrap();
    assert_eq!(Some(&joining), founder.joining().as_ref());
    assert_eq!(compared, *karin().public());
    assert_eq!(joining.keys, *magda().public());
    assert_eq!(joining.recovery, RECOVERY);
    assert_eq!(joining.agreement, act_id(&act.encode()));
    assert_eq!(
        (act, &founding_body[..]),
        (founding_act(&karin()), &b"body"[..])
    );
    assert!(verify_admission(&compared.sign, &joining, &admission).is_ok());
}

#[test]
fn who_lost_every_device_is_met_with_the_acts_that_name_their_kit() {
    let joining =
        SignedAct::new(b"joining".to_vec(), magda().sign(Label::Act, b"joining")).unwrap();
    let mut karin_side = Founder::begin_for_returning(
        karin().public(),
        Role::Keyworker,
        &founding_act(&karin()),
        b"body",
        Some(&joining),
        MONDAY,
        &mut dice(80),
    )
    .unwrap();
    let mut magda_side = joiner(&stranger(), &karin_side.invite(), 81);
    assert_eq!(magda_side.returning(), Err(PairingError::TooEarly));
    let word = AddedByKit {
        act: joining.encode(),
    };
    assert_eq!(
        karin_side.added_by_kit(&word.encode()),
        Err(PairingError::TooEarly)
    );
    let offer = karin_side.answer(&magda_side.request(), MONDAY).unwrap();
    // What was begun on one day goes on after a restart.
    let mut karin_side = Founder::from_bytes(&karin_side.to_bytes()).unwrap();
    assert_eq!(
        karin_side.answer(&magda_side.request(), MONDAY),
        Ok(offer.clone())
    );
    magda_side.accept(&offer).unwrap();
    assert_eq!(karin_side.pictures(), magda_side.pictures());
    let back = magda_side.returning().unwrap();
    assert_eq!(back.other, *karin().public());
    assert_eq!(back.founding_act, founding_act(&karin()));
    assert_eq!(back.joining_act, Some(joining.clone()));
    assert_eq!(karin_side.added_by_kit(&word.encode()), Ok(joining.clone()));
    assert!(karin_side.added_by_kit(&offer).is_err());

    // Another joining act than the one that was offered: the pictures differ.
    let other = Offer {
        joining_act: founding_act(&stranger()).encode(),
        ..Offer::decode(&offer).unwrap()
    };
    let mut deceived = joiner(&stranger(), &karin_side.invite(), 81);
    deceived
        .accept(&reoffered(
            &karin_side.invite(),
            &deceived.request(),
            &other.encode().unwrap(),
        ))
        .unwrap();
    assert_ne!(deceived.pictures(), karin_side.pictures());
}

#[test]
fn a_further_device_of_ones_own_says_its_own_word() {
    let (phone, tablet, act) = (magda(), stranger(), founding_act(&karin()));
    let begin = Founder::begin_for_own_device;
    let mut founder = begin(
        phone.public(),
        Role::Client,
        &act,
        b"",
        MONDAY,
        &mut dice(90),
    )
    .unwrap();
    let theirs = Joiner::begin(
        karin().public(),
        Role::Keyworker,
        RECOVERY,
        &founder.invite(),
        MONDAY,
        &mut dice(91),
    );
    let refused = founder.answer(&theirs.unwrap().request(), MONDAY);
    assert_eq!(refused, Err(PairingError::WrongRole));

    let mut joiner = joiner(&tablet, &founder.invite(), 92);
    assert_eq!(joiner.countersign(&tablet), Err(PairingError::TooEarly));
    joiner
        .accept(&founder.answer(&joiner.request(), MONDAY).unwrap())
        .unwrap();
    assert_eq!(founder.pictures(), joiner.pictures());
    assert!(joiner.countersign(&phone).is_err());
    let word = joiner.countersign(&tablet).unwrap();
    let signature = Founder::from_bytes(&founder.to_bytes())
        .unwrap()
        .countersigned(&word)
        .unwrap();
    let (agreement, adder) = (act_id(&act.encode()), phone.public().sign);
    let verified = verify_countersign(
        tablet.public(),
        &agreement,
        Role::Client,
        &adder,
        &signature,
    );
    assert!(verified.is_ok());
    assert!(joiner.finish(&founder.welcome(&phone).unwrap()).is_ok());
    // The word of another pairing, for another adder, is none.
    let (karins, _) = met();
    assert!(matches!(
        karins.countersigned(&word),
        Err(PairingError::NotAdmitted(_))
    ));
}

#[test]
fn an_invite_can_be_typed() {
    let invite = founder(&karin(), 80).invite();
    assert_eq!(read_code(&write_code(&invite).to_lowercase()), Ok(invite));
}

#[test]
fn a_pairing_goes_on_after_the_vault_was_closed_at_any_step() {
    let again = |founder: &Founder| Founder::from_bytes(&founder.to_bytes()).unwrap();
    let joiner_again = |joiner: &Joiner| Joiner::from_bytes(&joiner.to_bytes()).unwrap();
    let mut karins = again(&founder(&karin(), 80));
    let mut magdas = joiner_again(&joiner(&magda(), &karins.invite(), 81));
    let offer = karins.answer(&magdas.request(), MONDAY).unwrap();
    magdas.accept(&offer).unwrap();
    let (karins, magdas) = (again(&karins), joiner_again(&magdas));
    assert_eq!(karins.pictures(), magdas.pictures());
    assert!(magdas.finish(&karins.welcome(&karin()).unwrap()).is_ok());
    for damaged in [
        vec![],
        vec![0xa0],
        karins.to_bytes().expose()[..100].to_vec(),
    ] {
        assert!(Founder::from_bytes(&SecretBytes::new(damaged.clone())).is_err());
        assert!(Joiner::from_bytes(&SecretBytes::new(damaged)).is_err());
    }
}

#[test]
fn what_was_lost_on_the_way_can_be_sent_again() {
    let mut founder = founder(&karin(), 80);
    let mut joiner = joiner(&magda(), &founder.invite(), 81);
    let offer = founder.answer(&joiner.request(), MONDAY).unwrap();
    assert_eq!(
        founder.answer(&joiner.request(), MONDAY + 2 * WEEK),
        Ok(offer.clone())
    );
    joiner.accept(&offer).unwrap();
    assert_eq!(joiner.accept(&offer), Ok(()));
    assert_eq!(founder.welcome(&karin()), founder.welcome(&karin()));
}

#[test]
fn an_invite_is_good_for_one_device() {
    let (mut founder, _) = met();
    let late = joiner(&stranger(), &founder.invite(), 82);
    let before = founder.pictures();
    assert_eq!(
        founder.answer(&late.request(), MONDAY),
        Err(PairingError::Used)
    );
    assert_eq!(founder.pictures(), before);
}

#[test]
fn an_invite_is_good_for_seven_days() {
    let mut founder = founder(&karin(), 80);
    let (keys, invite) = (magda(), founder.invite());
    let begin = |now| {
        let joiner = Joiner::begin(
            keys.public(),
            Role::Client,
            RECOVERY,
            &invite,
            now,
            &mut dice(81),
        );
        joiner.map(|joiner| joiner.request())
    };
    assert!(begin(MONDAY - WEEK).is_ok());
    let request = begin(MONDAY + WEEK).unwrap();
    assert_eq!(begin(MONDAY + WEEK + 1), Err(PairingError::Expired));
    assert_eq!(
        founder.answer(&request, MONDAY + WEEK + 1),
        Err(PairingError::Expired)
    );
    assert!(founder.answer(&request, MONDAY + WEEK).is_ok());
}

#[test]
fn a_photographed_invite_shows_other_pictures_to_both() {
    let mut karins = founder(&karin(), 80);
    let magdas = joiner(&magda(), &karins.invite(), 81);
    // The stranger read the invite too, and is quicker.
    let mut strangers = joiner(&stranger(), &karins.invite(), 82);
    let offer = karins.answer(&strangers.request(), MONDAY).unwrap();
    assert_eq!(
        karins.answer(&magdas.request(), MONDAY),
        Err(PairingError::Used)
    );
    strangers.accept(&offer).unwrap();
    // Magda, shown the stranger's offer, has no pictures to compare.
    let mut magdas = magdas;
    assert_eq!(magdas.accept(&offer), Err(PairingError::OtherInvite));
    assert_eq!(magdas.pictures(), None);
    // The stranger knows the secret and by now the nonce, and makes an offer of Karin's for Magda.
    magdas
        .accept(&reoffered(&karins.invite(), &magdas.request(), &offer))
        .unwrap();
    assert_ne!(karins.pictures(), magdas.pictures());
}

/// Makes an offer to `request` with the content of `offer`, as someone who knows the invite can: a
/// founder's state in which another request stands gives the same.
fn reoffered(invite: &[u8], request: &[u8], offer: &[u8]) -> Vec<u8> {
    let invite = Invite::decode(invite).unwrap();
    let request = Request::decode(request).unwrap();
    let mut offer = Offer::decode(offer).unwrap();
    let covered = [invite.encode(), request.covered(), offer.covered()];
    let hashes: Vec<u8> = covered
        .iter()
        .flat_map(|part| *blake3::hash(part).as_bytes())
        .collect();
    let key = blake3::derive_key("countersign v1 pairing offer mac", &invite.secret);
    offer.mac = blake3::keyed_hash(&key, &hashes).into();
    offer.encode().unwrap()
}

#[test]
fn someone_between_the_two_shows_different_pictures() {
    // The stranger swapped Karin's invite for one of their own, and plays both parts.
    let mut karins = founder(&karin(), 80);
    let mut towards_magda = founder(&stranger(), 83);
    let mut magdas = joiner(&magda(), &towards_magda.invite(), 81);
    let towards_karin = joiner(&stranger(), &karins.invite(), 84);
    magdas
        .accept(&towards_magda.answer(&magdas.request(), MONDAY).unwrap())
        .unwrap();
    karins.answer(&towards_karin.request(), MONDAY).unwrap();
    assert_ne!(karins.pictures(), magdas.pictures());
    // And what Karin would sign admits the stranger by name, never Magda.
    let welcome = karins.welcome(&karin()).unwrap();
    assert!(matches!(
        magdas.finish(&welcome),
        Err(PairingError::NotAdmitted(_))
    ));
}

#[test]
fn the_founder_cannot_change_keys_agreement_or_nonce_after_the_invite() {
    let mut karins = founder(&karin(), 80);
    let mut magdas = joiner(&magda(), &karins.invite(), 81);
    let offer = Offer::decode(&karins.answer(&magdas.request(), MONDAY).unwrap()).unwrap();
    let other_act = founding_act(&stranger()).encode();
    for changed in [
        Offer {
            keys: stranger().public().clone(),
            ..offer.clone()
        },
        Offer {
            founding_act: other_act,
            ..offer.clone()
        },
        Offer {
            nonce: [0; 32],
            ..offer.clone()
        },
    ] {
        let changed = reoffered(
            &karins.invite(),
            &magdas.request(),
            &changed.encode().unwrap(),
        );
        assert_eq!(magdas.accept(&changed), Err(PairingError::NotPromised));
    }
    // The body is not promised, but compared; and the first one stands.
    let other_body = Offer {
        founding_body: b"other".to_vec(),
        ..offer.clone()
    };
    let other_body = reoffered(
        &karins.invite(),
        &magdas.request(),
        &other_body.encode().unwrap(),
    );
    magdas.accept(&other_body).unwrap();
    assert_ne!(magdas.pictures(), karins.pictures());
    assert_eq!(
        magdas.accept(&offer.encode().unwrap()),
        Err(PairingError::Used)
    );
}

#[test]
fn without_the_secret_nothing_is_taken_and_nothing_is_used_up() {
    let mut karins = founder(&karin(), 80);
    let other_invite = founder(&karin(), 85).invite();
    let guess = joiner(&stranger(), &other_invite, 82).request();
    assert_eq!(
        karins.answer(&guess, MONDAY),
        Err(PairingError::OtherInvite)
    );
    let magdas = joiner(&magda(), &karins.invite(), 81);
    let mut swapped = Request::decode(&magdas.request()).unwrap();
    swapped.keys = stranger().public().clone();
    assert_eq!(
        karins.answer(&swapped.encode(), MONDAY),
        Err(PairingError::OtherInvite)
    );
    assert!(karins.answer(&magdas.request(), MONDAY).is_ok());
}

#[test]
fn impossible_partners_are_refused() {
    let mut karins = founder(&karin(), 80);
    let answer = |karins: &mut Founder, keys: &countersign_seal::DevicePublic, role| {
        let invite = karins.invite();
        let joiner = Joiner::begin(keys, role, RECOVERY, &invite, MONDAY, &mut dice(81)).unwrap();
        karins.answer(&joiner.request(), MONDAY).map(|_| ())
    };
    let (karin, magda) = (karin(), magda());
    let same_role = answer(&mut karins, magda.public(), Role::Keyworker);
    assert_eq!(same_role, Err(PairingError::WrongRole));
    assert_eq!(
        answer(&mut karins, karin.public(), Role::Client),
        Err(PairingError::Itself)
    );
    let mut no_key = magda.public().clone();
    no_key.sign = [0; 32];
    let refused = answer(&mut karins, &no_key, Role::Client);
    assert!(matches!(refused, Err(PairingError::Key(_))));
    assert_eq!(answer(&mut karins, magda.public(), Role::Client), Ok(()));
}

#[test]
fn impossible_founders_are_refused() {
    let mut weak = karin().public().clone();
    weak.sign = [0; 32];
    for (founders, refusal) in [
        (weak, PairingError::Key(BadKey)),
        (magda().public().clone(), PairingError::Itself),
    ] {
        let act = founding_act(&karin());
        let founder = Founder::begin(&founders, Role::Keyworker, &act, b"", MONDAY, &mut dice(88));
        let mut founder = founder.unwrap();
        let other = joiner(&stranger(), &founder.invite(), 89);
        let offer = founder.answer(&other.request(), MONDAY).unwrap();
        let mut magdas = joiner(&magda(), &founder.invite(), 81);
        let offer = reoffered(&founder.invite(), &magdas.request(), &offer);
        assert_eq!(magdas.accept(&offer), Err(refusal));
        assert_eq!(magdas.pictures(), None);
    }
}

#[test]
fn the_steps_come_one_after_the_other() {
    let karins = founder(&karin(), 80);
    let magdas = joiner(&magda(), &karins.invite(), 81);
    assert_eq!(karins.pictures(), None);
    assert_eq!(karins.welcome(&karin()), Err(PairingError::TooEarly));
    let welcome = Welcome { admission: [0; 64] }.encode();
    assert_eq!(magdas.finish(&welcome), Err(PairingError::TooEarly));
}

#[test]
fn a_welcome_counts_only_for_the_pairing_it_was_made_in() {
    let (founder, joiner) = met();
    let mut other = self::founder(&karin(), 86);
    let earlier = self::joiner(&magda(), &other.invite(), 87);
    other.answer(&earlier.request(), MONDAY).unwrap();
    let replayed = joiner.finish(&other.welcome(&karin()).unwrap());
    assert!(matches!(replayed, Err(PairingError::NotAdmitted(_))));
    assert!(founder.welcome(&magda()).is_err());
    assert!(joiner.finish(&founder.welcome(&karin()).unwrap()).is_ok());
}
