//! The desktop shell: one window, the commands it may ask for, and one state behind them.
//!
//! It makes no decisions. The window shows `ui/dist` from inside the binary; each command parses what the screen
//! says, asks `app`, and gives back a view. What is kept, signed or sent is decided further down. The web side is
//! treated as untrusted: it can ask for the commands in `../names.rs`, through the isolation frame, and for nothing else.

mod arguments;
mod asked;
mod carrying;
mod commands;
mod copied;
mod courier;
mod desk;
mod nearby;
mod notice;
mod pdf;
#[cfg(target_os = "linux")]
mod screen;
mod watch;
mod window;

use std::{ffi::OsString, path::PathBuf, process::ExitCode, sync::Arc};

use arguments::Arguments;
use carrying::Carrying;
use countersign_app::App;
use courier::Courier;
use desk::{Desk, DeskKeeper};
use tauri::{Manager, WindowEvent, ipc::Invoke};
use watch::Watch;

/// What to do where no window can be.
#[cfg(target_os = "linux")]
const NO_DISPLAY: &str = "there is no display to open a window on. Start it from a desktop, or use the command line: \
    countersign --help";

/// Opens the window and stays until it is closed. `arguments` are those after the program's name.
///
/// Gives exit code 2 for arguments that are not understood and 1 where no window can be made.
pub fn start(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::parse(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return said(&error.to_string(), ExitCode::from(2)),
    };
    #[cfg(target_os = "linux")]
    if gtk::init().is_err() {
        return said(NO_DISPLAY, ExitCode::FAILURE);
    }
    let built = tauri::Builder::default()
        .setup(move |app| {
            if let Err(error) = begin(app, &arguments) {
                said(&error.to_string(), ExitCode::FAILURE);
                app.handle().exit(1);
            }
            Ok(())
        })
        .invoke_handler(handler())
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => said(&error.to_string(), ExitCode::FAILURE),
    }
}

