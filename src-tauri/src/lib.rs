//! The desktop shell: one window, the commands it may ask for, and one state behind them.
//!
//! It makes no decisions. The window shows `ui/dist` from inside the binary; each command parses what the screen
//! says, asks `app`, and gives back a view. What is kept, signed or sent is decided further down. The web side is
//! treated as untrusted: it can ask for the commands in `../names.rs`, through the isolation frame, and for nothing else.

mod arguments;
mod window;

use std::{ffi::OsString, process::ExitCode};

use arguments::Arguments;

/// Opens the window and stays until it is closed. `arguments` are those after the program's name.
///
/// Gives exit code 2 for arguments that are not understood and 1 where no window can be made.
pub fn start(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::parse(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return said(&error.to_string(), ExitCode::from(2)),
    };
    let built = tauri::Builder::default()
        .setup(move |app| window::open(app, &arguments).map_err(Into::into))
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => said(&error.to_string(), ExitCode::FAILURE),
    }
}

/// Says one line where a person who started the app from a terminal sees it.
fn said(words: &str, code: ExitCode) -> ExitCode {
    use std::io::Write;
    // Without a terminal there is nobody to tell.
    let _unheard = writeln!(std::io::stderr(), "countersign-desktop: {words}");
    code
}
