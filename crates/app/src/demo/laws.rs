//! The law of the house (design §2), each law as a look at what two vaults hold. None of them asks the fold whether it
//! is right where it can look for itself: at signed bytes, at words, at who saw what.

use countersign_domain::act::Choice;
use countersign_domain::{Act, ActId, Claimed, Deed, Role, fold};
use countersign_seal::{Label, verify};
use countersign_sync::{Body, Field};
use countersign_wire::SignedAct;

use super::sight::{Side, Sight};
use crate::print::NOTED_YES;
use crate::view::{self, PartKind, PartView, Standing, UseLabel, WordsState};

type Look = fn(&Sight, Option<&Sight>) -> Result<(), String>;

/// Number, sentence in short, and the look. The second sight is that of the step before.
const LAWS: [(u8, &str, Look); 13] = [
    (
        1,
        "nothing is agreed without the client's own signed yes to those words",
        agreed_is_signed,
    ),
    (
        2,
        "a new suggestion changes nothing",
        suggestions_change_nothing,
    ),
    (
        3,
        "only the client's own devices make the client's answers",
        own_devices_only,
    ),
    (4, "a yes can be taken back alone", taken_back_is_gone),
    (
        5,
        "a mandate is in force only by law 1, and every use is logged",
        uses_are_labelled,
    ),
    (
        6,
        "what others decided never counts as agreed",
        decisions_stand_apart,
    ),
    (7, "no clock gives anything", clocks_give_nothing),
    (
        8,
        "concurrent answers of one person put the least in force",
        least_in_force,
    ),
    (9, "no words are merged by machine", words_are_one_persons),
    (
        10,
        "nothing turns a no into a yes, and a keyworker gives reasons",
        a_no_stays_a_no,
    ),
    (
        11,
        "what is private is no act and leaves no gap",
        private_leaves_nothing,
    ),
    (
        12,
        "saved means durable, and delivered means received",
        saved_is_durable,
    ),
    (13, "nothing is lost silently", nothing_is_lost),
];

/// Looks whether every law holds, or only one of them.
pub(super) fn judge(
    sight: &Sight,
    before: Option<&Sight>,
    only: Option<u8>,
) -> Result<Vec<u8>, Breach> {
    let mut held = Vec::new();
    for (law, sentence, look) in LAWS {
        if only.is_none_or(|only| only == law) {
            look(sight, before).map_err(|why| Breach { law, sentence, why })?;
            held.push(law);
        }
    }
    Ok(held)
}

/// A law that does not hold.
pub(super) struct Breach {
    pub(super) law: u8,
    pub(super) sentence: &'static str,
    pub(super) why: String,
}

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

/// The version that a side shows as agreed in a part.
fn agreed(part: &PartView) -> Option<ActId> {
    part.agreed.as_ref().and_then(|id| id.0.parse().ok())
}

fn gives_power(part: &PartView) -> bool {
    matches!(part.kind, PartKind::Mandate | PartKind::Permission)
}

/// The yes acts of a person to a version.
fn yeses(side: &Side, role: Role, version: ActId) -> Vec<&Act> {
    let says_yes = |act: &&Act| match act.header.deed {
        Deed::Suggest(_) => act.id == version,
        Deed::Answer {
            version: to,
            choice: Choice::Yes,
            ..
        } => to == version,
        _ => false,
    };
    side.acts()
        .filter(|act| act.header.author == role)
        .filter(says_yes)
        .collect()
}

/// The acts by which a person took away their yes to a version.
fn noes(side: &Side, role: Role, version: ActId) -> Vec<&Act> {
    let says_no = |act: &&Act| match act.header.deed {
        Deed::Answer {
            version: to,
            choice: Choice::No,
            ..
        } => to == version,
        Deed::TakeBack { version: to, .. } | Deed::FeltPushed { version: to } => to == version,
        _ => false,
    };
    side.acts()
        .filter(|act| act.header.author == role)
        .filter(says_no)
        .collect()
}

