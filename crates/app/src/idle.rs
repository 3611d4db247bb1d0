//! When an open vault locks by itself: the rule, and the two clocks it is read on.
//!
//! The rule is pure: how long one waits, what was noticed, and the moment now give what is due. Noticing and locking are
//! the face's (design §4: idle, background, screen lock). Elapsed time is the larger of two clocks, because one stands
//! still while a device sleeps and the other can be set back.

use std::time::{Duration, Instant};

use crate::world::{SystemWorld, World};

/// How long before locking one is warned: WCAG 2.2.1 asks for 20 seconds at least.
const WARNED: Duration = Duration::from_secs(30);

/// How long an open vault waits for its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// After the last key or touch.
    pub idle: Duration,
    /// After the window was left for another one, or put away.
    pub away: Duration,
}

/// A moment on both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// Seconds since 1970-01-01 UTC; goes on while the device sleeps, and can be set.
    pub wall: i64,
    /// Since the clock was made; never goes back, and may stand still while the device sleeps.
    pub steady: Duration,
}

/// What was noticed of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noticed {
    /// The last key or touch.
    pub touched: Tick,
    /// Since when another window is in front; `None` while this one is.
    pub left: Option<Tick>,
}

/// What is due now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing, for so long.
    Nothing(Duration),
    /// Saying that the vault locks after so long.
    Warning(Duration),
    /// Locking.
    Locking,
}

impl Tick {
    /// How long ago this was. A wall clock that was set back counts for nothing.
    fn elapsed(self, now: Self) -> Duration {
        let wall = u64::try_from(now.wall.saturating_sub(self.wall)).unwrap_or(0);
        Duration::from_secs(wall).max(now.steady.saturating_sub(self.steady))
    }
}

impl Patience {
    /// What is due. A touch counts as being here, also when another window seems to be in front.
    #[must_use]
    pub fn due(self, noticed: &Noticed, now: Tick) -> Due {
        let untouched = noticed.touched.elapsed(now);
        let idle = self.idle.saturating_sub(untouched);
        let away = noticed
            .left
            .map(|left| self.away.saturating_sub(left.elapsed(now).min(untouched)));
        let rest = away.map_or(idle, |away| away.min(idle));
        if rest.is_zero() {
            Due::Locking
        } else if rest <= WARNED {
            Due::Warning(rest)
        } else {
            Due::Nothing(rest - WARNED)
        }
    }
}

/// The clocks of the operating system.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    began: Instant,
}

impl SystemClock {
    /// A clock that begins now.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the steady clock of the one place that asks for time"
    )]
    pub fn begin() -> Self {
        Self {
            began: Instant::now(),
        }
    }

    /// The moment now.
    #[must_use]
    pub fn tick(&self) -> Tick {
        Tick {
            wall: SystemWorld.now(),
            steady: self.began.elapsed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience = Patience {
        idle: Duration::from_secs(600),
        away: Duration::from_secs(120),
    };

    /// Both clocks show the same.
    fn at(seconds: u32) -> Tick {
        Tick {
            wall: 1_800_000_000 + i64::from(seconds),
            steady: Duration::from_secs(seconds.into()),
        }
    }

    fn here(touched: u32) -> Noticed {
        Noticed {
            touched: at(touched),
            left: None,
        }
    }

    #[test]
    fn it_waits_then_warns_then_locks() {
        let noticed = here(0);
        let due = |now| PATIENCE.due(&noticed, at(now));
        assert_eq!(due(0), Due::Nothing(Duration::from_secs(570)));
        assert_eq!(due(569), Due::Nothing(Duration::from_secs(1)));
        assert_eq!(due(570), Due::Warning(Duration::from_secs(30)));
        assert_eq!(due(599), Due::Warning(Duration::from_secs(1)));
        assert_eq!(due(600), Due::Locking);
    }

    #[test]
    fn leaving_the_window_shortens_the_wait_and_never_lengthens_it() {
        let away = |touched, left| Noticed {
            touched: at(touched),
            left: Some(at(left)),
        };
        assert_eq!(PATIENCE.due(&away(0, 10), at(130)), Due::Locking);
        assert_eq!(
            PATIENCE.due(&away(0, 550), at(600)),
            Due::Locking,
            "idle time ran on"
        );
    }

    #[test]
    fn a_touch_counts_though_another_window_seems_to_be_in_front() {
        let noticed = Noticed {
            touched: at(200),
            left: Some(at(10)),
        };
        assert_eq!(
            PATIENCE.due(&noticed, at(210)),
            Due::Nothing(Duration::from_secs(80))
        );
    }

    #[test]
    fn a_device_that_slept_locks_when_it_wakes() {
        let slept = Tick {
            wall: at(3600).wall,
            steady: at(5).steady,
        };
        assert_eq!(PATIENCE.due(&here(0), slept), Due::Locking);
    }

    #[test]
    fn a_clock_that_was_set_back_gives_no_time() {
        let set_back = Tick {
            wall: at(0).wall - 86_400,
            steady: at(600).steady,
        };
        assert_eq!(PATIENCE.due(&here(0), set_back), Due::Locking);
    }

    #[test]
    fn waiting_for_what_it_says_leads_to_the_warning() {
        for now in 0..570 {
            for left in [None, Some(0), Some(100), Some(569)] {
                let noticed = Noticed {
                    touched: at(0),
                    left: left.filter(|left| *left <= now).map(at),
                };
                if let Due::Nothing(rest) = PATIENCE.due(&noticed, at(now)) {
                    let later = now + u32::try_from(rest.as_secs()).expect("minutes fit");
                    let due = PATIENCE.due(&noticed, at(later));
                    assert!(matches!(due, Due::Warning(_)), "{now} {left:?} {due:?}");
                }
            }
        }
    }
}
