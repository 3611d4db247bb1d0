//! Who may end a step, be away, and set the next time (design §3, decision 0008).
//!
//! A hello and a card ask nothing of what was seen; they are not here.

use crate::act::{Deed, Header};
use crate::id::{ActId, VersionId};
use crate::part::{Doer, PartKind, Role};
use crate::refusal::Refusal;
use crate::relation::{Ending, MINUTES_OF_A_DAY, MOVED_MAX, When};
use crate::rules::Past;
use crate::rules::parts::reason;

impl Past<'_> {
    pub(super) fn relation_deed_may(&self, header: &Header) -> Result<(), Refusal> {
        match &header.deed {
            Deed::CloseStep {
                version,
                ending,
                day,
                reasoned,
            } => {
                self.does_step(header, *version)?;
                reason(header.author, *ending == Ending::Done || *reasoned)?;
                in_range(day.is_none() || *ending == Ending::Changed)
            }
            Deed::Away { from, until } => in_range(from <= until),
            Deed::Back { away } => self.own_absence(header, *away),
            Deed::Meet {
                when,
                moves,
                reasoned,
            } => {
                self.may_move(moves, *when)?;
                reason(header.author, moves.is_empty() || *reasoned)?;
                in_range(moves.len() <= MOVED_MAX && when.is_none_or(on_the_clock))
            }
            _ => Ok(()),
        }
    }

    /// The version is of a step that the author does; one without a doer is done by both.
    fn does_step(&self, header: &Header, version: VersionId) -> Result<(), Refusal> {
        let (at, kind) = self.version_of(header.subject, version)?;
        if kind != PartKind::Step {
            return Err(Refusal::OtherPart);
        }
        let Deed::Suggest(step) = &self.order.act(at).header.deed else {
            return Err(Refusal::TargetUnseen);
        };
        let does = match step.doer {
            Some(Doer::Client) => header.author == Role::Client,
            Some(Doer::Keyworker) => header.author == Role::Keyworker,
            Some(Doer::Both) | None => true,
        };
        if does {
            Ok(())
        } else {
            Err(Refusal::NotThisRole)
        }
    }

    fn own_absence(&self, header: &Header, away: ActId) -> Result<(), Refusal> {
        self.is(away, |deed| matches!(deed, Deed::Away { .. }))?;
        if self.order.act(self.target(away)?).header.author == header.author {
            Ok(())
        } else {
            Err(Refusal::TargetUnseen)
        }
    }

    /// What is moved or called off is there; calling off calls something off.
    fn may_move(&self, moves: &[ActId], when: Option<When>) -> Result<(), Refusal> {
        for moved in moves {
            self.is(*moved, |deed| matches!(deed, Deed::Meet { .. }))?;
        }
        if when.is_none() && moves.is_empty() {
            Err(Refusal::NothingThere)
        } else {
            Ok(())
        }
    }
}

fn on_the_clock(when: When) -> bool {
    when.minute.is_none_or(|minute| minute < MINUTES_OF_A_DAY)
}

fn in_range(fits: bool) -> Result<(), Refusal> {
    if fits {
        Ok(())
    } else {
        Err(Refusal::OutOfRange)
    }
}
