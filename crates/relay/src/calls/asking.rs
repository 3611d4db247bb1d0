//! What every call reads of a question: from where, with which key, with which body.

use super::{Peer, Relay};
use crate::gate::neighbourhood;
use crate::names::{Day, Digest, read_hex};
use crate::refusal::Refusal;
use crate::store::Holder;
use crate::world;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Response, StatusCode, header, request::Parts};
use countersign_wire::relay::{INVITED_DAYS, JSON_BYTES_MAX, KEY_BYTES};
use http_body_util::{BodyExt, Limited};
use serde::de::DeserializeOwned;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// A body has this long, and more by its length.
const BODY_TIME: Duration = Duration::from_secs(10);

/// The slowest that a body may come, in bytes a second.
const BODY_BYTES_PER_SECOND: u64 = 8 * 1024;

/// Whether a key that is only invited will do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Invited {
    WillDo,
    WillNotDo,
}

impl Relay {
    /// Counts a question of an address.
    pub(super) fn ask_from(&self, parts: &Parts) -> Result<(), Refusal> {
        let address = self.address_of(parts);
        self.addresses.ask(neighbourhood(address), Instant::now())
    }

    /// Who asks: counts the question and looks the key up.
    pub(super) async fn holder(&self, parts: &Parts, invited: Invited) -> Result<Holder, Refusal> {
        self.ask_from(parts)?;
        let key = bearer(&parts.headers)?.ok_or(Refusal::UnknownKey)?;
        let today = world::today();
        let found = self
            .store
            .holder(Digest::of_key(&key), today.before(INVITED_DAYS))
            .await?;
        let holder = found.ok_or(Refusal::UnknownKey)?;
        self.mailboxes.ask(holder.mailbox, Instant::now())?;
        if holder.invited && invited == Invited::WillNotDo {
            return Err(Refusal::NotAllowed);
        }
        self.note_use(&holder, today).await?;
        Ok(holder)
    }

    async fn note_use(&self, holder: &Holder, today: Day) -> Result<(), Refusal> {
        if holder.used < today {
            self.store.touch(holder.mailbox, today).await?;
        }
        Ok(())
    }

    /// From where a question came; a trusted proxy is believed.
    fn address_of(&self, parts: &Parts) -> IpAddr {
        let peer = parts
            .extensions
            .get::<Peer>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        let trusted = |address: &IpAddr| self.config.trusted_proxies.contains(address);
        if !trusted(&peer) {
            return peer;
        }
        let said = parts.headers.get_all("x-forwarded-for").iter();
        let mut hops = said
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .filter_map(|hop| hop.trim().parse().ok());
        // The last hop that is no proxy of ours: what stands before it, anyone can have written.
        hops.rfind(|hop| !trusted(hop)).unwrap_or(peer)
    }
}

/// The key of `Authorization: Bearer`, if there is such a header.
pub(super) fn bearer(headers: &HeaderMap) -> Result<Option<[u8; KEY_BYTES]>, Refusal> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    value
        .to_str()
        .ok()
        .and_then(|value| value.strip_prefix("Bearer "))
        .and_then(read_hex)
        .map(Some)
        .ok_or(Refusal::UnknownKey)
}

/// The length that a body will have.
pub(super) fn length(headers: &HeaderMap, max: usize) -> Result<usize, Refusal> {
    let said = headers
        .get(header::CONTENT_LENGTH)
        .ok_or(Refusal::LengthRequired)?;
    let length = said.to_str().ok().and_then(|text| text.parse::<u64>().ok());
    let length = length.ok_or(Refusal::Malformed("Content-Length is a number"))?;
    usize::try_from(length)
        .ok()
        .filter(|length| *length <= max)
        .ok_or(Refusal::TooLarge)
}

/// Reads a body of at most `length` bytes before its time is over.
pub(super) async fn body(body: Body, length: usize) -> Result<Bytes, Refusal> {
    let time = BODY_TIME + Duration::from_secs(length as u64 / BODY_BYTES_PER_SECOND);
    let reading = Limited::new(body, length).collect();
    match timeout(time, reading).await {
        Ok(Ok(read)) => Ok(read.to_bytes()),
        Ok(Err(_)) => Err(Refusal::Malformed("the body did not come whole")),
        Err(_) => Err(Refusal::TooSlow),
    }
}

/// Reads a small JSON question.
pub(super) async fn json<T: DeserializeOwned>(parts: &Parts, from: Body) -> Result<T, Refusal> {
    let length = length(&parts.headers, JSON_BYTES_MAX)?;
    let bytes = body(from, length).await?;
    serde_json::from_slice(&bytes).map_err(|_| Refusal::Malformed("the JSON is not as told"))
}

/// Hex digits of a path or of JSON.
pub(super) fn hex<const N: usize>(text: &str) -> Result<[u8; N], Refusal> {
    read_hex(text).ok_or(Refusal::Malformed("ids, keys and handles are hex digits"))
}

/// The last piece of a path.
pub(super) fn last_piece(parts: &Parts) -> &str {
    parts.uri.path().rsplit('/').next().unwrap_or_default()
}

/// An answer in JSON.
pub(super) fn told(status: StatusCode, answer: &serde_json::Value) -> Response<Body> {
    let mut response = Response::new(Body::from(answer.to_string()));
    *response.status_mut() = status;
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// An answer without words.
pub(super) fn done(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::{Peer, Relay};
    use crate::config::Config;
    use crate::store::SqliteStore;
    use axum::http::Request;
    use std::net::IpAddr;
    use std::sync::Arc;
    use tokio::sync::watch;

    fn address_of(peer: &str, forwarded: &[&str]) -> IpAddr {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("relay.db"), 1).unwrap();
        let config = Config {
            trusted_proxies: vec!["127.0.0.1".parse().unwrap(), "10.0.0.1".parse().unwrap()],
            ..Config::default()
        };
        let relay = Relay::new(config, Arc::new(store), watch::channel(false).1);
        let mut question = Request::builder();
        for line in forwarded {
            question = question.header("x-forwarded-for", *line);
        }
        let (mut parts, ()) = question.body(()).unwrap().into_parts();
        parts.extensions.insert(Peer(peer.parse().unwrap()));
        relay.address_of(&parts)
    }

    #[test]
    fn only_a_proxy_of_ours_is_believed() {
        let told = |peer, forwarded: &[&str]| address_of(peer, forwarded).to_string();
        assert_eq!(told("192.0.2.7", &["198.51.100.1"]), "192.0.2.7");
        assert_eq!(told("127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(
            told("127.0.0.1", &["203.0.113.9", "198.51.100.1, 10.0.0.1"]),
            "198.51.100.1",
            "what stands before the last stranger, anyone can have written"
        );
        assert_eq!(told("127.0.0.1", &["no address"]), "127.0.0.1");
    }
}
