//! One part: its versions, who said yes to which, and who took what away (fold §3, readings "Yes").
//!
//! What follows from these, the version that holds, is in [`super::agreed`].

use countersign_domain::act::{Choice, Deed, Noted, Subject};
use countersign_domain::id::{ActId, PartId, VersionId};
use countersign_domain::part::{PartKind, Role, Suggestion};

use super::agreed::{Agreed, Rules, agree};
use super::set::{At, Set};
use super::view::View;

/// A part as one view shows it.
pub(super) struct Part<'v> {
    pub(super) view: &'v View<'v>,
    pub(super) id: PartId,
    pub(super) kind: PartKind,
    /// Every suggestion of this part that counts.
    pub(super) versions: Set,
}

impl<'v> Part<'v> {
    /// The part of this name, if its first suggestion counts.
    pub(super) fn of(view: &'v View<'v>, id: PartId) -> Option<Self> {
        let kind = view.part_kind(id)?;
        let suggested = view.which(|deed| matches!(deed, Deed::Suggest(_)));
        let versions = suggested
            .iter()
            .filter(|at| view.part_of(*at) == id)
            .collect();
        Some(Self {
            view,
            id,
            kind,
            versions,
        })
    }

    /// The part that a version is of.
    pub(super) fn of_version(view: &'v View<'v>, version: At) -> Self {
        Self::of(view, view.part_of(version)).expect("a version counts only where its part does")
    }

    /// What a version carries.
    pub(super) fn made(&self, version: At) -> &'v Suggestion {
        self.view
            .suggestion(self.view.act(version))
            .expect("versions are suggest acts")
    }

    /// *yes acts* of a person to a version: the suggestion itself, and every yes said to it.
    pub(super) fn yes_acts(&self, role: Role, version: At) -> impl Iterator<Item = At> + '_ {
        let id = self.view.acts.id(version);
        let says_yes = move |deed: &Deed| matches!(deed, Deed::Answer { version, choice: Choice::Yes, .. } if *version == id);
        self.view
            .counted
            .iter()
            .filter(move |at| *at == version || says_yes(self.view.deed(*at)))
            .filter(move |at| self.view.author(*at) == role)
    }

    /// *take-aways* of a person on a version.
    pub(super) fn taken_by(&self, role: Role, version: At) -> impl Iterator<Item = At> + '_ {
        self.view
            .counted
            .iter()
            .filter(move |at| self.view.acts.taken[*at].has(version))
            .filter(move |at| self.view.author(*at) == role)
    }

    /// Every take-away on any version of this part.
    pub(super) fn taken(&self) -> Set {
        let taken = &self.view.acts.taken;
        let here = |at: &At| taken[*at].iter().any(|from| self.versions.has(from));
        self.view.counted.iter().filter(here).collect()
    }

    /// fold §4.2: the keyworker's notes of a no or take-back on this part.
    pub(super) fn noted_noes(&self) -> Set {
        let is_noted = |deed: &Deed| {
            matches!(
                deed,
                Deed::Hold {
                    noted: Noted::No | Noted::TakeBack
                }
            )
        };
        let here = |at: &At| self.view.subject(*at) == Subject::Part(self.id);
        self.view.which(is_noted).iter().filter(here).collect()
    }

    /// What is agreed here and what holds, with everything that counts.
    pub(super) fn evaluate(&self) -> Agreed {
        agree(
            self,
            Rules {
                endings: true,
                blocks: true,
            },
        )
    }

    /// The same, ignoring all endings and all blocks (readings, "Endings").
    pub(super) fn evaluate_bare(&self) -> Agreed {
        agree(
            self,
            Rules {
                endings: false,
                blocks: false,
            },
        )
    }

    /// A mandate or a permission.
    pub(super) fn gives_power(&self) -> bool {
        self.kind.gives_power()
    }
}

/// The versions from which an act takes away its author's yes (readings, "Yes").
pub(super) fn taken_from(view: &View<'_>, at: At) -> Set {
    let named: Vec<VersionId> = match view.deed(at) {
        Deed::Answer {
            version,
            choice: Choice::No,
            ..
        }
        | Deed::TakeBack { version, .. }
        | Deed::FeltPushed { version } => vec![*version],
        Deed::Suggest(made) if view.acts.noes.has(at) => made.answers.into_iter().collect(),
        Deed::Erase { targets } => targets
            .iter()
            .filter_map(|target| erased_version(view, *target))
            .collect(),
        Deed::Answer { .. }
        | Deed::Suggest(_)
        | Deed::Found { .. }
        | Deed::Join { .. }
        | Deed::AddDevice { .. }
        | Deed::RemoveDevice { .. }
        | Deed::End
        | Deed::SayDifferently { .. }
        | Deed::Reply { .. }
        | Deed::Decide(_)
        | Deed::Seen { .. }
        | Deed::Disagree { .. }
        | Deed::Link { .. }
        | Deed::Hold { .. }
        | Deed::NotedYes { .. }
        | Deed::Use { .. }
        | Deed::AnswerUse { .. }
        | Deed::Pause
        | Deed::Resume
        | Deed::Contact { .. }
        | Deed::ContactReply { .. }
        | Deed::ContactContest { .. }
        | Deed::ShareCheckin
        | Deed::CloseStep { .. }
        | Deed::Hello
        | Deed::Card
        | Deed::Away { .. }
        | Deed::Back { .. }
        | Deed::Meet { .. }
        | Deed::AnswerErase { .. }
        | Deed::Receipt { .. }
        | Deed::CopyForRecord
        | Deed::Unknown { .. } => Vec::new(),
    };
    named
        .into_iter()
        .filter_map(|id| view.version(id))
        .map(|(version, _)| version)
        .collect()
}

/// fold §3.9: the version whose words, as suggested or as answered with yes, an erasure names.
fn erased_version(view: &View<'_>, target: ActId) -> Option<VersionId> {
    let deed = view.deed(view.find(target)?);
    if let Deed::Answer {
        version,
        choice: Choice::Yes,
        ..
    } = deed
    {
        return Some(*version);
    }
    matches!(deed, Deed::Suggest(_)).then_some(target)
}
