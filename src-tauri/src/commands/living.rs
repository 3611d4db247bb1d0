//! Shared text that is nobody's word: the agenda, and drafts, private until they are shared.

use countersign_app::view::{
    AddingItem, AgendaView, AgreementId, ChangingItem, DraftView, MarkingMust, OneDraft, OneItem,
    PuttingForward, Saved, WritingDraft,
};

use super::{Held, about};
use crate::desk::Answered;

/// What the two will talk about.
#[tauri::command(async)]
pub(crate) fn agenda(desk: Held<'_>, ask: AgreementId) -> Answered<AgendaView> {
    desk.ask(|app| app.agenda(&ask))
}

/// Puts something on the agenda.
#[tauri::command(async)]
pub(crate) fn add_agenda_item(desk: Held<'_>, ask: AddingItem) -> Answered<AgendaView> {
    desk.deed(about(&ask.agreement), |app| app.add_agenda_item(&ask))
}

/// Writes other words for an own item.
#[tauri::command(async)]
pub(crate) fn change_agenda_item(desk: Held<'_>, ask: ChangingItem) -> Answered<AgendaView> {
    desk.deed(about(&ask.agreement), |app| app.change_agenda_item(&ask))
}

/// Takes an own item off the agenda.
#[tauri::command(async)]
pub(crate) fn remove_agenda_item(desk: Held<'_>, ask: OneItem) -> Answered<AgendaView> {
    desk.deed(about(&ask.agreement), |app| app.remove_agenda_item(&ask))
}

/// Marks the one thing that must be talked about.
#[tauri::command(async)]
pub(crate) fn mark_must(desk: Held<'_>, ask: MarkingMust) -> Answered<AgendaView> {
    desk.deed(about(&ask.agreement), |app| app.mark_must(&ask))
}

/// They have talked: the agenda is begun anew.
#[tauri::command(async)]
pub(crate) fn talked_about(desk: Held<'_>, ask: AgreementId) -> Answered<AgendaView> {
    desk.deed(about(&ask), |app| app.talked_about(&ask))
}

/// Drafts, shared and private.
#[tauri::command(async)]
pub(crate) fn drafts(desk: Held<'_>, ask: AgreementId) -> Answered<Vec<DraftView>> {
    desk.ask(|app| app.drafts(&ask))
}

/// Writes a draft.
#[tauri::command(async)]
pub(crate) fn write_draft(desk: Held<'_>, ask: WritingDraft) -> Answered<DraftView> {
    desk.deed(about(&ask.agreement), |app| app.write_draft(&ask))
}

/// Shares a private draft.
#[tauri::command(async)]
pub(crate) fn share_draft(desk: Held<'_>, ask: OneDraft) -> Answered<DraftView> {
    desk.deed(about(&ask.agreement), |app| app.share_draft(&ask))
}

/// Drops a draft.
#[tauri::command(async)]
pub(crate) fn drop_draft(desk: Held<'_>, ask: OneDraft) -> Answered<()> {
    desk.deed(about(&ask.agreement), |app| app.drop_draft(&ask))
}

/// Puts the words of a draft forward as a suggestion.
#[tauri::command(async)]
pub(crate) fn put_forward(desk: Held<'_>, ask: PuttingForward) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.put_forward(&ask))
}
