//! Where a part stands, with what is said beside it: since when, by whom, and why it is on hold.
//!
//! The word comes from the fold (fold §7). Two things are laid over it: an agreed version whose last day has passed
//! no longer stands, and one whose words are not here is on hold. Debts are in `owing.rs`.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use std::collections::BTreeSet;

use countersign_domain::act::{Choice, Noted};
use countersign_domain::state::{Joined, Standing};
use countersign_domain::{Act, ActId, Deed, Effect, Role, Subject, VersionId};

use crate::names::role_view;
use crate::page::{Agreed, Drawn, Page};
use crate::view;

impl Page<'_> {
    /// A part's standing.
    pub(crate) fn standing(&self, part: &Drawn<'_>) -> view::StandingView {
        let mut all = self.words_for(part);
        let word = all.pop_first().unwrap_or(Standing::NotAgreed);
        let made_so = self.made_so(part, word);
        view::StandingView {
            word: word_view(word),
            since: made_so.map(|act| view::Moment(act.header.claimed.0)),
            by: made_so
                .map(|act| role_view(act.header.author))
                .filter(|_| word != Standing::BothAgree),
            cause: (word == Standing::OnHold).then(|| self.hold_cause(part)),
            also: all.into_iter().map(word_view).collect(),
        }
    }

    fn words_for(&self, part: &Drawn<'_>) -> BTreeSet<Standing> {
        let mut all = part.state.also.clone();
        all.insert(part.state.standing);
        match part.agreed {
            Agreed::Nothing | Agreed::To(_) => {}
            Agreed::WithoutWords(_) => {
                all.retain(|word| !says_agreed(*word));
                all.insert(Standing::OnHold);
            }
            Agreed::Past(_) => {
                all.retain(|word| !says_agreed(*word) && *word != Standing::Paused);
                all.insert(without_agreed(part));
            }
        }
        all
    }

    /// The act by which the part came to stand so, where one act made it so.
    fn made_so<'b>(&'b self, part: &Drawn<'b>, word: Standing) -> Option<&'b Act> {
        let last =
            |matches: &dyn Fn(&Act) -> bool| part.acts.iter().rfind(|act| matches(act)).copied();
        let deed = |matches: fn(&Deed) -> bool| last(&|act| matches(&act.header.deed));
        match word {
            Standing::Closed => self.last_about_all(|deed| matches!(deed, Deed::End)),
            Standing::Ended => {
                deed(is_no).or_else(|| self.last_about_all(|deed| matches!(deed, Deed::End)))
            }
            Standing::TakenBack => {
                deed(|deed| matches!(deed, Deed::TakeBack { .. } | Deed::Erase { .. }))
            }
            Standing::YesUnderPressure => deed(is_pushed),
            Standing::OnHold => self.standing_holds(part).last().copied(),
            Standing::Paused => deed(is_pause).or_else(|| self.last_about_all(is_pause)),
            Standing::BothAgree => part
                .state
                .holds
                .and_then(|version| last(&|act| says_yes(act, version))),
            Standing::NotAgreed => deed(is_no),
            Standing::NewSuggestion
            | Standing::TwoSuggestions
            | Standing::WaitingForClient
            | Standing::WaitingForKeyworker => last(&|act| is_open(part, act.id)),
        }
    }

    fn last_about_all(&self, matches: fn(&Deed) -> bool) -> Option<&Act> {
        self.book
            .acts_about_all()
            .into_iter()
            .rfind(|act| matches(&act.header.deed))
    }

    /// Holds on the part, or on all mandates and permissions, that the client has not lifted (fold §4.2).
    pub(crate) fn standing_holds<'b>(&'b self, part: &Drawn<'b>) -> Vec<&'b Act> {
        let everywhere = self.book.acts_about_all();
        let power = part.state.kind.gives_power();
        let about_all = everywhere.iter().copied().filter(|_| power);
        about_all
            .chain(part.acts.iter().copied())
            .filter(|act| match act.header.deed {
                Deed::Hold {
                    noted: Noted::Pause,
                } => !self.resumed(part, &everywhere, act),
                Deed::Hold {
                    noted: Noted::No | Noted::TakeBack,
                } => !self.answered_hold(part, act),
                _ => false,
            })
            .collect()
    }

    /// The client's yes to what would hold saw the hold.
    fn answered_hold(&self, part: &Drawn<'_>, hold: &Act) -> bool {
        part.state.holds.is_some_and(|version| {
            part.acts.iter().any(|act| {
                act.header.author == Role::Client
                    && says_yes(act, version)
                    && self.saw(act.id, hold.id)
            })
        })
    }

    /// The client's resume of at least this much saw the noted pause.
    fn resumed(&self, part: &Drawn<'_>, everywhere: &[&Act], hold: &Act) -> bool {
        let own = part
            .acts
            .iter()
            .filter(|_| hold.header.subject != Subject::All);
        everywhere.iter().chain(own).any(|act| {
            act.header.author == Role::Client
                && matches!(act.header.deed, Deed::Resume)
                && self.saw(act.id, hold.id)
        })
    }

    fn hold_cause(&self, part: &Drawn<'_>) -> view::HoldCause {
        let agreement = self.book.agreement();
        let power = part.state.kind.gives_power();
        let about_part = |act: &Act| {
            act.header.effect == Effect::TakesAway
                && match act.header.subject {
                    Subject::Part(named) => named == part.id,
                    Subject::All => power,
                    Subject::New | Subject::None => false,
                }
        };
        let unknown =
            |act: &&Act| matches!(act.header.deed, Deed::Unknown { .. }) && about_part(act);
        if agreement.joined() == Joined::Twice {
            view::HoldCause::TwoJoins
        } else if !self.standing_holds(part).is_empty() {
            view::HoldCause::Noted
        } else if agreement.waiting().any(about_part)
            || matches!(part.agreed, Agreed::WithoutWords(_))
        {
            view::HoldCause::Waiting
        } else if part.acts.iter().any(unknown) || self.book.acts_about_all().iter().any(unknown) {
            view::HoldCause::NewerApp
        } else {
            view::HoldCause::Torn
        }
    }

    /// Whether one pause of every mandate and permission stands.
    pub(crate) fn paused_all(&self) -> bool {
        let acts = self.book.acts_about_all();
        acts.iter()
            .filter(|act| is_pause(&act.header.deed))
            .any(|pause| {
                let lifter = match pause.header.deed {
                    Deed::Hold { .. } => Role::Client,
                    _ => pause.header.author,
                };
                !acts.iter().any(|act| {
                    matches!(act.header.deed, Deed::Resume)
                        && act.header.author == lifter
                        && self.saw(act.id, pause.id)
                })
            })
    }
}

