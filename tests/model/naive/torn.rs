//! What blocks a mandate or permission although one version looks agreed: torn answers of one person (fold §3.5)
//! and a cut that took away a yes which had replaced an older version (fold §2.6). Readings, "Which one holds".

use countersign_domain::part::Role;

use super::agreed::Agreed;
use super::part::Part;
use super::set::{At, Set};

/// Versions with a torn yes that still blocks.
pub(super) fn torn_versions(part: &Part<'_>, state: &Agreed) -> Set {
    part.versions
        .iter()
        .filter(|version| is_torn_block(part, state, *version))
        .collect()
}

fn is_torn_block(part: &Part<'_>, state: &Agreed, version: At) -> bool {
    let pairs = |role| torn_pairs(part, state, role, version);
    let (client, keyworker) = (pairs(Role::Client), pairs(Role::Keyworker));
    let yes = |role, pairs: &Vec<(At, At)>| state.has_live_yes(role, version) || !pairs.is_empty();
    let torn = !client.is_empty() || !keyworker.is_empty();
    if !torn || !yes(Role::Client, &client) || !yes(Role::Keyworker, &keyworker) {
        return false;
    }
    let all: Set = client
        .iter()
        .chain(&keyworker)
        .flat_map(|(yes, take)| [*yes, *take])
        .collect();
    let past = &part.view.acts.past;
    // The client-yes that resolves it may be her first to this version: it then saw both (fold §3.5).
    let client_said_yes = |after: At| {
        let mut yes = part.yes_acts(Role::Client, version);
        yes.any(|yes| yes == after || past[after].has(yes))
    };
    let resolves =
        |after: At| all.is_within(&past[after]) && (keyworker.is_empty() || client_said_yes(after));
    !state.client_yes().into_iter().any(|(yes, _)| resolves(yes))
}

/// Yes acts of this person that are met only by the same person's concurrent take-aways, with each of those.
fn torn_pairs(part: &Part<'_>, state: &Agreed, role: Role, version: At) -> Vec<(At, At)> {
    let acts = part.view.acts;
    let takes: Set = part
        .taken_by(role, version)
        .filter(|take| state.takes.has(*take))
        .collect();
    let pairs = part.yes_acts(role, version).flat_map(|yes| {
        let concurrent: Set = takes
            .iter()
            .filter(|take| acts.concurrent(yes, *take))
            .collect();
        let saw_the_rest = takes.without(&concurrent).is_within(&acts.past[yes])
            && state
                .endings
                .without(&concurrent)
                .is_within(&acts.past[yes]);
        let torn = saw_the_rest && !part.view.beyond.has(yes);
        let met: Vec<At> = if torn {
            concurrent.iter().collect()
        } else {
            Vec::new()
        };
        met.into_iter().map(move |take| (yes, take))
    });
    pairs.collect()
}

/// fold §2.6: nothing holds until the client answers again, having seen what cut the yes off.
pub(super) fn is_replaced_block(part: &Part<'_>, state: &Agreed, would: Option<At>) -> bool {
    part.versions
        .iter()
        .filter(|version| had_replaced(part, *version))
        .any(|version| {
            let voided = Role::BOTH
                .into_iter()
                .flat_map(|role| part.yes_acts(role, version))
                .filter(|yes| part.view.beyond.has(*yes));
            voided.into_iter().any(|voided| {
                let removals = part.view.put_beyond(voided);
                let mut again = would
                    .into_iter()
                    .flat_map(|holds| state.live_yes(Role::Client, holds));
                !again.any(|yes| removals.is_within(&part.view.acts.past[yes]))
            })
        })
}

/// Both had said yes to it, and the client after a yes to another version that both had said yes to.
fn had_replaced(part: &Part<'_>, version: At) -> bool {
    let both_said_yes = |version| {
        Role::BOTH
            .iter()
            .all(|role| part.yes_acts(*role, version).next().is_some())
    };
    let moved_on_from = |older: At| {
        part.yes_acts(Role::Client, version).any(|yes| {
            part.yes_acts(Role::Client, older)
                .any(|before| part.view.acts.saw(yes, before))
        })
    };
    both_said_yes(version)
        && part
            .versions
            .iter()
            .any(|older| older != version && both_said_yes(older) && moved_on_from(older))
}
