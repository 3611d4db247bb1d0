//! One agreement, growing act by act; any order of arrival gives the same (law 13, design §3).

use std::collections::{BTreeMap, BTreeSet};

use crate::act::{Act, Deed, Effect, Header, Subject};
use crate::fold::force::View;
use crate::fold::members::{Grant, Members, Removal, Roll};
use crate::fold::order::{Index, Order, Scope, causes};
use crate::fold::parts::{Parts, part_of};
use crate::fold::{standing, uses, verdict};
use crate::id::{ActId, AgreementId, DeviceId, Incarnation, PartId};
use crate::part::Role;
use crate::refusal::Refusal;
use crate::rules::Past;
use crate::state::{AgreementState, DecisionState, DeviceState, Joined, PartState, UseLabel};

/// The acts of one agreement and what they come to.
#[derive(Debug, Clone)]
pub struct Agreement {
    id: AgreementId,
    order: Order,
    refused: BTreeMap<Index, Refusal>,
    roll: Roll,
    parts: Parts,
    decisions: BTreeMap<PartId, Vec<Index>>,
    uses: BTreeSet<Index>,
    /// Acts that count and take away.
    stops: Vec<Index>,
    receipts: Vec<Index>,
    heads: BTreeSet<ActId>,
    places: BTreeMap<Place, BTreeSet<ActId>>,
    waiting: BTreeMap<ActId, Act>,
    /// For each act that is missing, those that wait for it.
    awaited: BTreeMap<ActId, BTreeSet<ActId>>,
}

/// Where in which chain an act stands.
type Place = (AgreementId, DeviceId, Incarnation, u64);

/// What became of an act that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inserted {
    /// It was here already; nothing changed.
    Known,
    /// Some of its ancestors are not here; it is kept and waits.
    Waits,
    /// It is applied, and with it those that had waited for it; in causal order.
    Applied(Vec<ActId>),
}

/// Which parts an act can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// These parts and decisions.
    Parts(BTreeSet<PartId>),
    /// Any of them.
    All,
}

impl Agreement {
    /// An agreement of which nothing is known but its name.
    #[must_use]
    pub fn new(id: AgreementId) -> Self {
        Self {
            id,
            order: Order::default(),
            refused: BTreeMap::new(),
            roll: Roll::default(),
            parts: Parts::default(),
            decisions: BTreeMap::new(),
            uses: BTreeSet::new(),
            stops: Vec::new(),
            receipts: Vec::new(),
            heads: BTreeSet::new(),
            places: BTreeMap::new(),
            waiting: BTreeMap::new(),
            awaited: BTreeMap::new(),
        }
    }

    /// The name of the agreement.
    #[must_use]
    pub fn id(&self) -> AgreementId {
        self.id
    }

    /// Takes in an act whose signatures have been checked. The number of acts is bounded by whoever calls.
    pub fn insert(&mut self, act: Act) -> Inserted {
        if self.order.find(act.id).is_some() || self.waiting.contains_key(&act.id) {
            return Inserted::Known;
        }
        let header = &act.header;
        self.places
            .entry((
                header.agreement.unwrap_or(self.id),
                header.device,
                header.incarnation,
                header.seq,
            ))
            .or_default()
            .insert(act.id);
        if !self.causes_here(&act) {
            self.wait(act);
            return Inserted::Waits;
        }
        let mut applied = Vec::new();
        let mut ready = vec![act];
        while let Some(act) = ready.pop() {
            let id = act.id;
            self.apply(act);
            applied.push(id);
            for waiting in self.awaited.remove(&id).unwrap_or_default() {
                let free = self
                    .waiting
                    .get(&waiting)
                    .is_some_and(|act| self.causes_here(act));
                ready.extend(free.then(|| self.waiting.remove(&waiting)).flatten());
            }
        }
        Inserted::Applied(applied)
    }

    fn causes_here(&self, act: &Act) -> bool {
        causes(act).all(|id| self.order.find(id).is_some())
    }

