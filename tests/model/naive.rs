//! The naive model: the rules of the fold once more, as plainly as they can be said.
//!
//! It exists to be held against `fold.md` and `docs/decisions/0003-readings-of-the-fold.md` line by line, and for the
//! fold of `crates/domain` to be compared with. It is slow, keeps nothing between calls, and was written without
//! sight of that fold. Not here: words, dates, bytes and signatures.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::act::{Act, Deed};
use countersign_domain::id::{ActId, AgreementId, DeviceId, Incarnation, PartId};
use countersign_domain::part::Role;
use countersign_domain::state::{
    AgreementState, DecisionState, DeviceState, PartState, UseLabel, VersionState,
};

mod acts;
mod agreed;
mod ending;
mod erasing;
mod mark;
mod near;
mod owing;
mod part;
mod refusal;
mod relating;
mod removing;
mod set;
mod standing;
mod stopping;
mod target;
mod torn;
mod using;
mod view;

pub use mark::{Mark, marks};

use acts::Acts;
use part::Part;
use set::{At, Set};
use view::{View, granted};

/// Folds acts, in any order, with copies and gaps, into what both people see.
///
/// `None` where the founding act is not here or does not count.
#[must_use]
pub fn fold(agreement: AgreementId, acts: &[Act]) -> Option<AgreementState> {
    let acts = Acts::new(agreement, acts);
    let view = View::over(&acts, &Set::below(acts.count()), &Set::default());
    view.find(agreement)?;
    let ids = |set: &Set| set.iter().map(|at| acts.id(at)).collect();
    Some(AgreementState {
        joined: view.joined(),
        ended_by: Role::BOTH
            .into_iter()
            .filter(|role| view.has_ended(*role))
            .collect(),
        devices: devices(&view),
        parts: parts(&view),
        decisions: decisions(&view),
        uses: uses(&view),
        refused: acts
            .refused
            .iter()
            .map(|(at, refusal)| (acts.id(*at), *refusal))
            .collect(),
        beyond: ids(&view.beyond),
        waiting: ids(&view.waiting),
        forked: forked(&acts),
    })
}

/// Every device and kit that an act which counts has granted (fold §2.2, §2.3).
fn devices(view: &View<'_>) -> BTreeMap<DeviceId, DeviceState> {
    let mut devices: BTreeMap<DeviceId, DeviceState> = BTreeMap::new();
    for grant in view.counted.iter() {
        for (owner, device, kit) in granted(view.act(grant)) {
            let has_removal = view
                .removals
                .iter()
                .any(|removal| view.removed_device(removal) == Some(device));
            let removed = has_removal || view.beyond.has(grant);
            // Acts are in the order of their names: of several grants the smallest name says whose.
            let state = devices.entry(device).or_insert(DeviceState {
                owner,
                kit,
                removed,
            });
            state.removed |= removed;
        }
    }
    devices
}

/// Every part whose first suggestion counts.
fn parts(view: &View<'_>) -> BTreeMap<PartId, PartState> {
    let suggested = view.which(|deed| matches!(deed, Deed::Suggest(_)));
    let parts: BTreeSet<PartId> = suggested.iter().map(|at| view.part_of(at)).collect();
    parts
        .into_iter()
        .filter_map(|id| Some((id, part_state(&Part::of(view, id)?))))
        .collect()
}

fn part_state(part: &Part<'_>) -> PartState {
    let acts = part.view.acts;
    let agreed = part.evaluate();
    let open = standing::open(part, &agreed);
    let (standing, also) = standing::standing(part, &agreed);
    let version = |at: At| VersionState {
        author: part.view.author(at),
        yes: Role::BOTH
            .into_iter()
            .filter(|role| agreed.has_live_yes(*role, at))
            .collect(),
        open: open.has(at),
    };
    PartState {
        kind: part.kind,
        standing,
        also,
        holds: agreed.holds.map(|at| acts.id(at)),
        in_force: stopping::in_force(part, &agreed),
        versions: part
            .versions
            .iter()
            .map(|at| (acts.id(at), version(at)))
            .collect(),
        owes: owing::owes(part, &agreed),
    }
}

/// fold §6: what others decided, with the client's *seen* and *I disagree*, and links by either.
fn decisions(view: &View<'_>) -> BTreeMap<PartId, DecisionState> {
    let mut decisions = BTreeMap::new();
    for at in view.counted.iter() {
        let Deed::Decide(made) = view.deed(at) else {
            continue;
        };
        let id = view.acts.id(at);
        let said = |is: &dyn Fn(&Deed) -> bool| !view.which(is).is_empty();
        let linked = view.counted.iter().filter_map(|act| {
            let Deed::Link { decision, part } = view.deed(act) else {
                return None;
            };
            (*decision == id).then_some(*part)
        });
        let state = DecisionState {
            seen: said(&|deed| matches!(deed, Deed::Seen { decision } if *decision == id)),
            disagreed: said(&|deed| matches!(deed, Deed::Disagree { decision } if *decision == id)),
            overrides: made.overrides.into_iter().chain(linked).collect(),
        };
        decisions.insert(id, state);
    }
    decisions
}

/// fold §5: the label of every use.
fn uses(view: &View<'_>) -> BTreeMap<ActId, UseLabel> {
    let mut uses = BTreeMap::new();
    for at in view.counted.iter() {
        if let Deed::Use { version, .. } = view.deed(at) {
            uses.insert(view.acts.id(at), using::label(view, at, *version));
        }
    }
    uses
}

/// fold §1.2: acts that share their place in one chain with another. Even one that waits or was refused is proof.
fn forked(acts: &Acts<'_>) -> BTreeSet<ActId> {
    let mut places: BTreeMap<(AgreementId, DeviceId, Incarnation, u64), Vec<ActId>> =
        BTreeMap::new();
    for at in 0..acts.count() {
        let act = acts.act(at);
        let header = &act.header;
        let agreement = header.agreement.unwrap_or(acts.agreement);
        let place = (agreement, header.device, header.incarnation, header.seq);
        places.entry(place).or_default().push(act.id);
    }
    places
        .into_values()
        .filter(|ids| ids.len() > 1)
        .flatten()
        .collect()
}
