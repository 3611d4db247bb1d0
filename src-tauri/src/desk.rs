//! The one state behind the window: the app, one deed at a time, and a way to tell the screens what changed.
//!
//! A deed that breaks (a fault of ours) locks the vault and becomes an error with a code: the window stays, nothing
//! half done is shown, and what was durable is durable (law 13). A home that can't be opened is an error with a code,
//! too, and is tried again with the next question.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use countersign_app::{App, Nearby, NearbyDoor, SystemWorld};
use countersign_app::{error::Code, error::Error, view::Change};
use tauri::{AppHandle, Emitter, Manager};

use crate::copied::Copied;
use crate::courier::Courier;
use crate::nearby::Room;
use crate::notice::Bell;
use crate::watch::{Keeper, Watch};

/// What a command answers: a view, or an error with a code.
pub(crate) type Answered<T> = Result<T, Error>;

/// The app, and the window it speaks to.
pub(crate) struct Desk {
    app: Mutex<Option<App>>,
    home: PathBuf,
    watch: Arc<Watch>,
    courier: Arc<Courier>,
    room: Room,
    copied: Copied,
    bell: Bell,
    window: AppHandle,
}

impl Desk {
    /// A desk for one window over the vaults in `home`.
    pub(crate) fn new(
        home: PathBuf,
        watch: Arc<Watch>,
        courier: Arc<Courier>,
        window: AppHandle,
    ) -> Self {
        Self {
            app: Mutex::new(None),
            home,
            watch,
            courier,
            room: Room::default(),
            copied: Copied::default(),
            bell: Bell::default(),
            window,
        }
    }

    /// Asks the app.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&mut App) -> Answered<T>) -> Answered<T> {
        // A poisoned lock only says that an earlier deed broke; the vault was locked then.
        let mut held = self.app.lock().unwrap_or_else(PoisonError::into_inner);
        let mut app = match held.take() {
            Some(app) => app,
            None => App::open(&self.home, Box::new(SystemWorld))
                .map_err(|_| Error::from(Code::HomeUnusable))?,
        };
        let answered = catch_unwind(AssertUnwindSafe(|| question(&mut app))).unwrap_or_else(|_| {
            app.lock();
            self.tell(&Change::Locked);
            Err(Code::Broken.into())
        });
        self.settle(&app);
        *held = Some(app);
        answered
    }

    /// Asks the app for something that changes what screens show, and tells them.
    pub(crate) fn deed<T>(
        &self,
        change: Change,
        deed: impl FnOnce(&mut App) -> Answered<T>,
    ) -> Answered<T> {
        let done = self.ask(deed)?;
        self.tell(&change);
        self.stir();
        self.room.again();
        Ok(done)
    }

    /// Forgets every key, and what was copied. The screens are told first: they may be busy, the keys go anyway.
    pub(crate) fn lock(&self) -> Answered<()> {
        self.tell(&Change::Locked);
        self.copied.forget(&self.window);
        self.ask(|app| {
            app.lock();
            Ok(())
        })
    }

    /// What depends on whether a vault is open hears of it at once.
    fn settle(&self, app: &App) {
        self.watch.settle(app.patience());
        self.courier.settle(app.is_open());
        if !app.is_open() {
            self.room.close();
            self.bell.put_away(&self.window);
        }
    }

    /// Something has come from somebody: a notice, where its reader wants one and looks elsewhere.
    pub(crate) fn came(&self) {
        let words = self.ask(|app| Ok(app.notice())).ok().flatten();
        self.bell.came(words, &self.window);
    }

    /// The window came to the front, or was left for another one.
    pub(crate) fn in_front(&self, here: bool) {
        self.watch.in_front(here);
        self.bell.in_front(here, &self.window);
        if here {
            self.courier.hurry();
        }
    }

    /// Something is new here: it goes out by the relay, where one is used.
    pub(crate) fn stir(&self) {
        self.courier.stir();
    }

    /// The room around this device.
    pub(crate) fn room(&self) -> &Room {
        &self.room
    }

    /// Opens nearby, as the app does it for one purpose.
    pub(crate) fn open_nearby(
        &self,
        opening: impl FnOnce(&mut App) -> Answered<(Nearby, NearbyDoor)>,
    ) -> Answered<()> {
        self.room.open(self, &self.window, opening)
    }

    /// Somebody touched the window.
    pub(crate) fn touched(&self) {
        self.watch.touched();
    }

    /// Something was copied; it leaves the clipboard again.
    pub(crate) fn copied(&self, text: &str) {
        self.copied.take(text, &self.window);
    }

    /// Tells the screens.
    pub(crate) fn tell(&self, change: &Change) {
        // A window that can't be told has been closed meanwhile.
        let _closed = self.window.emit("change", change);
    }
}

/// Does to the desk of one window what the watch finds due.
pub(crate) struct DeskKeeper(pub(crate) AppHandle);

impl Keeper for DeskKeeper {
    fn warn(&self, seconds: u32) {
        if let Some(desk) = self.0.try_state::<Desk>() {
            desk.tell(&Change::LocksSoon { seconds });
        }
    }

    fn lock(&self) {
        if let Some(desk) = self.0.try_state::<Desk>() {
            // A home that can't be opened any more holds no open vault.
            let _unusable = desk.lock();
        }
    }
}
