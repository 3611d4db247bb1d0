//! Asking a real relay, over HTTP.

use super::line::Line;
use super::{
    Answer, Authorities, Call, Errand, Fault, Key, Patience, Place, Relay, question, reply,
};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

/// Asks a real relay, and waits for its answer. Keeps its last connection for the next question with the same key.
pub struct Http {
    /// Only gone while it is dropped.
    runtime: Option<Runtime>,
    authorities: Authorities,
    patience: Patience,
    kept: Option<Kept>,
    stopper: Stopper,
}

/// Ends the question that an [`Http`] waits for, and every later one, from any thread: a vault was locked.
#[derive(Clone)]
pub struct Stopper(watch::Sender<bool>);

impl Stopper {
    /// Ends them. The other end may have taken the question in.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

struct Kept {
    place: Place,
    key: Option<Key>,
    line: Line,
}

impl Http {
    /// Connects to nothing yet.
    ///
    /// # Errors
    /// When the system gives nothing to wait with.
    pub fn new(authorities: Authorities, patience: Patience) -> std::io::Result<Self> {
        Ok(Self {
            runtime: Some(Builder::new_current_thread().enable_all().build()?),
            authorities,
            patience,
            kept: None,
            stopper: Stopper(watch::Sender::new(false)),
        })
    }

    /// What ends its questions.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// The connection that was kept, if it serves this errand. A renewed key is asked about afresh: whether the
    /// question has arrived must not be left to a connection that may be dead.
    fn take(&mut self, errand: &Errand) -> Option<Line> {
        let kept = self.kept.take()?;
        let serves = kept.place == errand.place
            && kept.key == errand.key
            && !matches!(errand.call, Call::Renew(_));
        serves.then_some(kept.line)
    }
}

impl Relay for Http {
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        let runtime = self.runtime.take().ok_or(Fault::NoWay)?;
        let mut stopped = self.stopper.0.subscribe();
        let asked = runtime.block_on(async {
            tokio::select! {
                biased;
                _ = stopped.wait_for(|stopped| *stopped) => Err(Fault::NoWay),
                asked = self.ask_over(errand) => asked,
            }
        });
        self.runtime = Some(runtime);
        asked
    }
}

impl Http {
    async fn ask_over(&mut self, errand: &Errand) -> Result<Answer, Fault> {
        if let Some(line) = self.take(errand) {
            let asked = self.ask_on(line, errand).await;
            // The other end may have closed it meanwhile. Every such question may be asked twice.
            if asked != Err(Fault::NoWay) {
                return asked;
            }
        }
        let line = Line::open(&errand.place, &self.authorities, self.patience).await?;
        self.ask_on(line, errand).await
    }

    async fn ask_on(&mut self, mut line: Line, errand: &Errand) -> Result<Answer, Fault> {
        let question = question::of(errand, &line.address)?;
        let head = line.ask(question, question::length(&errand.call)).await?;
        let read = reply::read(&errand.call, line.pin, head, self.patience).await;
        let whole = match &read {
            Ok(_) | Err(Fault::Refused(_) | Fault::Later { .. }) => true,
            Err(_) => false,
        };
        // After half an answer nothing on the connection can be told apart.
        if whole {
            self.kept = Some(Kept {
                place: errand.place.clone(),
                key: errand.key.clone(),
                line,
            });
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
