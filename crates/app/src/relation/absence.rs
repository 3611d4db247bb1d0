//! Away, and who instead; and being back earlier. Whether an absence has passed is a view over the days (law 7).

use std::collections::BTreeSet;

use countersign_domain::{ActId, Deed, Role, Subject};
use countersign_sync::Field;

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text, day_text, role_view};
use crate::page::Page;
use crate::relation::{Beside, some_text};
use crate::terms::{self, Texts};
use crate::view::{AwayView, ComingBack, GoingAway, Saved};

impl App {
    /// Says that one is away, and who instead.
    ///
    /// # Errors
    /// When the days are in the wrong order, a keyworker names nobody instead or no way to reach them, or the rules
    /// say no.
    pub fn away(&mut self, ask: &GoingAway) -> Result<Saved> {
        let (from, until) = (names::day(&ask.from)?, names::day(&ask.until)?);
        if until < from {
            return Err(Code::DaysTurned.into());
        }
        let mut texts = Texts::new();
        match self.role_here()? {
            Role::Keyworker => {
                terms::needed(&mut texts, Field::StandIn, &ask.stand_in)?;
                terms::needed(&mut texts, Field::HelperNumber, &ask.reach)?;
            }
            Role::Client => {
                terms::line(&mut texts, Field::StandIn, &ask.stand_in)?;
                terms::line(&mut texts, Field::HelperNumber, &ask.reach)?;
            }
        }
        texts.extend(terms::some_words(ask.words.as_deref())?.map(|words| (Field::Words, words)));
        let body = self.body(texts);
        let said = Said {
            body,
            ..Said::bare(Subject::None, Deed::Away { from, until })
        };
        self.say(names::agreement(&ask.agreement)?, said)
    }

    /// Says that one is back before the last day.
    ///
    /// # Errors
    /// When it is no absence of one's own, or the rules say no.
    pub fn back(&mut self, ask: &ComingBack) -> Result<Saved> {
        let away = names::act(&ask.away)?;
        self.say(
            names::agreement(&ask.agreement)?,
            Said::bare(Subject::None, Deed::Back { away }),
        )
    }
}

impl Page<'_> {
    /// Absences that were not ended and whose last day has not passed, the first day first.
    pub(crate) fn away(&self) -> Result<Vec<AwayView>> {
        let acts = self.book.acts_beside(Beside::Absence);
        let ended: BTreeSet<ActId> = acts
            .iter()
            .filter_map(|act| {
                if let Deed::Back { away } = act.header.deed {
                    Some(away)
                } else {
                    None
                }
            })
            .collect();
        let mut away = Vec::new();
        for act in acts {
            let Deed::Away { from, until } = act.header.deed else {
                continue;
            };
            if ended.contains(&act.id) || self.latest.is_past(Some(until)) {
                continue;
            }
            let words = self.words(act)?;
            away.push(AwayView {
                id: act_text(act.id),
                by: role_view(act.header.author),
                from: day_text(from),
                until: day_text(until),
                now: from <= self.latest.day(),
                stand_in: some_text(&words, Field::StandIn),
                reach: some_text(&words, Field::HelperNumber),
                words: words.text(),
                stamp: self.stamp(act),
            });
        }
        away.sort_by(|one, other| (&one.from, &one.id).cmp(&(&other.from, &other.id)));
        Ok(away)
    }
}
