//! The law of the house (design §2), each law as a look at what two vaults hold. None of them asks the fold whether it
//! is right where it can look for itself: at signed bytes, at words, at who saw what.

mod answers;
mod copies;

use answers::{
    a_no_stays_a_no, agreed_is_signed, least_in_force, own_devices_only,
    suggestions_change_nothing, taken_back_is_gone, uses_are_labelled,
};
use copies::{
    clocks_give_nothing, decisions_stand_apart, nothing_is_lost, private_leaves_nothing,
    saved_is_durable, words_are_one_persons,
};

use super::sight::Sight;

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
