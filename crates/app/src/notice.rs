//! A notice that something has come, which says nothing else: no name, no number, no word of anybody.
//!
//! Each vault has its own choice, off until its person makes it, so that on a shared device nobody chooses for another.
//! When a notice is due is a pure rule; showing it is the face's. Left out: what has come, which stands in the vault.

use crate::app::App;
use crate::codes::Result;
use crate::phrases::Phrases;
use crate::terms;
use crate::view::NoticeChoice;

/// The language in which it is said; empty while no notice is wanted.
const NOTICES: &str = "notices";

/// What is known of the window between two looks at it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Notices {
    /// Another window is in front.
    left: bool,
    /// One was shown since the window was looked at.
    told: bool,
}

impl Notices {
    /// The window came to the front, or was left for another one.
    pub const fn in_front(&mut self, here: bool) {
        self.left = !here;
        self.told &= self.left;
    }

    /// Something has come: whether a notice is due. `wanted`: a vault is open, and its person chose notices.
    #[must_use]
    pub const fn came(&mut self, wanted: bool) -> bool {
        let due = wanted && self.left && !self.told;
        self.told |= due;
        due
    }
}

impl App {
    /// Whether the open vault's person wants notices.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn notices(&mut self) -> Result<bool> {
        Ok(self.notice_language()?.is_some())
    }

    /// Chooses whether notices are wanted.
    ///
    /// # Errors
    /// When the language is none, or the vault cannot be written.
    pub fn choose_notices(&mut self, ask: &NoticeChoice) -> Result<()> {
        let language = terms::language(&ask.language)?;
        let kept = if ask.on { language.as_str() } else { "" };
        let (session, _) = self.unlocked()?;
        Ok(session.vault.write(|tx| tx.set_setting(NOTICES, kept))?)
    }

    /// What a notice says in the language of this device; `None` while no vault is open that wants any.
    #[must_use]
    pub fn notice(&mut self) -> Option<&'static str> {
        let chosen = self.notice_language().ok()??;
        let language = self.home().ok()?.language.unwrap_or(chosen);
        Some(Phrases::of(&language).notice)
    }

    fn notice_language(&mut self) -> Result<Option<String>> {
        let (session, _) = self.unlocked()?;
        let kept = session.vault.view().setting(NOTICES)?;
        Ok(kept.filter(|language| !language.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_while_the_window_is_in_front() {
        let mut notices = Notices::default();
        assert!(!notices.came(true));
        notices.in_front(false);
        notices.in_front(true);
        assert!(!notices.came(true));
    }

    #[test]
    fn nothing_is_said_to_whoever_did_not_ask_for_it() {
        let mut notices = Notices::default();
        notices.in_front(false);
        assert!(!notices.came(false));
        assert!(notices.came(true), "what was not said does not count");
    }

    #[test]
    fn one_is_said_until_the_window_is_looked_at() {
        let mut notices = Notices::default();
        notices.in_front(false);
        assert!(notices.came(true));
        assert!(!notices.came(true));
        notices.in_front(false);
        assert!(
            !notices.came(true),
            "left is left, however often it is told"
        );
        notices.in_front(true);
        notices.in_front(false);
        assert!(notices.came(true));
    }
}
