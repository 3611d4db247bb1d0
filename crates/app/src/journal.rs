//! Contacts and check-ins: who met whom about what, in two voices; and how one is, which is private first (design §3).
//!
//! A contact is an act, and so is each voice beside it; none takes the other away. A check-in is a private note with no
//! number in any chain; sharing it is an act of its own (law 11). How near a goal is, is what the client said, point
//! by point. No figure is ever computed from any of these.

mod checkin;
mod contact;
mod near;
