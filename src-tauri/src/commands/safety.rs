//! One's own data and safety: when it locks, what opens it, what went out, a copy of everything, and that it goes.

use countersign_app::view::{
    Abilities, AgreementId, Change, DisclosureView, LockTimes, NewPassphrase, NoticeChoice,
    Restoring, SentFile, Session,
};

use super::Held;
use crate::asked::{BackupPiece, Copying, Erasing, Naming, SavingBackup};
use crate::desk::Answered;
use crate::{notice, pdf};

/// Somebody touched the window: the open vault waits on.
#[tauri::command(async)]
pub(crate) fn touch(desk: Held<'_>) {
    desk.touched();
}

/// The screen copied a text; it leaves the clipboard again.
#[tauri::command(async)]
pub(crate) fn copied(desk: Held<'_>, ask: Copying) {
    desk.copied(&ask.text);
}

/// When the open vault locks by itself.
#[tauri::command(async)]
pub(crate) fn lock_times(desk: Held<'_>) -> Answered<LockTimes> {
    desk.ask(countersign_app::App::lock_times)
}

/// Chooses when the open vault locks by itself.
#[tauri::command(async)]
pub(crate) fn choose_lock_times(desk: Held<'_>, ask: LockTimes) -> Answered<()> {
    desk.ask(|app| app.choose_lock_times(ask))
}

/// What the window can do on this system.
#[tauri::command(async)]
pub(crate) fn abilities() -> Abilities {
    Abilities {
        pdf: pdf::POSSIBLE,
        notices: notice::POSSIBLE,
    }
}

/// Whether a notice is wanted when something has come.
#[tauri::command(async)]
pub(crate) fn notices(desk: Held<'_>) -> Answered<bool> {
    desk.ask(countersign_app::App::notices)
}

/// Chooses whether one is wanted.
#[tauri::command(async)]
pub(crate) fn choose_notices(desk: Held<'_>, ask: NoticeChoice) -> Answered<()> {
    desk.ask(|app| app.choose_notices(&ask))
}

/// Gives the open vault another name for the list.
#[tauri::command(async)]
pub(crate) fn rename_vault(desk: Held<'_>, ask: Naming) -> Answered<Session> {
    desk.deed(Change::Lists, |app| app.rename_vault(&ask.name))
}

/// Sets a new passphrase, after the one of today.
#[tauri::command(async)]
pub(crate) fn replace_passphrase(desk: Held<'_>, ask: NewPassphrase) -> Answered<()> {
    desk.ask(|app| app.replace_passphrase(ask))
}

/// Erases the open vault from this device for good, after its passphrase.
#[tauri::command(async)]
pub(crate) fn erase_vault(desk: Held<'_>, ask: Erasing) -> Answered<()> {
    desk.deed(Change::Locked, |app| app.erase_vault(ask.passphrase))
}

/// Every time that something went out of an agreement.
#[tauri::command(async)]
pub(crate) fn disclosures(desk: Held<'_>, ask: AgreementId) -> Answered<Vec<DisclosureView>> {
    desk.ask(|app| app.disclosures(&ask))
}

/// Writes a copy of everything into `folder`, or into the outbox folder of this home when it is null.
#[tauri::command(async)]
pub(crate) fn save_backup(desk: Held<'_>, ask: SavingBackup) -> Answered<SentFile> {
    desk.ask(|app| app.save_backup(ask.folder.as_deref()))
}

/// Takes the next piece of a copy that is to be brought back.
#[tauri::command(async)]
pub(crate) fn take_backup_piece(desk: Held<'_>, ask: BackupPiece) -> Answered<u64> {
    desk.ask(|app| app.take_backup_piece(&ask.bytes, ask.first))
}

/// Brings back the copy whose pieces are here, as a vault of its own.
#[tauri::command(async)]
pub(crate) fn restore_backup(desk: Held<'_>, ask: Restoring) -> Answered<Session> {
    desk.deed(Change::Lists, |app| app.restore_pieces(ask))
}

/// Lets go of the pieces.
#[tauri::command(async)]
pub(crate) fn drop_backup(desk: Held<'_>) -> Answered<()> {
    desk.ask(|app| {
        app.drop_backup();
        Ok(())
    })
}
