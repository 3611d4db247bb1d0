//! Automerge, bundles, receipts: one agreement on one device as a machine without hands.
//!
//! Bytes, keys, time and chance go in; rows to keep and envelopes to carry come out (design §5). It is pure, so that
//! thousands of devices can be played in a second, and the only room that knows Automerge. It exists to take in what
//! anybody sends, in any order, any number of times, and to end with the same acts everywhere.
//!
//! Left out: what acts mean (`domain`), ciphers (`seal`), keeping rows (`vault`), carrying bytes (`app`).

#[cfg(test)]
extern crate self as countersign_sync;

mod body;
mod change;
#[cfg(test)]
#[path = "../tests/desk/mod.rs"]
mod desk;
mod document;
mod ledger;
mod living;
mod open;
mod received;
mod replica;
mod rows;
mod verify;

pub use body::{Body, Field, NotABody, ProofAct};
pub use living::{
    Agenda, AgendaItem, Draft, LivingEdit, LivingRow, LivingRowKind, NotWritten, Returned,
};
pub use open::{NotOpened, Opened};
pub use received::{Outcome, Reason, Received, Together, WrongBody};
pub use replica::{Damaged, Extent, NotTaken, Refused, Replica};
pub use rows::{
    ActRow, AsideNote, AsideRow, Batch, BodyRow, DocumentRow, EarlyBodyRow, KeyRow, OwnRow,
    PeerRow, Rows, SENT_MAX, SnapshotRow,
};
pub use verify::{NotAnAct, wire_role};
