//! Contacts, check-ins, how near goals are, what happened, and a copy of it all.

use countersign_app::view::{
    AgreementId, CheckinView, ContactView, Contacting, HistoryLeaf, KeepingCopy, Leafing, NearView,
    Saved, SentFile, SharedCheckin, Voicing,
};

use super::{Held, about};
use crate::asked::{KeepingCheckin, OneCheckin};
use crate::desk::Answered;

/// The contacts, oldest first.
#[tauri::command(async)]
pub(crate) fn contacts(desk: Held<'_>, ask: AgreementId) -> Answered<Vec<ContactView>> {
    desk.ask(|app| app.contacts(&ask))
}

/// Writes down a contact.
#[tauri::command(async)]
pub(crate) fn add_contact(desk: Held<'_>, ask: Contacting) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.add_contact(&ask))
}

/// Puts one's own voice beside a contact.
#[tauri::command(async)]
pub(crate) fn voice(desk: Held<'_>, ask: Voicing) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| app.voice(&ask))
}

/// One's own check-ins, shared or not.
#[tauri::command(async)]
pub(crate) fn checkins(desk: Held<'_>, ask: AgreementId) -> Answered<Vec<CheckinView>> {
    desk.ask(|app| app.checkins(&ask))
}

/// Keeps a check-in for oneself.
#[tauri::command(async)]
pub(crate) fn add_checkin(desk: Held<'_>, ask: KeepingCheckin) -> Answered<CheckinView> {
    desk.deed(about(&ask.agreement), |app| {
        app.add_checkin(&ask.agreement, &ask.checkin)
    })
}

/// Shares one check-in.
#[tauri::command(async)]
pub(crate) fn share_checkin(desk: Held<'_>, ask: OneCheckin) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| {
        app.share_checkin(&ask.agreement, &ask.id)
    })
}

/// What the client has shared.
#[tauri::command(async)]
pub(crate) fn shared_checkins(desk: Held<'_>, ask: AgreementId) -> Answered<Vec<SharedCheckin>> {
    desk.ask(|app| app.shared_checkins(&ask))
}

/// How near the client says each goal is.
#[tauri::command(async)]
pub(crate) fn nears(desk: Held<'_>, ask: AgreementId) -> Answered<Vec<NearView>> {
    desk.ask(|app| app.nears(&ask))
}

/// What happened, as both can see it, leaf by leaf.
#[tauri::command(async)]
pub(crate) fn history(desk: Held<'_>, ask: Leafing) -> Answered<HistoryLeaf> {
    desk.ask(|app| app.history_leaf(&ask))
}

/// Writes a copy for oneself into the outbox folder of this home.
#[tauri::command(async)]
pub(crate) fn save_copy(desk: Held<'_>, ask: KeepingCopy) -> Answered<Vec<SentFile>> {
    desk.ask(|app| app.save_copy(&ask))
}
