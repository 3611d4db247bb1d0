//! What an erasure asks: readings, "Refusals" 8, Erase (design §3, fold §3.9).
//!
//! What an erasure takes away is in [`super::part`].

use countersign_domain::act::{Deed, Subject};
use countersign_domain::id::ActId;
use countersign_domain::part::Role;
use countersign_domain::refusal::Refusal;

use super::set::At;
use super::target::Demand;
use super::view::View;

/// How many acts one erasure can name.
const TARGETS_MAX: usize = 64;

/// One to 64 acts that were seen, of the subject, whose words this person may erase.
pub(super) fn demands(past: &View<'_>, at: At, targets: &[ActId]) -> Vec<Demand> {
    let found: Vec<At> = targets.iter().filter_map(|id| past.find(*id)).collect();
    let fits = |target: &At| part_of_words(past, *target) == past.subject(at);
    let may = |target: &At| past.author(at) == Role::Client || keyworker_may(past, *target);
    vec![
        (found.len() == targets.len(), Refusal::TargetUnseen),
        (
            !targets.is_empty() && targets.len() <= TARGETS_MAX,
            Refusal::TargetUnseen,
        ),
        (found.iter().all(fits), Refusal::OtherPart),
        (found.iter().all(may), Refusal::MayNotErase),
    ]
}

/// The part of a suggestion or answer; other acts have words that are nobody's yes or no.
fn part_of_words(past: &View<'_>, target: At) -> Subject {
    if matches!(past.deed(target), Deed::Suggest(_)) {
        Subject::Part(past.part_of(target))
    } else if matches!(past.deed(target), Deed::Answer { .. }) {
        past.subject(target)
    } else {
        Subject::None
    }
}

/// Own words only; never decisions, uses, contacts, or what the client contested or answered; nor what the keyworker
/// answers for: the end of a promise, the open card, a meeting (decision 0008).
fn keyworker_may(past: &View<'_>, target: At) -> bool {
    let id = past.acts.id(target);
    let lasting = matches!(
        past.deed(target),
        Deed::Decide(_)
            | Deed::Use { .. }
            | Deed::Contact { .. }
            | Deed::ContactReply { .. }
            | Deed::CloseStep { .. }
            | Deed::Card
            | Deed::Meet { .. }
    );
    let by_client = |act| past.author(act) == Role::Client;
    let answers = |act| {
        let deed = past.deed(act);
        matches!(deed, Deed::ContactContest { contact } if *contact == id)
            || matches!(deed, Deed::AnswerUse { used, .. } if *used == id)
            || matches!(deed, Deed::Disagree { decision } if *decision == id)
            || matches!(deed, Deed::Answer { version, .. } if by_client(act) && *version == id)
            || matches!(deed, Deed::Suggest(made) if by_client(act) && made.answers == Some(id))
    };
    let answered = past.counted.iter().any(answers);
    past.author(target) == Role::Keyworker && !lasting && !answered
}
