//! How a step ended, and the keyworker's promises: kept, moved with a word, not kept (design §3).
//!
//! Each who does a step says it for themselves. Nothing is ever late on the client: her steps have no list here, and
//! their endings are hers to name or to leave.

use countersign_domain::part::{Doer, Suggestion};
use countersign_domain::{Act, Deed, PartKind, Role, Subject, VersionId, relation};
use countersign_sync::Field;

use crate::acts::{Said, place};
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text, day_text, part_text, role_view};
use crate::page::{Drawn, Page};
use crate::terms::{self, Texts};
use crate::view::{ClosingStep, Ending, EndingView, Moment, PromiseView, Saved, Stage};

impl App {
    /// Says how a step ended for oneself.
    ///
    /// # Errors
    /// When a keyworker changes or leaves a promise without a word, the step is not one's own to do, or the rules say
    /// no.
    pub fn close_step(&mut self, ask: &ClosingStep) -> Result<Saved> {
        let (agreement, part) = place(&ask.agreement, &ask.part)?;
        let version = names::act(&ask.version)?;
        let words = terms::some_words(ask.words.as_deref())?;
        let day = names::some_day(ask.day.as_ref())?;
        if day.is_some() && ask.ending != Ending::Changed {
            return Err(Code::DayWrong.into());
        }
        let owes_word = ask.ending != Ending::Done && self.role_here()? == Role::Keyworker;
        if owes_word && words.is_none() {
            return Err(Code::ReasonMissing.into());
        }
        let deed = Deed::CloseStep {
            version,
            ending: ending_of(ask.ending),
            day,
            reasoned: words.is_some(),
        };
        let texts: Texts = words
            .map(|words| (Field::Words, words))
            .into_iter()
            .collect();
        let body = self.body(texts);
        let said = Said {
            body,
            ..Said::bare(Subject::Part(part), deed)
        };
        self.say(agreement, said)
    }
}

impl Page<'_> {
    /// How a step ended, in the latest word of each who does it, the client's first.
    pub(crate) fn endings(&self, part: &Drawn<'_>) -> Result<Vec<EndingView>> {
        let mut endings = Vec::new();
        if part.state.kind == PartKind::Step {
            for role in Role::BOTH {
                endings.extend(self.endings_by(part, self.closable(part), role)?);
            }
        }
        Ok(endings)
    }

    /// The version of a step whose ending the reader can say: one that they have said yes to and do themselves.
    pub(crate) fn close(&self, part: &Drawn<'_>) -> Option<VersionId> {
        let version = self.closable(part);
        let state = part.state.versions.get(&version)?;
        let deed = Deed::CloseStep {
            version,
            ending: relation::Ending::Done,
            day: None,
            reasoned: true,
        };
        let may = state.yes.contains(&self.reader)
            && self.book.allows(self.reader, Subject::Part(part.id), deed);
        may.then_some(version)
    }

    fn closable(&self, part: &Drawn<'_>) -> VersionId {
        self.promised(part)
            .map_or_else(|| self.leads(part), |(version, _)| version)
    }

    fn endings_by(
        &self,
        part: &Drawn<'_>,
        version: VersionId,
        role: Role,
    ) -> Result<Vec<EndingView>> {
        let said: Vec<&Act> = part
            .acts
            .iter()
            .copied()
            .filter(|act| act.header.author == role)
            .filter(|act| matches!(act.header.deed, Deed::CloseStep { version: of, .. } if of == version))
            .collect();
        let mut endings = Vec::new();
        for act in self.latest_of(&said) {
            let Deed::CloseStep { ending, day, .. } = act.header.deed else {
                continue;
            };
            endings.push(EndingView {
                id: act_text(act.id),
                by: role_view(role),
                version: act_text(version),
                ending: ending_view(ending),
                day: day.map(day_text),
                words: self.words(act)?.text(),
                stamp: self.stamp(act),
            });
        }
        Ok(endings)
    }
}

/// The keyworker's promises.
impl Page<'_> {
    /// Those still to be kept, oldest first; then the ended ones, newest first.
    pub(super) fn promises(&self) -> Result<Vec<PromiseView>> {
        let mut promises = Vec::new();
        for part in self.book.parts() {
            if let Some(drawn) = self.drawn(*part)? {
                promises.extend(self.promise(&drawn)?);
            }
        }
        promises.sort_by_key(|promise: &PromiseView| {
            let since = promise.since.0;
            let order = if promise.open { since } else { -since };
            (!promise.open, order)
        });
        Ok(promises)
    }

    /// What the keyworker has promised by a part, if it is a promise.
    pub(crate) fn promise(&self, part: &Drawn<'_>) -> Result<Option<PromiseView>> {
        let Some((version, agreed)) = self.promised(part) else {
            return Ok(None);
        };
        let made = self.book.agreement().act(version);
        let Some((act, step)) = made.and_then(|act| Some((act, terms::suggestion(act)?))) else {
            return Ok(None);
        };
        let words = self.body(version)?;
        let endings = self.endings_by(part, version, Role::Keyworker)?;
        let moved = endings.iter().filter_map(|it| it.day.clone()).max();
        Ok(Some(PromiseView {
            part: part_text(part.id),
            version: act_text(version),
            words: words.text(),
            words_state: words.state(),
            doer: terms::doer_view(doer(step)),
            agreed,
            since: Moment(act.header.claimed.0),
            open: endings.is_empty() || moved.is_some(),
            day: moved.or(step.by.map(day_text)),
            endings,
        }))
    }

    /// The version by which the keyworker has promised something: what both agreed that they do or both do, else
    /// their own newest open suggestion that they will do it. With it, whether it is agreed.
    fn promised(&self, part: &Drawn<'_>) -> Option<(VersionId, bool)> {
        let doer_of = |version: VersionId| {
            let act = self.book.agreement().act(version)?;
            terms::suggestion(act).map(doer)
        };
        if part.state.kind != PartKind::Step || self.stage() == Stage::Closed {
            return None;
        }
        if let Some(holds) = part.state.holds {
            let theirs = doer_of(holds).is_some_and(|doer| doer != Doer::Client);
            let stands = part.state.in_force && part.agreed.shown().is_some();
            return (theirs && stands).then_some((holds, true));
        }
        let own = part.acts.iter().rev().map(|act| act.id).find(|id| {
            part.state
                .versions
                .get(id)
                .is_some_and(|it| it.open && it.author == Role::Keyworker)
        })?;
        (doer_of(own) == Some(Doer::Keyworker)).then_some((own, false))
    }
}

/// A step that names nobody is done by both, as it is shown.
fn doer(step: &Suggestion) -> Doer {
    step.doer.unwrap_or(Doer::Both)
}

fn ending_of(ending: Ending) -> relation::Ending {
    match ending {
        Ending::Done => relation::Ending::Done,
        Ending::Changed => relation::Ending::Changed,
        Ending::NotThisTime => relation::Ending::NotThisTime,
    }
}

fn ending_view(ending: relation::Ending) -> Ending {
    match ending {
        relation::Ending::Done => Ending::Done,
        relation::Ending::Changed => Ending::Changed,
        relation::Ending::NotThisTime => Ending::NotThisTime,
    }
}
