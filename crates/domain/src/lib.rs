//! What an agreement is, which acts are allowed, and how acts fold into what both people see.
//!
//! Pure: no clock, no chance, no files, no ciphers. An **act** is one signed deed ([`act`]); a set of acts folds into
//! a state ([`Agreement`], [`fold`]) that is the same on every device that has the same acts, in whatever order they
//! came. There is no status field anywhere that could be set: everything people see is derived.
//!
//! The rules in one breath: nothing is agreed without the client's own yes to those exact words; a new suggestion
//! changes nothing; a yes can be taken back alone; what gives power falls at the slightest doubt. Word for word they
//! are in the project's fold rules and in `docs/decisions/0003-readings-of-the-fold.md`.

pub mod act;
pub mod dates;
pub mod encode;
mod fold;
pub mod id;
pub mod part;
pub mod refusal;
pub mod relation;
mod rules;
pub mod state;
pub mod time;

pub use act::{Act, Deed, Effect, Header, Subject};
pub use fold::agreement::{Agreement, Inserted, Touched, fold};
pub use id::{ActId, AgreementId, DeviceId, Incarnation, PartId, VersionId};
pub use part::{PartKind, Role};
pub use refusal::Refusal;
pub use state::{AgreementState, PartState, Standing, UseLabel};
pub use time::{Claimed, Day};
