//! What a relay says about itself.

use super::Relay;
use super::asking::told;
use crate::config::Openers;
use crate::refusal::Refusal;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode, header};
use countersign_wire::limits::ENVELOPE_BYTES_MAX;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Kept by hand; a test holds it against the calls.
pub(super) const OPENAPI: &str = include_str!("../../openapi.json");

type Answer = Result<Response<Body>, Refusal>;

fn text(kind: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    let kind = header::HeaderValue::from_static(kind);
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

pub(super) async fn relay(State(relay): State<Arc<Relay>>, request: Request) -> Answer {
    let (parts, _) = request.into_parts();
    relay.ask_from(&parts)?;
    let opening = match relay.config.openers() {
        Openers::Tokens => "token",
        Openers::Anyone => "anyone",
    };
    let answer = json!({
        "protocol": 1,
        "opening": opening,
        "bundle_bytes_max": ENVELOPE_BYTES_MAX,
        "keep_days": relay.config.keep_days,
    });
    Ok(told(StatusCode::OK, &answer))
}

pub(super) async fn health(State(relay): State<Arc<Relay>>) -> Answer {
    let stopping = *relay.stopping.borrow();
    if relay.well.load(Ordering::Acquire) && !stopping {
        Ok(text("text/plain; charset=utf-8", "ok\n".to_owned()))
    } else {
        Err(Refusal::NotNow("not well, or stopping".to_owned()))
    }
}

pub(super) async fn openapi() -> Response<Body> {
    text("application/json", OPENAPI.to_owned())
}

pub(super) async fn metrics(State(relay): State<Arc<Relay>>) -> Response<Body> {
    text(
        "text/plain; version=0.0.4; charset=utf-8",
        relay.metrics.page(),
    )
}
