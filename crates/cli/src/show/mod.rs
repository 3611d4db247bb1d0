//! Views as text for people: one thing per line, names instead of roles, claimed times marked as claimed.
//!
//! Nothing is decided here: what a view does not hold is not said. JSON is made from the same views in `told`.

mod agreement;
mod device;
mod exchange;
mod history;
mod nearby;
mod pairing;
mod part;
mod relation;
mod relay;
mod word;

pub(crate) use agreement::{agreement, agreements};
pub(crate) use device::{added, device_pairing, returning};
pub(crate) use exchange::{arrival, asides, delivery, looked_at, sent, taken_in};
pub(crate) use history::{happened, history};
pub(crate) use nearby::nearby;
pub(crate) use pairing::{carried_as_file, pairing};
pub(crate) use part::part;
pub(crate) use relation::relation;
pub(crate) use relay::{relay, relay_card, synced};
pub(crate) use word::{People, day_of, kind, saved};
