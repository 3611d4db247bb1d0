//! The wire between a device and a relay: what passes is counted and kept, and the line may be as slow as a bad one.
//!
//! It exists for figures and for looking at every byte that an eavesdropper would see. A slow line is played by hand,
//! since netem is not in every kernel: TCP Reno in rounds of one round trip, which begins with ten segments, doubles
//! until something is lost, then halves and grows by one; what was lost, and all behind it, comes one round trip later,
//! or two when too little follows it to be missed sooner. A fresh connection costs one round trip before its first byte.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// Bytes of one TCP segment over Ethernet.
const SEGMENT: usize = 1_448;

/// Segments that a connection begins with (RFC 6928).
const FIRST_WINDOW: usize = 10;

/// Segments behind a lost one that tell the sender of it (RFC 5681).
const TELLING: usize = 3;

/// The most that is kept for looking at, each way.
const KEPT_BYTES: usize = 64 * 1024 * 1024;

/// How bad a line is.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// There and back.
    pub round_trip: Duration,
    /// Of a thousand segments, so many are lost.
    pub lost_of_thousand: u64,
}

/// A line to somebody, on loopback.
pub struct Wire {
    at: SocketAddr,
    seen: Arc<Seen>,
}

/// What passed, both ways together.
#[derive(Default)]
struct Seen {
    bytes: AtomicU64,
    connections: AtomicU64,
    kept: Mutex<Vec<u8>>,
    /// The line is gone.
    closed: Mutex<bool>,
    closing: Condvar,
}

impl Seen {
    /// Waits for a time, or until the line is gone.
    #[expect(clippy::disallowed_methods, reason = "a slow line is slow")]
    fn wait_until(&self, time: Instant) {
        let rest = time.saturating_duration_since(Instant::now());
        let closed = self.closed.lock().unwrap();
        let waited = self
            .closing
            .wait_timeout_while(closed, rest, |closed| !*closed);
        drop(waited);
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        *self.seen.closed.lock().unwrap() = true;
        self.seen.closing.notify_all();
    }
}

impl Wire {
    /// A line to this address; as fast as loopback where none is told.
    ///
    /// # Panics
    /// When there is no port left.
    #[must_use]
    pub fn to(address: SocketAddr, line: Option<Line>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let at = listener.local_addr().unwrap();
        let seen = Arc::new(Seen::default());
        let counted = Arc::clone(&seen);
        std::thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let number = counted.connections.fetch_add(1, Ordering::Relaxed);
                let Ok(far) = TcpStream::connect(address) else {
                    continue;
                };
                let (Ok(near_too), Ok(far_too)) = (near.try_clone(), far.try_clone()) else {
                    continue;
                };
                let _ = (near.set_nodelay(true), far.set_nodelay(true));
                carry(near, far, line, 2 * number, &counted);
                carry(far_too, near_too, line, 2 * number + 1, &counted);
            }
        });
        Self { at, seen }
    }

    /// Where to connect to.
    #[must_use]
    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// Bytes that passed, both ways together, without the heads of TCP and below.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.seen.bytes.load(Ordering::Relaxed)
    }

    /// Connections that were made.
    #[must_use]
    pub fn connections(&self) -> u64 {
        self.seen.connections.load(Ordering::Relaxed)
    }

    /// Whether these bytes passed in one piece.
    ///
    /// # Panics
    /// When a thread that carries has panicked.
    #[must_use]
    pub fn has_seen(&self, marker: &[u8]) -> bool {
        let kept = self.seen.kept.lock().unwrap();
        kept.windows(marker.len()).any(|piece| piece == marker)
    }
}

/// Carries one way, in threads of its own, until either end is closed.
fn carry(from: TcpStream, to: TcpStream, line: Option<Line>, seed: u64, seen: &Arc<Seen>) {
    let (give, take) = sync_channel(256);
    let reading = Arc::clone(seen);
    std::thread::spawn(move || read(from, &give, &reading));
    let seen = Arc::clone(seen);
    std::thread::spawn(move || match line {
        None => write(to, take.into_iter().map(|bytes| (None, bytes)), &seen),
        Some(line) => {
            let (give, late) = sync_channel(4_096);
            let shaping = Arc::clone(&seen);
            std::thread::spawn(move || shape(&take, &give, line, seed, &shaping));
            write(to, late.into_iter(), &seen);
        }
    });
}

