//! The road that keeps bundles is given each change once, whatever other roads carry, lose or forget.

mod desk;

use countersign_domain::PartKind;
use countersign_sync::{Extent, LivingEdit};
use desk::{Desk, magda_and_karin, same};

/// Both have told on that road what they have.
fn settled() -> (Desk, Desk) {
    let (mut magda, mut karin) = magda_and_karin();
    for _ in 0..3 {
        pass(&mut magda, &mut karin);
        pass(&mut karin, &mut magda);
    }
    (magda, karin)
}

fn pass(from: &mut Desk, to: &mut Desk) -> usize {
    let envelopes = from.send(Extent::New);
    for envelope in &envelopes {
        to.receive(envelope);
    }
    envelopes.len()
}

#[test]
fn a_file_that_was_lost_keeps_nothing_from_the_road_that_keeps_bundles() {
    let (mut magda, mut karin) = settled();
    magda.suggest(PartKind::Goal, "A flat of my own");
    drop(magda.send(Extent::Missing));
    assert_eq!(pass(&mut magda, &mut karin), 1);
    pass(&mut karin, &mut magda);
    same(&magda, &karin);
}

#[test]
fn while_the_other_is_silent_each_change_goes_once() {
    let (mut magda, _) = settled();
    let mut sizes = Vec::new();
    for _ in 0..40 {
        magda.suggest(PartKind::Step, "Call the dentist before noon");
        magda.restart();
        let envelopes = magda.send(Extent::New);
        assert_eq!(envelopes.len(), 1);
        sizes.push(envelopes[0].len());
    }
    let (first, last) = (sizes[0], sizes[39]);
    assert!(last < first * 2, "{sizes:?}");
}

#[test]
fn a_copy_that_was_closed_says_nothing_again() {
    let (mut magda, mut karin) = settled();
    let (_, batch) = magda
        .replica
        .write_living(
            &magda.keys,
            LivingEdit::AddItem {
                words: "The bus card",
            },
            &mut magda.dice,
        )
        .unwrap();
    magda.keep(batch);
    assert_eq!(magda.send(Extent::New).len(), 1);
    for _ in 0..3 {
        magda.restart();
        assert!(magda.send(Extent::New).is_empty());
    }
    // What the other tells is still answered: it was lost.
    karin.suggest(PartKind::Goal, "Something else");
    pass(&mut karin, &mut magda);
    pass(&mut magda, &mut karin);
    pass(&mut karin, &mut magda);
    same(&magda, &karin);
}

#[test]
fn what_was_forgotten_is_offered_again_and_what_is_there_is_not() {
    let (mut magda, mut karin) = settled();
    magda.suggest(PartKind::Goal, "Had by Karin");
    pass(&mut magda, &mut karin);
    pass(&mut karin, &mut magda);
    magda.suggest(PartKind::Goal, "Put, and forgotten there");
    let forgotten = magda.send(Extent::New);
    assert!(magda.send(Extent::New).is_empty());
    let batch = magda.replica.offer_again().unwrap();
    magda.keep(batch);
    magda.restart();
    let again = magda.send(Extent::New);
    assert_eq!((forgotten.len(), again.len()), (1, 1));
    for envelope in &again {
        assert_eq!(karin.receive(envelope).acts.len(), 1);
    }
    pass(&mut karin, &mut magda);
    same(&magda, &karin);
}

#[test]
fn who_waits_for_something_says_so_once_and_gets_it() {
    let (mut magda, mut karin) = settled();
    magda.suggest(PartKind::Goal, "Withheld");
    drop(magda.send(Extent::New));
    magda.suggest(PartKind::Goal, "And then this");
    pass(&mut magda, &mut karin);
    assert!(karin.replica.agreement().waiting().count() > 0);
    assert_eq!(pass(&mut karin, &mut magda), 1);
    assert!(karin.send(Extent::New).is_empty());
    assert_eq!(pass(&mut magda, &mut karin), 1);
    pass(&mut karin, &mut magda);
    same(&magda, &karin);
}
