//! Vaults, keys and the language of this device.

use countersign_app::App;
use countersign_app::view::{Change, Home, Kit, KitWord, NewVault, Session};

use super::Held;
use crate::asked::{Opening, OpeningWithKit};
use crate::desk::Answered;

/// Vaults in this home, the open one, the chosen language.
#[tauri::command(async)]
pub(crate) fn home(desk: Held<'_>) -> Answered<Home> {
    desk.ask(App::home)
}

/// Remembers the language on this device; null follows the system.
#[tauri::command(async)]
pub(crate) fn choose_language(desk: Held<'_>, ask: Option<String>) -> Answered<()> {
    desk.deed(Change::Lists, |app| app.choose_language(ask))
}

/// Five plain words as a passphrase.
#[tauri::command(async)]
pub(crate) fn new_passphrase(desk: Held<'_>) -> Answered<String> {
    desk.ask(|app| Ok(app.new_passphrase()))
}

/// Makes a vault and opens it.
#[tauri::command(async)]
pub(crate) fn create_vault(desk: Held<'_>, ask: NewVault) -> Answered<Session> {
    desk.deed(Change::Lists, |app| app.create_vault(ask))
}

/// Opens a vault with its passphrase.
#[tauri::command(async)]
pub(crate) fn open_vault(desk: Held<'_>, ask: Opening) -> Answered<Session> {
    desk.deed(Change::Lists, |app| {
        app.open_vault(&ask.vault, ask.passphrase)
    })
}

/// Opens with the 24 words and sets a new passphrase.
#[tauri::command(async)]
pub(crate) fn open_with_kit(desk: Held<'_>, ask: OpeningWithKit) -> Answered<Session> {
    desk.deed(Change::Lists, |app| {
        app.open_with_kit(&ask.vault, &ask.words, ask.passphrase)
    })
}

/// Forgets every key at once. Never fails.
#[tauri::command(async)]
pub(crate) fn lock(desk: Held<'_>) -> Answered<()> {
    desk.lock()
}

/// The recovery words, until they have been checked once.
#[tauri::command(async)]
pub(crate) fn kit(desk: Held<'_>) -> Answered<Kit> {
    desk.ask(App::kit)
}

/// Checks the words asked for; afterwards they exist on paper only.
#[tauri::command(async)]
pub(crate) fn check_kit(desk: Held<'_>, ask: Vec<KitWord>) -> Answered<Session> {
    desk.deed(Change::Lists, |app| app.check_kit(&ask))
}
