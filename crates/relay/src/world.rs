//! The world: the only place of the relay with a clock of days, chance, and the environment.

use crate::names::Day;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// The day of today, UTC. A clock before 1970 says the first day: then nothing expires.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "this is where the relay asks the clock"
)]
pub fn today() -> Day {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |passed| passed.as_secs());
    Day(u32::try_from(seconds / SECONDS_PER_DAY).unwrap_or(u32::MAX))
}

/// Random bytes of the operating system.
///
/// # Errors
/// When it has none to give.
pub fn chance<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// The environment's words that begin with `COUNTERSIGN_RELAY_`, without that beginning, in lower case.
#[must_use]
pub fn environment() -> Vec<(String, String)> {
    std::env::vars()
        .filter_map(|(name, value)| {
            let key = name.strip_prefix("COUNTERSIGN_RELAY_")?;
            Some((key.to_ascii_lowercase(), value))
        })
        .collect()
}
