//! The copies of an agreement and what each holds: writing on one's heads, and handing things over.
//!
//! What is written is chosen in [`super::deeds`] and its neighbours.

use std::collections::BTreeSet;

use countersign_domain::act::{Act, Deed, Effect, Header, Subject};
use countersign_domain::id::{ActId, DeviceId, Incarnation};
use countersign_domain::part::Role;
use countersign_domain::time::Claimed;

use super::chance::Chance;

/// The place of an act in the order of making.
pub(super) type Made = usize;

/// One device's (or kit's) copy.
#[derive(Clone)]
pub(super) struct Copy {
    pub(super) role: Role,
    pub(super) device: DeviceId,
    pub(super) kit: bool,
    pub(super) incarnation: Incarnation,
    /// Applied acts; with each, all its ancestors.
    pub(super) held: BTreeSet<Made>,
    /// Acts that came without all of their ancestors.
    pub(super) loose: BTreeSet<Made>,
    /// The copy's own last act in this incarnation.
    pub(super) last: Option<Made>,
    /// At the start of an incarnation: what it continues.
    pub(super) continues: Option<Made>,
}

/// What a copy is about to write.
pub(super) struct Draft {
    pub(super) deed: Deed,
    pub(super) subject: Subject,
    pub(super) effect: Effect,
}

impl Draft {
    /// With the effect that the deed has by its nature.
    pub(super) fn new(deed: Deed, subject: Subject) -> Self {
        let effect = deed.effect(subject).unwrap_or(Effect::Tells);
        Self {
            deed,
            subject,
            effect,
        }
    }
}

/// Everybody, and everything that was ever written.
pub(super) struct Centre {
    pub(super) chance: Chance,
    /// How often devices change and copies misbehave, 0 to 4.
    pub(super) wild: usize,
    /// How many acts there shall be.
    pub(super) size: usize,
    pub(super) acts: Vec<Act>,
    pub(super) past: Vec<BTreeSet<Made>>,
    pub(super) copies: Vec<Copy>,
}

impl Centre {
    pub(super) fn agreement(&self) -> Option<ActId> {
        self.acts.first().map(|act| act.id)
    }

    pub(super) fn id(&self, made: Made) -> ActId {
        self.acts[made].id
    }

    /// Acts of this kind that a copy has applied, in the order of making.
    pub(super) fn held(&self, who: usize, is: impl Fn(&Act) -> bool) -> Vec<Made> {
        self.copies[who]
            .held
            .iter()
            .copied()
            .filter(|made| is(&self.acts[*made]))
            .collect()
    }

    fn heads(&self, held: &BTreeSet<Made>) -> Vec<Made> {
        let is_head = |made: &&Made| !held.iter().any(|later| self.past[*later].contains(made));
        held.iter().filter(is_head).copied().collect()
    }

    /// Writes an act on a copy's heads.
    pub(super) fn write(&mut self, who: usize, draft: Draft) -> Made {
        let header = self.header(who, draft);
        self.put(who, header)
    }

    /// The header that a copy would sign now.
    pub(super) fn header(&mut self, who: usize, draft: Draft) -> Header {
        let copy = &self.copies[who];
        let founds = matches!(draft.deed, Deed::Found { .. });
        Header {
            agreement: self.agreement().filter(|_| !founds),
            author: copy.role,
            device: copy.device,
            incarnation: copy.incarnation,
            seq: copy
                .last
                .map_or(0, |last| self.acts[last].header.seq.saturating_add(1)),
            prev: copy.last.map(|last| self.id(last)),
            parents: self
                .heads(&copy.held)
                .into_iter()
                .map(|head| self.id(head))
                .collect(),
            continues: copy.continues.map(|last| self.id(last)),
            waiting: copy.loose.iter().map(|made| self.id(*made)).collect(),
            effect: draft.effect,
            subject: draft.subject,
            deed: draft.deed,
            claimed: Claimed(i64::try_from(self.acts.len()).unwrap_or_default() * 3_600),
            commitment: None,
        }
    }

    /// Signs and keeps a header as the copy's next act.
    pub(super) fn put(&mut self, who: usize, header: Header) -> Made {
        let made = self.acts.len();
        let id = ActId(self.chance.bytes());
        let copy = &mut self.copies[who];
        let mut past = copy.held.clone();
        past.extend(copy.last);
        past.extend(copy.continues.take());
        copy.last = Some(made);
        copy.held.insert(made);
        self.past.push(past);
        self.acts.push(Act { id, header });
        made
    }

    /// One copy gets something from another: everything, a piece, or an act whose past stays away.
    pub(super) fn hand_over(&mut self, from: usize, to: usize) {
        let new: Vec<Made> = self.copies[from]
            .held
            .difference(&self.copies[to].held)
            .copied()
            .collect();
        let Some(piece) = self.chance.pick(&new).copied() else {
            return;
        };
        let before = self.copies[to].held.clone();
        match self.chance.below(10) {
            0 | 1 => {
                self.copies[to].loose.insert(piece);
            }
            2..5 => self.take(to, piece),
            _ => new.iter().for_each(|made| self.take(to, *made)),
        }
        let came: BTreeSet<Made> = self.copies[to].held.difference(&before).copied().collect();
        if !came.is_empty() && self.chance.one_in(4) {
            self.acknowledge(to, &came);
        }
    }

    /// One copy gets everything that another has.
    pub(super) fn hand_all_over(&mut self, from: usize, to: usize) {
        let all = self.copies[from].held.clone();
        all.into_iter().for_each(|made| self.take(to, made));
    }

    /// A copy applies an act and its ancestors.
    fn take(&mut self, who: usize, made: Made) {
        let past = self.past[made].clone();
        let copy = &mut self.copies[who];
        copy.held.extend(past);
        copy.held.insert(made);
        let held = &copy.held;
        copy.loose.retain(|loose| !held.contains(loose));
    }

    /// A receipt, or a receipt for acts that the copy has not applied after all.
    fn acknowledge(&mut self, who: usize, came: &BTreeSet<Made>) {
        let heads = self.heads(came).into_iter().map(|made| self.id(made));
        let received = heads.chain(self.copies[who].loose.iter().map(|made| self.id(*made)));
        let deed = Deed::Receipt {
            received: received.collect(),
        };
        if !self.copies[who].kit {
            self.write(who, Draft::new(deed, Subject::None));
        }
    }
}
