//! The command line as it is typed: options that hold for every verb, and the verbs.
//!
//! clap reads it and writes the help from the sentences here. What a verb does stands in `verb/`.

use std::path::PathBuf;

use clap::{Args, Parser};

use crate::verb::Verb;

const AFTER: &str = "\
Examples:
  countersign demo                                  a whole agreement between two people, played and checked
  countersign vault create Magda --role client      a vault of your own on this device
  countersign agreement found --me Karin --other Magda
  countersign suggest goal \"I want to sleep through the night\"
  countersign answer 1 yes
  countersign take-back 1
  countersign send /media/stick

Parts and agreements are named by their number in the list, or by the first letters of their id (at least 4).
Where words are asked for, - reads them from standard input.

The passphrase is asked for on the terminal, or read from --passphrase-file, or from COUNTERSIGN_PASSPHRASE.

Exit codes: 0 done; 1 something else went wrong; 2 not understood; 3 the rules say no;
4 something was kept aside or waits; 5 locked, or the passphrase does not fit.";

/// Two encrypted copies of one agreement, between a client and their keyworker. No network is needed.
#[derive(Parser)]
#[command(name = "countersign", version, after_help = AFTER, max_term_width = 100)]
pub(crate) struct Line {
    /// What holds for every verb.
    #[command(flatten)]
    pub(crate) options: Options,
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What holds for every verb.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder that holds the vaults of this machine [default: the one that the window uses]
    #[arg(
        long,
        global = true,
        value_name = "FOLDER",
        help_heading = "Everywhere"
    )]
    pub(crate) home: Option<PathBuf>,
    /// The vault, by name or by the first letters of its id [default: the only one]
    #[arg(long, global = true, value_name = "VAULT", help_heading = "Everywhere")]
    pub(crate) vault: Option<String>,
    /// Print JSON in the shapes of docs/json.md
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub(crate) json: bool,
    /// Read the passphrase from the first line of a file
    #[arg(long, global = true, value_name = "FILE", help_heading = "Everywhere")]
    pub(crate) passphrase_file: Option<PathBuf>,
}
