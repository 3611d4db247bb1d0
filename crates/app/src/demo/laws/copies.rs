//! Laws about what the two copies hold and show: 6, 7, 9 and 11 to 13.

use countersign_domain::{Act, Claimed, fold};
use countersign_sync::Field;

use super::ensure;
use crate::demo::sight::Sight;
use crate::view::{self, PartKind, Standing};

pub(super) fn decisions_stand_apart(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

pub(super) fn clocks_give_nothing(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

pub(super) fn words_are_one_persons(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

pub(super) fn private_leaves_nothing(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

pub(super) fn saved_is_durable(sight: &Sight, _: Option<&Sight>) -> Result<(), String> {
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

pub(super) fn nothing_is_lost(sight: &Sight, before: Option<&Sight>) -> Result<(), String> {
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
