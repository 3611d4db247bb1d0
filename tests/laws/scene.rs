//! What the laws are tried on: a history, a way to fold it, and more things said on top of it.

use std::collections::BTreeMap;

use countersign_domain::act::{Act, Choice, Deed, Subject};
use countersign_domain::id::{ActId, PartId, VersionId};
use countersign_domain::part::{PartKind, Role, Suggestion};
use countersign_domain::state::{AgreementState, PartState};
use countersign_tests::{history, model};
use proptest::prelude::*;

/// A way to fold.
pub(crate) type Fold = fn(ActId, &[Act]) -> Option<AgreementState>;

/// Both: the fold and the model must each keep every law.
pub(crate) const FOLDS: [Fold; 2] = [countersign_domain::fold, model::fold];

/// What a law says when it is kept.
pub(crate) type Kept = Result<(), TestCaseError>;

/// How many histories a law is tried on.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    ProptestConfig {
        cases: count,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Tries a law on a random history; where it is broken, says so of the smallest history that breaks it.
pub(crate) fn keeps(seed: u64, size: usize, law: fn(&Scene) -> Kept) -> Kept {
    for fold in FOLDS {
        let acts = history::random(seed, size);
        let scene = |acts: &[Act]| Scene::of(fold, acts.to_vec(), history::Chance::new(!seed));
        if law(&scene(&acts)).is_err() {
            let small = scene(&history::smaller(&acts, |acts| law(&scene(acts)).is_err()));
            let broken = law(&small);
            prop_assert!(
                false,
                "{broken:?}\n{} acts:\n{}",
                small.acts.len(),
                small.json()
            );
        }
    }
    Ok(())
}

/// A history with its state.
pub(crate) struct Scene {
    pub(crate) fold: Fold,
    pub(crate) acts: Vec<Act>,
    pub(crate) state: AgreementState,
    pub(crate) chance: history::Chance,
}

impl Scene {
    pub(crate) fn of(fold: Fold, acts: Vec<Act>, chance: history::Chance) -> Self {
        let state = fold(acts[0].id, &acts).expect("a history opens with its founding act");
        Self {
            fold,
            acts,
            state,
            chance,
        }
    }

    /// The same with a deed of somebody who saw everything.
    pub(crate) fn and(&self, role: Role, deed: Deed, subject: Subject) -> Option<Self> {
        self.and_having_seen(
            &history::heads(&self.acts, &self.state),
            role,
            deed,
            subject,
        )
    }

    /// The same with a deed of somebody who saw these and their past.
    pub(crate) fn and_having_seen(
        &self,
        saw: &[ActId],
        role: Role,
        deed: Deed,
        subject: Subject,
    ) -> Option<Self> {
        let mut chance = self.chance.clone();
        let acts = history::said(
            &self.acts,
            &self.state,
            (role, saw),
            (deed, subject),
            &mut chance,
        )?;
        Some(Self::of(self.fold, acts, chance))
    }

    /// Whether the last thing said was refused.
    pub(crate) fn refused_last(&self) -> bool {
        self.acts
            .last()
            .is_some_and(|act| self.state.refused.contains_key(&act.id))
    }

    pub(crate) fn part(&self, part: PartId) -> &PartState {
        &self.state.parts[&part]
    }

    /// Parts with the version that holds.
    pub(crate) fn holding(&self) -> Vec<(PartId, VersionId)> {
        let parts = self.state.parts.iter();
        parts
            .filter_map(|(id, part)| Some((*id, part.holds?)))
            .collect()
    }

    /// Acts of this kind that count and are not beyond a cut.
    pub(crate) fn valid(&self, is: impl Fn(&Act) -> bool) -> Vec<&Act> {
        let out = |id: &ActId| {
            self.state.refused.contains_key(id)
                || self.state.beyond.contains(id)
                || self.state.waiting.contains(id)
        };
        self.acts
            .iter()
            .filter(|act| !out(&act.id) && is(act))
            .collect()
    }

    /// Valid yes acts of a person to a version.
    pub(crate) fn yes_acts(&self, role: Role, version: VersionId) -> Vec<&Act> {
        self.valid(|act| act.header.author == role && says_yes(act, version))
    }

    /// What stands in each part: the version that holds, and whether it is in force.
    pub(crate) fn in_force(&self) -> BTreeMap<PartId, (Option<VersionId>, bool)> {
        let parts = self.state.parts.iter();
        parts
            .map(|(id, part)| (*id, (part.holds, part.in_force)))
            .collect()
    }

    /// A new version of a part, with or without parents and an answered version.
    pub(crate) fn new_words(&self, part: PartId, answers: Option<VersionId>) -> Suggestion {
        let part_kind: PartKind = self.part(part).kind;
        Suggestion {
            part_kind,
            parents: answers.into_iter().collect(),
            answers,
            language: String::new(),
            until: None,
            by: None,
            near: None,
            doer: None,
            goal: None,
            reasoned: true,
            carried: false,
        }
    }

    /// The acts as JSON, for whoever has to look at them.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(&self.acts).expect("acts can be written")
    }
}

/// An answer with this choice, with a reason.
pub(crate) fn answer(version: VersionId, choice: Choice) -> Deed {
    Deed::Answer {
        version,
        choice,
        day: None,
        reasoned: true,
    }
}

/// Whether an act is a yes to a version.
pub(crate) fn says_yes(act: &Act, to: VersionId) -> bool {
    let answered = matches!(&act.header.deed, Deed::Answer { version, choice: Choice::Yes, .. } if *version == to);
    answered || (act.id == to && matches!(act.header.deed, Deed::Suggest(_)))
}
