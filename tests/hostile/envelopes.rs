//! A sealed bundle that was touched on its way: every bit, every length.

use countersign_sync::{Extent, Outcome, Reason};

use crate::forge::Stage;

/// A bundle that Magda's phone would take, and that the test never lets through.
fn genuine(stage: &mut Stage) -> Vec<u8> {
    let acts = stage.unseen(&["A flat of my own"]);
    stage.with_acts(acts)
}

#[test]
fn every_flipped_bit_is_refused() {
    let mut stage = Stage::set();
    let genuine = genuine(&mut stage);
    for bit in 0..genuine.len() * 8 {
        let mut flipped = genuine.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let outcome = stage.refuses(&flipped);
        assert!(matches!(
            outcome,
            Outcome::Refused(Reason::Damaged | Reason::TooMuchAside)
                | Outcome::Aside(Reason::NewerApp | Reason::KeyNotHere)
        ));
    }
    assert_eq!(stage.magda.receive(&genuine).outcome, Outcome::Taken);
}

#[test]
fn every_truncation_and_every_trailing_byte_is_refused() {
    let mut stage = Stage::set();
    let genuine = genuine(&mut stage);
    for length in 0..genuine.len() {
        let outcome = stage.refuses(&genuine[..length]);
        assert_eq!(outcome, Outcome::Refused(Reason::Damaged));
    }
    for trail in [&[0][..], &[0; 1000], &genuine] {
        let longer = [&genuine, trail].concat();
        assert_eq!(stage.refuses(&longer), Outcome::Refused(Reason::Damaged));
    }
}

#[test]
fn a_bundle_of_another_agreement_is_not_taken() {
    let mut stage = Stage::set();
    let bundle = countersign_wire::Bundle {
        agreement: [4; 32],
        ..stage.bundle()
    };
    let envelope = stage.sealed(&bundle);
    assert_eq!(
        stage.refuses(&envelope),
        Outcome::Refused(Reason::OtherAgreement)
    );
}

#[test]
fn the_same_bundle_ten_thousand_times_is_one_bundle() {
    let mut stage = Stage::set();
    let genuine = genuine(&mut stage);
    assert_eq!(stage.magda.receive(&genuine).outcome, Outcome::Taken);
    let acts = stage.magda.replica.agreement().acts().count();
    for _ in 0..10_000 {
        assert_eq!(stage.magda.receive(&genuine).outcome, Outcome::Already);
    }
    assert_eq!(stage.magda.replica.agreement().acts().count(), acts);
}

#[test]
fn bundles_in_reverse_order_end_the_same() {
    let mut stage = Stage::set();
    let acts = stage.unseen(&["One", "Two", "Three", "Four", "Five", "Six"]);
    let envelopes: Vec<_> = acts
        .into_iter()
        .map(|act| stage.with_acts(vec![act]))
        .collect();
    for envelope in envelopes.iter().rev() {
        assert_eq!(stage.magda.receive(envelope).outcome, Outcome::Taken);
    }
    assert_eq!(stage.magda.replica.agreement().waiting().count(), 0);
    stage.magda.give(&mut stage.karin);
    for envelope in stage.karin.send(Extent::Missing) {
        stage.magda.receive(&envelope);
    }
    crate::desk::same(&stage.magda, &stage.karin);
}
