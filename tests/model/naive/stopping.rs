//! What keeps a version that holds from being in force: pauses, noted pauses, what waits, unknown deeds, ends, joins
//! (fold §1.3, §2.2, §2.5, §2.7, §4; readings "what yields", "Waiting and unknown", "In force").

use countersign_domain::act::{Deed, Effect, Noted, Subject};
use countersign_domain::part::Role;
use countersign_domain::state::Joined;

use super::agreed::Agreed;
use super::part::Part;
use super::set::{At, Set};
use super::view::View;

/// A version holds, and nothing stops it.
pub(super) fn in_force(part: &Part<'_>, agreed: &Agreed) -> bool {
    let view = part.view;
    let stopped = part.gives_power()
        && (is_paused(part) || Role::BOTH.iter().any(|role| view.has_ended(*role)));
    agreed.holds.is_some()
        && view.joined() == Joined::Once
        && !view.is_closed()
        && !is_held(part, agreed)
        && !is_suspended(part, agreed)
        && !stopped
}

/// fold §4.1: a pause, or what only pauses, that nothing has lifted.
pub(super) fn is_paused(part: &Part<'_>) -> bool {
    part.gives_power() && part.view.counted.iter().any(|at| pauses(part, at))
}

fn pauses(part: &Part<'_>, at: At) -> bool {
    let view = part.view;
    let is_beyond = view.beyond.has(at);
    let pauses = matches!(view.deed(at), Deed::Pause);
    let ends = matches!(view.deed(at), Deed::End);
    let removes = matches!(view.deed(at), Deed::RemoveDevice { .. });
    let seen = if (pauses || ends) && is_beyond {
        view.put_beyond(at)
    } else if pauses {
        std::iter::once(at).collect()
    } else if removes && !view.removals.has(at) {
        what_stops_removal(view, at)
    } else {
        return false;
    };
    covers(part, at) && !is_resumed(part, view.author(at), view.subject(at), &seen)
}

/// The removals that a resume must have seen where a removal only pauses (fold §2.4).
fn what_stops_removal(view: &View<'_>, at: At) -> Set {
    let kits: Set = view
        .removals
        .iter()
        .filter(|removal| view.is_by_kit(*removal))
        .collect();
    let mut seen = view.own_removals(&view.removals, at);
    if !view.put_beyond_by(&kits, at).is_empty() {
        seen.add_all(&view.put_beyond(at));
    }
    seen
}

/// Whether an act's subject takes in this part.
fn covers(part: &Part<'_>, at: At) -> bool {
    match part.view.subject(at) {
        Subject::All => part.gives_power(),
        Subject::Part(id) => id == part.id,
        Subject::None | Subject::New => false,
    }
}

/// This person resumed, having seen all of this; to resume one part lifts only what was on that part.
fn is_resumed(part: &Part<'_>, role: Role, paused: Subject, seen: &Set) -> bool {
    let view = part.view;
    let resumes = view
        .which(|deed| matches!(deed, Deed::Resume))
        .without(&view.beyond);
    resumes.iter().any(|at| {
        let reaches = view.subject(at) == Subject::All || view.subject(at) == paused;
        view.author(at) == role && reaches && seen.is_within(&view.acts.past[at])
    })
}

/// fold §4.2: a noted no, take-back or pause that the client has not lifted.
pub(super) fn is_held(part: &Part<'_>, agreed: &Agreed) -> bool {
    let pauses = part.view.which(|deed| {
        matches!(
            deed,
            Deed::Hold {
                noted: Noted::Pause
            }
        )
    });
    let lifted = |at| {
        let seen = std::iter::once(at).collect();
        is_resumed(part, Role::Client, part.view.subject(at), &seen)
    };
    agreed.held || pauses.iter().any(|at| covers(part, at) && !lifted(at))
}

/// fold §1.3, §2.7: something that takes away waits, or is of an unknown kind.
pub(super) fn is_suspended(part: &Part<'_>, agreed: &Agreed) -> bool {
    let view = part.view;
    let takes_away =
        |at: &At| view.act(*at).header.effect == Effect::TakesAway && covers(part, *at);
    let unknown = view.which(|deed| matches!(deed, Deed::Unknown { .. }));
    unknown.iter().any(|at| takes_away(&at))
        || view
            .waiting
            .iter()
            .filter(takes_away)
            .any(|at| !waiting_yields(part, agreed, at))
}

/// fold §1.3: what waits and is numbered beyond a cut yields as fold §2.5 says.
fn waiting_yields(part: &Part<'_>, agreed: &Agreed, at: At) -> bool {
    let view = part.view;
    let removals: Set = view
        .removals
        .iter()
        .filter(|removal| numbered_beyond(view, *removal, at))
        .collect();
    if removals.is_empty() {
        return false;
    }
    let author = view.author(at);
    if view.subject(at) == Subject::All {
        return is_resumed(part, author, Subject::All, &removals);
    }
    let mut yes = agreed
        .holds
        .into_iter()
        .flat_map(|holds| agreed.live_yes(author, holds));
    yes.any(|yes| removals.is_within(&view.acts.past[yes]))
}

/// The device is removed, and the number is past the cut of its incarnation, or that has none.
fn numbered_beyond(view: &View<'_>, removal: At, at: At) -> bool {
    let header = &view.act(at).header;
    let Deed::RemoveDevice { device, cuts } = view.deed(removal) else {
        return false;
    };
    let vouched = cuts
        .iter()
        .filter(|cut| cut.incarnation == header.incarnation)
        .filter_map(|cut| view.acts.place(cut.last))
        .any(|last| header.seq <= view.act(last).header.seq);
    *device == header.device && !vouched
}