fn read(mut from: TcpStream, give: &SyncSender<Vec<u8>>, seen: &Seen) {
    let mut piece = [0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut piece) {
        let bytes = piece[..count].to_vec();
        seen.bytes.fetch_add(count as u64, Ordering::Relaxed);
        let mut kept = seen.kept.lock().unwrap();
        if kept.len() < KEPT_BYTES {
            kept.extend(&bytes);
        }
        drop(kept);
        if give.send(bytes).is_err() {
            break;
        }
    }
}

fn write(mut to: TcpStream, pieces: impl Iterator<Item = (Option<Instant>, Vec<u8>)>, seen: &Seen) {
    for (due, bytes) in pieces {
        due.into_iter().for_each(|due| seen.wait_until(due));
        if to.write_all(&bytes).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

/// Says of each piece when it arrives.
#[expect(clippy::disallowed_methods, reason = "a slow line is slow")]
fn shape(
    take: &Receiver<Vec<u8>>,
    give: &SyncSender<(Option<Instant>, Vec<u8>)>,
    line: Line,
    seed: u64,
    seen: &Seen,
) {
    let mut dice = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut window = Window {
        segments: FIRST_WINDOW,
        slow_start_until: usize::MAX,
    };
    // The handshake.
    let mut latest = Instant::now() + line.round_trip;
    let mut waiting = Vec::new();
    while let Some(began) = fill(take, &mut waiting, window.segments * SEGMENT) {
        let now = began.max(latest - line.round_trip);
        let sent: Vec<u8> = waiting
            .drain(..waiting.len().min(window.segments * SEGMENT))
            .collect();
        let segments = sent.len().div_ceil(SEGMENT);
        let lost = (0..segments).find(|_| roll(&mut dice) % 1_000 < line.lost_of_thousand);
        let cut = lost.map_or(sent.len(), |lost| lost * SEGMENT);
        let (soon, late) = sent.split_at(cut);
        let arrives = now + line.round_trip / 2;
        latest = latest.max(arrives);
        if give.send((Some(latest), soon.to_vec())).is_err() {
            return;
        }
        if let Some(lost) = lost {
            let told = segments - lost > TELLING;
            latest += line.round_trip * if told { 1 } else { 2 };
            if give.send((Some(latest), late.to_vec())).is_err() {
                return;
            }
        }
        let full = segments >= window.segments;
        window.after(lost.is_some(), full);
        if full {
            // No more may be on the way before this was confirmed.
            seen.wait_until(now + line.round_trip);
        }
    }
}

/// Takes what there is, up to a window full, and waits for a first piece; says since when there is one.
#[expect(clippy::disallowed_methods, reason = "a slow line is slow")]
fn fill(take: &Receiver<Vec<u8>>, waiting: &mut Vec<u8>, most: usize) -> Option<Instant> {
    if waiting.is_empty() {
        waiting.extend(take.recv().ok()?);
    }
    while waiting.len() < most {
        match take.recv_timeout(Duration::from_millis(1)) {
            Ok(bytes) => waiting.extend(bytes),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    Some(Instant::now())
}

/// How much may be on the way.
struct Window {
    segments: usize,
    slow_start_until: usize,
}

impl Window {
    fn after(&mut self, lost: bool, full: bool) {
        if lost {
            self.segments = (self.segments / 2).max(2);
            self.slow_start_until = self.segments;
        } else if full && self.segments < self.slow_start_until {
            self.segments = (self.segments * 2).min(self.slow_start_until);
        } else if full {
            self.segments += 1;
        }
    }
}

fn roll(dice: &mut u64) -> u64 {
    *dice ^= *dice << 13;
    *dice ^= *dice >> 7;
    *dice ^= *dice << 17;
    *dice
}
