//! One part read within a scope: which yeses live, which version holds, what blocks it (fold §2.5, §2.6, §3).
//!
//! Dates, words and standings are not here.

use std::collections::BTreeSet;

use crate::fold::members::Members;
use crate::fold::order::{Index, Order};
use crate::fold::parts::{Ends, Part, Take, Yes};
use crate::part::Role;

/// A part within a scope.
pub(crate) struct Reading<'a> {
    pub(crate) order: &'a Order,
    pub(crate) members: &'a Members<'a>,
    pub(crate) part: &'a Part,
}

/// What a reading comes to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outcome {
    /// Live yeses of both people.
    pub(crate) live: Vec<Yes>,
    /// Take-aways in effect that end the part.
    pub(crate) endings: Vec<Take>,
    /// Take-aways in effect.
    pub(crate) takes: Vec<Take>,
    /// Versions that unbeaten client-yeses name.
    pub(crate) candidates: BTreeSet<Index>,
    /// The one that holds, before anything that keeps it from being acted on.
    pub(crate) holds: Option<Index>,
    /// Torn answers of one person, or a cut that took away what had replaced an older version.
    pub(crate) blocked: bool,
    /// A hold that nothing has lifted.
    pub(crate) held: bool,
}

impl Outcome {
    pub(crate) fn agreed(&self, version: Index) -> bool {
        Role::BOTH
            .into_iter()
            .all(|role| self.says_yes(role, version))
    }

    pub(crate) fn says_yes(&self, role: Role, version: Index) -> bool {
        self.live
            .iter()
            .any(|yes| yes.role == role && yes.version == version)
    }

    /// Live client-yeses to agreed versions.
    pub(crate) fn client_yeses(&self) -> impl Iterator<Item = Yes> + '_ {
        self.live
            .iter()
            .copied()
            .filter(|yes| yes.role == Role::Client && self.agreed(yes.version))
    }
}

impl Reading<'_> {
    fn here(&self, at: Index) -> bool {
        self.members.scope().holds(self.order, at)
    }

    fn saw(&self, later: Index, earlier: Index) -> bool {
        self.order.saw(later, earlier)
    }

    /// The whole of it.
    pub(crate) fn outcome(&self) -> Outcome {
        self.judged(true)
    }

    /// The verdict in a take-away's own past: no ending counts (fold §3.6).
    pub(crate) fn ignoring_endings(&self) -> Outcome {
        self.judged(false)
    }

    /// What yields first, then what holds.
    fn judged(&self, heed_endings: bool) -> Outcome {
        let takes: Vec<Take> = self
            .part
            .takes
            .iter()
            .copied()
            .filter(|take| self.here(take.at))
            .collect();
        let holds: Vec<Index> = self
            .part
            .holds
            .iter()
            .copied()
            .filter(|hold| self.here(*hold))
            .collect();
        let beyond: Vec<(Take, Vec<Index>)> = takes
            .iter()
            .map(|take| (*take, self.members.put_beyond(take.at)))
            .filter(|(_, removals)| !removals.is_empty())
            .collect();
        if beyond.is_empty() && holds.is_empty() {
            return self.settle(takes, heed_endings);
        }
        let is_beyond = |take: &Take| beyond.iter().any(|(other, _)| other.at == take.at);
        let without = self.settle(
            takes
                .iter()
                .copied()
                .filter(|take| !is_beyond(take))
                .collect(),
            heed_endings,
        );
        let yields = |role: Role, saw: &[Index]| {
            without.holds.is_some_and(|version| {
                without.live.iter().any(|yes| {
                    yes.role == role
                        && yes.version == version
                        && saw.iter().all(|act| self.saw(yes.at, *act))
                })
            })
        };
        let stands = |take: &Take| {
            beyond
                .iter()
                .find(|(other, _)| other.at == take.at)
                .is_none_or(|(take, removals)| !yields(take.role, removals))
        };
        let held = holds.iter().any(|hold| !yields(Role::Client, &[*hold]));
        let mut outcome = self.settle(takes.into_iter().filter(stands).collect(), heed_endings);
        outcome.held = held;
        outcome
    }

    fn settle(&self, takes: Vec<Take>, heed_endings: bool) -> Outcome {
        let endings: Vec<Take> = takes
            .iter()
            .copied()
            .filter(|take| heed_endings && self.ends_part(take))
            .collect();
        let live = self
            .yeses()
            .filter(|yes| {
                takes
                    .iter()
                    .all(|take| !against(take, yes) || self.saw(yes.at, take.at))
                    && endings.iter().all(|end| self.saw(yes.at, end.at))
            })
            .collect();
        let mut outcome = Outcome {
            live,
            endings,
            takes,
            ..Outcome::default()
        };
        let yeses: Vec<Yes> = outcome.client_yeses().collect();
        outcome.candidates = self
            .unbeaten(&yeses)
            .iter()
            .map(|yes| yes.version)
            .collect();
        outcome.holds = self.which_holds(yeses);
        if self.part.kind.gives_power() {
            let torn = self.torn(&outcome);
            outcome.blocked = !torn.is_empty();
            if heed_endings {
                outcome.blocked |= self.replaced_by_voided(&outcome);
            }
            outcome.candidates.extend(torn);
            if outcome.blocked {
                outcome.holds = None;
            }
        }
        outcome
    }

    /// Yeses that are here and not beyond a cut.
    fn yeses(&self) -> impl Iterator<Item = Yes> + '_ {
        self.all_yeses().filter(|yes| !self.members.beyond(yes.at))
    }

    fn all_yeses(&self) -> impl Iterator<Item = Yes> + '_ {
        self.part
            .yeses
            .iter()
            .copied()
            .filter(|yes| self.here(yes.at))
    }

    fn ends_part(&self, take: &Take) -> bool {
        match take.ends {
            Ends::Always => true,
            Ends::Never => false,
            Ends::WithConcurrentYes => self.concurrent_yes(take),
        }
    }

    /// The other's yes that a take-away could not see, and that lives as far as the take-away's past tells.
    fn concurrent_yes(&self, take: &Take) -> bool {
        let past = self.members.at(take.at);
        self.all_yeses()
            .filter(|yes| {
                yes.role != take.role
                    && yes.version == take.version
                    && self.order.concurrent(yes.at, take.at)
            })
            .any(|yes| {
                !past.beyond(yes.at)
                    && self
                        .part
                        .takes
                        .iter()
                        .filter(|other| against(other, &yes) && self.saw(take.at, other.at))
                        .all(|other| self.saw(yes.at, other.at))
            })
    }

    fn unbeaten(&self, yeses: &[Yes]) -> Vec<Yes> {
        let beats =
            |winner: &Yes, yes: &Yes| winner.version != yes.version && self.saw(winner.at, yes.at);
        yeses
            .iter()
            .copied()
            .filter(|yes| !yeses.iter().any(|winner| beats(winner, yes)))
            .collect()
    }

    /// Fold §3.4 and §3.5: the one that the client moved on to; when several are left, none for what gives power,
    /// and what held before them for everything else.
    fn which_holds(&self, mut yeses: Vec<Yes>) -> Option<Index> {
        loop {
            let unbeaten = self.unbeaten(&yeses);
            let versions: BTreeSet<Index> = unbeaten.iter().map(|yes| yes.version).collect();
            if versions.len() <= 1 {
                return versions.into_iter().next();
            }
            if self.part.kind.gives_power() {
                return None;
            }
            yeses.retain(|yes| unbeaten.iter().all(|top| self.saw(top.at, yes.at)));
        }
    }
}

