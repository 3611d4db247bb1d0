//! The log of mandates and permissions, and pausing them.

use countersign_app::view::{AnsweringUse, Pausing, Saved, Using};

use super::{Held, about};
use crate::desk::Answered;

/// Logs a use of a mandate.
#[tauri::command(async)]
pub(crate) fn use_mandate(desk: Held<'_>, ask: Using) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.use_mandate(&ask))
}

/// Answers a use.
#[tauri::command(async)]
pub(crate) fn answer_use(desk: Held<'_>, ask: AnsweringUse) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.answer_use(&ask))
}

/// Pauses every mandate and permission.
#[tauri::command(async)]
pub(crate) fn pause(desk: Held<'_>, ask: Pausing) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.pause(&ask))
}

/// Lets them go on.
#[tauri::command(async)]
pub(crate) fn resume(desk: Held<'_>, ask: Pausing) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.resume(&ask))
}
