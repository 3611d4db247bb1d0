//! The one state behind the window: the app, one deed at a time, and a way to tell the screens what changed.
//!
//! A deed that breaks (a fault of ours) locks the vault and becomes an error with a code: the window stays, nothing
//! half done is shown, and what was durable is durable (law 13).

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, PoisonError},
};

use countersign_app::{App, error::Code, error::Error, view::Change};
use tauri::{AppHandle, Emitter};

/// What a command answers: a view, or an error with a code.
pub(crate) type Answered<T> = Result<T, Error>;

/// The app, and the window it speaks to.
pub(crate) struct Desk {
    app: Mutex<App>,
    window: AppHandle,
}

impl Desk {
    /// A desk for one window.
    pub(crate) fn new(app: App, window: AppHandle) -> Self {
        Self {
            app: Mutex::new(app),
            window,
        }
    }

    /// Asks the app.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&mut App) -> Answered<T>) -> Answered<T> {
        // A poisoned lock only says that an earlier deed broke; the vault was locked then.
        let mut app = self.app.lock().unwrap_or_else(PoisonError::into_inner);
        catch_unwind(AssertUnwindSafe(|| question(&mut app))).unwrap_or_else(|_| {
            app.lock();
            self.tell(&Change::Locked);
            Err(Code::Broken.into())
        })
    }

    /// Asks the app for something that changes what screens show, and tells them.
    pub(crate) fn deed<T>(
        &self,
        change: Change,
        deed: impl FnOnce(&mut App) -> Answered<T>,
    ) -> Answered<T> {
        let done = self.ask(deed)?;
        self.tell(&change);
        Ok(done)
    }

    fn tell(&self, change: &Change) {
        // A window that can't be told has been closed meanwhile.
        let _closed = self.window.emit("change", change);
    }
}
