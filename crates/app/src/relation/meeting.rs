//! The next time the two meet: either sets it, moves it or calls it off. What is next is a view over the days (law 7).
//!
//! A meeting stands until another act names it: so nobody takes a time from the other's calendar without saying which,
//! and a keyworker says why. Two set at the same time both stand (law 9).

use std::collections::BTreeSet;

use countersign_domain::relation::{MINUTES_OF_A_DAY, MOVED_MAX, When};
use countersign_domain::{Act, ActId, AgreementId, Day, Deed, Role, Subject};
use countersign_sync::Field;

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text, day_text, role_view};
use crate::page::Page;
use crate::relation::{Beside, some_text};
use crate::terms::{self, Texts};
use crate::view::{CallOffView, MeetView, Meeting, Saved};

impl App {
    /// Sets the next time, moves it, or calls it off.
    ///
    /// # Errors
    /// When a day or time is none, there is nothing to call off, a keyworker moves or calls off without a word, or the
    /// rules say no.
    pub fn meet(&mut self, ask: &Meeting) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        let when = when(ask)?;
        let moves = self.standing_meetings(agreement)?;
        let words = terms::some_words(ask.words.as_deref())?;
        if when.is_none() && moves.is_empty() {
            return Err(Code::NothingToAnswer.into());
        }
        if !moves.is_empty() && words.is_none() && self.role_here()? == Role::Keyworker {
            return Err(Code::ReasonMissing.into());
        }
        let reasoned = words.is_some();
        let mut texts = Texts::new();
        terms::line(&mut texts, Field::Place, &ask.place)?;
        terms::line(&mut texts, Field::Whom, &ask.who)?;
        terms::line(&mut texts, Field::StandIn, &ask.stand_in)?;
        texts.extend(words.map(|words| (Field::Words, words)));
        let body = self.body(texts);
        let deed = Deed::Meet {
            when,
            moves,
            reasoned,
        };
        let said = Said {
            body,
            ..Said::bare(Subject::None, deed)
        };
        self.say(agreement, said)
    }

    fn standing_meetings(&mut self, agreement: AgreementId) -> Result<Vec<ActId>> {
        let (session, world) = self.unlocked()?;
        let page = session.page(agreement, world.now())?;
        let standing = page.standing_meetings();
        Ok(standing
            .into_iter()
            .map(|(act, _)| act.id)
            .take(MOVED_MAX)
            .collect())
    }
}

/// The day and the time; a time without a day is a mistake.
fn when(ask: &Meeting) -> Result<Option<When>> {
    let minute = ask.time.as_deref().map(minute_of).transpose()?;
    match (names::some_day(ask.day.as_ref())?, minute) {
        (Some(day), minute) => Ok(Some(When { day, minute })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Code::DayWrong.into()),
    }
}

/// Minutes since midnight of `14:30`.
fn minute_of(time: &str) -> Result<u16> {
    let wrong = || Code::TimeWrong;
    let (hours, minutes) = time.split_once(':').ok_or_else(wrong)?;
    let number = |text: &str, most: u16| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
        let number = text.parse::<u16>().ok().filter(|it| digits && *it < most);
        number.ok_or_else(wrong)
    };
    Ok(number(hours, MINUTES_OF_A_DAY / 60)? * 60 + number(minutes, 60)?)
}

fn time_text(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl Page<'_> {
    /// Meetings that nothing has taken the place of and whose day has not passed, the next one first.
    fn standing_meetings(&self) -> Vec<(&Act, When)> {
        let acts = self.book.acts_beside(Beside::Meeting);
        let moved: BTreeSet<ActId> = acts.iter().flat_map(|act| moved_by(act)).collect();
        let mut standing: Vec<(&Act, When)> = acts
            .into_iter()
            .filter(|act| !moved.contains(&act.id))
            .filter_map(|act| Some((act, when_of(act)?)))
            .filter(|(_, when)| !self.latest.is_past(Some(when.day)))
            .collect();
        standing.sort_by_key(|(act, when)| (*when, act.id));
        standing
    }

    /// The same for a face.
    pub(crate) fn next(&self) -> Result<Vec<MeetView>> {
        self.standing_meetings()
            .into_iter()
            .map(|(act, when)| {
                let words = self.words(act)?;
                Ok(MeetView {
                    id: act_text(act.id),
                    by: role_view(act.header.author),
                    day: day_text(when.day),
                    time: when.minute.map(time_text),
                    place: some_text(&words, Field::Place),
                    who: some_text(&words, Field::Whom),
                    stand_in: some_text(&words, Field::StandIn),
                    words: words.text(),
                    moved: !moved_by(act).is_empty(),
                    stamp: self.stamp(act),
                })
            })
            .collect()
    }

    /// Meetings for a day to come that were called off, and after which none was set.
    pub(super) fn called_off(&self) -> Result<Vec<CallOffView>> {
        let acts = self.book.acts_beside(Beside::Meeting);
        let mut called_off = Vec::new();
        for act in self.latest_of(&acts) {
            let day = self.day_called_off(act);
            let Some(day) = day.filter(|day| !self.latest.is_past(Some(*day))) else {
                continue;
            };
            called_off.push(CallOffView {
                id: act_text(act.id),
                by: role_view(act.header.author),
                day: day_text(day),
                words: self.words(act)?.text(),
                stamp: self.stamp(act),
            });
        }
        Ok(called_off)
    }

    /// The day that an act calls off; `None` where it sets one.
    fn day_called_off(&self, act: &Act) -> Option<Day> {
        if when_of(act).is_some() {
            return None;
        }
        let moved = moved_by(act).into_iter();
        moved
            .filter_map(|id| self.book.agreement().act(id).and_then(when_of))
            .map(|when| when.day)
            .max()
    }
}

fn when_of(act: &Act) -> Option<When> {
    if let Deed::Meet { when, .. } = act.header.deed {
        when
    } else {
        None
    }
}

fn moved_by(act: &Act) -> Vec<ActId> {
    if let Deed::Meet { moves, .. } = &act.header.deed {
        moves.clone()
    } else {
        Vec::new()
    }
}
