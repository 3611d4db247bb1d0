//! How much anyone may ask at a time: rates, bodies in memory, streams.
//!
//! Everything here is bounded itself: a table of rates forgets whoever is at rest. All of it is in this
//! process; behind several replicas the limits count per replica.

use crate::refusal::Refusal;
use crate::store::PlaceNumber;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};

/// Bodies that one key may have under way at a time, in and out.
const BODIES_PER_KEY: u8 = 8;

/// Streams that one key may hold; a further one ends the oldest.
const STREAMS_PER_KEY: usize = 2;

/// Entries of a table before those at rest are forgotten.
const ENTRIES_MAX: usize = 20_000;

/// How long room in memory is waited for.
const ROOM_WAIT: Duration = Duration::from_secs(5);

/// Room is counted in these, since a semaphore counts in 32 bits.
const ROOM_UNIT: usize = 1_024;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Who asks from where, as far as limits tell people apart: an IPv4 address, or an IPv6 network of /64.
#[must_use]
pub fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let network = u128::from(address) & !u128::from(u64::MAX);
            IpAddr::V6(network.into())
        }
    }
}

/// So many questions at once, refilled at a rate.
pub struct Rates<K> {
    per_second: f64,
    burst: f64,
    filled: Mutex<HashMap<K, (f64, Instant)>>,
}

impl<K: Eq + Hash> Rates<K> {
    /// A burst, and how many are given back each second.
    #[must_use]
    pub fn new(per_second: u32, burst: u32) -> Self {
        Self {
            per_second: per_second.into(),
            burst: burst.max(1).into(),
            filled: Mutex::default(),
        }
    }

    /// Takes one of `who`'s questions.
    ///
    /// # Errors
    /// `SlowDown` with the seconds until there is one again.
    pub fn ask(&self, who: K, now: Instant) -> Result<(), Refusal> {
        let mut filled = lock(&self.filled);
        if filled.len() >= ENTRIES_MAX {
            filled.retain(|_, (left, at)| self.refilled(*left, *at, now) < self.burst);
            if filled.len() >= ENTRIES_MAX {
                // So many at once is a flood: nobody is remembered, everybody starts anew.
                filled.clear();
            }
        }
        let (left, at) = filled.entry(who).or_insert((self.burst, now));
        *left = self.refilled(*left, *at, now);
        *at = now;
        if *left >= 1.0 {
            *left -= 1.0;
            return Ok(());
        }
        let seconds = ((1.0 - *left) / self.per_second).ceil().clamp(1.0, 3_600.0);
        Err(Refusal::SlowDown(seconds as u64))
    }

    fn refilled(&self, left: f64, at: Instant, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(at).as_secs_f64();
        (left + passed * self.per_second).min(self.burst)
    }
}

/// Bytes of bundles in memory.
#[derive(Clone)]
pub struct Room(Arc<Semaphore>);

impl Room {
    /// Room for so many bytes.
    #[must_use]
    pub fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes / ROOM_UNIT)))
    }

    /// Waits for room, for some seconds.
    ///
    /// # Errors
    /// `NotNow` when there was none.
    pub async fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Refusal> {
        let units = u32::try_from(bytes.div_ceil(ROOM_UNIT)).unwrap_or(u32::MAX);
        let waiting = Arc::clone(&self.0).acquire_many_owned(units);
        match timeout(ROOM_WAIT, waiting).await {
            Ok(Ok(room)) => Ok(room),
            Ok(Err(_)) | Err(_) => Err(Refusal::NotNow("no room in memory".to_owned())),
        }
    }

    /// Gives back what was taken beyond `bytes`.
    pub fn shrink(room: &mut OwnedSemaphorePermit, bytes: usize) {
        let beyond = room.num_permits().saturating_sub(bytes.div_ceil(ROOM_UNIT));
        drop(room.split(beyond));
    }
}

/// What each key has under way.
#[derive(Default)]
pub struct Underway {
    bodies: Mutex<HashMap<PlaceNumber, u8>>,
    streams: Mutex<HashMap<PlaceNumber, VecDeque<Weak<Notify>>>>,
}

/// One body under way; ends when dropped.
pub struct OneBody {
    of: Arc<Underway>,
    place: PlaceNumber,
}

