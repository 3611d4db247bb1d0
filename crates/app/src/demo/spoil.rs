//! What is seen, spoiled so that one law does not hold: the proof that the laws can fail.

use countersign_domain::ActId;
use countersign_sync::Field;

use super::sight::Sight;
use crate::view::{Answer, PartKind, Role, Standing, UseLabel};

/// Spoils a sight against one law, 1 to 13. Other laws may fail with it.
pub(super) fn spoil(sight: &mut Sight, law: u8) {
    let side = &mut sight.karin;
    match law {
        1 => side.signed.values_mut().for_each(|bytes| {
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
        }),
        2 => {
            // As if the last step had only been a suggestion.
            side.parts.iter_mut().for_each(|part| part.agreed = None);
        }
        3 => {
            for answer in side
                .parts
                .iter_mut()
                .flat_map(|it| &mut it.versions)
                .flat_map(|it| &mut it.answers)
            {
                answer.by = match answer.by {
                    Role::Client => Role::Keyworker,
                    Role::Keyworker => Role::Client,
                };
            }
        }
        4 => {
            for part in &mut side.parts {
                let back = part.versions.iter().find(|version| {
                    version
                        .answers
                        .iter()
                        .any(|answer| answer.answer == Answer::TakeBack)
                });
                part.agreed = back
                    .map(|version| version.id.clone())
                    .or(part.agreed.take());
            }
        }
        8 => {
            // The older of two answers that were given at the same time is shown as agreed.
            for part in side
                .parts
                .iter_mut()
                .filter(|part| part.kind == PartKind::Permission)
            {
                part.agreed = part.versions.first().map(|version| version.id.clone());
            }
        }
        5 => {
            for used in side.parts.iter_mut().flat_map(|part| &mut part.uses) {
                used.label = UseLabel::Within;
            }
        }
        6 => {
            for part in side
                .parts
                .iter_mut()
                .filter(|part| part.kind == PartKind::Decision)
            {
                part.standing.word = Standing::BothAgree;
            }
        }
        7 => side.state.parts.clear(),
        9 => {
            for version in side.parts.iter_mut().flat_map(|part| &mut part.versions) {
                version.words = version
                    .words
                    .as_ref()
                    .map(|words| format!("{words} and more"));
            }
        }
        10 => {
            for version in side.parts.iter_mut().flat_map(|part| &mut part.versions) {
                version.reason = None;
            }
        }
        11 => {
            let private = sight.private.first().cloned().unwrap_or_default();
            if let Some(body) = side.bodies.values_mut().next() {
                body.fields.insert(Field::Words, private);
            }
        }
        12 => sight.saved.push((Role::Keyworker, ActId([0; 32]))),
        _ => {
            side.signed.pop_last();
        }
    }
}
