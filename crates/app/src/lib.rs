//! Everything a person can do, once for both faces.
//!
//! This room ties the others together: acts are judged in `domain`, signed and carried by `sync`, made durable by
//! `vault`; here they become use cases on one value, [`App`]. It is the only room with folders, clock and chance, and
//! what it shows are the shapes of [`view`]. Left out: every rule and every cipher, and how anything looks.

mod acts;
mod addressed;
mod agreements;
mod answering;
mod app;
mod asks;
mod backup;
mod book;
mod carry;
mod codes;
mod demo;
mod disclosed;
mod erase;
pub mod error;
mod exchange;
mod files;
mod folding;
mod founding;
mod further_device;
mod history;
mod idle;
mod incoming;
mod journal;
mod lacking;
mod leaf;
mod leg;
mod living;
mod lot;
mod may;
mod my_copy;
mod names;
mod nearby;
mod notice;
mod owing;
mod own_devices;
mod page;
mod pairing;
mod pairing_state;
mod parts;
mod persist;
mod phrases;
mod print;
mod private;
mod project;
mod proof;
mod record;
mod relation;
mod relay;
mod safety;
mod screen;
mod search;
mod session;
mod standings;
mod terms;
mod uses;
mod vaults;
mod verify;
mod versions;
pub mod view;
mod way;
mod world;

pub use app::App;
pub use backup::BackupView;
pub use countersign_road::Patience as RoadPatience;
pub use countersign_road::{Answer, Authorities, Call, Errand, Fault, Http, Relay, Waiting, Wakes};
#[cfg(debug_assertions)]
pub use demo::danger_spoiled_demo;
pub use demo::{DemoError, DemoStep, demo};
pub use erase::ErasureView;
pub use error::{Code, Error};
pub use folding::{ACTS_FILE_BYTES_MAX, FoldError, fold_acts};
pub use idle::{Due, Noticed, Patience, SystemClock, Tick};
pub use nearby::{Nearby, NearbyDoor, NearbyTalks, NearbyTurn};
pub use notice::Notices;
pub use print::{PaperForm, PdfFile};
pub use proof::{NotProven, PROOF_BYTES_MAX, Proven, Said, check_proof};
pub use record::{PLAN_LINES_MAX, plan_lines};
pub use relay::{Job, ask_each};
pub use search::FoundView;
pub use verify::{Checked, CheckedAgreement, Wrong};
pub use view::{AddedBy, DeviceJoining, DevicePairing, DeviceView, RecoveryWords};
pub use way::{OnWay, Place, WayView};
pub use world::{SystemWorld, World};

#[cfg(test)]
mod wordless_tests;
