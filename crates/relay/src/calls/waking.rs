//! Being woken by server-sent events.

use super::Relay;
use super::asking::Invited;
use crate::refusal::Refusal;
use crate::wake::Waiting;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Response, header};
use countersign_wire::relay::{Cursor, WAKE_BEAT_SECONDS};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep, sleep_until};

/// How long one stream lasts; devices come back.
const STREAM_TIME: Duration = Duration::from_secs(15 * 60);

const BEAT: Duration = Duration::from_secs(WAKE_BEAT_SECONDS);

pub(super) async fn wake(
    State(relay): State<Arc<Relay>>,
    request: Request,
) -> Result<Response<Body>, Refusal> {
    let (parts, _) = request.into_parts();
    let holder = relay.holder(&parts, Invited::WillNotDo).await?;
    let after = read_query(parts.uri.query().unwrap_or_default())?;
    // Waits before it asks what is newest: what comes in between is heard twice rather than never.
    let waiting = relay.hub.wait(holder.mailbox, holder.place);
    let newest = relay.store.newest(&[holder.mailbox]).await?;
    let newest = newest.first().map_or(0, |(_, number)| *number);
    let epoch = relay.store.epoch();
    let seen = after.filter(|after| after.epoch == epoch && after.number <= newest);
    let behind = newest > seen.map_or(0, |after| after.number);
    let stream = Stream {
        _counted: Counted::new(Arc::clone(&relay)),
        waiting,
        epoch,
        known: newest,
        first: behind.then(|| event(epoch, newest)),
        until: Instant::now() + STREAM_TIME,
        ended: relay.underway.stream(holder.place),
        stopping: relay.stopping.clone(),
    };
    let mut response = Response::new(Body::from_stream(unfold(stream, next)));
    let kind = header::HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// Reads `after`, and nothing else.
fn read_query(query: &str) -> Result<Option<Cursor>, Refusal> {
    let malformed = || Refusal::Malformed("the query is not as told");
    if query.is_empty() {
        return Ok(None);
    }
    let after = query.strip_prefix("after=").ok_or_else(malformed)?;
    after.parse().map(Some).map_err(|_| malformed())
}

struct Stream {
    waiting: Waiting,
    epoch: u64,
    known: u64,
    first: Option<Bytes>,
    until: Instant,
    ended: Arc<Notify>,
    stopping: watch::Receiver<bool>,
    _counted: Counted,
}

/// The next piece of the stream: an event, or a comment as a sign of life.
async fn next(mut stream: Stream) -> Option<(Result<Bytes, Infallible>, Stream)> {
    if let Some(first) = stream.first.take() {
        return Some((Ok(first), stream));
    }
    let piece = tokio::select! {
        number = stream.waiting.beyond(stream.known) => {
            stream.known = number;
            event(stream.epoch, number)
        }
        () = sleep(BEAT) => Bytes::from_static(b":\n\n"),
        () = sleep_until(stream.until) => return None,
        () = stream.ended.notified() => return None,
        _ = stream.stopping.wait_for(|stopping| *stopping) => return None,
    };
    Some((Ok(piece), stream))
}

fn event(epoch: u64, number: u64) -> Bytes {
    let cursor = Cursor { epoch, number };
    Bytes::from(format!("event: wake\nid: {cursor}\ndata: {cursor}\n\n"))
}

/// A stream in the metrics, for as long as it is open.
struct Counted(Arc<Relay>);

impl Counted {
    fn new(relay: Arc<Relay>) -> Self {
        relay.metrics.streams.fetch_add(1, Ordering::Relaxed);
        Self(relay)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.metrics.streams.fetch_sub(1, Ordering::Relaxed);
    }
}
