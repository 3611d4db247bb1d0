//! The commands: what a screen may ask for. Each opens the one state, asks `app`, and gives back a view.
//!
//! They run off the window's own thread, so that a slow key derivation never freezes what is on screen. None of them
//! decides anything. Deeds tell the screens afterwards what changed, never how. The same list stands in build script,
//! capability and gate (`tests/shell.rs`).

pub(crate) mod answers;
pub(crate) mod devices;
pub(crate) mod files;
pub(crate) mod journal;
pub(crate) mod living;
pub(crate) mod mandates;
pub(crate) mod own;
pub(crate) mod pairing;
pub(crate) mod paper;
pub(crate) mod reading;
pub(crate) mod relation;
pub(crate) mod roads;
pub(crate) mod safety;
pub(crate) mod vaults;

use countersign_app::view::{AgreementId, Change};
use tauri::State;

use crate::desk::Desk;

/// The one state.
type Held<'a> = State<'a, Desk>;

/// The change to tell of after a deed in one agreement.
fn about(agreement: &AgreementId) -> Change {
    Change::Agreement {
        id: agreement.clone(),
    }
}
