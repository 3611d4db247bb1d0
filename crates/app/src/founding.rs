//! The founding of an agreement as pairing carries it: handed over by a device that has it, and the first copy on one
//! that was admitted.
//!
//! Both roads begin here, to another person (`pairing`) and to a further device of one's own (`further_device`). Left
//! out: the messages of pairing, and what the two roads say differently.

use std::collections::BTreeMap;

use countersign_domain::{AgreementId, Role};
use countersign_sync::{Batch, Body, Field, Replica};
use countersign_vault::{self as vault};
use countersign_wire::SignedAct;

use crate::agreements::new_row;
use crate::book::Book;
use crate::codes::Result;
use crate::error::Code;
use crate::persist;
use crate::project;
use crate::session::Session;
use crate::vaults::first_name;
use crate::world::World;

/// First names as the founder wrote them; empty where nothing can be read.
pub(crate) struct FoundingNames {
    /// Of who founded the agreement.
    pub(crate) founder: String,
    /// Of who was to join.
    pub(crate) other: String,
}

impl FoundingNames {
    /// Reads the founding words.
    pub(crate) fn read(body: &[u8]) -> Self {
        let words = Body::parse(body).ok();
        let named = |field| {
            let text = words.as_ref().and_then(|words| words.text(field));
            text.and_then(|it| first_name(it).ok()).unwrap_or_default()
        };
        Self {
            founder: named(Field::Name),
            other: named(Field::OtherName),
        }
    }

    /// One's own name and the other's, for a further device of one of the two.
    pub(crate) fn seen_by(self, replica: &Replica, role: Role) -> (String, String) {
        let agreement = replica.agreement();
        let founder = agreement.act(agreement.id()).map(|act| act.header.author);
        if founder == Some(role) {
            (self.founder, self.other)
        } else {
            (self.other, self.founder)
        }
    }
}

impl Session {
    /// The signed founding act of an agreement that is here, and its words; empty where they are not.
    pub(crate) fn founding(&mut self, id: AgreementId) -> Result<(SignedAct, Vec<u8>)> {
        let body = match self.vault.view().body(id, id)? {
            vault::Body::Here(bytes) => bytes,
            vault::Body::NotHere | vault::Body::Erased => Vec::new(),
        };
        let (book, _) = self.book(id)?;
        let signed = book.replica.signed(id).ok_or(Code::VaultDamaged)?;
        let signed = SignedAct::decode(signed).map_err(|_| Code::VaultDamaged)?;
        Ok((signed, body))
    }

    /// A replica that holds the founding act alone, and what is to be kept of it.
    pub(crate) fn begin_replica(
        &self,
        founding: &SignedAct,
        body: &[u8],
        world: &mut dyn World,
    ) -> Result<(Replica, Batch)> {
        let words = Some(body).filter(|bytes| !bytes.is_empty());
        Replica::begin(self.role, self.device(), founding, words, world)
            .map_err(|_| Code::PairingWrong.into())
    }

    /// Makes a new copy durable: its row, every step of `batches`, and the end of the pairing, in one transaction.
    /// `own_and_other` are first names; `pairing` is the one that ends by it, if any does.
    pub(crate) fn keep_copy(
        &mut self,
        replica: Replica,
        batches: &[Batch],
        own_and_other: (String, String),
        pairing: Option<&str>,
        now: i64,
    ) -> Result<AgreementId> {
        let (id, device) = (replica.agreement().id(), self.device());
        if self.vault.view().agreement(id)?.is_some() {
            return Err(Code::AlreadyPaired.into());
        }
        let position = batches.iter().rev().find_map(|batch| batch.own.as_ref());
        let position = position.ok_or(Code::Broken)?;
        let row = new_row(id, self.role, position, own_and_other, now);
        let mut book = Book::new(replica, BTreeMap::from([(id, now)]));
        self.vault.write(|tx| {
            tx.add_agreement(&row)?;
            for batch in batches {
                persist::save(tx, id, batch, device, now)?;
            }
            if let Some(pairing) = pairing {
                tx.drop_pairing(pairing)?;
            }
            project::all(tx, id, &mut book)
        })?;
        book.replica.saved();
        self.hold(id, book);
        Ok(id)
    }
}
