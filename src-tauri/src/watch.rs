//! Locks an open vault when nobody is there: after a while without a touch, after the window was left, and when the
//! screen is locked or the device goes to sleep.
//!
//! It has a thread of its own, fed by what the window notices, so that it locks though the web side hangs. When it is
//! due is a pure rule of `app` ([`Patience::due`]); here it is only waited for. Drafts are kept because the screens are
//! warned first.

use std::{
    io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use countersign_app::{Due, Noticed, Patience, SystemClock};

/// How long at most it sleeps at a stretch: a device that slept is noticed so late.
const LOOK: Duration = Duration::from_secs(5);
/// What screens get to keep drafts when there is no time for a warning.
const KEEPING: Duration = Duration::from_millis(800);

/// What is done when it is due.
pub(crate) trait Keeper: Send + 'static {
    /// Tells the screens that the vault locks after so many seconds; 0 is at once.
    fn warn(&self, seconds: u32);
    /// Locks.
    fn lock(&self);
}

/// Who watches, and what was noticed.
pub(crate) struct Watch {
    seen: Mutex<Seen>,
    changed: Condvar,
    clock: SystemClock,
}

struct Seen {
    /// `None` while no vault is open.
    patience: Option<Patience>,
    noticed: Noticed,
    warned: bool,
    /// The screen was locked: nothing is waited for.
    at_once: bool,
}

impl Watch {
    /// Begins to watch; nothing is due before a vault is open.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn begin(keeper: impl Keeper) -> io::Result<Arc<Self>> {
        let clock = SystemClock::begin();
        let noticed = Noticed {
            touched: clock.tick(),
            left: None,
        };
        let watch = Arc::new(Self {
            seen: Mutex::new(Seen {
                patience: None,
                noticed,
                warned: false,
                at_once: false,
            }),
            changed: Condvar::new(),
            clock,
        });
        let watching = Arc::clone(&watch);
        thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || {
                loop {
                    watching.step(&keeper);
                }
            })?;
        Ok(watch)
    }

    /// Takes in whether a vault is open and how long it waits. One that was opened just now was touched just now.
    pub(crate) fn settle(&self, patience: Option<Patience>) {
        let mut seen = self.seen();
        if seen.patience == patience {
            return;
        }
        if seen.patience.is_none() {
            seen.noticed.touched = self.clock.tick();
            seen.warned = false;
            seen.at_once = false;
        }
        seen.patience = patience;
        self.changed.notify_all();
    }

    /// Somebody touched the window.
    pub(crate) fn touched(&self) {
        let mut seen = self.seen();
        seen.noticed.touched = self.clock.tick();
        seen.warned = false;
    }

    /// The window came to the front, or was left for another one.
    pub(crate) fn in_front(&self, here: bool) {
        let now = self.clock.tick();
        let mut seen = self.seen();
        if here {
            seen.noticed.left = None;
            seen.noticed.touched = now;
            seen.warned = false;
        } else if seen.noticed.left.is_none() {
            seen.noticed.left = Some(now);
        }
        self.changed.notify_all();
    }

    /// The screen was locked, or the device goes to sleep.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "only Linux tells of it yet, see screen.rs")
    )]
    pub(crate) fn put_away(&self) {
        self.seen().at_once = true;
        self.changed.notify_all();
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // What is noted here is right after any panic: each field stands for itself.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the next thing that is due, and does it.
    fn step(&self, keeper: &impl Keeper) {
        let mut seen = self.seen();
        let Some(patience) = seen.patience else {
            seen.at_once = false;
            drop(self.changed.wait(seen));
            return;
        };
        if seen.at_once {
            self.lock_after_keeping(seen, keeper);
            return;
        }
        match patience.due(&seen.noticed, self.clock.tick()) {
            Due::Nothing(rest) => self.wait(seen, rest.min(LOOK)),
            Due::Warning(rest) if seen.warned => self.wait(seen, rest.min(LOOK)),
            Due::Warning(rest) => {
                seen.warned = true;
                drop(seen);
                keeper.warn(u32::try_from(rest.as_secs()).unwrap_or(u32::MAX).max(1));
            }
            Due::Locking => self.lock_after_keeping(seen, keeper),
        }
    }

    fn lock_after_keeping<'a>(&'a self, seen: MutexGuard<'a, Seen>, keeper: &impl Keeper) {
        drop(seen);
        keeper.warn(0);
        self.wait(self.seen(), KEEPING);
        keeper.lock();
        // The vault is closed now, whoever else thinks otherwise.
        self.settle(None);
    }

    fn wait(&self, seen: MutexGuard<'_, Seen>, rest: Duration) {
        drop(self.changed.wait_timeout(seen, rest));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    #[derive(Debug, PartialEq, Eq)]
    enum Did {
        Warned(u32),
        Locked,
    }

    struct Told(Sender<Did>);

    impl Keeper for Told {
        fn warn(&self, seconds: u32) {
            self.0.send(Did::Warned(seconds)).expect("the test listens");
        }

        fn lock(&self) {
            self.0.send(Did::Locked).expect("the test listens");
        }
    }

    const LONG: Duration = Duration::from_secs(3600);

    fn watched() -> (Arc<Watch>, Receiver<Did>) {
        let (told, heard) = channel();
        (Watch::begin(Told(told)).expect("a thread"), heard)
    }

    /// What it does next. A minute is far more than any of these take; it only ends a test that hangs.
    fn next(heard: &Receiver<Did>) -> Did {
        heard
            .recv_timeout(Duration::from_secs(60))
            .expect("it does something")
    }

    #[test]
    fn it_locks_by_itself_though_no_screen_answers() {
        let (watch, heard) = watched();
        watch.settle(Some(Patience {
            idle: Duration::ZERO,
            away: LONG,
        }));
        assert_eq!(next(&heard), Did::Warned(0));
        assert_eq!(next(&heard), Did::Locked);
    }

    #[test]
    fn it_warns_in_time_before_it_locks() {
        let (watch, heard) = watched();
        watch.settle(Some(Patience {
            idle: Duration::from_secs(25),
            away: LONG,
        }));
        let Did::Warned(seconds) = next(&heard) else {
            panic!("locked without a warning");
        };
        assert!((20..=25).contains(&seconds), "{seconds}");
    }

    #[test]
    fn a_window_that_was_left_locks_though_idle_time_is_long() {
        let (watch, heard) = watched();
        watch.settle(Some(Patience {
            idle: LONG,
            away: Duration::ZERO,
        }));
        watch.in_front(false);
        assert_eq!(next(&heard), Did::Warned(0));
        assert_eq!(next(&heard), Did::Locked);
    }

    #[test]
    fn a_locked_screen_locks_at_once() {
        let (watch, heard) = watched();
        watch.settle(Some(Patience {
            idle: LONG,
            away: LONG,
        }));
        watch.put_away();
        assert_eq!(next(&heard), Did::Warned(0));
        assert_eq!(next(&heard), Did::Locked);
    }
}
