//! Promises to the two people, each played through the app with real keys and real vaults in two folders.
//!
//! A story is named after what it promises. Rules in all their combinations are tested in `laws`, bytes in `vectors`;
//! here is what only holds when every room works together.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "stories/admitting.rs"]
mod admitting;
#[path = "stories/agreeing.rs"]
mod agreeing;
#[path = "stories/carrying.rs"]
mod carrying;
#[path = "stories/copying.rs"]
mod copying;
#[path = "stories/deciding.rs"]
mod deciding;
#[path = "stories/devices.rs"]
mod devices;
#[path = "stories/keeping.rs"]
mod keeping;
#[path = "stories/listing.rs"]
mod listing;
#[path = "stories/nearby.rs"]
mod nearby;
#[path = "stories/owning.rs"]
mod owning;
#[path = "stories/people.rs"]
mod people;
#[path = "stories/posting.rs"]
mod posting;
#[path = "stories/pretending.rs"]
mod pretending;
#[path = "stories/recording.rs"]
mod recording;
#[path = "stories/relating.rs"]
mod relating;
#[path = "stories/returning.rs"]
mod returning;
#[path = "stories/roads.rs"]
mod roads;
#[path = "stories/room.rs"]
mod room;
#[path = "stories/screens.rs"]
mod screens;
#[path = "stories/several.rs"]
mod several;
#[path = "stories/stopping.rs"]
mod stopping;
#[path = "stories/telling.rs"]
mod telling;
#[path = "stories/writing.rs"]
mod writing;
