//! The command line of Countersign: everything that can be done in the window, and more, as text or JSON.
//!
//! It decides nothing: it reads what was typed, asks `countersign-app`, and says what came of it. The exit code says
//! the same in one figure (see `failure`). Every verb has `--json` in the shapes of `docs/json.md`.

mod desk;
mod failure;
mod file;
mod kit_words;
mod line;
mod passphrase;
mod pick;
mod show;
mod told;
mod verb;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let line = line::Line::parse();
    let json = line.options.json;
    let exit = verb::run(line.options, line.verb)
        .and_then(|told| told.print(json))
        .unwrap_or_else(|failure| {
            failure.print(json);
            failure.exit()
        });
    exit.into()
}
