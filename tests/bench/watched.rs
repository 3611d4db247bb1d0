//! Where the time of a round goes: opened, made, waited for the relay, taken in.
//!
//! It exists so that a catch-up is not one number. It stands between an app and its road and takes times; waiting that
//! goes on while something is taken in is nobody's, since nobody waits then.

use std::sync::Arc;

use countersign_road::{Answer, Errand, Fault, Http, Relay};

use crate::cost::timed;

/// A road whose waiting is timed, in milliseconds that passed.
pub(crate) struct Watched<'r> {
    road: &'r mut Http,
    /// For answers.
    pub(crate) waited: f64,
    /// While answers were taken in.
    pub(crate) taken_in: f64,
}

impl<'r> Watched<'r> {
    pub(crate) fn over(road: &'r mut Http) -> Self {
        Self {
            road,
            waited: 0.0,
            taken_in: 0.0,
        }
    }
}

impl Relay for Watched<'_> {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        let (answer, cost) = timed(|| self.road.ask(errand));
        self.waited += cost.passed;
        answer
    }

    fn ask_each(
        &mut self,
        errands: &[Arc<Errand>],
        told: &mut dyn FnMut(usize, Result<Answer, Fault>),
    ) {
        let mut taken_in = 0.0;
        let ((), cost) = timed(|| {
            self.road.ask_each(errands, &mut |at, answer| {
                let ((), cost) = timed(|| told(at, answer));
                taken_in += cost.passed;
            });
        });
        self.taken_in += taken_in;
        self.waited += cost.passed - taken_in;
    }
}
