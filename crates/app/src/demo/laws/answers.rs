//! Laws about what counts as a yes, and what it gives: 1 to 5, 8 and 10.

use countersign_domain::act::Choice;
use countersign_domain::{Act, ActId, Deed, Role};
use countersign_seal::{Label, verify};
use countersign_sync::Body;
use countersign_wire::SignedAct;

use super::ensure;
use crate::demo::sight::{Side, Sight};
use crate::standings::says_yes;
use crate::view::{self, PartKind, PartView, Standing, UseLabel, WordsState};

pub(super) fn agreed_is_signed(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        for part in &side.parts {
            let Some(version) = agreed(part) else {
                continue;
            };
            let words = side
                .bodies
                .get(&version)
                .ok_or("agreed words are not here")?;
            let yes = yeses(side, Role::Client, version);
            let signed = yes.iter().any(|act| is_signed(side, act));
            ensure(signed, || "there is no signed yes of the client".to_owned())?;
            let same = yes.iter().any(|act| {
                side.bodies
                    .get(&act.id)
                    .is_some_and(|body| act.id == version || Body::same_words(words, body))
            });
            ensure(same, || "the client's yes is to other words".to_owned())?;
        }
    }
    Ok(())
}

fn is_signed(side: &Side, act: &Act) -> bool {
    let signed = side
        .signed
        .get(&act.id)
        .and_then(|bytes| SignedAct::decode(bytes).ok());
    signed.is_some_and(|signed| {
        verify(
            act.header.device.as_bytes(),
            Label::Act,
            signed.header(),
            signed.signature(),
        )
        .is_ok()
    })
}

pub(super) fn suggestions_change_nothing(
    sight: &Sight,
    before: Option<&Sight>,
) -> Result<(), String> {
    let Some(before) = before else { return Ok(()) };
    for (side, earlier) in sight.sides().into_iter().zip(before.sides()) {
        for part in &side.parts {
            let was = earlier
                .parts
                .iter()
                .find(|it| it.id == part.id)
                .and_then(agreed);
            let news = side
                .acts()
                .filter(|act| !earlier.signed.contains_key(&act.id));
            let only_suggested = news
                .into_iter()
                .all(|act| matches!(act.header.deed, Deed::Suggest(_) | Deed::Receipt { .. }));
            if was.is_some() && only_suggested && was != agreed(part) {
                return Err("a suggestion alone changed what is agreed".to_owned());
            }
        }
    }
    Ok(())
}

pub(super) fn own_devices_only(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        let devices = side.folded.devices();
        for act in side.acts() {
            let owner = devices.get(&act.header.device).map(|device| device.owner);
            ensure(owner == Some(act.header.author), || {
                "an act counts that its author's devices did not make".to_owned()
            })?;
        }
        for part in &side.parts {
            let held = part.standing.word == Standing::OnHold
                || part.standing.also.contains(&Standing::OnHold);
            ensure(part.holds.is_empty() || held, || {
                "a hold does not hold".to_owned()
            })?;
            for answer in part.versions.iter().flat_map(|version| &version.answers) {
                let by = side.act(&answer.id).map(|act| act.header.author);
                let noted = answer.answer == view::Answer::NotedYes;
                let right = by == Some(crate::names::role(answer.by))
                    && (!noted || by == Some(Role::Keyworker));
                ensure(right, || "an answer is shown as somebody else's".to_owned())?;
            }
        }
    }
    Ok(())
}

pub(super) fn taken_back_is_gone(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        for part in &side.parts {
            let Some(version) = agreed(part) else {
                continue;
            };
            for role in Role::BOTH {
                let yes = yeses(side, role, version);
                ensure(!yes.is_empty(), || "silence was taken for a yes".to_owned())?;
                for no in noes(side, role, version) {
                    let anew = yes.iter().any(|yes| side.folded.saw(yes.id, no.id));
                    ensure(anew, || {
                        "what was taken back is still shown as agreed".to_owned()
                    })?;
                }
            }
        }
    }
    Ok(())
}

