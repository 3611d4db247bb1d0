//! The versions of a part, the answers to each, and what was said beside them.
//!
//! Everything that was said is shown, also what no longer counts; what counts comes from the fold. An erased or
//! missing body leaves its place visible and its words out.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use countersign_domain::act::Choice;
use countersign_domain::{Act, Deed, VersionId};

use crate::codes::Result;
use crate::names::{act_text, day_text, role_view};
use crate::owing::named_day;
use crate::page::{Drawn, Page};
use crate::terms;
use crate::view::{Answer, AnswerView, Saying, SayingKind, Terms, VersionView};

impl Page<'_> {
    /// All versions, oldest first.
    pub(crate) fn versions(&self, part: &Drawn<'_>) -> Result<Vec<VersionView>> {
        let suggested = part
            .acts
            .iter()
            .filter(|act| terms::suggestion(act).is_some());
        suggested.map(|act| self.version(part, act)).collect()
    }

    fn version(&self, part: &Drawn<'_>, act: &Act) -> Result<VersionView> {
        let words = self.words(act)?;
        let suggestion = terms::suggestion(act);
        let state = part.state.versions.get(&act.id);
        Ok(VersionView {
            id: act_text(act.id),
            by: role_view(act.header.author),
            stamp: self.stamp(act),
            words: words.text(),
            words_state: words.state(),
            language: suggestion.map(|it| it.language.clone()).unwrap_or_default(),
            terms: terms::shown(act, words.body()).unwrap_or(Terms::Purpose),
            reason: terms::reason_of(words.body()),
            parents: suggestion
                .map(|it| it.parents.iter().copied().map(act_text).collect())
                .unwrap_or_default(),
            answers_to: suggestion.and_then(|it| it.answers).map(act_text),
            holds: part.agreed.shown() == Some(act.id),
            open: state.is_some_and(|state| state.open),
            answers: self.answers(part, act.id)?,
        })
    }

    /// The answers to a version, oldest first.
    fn answers(&self, part: &Drawn<'_>, version: VersionId) -> Result<Vec<AnswerView>> {
        part.acts
            .iter()
            .filter_map(|act| Some((*act, answer_to(act, version)?)))
            .map(|(act, answer)| {
                let words = self.words(act)?;
                // A yes repeats the version's words; only what was said beside it is shown here.
                let beside = match answer {
                    Answer::Yes => terms::reason_of(words.body()),
                    _ => words.text().or_else(|| terms::reason_of(words.body())),
                };
                Ok(AnswerView {
                    id: act_text(act.id),
                    by: role_view(act.header.author),
                    answer,
                    words: beside,
                    day: named_day(act).map(day_text),
                    stamp: self.stamp(act),
                    live: self.counts_still(part, act, version, answer),
                })
            })
            .collect()
    }

    fn counts_still(
        &self,
        part: &Drawn<'_>,
        act: &Act,
        version: VersionId,
        answer: Answer,
    ) -> bool {
        let role = act.header.author;
        let replaced = part.acts.iter().any(|later| {
            later.header.author == role
                && self.saw(later.id, act.id)
                && (answer_to(later, version).is_some()
                    || terms::suggestion(later).is_some_and(|it| it.answers == Some(version)))
        });
        let yes_is_live = part
            .state
            .versions
            .get(&version)
            .is_some_and(|state| state.yes.contains(&role));
        match answer {
            Answer::Yes => yes_is_live,
            // Counts as nothing (law 3).
            Answer::NotedYes => false,
            Answer::YesUnderPressure
            | Answer::No
            | Answer::SomethingElse
            | Answer::NotNow
            | Answer::TakeBack => !replaced,
        }
    }

    /// What was said beside the versions, oldest first.
    pub(crate) fn sayings(&self, acts: &[&Act]) -> Result<Vec<Saying>> {
        acts.iter()
            .filter_map(|act| {
                let (kind, about) = match act.header.deed {
                    Deed::SayDifferently { version } => (SayingKind::Differently, version),
                    Deed::Reply { to, .. } => (SayingKind::Reply, to),
                    Deed::FeltPushed { version } => (SayingKind::Pushed, version),
                    _ => return None,
                };
                Some((*act, kind, about))
            })
            .map(|(act, kind, about)| {
                Ok(Saying {
                    id: act_text(act.id),
                    by: role_view(act.header.author),
                    kind,
                    about: act_text(about),
                    words: self.words(act)?.text(),
                    day: named_day(act).map(day_text),
                    stamp: self.stamp(act),
                })
            })
            .collect()
    }
}

/// What an act answers to a version, if it does. *Something else* is a version of its own.
pub(crate) fn answer_to(act: &Act, version: VersionId) -> Option<Answer> {
    answer_of(act)
        .filter(|(to, _)| *to == version)
        .map(|(_, answer)| answer)
}

/// The version that an act answers, and what.
pub(crate) fn answer_of(act: &Act) -> Option<(VersionId, Answer)> {
    match act.header.deed {
        Deed::Answer {
            version, choice, ..
        } => Some((
            version,
            match choice {
                Choice::Yes => Answer::Yes,
                Choice::YesPushed => Answer::YesUnderPressure,
                Choice::No => Answer::No,
                Choice::NotNow => Answer::NotNow,
            },
        )),
        Deed::TakeBack { version, .. } => Some((version, Answer::TakeBack)),
        Deed::FeltPushed { version } => Some((version, Answer::YesUnderPressure)),
        Deed::NotedYes { version } => Some((version, Answer::NotedYes)),
        _ => None,
    }
}
