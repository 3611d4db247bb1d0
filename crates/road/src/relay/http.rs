//! Asking a real relay, over HTTP.
//!
//! Questions that do not depend on each other are asked side by side, so many at a time: what a person waits for is
//! then the longest of them and not their sum. Which those are is said by whoever asks.

use super::line::Line;
use super::lines::Lines;
use super::shut::ShutWays;
use super::{Answer, Authorities, Call, Errand, Fault, Patience, Relay, lanes, question, reply};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, mpsc, watch};

/// Questions in the air at a time. Each may bring a page, and one more page waits to be heard.
const IN_THE_AIR_MAX: usize = 8;

/// Asks a real relay. Keeps its connections for further questions with the same keys.
pub struct Http {
    /// Only gone while it is dropped.
    runtime: Option<Runtime>,
    asker: Arc<Asker>,
}

/// Ends the questions that an [`Http`] waits for, and every later one, from any thread: a vault was locked.
#[derive(Clone)]
pub struct Stopper(watch::Sender<bool>);

impl Stopper {
    /// Ends them. The other end may have taken the question in.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

/// What every question needs.
pub(super) struct Asker {
    authorities: Authorities,
    patience: Patience,
    lines: Lines,
    stopper: Stopper,
}

impl Http {
    /// Connects to nothing yet.
    ///
    /// # Errors
    /// When the system gives nothing to wait with.
    pub fn new(authorities: Authorities, patience: Patience) -> std::io::Result<Self> {
        // A thread of its own: bytes go on coming while somebody makes something of an answer.
        let mut waiting = Builder::new_multi_thread();
        let runtime = waiting.worker_threads(1).thread_name("asking");
        Ok(Self {
            runtime: Some(runtime.enable_all().build()?),
            asker: Arc::new(Asker {
                authorities,
                patience,
                lines: Lines::default(),
                stopper: Stopper(watch::Sender::new(false)),
            }),
        })
    }

    /// What ends its questions.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        self.asker.stopper.clone()
    }
}

impl Relay for Http {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        let runtime = self.runtime.as_ref().ok_or(Fault::NoWay)?;
        runtime.block_on(self.asker.ask(errand))
    }

    fn ask_each(
        &mut self,
        errands: &[Arc<Errand>],
        told: &mut dyn FnMut(usize, Result<Answer, Fault>),
    ) {
        let mut unheard: BTreeSet<usize> = (0..errands.len()).collect();
        if let Some(runtime) = &self.runtime {
            let (tell, mut heard) = mpsc::channel(1);
            let room = Arc::new(Semaphore::new(IN_THE_AIR_MAX));
            let shut = Arc::new(Mutex::new(ShutWays::default()));
            for (at, errand) in errands.iter().enumerate() {
                let (asker, errand) = (Arc::clone(&self.asker), Arc::clone(errand));
                let (room, shut, tell) = (Arc::clone(&room), Arc::clone(&shut), tell.clone());
                runtime.spawn(async move {
                    let _room = room.acquire().await;
                    let answer = asker.ask_unless_shut(&errand, &shut).await;
                    // Nobody hears it any more when what was to hear it has panicked.
                    let _ = tell.send((at, answer)).await;
                });
            }
            drop(tell);
            while let Some((at, answer)) = heard.blocking_recv() {
                unheard.remove(&at);
                told(at, answer);
            }
        }
        for at in unheard {
            told(at, Err(Fault::NoWay));
        }
    }
}

impl Asker {
    async fn ask_unless_shut(
        self: &Arc<Self>,
        errand: &Errand,
        shut: &Mutex<ShutWays>,
    ) -> Result<Answer, Fault> {
        let ways = || shut.lock().unwrap_or_else(PoisonError::into_inner);
        let met = ways().met(errand);
        if let Some(fault) = met {
            return Err(fault);
        }
        let answer = self.ask(errand).await;
        ways().note(errand, &answer);
        answer
    }

    async fn ask(self: &Arc<Self>, errand: &Errand) -> Result<Answer, Fault> {
        let mut stopped = self.stopper.0.subscribe();
        let asking = async {
            if let Call::Fetch(_) = errand.call {
                lanes::fetch(self, errand).await
            } else {
                self.ask_over(errand, None).await
            }
        };
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stopped| *stopped) => Err(Fault::NoWay),
            asked = asking => asked,
        }
    }

    /// Asks one question over one connection; for so many bundles of a page at most.
    pub(super) async fn ask_over(
        &self,
        errand: &Errand,
        most: Option<u64>,
    ) -> Result<Answer, Fault> {
        if let Some(line) = self.lines.take(errand) {
            let asked = self.ask_on(line, errand, most).await;
            // The other end may have closed it meanwhile. Every such question may be asked twice.
            if asked != Err(Fault::NoWay) {
                return asked;
            }
        }
        let line = Line::open(&errand.place, &self.authorities, self.patience).await?;
        self.ask_on(line, errand, most).await
    }

    async fn ask_on(
        &self,
        mut line: Line,
        errand: &Errand,
        most: Option<u64>,
    ) -> Result<Answer, Fault> {
        let question = question::of(errand, &line.address, most)?;
        let head = line.ask(question, question::length(&errand.call)).await?;
        let read = reply::read(&errand.call, line.pin, head, self.patience).await;
        let whole = match &read {
            Ok(_) | Err(Fault::Refused(_) | Fault::Later { .. }) => true,
            Err(_) => false,
        };
        // After half an answer nothing on the connection can be told apart.
        if whole {
            self.lines.keep(errand, line);
        }
        read
    }
}

impl Drop for Http {
    fn drop(&mut self) {
        // A name that is being looked up cannot be stopped, and nobody waits for it.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
