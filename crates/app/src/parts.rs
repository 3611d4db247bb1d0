//! A part as its screen shows it, and as one line of a list.
//!
//! A decision of others is drawn here too, and never as something agreed: it has no answers, its own standing, and a
//! list of its own deeds (law 6).

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use countersign_domain::state::DecisionState;
use countersign_domain::{Act, ActId, Deed, PartId, Role, Subject};

use crate::codes::Result;
use crate::error::Code;
use crate::names::{act_text, agreement_text, kind_view, part_text, role_view};
use crate::page::{Drawn, Page};
use crate::terms;
use crate::view::{
    DecisionView, HoldView, Noted, PartEntry, PartKind, PartView, Standing, StandingView, Terms,
    VersionView,
};

/// Characters of a title, for one-line lists.
const TITLE_CHARACTERS_MAX: usize = 80;

/// A decision with its acts.
struct Decided<'a> {
    id: PartId,
    state: DecisionState,
    acts: Vec<&'a Act>,
}

impl Page<'_> {
    /// One part with all that its screen shows.
    pub(crate) fn part(&self, id: PartId) -> Result<PartView> {
        match self.drawn(id)? {
            Some(part) => self.part_view(&part),
            None => {
                let decided = self.decided(id).ok_or(Code::PartUnknown)?;
                self.decision_part(&decided)
            }
        }
    }

    fn part_view(&self, part: &Drawn<'_>) -> Result<PartView> {
        let leads = self.leads(part);
        let ask = self.ask(part);
        Ok(PartView {
            agreement: agreement_text(self.id),
            id: part_text(part.id),
            kind: kind_view(part.state.kind),
            title: title(self.body(leads)?.text()),
            role: self.role(),
            client: self.names.client.clone(),
            keyworker: self.names.keyworker.clone(),
            standing: self.standing(part),
            owes: self.owes(part)?,
            suggested_by: self.suggested_by(part.id),
            agreed: part.agreed.shown().map(act_text),
            leads: act_text(leads),
            ask: ask.map(act_text),
            mine_yes: self.mine_yes(part).map(act_text),
            mine: self.mine(part)?,
            refused_before: self.refused_before(part, ask)?,
            versions: self.versions(part)?,
            sayings: self.sayings(&part.acts)?,
            holds: self.holds(part)?,
            uses: self.uses(&part.acts)?,
            endings: self.endings(part)?,
            close: self.close(part).map(act_text),
            decision: None,
            may: self.may(part),
        })
    }

    /// A part as a line of a list.
    pub(crate) fn part_entry(&self, part: &Drawn<'_>) -> Result<PartEntry> {
        let leads = self.leads(part);
        let words = self.body(leads)?;
        let act = self.book.agreement().act(leads);
        let mine = self.mine(part)?;
        Ok(PartEntry {
            id: part_text(part.id),
            kind: kind_view(part.state.kind),
            version: act_text(leads),
            words: words.text(),
            words_state: words.state(),
            terms: act
                .and_then(|act| terms::shown(act, words.body()))
                .unwrap_or(Terms::Purpose),
            standing: self.standing(part),
            owes: self.owes(part)?,
            suggested_by: self.suggested_by(part.id),
            endings: self.endings(part)?,
            uses: count(
                part.acts
                    .iter()
                    .filter(|act| matches!(act.header.deed, Deed::Use { .. })),
            ),
            mine: mine.as_ref().map(|mine| mine.answer),
            delivered: None,
            seen: false,
            refused: false,
        })
    }

    fn suggested_by(&self, part: PartId) -> crate::view::Role {
        let first = self.book.agreement().act(part);
        role_view(first.map_or(Role::Keyworker, |act| act.header.author))
    }

    /// The newest act of the reader's among these.
    pub(crate) fn newest_own(&self, acts: &[&Act]) -> Option<ActId> {
        acts.iter()
            .rfind(|act| act.header.author == self.reader)
            .map(|act| act.id)
    }

    fn holds(&self, part: &Drawn<'_>) -> Result<Vec<HoldView>> {
        self.standing_holds(part)
            .into_iter()
            .map(|act| {
                Ok(HoldView {
                    id: act_text(act.id),
                    noted: match act.header.deed {
                        Deed::Hold {
                            noted: countersign_domain::act::Noted::No,
                        } => Noted::No,
                        Deed::Hold {
                            noted: countersign_domain::act::Noted::Pause,
                        } => Noted::Pause,
                        _ => Noted::TakeBack,
                    },
                    words: self.words(act)?.text(),
                    stamp: self.stamp(act),
                })
            })
            .collect()
    }
}

