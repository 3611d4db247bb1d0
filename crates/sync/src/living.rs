//! Living text: an agenda and drafts that two people write together, which are nobody's word and have no force.
//!
//! It exists beside the acts, in Automerge documents of its own, and nothing of it reaches a fold: a draft counts only
//! when somebody puts its frozen text forward, which is an act (design §3). What comes from outside is small lists of
//! deeds, bounded by `wire`, judged here one by one, and turned into Automerge's changes only then; Automerge never
//! sees a byte that somebody else made (docs/decisions/0009-living-text.md).

mod deeds;
mod document;
mod edit;
mod exchange;
mod judge;
mod made;
mod read;
mod row;
mod shelf;
mod text;
mod write;

pub use edit::{LivingEdit, NotWritten};
pub use row::{LivingRow, LivingRowKind};
pub use shelf::Returned;
pub use text::{Agenda, AgendaItem, Draft};

pub(crate) use document::Owners;
pub(crate) use exchange::{Here, Tried};
pub(crate) use shelf::Living;
pub(crate) use write::Pen;
