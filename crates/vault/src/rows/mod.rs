//! The tables of a vault, one file each: its row, and the small functions that read and write it.

mod acts;
mod agreements;
mod aside;
mod attempts;
mod bodies;
mod early_bodies;
mod entries;
mod living;
mod notes;
mod own_device;
mod pairings;
mod parts;
mod peers;
mod projections;
mod search;
mod sending_keys;
mod settings;
mod snapshots;

pub use acts::ActRow;
pub use agreements::{AgreementRow, Position};
pub use aside::{AsideLoad, AsideRow};
pub use bodies::{Arrived, Body};
pub use early_bodies::EarlyBodyRow;
pub use entries::EntryRow;
pub use living::LivingRow;
pub use notes::NoteRow;
pub use pairings::PairingRow;
pub use parts::PartRow;
pub use peers::PeerRow;
pub use search::Found;
pub use sending_keys::SendingKeyRow;
pub use snapshots::Snapshot;
