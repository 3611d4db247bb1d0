//! Everything that may be asked, as a table and as a router.
//!
//! The calls themselves stand by topic below. Each asks in the same order: is this address asking too
//! much, who has this key, is this mailbox asked too much, and only then is anything read or done.

mod asking;
mod bundles;
mod house;
mod keys;
mod mailboxes;
mod page;
mod waking;

use crate::config::Config;
use crate::gate::{Rates, Room, Underway};
use crate::log::{Event, log};
use crate::metrics::Metrics;
use crate::refusal::Refusal;
use crate::store::{MailboxNumber, MailboxStore};
use crate::wake::WakeHub;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, Response};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{Router, get, post, put};
use countersign_wire::relay::{
    BUNDLES_PATH, DEVICES_PATH, KEY_PATH, MAILBOX_PATH, MAILBOXES_PATH, PROTOCOL, RELAY_HEADER,
    RELAY_PATH, WAKE_PATH,
};
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::sync::watch;
use tokio::time::Instant;

/// Every call: method, path as `OpenAPI` writes it, and its name in metrics and logs.
pub const CALLS: [(&str, &str, &str); 13] = [
    ("GET", "/v1/relay", "relay"),
    ("POST", "/v1/mailboxes", "open_mailbox"),
    ("GET", "/v1/mailbox", "mailbox"),
    ("PUT", "/v1/key", "renew_key"),
    ("PUT", "/v1/devices/{handle}", "invite_device"),
    ("DELETE", "/v1/devices/{handle}", "remove_device"),
    ("GET", "/v1/bundles", "page"),
    ("PUT", "/v1/bundles/{id}", "put_bundle"),
    ("DELETE", "/v1/bundles/{id}", "take_away_bundle"),
    ("GET", "/v1/wake", "wake"),
    ("GET", "/healthz", "health"),
    ("GET", "/openapi.json", "openapi"),
    ("GET", "/metrics", "metrics"),
];

/// The relay, as every call sees it.
pub struct Relay {
    /// What lasts.
    pub store: Arc<dyn MailboxStore>,
    /// Who waits.
    pub hub: Arc<WakeHub>,
    /// What the operator set.
    pub config: Config,
    /// What is counted.
    pub metrics: Metrics,
    /// Whether the store answered when it was last asked.
    pub well: AtomicBool,
    /// Becomes true when the relay stops.
    pub stopping: watch::Receiver<bool>,
    addresses: Rates<IpAddr>,
    mailboxes: Rates<MailboxNumber>,
    coming: Room,
    going: Room,
    underway: Arc<Underway>,
}

/// From where a question came, as the connection says; put into each question by `serve`.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// What the log may say about an answer; never sent.
#[derive(Clone)]
struct Reason(String);

impl Relay {
    /// A relay on a store.
    #[must_use]
    pub fn new(
        config: Config,
        store: Arc<dyn MailboxStore>,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            hub: Arc::default(),
            metrics: Metrics::default(),
            well: AtomicBool::new(true),
            addresses: Rates::new(config.address_per_second, config.address_burst),
            mailboxes: Rates::new(config.mailbox_per_second, config.mailbox_burst),
            coming: Room::new(config.memory_bytes / 2),
            going: Room::new(config.memory_bytes / 2),
            underway: Arc::default(),
            store,
            config,
            stopping,
        }
    }
}

/// All calls; metrics only where the operator wants them.
pub fn router(relay: Arc<Relay>, with_metrics: bool) -> Router {
    let mut router = Router::new()
        .route(RELAY_PATH, get(house::relay))
        .route("/healthz", get(house::health))
        .route("/openapi.json", get(house::openapi))
        .route(MAILBOXES_PATH, post(mailboxes::open))
        .route(MAILBOX_PATH, get(mailboxes::fill))
        .route(KEY_PATH, put(keys::renew))
        .route(
            &format!("{DEVICES_PATH}/{{handle}}"),
            put(keys::invite).delete(keys::remove),
        )
        .route(BUNDLES_PATH, get(page::page))
        .route(
            &format!("{BUNDLES_PATH}/{{id}}"),
            put(bundles::keep).delete(bundles::take_away),
        )
        .route(WAKE_PATH, get(waking::wake));
    if with_metrics {
        router = router.route("/metrics", get(house::metrics));
    }
    router
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Refusal::MethodNotAllowed)
        .layer(from_fn_with_state(Arc::clone(&relay), told))
        .with_state(relay)
}

/// Metrics alone, for an address of their own.
pub fn metrics_router(relay: Arc<Relay>) -> Router {
    Router::new()
        .route("/metrics", get(house::metrics))
        .route("/healthz", get(house::health))
        .fallback(async || Refusal::NotFound)
        .with_state(relay)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response<Body> {
        let mut answer = self.answer();
        if let Some(reason) = self.for_the_log() {
            answer.extensions_mut().insert(Reason(reason.to_owned()));
        }
        answer
    }
}

/// Around every call: names the relay, counts, and tells the log of faults.
async fn told(State(relay): State<Arc<Relay>>, request: Request, next: Next) -> Response<Body> {
    let began = Instant::now();
    let call = name_of(&request);
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    headers.insert(
        HeaderName::from_static(RELAY_HEADER),
        HeaderValue::from_static(PROTOCOL),
    );
    headers.insert(
        axum::http::header::CACHE_CONTROL,
        HeaderValue::from_static("no-store"),
    );
    let status = answer.status().as_u16();
    relay.metrics.answered(call, status, began.elapsed());
    if let Some(Reason(reason)) = answer.extensions().get() {
        log(&Event::Failed { call, reason });
    }
    answer
}

fn name_of(request: &Request) -> &'static str {
    let method = match request.method() {
        &Method::HEAD => "GET",
        other => other.as_str(),
    };
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or("", MatchedPath::as_str);
    CALLS
        .iter()
        .find(|(known, at, _)| *known == method && *at == path)
        .map_or("other", |(_, _, name)| name)
}
