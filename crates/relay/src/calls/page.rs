//! A page of bundles: what others put behind a cursor, in one answer.
//!
//! A page holds its room in memory until it has gone out, so that slow readers cannot fill it. What the
//! bytes of a page are is told in `wire`.

use super::Relay;
use super::asking::Invited;
use crate::gate::{OneBody, Room};
use crate::refusal::Refusal;
use crate::store::PageAsked;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Response, header};
use countersign_wire::relay::{Cursor, PAGE_BYTES_MAX, PAGE_COUNT_MAX};
use hyper::body::{Frame, SizeHint};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use tokio::sync::OwnedSemaphorePermit;

pub(super) async fn page(
    State(relay): State<Arc<Relay>>,
    request: Request,
) -> Result<Response<Body>, Refusal> {
    let (parts, _) = request.into_parts();
    let holder = relay.holder(&parts, Invited::WillNotDo).await?;
    let asked = read_query(parts.uri.query().unwrap_or_default())?;
    let one = relay.underway.body(holder.place)?;
    // As the store reads it, and once more as it goes out.
    let mut room = relay.going.take(2 * PAGE_BYTES_MAX).await?;
    let page = relay.store.page(holder, asked).await?;
    let fault = |e: countersign_wire::ReadError| Refusal::Fault(e.to_string());
    let bytes = Bytes::from(page.encode().map_err(fault)?);
    let given = page.parcels.len() as u64;
    drop(page);
    Room::shrink(&mut room, bytes.len());
    let metrics = &relay.metrics;
    metrics.bundles_given.fetch_add(given, Ordering::Relaxed);
    let going = Going {
        bytes: Some(bytes),
        _room: room,
        _one: one,
    };
    let mut response = Response::new(Body::new(going));
    let kind = header::HeaderValue::from_static("application/octet-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// Reads `after`, `limit` and `own`; each once at most, and nothing else.
fn read_query(query: &str) -> Result<PageAsked, Refusal> {
    let malformed = || Refusal::Malformed("the query is not as told");
    let mut words = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or_else(malformed)?;
        if words.insert(name, value).is_some() {
            return Err(malformed());
        }
    }
    let after = words.remove("after").map(str::parse::<Cursor>);
    let limit = words.remove("limit").map(str::parse::<u16>);
    let own = words.remove("own").map(str::parse::<bool>);
    if !words.is_empty() {
        return Err(malformed());
    }
    let count_max = limit
        .transpose()
        .map_err(|_| malformed())?
        .unwrap_or(PAGE_COUNT_MAX);
    if !(1..=PAGE_COUNT_MAX).contains(&count_max) {
        return Err(malformed());
    }
    Ok(PageAsked {
        after: after.transpose().map_err(|_| malformed())?,
        count_max,
        own: own.transpose().map_err(|_| malformed())?.unwrap_or(false),
    })
}

/// A page on its way out: its room in memory is given back when it has gone.
struct Going {
    bytes: Option<Bytes>,
    _room: OwnedSemaphorePermit,
    _one: OneBody,
}

impl hyper::body::Body for Going {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, Bytes::len) as u64)
    }
}
