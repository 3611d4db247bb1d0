//! Starts the window. What it does stands in the library beside it.

// No terminal behind the window on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    countersign_desktop::start(std::env::args_os().skip(1))
}
