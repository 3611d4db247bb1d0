//! Pairing two devices in one room: each step takes what was carried here and says what comes next.

use countersign_app::view::{AgreementId, Change, Pairing, SentFile};

use super::Held;
use crate::asked::{Code, Offer, Request, Welcome};
use crate::desk::Answered;

/// Where a pairing stands; picks up after a restart.
#[tauri::command(async)]
pub(crate) fn pairing(desk: Held<'_>, ask: AgreementId) -> Answered<Pairing> {
    desk.ask(|app| app.pairing(&ask))
}

/// Founder: a new code; an older one stops working.
#[tauri::command(async)]
pub(crate) fn invite(desk: Held<'_>, ask: AgreementId) -> Answered<Pairing> {
    desk.ask(|app| app.invite(&ask))
}

/// Founder: takes the request of the other device.
#[tauri::command(async)]
pub(crate) fn take_request(desk: Held<'_>, ask: Request) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| {
        app.take_request(&ask.agreement, &ask.request)
    })
}

/// Joiner: takes the code. `my_name` is the name to be known by, used only if the founder gave none.
#[tauri::command(async)]
pub(crate) fn take_code(desk: Held<'_>, ask: Code) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| app.take_code(&ask.code, &ask.my_name))
}

/// Joiner: takes the offer.
#[tauri::command(async)]
pub(crate) fn take_offer(desk: Held<'_>, ask: Offer) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| {
        app.take_offer(&ask.agreement, &ask.offer)
    })
}

/// Either: both people say that the pictures are the same. The founder gets the welcome to carry.
#[tauri::command(async)]
pub(crate) fn pictures_same(desk: Held<'_>, ask: AgreementId) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| app.pictures_same(&ask))
}

/// Either: they are not the same. The pairing stops and nothing was shared.
#[tauri::command(async)]
pub(crate) fn pictures_differ(desk: Held<'_>, ask: AgreementId) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| app.pictures_differ(&ask))
}

/// Writes the message to carry at this step as a text file into the outbox folder of this home.
#[tauri::command(async)]
pub(crate) fn save_pairing(desk: Held<'_>, ask: AgreementId) -> Answered<SentFile> {
    desk.ask(|app| app.save_pairing(&ask))
}

/// Joiner: takes the welcome; the agreement is here.
#[tauri::command(async)]
pub(crate) fn take_welcome(desk: Held<'_>, ask: Welcome) -> Answered<Pairing> {
    desk.deed(Change::Lists, |app| {
        app.take_welcome(&ask.agreement, &ask.welcome)
    })
}
