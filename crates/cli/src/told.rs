//! What a verb has to say when it is done: the same thing as text for people and as JSON for programs.
//!
//! It exists so that no verb prints by itself and every verb has a `--json`. Errors are in `failure`.

use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use crate::failure::{Exit, Failure};

/// The result of a verb.
pub(crate) struct Told {
    text: String,
    json: Value,
    exit: Exit,
}

impl Told {
    /// A result that is done.
    pub(crate) fn new(text: impl Into<String>, shape: &impl Serialize) -> Self {
        Self {
            text: text.into(),
            json: serde_json::to_value(shape).unwrap_or(Value::Null),
            exit: Exit::Done,
        }
    }

    /// The same result with another exit code.
    pub(crate) fn with_exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    /// Writes it out. A reader that has gone away is no failure of ours.
    pub(crate) fn print(self, json: bool) -> Result<Exit, Failure> {
        let mut text = if json {
            serde_json::to_string_pretty(&self.json).map_err(|_| Failure::broken())?
        } else {
            visible(&self.text)
        };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Ok(self.exit),
            Err(gone) if gone.kind() == std::io::ErrorKind::BrokenPipe => Ok(self.exit),
            Err(_) => Err(Failure::new(
                "The answer could not be written.",
                "Look at where the output goes, then try again. What was saved is safe.",
            )),
        }
    }
}

/// Says what happens while a verb waits: on standard error, a line of JSON where JSON was asked for.
pub(crate) fn meanwhile(text: &str, shape: &impl Serialize, json: bool) {
    let text = if json {
        serde_json::to_string(shape).unwrap_or_default()
    } else {
        visible(text)
    };
    // Where nobody reads it, the result is still told.
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}

/// Text as a terminal may see it: words that came from somebody else must not move its cursor, hide lines or turn
/// the reading direction of what stands around them.
fn visible(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' | '\t' => letter,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ if letter.is_control() => char::REPLACEMENT_CHARACTER,
        _ => letter,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_steer_a_terminal() {
        assert_eq!(
            visible("a\u{1b}[2Jb\rc\u{202e}d\ne"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\ne"
        );
    }
}
