//! Causal order: which act saw which (fold §1.1).
//!
//! Acts are cut into local chains, each act in a chain having the one before it as `prev`; every act then carries
//! how far down each chain it has seen. "A saw B" is one comparison, and forks, being two chains, stay exact.
//! The chains are an index of this device alone; they never leave it.

use std::collections::BTreeMap;

use crate::act::Act;
use crate::id::ActId;

/// Place of an applied act in the order of arrival, which always follows the order of causes.
pub(crate) type Index = usize;

/// An applied act and what it saw.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) act: Act,
    /// For each chain, how many of its acts this one saw; trailing zeros are left out.
    clock: Vec<u32>,
    chain: usize,
    place: u32,
}

/// All applied acts in causal order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Order {
    nodes: Vec<Node>,
    by_id: BTreeMap<ActId, Index>,
    /// The last act of each chain.
    tips: Vec<Index>,
}

impl Order {
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn find(&self, id: ActId) -> Option<Index> {
        self.by_id.get(&id).copied()
    }

    pub(crate) fn act(&self, index: Index) -> &Act {
        &self.nodes[index].act
    }

    /// Whether the act at `later` saw the one at `earlier`; an act did not see itself.
    pub(crate) fn saw(&self, later: Index, earlier: Index) -> bool {
        let Node { chain, place, .. } = self.nodes[earlier];
        self.nodes[later]
            .clock
            .get(chain)
            .is_some_and(|seen| *seen >= place)
    }

    pub(crate) fn concurrent(&self, one: Index, two: Index) -> bool {
        one != two && !self.saw(one, two) && !self.saw(two, one)
    }

    /// Adds an act all of whose ancestors are here.
    pub(crate) fn push(&mut self, act: Act) -> Index {
        let index = self.nodes.len();
        let mut clock: Vec<u32> = Vec::new();
        for cause in causes(&act).filter_map(|id| self.find(id)) {
            self.merge_into(&mut clock, cause);
        }
        let (chain, place) = self.place_after(act.header.prev);
        match self.tips.get_mut(chain) {
            Some(tip) => *tip = index,
            None => self.tips.push(index),
        }
        self.by_id.insert(act.id, index);
        self.nodes.push(Node {
            act,
            clock,
            chain,
            place,
        });
        index
    }

    fn merge_into(&self, clock: &mut Vec<u32>, cause: Index) {
        let node = &self.nodes[cause];
        if clock.len() < node.clock.len().max(node.chain + 1) {
            clock.resize(node.clock.len().max(node.chain + 1), 0);
        }
        for (mine, theirs) in clock.iter_mut().zip(&node.clock) {
            *mine = (*mine).max(*theirs);
        }
        if let Some(own) = clock.get_mut(node.chain) {
            *own = (*own).max(node.place);
        }
    }

    fn place_after(&self, prev: Option<ActId>) -> (usize, u32) {
        let tip = prev
            .and_then(|id| self.find(id))
            .map(|index| (index, &self.nodes[index]));
        match tip {
            Some((index, node)) if self.tips.get(node.chain) == Some(&index) => {
                (node.chain, node.place + 1)
            }
            Some(_) | None => (self.tips.len(), 1),
        }
    }
}

/// Everything that must be here before an act can be applied.
pub(crate) fn causes(act: &Act) -> impl Iterator<Item = ActId> + '_ {
    let header = &act.header;
    header
        .parents
        .iter()
        .copied()
        .chain(header.prev)
        .chain(header.continues)
}

/// A set of acts that contains every ancestor of its members: what one looks at.
#[derive(Debug, Clone)]
pub(crate) enum Scope {
    /// All that is applied.
    All,
    /// What this act saw.
    Past(Index),
    /// These acts and all that they saw.
    Below(Vec<Index>),
    /// Everything but this act and those that saw it.
    NotAfter(Index),
}

impl Scope {
    pub(crate) fn holds(&self, order: &Order, index: Index) -> bool {
        match self {
            Self::All => true,
            Self::Past(of) => order.saw(*of, index),
            Self::Below(heads) => heads.iter().any(|h| *h == index || order.saw(*h, index)),
            Self::NotAfter(of) => index != *of && !order.saw(index, *of),
        }
    }
}
