//! The label of a use of a mandate or permission (fold §5, readings "Uses"), without dates.

use countersign_domain::act::{Deed, Effect, Subject};
use countersign_domain::id::VersionId;
use countersign_domain::state::UseLabel;

use super::acts::Acts;
use super::part::Part;
use super::set::{At, Set};
use super::stopping;
use super::view::View;

/// Judges a use against everything that is here.
pub(super) fn label(whole: &View<'_>, used: At, version: VersionId) -> UseLabel {
    let acts = whole.acts;
    let Some(version) = acts.place(version) else {
        return UseLabel::WithoutMandate;
    };
    let known = known(whole, used);
    let header = &whole.act(used).header;
    let named = header
        .waiting
        .iter()
        .filter_map(|id| acts.place(*id))
        .collect();
    if !is_in_force(&View::over(acts, &known, &named), version) {
        return UseLabel::WithoutMandate;
    }
    let apart = |at: &At| *at != used && (!acts.saw(*at, used) || whole.waiting.has(*at));
    let present: Set = (0..acts.count()).filter(apart).collect();
    let beside = View::over(acts, &present, &Set::default());
    let part = whole.part_of(version);
    let taken = beside.counted.without(&known).iter().any(|at| {
        acts.taken[at].has(version)
            || (whole.act(at).header.effect == Effect::TakesAway
                && stops(whole, at, Subject::Part(part)))
    });
    if taken || !is_in_force(&beside, version) {
        UseLabel::BeforeTheyKnew
    } else {
        UseLabel::Within
    }
}

/// *K*: what the use saw, what its device's receipts before it saw, and what those say was received.
fn known(whole: &View<'_>, used: At) -> Set {
    let acts = whole.acts;
    let own = &whole.act(used).header;
    let mut known = acts.past[used].clone();
    for at in whole
        .which(|deed| matches!(deed, Deed::Receipt { .. }))
        .iter()
    {
        let header = &whole.act(at).header;
        let earlier = header.incarnation == own.incarnation && header.seq < own.seq;
        if header.device == own.device && (acts.saw(used, at) || earlier) {
            add_with_past(acts, &mut known, at);
            if let Deed::Receipt { received } = &header.deed {
                let here = received.iter().filter_map(|id| acts.place(*id));
                here.for_each(|at| add_with_past(acts, &mut known, at));
            }
        }
    }
    known
}

fn add_with_past(acts: &Acts<'_>, known: &mut Set, at: At) {
    known.add(at);
    known.add_all(&acts.past[at]);
}

fn is_in_force(view: &View<'_>, version: At) -> bool {
    let part = Part::of_version(view, version);
    let agreed = part.evaluate();
    agreed.holds == Some(version) && stopping::in_force(&part, &agreed)
}

/// A pause, hold or unknown deed on the part, or anything on all.
fn stops(whole: &View<'_>, at: At, part: Subject) -> bool {
    let deed = whole.deed(at);
    let on_part = matches!(deed, Deed::Pause | Deed::Hold { .. } | Deed::Unknown { .. });
    whole.subject(at) == Subject::All || (on_part && whole.subject(at) == part)
}
