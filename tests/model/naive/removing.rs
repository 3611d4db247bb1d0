//! What a removal asks: readings, "Refusals" 8, RemoveDevice (fold §2.3, §2.4).
//!
//! Whether a removal then holds or only pauses is in [`super::view`].

use countersign_domain::act::{Cut, Deed};
use countersign_domain::id::DeviceId;
use countersign_domain::refusal::Refusal;

use super::set::{At, Set};
use super::target::Demand;
use super::view::{View, granted};

/// Own device; cuts that were seen; and nothing cut off that the removal itself rests on.
pub(super) fn demands(past: &View<'_>, at: At, device: DeviceId, cuts: &[Cut]) -> Vec<Demand> {
    let author = past.author(at);
    let is_own = past
        .counted
        .iter()
        .flat_map(|act| granted(past.act(act)))
        .any(|grant| grant == (author, device, false));
    let cut_seen = |cut: &Cut| {
        let last = past
            .acts
            .place(cut.last)
            .filter(|last| past.acts.saw(at, *last));
        last.is_some_and(|last| {
            let last = &past.act(last).header;
            last.device == device && last.incarnation == cut.incarnation
        })
    };
    let listed_once = |cut: &Cut| {
        cuts.iter()
            .filter(|other| other.incarnation == cut.incarnation)
            .count()
            == 1
    };
    let rests_on_cut_off = ground(past, at)
        .iter()
        .any(|act| past.act(act).header.device == device && !past.is_within_cuts(at, act));
    vec![
        (is_own, Refusal::NotOwnDevice),
        (
            cuts.iter().all(|cut| cut_seen(cut) && listed_once(cut)),
            Refusal::CutUnseen,
        ),
        (!rests_on_cut_off, Refusal::CutsOwnGround),
    ]
}

/// The act that granted an act's device, and that act's own ground; for a join also the founding act.
fn ground(past: &View<'_>, at: At) -> Set {
    let mut all = Set::default();
    for (grant, _) in &past.acts.grants[at] {
        all.add(*grant);
        all.add_all(&ground(past, *grant));
    }
    if matches!(past.deed(at), Deed::Join { .. })
        && let Some(found) = past.find(past.acts.agreement)
    {
        all.add(found);
    }
    all
}
