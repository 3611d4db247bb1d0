//! The roads between devices that need a network: a relay, and whoever is nearby.
//!
//! It exists so that everything that listens to a network stands in one room that can neither read nor decide: what
//! it carries is sealed, and it links no rule, no vault and no document of ours. What is to be carried comes in as
//! data ([`Errand`]), what became of it goes back as data. Left out: what to send and when (`app`), and files.

pub mod nearby;
mod relay;

pub use relay::{
    Answer, Authorities, Call, Errand, Fault, Fullness, Http, Invited, Key, Patience, Place,
    Refused, Relay, Stopper, Waiting, Wakes, pause,
};
