//! Acts that come by themselves: the one by which somebody joined, and the one by which their kit adds a device.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod desk;

use countersign_domain::{Act, ActId, Deed, DeviceId, PartKind, Refusal, Role};
use countersign_seal::{DeviceKeys, Kit, countersign};
use countersign_sync::{NotTaken, Reason, Refused, wire_role};
use countersign_wire::SignedAct;
use desk::{Desk, Dice, NOW, same};

/// Karin, whose kit is a real one, and Magda, who founded.
fn karin_with_a_kit() -> (Desk, Desk, Kit) {
    let kit = Kit::generate(&mut Dice(70));
    let mut magda = Desk::found(Role::Client, 1);
    let mut karin = Desk::join_with(2, &magda, DeviceId(kit.recovery()));
    karin.give(&mut magda);
    (magda, karin, kit)
}

fn signed(desk: &Desk, act: ActId) -> SignedAct {
    SignedAct::decode(desk.replica.signed(act).unwrap()).unwrap()
}

fn joining_act(desk: &Desk) -> SignedAct {
    let joins = |act: &&Act| matches!(act.header.deed, Deed::Join { .. });
    let act = desk.replica.agreement().acts().find(joins).unwrap().id;
    signed(desk, act)
}

/// The deed that adds a device by a kit.
fn adding(desk: &Desk, new: &DeviceKeys, kit: &Kit, role: Role) -> Deed {
    let place = desk.replica.agreement().id();
    let word = countersign(new, place.as_bytes(), wire_role(role), &kit.recovery());
    Deed::AddDevice {
        device: DeviceId(new.public().sign),
        wrap_key: new.public().wrap.to_vec(),
        countersignature: word.to_vec(),
    }
}

#[test]
fn a_device_without_history_comes_back_by_two_acts_alone() {
    let (mut magda, mut karin, kit) = karin_with_a_kit();
    let goal = magda.suggest(PartKind::Goal, "A flat of my own");
    magda.give(&mut karin);
    // Karin's laptop is gone; the new one has the founding act, and takes the act by which she joined.
    let mut laptop = Desk::begin(Role::Keyworker, 9, &magda);
    let joined = joining_act(&magda);
    laptop.take(&joined).unwrap();
    assert!(!laptop.take(&joined).unwrap(), "again changes nothing");
    let deed = adding(&laptop, &laptop.keys, &kit, Role::Keyworker);
    let made = laptop.replica.act_by_kit(&kit, deed, NOW, &mut laptop.dice);
    let (added, batch) = made.unwrap();
    laptop.keep(batch);
    let word = signed(&laptop, added);
    magda.take(&word).unwrap();
    let laptop_id = laptop.replica.device();
    assert!(magda.replica.roster().contains_key(&laptop_id));
    magda.restart();
    assert!(magda.replica.roster().contains_key(&laptop_id));
    magda.give(&mut laptop);
    assert!(laptop.replica.has_body(goal));
    laptop.give(&mut magda);
    same(&magda, &laptop);
}

#[test]
fn what_may_not_be_is_not_taken_and_leaves_nothing_behind() {
    let (mut magda, mut karin, kit) = karin_with_a_kit();
    let mut laptop = Desk::begin(Role::Keyworker, 9, &magda);
    laptop.take(&joining_act(&magda)).unwrap();
    let deed = adding(&laptop, &laptop.keys, &kit, Role::Keyworker);
    let made = laptop.replica.act_by_kit(&kit, deed, NOW, &mut laptop.dice);
    let (added, batch) = made.unwrap();
    laptop.keep(batch);
    let word = signed(&laptop, added);
    let acts = |desk: &Desk| desk.replica.agreement().acts().count();
    let before = acts(&magda);

    // Not signed by the kit.
    let mut bytes = word.encode();
    *bytes.last_mut().unwrap() ^= 1;
    let forged = SignedAct::decode(&bytes).unwrap();
    assert_eq!(magda.take(&forged), Err(NotTaken::Act(Reason::BadAct)));
    // Of another agreement.
    let mut olle = Desk::found(Role::Client, 30);
    assert_eq!(olle.take(&word), Err(NotTaken::Act(Reason::BadAct)));
    // It follows something that is not here: a device without the joining act would only keep it waiting.
    let mut early = Desk::begin(Role::Client, 31, &magda);
    assert_eq!(early.take(&word), Err(NotTaken::Act(Reason::BadAct)));
    // A kit of nobody's is refused by the rules, on the device that signs already.
    let other = Kit::generate(&mut Dice(71));
    let stranger = DeviceKeys::generate(&mut Dice(72));
    let deed = adding(&karin, &stranger, &other, Role::Keyworker);
    let refused = karin.replica.act_by_kit(&other, deed, NOW, &mut karin.dice);
    let rule = Refused::Rule(Refusal::NotTheirDevice);
    assert_eq!(refused.map(drop), Err(rule));
    assert_eq!(acts(&magda), before);
    magda.take(&word).unwrap();
    assert_eq!(acts(&magda), before + 1);
    // The same device a second time, by another act.
    let again = adding(&karin, &laptop.keys, &kit, Role::Keyworker);
    let made = karin.replica.act_by_kit(&kit, again, NOW, &mut karin.dice);
    let (twice, batch) = made.unwrap();
    karin.keep(batch);
    let twice = signed(&karin, twice);
    assert_eq!(
        magda.take(&twice),
        Err(NotTaken::Refused(Refused::Rule(Refusal::DeviceKnown)))
    );
}

#[test]
fn what_a_keyworker_takes_in_is_receipted_and_goes_on_to_others() {
    let kit = Kit::generate(&mut Dice(70));
    let mut karin = Desk::found(Role::Keyworker, 1);
    let mut magda = Desk::join_with(2, &karin, DeviceId(kit.recovery()));
    magda.give(&mut karin);
    let mut phone = Desk::begin(Role::Client, 9, &karin);
    phone.take(&joining_act(&karin)).unwrap();
    let deed = adding(&phone, &phone.keys, &kit, Role::Client);
    let made = phone.replica.act_by_kit(&kit, deed, NOW, &mut phone.dice);
    let (added, batch) = made.unwrap();
    phone.keep(batch);
    karin.take(&signed(&phone, added)).unwrap();
    let receipts = |act: &Act| matches!(&act.header.deed, Deed::Receipt { received } if received.contains(&added));
    assert!(karin.replica.agreement().acts().any(receipts));
    // The one that was thought lost learns of it too.
    karin.give(&mut magda);
    assert!(magda.replica.roster().contains_key(&phone.replica.device()));
}