/// Decisions of others.
impl<'a> Page<'a> {
    fn decided(&self, id: PartId) -> Option<Decided<'a>> {
        let state = self.book.agreement().decision(id)?;
        Some(Decided {
            id,
            state,
            acts: self.book.acts_of(id),
        })
    }

    /// A decision as a line of a list; `None` when it is not here.
    pub(crate) fn decision_line(&self, id: PartId) -> Result<Option<PartEntry>> {
        self.decided(id)
            .map(|decided| self.decision_entry(&decided))
            .transpose()
    }

    fn decision_part(&self, decided: &Decided<'_>) -> Result<PartView> {
        let version = self.decision_version(decided)?;
        Ok(PartView {
            agreement: agreement_text(self.id),
            id: part_text(decided.id),
            kind: PartKind::Decision,
            title: title(version.words.clone()),
            role: self.role(),
            client: self.names.client.clone(),
            keyworker: self.names.keyworker.clone(),
            standing: self.decision_standing(decided),
            owes: None,
            suggested_by: role_view(Role::Keyworker),
            agreed: None,
            leads: act_text(decided.id),
            ask: None,
            mine_yes: None,
            mine: None,
            refused_before: false,
            versions: vec![version],
            sayings: self.sayings(&decided.acts)?,
            holds: Vec::new(),
            uses: Vec::new(),
            endings: Vec::new(),
            close: None,
            decision: Some(self.decision_view(decided)?),
            may: self.may_with_decision(decided.id, &decided.state, &decided.acts),
        })
    }

    fn decision_entry(&self, decided: &Decided<'_>) -> Result<PartEntry> {
        let version = self.decision_version(decided)?;
        Ok(PartEntry {
            id: part_text(decided.id),
            kind: PartKind::Decision,
            version: act_text(decided.id),
            words: version.words,
            words_state: version.words_state,
            terms: version.terms,
            standing: self.decision_standing(decided),
            owes: None,
            suggested_by: role_view(Role::Keyworker),
            endings: Vec::new(),
            uses: 0,
            mine: None,
            delivered: None,
            seen: decided.state.seen,
            refused: self.refused(decided),
        })
    }

    fn decision_version(&self, decided: &Decided<'_>) -> Result<VersionView> {
        let act = decided
            .acts
            .iter()
            .find(|act| act.id == decided.id)
            .ok_or(Code::PartUnknown)?;
        let words = self.words(act)?;
        let language = match &act.header.deed {
            Deed::Decide(decision) => decision.language.clone(),
            _ => String::new(),
        };
        Ok(VersionView {
            id: act_text(act.id),
            by: role_view(act.header.author),
            stamp: self.stamp(act),
            words: words.text(),
            words_state: words.state(),
            language,
            terms: terms::shown(act, words.body()).unwrap_or(Terms::Purpose),
            reason: None,
            parents: Vec::new(),
            answers_to: None,
            holds: false,
            open: false,
            answers: Vec::new(),
        })
    }

    fn decision_standing(&self, decided: &Decided<'_>) -> StandingView {
        let act = decided.acts.iter().find(|act| act.id == decided.id);
        let until = act.and_then(|act| match &act.header.deed {
            Deed::Decide(decision) => decision.until,
            _ => None,
        });
        let closed = self.book.agreement().ended_by().len() == Role::BOTH.len();
        let mut also = Vec::new();
        also.extend(closed.then_some(Standing::Closed));
        also.extend(self.latest.is_past(until).then_some(Standing::Ended));
        StandingView {
            word: Standing::Decided,
            since: act.map(|act| crate::view::Moment(act.header.claimed.0)),
            by: act.map(|act| role_view(act.header.author)),
            cause: None,
            also,
        }
    }

    fn decision_view(&self, decided: &Decided<'_>) -> Result<DecisionView> {
        let find = |matches: fn(&Deed) -> bool| {
            decided
                .acts
                .iter()
                .find(|act| matches(&act.header.deed))
                .copied()
        };
        let seen = find(|deed| matches!(deed, Deed::Seen { .. }));
        let disagreed = find(|deed| matches!(deed, Deed::Disagree { .. }));
        let said = disagreed.map(|act| self.words(act)).transpose()?;
        Ok(DecisionView {
            seen: seen.map(|act| self.stamp(act)),
            disagreed: disagreed.map(|act| self.stamp(act)),
            disagreed_words: said.and_then(|words| words.text()),
            overrides: decided.state.overrides.first().copied().map(part_text),
            refused: self.refused(decided),
            linkable: self
                .linkable(decided.id, &decided.state)
                .into_iter()
                .map(part_text)
                .collect(),
        })
    }

    /// It comes back as a decision after the client had refused it, by what she said or by her own link.
    fn refused(&self, decided: &Decided<'_>) -> bool {
        let linked = decided
            .acts
            .iter()
            .any(|act| matches!(act.header.deed, Deed::Link { .. }));
        linked
            || decided
                .state
                .overrides
                .iter()
                .any(|part| self.client_refused(*part))
    }
}

/// The first line of words, cut at 80 characters.
pub(crate) fn title(words: Option<String>) -> String {
    let words = words.unwrap_or_default();
    let line = words
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default()
        .trim();
    if line.chars().count() <= TITLE_CHARACTERS_MAX {
        return line.to_owned();
    }
    let cut: String = line.chars().take(TITLE_CHARACTERS_MAX - 1).collect();
    format!("{}…", cut.trim_end())
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// The part that an act is about, for a face.
pub(crate) fn part_named(act: &Act, page: &Page<'_>) -> Option<crate::view::PartId> {
    match act.header.subject {
        Subject::Part(part) => Some(part_text(part)),
        Subject::New => Some(part_text(act.id)),
        Subject::None | Subject::All => page.book.part_of(act.id).map(part_text),
    }
}
