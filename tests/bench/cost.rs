//! What a piece of work costs: processor time of all threads together, and time that passed. Medians, ranges, ratios.
//!
//! Two clocks, because each lies alone: passed time counts what other programs take on a busy machine, processor
//! time leaves out waiting for the disk. Both are shown, and a bar is judged by each.

use std::fmt;
use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};

/// One run, in milliseconds.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) processor: f64,
    pub(crate) passed: f64,
}

/// Runs something once and takes its time.
#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (processor, passed) = (processor_ms(), Instant::now());
    let done = work();
    let cost = Cost {
        processor: processor_ms() - processor,
        passed: passed.elapsed().as_secs_f64() * 1e3,
    };
    (done, cost)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nanoseconds of a run fit into 52 bits"
)]
fn processor_ms() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6
}

/// The runs of one kind of work.
#[derive(Clone, Default)]
pub(crate) struct Runs(Vec<Cost>);

impl Runs {
    pub(crate) fn push(&mut self, cost: Cost) {
        self.0.push(cost);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn processor(&self) -> Spread {
        Spread::of(self.0.iter().map(|cost| cost.processor).collect())
    }

    pub(crate) fn passed(&self) -> Spread {
        Spread::of(self.0.iter().map(|cost| cost.passed).collect())
    }

    /// The ratio of medians, by processor time and by passed time.
    pub(crate) fn over(&self, other: &Self) -> Cost {
        Cost {
            processor: self.processor().median / other.processor().median,
            passed: self.passed().median / other.passed().median,
        }
    }
}

/// Least, median, most.
pub(crate) struct Spread {
    least: f64,
    pub(crate) median: f64,
    most: f64,
}

impl Spread {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_unstable_by(f64::total_cmp);
        let at = |place: usize| times.get(place).copied().unwrap_or(f64::NAN);
        Self {
            least: at(0),
            median: at(times.len() / 2),
            most: at(times.len().saturating_sub(1)),
        }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:.2} ({:.2}–{:.2})",
            self.median, self.least, self.most
        )
    }
}
