//! Putting a bundle and taking it away.

use super::Relay;
use super::asking::{Invited, body, done, hex, last_piece, length, told};
use crate::names::BundleId;
use crate::refusal::Refusal;
use crate::store::{Delivery, Done};
use crate::world;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use countersign_wire::limits::ENVELOPE_BYTES_MAX;
use std::sync::Arc;
use std::sync::atomic::Ordering;

type Answer = Result<Response<Body>, Refusal>;

pub(super) async fn keep(State(relay): State<Arc<Relay>>, request: Request) -> Answer {
    let (parts, from) = request.into_parts();
    let holder = relay.holder(&parts, Invited::WillNotDo).await?;
    let id = BundleId(hex(last_piece(&parts))?);
    let length = length(&parts.headers, ENVELOPE_BYTES_MAX)?;
    let _one = relay.underway.body(holder.place)?;
    // As it comes, and once more as one piece.
    let _room = relay.coming.take(2 * length).await?;
    let envelope = body(from, length).await?;
    if BundleId::of(&envelope) != id {
        return Err(Refusal::WrongId);
    }
    let delivery = Delivery {
        id,
        envelope: envelope.to_vec(),
        quota: relay.config.quota(),
        today: world::today(),
    };
    let kept = relay.store.put(holder, delivery).await?;
    let status = match kept.done {
        Done::Now => {
            let metrics = &relay.metrics;
            metrics.bundles_kept.fetch_add(1, Ordering::Relaxed);
            let bytes = length as u64;
            metrics.bytes_kept.fetch_add(bytes, Ordering::Relaxed);
            relay
                .hub
                .wake(holder.mailbox, Some(holder.place), kept.number);
            StatusCode::CREATED
        }
        Done::Before => StatusCode::OK,
    };
    Ok(told(status, &serde_json::json!({ "number": kept.number })))
}

pub(super) async fn take_away(State(relay): State<Arc<Relay>>, request: Request) -> Answer {
    let (parts, _) = request.into_parts();
    let holder = relay.holder(&parts, Invited::WillNotDo).await?;
    let id = BundleId(hex(last_piece(&parts))?);
    relay.store.take_away(holder, id).await?;
    Ok(done(StatusCode::NO_CONTENT))
}
