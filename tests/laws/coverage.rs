//! Whether random histories reach every corner of the rules; a corner that is never reached is not tested.

use std::collections::BTreeMap;
use std::fmt::Debug;

use countersign_domain::act::{Act, Deed};
use countersign_domain::id::ActId;
use countersign_domain::part::Role;
use countersign_domain::refusal::Refusal;
use countersign_domain::state::{Standing, UseLabel};
use countersign_tests::history;
use countersign_tests::model::{self, Mark};

/// How many histories are looked at.
const HISTORIES: u64 = 2_000;

#[derive(Default)]
struct Tally(BTreeMap<String, usize>);

impl Tally {
    fn add(&mut self, thing: impl Debug) {
        *self.0.entry(format!("{thing:?}")).or_default() += 1;
    }

    fn never<T: Debug>(&self, things: &[T]) -> Vec<String> {
        let names = things.iter().map(|thing| format!("{thing:?}"));
        names.filter(|name| !self.0.contains_key(name)).collect()
    }
}

#[test]
fn random_histories_reach_every_corner_of_the_rules() {
    let mut tally = Tally::default();
    for seed in 0..HISTORIES {
        let size = 10 + usize::try_from(seed % 51).unwrap();
        let acts = history::random(seed, size);
        let state = model::fold(acts[0].id, &acts).unwrap();
        state
            .refused
            .values()
            .for_each(|refusal| tally.add(refusal));
        let counts = |act: &&Act| !state.refused.contains_key(&act.id);
        acts.iter()
            .filter(counts)
            .filter_map(kind)
            .for_each(|kind| tally.add(kind));
        state.uses.values().for_each(|label| tally.add(label));
        for part in state.parts.values() {
            tally.add(part.standing);
            part.also.iter().for_each(|also| tally.add(also));
            let since = part.owes.get(&Role::Keyworker);
            let ended = since.is_some_and(|since| acts.iter().any(|act| ends_a_step(act, *since)));
            ended.then(|| tally.add(OWED_SINCE_A_STEP_ENDED));
        }
        model::marks(acts[0].id, &acts)
            .iter()
            .for_each(|mark| tally.add(mark));
    }
    let never = [
        tally.never(&STANDINGS),
        tally.never(&LABELS),
        tally.never(&REFUSALS),
        tally.never(&MARKS),
        tally.never(&KINDS),
        tally.never(&[OWED_SINCE_A_STEP_ENDED]),
    ]
    .concat();
    assert!(
        never.is_empty(),
        "never reached: {never:?}, of {:#?}",
        tally.0
    );
}

/// Deeds of the relationship leave no trace in a state, so that they count is looked at here.
fn kind(act: &Act) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| {
        serde_json::to_value(&act.header.deed).is_ok_and(|deed| deed["kind"] == **kind)
    })
}

fn ends_a_step(act: &Act, id: ActId) -> bool {
    act.id == id && matches!(act.header.deed, Deed::CloseStep { .. })
}

/// A goal whose near step ended (decision 0008).
const OWED_SINCE_A_STEP_ENDED: &str = "owed since a step ended";

const KINDS: [&str; 6] = ["closeStep", "hello", "card", "away", "back", "meet"];

const STANDINGS: [Standing; 12] = [
    Standing::Closed,
    Standing::Ended,
    Standing::TakenBack,
    Standing::YesUnderPressure,
    Standing::OnHold,
    Standing::Paused,
    Standing::BothAgree,
    Standing::NewSuggestion,
    Standing::TwoSuggestions,
    Standing::NotAgreed,
    Standing::WaitingForClient,
    Standing::WaitingForKeyworker,
];

const LABELS: [UseLabel; 3] = [
    UseLabel::Within,
    UseLabel::BeforeTheyKnew,
    UseLabel::WithoutMandate,
];

/// All but `Alone`: before the other joined nobody needs to be refused for it, since nothing can be agreed.
const REFUSALS: [Refusal; 21] = [
    Refusal::OtherAgreement,
    Refusal::BrokenChain,
    Refusal::WrongEffect,
    Refusal::WrongSubject,
    Refusal::NotTheirDevice,
    Refusal::KitMayNot,
    Refusal::FoundedAlready,
    Refusal::JoinedAlready,
    Refusal::ComparedKeyUnknown,
    Refusal::DeviceKnown,
    Refusal::NotOwnDevice,
    Refusal::CutUnseen,
    Refusal::CutsOwnGround,
    Refusal::NotThisRole,
    Refusal::TargetUnseen,
    Refusal::OtherPart,
    Refusal::NoReason,
    Refusal::Closed,
    Refusal::MayNotErase,
    Refusal::NothingThere,
    Refusal::OutOfRange,
];

const MARKS: [Mark; 16] = [
    Mark::Torn,
    Mark::Replaced,
    Mark::Candidates,
    Mark::Earlier,
    Mark::NotedNo,
    Mark::NotedNoLifted,
    Mark::NotedPause,
    Mark::Suspended,
    Mark::Paused,
    Mark::TakeBeyondStands,
    Mark::TakeBeyondYields,
    Mark::RemovalPauses,
    Mark::EndPauses,
    Mark::EndedByMeeting,
    Mark::Withdrawn,
    Mark::AgreedAnew,
];