/// What an agreed version whose day has passed leaves: the suggestions beside it, or nothing.
fn without_agreed(part: &Drawn<'_>) -> Standing {
    let mut open = part.state.versions.values().filter(|version| version.open);
    match (open.next(), open.next()) {
        (None, _) => Standing::Ended,
        (Some(_), Some(_)) => Standing::TwoSuggestions,
        (Some(only), None) => match only.author {
            Role::Client => Standing::WaitingForKeyworker,
            Role::Keyworker => Standing::WaitingForClient,
        },
    }
}

fn says_agreed(word: Standing) -> bool {
    matches!(word, Standing::BothAgree | Standing::NewSuggestion)
}

fn is_open(part: &Drawn<'_>, act: ActId) -> bool {
    part.state
        .versions
        .get(&act)
        .is_some_and(|version| version.open)
}

/// The author's yes to a version: their own suggestion of it, or an answer.
pub(crate) fn says_yes(act: &Act, version: VersionId) -> bool {
    act.id == version
        || matches!(act.header.deed, Deed::Answer { version: to, choice: Choice::Yes, .. } if to == version)
}

fn is_no(deed: &Deed) -> bool {
    match deed {
        Deed::Answer { choice, .. } => *choice == Choice::No,
        Deed::Suggest(suggestion) => suggestion.answers.is_some(),
        _ => false,
    }
}

fn is_pushed(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::FeltPushed { .. }
            | Deed::Answer {
                choice: Choice::YesPushed,
                ..
            }
    )
}

fn is_pause(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Pause
            | Deed::Hold {
                noted: Noted::Pause
            }
    )
}

/// The word for a face.
pub(crate) fn word_view(word: Standing) -> view::Standing {
    match word {
        Standing::Closed => view::Standing::Closed,
        Standing::Ended => view::Standing::Ended,
        Standing::TakenBack => view::Standing::TakenBack,
        Standing::YesUnderPressure => view::Standing::YesUnderPressure,
        Standing::OnHold => view::Standing::OnHold,
        Standing::Paused => view::Standing::Paused,
        Standing::BothAgree => view::Standing::BothAgree,
        Standing::NewSuggestion => view::Standing::NewSuggestion,
        Standing::TwoSuggestions => view::Standing::TwoSuggestions,
        Standing::NotAgreed => view::Standing::NotAgreed,
        Standing::WaitingForClient => view::Standing::WaitingForClient,
        Standing::WaitingForKeyworker => view::Standing::WaitingForKeyworker,
    }
}
