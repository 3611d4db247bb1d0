//! Paper, the organisation's record, and carrying parts over.

use countersign_app::view::{
    PaperView, Pasting, PlanLine, Printing, RecordCopying, RecordView, Saved, SentFile,
};
use countersign_app::{Code, Error};
use tauri::WebviewWindow;

use super::{Held, about};
use crate::asked::{CarryingOver, SavingPaper};
use crate::desk::Answered;
use crate::pdf;

/// What stands on the sheet, to be shown before it is printed.
#[tauri::command(async)]
pub(crate) fn paper(desk: Held<'_>, ask: Printing) -> Answered<PaperView> {
    desk.ask(|app| app.paper(&ask))
}

/// Opens the system's own way of printing for what is on screen; a printer or a PDF is chosen there.
#[tauri::command(async)]
pub(crate) fn print_page(window: WebviewWindow) -> Answered<()> {
    window.print().map_err(|_| Error::from(Code::Broken))
}

/// Writes the sheet as a file that any browser opens and prints.
#[tauri::command(async)]
pub(crate) fn save_paper(desk: Held<'_>, ask: SavingPaper) -> Answered<SentFile> {
    desk.ask(|app| app.save_paper(&ask.sheet, ask.folder.as_deref()))
}

/// Writes the sheet that is on screen as a PDF file, by the web view. The vault is free meanwhile, so that it can lock.
#[tauri::command(async)]
pub(crate) fn save_pdf(
    desk: Held<'_>,
    window: WebviewWindow,
    ask: SavingPaper,
) -> Answered<SentFile> {
    let file = desk.ask(|app| app.begin_pdf(&ask.sheet, ask.folder.as_deref()))?;
    pdf::write(&window, file.place())?;
    desk.ask(|app| app.keep_pdf(&file))
}

/// Copies for the organisation's record; the copy is an act that the client sees.
#[tauri::command(async)]
pub(crate) fn copy_for_record(desk: Held<'_>, ask: RecordCopying) -> Answered<RecordView> {
    desk.deed(about(&ask.agreement), |app| app.copy_for_record(&ask))
}

/// The lines of a pasted plan, to be looked at; nothing is suggested by it.
#[tauri::command(async)]
pub(crate) fn read_plan(desk: Held<'_>, ask: Pasting) -> Answered<Vec<PlanLine>> {
    desk.ask(|app| app.read_plan(&ask))
}

/// Suggests chosen parts again in another agreement, with the old proof.
#[tauri::command(async)]
pub(crate) fn carry_over(desk: Held<'_>, ask: CarryingOver) -> Answered<Vec<Saved>> {
    desk.deed(about(&ask.into), |app| {
        app.carry_over(&ask.from, &ask.into, &ask.parts, ask.reason.as_deref())
    })
}
