//! What was copied leaves the clipboard again: after a while, and when the vault locks.
//!
//! The screen copies; this remembers only a keyed hash of the text, so that something else that was copied meanwhile is
//! left alone. The clipboard is `gtk`'s, which the web view brings along. Managers that keep a history of the clipboard
//! keep theirs (docs/known-faults.md).

use std::{
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use gtk::{Clipboard, gdk};
use tauri::AppHandle;

/// How long copied text stays, in seconds: long enough to change windows and paste, and no longer.
const STAYS: Duration = Duration::from_secs(45);

/// What was copied last, as a keyed hash.
#[derive(Clone, Default)]
pub(crate) struct Copied {
    hasher: RandomState,
    last: Arc<Mutex<Option<u64>>>,
}

impl Copied {
    /// Remembers that `text` was copied, and forgets it from the clipboard after a while.
    pub(crate) fn take(&self, text: &str, window: &AppHandle) {
        let mark = self.hasher.hash_one(text);
        *self.last() = Some(mark);
        let (copied, later) = (self.clone(), window.clone());
        let waiting = thread::Builder::new()
            .name("clipboard".to_owned())
            .spawn(move || {
                thread::park_timeout(STAYS);
                if *copied.last() == Some(mark) {
                    copied.forget(&later);
                }
            });
        if waiting.is_err() {
            // Nobody would remember it later: better gone at once than there for good.
            self.forget(window);
        }
    }

    /// Takes what was copied here out of the clipboard, if it is there still.
    pub(crate) fn forget(&self, window: &AppHandle) {
        let Some(mark) = self.last().take() else {
            return;
        };
        let hasher = self.hasher.clone();
        // A window that can't be asked has been closed, and its clipboard with it.
        let _closed = window.run_on_main_thread(move || {
            let clipboard = Clipboard::get(&gdk::SELECTION_CLIPBOARD);
            clipboard.request_text(move |clipboard, text| {
                if text.is_some_and(|text| hasher.hash_one(text) == mark) {
                    clipboard.set_text("");
                }
            });
        });
    }

    fn last(&self) -> std::sync::MutexGuard<'_, Option<u64>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
