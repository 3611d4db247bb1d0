//! Opening a mailbox, and how full it is.

use super::Relay;
use super::asking::{Invited, bearer, done, hex, json, told};
use crate::config::Openers;
use crate::names::{Digest, Handle, write_hex};
use crate::refusal::Refusal;
use crate::store::{Done, Opening};
use crate::world;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode, request::Parts};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    sides: [Side; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    handle: String,
    key: String,
}

impl Side {
    fn read(&self) -> Result<(Handle, Digest), Refusal> {
        Ok((Handle(hex(&self.handle)?), Digest(hex(&self.key)?)))
    }
}

pub(super) async fn open(
    State(relay): State<Arc<Relay>>,
    request: Request,
) -> Result<Response<Body>, Refusal> {
    let (parts, body) = request.into_parts();
    relay.ask_from(&parts)?;
    let (organisation, mailboxes_max) = opener(&relay, &parts)?;
    let asked: Asked = json(&parts, body).await?;
    let [own, other] = &asked.sides;
    let sides = [own.read()?, other.read()?];
    if sides[0].0 == sides[1].0 {
        return Err(Refusal::Taken);
    }
    let opening = Opening {
        organisation,
        mailboxes_max,
        sides,
        today: world::today(),
    };
    match relay.store.open_mailbox(opening).await? {
        Done::Now => Ok(done(StatusCode::CREATED)),
        Done::Before => Ok(done(StatusCode::OK)),
    }
}

/// Whose token it is, and how many mailboxes they may have.
fn opener(relay: &Relay, parts: &Parts) -> Result<(String, u64), Refusal> {
    let token = bearer(&parts.headers)?;
    let house = token.and_then(|token| relay.config.organisation_of(Digest::of_token(&token)));
    match (house, relay.config.openers()) {
        (Some(house), _) => Ok((house.name.clone(), house.mailboxes_max)),
        (None, Openers::Anyone) => Ok((String::new(), i64::MAX.cast_unsigned())),
        (None, Openers::Tokens) => Err(Refusal::UnknownKey),
    }
}

pub(super) async fn fill(
    State(relay): State<Arc<Relay>>,
    request: Request,
) -> Result<Response<Body>, Refusal> {
    let (parts, _) = request.into_parts();
    let holder = relay.holder(&parts, Invited::WillNotDo).await?;
    let fill = relay.store.fill(holder).await?;
    let handles = fill.handles.iter().map(|handle| write_hex(&handle.0));
    let answer = serde_json::json!({
        "bundles": fill.bundles,
        "bytes": fill.bytes,
        "bundles_max": relay.config.writer_bundles_max,
        "bytes_max": relay.config.writer_bytes_max,
        "keep_days": relay.config.keep_days,
        "cursor": fill.newest.to_string(),
        "handles": handles.collect::<Vec<_>>(),
    });
    Ok(told(StatusCode::OK, &answer))
}