    fn wait(&mut self, act: Act) {
        for missing in causes(&act).filter(|id| self.order.find(*id).is_none()) {
            self.awaited.entry(missing).or_default().insert(act.id);
        }
        self.waiting.insert(act.id, act);
    }

    fn apply(&mut self, act: Act) {
        for cause in causes(&act) {
            self.heads.remove(&cause);
        }
        self.heads.insert(act.id);
        let at = self.order.push(act);
        let header = self.order.act(at).header.clone();
        let founding = self.order.act(at).id == self.id;
        let verdict = self.judge_in(&header, Scope::Past(at), founding);
        match verdict {
            Ok(()) => self.file(at, &header),
            Err(refusal) => {
                self.refused.insert(at, refusal);
            }
        }
    }

    fn judge_in(&self, header: &Header, scope: Scope, founding: bool) -> Result<(), Refusal> {
        let refused = |at: Index| self.refused.contains_key(&at);
        Past {
            agreement: self.id,
            order: &self.order,
            roll: &self.roll,
            parts: &self.parts,
            members: Members::new(&self.order, &self.roll, scope),
            founding,
            refused: &refused,
        }
        .judge(header)
    }

    /// Whether the rules would let an act be that is made now, having seen all that is here.
    ///
    /// # Errors
    /// The refusal that it would meet.
    pub fn judge(&self, header: &Header) -> Result<(), Refusal> {
        self.judge_in(header, Scope::All, self.order.len() == 0)
    }

    fn file(&mut self, at: Index, header: &Header) {
        let takes = {
            let members = Members::new(&self.order, &self.roll, Scope::Past(at));
            verdict::takes(&self.order, &members, &self.parts, at)
        };
        self.parts.file(&self.order, at, takes);
        if header.effect == Effect::TakesAway {
            self.stops.push(at);
        }
        match &header.deed {
            Deed::Found { recovery, .. } | Deed::Join { recovery, .. } => {
                self.grant(at, header.device, header.author, false);
                self.grant(at, *recovery, header.author, true);
                if matches!(header.deed, Deed::Join { .. }) {
                    self.roll.joins.push(at);
                }
            }
            Deed::AddDevice { device, .. } => self.grant(at, *device, header.author, false),
            Deed::RemoveDevice { device, cuts } => {
                let by_kit = self.members().is_kit(header.device, header.author) == Some(true);
                let (device, cuts) = (*device, cuts.clone());
                self.roll.removals.push(Removal {
                    by: at,
                    device,
                    cuts,
                    by_kit,
                });
            }
            Deed::End => self.roll.ends.push(at),
            Deed::Use { .. } => {
                self.uses.insert(at);
            }
            Deed::Receipt { .. } => self.receipts.push(at),
            Deed::Decide(_) | Deed::Seen { .. } | Deed::Disagree { .. } | Deed::Link { .. } => {
                let decision = part_of(self.order.act(at));
                self.decisions
                    .entry(decision.unwrap_or(self.id))
                    .or_default()
                    .push(at);
            }
            _ => {}
        }
    }

    fn grant(&mut self, by: Index, device: DeviceId, owner: Role, kit: bool) {
        self.roll.grants.push(Grant {
            by,
            device,
            owner,
            kit,
        });
    }
}

/// What is here.
impl Agreement {
    /// The acts that nothing here has seen: the parents of the next act.
    #[must_use]
    pub fn heads(&self) -> &BTreeSet<ActId> {
        &self.heads
    }

    /// An act that is applied.
    #[must_use]
    pub fn act(&self, id: ActId) -> Option<&Act> {
        self.order.find(id).map(|at| self.order.act(at))
    }

    /// Whether an act is here, applied or waiting.
    #[must_use]
    pub fn has(&self, id: ActId) -> bool {
        self.order.find(id).is_some() || self.waiting.contains_key(&id)
    }

