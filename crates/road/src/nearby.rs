//! Nearby: two devices in one room bring what they share level, without internet and without a server.
//!
//! It exists because in a house without a good line the other device is often three metres away. A talk is a pure
//! state machine ([`Talk`]): bytes and replies go in, bytes and questions come out, so it is tested without a socket.
//! Around it stands a thin edge: a listener, calls, and multicast DNS, on a thread of their own. Which agreements there
//! are, who may speak for whom and what is new is asked of `app`; the bytes and steps are told in `docs/nearby.md`, the
//! reasons in `docs/decisions/0015-nearby.md`. Left out: phones' own discovery services, which need their system's help.

mod ask;
mod channel;
mod door;
mod drive;
mod house;
mod legs;
mod lookout;
mod meet;
mod message;
mod neighbours;
mod place;
mod slots;
mod talk;
mod turns;

pub use ask::{Ask, Fault, Handshake, Proof, Reply, Tag, TagPair, Tell};
pub use door::{Answer, Door, Happening, Happenings, Opened, open, open_to_pair};
pub use place::Place;
pub use talk::{How, Next, Talk};
