//! Lists and pages of agreements, and beginning one.

use countersign_app::App;
use countersign_app::view::{
    AgreementEntry, AgreementId, AgreementView, Change, NewAgreement, PartView,
};

use super::Held;
use crate::asked::OnePart;
use crate::desk::Answered;

/// All agreements of the open vault.
#[tauri::command(async)]
pub(crate) fn agreements(desk: Held<'_>) -> Answered<Vec<AgreementEntry>> {
    desk.ask(App::agreements)
}

/// Begins an agreement with one other person.
#[tauri::command(async)]
pub(crate) fn found_agreement(desk: Held<'_>, ask: NewAgreement) -> Answered<AgreementId> {
    desk.deed(Change::Lists, |app| app.found_agreement(&ask))
}

/// One agreement with its parts by standing.
#[tauri::command(async)]
pub(crate) fn agreement(desk: Held<'_>, ask: AgreementId) -> Answered<AgreementView> {
    desk.ask(|app| app.agreement(&ask))
}

/// One part with its versions side by side.
#[tauri::command(async)]
pub(crate) fn part(desk: Held<'_>, ask: OnePart) -> Answered<PartView> {
    desk.ask(|app| app.part(&ask.agreement, &ask.part))
}
