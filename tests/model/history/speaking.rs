//! One more act on top of a history: somebody says something, having seen this and no more.
//!
//! They say it on a new device that their kit adds, so that no cut, fork or removal in the history is in the way.

use std::collections::BTreeSet;

use countersign_domain::act::{Act, Deed, Effect, Header, Subject};
use countersign_domain::id::{ActId, DeviceId, Incarnation};
use countersign_domain::part::Role;
use countersign_domain::state::AgreementState;
use countersign_domain::time::Claimed;

use super::chance::Chance;

/// Acts that everybody has who has all of these: those that no other applied act names as seen.
#[must_use]
pub fn heads(acts: &[Act], state: &AgreementState) -> Vec<ActId> {
    let applied = acts.iter().filter(|act| !state.waiting.contains(&act.id));
    let seen: BTreeSet<ActId> = applied
        .clone()
        .flat_map(|act| {
            act.header
                .parents
                .iter()
                .chain(&act.header.prev)
                .chain(&act.header.continues)
        })
        .copied()
        .collect();
    applied
        .map(|act| act.id)
        .filter(|id| !seen.contains(id))
        .collect()
}

/// The history, its founding act first, with one more deed of this person, who saw `saw` and its past.
///
/// `None` where they never joined.
pub fn said(
    acts: &[Act],
    state: &AgreementState,
    (role, saw): (Role, &[ActId]),
    (deed, subject): (Deed, Subject),
    chance: &mut Chance,
) -> Option<Vec<Act>> {
    let counts = |act: &&Act| {
        let out = [&state.beyond, &state.waiting]
            .iter()
            .any(|set| set.contains(&act.id));
        !out && !state.refused.contains_key(&act.id)
    };
    let (came, recovery) = acts.iter().filter(counts).find_map(|act| {
        let (Deed::Found { recovery, .. } | Deed::Join { recovery, .. }) = &act.header.deed else {
            return None;
        };
        (act.header.author == role).then_some((act, *recovery))
    })?;
    let device = DeviceId(chance.bytes());
    let (wrap_key, countersignature) = (Vec::new(), Vec::new());
    let add = Deed::AddDevice {
        device,
        wrap_key,
        countersignature,
    };
    let parents = saw.iter().copied().chain([came.id]).collect();
    let agreement = Some(acts.first()?.id);
    let mut write = |device, parents, deed: Deed, subject| {
        let effect = deed.effect(subject).unwrap_or(Effect::Tells);
        let header = Header {
            agreement,
            author: role,
            device,
            incarnation: Incarnation(chance.bytes()),
            seq: 0,
            prev: None,
            parents,
            continues: None,
            waiting: Vec::new(),
            effect,
            subject,
            deed,
            claimed: Claimed(0),
            commitment: None,
        };
        Act {
            id: ActId(chance.bytes()),
            header,
        }
    };
    let added = write(recovery, parents, add, Subject::None);
    let spoken = write(device, vec![added.id], deed, subject);
    Some(acts.iter().cloned().chain([added, spoken]).collect())
}