impl Underway {
    /// Begins a body.
    ///
    /// # Errors
    /// `SlowDown` when this key has several already.
    pub fn body(self: &Arc<Self>, place: PlaceNumber) -> Result<OneBody, Refusal> {
        let mut bodies = lock(&self.bodies);
        let count = bodies.entry(place).or_default();
        if *count >= BODIES_PER_KEY {
            return Err(Refusal::SlowDown(1));
        }
        *count += 1;
        Ok(OneBody {
            of: Arc::clone(self),
            place,
        })
    }

    /// Begins a stream; it has to end when it is notified.
    #[must_use]
    pub fn stream(&self, place: PlaceNumber) -> Arc<Notify> {
        let mut streams = lock(&self.streams);
        if streams.len() >= ENTRIES_MAX {
            streams.retain(|_, of_one| of_one.iter().any(|end| end.strong_count() > 0));
        }
        let of_one = streams.entry(place).or_default();
        of_one.retain(|end| end.strong_count() > 0);
        while of_one.len() >= STREAMS_PER_KEY {
            if let Some(oldest) = of_one.pop_front().and_then(|end| end.upgrade()) {
                oldest.notify_one();
            }
        }
        let end = Arc::new(Notify::new());
        of_one.push_back(Arc::downgrade(&end));
        end
    }
}

impl Drop for OneBody {
    fn drop(&mut self) {
        let mut bodies = lock(&self.of.bodies);
        if let Some(count) = bodies.get_mut(&self.place) {
            *count -= 1;
            if *count == 0 {
                bodies.remove(&self.place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BODIES_PER_KEY, ENTRIES_MAX, Rates, Underway, neighbourhood};
    use crate::refusal::Refusal;
    use crate::store::PlaceNumber;
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::time::Instant;

    #[test]
    fn a_burst_is_allowed_and_then_so_many_a_second() {
        let rates = Rates::new(2, 3);
        let now = Instant::now();
        let asked = |seconds| rates.ask("magda", now + Duration::from_millis(seconds));
        assert!((0..3).all(|_| asked(0).is_ok()));
        assert_eq!(asked(0), Err(Refusal::SlowDown(1)));
        assert_eq!(asked(500), Ok(()));
        assert_eq!(asked(500), Err(Refusal::SlowDown(1)));
        assert!(rates.ask("karin", now).is_ok(), "each for themselves");
    }

    #[test]
    fn a_table_of_rates_stays_small() {
        let rates = Rates::new(1, 1);
        let now = Instant::now();
        for number in 0..3 * ENTRIES_MAX {
            rates.ask(number, now).unwrap();
        }
        assert!(rates.filled.lock().unwrap().len() <= ENTRIES_MAX);
    }

    #[test]
    fn a_third_stream_ends_the_first() {
        let underway = Underway::default();
        let streams = [0; 3].map(|_| underway.stream(PlaceNumber(1)));
        let ended = |end: &tokio::sync::Notify| {
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            std::pin::pin!(end.notified())
                .as_mut()
                .poll(&mut context)
                .is_ready()
        };
        assert_eq!(streams.map(|end| ended(&end)), [true, false, false]);
    }

    #[test]
    fn a_key_has_few_bodies_under_way() {
        let underway = Arc::new(Underway::default());
        let mut bodies: Vec<_> = (0..BODIES_PER_KEY)
            .map(|_| underway.body(PlaceNumber(1)).ok().unwrap())
            .collect();
        assert!(underway.body(PlaceNumber(1)).is_err());
        assert!(underway.body(PlaceNumber(2)).is_ok());
        bodies.pop();
        assert!(underway.body(PlaceNumber(1)).is_ok());
    }

    #[test]
    fn a_network_of_ipv6_is_one_neighbourhood() {
        let near = |text: &str| neighbourhood(text.parse().unwrap());
        assert_eq!(near("2001:db8::1"), near("2001:db8::ffff:1"));
        assert_ne!(near("2001:db8::1"), near("2001:db8:0:1::1"));
        assert_eq!(near("::ffff:192.0.2.1"), near("192.0.2.1"));
        assert_ne!(near("192.0.2.1"), near("192.0.2.2"));
    }
}
