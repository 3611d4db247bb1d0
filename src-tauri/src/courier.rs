//! Carries between the open vault and its relays, in a thread of its own that never holds the app while it waits.
//!
//! A round is: ask what is due, carry it, tell what came of it, until nothing is due; then rest until something
//! changes here, a relay wakes us, somebody comes back to the window, or time has passed. All of it belongs to one
//! *life*: from opening a vault to locking it. A lock ends the life at once, with whatever is under way. Left out: what
//! is asked and when (`app`), and how (`road`, behind `app`).

use std::{
    io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

/// How long at most it rests at a stretch: a device that slept is noticed so late.
const LOOK: Duration = Duration::from_secs(60);

/// What one open vault needs carried. Dropped when the vault is locked.
pub(crate) trait Life: Send {
    /// Carries what is due now, one thing at a time, for as long as `goes_on` says so.
    fn round(&mut self, goes_on: &dyn Fn() -> bool);
    /// Begins every round anew: somebody came back, or a relay may be reached again.
    fn hurry(&mut self);
    /// How long there is nothing to do; `None` while no agreement uses a relay.
    fn rest(&mut self) -> Option<Duration>;
}

/// Ends at once what a life waits for, from any thread.
pub(crate) type Stop = Box<dyn Fn() + Send>;

/// Begins lives.
pub(crate) trait Birth: Send + 'static {
    /// A new one, with what ends its waiting; `None` where the system gives nothing to wait with.
    fn begin(&self) -> Option<(Box<dyn Life>, Stop)>;
}

/// Who carries, and what was noticed.
pub(crate) struct Courier {
    seen: Mutex<Seen>,
    changed: Condvar,
}

#[derive(Default)]
struct Seen {
    /// Counts lives; the last one goes on while `open`.
    life: u64,
    open: bool,
    /// Something changed here, or came.
    stirred: bool,
    /// Somebody came back.
    hurried: bool,
    stop: Option<Stop>,
}

