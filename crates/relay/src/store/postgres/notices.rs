//! Hints between replicas: LISTEN and NOTIFY, gathered.
//!
//! A NOTIFY takes a lock over the whole database when it commits, so none is sent with a put. What was put
//! here is gathered and told at most every 250 ms by one statement. A hint that is lost costs nothing but
//! time: every replica asks for the newest numbers of what it watches anyway ([`crate::serve`]).

use super::session::Reach;
use super::statements::{LISTEN, NOTIFY};
use crate::store::{MailboxNumber, PlaceNumber};
use crate::wake::WakeHub;
use deadpool_postgres::Pool;
use futures_util::{StreamExt, stream::poll_fn};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio_postgres::{AsyncMessage, Client};

/// Between two NOTIFYs of one replica.
const GATHERING: Duration = Duration::from_millis(250);

/// Between two tries to listen.
const AGAIN: Duration = Duration::from_secs(2);

/// The server takes less than 8,000 bytes.
const LINE_BYTES_MAX: usize = 7_900;

type Gathered = BTreeMap<MailboxNumber, (PlaceNumber, u64)>;

/// What was put here and not yet told.
pub(super) struct Notices {
    reach: Reach,
    gathered: Arc<Mutex<Gathered>>,
    stopped: watch::Sender<bool>,
}

impl Notices {
    pub(super) fn new(reach: Reach) -> Self {
        Self {
            reach,
            gathered: Arc::default(),
            stopped: watch::Sender::new(false),
        }
    }

    /// Notes a put, for the next NOTIFY.
    pub(super) fn note(&self, mailbox: MailboxNumber, place: PlaceNumber, number: u64) {
        let mut gathered = lock(&self.gathered);
        let newest = gathered.entry(mailbox).or_insert((place, number));
        if newest.1 < number {
            *newest = (place, number);
        }
    }

    pub(super) fn start(&self, pool: Pool, hub: Arc<WakeHub>) {
        let gathered = Arc::clone(&self.gathered);
        until_stopped(self.stopped.subscribe(), tell_on(pool, gathered));
        let reach = self.reach.clone();
        until_stopped(self.stopped.subscribe(), listen_on(reach, hub));
    }

    pub(super) fn stop(&self) {
        self.stopped.send_replace(true);
    }
}

fn lock(gathered: &Mutex<Gathered>) -> MutexGuard<'_, Gathered> {
    gathered.lock().unwrap_or_else(PoisonError::into_inner)
}

fn until_stopped(
    mut stopped: watch::Receiver<bool>,
    work: impl Future<Output = ()> + Send + 'static,
) {
    tokio::spawn(async move {
        tokio::select! {
            () = work => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
    });
}

async fn tell_on(pool: Pool, gathered: Arc<Mutex<Gathered>>) {
    let mut beat = tokio::time::interval(GATHERING);
    loop {
        beat.tick().await;
        let told = std::mem::take(&mut *lock(&gathered));
        if told.is_empty() {
            continue;
        }
        // A hint: what cannot be told now is asked for by the others anyway.
        if let Ok(client) = pool.get().await {
            let _ = client.execute(NOTIFY, &[&lines(&told)]).await;
        }
    }
}

/// `mailbox:place:number,…`, in lines that the server takes.
fn lines(told: &Gathered) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (mailbox, (place, number)) in told {
        let word = format!("{}:{}:{number},", mailbox.0, place.0);
        match lines.last_mut() {
            Some(line) if line.len() + word.len() <= LINE_BYTES_MAX => line.push_str(&word),
            _ => lines.push(word),
        }
    }
    lines
}

async fn listen_on(reach: Reach, hub: Arc<WakeHub>) {
    loop {
        // Whatever ends it, the next try begins with a new connection.
        let _ = listen(&reach, &hub).await;
        tokio::time::sleep(AGAIN).await;
    }
}

async fn listen(reach: &Reach, hub: &WakeHub) -> Result<(), tokio_postgres::Error> {
    let (client, mut connection) = reach.settings.connect(reach.tls.clone()).await?;
    let mut messages = poll_fn(move |context| connection.poll_message(context));
    let asking = ask(client);
    tokio::pin!(asking);
    let mut asked = None;
    loop {
        tokio::select! {
            told = &mut asking, if asked.is_none() => asked = Some(told?),
            message = messages.next() => match message {
                Some(Ok(AsyncMessage::Notification(notice))) => hear(notice.payload(), hub),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
                None => return Ok(()),
            },
        }
    }
}

/// Gives the client back, since the connection ends with it.
async fn ask(client: Client) -> Result<Client, tokio_postgres::Error> {
    client.batch_execute(LISTEN).await?;
    Ok(client)
}

/// Whoever may write to the database is trusted with hints; what is no hint is passed over.
fn hear(line: &str, hub: &WakeHub) {
    for word in line.split(',') {
        let mut parts = word.split(':').map(str::parse::<i64>);
        if let (Some(Ok(mailbox)), Some(Ok(place)), Some(Ok(number)), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        {
            hub.wake(
                MailboxNumber(mailbox),
                Some(PlaceNumber(place)),
                number.cast_unsigned(),
            );
        }
    }
}
