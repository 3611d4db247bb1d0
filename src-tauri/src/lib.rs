//! The desktop shell: one window, the commands it may ask for, and one state behind them.
//!
//! It makes no decisions. The window shows `ui/dist` from inside the binary; each command parses what the screen
//! says, asks `app`, and gives back a view. What is kept, signed or sent is decided further down. The web side is
//! treated as untrusted: it can ask for the commands in `../names.rs`, through the isolation frame, and for nothing else.

mod arguments;
mod asked;
mod commands;
mod desk;
mod window;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use arguments::Arguments;
use countersign_app::{App, SystemWorld};
use desk::Desk;
use tauri::Manager;

/// Opens the window and stays until it is closed. `arguments` are those after the program's name.
///
/// Gives exit code 2 for arguments that are not understood and 1 where no window can be made.
pub fn start(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::parse(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return said(&error.to_string(), ExitCode::from(2)),
    };
    let built = tauri::Builder::default()
        .setup(move |app| {
            let home = home_of(app, &arguments)?;
            app.manage(Desk::new(
                App::open(&home, Box::new(SystemWorld))?,
                app.handle().clone(),
            ));
            window::open(app, &home).map_err(Into::into)
        })
        .invoke_handler(tauri::generate_handler![
            commands::agreement,
            commands::agreements,
            commands::answer,
            commands::answer_use,
            commands::aside,
            commands::check_kit,
            commands::choose_language,
            commands::create_vault,
            commands::disagree,
            commands::felt_pushed,
            commands::found_agreement,
            commands::help_numbers,
            commands::history,
            commands::hold,
            commands::home,
            commands::invite,
            commands::kit,
            commands::load_draft,
            commands::lock,
            commands::look_at_file,
            commands::new_passphrase,
            commands::open_vault,
            commands::open_with_kit,
            commands::pairing,
            commands::part,
            commands::pause,
            commands::pictures_differ,
            commands::pictures_same,
            commands::receive_file,
            commands::reply,
            commands::resume,
            commands::retry_aside,
            commands::save_draft,
            commands::save_help_numbers,
            commands::save_pairing,
            commands::say_differently,
            commands::seen,
            commands::send_file,
            commands::share_decision,
            commands::suggest,
            commands::take_back,
            commands::take_code,
            commands::take_offer,
            commands::take_request,
            commands::take_welcome,
            commands::use_mandate,
        ])
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => said(&error.to_string(), ExitCode::FAILURE),
    }
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
