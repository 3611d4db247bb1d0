//! Restored and copied vaults: nothing is lost, everybody ends with the same, and the copy is shown.

mod desk;

use countersign_domain::act::Choice;
use countersign_domain::{PartKind, Role};
use countersign_sync::{Extent, Outcome, Refused, Replica};
use desk::{Desk, magda_and_karin, same};

/// Magda's phone and a second copy of its vault, both writing after the same act.
fn copied() -> (Desk, Desk, Desk) {
    let (magda, karin) = magda_and_karin();
    let copy = magda.copy(magda.disk.clone(), 77);
    (magda, copy, karin)
}

#[test]
fn both_acts_of_a_copied_vault_are_kept_in_whatever_order_they_come() {
    for magda_first in [true, false] {
        let (mut magda, mut copy, mut karin) = copied();
        let one = magda.suggest(PartKind::Goal, "From the phone");
        let two = copy.suggest(PartKind::Goal, "From the copy");
        if magda_first {
            magda.give(&mut karin);
            copy.give(&mut karin);
        } else {
            copy.give(&mut karin);
            magda.give(&mut karin);
        }
        let forked = karin.replica.agreement().state().forked;
        assert!(forked.contains(&one) && forked.contains(&two));
        assert!(karin.replica.has_body(one) && karin.replica.has_body(two));
    }
}

#[test]
fn documents_are_equal_after_a_fork_whichever_side_came_first() {
    let (mut magda, mut copy, mut karin) = copied();
    let mut laptop = karin.add_device(5);
    karin.give(&mut laptop);
    karin.give(&mut magda);
    karin.give(&mut copy);
    magda.suggest(PartKind::Goal, "From the phone");
    copy.suggest(PartKind::Goal, "From the copy");
    copy.suggest(PartKind::Step, "And one more");
    magda.give(&mut karin);
    copy.give(&mut laptop);
    karin.give(&mut laptop);
    laptop.give(&mut karin);
    karin.give(&mut laptop);
    same(&karin, &laptop);
    karin.restart();
    same(&karin, &laptop);
}

#[test]
fn a_device_that_learns_of_its_copy_goes_on_in_a_new_incarnation() {
    let (mut magda, mut copy, mut karin) = copied();
    let before = magda.replica.incarnation();
    magda.suggest(PartKind::Goal, "From the phone");
    copy.suggest(PartKind::Goal, "From the copy");
    copy.give(&mut karin);
    magda.give(&mut karin);
    let envelopes = karin.send(Extent::Missing);
    assert!(
        envelopes
            .iter()
            .any(|envelope| magda.receive(envelope).copied)
    );
    assert_ne!(magda.replica.incarnation(), before);
    let next = magda.suggest(PartKind::Step, "Afterwards");
    magda.give(&mut karin);
    assert_eq!(karin.replica.agreement().refusal(next), None);
}

/// What waits is not below any head, so a copy that names its heads alone would never get it.
#[test]
fn a_copy_that_fell_behind_gets_what_waits_elsewhere() {
    let (mut magda, mut copy, mut karin) = copied();
    let mut phone = karin.add_device(7);
    karin.give(&mut phone);
    karin.give(&mut magda);
    karin.give(&mut copy);
    phone.suggest(PartKind::Step, "Lost on its way");
    phone.send(Extent::New);
    let waits = phone.suggest(PartKind::Step, "Came alone");
    for envelope in phone.send(Extent::New) {
        magda.receive(&envelope);
        karin.receive(&envelope);
    }
    magda.give(&mut karin);
    copy.give(&mut karin);
    karin.give(&mut copy);
    assert!(copy.replica.signed(waits).is_some());
}

#[test]
fn a_copy_that_fell_behind_gets_the_words_it_asks_for() {
    let (mut magda, mut karin) = magda_and_karin();
    let part = karin.suggest(PartKind::Step, "Call the dentist");
    karin.give(&mut magda);
    let mut disk = magda.disk.clone();
    disk.bodies.remove(&part);
    let mut copy = magda.copy(disk, 77);
    magda.give(&mut karin);
    copy.give(&mut karin);
    karin.give(&mut copy);
    assert!(copy.replica.has_body(part));
}

#[test]
fn a_restored_vault_goes_on_and_gets_back_what_it_forgot() {
    let (mut magda, mut karin) = magda_and_karin();
    let old = magda.disk.clone();
    let part = magda.suggest(PartKind::Goal, "Written after the backup");
    magda.give(&mut karin);
    let mut restored = magda.copy(old, 78);
    let batch = restored
        .replica
        .renew(&mut restored.dice)
        .expect("nothing is unsaved");
    restored.keep(batch);
    restored.give(&mut karin);
    karin.give(&mut restored);
    assert!(restored.replica.has_body(part));
    let answered = restored.answer(part, Choice::No, "Not any more");
    restored.give(&mut karin);
    karin.give(&mut restored);
    same(&restored, &karin);
    assert_eq!(karin.replica.agreement().refusal(answered), None);
    assert!(karin.replica.agreement().state().forked.is_empty());
}

#[test]
fn a_restored_vault_without_the_present_key_is_written_to_again() {
    let (mut magda, mut karin) = magda_and_karin();
    let old = magda.disk.clone();
    let mut phone = karin.add_device(6);
    karin.give(&mut magda);
    magda.give(&mut karin);
    karin.give(&mut phone);
    // Karin's new key was receipted by the phone that is now lost with what it knew.
    let mut restored = magda.copy(old, 79);
    let batch = restored
        .replica
        .renew(&mut restored.dice)
        .expect("nothing is unsaved");
    restored.keep(batch);
    restored.give(&mut karin);
    karin.give(&mut restored);
    restored.give(&mut karin);
    karin.give(&mut restored);
    same(&restored, &karin);
}

#[test]
fn a_restart_gives_the_same_replica() {
    let (mut magda, mut karin) = magda_and_karin();
    for words in ["One", "Two", "Three"] {
        karin.suggest(PartKind::Step, words);
        karin.give(&mut magda);
    }
    let before = magda.replica.agreement().state();
    magda.restart();
    assert_eq!(magda.replica.agreement().state(), before);
    magda.suggest(PartKind::Goal, "After the restart");
    magda.give(&mut karin);
    karin.give(&mut magda);
    same(&magda, &karin);
}

#[test]
fn a_vault_with_a_missing_act_says_so() {
    let (magda, _) = magda_and_karin();
    let mut rows = magda.disk.rows();
    rows.acts.pop();
    assert!(Replica::load(rows).is_err());
}

#[test]
fn a_step_before_the_last_one_is_saved_is_refused() {
    let mut dice = desk::Dice(1);
    let keys = countersign_seal::DeviceKeys::generate(&mut dice);
    let recovery = countersign_domain::DeviceId([1; 32]);
    let (mut replica, _) =
        Replica::found(&keys, Role::Client, recovery, None, desk::NOW, &mut dice).expect("short");
    assert!(matches!(replica.renew(&mut dice), Err(Refused::Unsaved)));
    replica.saved();
    assert!(replica.renew(&mut dice).is_ok());
}

#[test]
fn a_bundle_that_came_is_known_after_a_restart() {
    let (mut magda, mut karin) = magda_and_karin();
    karin.suggest(PartKind::Step, "Call the dentist");
    let envelopes = karin.send(Extent::Missing);
    envelopes
        .iter()
        .for_each(|envelope| drop(magda.receive(envelope)));
    magda.restart();
    for envelope in &envelopes {
        assert_eq!(magda.receive(envelope).outcome, Outcome::Already);
    }
}
