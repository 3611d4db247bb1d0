//! From rows to a replica. The rows are the device's own and were checked before they were kept; they are not verified
//! again, but they must be whole.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::{Act, Agreement, Inserted, encode};
use countersign_seal::{SendingKey, act_id};
use countersign_wire::SignedAct;

use super::{HeldKey, Replica};
use crate::ledger::Ledger;
use crate::living::Living;
use crate::rows::{ActRow, Batch, Rows};

/// The rows are not what was kept: the vault is damaged, or a newer app wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// An act is not the one that its name says, or cannot be read.
    #[error("an act in the vault is not what was kept")]
    Act,
    /// Acts are missing, or there are more than were noted.
    #[error("the acts in the vault are not all that were kept")]
    Incomplete,
    /// A key cannot be read.
    #[error("a key in the vault is not what was kept")]
    Key,
}

impl Replica {
    /// Loads a replica. The document is not looked at before it is needed; the acts are enough.
    ///
    /// # Errors
    /// When the rows are not what was kept.
    pub fn load(rows: Rows) -> Result<Self, Damaged> {
        let mut replica = Self {
            role: rows.role,
            device: rows.device,
            agreement: Agreement::new(rows.agreement),
            ledger: Ledger::new(rows.agreement),
            document: None,
            pending: Vec::new(),
            snapshot: rows.snapshot,
            own: rows.own,
            bodies: rows.bodies,
            erased: rows.erased,
            early: BTreeMap::new(),
            keys: BTreeMap::new(),
            wraps: BTreeMap::new(),
            peers: rows
                .peers
                .into_iter()
                .map(|peer| (peer.device, peer))
                .collect(),
            aside: rows.aside.into_iter().map(|note| (note.id, note)).collect(),
            behind: BTreeMap::new(),
            brought: BTreeMap::new(),
            living: Living::load(rows.agreement, rows.living),
            unsaved: false,
        };
        for early in rows.early {
            replica.early.insert((early.act, early.sender), early.bytes);
        }
        for row in rows.keys {
            let key = SendingKey::from_secret(&row.secret).map_err(|_| Damaged::Key)?;
            let held = HeldKey {
                key,
                since: row.since,
                roster: row.roster,
            };
            replica.keys.insert(row.id, held);
        }
        replica.refill(rows.acts)?;
        if replica.ledger.document() == rows.document {
            Ok(replica)
        } else {
            Err(Damaged::Incomplete)
        }
    }

    fn refill(&mut self, rows: Vec<ActRow>) -> Result<(), Damaged> {
        let mut acts = Vec::with_capacity(rows.len());
        for row in rows {
            if act_id(&row.signed) != row.id.0 {
                return Err(Damaged::Act);
            }
            let signed = SignedAct::decode(&row.signed).map_err(|_| Damaged::Act)?;
            let header = encode::parse(signed.header()).map_err(|_| Damaged::Act)?;
            acts.push((Act { id: row.id, header }, row));
        }
        self.ledger.refill(
            acts.iter()
                .map(|(act, row)| (act, row.signed.clone(), row.change)),
        );
        let mut applied = Vec::new();
        for (act, _) in acts {
            if let Inserted::Applied(ids) = self.agreement.insert(act) {
                applied.extend(ids);
            }
        }
        let erased: BTreeSet<_> = std::mem::take(&mut self.erased);
        for id in applied {
            if let Some(act) = self.agreement.act(id).cloned() {
                self.note_applied(&act, &mut Batch::default());
            }
        }
        // The rows know what was erased here; the acts alone could not say what this device had.
        self.erased.extend(erased);
        Ok(())
    }
}
