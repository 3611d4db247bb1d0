//! Connections: how many, from whom, how slow they may be, and how they end.
//!
//! HTTP/1.1 only, on an accept loop of our own, since slow clients must be bounded before a question is
//! whole: so long for TLS, so long for the first lines, so long without a byte taken. Beyond the bounds a
//! connection is closed, not queued: who waits in a queue is as slow as the slowest.

mod paced;

use crate::calls::{Peer, Relay};
use crate::gate::neighbourhood;
use crate::tls::Certificate;
use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use paced::Paced;
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// The longest that nothing at all of an answer is taken.
const STALLED: Duration = Duration::from_secs(30);

/// After an accept failed (no file handles): time for others to end.
const BREATH: Duration = Duration::from_millis(100);

/// The most that hyper gathers of a question's first lines, and of a body before it is asked for.
const BUFFER_BYTES: usize = 16 * 1024;

/// One address to listen at, and what is answered there.
pub struct Front {
    /// Bound already.
    pub listener: TcpListener,
    /// All that is answered.
    pub router: Router,
    /// With it, TLS is spoken.
    pub certificate: Option<Arc<Certificate>>,
}

/// Serves until the relay stops; then waits for what runs, as long as configured.
pub async fn serve(relay: Arc<Relay>, front: Front) {
    let mut stopping = relay.stopping.clone();
    let mut connections = JoinSet::new();
    let neighbours = Arc::new(Neighbours::default());
    loop {
        let accepted = tokio::select! {
            accepted = front.listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        let Ok((stream, from)) = accepted else {
            sleep(BREATH).await;
            continue;
        };
        let place = (connections.len() < relay.config.connections_max)
            .then(|| neighbours.take(from, relay.config.connections_per_address_max))
            .flatten();
        let Some(place) = place else {
            let refused = &relay.metrics.connections_refused;
            refused.fetch_add(1, Ordering::Relaxed);
            continue;
        };
        let connection = Connection {
            relay: Arc::clone(&relay),
            router: front.router.clone(),
            certificate: front.certificate.clone(),
            from: from.ip(),
        };
        connections.spawn(async move {
            connection.run(stream).await;
            drop(place);
        });
    }
    // No new connection is taken from here on.
    drop(front.listener);
    let all = async { while connections.join_next().await.is_some() {} };
    let _ = timeout(Duration::from_secs(relay.config.stop_seconds), all).await;
}

struct Connection {
    relay: Arc<Relay>,
    router: Router,
    certificate: Option<Arc<Certificate>>,
    from: IpAddr,
}

impl Connection {
    /// Runs to its end. How a connection ended is nobody's business: nothing is logged.
    async fn run(self, stream: TcpStream) {
        let open = &Arc::clone(&self.relay).metrics.connections;
        open.fetch_add(1, Ordering::Relaxed);
        let _ = stream.set_nodelay(true);
        match self.certificate.clone() {
            None => self.speak(Paced::new(stream, STALLED)).await,
            Some(certificate) => {
                let handshake = certificate.acceptor().accept(Paced::new(stream, STALLED));
                if let Ok(Ok(stream)) = timeout(HANDSHAKE, handshake).await {
                    self.speak(stream).await;
                }
            }
        }
        open.fetch_sub(1, Ordering::Relaxed);
    }

    async fn speak(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let Self {
            relay,
            router,
            from,
            ..
        } = self;
        let answering = service_fn(move |question: hyper::Request<Incoming>| {
            let mut question: Request = question.map(axum::body::Body::new);
            question.extensions_mut().insert(Peer(from));
            router.clone().oneshot(question)
        });
        let speaking = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(relay.config.header_time())
            .max_buf_size(BUFFER_BYTES)
            .max_headers(64)
            .serve_connection(TokioIo::new(stream), answering);
        tokio::pin!(speaking);
        tokio::select! {
            _ = &mut speaking => return,
            () = stopped(relay.stopping.clone()) => speaking.as_mut().graceful_shutdown(),
        }
        let _ = speaking.await;
    }
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // A sender that is gone stops as well.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// How many connections each neighbourhood has.
#[derive(Default)]
struct Neighbours(Mutex<HashMap<IpAddr, usize>>);

/// One connection of a neighbourhood; ends when dropped.
struct Place {
    of: Arc<Neighbours>,
    from: IpAddr,
}

impl Neighbours {
    fn take(self: &Arc<Self>, from: SocketAddr, max: usize) -> Option<Place> {
        let from = neighbourhood(from.ip());
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(from).or_default();
        if *count >= max {
            return None;
        }
        *count += 1;
        Some(Place {
            of: Arc::clone(self),
            from,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.from) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.from);
            }
        }
    }
}
