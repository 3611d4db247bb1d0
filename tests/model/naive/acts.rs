//! All acts that are here, with who saw whom, and what can be said of each act from its own past alone.
//!
//! fold §1.1 and §1.3. An act's past never grows, so what is judged in it (refusals, whether a counter-suggestion
//! is also a no, what a take-away stopped) is judged once, ancestors first, and kept.

use std::collections::BTreeMap;

use countersign_domain::act::Act;
use countersign_domain::id::ActId;
use countersign_domain::refusal::Refusal;

use super::ending::{self, Stopped};
use super::part::{Part, taken_from};
use super::refusal;
use super::set::{At, Set};
use super::view::{View, grants};

/// The acts of one agreement, each once.
pub(super) struct Acts<'a> {
    /// The agreement: the name of its founding act.
    pub(super) agreement: ActId,
    list: Vec<&'a Act>,
    places: BTreeMap<ActId, At>,
    /// Every act here that each act saw, directly or through acts that are here.
    pub(super) past: Vec<Set>,
    /// Acts of which every ancestor is here.
    pub(super) whole: Set,
    /// Refused acts (readings, "Refusals").
    pub(super) refused: BTreeMap<At, Refusal>,
    /// Suggestions that are also a no to the version they answer (fold §3.1).
    pub(super) noes: Set,
    /// The acts that granted each act's device to its author, and whether as a kit (readings, "Refusals" 5).
    pub(super) grants: Vec<Vec<(At, bool)>>,
    /// The versions from which each act takes away its author's yes (readings, "Yes").
    pub(super) taken: Vec<Set>,
    /// For each take-away and version: what it stopped, as far as its author saw (fold §3.6).
    pub(super) stopped: BTreeMap<(At, At), Stopped>,
}

impl<'a> Acts<'a> {
    /// Reads the acts in any order; a second copy of an act is nothing new.
    pub(super) fn new(agreement: ActId, acts: &'a [Act]) -> Self {
        let by_id: BTreeMap<ActId, &Act> = acts.iter().map(|act| (act.id, act)).collect();
        let places = by_id.keys().enumerate().map(|(at, id)| (*id, at)).collect();
        let list: Vec<&Act> = by_id.into_values().collect();
        let mut all = Self {
            agreement,
            past: vec![Set::default(); list.len()],
            grants: vec![Vec::new(); list.len()],
            taken: vec![Set::default(); list.len()],
            list,
            places,
            whole: Set::default(),
            refused: BTreeMap::new(),
            noes: Set::default(),
            stopped: BTreeMap::new(),
        };
        all.trace();
        all.judge();
        all
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn act(&self, at: At) -> &'a Act {
        self.list[at]
    }

    pub(super) fn id(&self, at: At) -> ActId {
        self.list[at].id
    }

    /// Where the act of this name is, if it is here at all.
    pub(super) fn place(&self, id: ActId) -> Option<At> {
        self.places.get(&id).copied()
    }

    /// `later` saw `earlier`: `earlier < later` in the readings.
    pub(super) fn saw(&self, later: At, earlier: At) -> bool {
        self.past[later].has(earlier)
    }

    /// Neither saw the other.
    pub(super) fn concurrent(&self, one: At, other: At) -> bool {
        one != other && !self.saw(one, other) && !self.saw(other, one)
    }

    /// The fold over exactly what this act saw.
    pub(super) fn view_of_past(&self, at: At) -> View<'_> {
        View::over(self, &self.past[at], &Set::default())
    }

    fn links(&self, at: At) -> impl Iterator<Item = ActId> + 'a {
        let header = &self.list[at].header;
        header
            .parents
            .iter()
            .copied()
            .chain(header.prev)
            .chain(header.continues)
    }

    /// Follows links until nothing new turns up; what has a missing ancestor (or is its own) is not whole.
    fn trace(&mut self) {
        loop {
            let before = self.past.clone();
            for at in 0..self.count() {
                let direct: Set = self.links(at).filter_map(|id| self.place(id)).collect();
                for link in direct.iter() {
                    let further = self.past[link].clone();
                    self.past[at].add_all(&further);
                }
                self.past[at].add_all(&direct);
            }
            if self.past == before {
                break;
            }
        }
        let linked: Set = (0..self.count())
            .filter(|at| self.links(*at).all(|id| self.place(id).is_some()))
            .collect();
        let is_whole =
            |at: &At| linked.has(*at) && self.past[*at].is_within(&linked) && !self.saw(*at, *at);
        self.whole = (0..self.count()).filter(is_whole).collect();
    }

    /// Judges every whole act in its own past, ancestors first.
    fn judge(&mut self) {
        let mut order: Vec<At> = self.whole.iter().collect();
        order.sort_by_key(|at| self.past[*at].len());
        for at in order {
            self.grants[at] = grants(self, at);
            if let Some(refusal) = refusal::judge(self, at) {
                self.refused.insert(at, refusal);
                continue;
            }
            if self.is_also_a_no(at) {
                self.noes.add(at);
            }
            self.taken[at] = taken_from(&self.view_of_past(at), at);
            for (version, stopped) in ending::stopped(self, at) {
                self.stopped.insert((at, version), stopped);
            }
        }
    }

    /// fold §3.1: something else is also a no, to a version not agreed in its own causal past.
    fn is_also_a_no(&self, at: At) -> bool {
        let past = self.view_of_past(at);
        let answered = past.suggestion(self.act(at)).and_then(|made| made.answers);
        answered
            .and_then(|id| self.place(id))
            .is_some_and(|version| {
                let part = Part::of_version(&past, version);
                !part.evaluate().agreed.has(version)
            })
    }
}
