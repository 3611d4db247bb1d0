//! Whether a far goal has a near step, and since when it has none (fold §7 "Owes", decision 0008 "Near steps").

use countersign_domain::act::Deed;
use countersign_domain::part::PartKind;
use countersign_domain::relation::Ending;

use super::agreed::Agreed;
use super::part::Part;
use super::set::{At, Set};
use super::standing;
use super::view::View;

/// A goal that is reached needs no step (design §3, "Parts").
const REACHED: u8 = 10;

/// A far goal without a near step is the keyworker's debt: since the version that holds, or since the last of the
/// steps towards it ended.
pub(super) fn goal_without_step(part: &Part<'_>, agreed: &Agreed) -> Set {
    let view = part.view;
    let Some(holds) = agreed.holds else {
        return Set::default();
    };
    if part.kind != PartKind::Goal || part.made(holds).near == Some(REACHED) {
        return Set::default();
    }
    let mut happened = Set::default();
    happened.add(holds);
    for version in steps_towards(part) {
        let words = ending_words(view, version);
        if words.is_empty() {
            return Set::default();
        }
        happened.add_all(&words);
    }
    let nothing_later = |at: &At| !happened.iter().any(|later| view.acts.saw(later, *at));
    let last = happened.iter().filter(nothing_later);
    let smallest = last.min_by_key(|at| view.acts.id(*at));
    smallest.into_iter().collect()
}

/// Versions of steps that name this goal and hold, or still stand to be answered.
fn steps_towards(goal: &Part<'_>) -> Vec<At> {
    let view = goal.view;
    let mut found = Vec::new();
    for version in view.which(|deed| matches!(deed, Deed::Suggest(_))).iter() {
        let made = view.suggestion(view.act(version));
        if made.and_then(|made| made.goal) != Some(goal.id) {
            continue;
        }
        let step = Part::of_version(view, version);
        let state = step.evaluate();
        if state.holds == Some(version) || standing::open(&step, &state).has(version) {
            found.push(version);
        }
    }
    found
}

/// The words by which a version of a step has ended: what each person said last of how it ended, and what moved it to
/// another day is no end. A word beyond a cut is nobody's.
fn ending_words(view: &View<'_>, version: At) -> Set {
    let id = view.acts.id(version);
    let said = view
        .which(|deed| matches!(deed, Deed::CloseStep { version, .. } if *version == id))
        .without(&view.beyond);
    let mut words = Set::default();
    for at in said.iter() {
        let taken_up_again = said
            .iter()
            .any(|later| view.author(later) == view.author(at) && view.acts.saw(later, at));
        if !taken_up_again && is_an_end(view.deed(at)) {
            words.add(at);
        }
    }
    words
}

fn is_an_end(deed: &Deed) -> bool {
    if let Deed::CloseStep { ending, day, .. } = deed {
        match ending {
            Ending::Done | Ending::NotThisTime => true,
            Ending::Changed => day.is_none(),
        }
    } else {
        false
    }
}
