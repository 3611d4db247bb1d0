//! A month that two people live apart: each writes what people write, and neither hears of the other.

use crate::cast::{Outcome, Person};
use countersign_app::view::{CheckingIn, Contacting, Suggesting, Terms, Topic};

/// Thirty days, in seconds.
const MONTH_SECONDS: usize = 30 * 24 * 3_600;

/// Words of which sentences are drawn, so that they pack no better than people's.
const WORDS: [&str; 48] = [
    "today", "housing", "office", "called", "slept", "better", "worried", "rent", "letter",
    "asked", "doctor", "Tuesday", "afraid", "walk", "morning", "calm", "talked", "sister", "money",
    "paper", "court", "waited", "again", "kitchen", "bus", "late", "group", "angry", "helped",
    "read", "signed", "phone", "medicine", "quiet", "friend", "visit", "garden", "night", "tired",
    "hope", "plan", "week", "ready", "maybe", "said", "not", "and", "with",
];

/// Letters of one text: as many as a contact of the other bench has.
const LETTERS: usize = 150;

/// Both live a month and make so many acts each.
pub(crate) fn live(magda: &mut Person, karin: &mut Person, acts: usize) -> Outcome<()> {
    let pause = i64::try_from(MONTH_SECONDS / acts.max(1))?;
    for turn in 0..acts {
        magda.time_passes(pause);
        karin.time_passes(pause);
        match turn % 10 {
            0 => suggest(magda, 2 * turn)?,
            1..5 => check_in(magda, 2 * turn)?,
            _ => contact(magda, 2 * turn)?,
        }
        match turn % 10 {
            0 | 1 => suggest(karin, 2 * turn + 1)?,
            _ => contact(karin, 2 * turn + 1)?,
        }
    }
    Ok(())
}

fn contact(person: &mut Person, turn: usize) -> Outcome<()> {
    person.app.add_contact(&Contacting {
        agreement: person.agreement.clone(),
        whom: "The housing office".to_owned(),
        words: sentence(turn),
        mandate: None,
        on: None,
    })?;
    Ok(())
}

fn check_in(person: &mut Person, turn: usize) -> Outcome<()> {
    let ask = CheckingIn {
        topics: vec![Topic {
            name: "Sleep".to_owned(),
            figure: 4,
            goal: None,
        }],
        words: sentence(turn),
    };
    let agreement = person.agreement.clone();
    let kept = person.app.add_checkin(&agreement, &ask)?;
    person.app.share_checkin(&agreement, &kept.id)?;
    Ok(())
}

fn suggest(person: &mut Person, turn: usize) -> Outcome<()> {
    person.app.suggest(&Suggesting {
        agreement: person.agreement.clone(),
        part: None,
        parents: Vec::new(),
        answers_to: None,
        words: sentence(turn),
        language: "en".to_owned(),
        terms: Terms::Goal {
            near: Some(3),
            by: None,
        },
        reason: Some("so that we both know".to_owned()),
    })?;
    Ok(())
}

/// A text that no other turn has.
fn sentence(turn: usize) -> String {
    let mut state = turn as u64;
    let mut text = format!("{turn}:");
    while text.len() < LETTERS {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let word = (mixed >> 40) as usize % WORDS.len();
        text.push(' ');
        text.push_str(WORDS[word]);
    }
    text
}