pub(super) fn uses_are_labelled(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        let shown: Vec<_> = side.parts.iter().flat_map(|part| &part.uses).collect();
        for act in side.acts() {
            let Deed::Use { version, .. } = act.header.deed else {
                continue;
            };
            let used = shown.iter().find(|used| used.id.0 == act.id.to_string());
            let used = used.ok_or("a use is not shown")?;
            let no = noes(side, Role::Client, version);
            let seen = no.iter().any(|no| {
                let anew =
                    |yes: &&Act| side.folded.saw(yes.id, no.id) && side.folded.saw(act.id, yes.id);
                side.folded.saw(act.id, no.id)
                    && !yeses(side, Role::Client, version).iter().any(anew)
            });
            let unseen = no
                .iter()
                .any(|no| !side.folded.saw(act.id, no.id) && !side.folded.saw(no.id, act.id));
            let given = yeses(side, Role::Client, version)
                .iter()
                .any(|yes| side.folded.saw(act.id, yes.id));
            let right = match used.label {
                UseLabel::Within => given && !seen && !unseen,
                UseLabel::BeforeTheyKnew => given && !seen,
                UseLabel::WithoutMandate => true,
            };
            ensure(right, || {
                "a use without a mandate passes for one within it".to_owned()
            })?;
        }
    }
    Ok(())
}

pub(super) fn least_in_force(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        for part in side.parts.iter().filter(|part| gives_power(part)) {
            let Some(version) = agreed(part) else {
                continue;
            };
            let yes = yeses(side, Role::Client, version);
            for other in part
                .versions
                .iter()
                .filter_map(|it| it.id.0.parse::<ActId>().ok())
            {
                let rivals = yeses(side, Role::Client, other);
                let live = |rival: &&Act| {
                    !noes(side, Role::Client, other)
                        .iter()
                        .any(|no| side.folded.saw(no.id, rival.id))
                };
                let torn = rivals.iter().filter(|rival| live(rival)).any(|rival| {
                    other != version && !yes.iter().any(|yes| side.folded.saw(yes.id, rival.id))
                });
                ensure(!torn, || {
                    "one of several concurrent answers is in force".to_owned()
                })?;
            }
        }
    }
    Ok(())
}

pub(super) fn a_no_stays_a_no(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        for part in &side.parts {
            let said_no = part.versions.iter().filter(|version| {
                let last = version
                    .answers
                    .iter()
                    .rfind(|it| it.by == view::Role::Client && it.live);
                last.is_some_and(|it| {
                    matches!(it.answer, view::Answer::No | view::Answer::TakeBack)
                })
            });
            for version in said_no {
                ensure(part.agreed.as_ref() != Some(&version.id), || {
                    "a no of the client is shown as agreed".to_owned()
                })?;
            }
            let by_keyworker = part.versions.iter().filter(|version| {
                version.by == view::Role::Keyworker
                    && version.words_state == WordsState::Here
                    && part.kind != PartKind::Decision
            });
            for version in by_keyworker {
                ensure(version.reason.is_some(), || {
                    "a keyworker suggested without a reason".to_owned()
                })?;
            }
        }
        let noted = side.paper.contains("On paper: yes.");
        let any_noted = side
            .acts()
            .any(|act| matches!(act.header.deed, Deed::NotedYes { .. }));
        ensure(!noted || any_noted, || {
            "paper shows a yes that nobody noted".to_owned()
        })?;
    }
    Ok(())
}

/// The yes acts of a person to a version.
fn yeses(side: &Side, role: Role, version: ActId) -> Vec<&Act> {
    let by = side.acts().filter(|act| act.header.author == role);
    by.filter(|act| says_yes(act, version)).collect()
}

/// The acts by which a person took away their yes to a version.
fn noes(side: &Side, role: Role, version: ActId) -> Vec<&Act> {
    let by = side.acts().filter(|act| act.header.author == role);
    by.filter(|act| takes_away(&act.header.deed) == Some(version))
        .collect()
}

/// The version that a deed takes a yes away from.
fn takes_away(deed: &Deed) -> Option<ActId> {
    if let Deed::Answer {
        version,
        choice: Choice::No,
        ..
    }
    | Deed::TakeBack { version, .. }
    | Deed::FeltPushed { version } = deed
    {
        Some(*version)
    } else {
        None
    }
}

fn gives_power(part: &PartView) -> bool {
    matches!(part.kind, PartKind::Mandate | PartKind::Permission)
}

/// The version that a side shows as agreed in a part.
fn agreed(part: &PartView) -> Option<ActId> {
    part.agreed.as_ref().and_then(|id| id.0.parse().ok())
}