/// What answers each command.
#[expect(clippy::too_many_lines, reason = "the list of every command")]
fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        commands::safety::abilities,
        commands::living::add_agenda_item,
        commands::devices::add_by_kit,
        commands::journal::add_checkin,
        commands::journal::add_contact,
        commands::devices::add_device,
        commands::devices::add_returning,
        commands::living::agenda,
        commands::reading::agreement,
        commands::reading::agreements,
        commands::answers::answer,
        commands::mandates::answer_use,
        commands::files::aside,
        commands::relation::away,
        commands::relation::back,
        commands::paper::carry_over,
        commands::living::change_agenda_item,
        commands::vaults::check_kit,
        commands::journal::checkins,
        commands::vaults::choose_language,
        commands::safety::choose_lock_times,
        commands::safety::choose_notices,
        commands::roads::close_nearby,
        commands::relation::close_step,
        commands::journal::contacts,
        commands::safety::copied,
        commands::paper::copy_for_record,
        commands::vaults::create_vault,
        commands::devices::device_adding,
        commands::devices::device_joins,
        commands::devices::device_pictures_differ,
        commands::devices::device_pictures_same,
        commands::devices::devices,
        commands::answers::disagree,
        commands::safety::disclosures,
        commands::living::drafts,
        commands::safety::drop_backup,
        commands::living::drop_draft,
        commands::roads::drop_relay,
        commands::relation::end_agreement,
        commands::roads::enter_room,
        commands::safety::erase_vault,
        commands::relation::erase_words,
        commands::answers::felt_pushed,
        commands::reading::found_agreement,
        commands::relation::hello,
        commands::own::help_numbers,
        commands::journal::history,
        commands::answers::hold,
        commands::vaults::home,
        commands::pairing::invite,
        commands::devices::invite_device,
        commands::roads::keep_relay,
        commands::vaults::kit,
        commands::relation::link_decision,
        commands::own::load_draft,
        commands::vaults::lock,
        commands::safety::lock_times,
        commands::files::look_at_file,
        commands::living::mark_must,
        commands::relation::meet,
        commands::journal::nears,
        commands::vaults::new_passphrase,
        commands::safety::notices,
        commands::roads::open_nearby,
        commands::roads::open_room,
        commands::vaults::open_vault,
        commands::vaults::open_with_kit,
        commands::pairing::pairing,
        commands::paper::paper,
        commands::reading::part,
        commands::mandates::pause,
        commands::pairing::pictures_differ,
        commands::pairing::pictures_same,
        commands::paper::print_page,
        commands::living::put_forward,
        commands::roads::reach_nearby,
        commands::paper::read_plan,
        commands::files::receive_file,
        commands::relation::relation,
        commands::roads::relay,
        commands::roads::relay_card,
        commands::roads::relays_known,
        commands::living::remove_agenda_item,
        commands::devices::remove_device,
        commands::safety::rename_vault,
        commands::safety::replace_passphrase,
        commands::answers::reply,
        commands::safety::restore_backup,
        commands::mandates::resume,
        commands::files::retry_aside,
        commands::safety::save_backup,
        commands::relation::save_card,
        commands::journal::save_copy,
        commands::devices::save_device_message,
        commands::own::save_draft,
        commands::own::save_help_numbers,
        commands::pairing::save_pairing,
        commands::paper::save_paper,
        commands::paper::save_pdf,
        commands::answers::say_differently,
        commands::answers::seen,
        commands::files::send_file,
        commands::journal::share_checkin,
        commands::answers::share_decision,
        commands::living::share_draft,
        commands::journal::shared_checkins,
        commands::answers::suggest,
        commands::answers::take_back,
        commands::safety::take_backup_piece,
        commands::pairing::take_code,
        commands::devices::take_device_code,
        commands::devices::take_device_offer,
        commands::devices::take_device_request,
        commands::devices::take_device_welcome,
        commands::pairing::take_offer,
        commands::roads::take_relay,
        commands::pairing::take_request,
        commands::pairing::take_welcome,
        commands::living::talked_about,
        commands::safety::touch,
        commands::mandates::use_mandate,
        commands::journal::voice,
        commands::living::write_draft,
    ]
}

/// Makes the desk and the window. A home that can't be opened is no reason to go: the window says so and tries again.
fn begin(app: &tauri::App, arguments: &Arguments) -> tauri::Result<()> {
    let home = home_of(app, arguments)?;
    let watch = Watch::begin(DeskKeeper(app.handle().clone()))?;
    #[cfg(target_os = "linux")]
    {
        let watch = Arc::clone(&watch);
        screen::listen(move || watch.put_away());
    }
    let courier = Courier::begin(Carrying(app.handle().clone()))?;
    app.manage(Arc::clone(&courier));
    let desk = Desk::new(home.clone(), watch, courier, app.handle().clone());
    // A home that can't be looked at is no reason to wait: the page asks again, and says so.
    let known = desk.ask(App::home).ok();
    app.manage(desk);
    let window = app.handle().clone();
    window::open(app, &home, known.as_ref())?.on_window_event(move |event| {
        if let WindowEvent::Focused(here) = event
            && let Some(desk) = window.try_state::<Desk>()
        {
            desk.in_front(*here);
        }
    });
    Ok(())
}

/// The folder with the vaults: the one that was named, or the usual one of this person.
fn home_of(app: &tauri::App, arguments: &Arguments) -> tauri::Result<PathBuf> {
    arguments
        .home
        .clone()
        .map_or_else(|| app.path().app_data_dir(), Ok)
}

/// Says one line where a person who started the app from a terminal sees it.
fn said(words: &str, code: ExitCode) -> ExitCode {
    use std::io::Write;
    // Without a terminal there is nobody to tell.
    let _unheard = writeln!(std::io::stderr(), "countersign-desktop: {words}");
    code
}
