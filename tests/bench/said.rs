//! What people say in the benches: prose that is never the same twice, and a list of it for peers.
//!
//! Words are drawn from 600 common ones, the first ones more often. Six kilobytes of it deflate to about 3.4 bits a
//! letter, as six kilobytes of English prose do: words that repeat themselves would make small bundles out of nothing.

use countersign_app::view::Role;
use countersign_seal::Chance;
use serde_json::{Value, json};

use crate::cast::BenchWorld;

const WORDS: &str = include_str!("words.txt");

/// One thing that was said, by whom, of which part.
pub(crate) struct Said {
    pub(crate) by: Role,
    pub(crate) kind: &'static str,
    pub(crate) part: usize,
    pub(crate) words: String,
}

impl Said {
    /// For those who do the same work in another language.
    pub(crate) fn to_json(&self) -> Value {
        let by = match self.by {
            Role::Client => "client",
            Role::Keyworker => "keyworker",
        };
        json!({ "by": by, "kind": self.kind, "part": self.part, "words": self.words })
    }
}

/// So many letters of prose; another number, another prose.
pub(crate) fn prose(number: usize, letters: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut chance = BenchWorld::new(number as u64 ^ 0x5a1d);
    let mut text = String::new();
    while text.len() < letters {
        let mut drawn = [0; 8];
        chance.fill(&mut drawn);
        let share = f64::from(u16::from_be_bytes([drawn[2], drawn[5]])) / 65_536.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list of 600"
        )]
        let place = (share.powf(1.5) * words.len() as f64) as usize;
        text.push_str(words.get(place).unwrap_or(&"so"));
        text.push(' ');
    }
    text.truncate(letters - 1);
    text.push('.');
    text
}