fn agreed_is_signed(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

fn suggestions_change_nothing(sight: &Sight, before: Option<&Sight>) -> Result<(), String> {
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

fn own_devices_only(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

fn taken_back_is_gone(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

fn uses_are_labelled(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

fn decisions_stand_apart(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        for part in side
            .parts
            .iter()
            .filter(|part| part.kind == PartKind::Decision)
        {
            let apart = part.agreed.is_none()
                && part.standing.word == Standing::Decided
                && part
                    .versions
                    .iter()
                    .all(|version| version.answers.is_empty() && !version.holds)
                && !part.may.contains(&view::Deed::Answer);
            ensure(apart, || "a decision can be agreed to".to_owned())?;
            let words = part
                .versions
                .first()
                .and_then(|version| version.words.as_deref());
            let agreed_text = side
                .record
                .split("\n\n")
                .find(|it| it.starts_with("Agreed"));
            let counted = words
                .zip(agreed_text)
                .is_some_and(|(words, text)| text.contains(words));
            ensure(!counted, || {
                "a decision stands among what is agreed for the record".to_owned()
            })?;
            let refused = part
                .decision
                .as_ref()
                .is_some_and(|decision| decision.refused);
            ensure(!refused || side.paper.contains("said no to this"), || {
                "paper does not say that she said no".to_owned()
            })?;
        }
    }
    Ok(())
}

fn clocks_give_nothing(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        let mut acts: Vec<Act> = side
            .folded
            .acts()
            .chain(side.folded.waiting())
            .cloned()
            .collect();
        for act in &mut acts {
            act.header.claimed = Claimed(0);
        }
        let timeless = fold(side.folded.id(), &acts);
        ensure(timeless.as_ref() == Some(&side.state), || {
            "other claimed times give another state".to_owned()
        })?;
    }
    Ok(())
}

fn least_in_force(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

fn words_are_one_persons(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        for version in side.parts.iter().flat_map(|part| &part.versions) {
            let act = side.act(&version.id).ok_or("a version is no act")?;
            let written = side
                .bodies
                .get(&act.id)
                .and_then(|body| body.text(Field::Words));
            ensure(version.words.as_deref() == written, || {
                "words are shown that nobody wrote like that".to_owned()
            })?;
            let there = sight
                .other(side)
                .bodies
                .get(&act.id)
                .and_then(|body| body.text(Field::Words));
            let same = written.is_none() || there.is_none() || written == there;
            ensure(same, || {
                "the two copies show other words for one version".to_owned()
            })?;
        }
    }
    Ok(())
}

fn a_no_stays_a_no(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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
        let noted = side.paper.contains(NOTED_YES);
        let any_noted = side
            .acts()
            .any(|act| matches!(act.header.deed, Deed::NotedYes { .. }));
        ensure(!noted || any_noted, || {
            "paper shows a yes that nobody noted".to_owned()
        })?;
    }
    Ok(())
}

fn private_leaves_nothing(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        let said = side.bodies.values().flat_map(|body| body.fields.values());
        for text in said {
            ensure(
                !sight
                    .private
                    .iter()
                    .any(|private| text.contains(private.as_str())),
                || "private words are in an act".to_owned(),
            )?;
        }
        for act in side.acts().filter(|act| act.header.seq > 0) {
            let before = act.header.seq - 1;
            let place = side
                .folded
                .at_place(act.header.device, act.header.incarnation, before);
            ensure(!place.is_empty(), || "a chain has a gap".to_owned())?;
        }
    }
    Ok(())
}

fn saved_is_durable(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
    for (role, act) in &sight.saved {
        let side = match role {
            view::Role::Client => &sight.magda,
            view::Role::Keyworker => &sight.karin,
        };
        ensure(side.signed.contains_key(act), || {
            "an act said to be saved is not in the vault".to_owned()
        })?;
    }
    for side in sight.sides() {
        for act in side.way.acts.iter().filter(|act| act.delivered.is_some()) {
            let there = act
                .id
                .0
                .parse()
                .is_ok_and(|id| sight.other(side).signed.contains_key(&id));
            ensure(there, || {
                "an act is called delivered that the other does not have".to_owned()
            })?;
        }
    }
    Ok(())
}

fn nothing_is_lost(sight: &Sight, before: Option<&Sight>) -> Result<(), String> {
    for side in sight.sides() {
        ensure(side.checked.sound, || {
            "looking the vault over found something wrong".to_owned()
        })?;
        let here = side.folded.acts().count() + side.folded.waiting().count();
        ensure(here == side.signed.len(), || {
            "an act in the vault is neither applied nor waiting".to_owned()
        })?;
    }
    let Some(before) = before else { return Ok(()) };
    for (side, earlier) in sight.sides().into_iter().zip(before.sides()) {
        let kept = earlier
            .signed
            .keys()
            .all(|act| side.signed.contains_key(act));
        ensure(kept, || "an act that was here is gone".to_owned())?;
    }
    Ok(())
}
