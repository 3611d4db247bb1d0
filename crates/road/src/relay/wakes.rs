//! Waiting to be woken by relays, for many mailboxes at once.
//!
//! It exists so that a change arrives within moments while somebody looks, without asking over and over. A wake is a
//! hint: who is told then asks for a page with its own cursor. One thread holds all streams, each on a connection of
//! its own, since each has its own key. Left out: what is done when woken (`app`).

use super::events::{Events, Heard};
use super::line::Line;
use super::{Authorities, Fault, Key, Patience, Place, question, reply};
use countersign_seal::Chance;
use countersign_wire::relay::Cursor;
use http_body_util::BodyExt;
use hyper::StatusCode;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// The longest pause before it is tried again.
const PAUSE_MAX: Duration = Duration::from_secs(15 * 60);

/// How long a mailbox is let alone whose relay refuses us.
const REFUSED_PAUSE: Duration = Duration::from_secs(60 * 60);

/// One mailbox for which somebody waits.
pub struct Waiting {
    /// What whoever waits calls it; the relay never hears this.
    pub mailbox: [u8; 32],
    /// Where it is.
    pub place: Place,
    /// The key of this device for it.
    pub key: Key,
    /// How far it was read.
    pub after: Option<Cursor>,
}

/// Waits in a thread of its own. Stops at once when it is dropped.
pub struct Wakes {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    authorities: Authorities,
    patience: Patience,
    chance: Mutex<Box<dyn Chance + Send>>,
    told: SyncSender<[u8; 32]>,
}

impl Wakes {
    /// Waits for all of these. Sends a mailbox's name whenever it is worth asking now: something is there, the way to
    /// it is open again after it was not, or its relay refuses this device, which asking will tell.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        waiting: Vec<Waiting>,
        authorities: Authorities,
        patience: Patience,
        chance: Box<dyn Chance + Send>,
        told: SyncSender<[u8; 32]>,
    ) -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let shared = Arc::new(Shared {
            authorities,
            patience,
            chance: Mutex::new(chance),
            told,
        });
        let thread = std::thread::Builder::new().name("wakes".to_owned());
        let thread = thread.spawn(move || {
            runtime.block_on(async {
                let mut streams = JoinSet::new();
                for one in waiting {
                    streams.spawn(wait(one, Arc::clone(&shared)));
                }
                // Who drops the other half wants the same.
                let _ = stopped.await;
            });
            runtime.shutdown_background();
        })?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Wakes {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked waits for nobody either.
            let _ = thread.join();
        }
    }
}

/// The pause before waiting again: `usual` to begin with, twice as long after each further failure, half as long or
/// half as long again by chance, so that a relay that comes back is not asked by everyone at once.
#[must_use]
pub fn pause(usual: Duration, failures: u32, chance: u64) -> Duration {
    let doubled = usual.saturating_mul(2_u32.saturating_pow(failures.min(30)));
    let mean = u64::try_from(doubled.min(PAUSE_MAX).as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(mean / 2 + chance % mean.max(1))
}

/// Waits for one mailbox, for ever, or until nobody hears it any more.
async fn wait(mut one: Waiting, shared: Arc<Shared>) {
    let mut failures = 0_u32;
    let mut away = false;
    loop {
        let mut stood = false;
        let ended = stream(&mut one, &shared, away, &mut stood).await;
        let least = match ended {
            Ok(Gone::Nobody) => return,
            Ok(Gone::Ended) if stood => {
                failures = 0;
                Duration::ZERO
            }
            Ok(Gone::Ended) => {
                failures += 1;
                Duration::ZERO
            }
            Err(fault) => {
                failures = if stood && fault != Fault::Malformed {
                    1
                } else {
                    failures.saturating_add(1)
                };
                at_least(fault)
            }
        };
        away = failures > 0;
        if least == REFUSED_PAUSE && !shared.tell(one.mailbox).await {
            return;
        }
        let usual = pause(shared.patience.again, failures, shared.chance());
        sleep(usual.max(least)).await;
    }
}

/// How a stream ended without a fault.
enum Gone {
    /// By the relay.
    Ended,
    /// Nobody hears us any more.
    Nobody,
}

/// Holds one stream. `stood` becomes true with its first sign of life.
async fn stream(
    one: &mut Waiting,
    shared: &Shared,
    away: bool,
    stood: &mut bool,
) -> Result<Gone, Fault> {
    let patience = shared.patience;
    let mut line = Line::open(&one.place, &shared.authorities, patience).await?;
    let question = question::to_wake(&one.key, one.after, &line.address)?;
    let answer = line.ask(question, 0).await?;
    if answer.status() != StatusCode::OK {
        return Err(reply::refusal(answer, patience).await);
    }
    if away && !shared.tell(one.mailbox).await {
        return Ok(Gone::Nobody);
    }
    let mut body = answer.into_body();
    let mut events = Events::default();
    loop {
        let frame = timeout(patience.silence, body.frame())
            .await
            .map_err(|_| Fault::TooSlow)?;
        let Some(frame) = frame else {
            return Ok(Gone::Ended);
        };
        let frame = frame.map_err(|_| Fault::NoWay)?;
        let heard = frame.data_ref().map(|bytes| events.read(bytes));
        match heard.transpose()?.unwrap_or(Heard::Nothing) {
            Heard::Nothing => {}
            Heard::Life => *stood = true,
            Heard::Wake(cursor) => {
                *stood = true;
                one.after = cursor.or(one.after);
                if !shared.tell(one.mailbox).await {
                    return Ok(Gone::Nobody);
                }
                // Whoever wakes us without pause is not heard more often.
                sleep(patience.breath).await;
            }
        }
    }
}

fn at_least(fault: Fault) -> Duration {
    match fault {
        Fault::Refused(_) => REFUSED_PAUSE,
        Fault::Later { seconds } => Duration::from_secs(seconds.into()),
        Fault::NoWay
        | Fault::TooSlow
        | Fault::NotARelay
        | Fault::Redirected
        | Fault::OtherKey
        | Fault::Unvouched
        | Fault::Clock
        | Fault::Malformed => Duration::ZERO,
    }
}

impl Shared {
    /// Tells that a mailbox is worth asking; waits while whoever hears it is behind. `false` when nobody hears.
    async fn tell(&self, mailbox: [u8; 32]) -> bool {
        loop {
            match self.told.try_send(mailbox) {
                Ok(()) => return true,
                Err(TrySendError::Disconnected(_)) => return false,
                Err(TrySendError::Full(_)) => sleep(self.patience.breath).await,
            }
        }
    }

    fn chance(&self) -> u64 {
        let mut bytes = [0; 8];
        let mut chance = self.chance.lock().unwrap_or_else(PoisonError::into_inner);
        chance.fill(&mut bytes);
        u64::from_be_bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, PAUSE_MAX, pause};
    use proptest::prelude::*;

    const USUAL: Duration = Duration::from_secs(4);

    #[test]
    fn pauses_are_some_seconds_and_grow_with_failures() {
        let mean = |failures| pause(USUAL, failures, 2_000 << failures);
        assert_eq!(mean(0), Duration::from_secs(4));
        assert_eq!(mean(1), Duration::from_secs(8));
        assert_eq!(mean(3), Duration::from_secs(32));
    }

    proptest! {
        #[test]
        fn a_pause_is_never_nothing_and_never_without_end(failures: u32, chance: u64) {
            let paused = pause(USUAL, failures, chance);
            prop_assert!(paused >= USUAL / 2);
            prop_assert!(paused < PAUSE_MAX + PAUSE_MAX / 2);
        }
    }
}
