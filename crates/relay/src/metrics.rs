//! Figures for the operator, in the text form of Prometheus.
//!
//! Counted by call and status only: there is no label that could hold a mailbox, a key or an address.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper ends of the ranges of time, in seconds; their labels; the last range has no end.
const RANGES: [(f64, &str); 9] = [
    (0.001, "0.001"),
    (0.005, "0.005"),
    (0.01, "0.01"),
    (0.025, "0.025"),
    (0.05, "0.05"),
    (0.1, "0.1"),
    (0.5, "0.5"),
    (1.0, "1"),
    (5.0, "5"),
];

#[derive(Default)]
struct Times {
    ranges: [u64; RANGES.len()],
    count: u64,
    seconds: f64,
}

/// Everything that is counted.
#[derive(Default)]
pub struct Metrics {
    answers: Mutex<BTreeMap<(&'static str, u16), u64>>,
    times: Mutex<BTreeMap<&'static str, Times>>,
    /// Connections that are open now.
    pub connections: AtomicI64,
    /// Connections that were not taken because there were too many.
    pub connections_refused: AtomicU64,
    /// Streams that are open now.
    pub streams: AtomicI64,
    /// Bundles that were kept.
    pub bundles_kept: AtomicU64,
    /// Bytes of those.
    pub bytes_kept: AtomicU64,
    /// Bundles that were handed out.
    pub bundles_given: AtomicU64,
    /// Bundles that went because they were old.
    pub bundles_expired: AtomicU64,
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, call: &'static str, status: u16, took: Duration) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry((call, status)).or_default() += 1;
        drop(answers);
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let times = times.entry(call).or_default();
        let seconds = took.as_secs_f64();
        for ((end, _), count) in RANGES.iter().zip(&mut times.ranges) {
            *count += u64::from(seconds <= *end);
        }
        times.count += 1;
        times.seconds += seconds;
    }

    /// The page that Prometheus reads.
    #[must_use]
    pub fn page(&self) -> String {
        let mut page = String::new();
        self.write(&mut page)
            .expect("a growing text takes every line");
        page
    }

    fn write(&self, page: &mut String) -> std::fmt::Result {
        const NAME: &str = "countersign_relay";
        writeln!(page, "# TYPE {NAME}_answers_total counter")?;
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        for ((call, status), count) in answers.iter() {
            let labels = format!("call=\"{call}\",status=\"{status}\"");
            writeln!(page, "{NAME}_answers_total{{{labels}}} {count}")?;
        }
        drop(answers);
        writeln!(page, "# TYPE {NAME}_answer_seconds histogram")?;
        let times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        for (call, times) in times.iter() {
            let label = format!("call=\"{call}\"");
            for ((_, end), count) in RANGES.iter().zip(times.ranges) {
                let bucket = format!("{NAME}_answer_seconds_bucket");
                writeln!(page, "{bucket}{{{label},le=\"{end}\"}} {count}")?;
            }
            let Times { count, seconds, .. } = times;
            writeln!(
                page,
                "{NAME}_answer_seconds_bucket{{{label},le=\"+Inf\"}} {count}"
            )?;
            writeln!(page, "{NAME}_answer_seconds_sum{{{label}}} {seconds}")?;
            writeln!(page, "{NAME}_answer_seconds_count{{{label}}} {count}")?;
        }
        drop(times);
        for (name, gauge) in [
            ("connections", &self.connections),
            ("streams", &self.streams),
        ] {
            let value = gauge.load(Ordering::Relaxed);
            writeln!(page, "# TYPE {NAME}_{name} gauge\n{NAME}_{name} {value}")?;
        }
        for (name, counter) in [
            ("connections_refused_total", &self.connections_refused),
            ("bundles_kept_total", &self.bundles_kept),
            ("bundle_bytes_kept_total", &self.bytes_kept),
            ("bundles_given_total", &self.bundles_given),
            ("bundles_expired_total", &self.bundles_expired),
        ] {
            let value = counter.load(Ordering::Relaxed);
            writeln!(page, "# TYPE {NAME}_{name} counter\n{NAME}_{name} {value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Metrics;
    use std::time::Duration;

    #[test]
    fn answers_are_counted_by_call_status_and_time() {
        let metrics = Metrics::default();
        metrics.answered("put_bundle", 201, Duration::from_millis(3));
        metrics.answered("put_bundle", 201, Duration::from_millis(30));
        let page = metrics.page();
        for line in [
            "countersign_relay_answers_total{call=\"put_bundle\",status=\"201\"} 2",
            "countersign_relay_answer_seconds_bucket{call=\"put_bundle\",le=\"0.005\"} 1",
            "countersign_relay_answer_seconds_bucket{call=\"put_bundle\",le=\"+Inf\"} 2",
            "countersign_relay_streams 0",
        ] {
            assert!(page.lines().any(|has| has == line), "{line}\n{page}");
        }
    }
}