    /// Applied acts in an order that follows causes.
    pub fn acts(&self) -> impl Iterator<Item = &Act> + '_ {
        (0..self.order.len()).map(|at| self.order.act(at))
    }

    /// Acts that wait.
    pub fn waiting(&self) -> impl Iterator<Item = &Act> + '_ {
        self.waiting.values()
    }

    /// Acts that are named as an ancestor and are not here.
    pub fn missing(&self) -> impl Iterator<Item = ActId> + '_ {
        self.awaited.keys().copied().filter(|id| !self.has(*id))
    }

    /// Whether the first act saw the second; false where one of them is not applied.
    #[must_use]
    pub fn saw(&self, later: ActId, earlier: ActId) -> bool {
        match (self.order.find(later), self.order.find(earlier)) {
            (Some(later), Some(earlier)) => self.order.saw(later, earlier),
            _ => false,
        }
    }

    /// Why an applied act has no effect, if it was refused.
    #[must_use]
    pub fn refusal(&self, id: ActId) -> Option<Refusal> {
        self.order
            .find(id)
            .and_then(|at| self.refused.get(&at))
            .copied()
    }

    /// The acts at one place of a device's chain; more than one is a fork.
    #[must_use]
    pub fn at_place(&self, device: DeviceId, incarnation: Incarnation, seq: u64) -> Vec<ActId> {
        let place = self.places.get(&(self.id, device, incarnation, seq));
        place.into_iter().flatten().copied().collect()
    }

    /// The parts that an act can change.
    #[must_use]
    pub fn touched(&self, act: &Act) -> Touched {
        let header = &act.header;
        let everything = matches!(
            header.deed,
            Deed::Found { .. } | Deed::Join { .. } | Deed::AddDevice { .. }
        );
        if header.subject == Subject::All || everything {
            return Touched::All;
        }
        let mut parts: BTreeSet<PartId> = part_of(act).into_iter().collect();
        for (goal, steps) in &self.parts.steps {
            if parts.iter().any(|part| steps.contains(part)) {
                parts.insert(*goal);
            }
        }
        if let Deed::Reply { to, .. } = &header.deed {
            parts.extend(self.act(*to).and_then(part_of));
        }
        Touched::Parts(parts)
    }
}

/// What it comes to.
impl Agreement {
    fn waiting_takes(&self) -> Vec<&Act> {
        self.waiting
            .values()
            .filter(|act| act.header.effect == Effect::TakesAway)
            .collect()
    }

