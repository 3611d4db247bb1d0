//! A blind store-and-forward server: keeps sealed bundles that it cannot read, and wakes who waits.
//!
//! It links nothing of ours but `wire`, which is the proof that it cannot read (design §6). Read
//! `docs/relay.md` for what is promised, then [`calls`] (what may be asked), [`store`] (what lasts),
//! [`serve`] (how connections are bounded).

pub mod calls;
pub mod config;
pub mod gate;
pub mod log;
pub mod metrics;
pub mod names;
pub mod refusal;
pub mod run;
pub mod serve;
pub mod store;
pub mod tls;
pub mod wake;
pub mod work;
pub mod world;
