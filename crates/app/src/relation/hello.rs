//! A small hello: typed by a person, with nothing expected back, never counted and never marked as read.

use countersign_domain::{Act, Deed, Subject};
use countersign_sync::Field;

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text, role_view};
use crate::page::Page;
use crate::relation::Beside;
use crate::terms::{self, Texts};
use crate::view::{Greeting, HelloView, Saved};

/// A hello is small.
const HELLO_CHARACTERS_MAX: usize = 400;

impl App {
    /// Says hello.
    ///
    /// # Errors
    /// When there are no words or too many, or the rules say no.
    pub fn hello(&mut self, ask: &Greeting) -> Result<Saved> {
        let words = terms::words(&ask.words)?;
        if words.chars().count() > HELLO_CHARACTERS_MAX {
            return Err(Code::WordsTooLong.into());
        }
        let body = self.body(Texts::from([(Field::Words, words)]));
        let said = Said {
            body,
            ..Said::bare(Subject::None, Deed::Hello)
        };
        self.say(names::agreement(&ask.agreement)?, said)
    }
}

impl Page<'_> {
    /// Hellos whose words are here, oldest first: without its words a hello is nothing.
    pub(super) fn hellos(&self) -> Result<Vec<HelloView>> {
        let mut hellos = Vec::new();
        for act in self.book.acts_beside(Beside::Hello) {
            hellos.extend(self.hello_view(act)?);
        }
        Ok(hellos)
    }

    /// The newest one that the other person said, for the list of agreements.
    pub(crate) fn newest_hello(&self) -> Result<Option<HelloView>> {
        let acts = self.book.acts_beside(Beside::Hello);
        for act in acts.into_iter().rev() {
            if act.header.author != self.reader
                && let Some(hello) = self.hello_view(act)?
            {
                return Ok(Some(hello));
            }
        }
        Ok(None)
    }

    fn hello_view(&self, act: &Act) -> Result<Option<HelloView>> {
        let text = self.words(act)?.text();
        Ok(text.map(|words| HelloView {
            id: act_text(act.id),
            by: role_view(act.header.author),
            words,
            stamp: self.stamp(act),
        }))
    }
}
