//! A person's own devices: which there are, adding one in one room, removing one.

use countersign_app::App;
use countersign_app::view::{
    AgreementId, DeviceJoining, DevicePairing, DeviceView, Saved, SentFile,
};

use super::{Held, about};
use crate::asked::{
    DeviceAdding, DeviceCode, DeviceMessage, DeviceRequest, DeviceStep, KitStep, OneDevice,
};
use crate::desk::Answered;

/// Every device and kit of the two.
#[tauri::command(async)]
pub(crate) fn devices(desk: Held<'_>, ask: AgreementId) -> Answered<Vec<DeviceView>> {
    desk.ask(|app| app.devices(&ask))
}

/// Removes one of one's own devices.
#[tauri::command(async)]
pub(crate) fn remove_device(desk: Held<'_>, ask: OneDevice) -> Answered<Saved> {
    desk.deed(about(&ask.agreement), |app| match &ask.until {
        Some(day) => app.remove_lost_device(&ask.agreement, &ask.device, day),
        None => app.remove_device(&ask.agreement, &ask.device),
    })
}

/// Earlier device, or the other person's: a code for a new device.
#[tauri::command(async)]
pub(crate) fn invite_device(desk: Held<'_>, ask: DeviceAdding) -> Answered<DevicePairing> {
    desk.ask(|app| app.invite_device(&ask.agreement, ask.by))
}

/// Earlier device, or the other person's: where the adding stopped.
#[tauri::command(async)]
pub(crate) fn device_adding(desk: Held<'_>, ask: DeviceAdding) -> Answered<Option<DevicePairing>> {
    desk.ask(|app| app.device_adding(&ask.agreement, ask.by))
}

/// Earlier device, or the other person's: takes the request of the new one.
#[tauri::command(async)]
pub(crate) fn take_device_request(desk: Held<'_>, ask: DeviceRequest) -> Answered<DevicePairing> {
    desk.ask(|app| app.take_device_request(&ask.pairing, ask.by, &ask.message))
}

/// The other person's device: takes what their recovery words signed for the device that was compared.
#[tauri::command(async)]
pub(crate) fn add_returning(desk: Held<'_>, ask: DeviceStep) -> Answered<DevicePairing> {
    desk.deed(about(&ask.pairing), |app| {
        app.add_returning(&ask.pairing, &ask.message)
    })
}

/// Earlier device: adds the device that was compared, by its own word.
#[tauri::command(async)]
pub(crate) fn add_device(desk: Held<'_>, ask: DeviceStep) -> Answered<DevicePairing> {
    desk.deed(about(&ask.pairing), |app| {
        app.add_device(&ask.pairing, &ask.message)
    })
}

/// Either: the pictures are not the same. It stops, and nothing was shared.
#[tauri::command(async)]
pub(crate) fn device_pictures_differ(desk: Held<'_>, ask: AgreementId) -> Answered<()> {
    desk.ask(|app| app.device_pictures_differ(&ask))
}

/// New device: takes the code that the earlier one shows, or the other person's.
#[tauri::command(async)]
pub(crate) fn take_device_code(desk: Held<'_>, ask: DeviceCode) -> Answered<DeviceJoining> {
    desk.ask(|app| app.take_device_code(&ask.code, ask.by))
}

/// New device: what it is becoming, and where each stopped.
#[tauri::command(async)]
pub(crate) fn device_joins(desk: Held<'_>) -> Answered<Vec<DeviceJoining>> {
    desk.ask(App::device_joins)
}

/// New device: the pictures are the same, and the recovery words add it.
#[tauri::command(async)]
pub(crate) fn add_by_kit(desk: Held<'_>, ask: KitStep) -> Answered<DevicePairing> {
    desk.deed(about(&ask.pairing), |app| {
        app.add_by_kit(&ask.pairing, ask.words.expose())
    })
}

/// New device: takes the offer.
#[tauri::command(async)]
pub(crate) fn take_device_offer(desk: Held<'_>, ask: DeviceStep) -> Answered<DevicePairing> {
    desk.ask(|app| app.take_device_offer(&ask.pairing, &ask.message))
}

/// New device: the pictures are the same; it gives its word.
#[tauri::command(async)]
pub(crate) fn device_pictures_same(desk: Held<'_>, ask: AgreementId) -> Answered<DevicePairing> {
    desk.ask(|app| app.device_pictures_same(&ask))
}

/// New device: takes the welcome; the agreement is here.
#[tauri::command(async)]
pub(crate) fn take_device_welcome(desk: Held<'_>, ask: DeviceStep) -> Answered<DevicePairing> {
    desk.deed(about(&ask.pairing), |app| {
        app.take_device_welcome(&ask.pairing, &ask.message)
    })
}

/// Writes a message to be carried into the outbox folder of this home.
#[tauri::command(async)]
pub(crate) fn save_device_message(desk: Held<'_>, ask: DeviceMessage) -> Answered<SentFile> {
    desk.ask(|app| app.save_device_message(&ask.message))
}
