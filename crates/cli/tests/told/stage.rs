//! Where a transcript is played: a folder of its own, and a home in it for each person.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// The passphrase of every vault on the stage, unless a transcript says otherwise.
pub(crate) const PASSPHRASE: &str = "five plain words for tests";

/// A folder in which people type.
pub(crate) struct Stage {
    folder: tempfile::TempDir,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder for the test"),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the binary says to `arguments` of `who`, with `input` to read.
    pub(crate) fn typed(&self, who: &str, arguments: &[String], input: &str) -> Output {
        self.typed_with(who, arguments, input, Some(PASSPHRASE))
    }

    /// The same with another passphrase in the environment, or none.
    pub(crate) fn typed_with(
        &self,
        who: &str,
        arguments: &[String],
        input: &str,
        passphrase: Option<&str>,
    ) -> Output {
        let mut child = self
            .command(who, arguments, passphrase)
            .spawn()
            .expect("the binary starts");
        let mut pipe = child.stdin.take().expect("standard input is a pipe");
        // A verb that reads nothing may have ended already.
        let _not_read = pipe.write_all(input.as_bytes());
        drop(pipe);
        child.wait_with_output().expect("the binary ends")
    }

    /// A process that has begun and still waits for its standard input.
    pub(crate) fn begun(&self, who: &str, arguments: &[String]) -> Child {
        self.command(who, arguments, Some(PASSPHRASE))
            .spawn()
            .expect("the binary starts")
    }

    fn command(&self, who: &str, arguments: &[String], passphrase: Option<&str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command
            .arg("--home")
            .arg(self.folder().join(who))
            .args(arguments)
            .current_dir(self.folder())
            .env_remove("COUNTERSIGN_PASSPHRASE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(passphrase) = passphrase {
            command.env("COUNTERSIGN_PASSPHRASE", passphrase);
        }
        command
    }

    /// The words of a line, as a shell would split them; only double quotes are known.
    pub(crate) fn words(line: &str) -> Vec<String> {
        let mut words = Vec::new();
        let (mut word, mut quoted, mut begun) = (String::new(), false, false);
        for letter in line.chars() {
            match letter {
                '"' => (quoted, begun) = (!quoted, true),
                ' ' if !quoted => {
                    if begun {
                        words.push(std::mem::take(&mut word));
                    }
                    begun = false;
                }
                _ => {
                    word.push(letter);
                    begun = true;
                }
            }
        }
        if begun {
            words.push(word);
        }
        words
    }
}
