//! What is seen, spoiled so that one law does not hold: the proof that the laws can fail.

use countersign_domain::ActId;
use countersign_sync::Field;

use super::sight::{Side, Sight};
use crate::view::{Answer, PartKind, PartView, Role, Standing, UseLabel, VersionView};

/// Spoils a sight against one law, 1 to 13. Other laws may fail with it.
pub(super) fn spoil(sight: &mut Sight, law: u8) {
    match law {
        2..=6 | 8..=10 => shown(&mut sight.karin, law),
        _ => kept(sight, law),
    }
}

/// What is in the vault, or was said about it.
fn kept(sight: &mut Sight, law: u8) {
    let side = &mut sight.karin;
    match law {
        1 => side.signed.values_mut().for_each(|bytes| {
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
        }),
        7 => side.state.parts.clear(),
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

/// What is shown.
fn shown(side: &mut Side, law: u8) {
    let decisions = |part: &&mut PartView| part.kind == PartKind::Decision;
    match law {
        // As if the last step had only been a suggestion.
        2 => side.parts.iter_mut().for_each(|part| part.agreed = None),
        4 => side.parts.iter_mut().for_each(agreed_again),
        5 => {
            for used in side.parts.iter_mut().flat_map(|part| &mut part.uses) {
                used.label = UseLabel::Within;
            }
        }
        6 => {
            for part in side.parts.iter_mut().filter(decisions) {
                part.standing.word = Standing::BothAgree;
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
        _ => side
            .parts
            .iter_mut()
            .flat_map(|part| &mut part.versions)
            .for_each(|it| said(it, law)),
    }
}

/// Whatever was taken back is shown as agreed.
fn agreed_again(part: &mut PartView) {
    let taken_back = |version: &&VersionView| {
        version
            .answers
            .iter()
            .any(|answer| answer.answer == Answer::TakeBack)
    };
    let back = part
        .versions
        .iter()
        .find(taken_back)
        .map(|version| version.id.clone());
    part.agreed = back.or(part.agreed.take());
}

/// Who said what.
fn said(version: &mut VersionView, law: u8) {
    match law {
        3 => {
            for answer in &mut version.answers {
                answer.by = match answer.by {
                    Role::Client => Role::Keyworker,
                    Role::Keyworker => Role::Client,
                };
            }
        }
        9 => {
            version.words = version
                .words
                .as_ref()
                .map(|words| format!("{words} and more"))
        }
        _ => version.reason = None,
    }
}
