//! Renewing one's own key, inviting and removing keys of one's own side.

use super::Relay;
use super::asking::{Invited, done, hex, json, last_piece};
use crate::names::{Digest, Handle};
use crate::refusal::Refusal;
use crate::store::Done;
use crate::world;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    key: String,
}

type Answer = Result<Response<Body>, Refusal>;

pub(super) async fn renew(State(relay): State<Arc<Relay>>, request: Request) -> Answer {
    let (parts, body) = request.into_parts();
    let holder = relay.holder(&parts, Invited::WillDo).await?;
    let asked: Asked = json(&parts, body).await?;
    let next = Digest(hex(&asked.key)?);
    if holder.invited && next == holder.digest {
        // Otherwise the card would go on working for whoever photographed it.
        return Err(Refusal::Taken);
    }
    relay.store.renew(holder, next).await?;
    Ok(done(StatusCode::NO_CONTENT))
}

pub(super) async fn invite(State(relay): State<Arc<Relay>>, request: Request) -> Answer {
    let (parts, body) = request.into_parts();
    let holder = relay.holder(&parts, Invited::WillNotDo).await?;
    let handle = Handle(hex(last_piece(&parts))?);
    let asked: Asked = json(&parts, body).await?;
    let key = Digest(hex(&asked.key)?);
    let invited = relay.store.invite(holder, handle, key, world::today());
    match invited.await? {
        Done::Now => Ok(done(StatusCode::CREATED)),
        Done::Before => Ok(done(StatusCode::NO_CONTENT)),
    }
}

pub(super) async fn remove(State(relay): State<Arc<Relay>>, request: Request) -> Answer {
    let (parts, _) = request.into_parts();
    let holder = relay.holder(&parts, Invited::WillNotDo).await?;
    let handle = Handle(hex(last_piece(&parts))?);
    relay.store.remove(holder, handle).await?;
    Ok(done(StatusCode::NO_CONTENT))
}
