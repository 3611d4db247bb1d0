//! Who owes what, since when (fold §7), with a named day laid over it.
//!
//! The fold says who owes an answer. An answer or reply that names a day settles it for as long; when that day has
//! passed, the debt is back. Both people's debts are known; a screen shows the keyworker's first, since a client is
//! never reminded of being late (design §3).

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use countersign_domain::state::PartState;
use countersign_domain::{Act, Day, Deed, Role};

use crate::codes::Result;
use crate::names::{day_text, role_view};
use crate::page::{Drawn, Page};
use crate::terms;
use crate::view::{self, Debt, Moment, Wants};

impl Page<'_> {
    /// The debt to show with a part.
    pub(crate) fn owes(&self, part: &Drawn<'_>) -> Result<Option<Debt>> {
        let keyworkers = self.owed_by(part, Role::Keyworker)?;
        keyworkers.map_or_else(|| self.owed_by(part, Role::Client), |debt| Ok(Some(debt)))
    }

    /// What one of the two owes.
    pub(crate) fn owed_by(&self, part: &Drawn<'_>, role: Role) -> Result<Option<Debt>> {
        // Of a goal it may be an act of another part: the end of a step.
        let since = part.state.owes.get(&role);
        let since = since.and_then(|since| self.book.agreement().act(*since));
        let Some(since) = since else {
            return Ok(self.day_that_passed(part, role));
        };
        let wants = wants(&part.state, since, role);
        let (said, said_day) = match wants {
            Wants::Answer => self.said_with(since, role)?,
            Wants::NearStep => (None, None),
        };
        Ok(Some(Debt {
            who: role_view(role),
            wants,
            since: Moment(since.header.claimed.0),
            day: None,
            said,
            said_day,
        }))
    }

    /// What the other said with the act since which something is owed, and a day they named: the words of a no must
    /// reach whoever owes an answer to it. A suggestion that answers nothing is the part itself.
    fn said_with(&self, since: &Act, role: Role) -> Result<(Option<String>, Option<view::Day>)> {
        let plain = terms::suggestion(since).is_some_and(|it| it.answers.is_none());
        if plain || since.header.author == role {
            return Ok((None, None));
        }
        let words = self.words(since)?;
        let said = words.text().or_else(|| terms::reason_of(words.body()));
        Ok((said, named_day(since).map(day_text)))
    }

    /// A day that someone named for an answer, when it has passed and nothing came since.
    fn day_that_passed(&self, part: &Drawn<'_>, role: Role) -> Option<Debt> {
        let (act, day) = part
            .acts
            .iter()
            .rev()
            .find_map(|act| Some((*act, named_day(act)?)))?;
        let theirs = |act: &&&Act| act.header.author == role;
        let last = part.acts.iter().rfind(theirs)?;
        let still_asked = part
            .state
            .versions
            .values()
            .any(|version| version.open && version.author != role);
        let owed = last.id == act.id && still_asked && self.latest.is_past(Some(day));
        owed.then(|| Debt {
            who: role_view(role),
            wants: Wants::Answer,
            since: Moment(act.header.claimed.0),
            day: Some(day_text(day)),
            said: None,
            said_day: None,
        })
    }
}

/// A debt since the version that holds, or since a step ended, is that of a far goal without a near step.
fn wants(state: &PartState, since: &Act, role: Role) -> Wants {
    let ended = matches!(since.header.deed, Deed::CloseStep { .. });
    if role == Role::Keyworker && (ended || state.holds == Some(since.id)) {
        Wants::NearStep
    } else {
        Wants::Answer
    }
}

/// The day that an answer or a reply names.
pub(crate) fn named_day(act: &Act) -> Option<Day> {
    match act.header.deed {
        Deed::Answer { day, .. } | Deed::Reply { day, .. } => day,
        _ => None,
    }
}
