//! What is private in the open vault: drafts while typing, and the numbers that work offline. Never an act.

use countersign_app::App;
use countersign_app::view::HelpNumber;

use super::Held;
use crate::asked::{Draft, Place};
use crate::desk::Answered;

/// Keeps what is being typed at a place; null drops it.
#[tauri::command(async)]
pub(crate) fn save_draft(desk: Held<'_>, ask: Draft) -> Answered<()> {
    desk.ask(|app| app.save_draft(&ask.place, ask.text.as_deref()))
}

/// What was being typed at a place.
#[tauri::command(async)]
pub(crate) fn load_draft(desk: Held<'_>, ask: Place) -> Answered<Option<String>> {
    desk.ask(|app| app.load_draft(&ask.place))
}

/// The numbers that work offline.
#[tauri::command(async)]
pub(crate) fn help_numbers(desk: Held<'_>) -> Answered<Vec<HelpNumber>> {
    desk.ask(App::help_numbers)
}

/// Keeps the numbers that work offline.
#[tauri::command(async)]
pub(crate) fn save_help_numbers(desk: Held<'_>, ask: Vec<HelpNumber>) -> Answered<()> {
    desk.ask(|app| app.save_help_numbers(&ask))
}
