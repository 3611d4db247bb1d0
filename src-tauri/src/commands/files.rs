//! Envelopes by file, and what was kept aside.

use countersign_app::App;
use countersign_app::view::{Arrival, ArrivedFile, AsideEntry, Change, SentFile};

use super::{Held, about};
use crate::asked::{FileBytes, OneAside, Sending};
use crate::desk::Answered;

/// Writes what the other lacks into `folder`, or into the outbox folder of this home when it is null.
#[tauri::command(async)]
pub(crate) fn send_file(desk: Held<'_>, ask: Sending) -> Answered<SentFile> {
    desk.deed(about(&ask.agreement), |app| {
        app.send_file(&ask.agreement, ask.folder.as_deref())
    })
}

/// Shows what is in a file and takes nothing in.
#[tauri::command(async)]
pub(crate) fn look_at_file(desk: Held<'_>, ask: FileBytes) -> Answered<ArrivedFile> {
    desk.ask(|app| app.look_at_file(&ask.bytes))
}

/// Takes a file in; any number of times gives the same.
#[tauri::command(async)]
pub(crate) fn receive_file(desk: Held<'_>, ask: FileBytes) -> Answered<Arrival> {
    desk.deed(Change::Lists, |app| app.receive_file(&ask.bytes))
}

/// What is kept aside.
#[tauri::command(async)]
pub(crate) fn aside(desk: Held<'_>) -> Answered<Vec<AsideEntry>> {
    desk.ask(App::aside)
}

/// Tries what is kept aside once more.
#[tauri::command(async)]
pub(crate) fn retry_aside(desk: Held<'_>, ask: OneAside) -> Answered<Arrival> {
    desk.deed(Change::Lists, |app| app.retry_aside(&ask.id))
}
