//! Who owes the next answer, and since which act (fold §7 "Owes", readings "Standing and owes").

use std::collections::BTreeMap;

use countersign_domain::act::{Choice, Deed, Subject};
use countersign_domain::id::ActId;
use countersign_domain::part::Role;

use super::agreed::Agreed;
use super::near;
use super::part::Part;
use super::set::{At, Set};
use super::standing;

/// Who owes, and since which act.
pub(super) fn owes(part: &Part<'_>, agreed: &Agreed) -> BTreeMap<Role, ActId> {
    let view = part.view;
    let ended = Role::BOTH.iter().any(|role| view.has_ended(*role));
    if view.is_closed() || (part.gives_power() && ended) {
        return BTreeMap::new();
    }
    let mut reasons = BTreeMap::new();
    for role in Role::BOTH {
        let mut since = unanswered(part, agreed, role);
        if role == Role::Keyworker {
            since.add_all(&unmet(part));
            since.add_all(&near::goal_without_step(part, agreed));
        }
        reasons.insert(role, since);
    }
    let first = |since: &Set| {
        let saw_none = |at: &At| !since.iter().any(|other| view.acts.saw(*at, other));
        since
            .iter()
            .filter(saw_none)
            .map(|at| view.acts.id(at))
            .min()
    };
    reasons
        .iter()
        .filter_map(|(role, since)| Some((*role, first(since)?)))
        .collect()
}

/// Open versions of the other that this person has not answered at all.
fn unanswered(part: &Part<'_>, agreed: &Agreed, role: Role) -> Set {
    let view = part.view;
    let answered = |version: At| {
        let id = view.acts.id(version);
        let answers = |deed: &Deed| {
            matches!(deed, Deed::Answer { version, .. } if *version == id)
                || matches!(deed, Deed::Suggest(made) if made.answers == Some(id))
        };
        view.which(answers).iter().any(|at| view.author(at) == role)
    };
    let open = standing::open(part, agreed);
    open.iter()
        .filter(|at| view.author(*at) != role && !answered(*at))
        .collect()
}

/// The client's noes, other words and *I felt pushed* that the keyworker has not come back to.
fn unmet(part: &Part<'_>) -> Set {
    let view = part.view;
    let is_met = |at: At| {
        view.counted.iter().any(|later| {
            view.author(later) == Role::Keyworker
                && view.acts.saw(later, at)
                && comes_back(part, later, at)
        })
    };
    let asks = view.counted.iter().filter(|at| {
        let asked = if let Deed::Answer {
            version,
            choice: Choice::No,
            ..
        }
        | Deed::SayDifferently { version }
        | Deed::FeltPushed { version } = view.deed(*at)
        {
            view.version(*version)
        } else {
            None
        };
        view.author(*at) == Role::Client
            && asked.is_some_and(|(version, _)| {
                part.versions.has(version) && view.author(version) == Role::Keyworker
            })
    });
    asks.filter(|at| !is_met(*at)).collect()
}

fn comes_back(part: &Part<'_>, later: At, at: At) -> bool {
    let view = part.view;
    let deed = view.deed(later);
    let on_part = view.subject(later) == Subject::Part(part.id);
    (on_part && matches!(deed, Deed::Suggest(_) | Deed::Answer { .. }))
        || matches!(deed, Deed::Reply { to, .. } if *to == view.acts.id(at))
}
