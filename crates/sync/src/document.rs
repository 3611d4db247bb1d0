//! The Automerge document of one agreement: a map of acts, insert-only, key = id of the act.
//!
//! It exists as a copy that any Automerge can read, and as a check: its heads and its number of acts must be those
//! that the rows say. It is a cache: what it holds can be made from the acts. Automerge is run behind a wall
//! (`catch_unwind`), on a copy, and what it saved is loaded again before the copy becomes the document.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, Change, ROOT, ReadDoc, Value};
use countersign_domain::ActId;

use crate::rows::{DocumentRow, SnapshotRow};

/// Automerge did not take something, or would not load it again, or holds something else than the acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the document cannot take this in")]
pub(crate) struct BadDocument;

/// A document that holds exactly the acts it should.
pub(crate) struct Document {
    automerge: Automerge,
    /// Counted here: Automerge walks through the whole map to say how long it is.
    acts: usize,
}

impl Document {
    /// An empty document.
    pub(crate) fn new() -> Self {
        Self {
            automerge: Automerge::new(),
            acts: 0,
        }
    }

    /// Loads a snapshot. Automerge loads a file that was cut at a chunk's end, or an empty one, without a word
    /// (reference/trust.md §1.5): whoever calls compares [`Document::row`] with what the acts say.
    pub(crate) fn load(snapshot: &SnapshotRow) -> Result<Self, BadDocument> {
        let automerge = walled(|| Automerge::load(&snapshot.bytes).ok())?;
        let acts = walled(|| Some(automerge.length(ROOT)))?;
        Ok(Self { automerge, acts })
    }

    /// The ids that are there.
    pub(crate) fn ids(&self) -> Result<BTreeSet<ActId>, BadDocument> {
        walled(|| {
            self.automerge
                .keys(ROOT)
                .map(|key| key.parse().ok())
                .collect()
        })
    }

    /// What must stand beside the document, so that it can be checked later.
    pub(crate) fn row(&self) -> DocumentRow {
        DocumentRow {
            heads: self
                .automerge
                .get_heads()
                .iter()
                .map(|head| head.0)
                .collect(),
            acts: self.acts as u64,
        }
    }

    /// Adds changes of this device's making, in place, each of one act that is not there yet. After a failure the
    /// document is of no use and must be made anew; whoever calls compares [`Document::row`] with what the acts say.
    pub(crate) fn add(&mut self, changes: Vec<Change>) -> Result<(), BadDocument> {
        self.acts += changes.len();
        let automerge = &mut self.automerge;
        walled(|| automerge.apply_changes(changes).ok())
    }

    /// A copy with more acts in it, saved, loaded again, and compared with what it should hold. This one stays as it
    /// is whatever happens.
    pub(crate) fn with(
        &self,
        changes: Vec<Change>,
        put: &BTreeMap<ActId, Vec<u8>>,
    ) -> Result<(Self, SnapshotRow), BadDocument> {
        let mut copy = Self {
            automerge: walled(|| Some(self.automerge.clone()))?,
            acts: self.acts,
        };
        copy.add(changes)?;
        // Counted, not believed: a change whose dependency is missing is taken without a word and shows nothing.
        if walled(|| Some(copy.automerge.length(ROOT)))? != copy.acts {
            return Err(BadDocument);
        }
        let bytes = copy.saved()?;
        let held = walled(|| copy.holds(put))?;
        if !held {
            return Err(BadDocument);
        }
        let acts = copy.row().acts;
        Ok((copy, SnapshotRow { bytes, acts }))
    }

    /// The document's bytes, loaded once before they are given.
    pub(crate) fn saved(&self) -> Result<Vec<u8>, BadDocument> {
        walled(|| self.automerge.save_and_verify().ok())
    }

    /// Whether each act is there under its id, once, as bytes; and nobody waits for a missing change.
    fn holds(&self, put: &BTreeMap<ActId, Vec<u8>>) -> Option<bool> {
        let each = put.iter().all(|(id, signed)| {
            let found = self.automerge.get_all(ROOT, id.to_string());
            let values = found.unwrap_or_default();
            matches!(&values[..], [(Value::Scalar(value), _)]
                if value.as_bytes() == Some(signed.as_slice()))
        });
        let whole = self.automerge.length(ROOT) == self.acts;
        Some(each && whole && self.automerge.get_missing_deps(&[]).is_empty())
    }
}

/// Runs Automerge so that a panic of its becomes an error.
fn walled<T>(run: impl FnOnce() -> Option<T>) -> Result<T, BadDocument> {
    catch_unwind(AssertUnwindSafe(run))
        .ok()
        .flatten()
        .ok_or(BadDocument)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change;
    use countersign_domain::{
        Claimed, Deed, DeviceId, Effect, Header, Incarnation, Role, Subject, encode,
    };

    const AGREEMENT: ActId = ActId([1; 32]);

    /// An act with its change, which follows `after`.
    fn act(seq: u64, after: Option<&Change>) -> (ActId, Vec<u8>, Change) {
        let header = Header {
            agreement: Some(AGREEMENT),
            author: Role::Client,
            device: DeviceId([2; 32]),
            incarnation: Incarnation([3; 16]),
            seq,
            prev: None,
            parents: Vec::new(),
            continues: None,
            waiting: Vec::new(),
            effect: Effect::TakesAway,
            subject: Subject::All,
            deed: Deed::Pause,
            claimed: Claimed(0),
            commitment: None,
        };
        let signed = [&encode::header(&header)[..], &[0; 64]].concat();
        let id = ActId(countersign_seal::act_id(&signed));
        let after = after.map(|change| change.hash().0);
        let change = change::make(AGREEMENT, id, &header, &signed, after);
        (id, signed, change)
    }

    #[test]
    fn what_was_saved_is_loaded_with_the_same_acts_and_heads() {
        let (first, one, begins) = act(0, None);
        let (second, two, follows) = act(1, Some(&begins));
        let put = BTreeMap::from([(first, one), (second, two)]);
        let made = Document::new().with(vec![begins, follows], &put);
        let (document, snapshot) = made.unwrap_or_else(|error| panic!("{error}"));
        let loaded = Document::load(&snapshot).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(loaded.row(), document.row());
        assert_eq!(loaded.ids(), Ok(put.keys().copied().collect()));
        assert_eq!(snapshot.acts, 2);
    }

    #[test]
    fn a_document_that_holds_something_else_is_refused() {
        let (id, signed, change) = act(0, None);
        let with = |put| Document::new().with(vec![change.clone()], &put).is_ok();
        assert!(with(BTreeMap::from([(id, signed.clone())])));
        assert!(!with(BTreeMap::from([(id, vec![9])])));
        assert!(!with(BTreeMap::from([(ActId([9; 32]), signed)])));
    }

    #[test]
    fn a_change_that_follows_what_is_not_here_is_refused() {
        let (_, _, begins) = act(0, None);
        let (id, signed, follows) = act(1, Some(&begins));
        let put = BTreeMap::from([(id, signed)]);
        assert!(Document::new().with(vec![follows], &put).is_err());
    }
}
