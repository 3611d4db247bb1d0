//! Wrong tries at a passphrase: counted before the answer is told, and slowed down. They never wipe anything.
//!
//! After 5 wrong tries 30 seconds, doubling to an hour (reference/trust.md §1.7). What is kept is how long is still to
//! wait, and the clock when that was last looked at: a clock that is set back shortens nothing, and a restart
//! forgets nothing. It does not slow somebody who copied the folder; the stretching of the passphrase does. A clock
//! that is set forward shortens the wait; who can do that can copy the folder too.
//!
//! The file has a fixed size and two places that are written in turn, so that it can be written on a full disk and a
//! torn write leaves the earlier place.

use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use crate::durable;
use crate::error::OpenError;
use crate::name::Moment;

const FREE_TRIES: u32 = 5;
const FIRST_WAIT_S: u32 = 30;
const WAIT_S_MAX: u32 = 3_600;
const FILE: &str = "tries";
/// Number, wrong tries, last wrong try, wait, clock; then the same inverted, to know a torn write.
const RECORD_BYTES: usize = 32;
const PLACE_BYTES: usize = 2 * RECORD_BYTES;

/// What is told at the next unlocking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongTries {
    /// How many since the vault was last opened.
    pub count: u32,
    /// When the last one was, by this device's clock then.
    pub last: Moment,
}

/// The state of the counter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tries {
    number: u64,
    wrong: u32,
    last: i64,
    wait_s: u32,
    clock: i64,
}

impl Tries {
    /// Reads the counter of a vault. A file that nobody can have written honestly counts as five wrong tries.
    pub(crate) fn read(folder: &Path, now: Moment) -> io::Result<Self> {
        let Some(bytes) = durable::read(&folder.join(FILE), 4_096)? else {
            return Ok(Self::default());
        };
        let newest = bytes
            .chunks(PLACE_BYTES)
            .filter_map(Self::decode)
            .max_by_key(|it| it.number);
        Ok(newest.unwrap_or(Self {
            number: 0,
            wrong: FREE_TRIES,
            last: now.0,
            wait_s: FIRST_WAIT_S,
            clock: now.0,
        }))
    }

    /// Makes the file of a new vault, so that every later write has its place.
    pub(crate) fn begin_at_zero(folder: &Path) -> io::Result<()> {
        Self::default().write(folder).map(|_| ())
    }

    /// Seconds until a try is taken, at `now`.
    pub(crate) fn wait_s(&self, now: Moment) -> u32 {
        let passed = now.0.saturating_sub(self.clock).max(0);
        self.wait_s
            .saturating_sub(u32::try_from(passed).unwrap_or(u32::MAX))
    }

    /// What to tell when the vault opens, if there was anything.
    pub(crate) fn told(&self) -> Option<WrongTries> {
        (self.wrong > 0).then_some(WrongTries {
            count: self.wrong,
            last: Moment(self.last),
        })
    }

    /// Begins a try: refused while there is still to wait, otherwise counted as wrong, durably, until it is known to
    /// be right.
    pub(crate) fn begin(self, folder: &Path, now: Moment) -> Result<Self, OpenError> {
        let seconds = self.wait_s(now);
        if seconds > 0 {
            if now.0 < self.clock || self.number == 0 {
                // The clock was set back, or the file was rubbish: the waiting goes on from here.
                Self {
                    wait_s: seconds,
                    clock: now.0,
                    ..self
                }
                .write(folder)?;
            }
            return Err(OpenError::TooSoon { seconds });
        }
        let wrong = self.wrong.saturating_add(1);
        let next = Self {
            wrong,
            last: now.0,
            wait_s: wait_after(wrong),
            clock: now.0,
            ..self
        };
        Ok(next.write(folder)?)
    }

    /// Puts back what was before a try that came to no answer, or the zero after a right one.
    pub(crate) fn put_back(self, folder: &Path, before: Self) -> io::Result<Self> {
        Self {
            number: self.number,
            ..before
        }
        .write(folder)
    }

    fn write(self, folder: &Path) -> io::Result<Self> {
        let next = Self {
            number: self.number.wrapping_add(1),
            ..self
        };
        let path = folder.join(FILE);
        if !path.try_exists()? {
            durable::put(&path, &[next.encode(), next.encode()].concat())?;
            return Ok(next);
        }
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.seek(SeekFrom::Start((next.number % 2) * PLACE_BYTES as u64))?;
        file.write_all(&next.encode())?;
        file.sync_all()?;
        Ok(next)
    }

    fn encode(self) -> Vec<u8> {
        let record = [
            &self.number.to_le_bytes()[..],
            &self.wrong.to_le_bytes(),
            &self.wait_s.to_le_bytes(),
            &self.last.to_le_bytes(),
            &self.clock.to_le_bytes(),
        ]
        .concat();
        record
            .iter()
            .copied()
            .chain(record.iter().map(|byte| !byte))
            .collect()
    }

    fn decode(place: &[u8]) -> Option<Self> {
        let (record, inverted) = place.split_first_chunk::<RECORD_BYTES>()?;
        let whole = inverted.len() == RECORD_BYTES
            && record
                .iter()
                .zip(inverted)
                .all(|(byte, inverse)| *byte == !inverse);
        let (number, rest) = record.split_first_chunk::<8>()?;
        let (wrong, rest) = rest.split_first_chunk::<4>()?;
        let (wait_s, rest) = rest.split_first_chunk::<4>()?;
        let (last, rest) = rest.split_first_chunk::<8>()?;
        let (clock, _) = rest.split_first_chunk::<8>()?;
        whole.then_some(Self {
            number: u64::from_le_bytes(*number),
            wrong: u32::from_le_bytes(*wrong),
            last: i64::from_le_bytes(*last),
            wait_s: u32::from_le_bytes(*wait_s).min(WAIT_S_MAX),
            clock: i64::from_le_bytes(*clock),
        })
    }
}

/// How long after that many wrong tries in a row.
fn wait_after(wrong: u32) -> u32 {
    match wrong.checked_sub(FREE_TRIES) {
        None => 0,
        Some(more) => FIRST_WAIT_S
            .saturating_mul(1u32.checked_shl(more).unwrap_or(u32::MAX))
            .min(WAIT_S_MAX),
    }
}
