//! How long anything on the road is waited for.
//!
//! It exists so that no other end, however slow, holds this one for ever, and so that a test need not wait as long
//! as a person would.

use std::time::Duration;

/// Times after which a silent or slow other end is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For all tries to connect together, and once more for the handshake.
    pub connect: Duration,
    /// For the first lines of an answer, beside the time that the question's own bytes take.
    pub head: Duration,
    /// For the body of an answer, beside the time that its bytes take.
    pub body: Duration,
    /// The slowest that bytes may come or go.
    pub bytes_per_second: u32,
    /// For a sign of life on a wake stream; more than twice `wire::relay::WAKE_BEAT_SECONDS`.
    pub silence: Duration,
    /// Before a wake stream is opened again; see [`crate::pause`].
    pub again: Duration,
    /// Between two wakes of one mailbox.
    pub breath: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            head: Duration::from_secs(30),
            body: Duration::from_secs(10),
            bytes_per_second: 8 * 1024,
            silence: Duration::from_secs(45),
            again: Duration::from_secs(4),
            breath: Duration::from_secs(1),
        }
    }
}

impl Patience {
    /// For an answer's first lines to a question of so many bytes.
    pub(super) fn for_head(&self, sent: usize) -> Duration {
        self.head + self.for_bytes(sent)
    }

    /// For a body of so many bytes.
    pub(super) fn for_body(&self, length: usize) -> Duration {
        self.body + self.for_bytes(length)
    }

    fn for_bytes(&self, count: usize) -> Duration {
        Duration::from_secs(count as u64 / u64::from(self.bytes_per_second.max(1)))
    }
}