impl Courier {
    /// Begins; there is nothing to carry before a vault is open.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn begin(birth: impl Birth) -> io::Result<Arc<Self>> {
        let courier = Arc::new(Self {
            seen: Mutex::new(Seen::default()),
            changed: Condvar::new(),
        });
        let carrying = Arc::clone(&courier);
        thread::Builder::new()
            .name("courier".to_owned())
            .spawn(move || {
                loop {
                    carrying.live(&birth);
                }
            })?;
        Ok(courier)
    }

    /// Takes in whether a vault is open.
    pub(crate) fn settle(&self, open: bool) {
        let mut seen = self.seen();
        if seen.open == open {
            return;
        }
        seen.open = open;
        if open {
            seen.life += 1;
            seen.stirred = true;
        } else if let Some(stop) = seen.stop.take() {
            stop();
        }
        self.changed.notify_all();
    }

    /// Something changed here, or a relay woke us.
    pub(crate) fn stir(&self) {
        self.seen().stirred = true;
        self.changed.notify_all();
    }

    /// Somebody came back to the window: everything is asked for at once.
    pub(crate) fn hurry(&self) {
        self.seen().hurried = true;
        self.changed.notify_all();
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // What is noted here is right after any panic: each field stands for itself.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a vault to be opened, and carries for it until it is locked.
    fn live(&self, birth: &impl Birth) {
        let mut seen = self.seen();
        while !seen.open {
            seen = self
                .changed
                .wait(seen)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let life = seen.life;
        drop(seen);
        let begun = birth.begin();
        let mut seen = self.seen();
        if !(seen.open && seen.life == life) {
            return;
        }
        let Some((mut living, stop)) = begun else {
            // Without anything to wait with, the other roads are left; the next vault tries again.
            drop(
                self.changed
                    .wait_while(seen, |seen| seen.open && seen.life == life),
            );
            return;
        };
        seen.stop = Some(stop);
        drop(seen);
        while self.wait(life, living.rest()) {
            if std::mem::take(&mut self.seen().hurried) {
                living.hurry();
            }
            living.round(&|| self.goes_on(life));
        }
    }

    fn goes_on(&self, life: u64) -> bool {
        let seen = self.seen();
        seen.open && seen.life == life
    }

    /// Waits until there may be something to do; `false` when this life has ended.
    fn wait(&self, life: u64, rest: Option<Duration>) -> bool {
        let mut seen = self.seen();
        let idle = |seen: &Seen| seen.open && seen.life == life && !seen.stirred && !seen.hurried;
        // Where nothing uses a relay nothing has to be looked for either.
        if idle(&seen) {
            seen = match rest {
                Some(rest) => {
                    self.changed
                        .wait_timeout(seen, rest.min(LOOK))
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
                None => self
                    .changed
                    .wait(seen)
                    .unwrap_or_else(PoisonError::into_inner),
            };
        }
        let goes_on = seen.open && seen.life == life;
        if goes_on {
            // What stirred after a lock is for the next life.
            seen.stirred = false;
        }
        goes_on
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    #[derive(Debug, PartialEq, Eq)]
    enum Did {
        Began,
        Round,
        Hurried,
        Stopped,
        Ended,
    }

    /// A minute is far more than any of these take; it only ends a test that hangs.
    const LONG: Duration = Duration::from_secs(60);

    /// Lives that tell what they do, to whoever still listens. `held`: a round waits until it is stopped, as for a relay that says nothing.
    struct Told {
        tell: Sender<Did>,
        held: bool,
        rest: Option<Duration>,
    }

    struct Living {
        tell: Sender<Did>,
        stopped: Option<Receiver<()>>,
        rest: Option<Duration>,
    }

    impl Birth for Told {
        fn begin(&self) -> Option<(Box<dyn Life>, Stop)> {
            self.tell.send(Did::Began).ok();
            let (stop, stopped) = channel();
            let living = Living {
                tell: self.tell.clone(),
                stopped: self.held.then_some(stopped),
                rest: self.rest,
            };
            let tell = self.tell.clone();
            let ends = move || {
                tell.send(Did::Stopped).ok();
                // Nobody waits where nothing is held.
                let _unheld = stop.send(());
            };
            Some((Box::new(living), Box::new(ends)))
        }
    }

    impl Life for Living {
        fn round(&mut self, goes_on: &dyn Fn() -> bool) {
            assert!(goes_on(), "a round of a vault that is locked");
            self.tell.send(Did::Round).ok();
            if let Some(stopped) = &self.stopped {
                // A test that is over stops nobody.
                if stopped.recv_timeout(LONG).is_ok() {
                    assert!(!goes_on(), "it is not known that the vault was locked");
                }
            }
        }

        fn hurry(&mut self) {
            self.tell.send(Did::Hurried).ok();
        }

        fn rest(&mut self) -> Option<Duration> {
            self.rest
        }
    }

    impl Drop for Living {
        fn drop(&mut self) {
            self.tell.send(Did::Ended).ok();
        }
    }

    fn courier(held: bool, rest: Option<Duration>) -> (Arc<Courier>, Receiver<Did>) {
        let (tell, told) = channel();
        let courier = Courier::begin(Told { tell, held, rest }).expect("a thread");
        (courier, told)
    }

    fn next(told: &Receiver<Did>) -> Did {
        told.recv_timeout(LONG).expect("it does something")
    }

    #[test]
    fn nothing_is_carried_before_a_vault_is_open() {
        let (courier, told) = courier(false, None);
        courier.stir();
        courier.hurry();
        courier.settle(false);
        assert!(told.try_recv().is_err());
        courier.settle(true);
        assert_eq!(next(&told), Did::Began);
        assert_eq!(next(&told), Did::Hurried);
        assert_eq!(next(&told), Did::Round);
    }

    #[test]
    fn what_changes_here_is_carried_at_once() {
        let (courier, told) = courier(false, None);
        courier.settle(true);
        assert_eq!([next(&told), next(&told)], [Did::Began, Did::Round]);
        courier.stir();
        assert_eq!(next(&told), Did::Round);
        courier.hurry();
        assert_eq!([next(&told), next(&told)], [Did::Hurried, Did::Round]);
    }

    #[test]
    fn it_looks_again_when_time_has_passed() {
        let (courier, told) = courier(false, Some(Duration::from_millis(1)));
        courier.settle(true);
        assert_eq!(next(&told), Did::Began);
        for _ in 0..3 {
            assert_eq!(next(&told), Did::Round);
        }
    }

    #[test]
    fn a_lock_ends_what_is_under_way_and_the_next_vault_begins_anew() {
        let (courier, told) = courier(true, None);
        courier.settle(true);
        assert_eq!([next(&told), next(&told)], [Did::Began, Did::Round]);
        courier.settle(false);
        assert_eq!([next(&told), next(&told)], [Did::Stopped, Did::Ended]);
        courier.settle(true);
        assert_eq!([next(&told), next(&told)], [Did::Began, Did::Round]);
    }

    #[test]
    fn a_vault_that_was_locked_and_opened_in_between_has_a_life_of_its_own() {
        let (courier, told) = courier(true, None);
        courier.settle(true);
        assert_eq!([next(&told), next(&told)], [Did::Began, Did::Round]);
        courier.settle(false);
        courier.settle(true);
        let rest = [next(&told), next(&told), next(&told), next(&told)];
        assert_eq!(rest, [Did::Stopped, Did::Ended, Did::Began, Did::Round]);
    }
}