/// Blocks on mandates and permissions.
impl Reading<'_> {
    /// Versions whose yes is met only by the same person's concurrent no (fold §3.5), and that still block.
    fn torn(&self, outcome: &Outcome) -> BTreeSet<Index> {
        let mut versions = BTreeSet::new();
        for version in self
            .part
            .versions
            .iter()
            .copied()
            .filter(|at| self.here(*at))
        {
            let pairs: Vec<(Yes, Take)> = Role::BOTH
                .into_iter()
                .flat_map(|role| self.torn_pairs(outcome, role, version))
                .collect();
            let spoken = |role: Role| {
                outcome.says_yes(role, version) || pairs.iter().any(|(yes, _)| yes.role == role)
            };
            let torn = !pairs.is_empty() && Role::BOTH.into_iter().all(spoken);
            if torn && !self.mended(outcome, version, &pairs) {
                versions.insert(version);
            }
        }
        versions
    }

    fn torn_pairs(&self, outcome: &Outcome, role: Role, version: Index) -> Vec<(Yes, Take)> {
        let mut pairs = Vec::new();
        for yes in self
            .yeses()
            .filter(|yes| yes.role == role && yes.version == version)
        {
            let own: Vec<Take> = outcome
                .takes
                .iter()
                .copied()
                .filter(|take| against(take, &yes))
                .collect();
            let concurrent = |take: &Take| self.order.concurrent(yes.at, take.at);
            let only_concurrent = own
                .iter()
                .all(|take| self.saw(yes.at, take.at) || concurrent(take));
            let outlives_endings = outcome
                .endings
                .iter()
                .all(|end| self.saw(yes.at, end.at) || (against(end, &yes) && concurrent(end)));
            if only_concurrent && outlives_endings {
                pairs.extend(own.into_iter().filter(concurrent).map(|take| (yes, take)));
            }
        }
        pairs
    }

    /// A live client-yes that saw both sides of every torn pair.
    fn mended(&self, outcome: &Outcome, version: Index, pairs: &[(Yes, Take)]) -> bool {
        let client_torn = pairs.iter().any(|(yes, _)| yes.role == Role::Client);
        outcome.client_yeses().any(|mend| {
            let saw_pairs = pairs
                .iter()
                .all(|(yes, take)| self.saw(mend.at, yes.at) && self.saw(mend.at, take.at));
            let saw_client = client_torn
                || self.all_yeses().any(|yes| {
                    yes.role == Role::Client
                        && yes.version == version
                        && (self.saw(mend.at, yes.at) || mend.at == yes.at)
                });
            saw_pairs && saw_client
        })
    }

    /// A cut took away a yes that had replaced an older version (fold §2.6).
    fn replaced_by_voided(&self, outcome: &Outcome) -> bool {
        self.all_yeses().any(|voided| {
            let removals = self.members.put_beyond(voided.at);
            !removals.is_empty()
                && self.replaced_older(voided.version)
                && !outcome.holds.is_some_and(|holds| {
                    outcome.client_yeses().any(|yes| {
                        yes.version == holds
                            && removals.iter().all(|removal| self.saw(yes.at, *removal))
                    })
                })
        })
    }

    fn replaced_older(&self, version: Index) -> bool {
        let both = |version: Index| {
            Role::BOTH.into_iter().all(|role| {
                self.all_yeses()
                    .any(|yes| yes.role == role && yes.version == version)
            })
        };
        let by_client = |version: Index| {
            self.all_yeses()
                .filter(move |yes| yes.role == Role::Client && yes.version == version)
        };
        both(version)
            && self.part.versions.iter().copied().any(|older| {
                older != version
                    && self.here(older)
                    && both(older)
                    && by_client(version)
                        .any(|new| by_client(older).any(|old| self.saw(new.at, old.at)))
            })
    }
}

/// Whether a take-away is aimed at a yes.
fn against(take: &Take, yes: &Yes) -> bool {
    take.role == yes.role && take.version == yes.version
}
