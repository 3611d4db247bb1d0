//! The acts of each part, sorted by what they do. Nothing is decided here; see `reading.rs`.

use std::collections::{BTreeMap, BTreeSet};

use crate::act::{Act, Choice, Deed, Noted, Subject};
use crate::fold::order::{Index, Order, Scope};
use crate::id::{ActId, PartId};
use crate::part::{PartKind, Role};
use crate::state::Standing;

/// A yes: a suggestion is its author's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Yes {
    pub(crate) at: Index,
    pub(crate) role: Role,
    pub(crate) version: Index,
}

/// Something that takes away its author's yes to a version.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Take {
    pub(crate) at: Index,
    pub(crate) role: Role,
    pub(crate) version: Index,
    pub(crate) ends: Ends,
    /// The word for the part if it ends it.
    pub(crate) word: Standing,
}

/// Whether a take-away ends its part, as far as its own past tells (fold §3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// Its target held or was a candidate.
    Always,
    /// Its author had a live yes; it ends the part if the other's yes is concurrent.
    WithConcurrentYes,
    /// It only takes away the yes.
    Never,
}

/// An answer, for who owes what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered {
    pub(crate) at: Index,
    pub(crate) role: Role,
    pub(crate) version: Index,
    pub(crate) with: Word,
}

/// What an answer was, as far as debts and standings need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    Choice(Choice),
    SomethingElse,
    FeltPushed,
    SayDifferently,
}

/// How a version of a step ended, in the word of one who does it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Closing {
    pub(crate) at: Index,
    pub(crate) role: Role,
    pub(crate) version: Index,
    /// It moved to another day, and so goes on.
    pub(crate) moved: bool,
}

/// The acts of one part that count, in causal order.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) kind: PartKind,
    pub(crate) versions: Vec<Index>,
    pub(crate) yeses: Vec<Yes>,
    pub(crate) takes: Vec<Take>,
    pub(crate) answers: Vec<Answered>,
    pub(crate) closings: Vec<Closing>,
    pub(crate) holds: Vec<Index>,
    pub(crate) pauses: Vec<Index>,
    pub(crate) resumes: Vec<Index>,
    pub(crate) unknown: Vec<Index>,
}

impl Part {
    fn new(kind: PartKind) -> Self {
        Self {
            kind,
            versions: Vec::new(),
            yeses: Vec::new(),
            takes: Vec::new(),
            answers: Vec::new(),
            closings: Vec::new(),
            holds: Vec::new(),
            pauses: Vec::new(),
            resumes: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Whether `role` answered a version yes, yes under pressure, no or with something else, within a scope.
    pub(crate) fn answered_by(
        &self,
        order: &Order,
        scope: &Scope,
        version: Index,
        role: Role,
    ) -> bool {
        self.answers.iter().any(|answer| {
            answer.version == version
                && answer.role == role
                && matches!(answer.with, Word::Choice(_) | Word::SomethingElse)
                && scope.holds(order, answer.at)
        })
    }
}

/// Every part, and what concerns all mandates and permissions at once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts {
    by_id: BTreeMap<PartId, Part>,
    /// Steps by the goal they lead to.
    pub(crate) steps: BTreeMap<PartId, BTreeSet<PartId>>,
    /// Pauses, and holds of a pause, of everything.
    pub(crate) pauses_all: Vec<Index>,
    pub(crate) resumes_all: Vec<Index>,
    pub(crate) unknown_all: Vec<Index>,
    /// Replies, by what they reply to.
    pub(crate) replies: BTreeMap<ActId, Vec<Index>>,
}

impl Parts {
    pub(crate) fn get(&self, part: PartId) -> Option<&Part> {
        self.by_id.get(&part)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = PartId> + '_ {
        self.by_id.keys().copied()
    }

    /// Files an act that counts. `takes` are the yeses that it takes away, with the verdict on each.
    pub(crate) fn file(&mut self, order: &Order, at: Index, takes: Vec<Take>) {
        let act = order.act(at);
        match (&act.header.deed, act.header.subject) {
            (Deed::Reply { to, .. }, _) => self.replies.entry(*to).or_default().push(at),
            (Deed::Suggest(new), Subject::New) => {
                self.by_id.insert(act.id, Part::new(new.part_kind));
            }
            (
                Deed::Pause
                | Deed::Hold {
                    noted: Noted::Pause,
                },
                Subject::All,
            ) => {
                self.pauses_all.push(at);
            }
            (Deed::Resume, Subject::All) => self.resumes_all.push(at),
            (Deed::Unknown { .. }, Subject::All) => self.unknown_all.push(at),
            _ => {}
        }
        let part_id = part_of(act);
        if let (Deed::Suggest(new), Some(goal)) = (&act.header.deed, goal_of(act)) {
            debug_assert_eq!(new.part_kind, PartKind::Step);
            self.steps.entry(goal).or_default().extend(part_id);
        }
        let Some(part) = part_id.and_then(|id| self.by_id.get_mut(&id)) else {
            return;
        };
        part.takes.extend(takes);
        file_in_part(part, order, at);
    }
}

fn goal_of(act: &Act) -> Option<PartId> {
    match &act.header.deed {
        Deed::Suggest(new) => new.goal,
        _ => None,
    }
}

/// The part that an act is about.
pub(crate) fn part_of(act: &Act) -> Option<PartId> {
    match act.header.subject {
        Subject::Part(part) => Some(part),
        Subject::New => Some(act.id),
        Subject::None | Subject::All => None,
    }
}

fn file_in_part(part: &mut Part, order: &Order, at: Index) {
    let header = &order.act(at).header;
    let role = header.author;
    let find = |id: ActId| order.find(id);
    let answered = |version, with| Answered {
        at,
        role,
        version,
        with,
    };
    match &header.deed {
        Deed::Suggest(new) => {
            part.versions.push(at);
            part.yeses.push(Yes {
                at,
                role,
                version: at,
            });
            let answers = new.answers.and_then(find);
            part.answers
                .extend(answers.map(|v| answered(v, Word::SomethingElse)));
        }
        Deed::Answer {
            version, choice, ..
        } => {
            let version = find(*version);
            part.answers
                .extend(version.map(|v| answered(v, Word::Choice(*choice))));
            if *choice == Choice::Yes {
                part.yeses
                    .extend(version.map(|version| Yes { at, role, version }));
            }
        }
        Deed::FeltPushed { version } => {
            part.answers
                .extend(find(*version).map(|v| answered(v, Word::FeltPushed)));
        }
        Deed::SayDifferently { version } => {
            part.answers
                .extend(find(*version).map(|v| answered(v, Word::SayDifferently)));
        }
        Deed::CloseStep { version, day, .. } => {
            let moved = day.is_some();
            part.closings.extend(find(*version).map(|version| Closing {
                at,
                role,
                version,
                moved,
            }));
        }
        Deed::Hold {
            noted: Noted::No | Noted::TakeBack,
        } => part.holds.push(at),
        Deed::Hold {
            noted: Noted::Pause,
        }
        | Deed::Pause => part.pauses.push(at),
        Deed::Resume => part.resumes.push(at),
        Deed::Unknown { .. } => part.unknown.push(at),
        _ => {}
    }
}
