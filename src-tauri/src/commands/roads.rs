//! The ways without a file: an agreement's relay, and nearby.

use countersign_app::App;
use countersign_app::view::{AgreementId, RelayCard, RelayKnown, RelayView};

use super::{Held, about};
use crate::asked::{DialledCode, ShowingCard, TakingRelay, TypedLetters};
use crate::desk::Answered;

/// How an agreement and its relay get on.
#[tauri::command(async)]
pub(crate) fn relay(desk: Held<'_>, ask: AgreementId) -> Answered<RelayView> {
    desk.ask(|app| app.relay_status(&ask))
}

/// The relays that this vault knows, the one that was taken last first.
#[tauri::command(async)]
pub(crate) fn relays_known(desk: Held<'_>) -> Answered<Vec<RelayKnown>> {
    desk.ask(App::relays)
}

/// Takes a card or an address; null is the relay that was taken last.
#[tauri::command(async)]
pub(crate) fn take_relay(desk: Held<'_>, ask: TakingRelay) -> Answered<RelayView> {
    desk.deed(about(&ask.agreement), |app| {
        app.relay_take(&ask.agreement, ask.text.as_deref())
    })
}

/// A card for the other person, or for a further device of one's own.
#[tauri::command(async)]
pub(crate) fn relay_card(desk: Held<'_>, ask: ShowingCard) -> Answered<RelayCard> {
    desk.deed(about(&ask.agreement), |app| match &ask.device {
        Some(device) => app.relay_device_card(&ask.agreement, device),
        None => app.relay_card(&ask.agreement),
    })
}

/// Turns the relay off for an agreement.
#[tauri::command(async)]
pub(crate) fn drop_relay(desk: Held<'_>, ask: AgreementId) -> Answered<RelayView> {
    desk.deed(about(&ask), |app| app.relay_drop(&ask))
}

/// Undoes that.
#[tauri::command(async)]
pub(crate) fn keep_relay(desk: Held<'_>, ask: AgreementId) -> Answered<RelayView> {
    desk.deed(about(&ask), |app| app.relay_keep(&ask))
}

/// Opens nearby.
#[tauri::command(async)]
pub(crate) fn open_nearby(desk: Held<'_>) -> Answered<()> {
    desk.open_nearby(App::open_nearby)
}

/// Founder: shows letters in this room, so that the other person types them and the two are connected.
#[tauri::command(async)]
pub(crate) fn open_room(desk: Held<'_>, ask: AgreementId) -> Answered<()> {
    desk.open_nearby(|app| app.open_room(&ask, &[]))
}

/// Joiner: looks for the device that shows these letters. `my_name` is the name to be known by, used only if the founder
/// gave none.
#[tauri::command(async)]
pub(crate) fn enter_room(desk: Held<'_>, ask: TypedLetters) -> Answered<()> {
    desk.open_nearby(|app| app.enter_room(&ask.letters, &ask.my_name, &[]))
}

/// Closes nearby.
#[tauri::command(async)]
pub(crate) fn close_nearby(desk: Held<'_>) {
    desk.room().close();
}

/// Looks for the device that shows this code.
#[tauri::command(async)]
pub(crate) fn reach_nearby(desk: Held<'_>, ask: DialledCode) -> Answered<()> {
    desk.room().reach(&ask.code)
}