    fn members(&self) -> Members<'_> {
        Members::new(&self.order, &self.roll, Scope::All)
    }

    /// One part as both people see it.
    #[must_use]
    pub fn part(&self, id: PartId) -> Option<PartState> {
        let members = self.members();
        self.part_in(id, &members, &self.waiting_takes())
    }

    /// The parts that the two can agree on.
    pub fn part_ids(&self) -> impl Iterator<Item = PartId> + '_ {
        self.parts.ids()
    }

    /// What others decided.
    pub fn decision_ids(&self) -> impl Iterator<Item = PartId> + '_ {
        self.decisions.keys().copied()
    }

    fn part_in(&self, id: PartId, members: &Members<'_>, waiting: &[&Act]) -> Option<PartState> {
        let view = View {
            order: &self.order,
            members,
            parts: &self.parts,
            waiting,
        };
        self.parts
            .get(id)
            .map(|part| standing::part_state(view, id, part))
    }

    /// One decision of others.
    #[must_use]
    pub fn decision(&self, id: PartId) -> Option<DecisionState> {
        let acts = self.decisions.get(&id)?;
        let mut state = DecisionState {
            seen: false,
            disagreed: false,
            overrides: BTreeSet::new(),
        };
        for at in acts {
            match &self.order.act(*at).header.deed {
                Deed::Decide(decision) => state.overrides.extend(decision.overrides),
                Deed::Seen { .. } => state.seen = true,
                Deed::Disagree { .. } => state.disagreed = true,
                Deed::Link { part, .. } => {
                    state.overrides.insert(*part);
                }
                _ => {}
            }
        }
        Some(state)
    }

    /// The label of a use, before dates are looked at.
    #[must_use]
    pub fn use_label(&self, id: ActId) -> Option<UseLabel> {
        let at = self.order.find(id).filter(|at| self.uses.contains(at))?;
        let Deed::Use { version, .. } = self.order.act(at).header.deed else {
            return None;
        };
        let judge = uses::Judge {
            order: &self.order,
            roll: &self.roll,
            parts: &self.parts,
            receipts: &self.receipts,
            waiting: &self.waiting_takes(),
            stops: &self.stops,
        };
        Some(judge.label(at, version))
    }

    /// Every device and kit, and whether it was removed.
    #[must_use]
    pub fn devices(&self) -> BTreeMap<DeviceId, DeviceState> {
        let members = self.members();
        let mut devices: BTreeMap<DeviceId, DeviceState> = BTreeMap::new();
        let mut grants: Vec<&Grant> = members.grants().collect();
        grants.sort_by_key(|grant| self.order.act(grant.by).id);
        for grant in grants {
            let removed =
                members.beyond(grant.by) || members.removals_of(grant.device).next().is_some();
            let state = DeviceState {
                owner: grant.owner,
                kit: grant.kit,
                removed,
            };
            devices
                .entry(grant.device)
                .and_modify(|known| known.removed |= removed)
                .or_insert(state);
        }
        devices
    }

    /// How often the other person joined.
    #[must_use]
    pub fn joined(&self) -> Joined {
        match self.members().joins() {
            0 => Joined::NotYet,
            1 => Joined::Once,
            _ => Joined::Twice,
        }
    }

    /// Who ended the agreement; both: it is closed.
    #[must_use]
    pub fn ended_by(&self) -> BTreeSet<Role> {
        let members = self.members();
        Role::BOTH
            .into_iter()
            .filter(|role| members.ended_by(*role))
            .collect()
    }

    /// Whether an act lies beyond a cut: it is shown and gives nothing.
    #[must_use]
    pub fn is_beyond(&self, id: ActId) -> bool {
        let counts = self
            .order
            .find(id)
            .filter(|at| !self.refused.contains_key(at));
        counts.is_some_and(|at| self.members().beyond(at))
    }

    /// All of it.
    #[must_use]
    pub fn state(&self) -> AgreementState {
        let members = self.members();
        let waiting = self.waiting_takes();
        let id_of = |at: Index| self.order.act(at).id;
        let counts = (0..self.order.len()).filter(|at| !self.refused.contains_key(at));
        AgreementState {
            joined: self.joined(),
            ended_by: self.ended_by(),
            devices: self.devices(),
            parts: self
                .parts
                .ids()
                .filter_map(|id| Some((id, self.part_in(id, &members, &waiting)?)))
                .collect(),
            decisions: self
                .decision_ids()
                .filter_map(|id| Some((id, self.decision(id)?)))
                .collect(),
            uses: self
                .uses
                .iter()
                .filter_map(|at| Some((id_of(*at), self.use_label(id_of(*at))?)))
                .collect(),
            refused: self
                .refused
                .iter()
                .map(|(at, refusal)| (id_of(*at), *refusal))
                .collect(),
            beyond: counts.filter(|at| members.beyond(*at)).map(id_of).collect(),
            waiting: self.waiting.keys().copied().collect(),
            forked: self
                .places
                .values()
                .filter(|ids| ids.len() > 1)
                .flatten()
                .copied()
                .collect(),
        }
    }
}

/// Folds a set of acts, given in any order, with or without repeats. `None` without the founding act.
#[must_use]
pub fn fold(agreement: AgreementId, acts: &[Act]) -> Option<AgreementState> {
    let mut folded = Agreement::new(agreement);
    for act in acts {
        folded.insert(act.clone());
    }
    folded.act(agreement)?;
    folded.refusal(agreement).is_none().then(|| folded.state())
}
