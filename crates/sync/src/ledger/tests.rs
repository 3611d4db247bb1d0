//! The ledger against the obvious: sets of ancestors, and the same document whatever came first.

use std::collections::BTreeSet;

use countersign_domain::{
    Act, ActId, Claimed, Deed, DeviceId, Effect, Header, Incarnation, Role, Subject, encode,
};
use countersign_seal::act_id;
use proptest::prelude::*;

use super::Ledger;

const AGREEMENT: ActId = ActId([1; 32]);

/// One act to come: its device, which acts it saw, and whether it leaves out its device's last act, which forks.
type Sketch = (u8, Vec<prop::sample::Index>, bool);

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let parents = prop::collection::vec(any::<prop::sample::Index>(), 0..3);
    prop::collection::vec((0..3u8, parents, prop::bool::weighted(0.2)), 1..25)
}

/// Acts with chains, forks and cross-links; ancestors first.
fn acts(sketches: &[Sketch]) -> Vec<(Act, Vec<u8>)> {
    let mut made: Vec<(Act, Vec<u8>)> = Vec::new();
    for (number, (device, parents, forks)) in sketches.iter().enumerate() {
        let device = DeviceId([*device; 32]);
        let mut chain = made
            .iter()
            .rev()
            .filter(|(act, _)| act.header.device == device);
        let prev = chain
            .nth(usize::from(*forks))
            .map(|(act, _)| (act.id, act.header.seq));
        let parents = parents.iter().filter(|_| !made.is_empty());
        let header = Header {
            agreement: Some(AGREEMENT),
            author: Role::Client,
            device,
            incarnation: Incarnation([0; 16]),
            seq: prev.map_or(0, |(_, seq)| seq + 1),
            prev: prev.map(|(id, _)| id),
            parents: parents
                .map(|index| made[index.index(made.len())].0.id)
                .collect(),
            continues: None,
            waiting: Vec::new(),
            effect: Effect::TakesAway,
            subject: Subject::All,
            deed: Deed::Pause,
            claimed: Claimed(i64::try_from(number).expect("few")),
            commitment: None,
        };
        let signed = [&encode::header(&header)[..], &[0; 64]].concat();
        let id = ActId(act_id(&signed));
        made.push((Act { id, header }, signed));
    }
    made
}

fn ancestors(acts: &[(Act, Vec<u8>)], heads: &[ActId]) -> BTreeSet<ActId> {
    let mut found: BTreeSet<ActId> = heads.iter().copied().collect();
    for (act, _) in acts.iter().rev().filter(|(act, _)| heads.contains(&act.id)) {
        let causes: Vec<_> = act
            .header
            .parents
            .iter()
            .copied()
            .chain(act.header.prev)
            .collect();
        found.extend(ancestors(acts, &causes));
    }
    found
}

fn unmade(acts: &[(Act, Vec<u8>)]) -> Vec<(&Act, Vec<u8>)> {
    acts.iter()
        .map(|(act, signed)| (act, signed.clone()))
        .collect()
}

fn filled(acts: &[(Act, Vec<u8>)]) -> Ledger {
    let mut ledger = Ledger::new(AGREEMENT);
    let plan = ledger.plan(unmade(acts));
    ledger.commit(plan);
    acts.iter().for_each(|(act, _)| ledger.applied(act.id));
    ledger
}

proptest! {
    #[test]
    fn what_is_beyond_is_what_the_sets_of_ancestors_say(
        sketches in sketches(),
        heads in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
        known in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let acts = acts(&sketches);
        let pick = |from: &[prop::sample::Index]| -> Vec<ActId> {
            from.iter().map(|index| acts[index.index(acts.len())].0.id).collect()
        };
        let (heads, known) = (pick(&heads), pick(&known));
        let mut expected = ancestors(&acts, &heads);
        for id in ancestors(&acts, &known) {
            expected.remove(&id);
        }
        prop_assert_eq!(filled(&acts).beyond(heads, known), expected);
    }

    #[test]
    fn equal_acts_make_equal_documents_in_whatever_order_and_parts_they_come(
        sketches in sketches(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..25),
        parts in 1..5usize,
    ) {
        let acts = acts(&sketches);
        let whole = filled(&acts);
        let mut shuffled = acts.clone();
        for (from, to) in order.iter().enumerate() {
            let length = shuffled.len();
            shuffled.swap(from % length, to.index(length));
        }
        let mut pieces = Ledger::new(AGREEMENT);
        for part in shuffled.chunks(shuffled.len().div_ceil(parts)) {
            let plan = pieces.plan(unmade(part));
            pieces.commit(plan);
        }
        prop_assert_eq!(pieces.document(), whole.document());
        let changes = |ledger: &Ledger| -> BTreeSet<_> {
            acts.iter().map(|(act, _)| ledger.change(act.id).map(|it| it.hash().0)).collect()
        };
        prop_assert_eq!(changes(&pieces), changes(&whole));
        prop_assert!(!changes(&whole).contains(&None));
    }

    #[test]
    fn a_ledger_filled_from_rows_is_the_one_that_was_kept(sketches in sketches()) {
        let acts = acts(&sketches);
        let kept = filled(&acts);
        let mut again = Ledger::new(AGREEMENT);
        let row = |(act, signed): &(Act, Vec<u8>)| {
            (act.clone(), signed.clone(), kept.row(act.id).and_then(|row| row.change))
        };
        let rows: Vec<_> = acts.iter().map(row).collect();
        again.refill(rows.iter().map(|(act, signed, change)| (act, signed.clone(), *change)));
        prop_assert_eq!(again.document(), kept.document());
    }
}
