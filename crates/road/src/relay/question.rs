//! An errand, written as HTTP.

use super::address::Address;
use super::{Call, Errand, Fault, Invited, Key};
use countersign_wire::relay::{
    BUNDLES_PATH, Cursor, DEVICES_PATH, JSON_BYTES_MAX, KEY_PATH, MAILBOX_PATH, MAILBOXES_PATH,
    PAGE_BYTES_MAX, RELAY_PATH, WAKE_PATH,
};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, HOST, HeaderValue};
use hyper::{Method, Request};
use serde_json::json;
use std::fmt::Write;
use zeroize::Zeroizing;

/// The question of an errand to the relay at this address; of a page, for so many bundles at most.
pub(super) fn of(
    errand: &Errand,
    at: &Address,
    most: Option<u64>,
) -> Result<Request<Full<Bytes>>, Fault> {
    let (method, mut path, body) = told(&errand.call);
    if let (Call::Fetch(after), Some(most)) = (&errand.call, most) {
        let mark = if after.is_some() { '&' } else { '?' };
        // Writing to a string does not fail.
        let _ = write!(path, "{mark}limit={most}");
    }
    write(at, errand.key.as_ref(), method, &path, body)
}

/// The question to be woken.
pub(super) fn to_wake(
    key: &Key,
    after: Option<Cursor>,
    at: &Address,
) -> Result<Request<Full<Bytes>>, Fault> {
    let path = behind(WAKE_PATH, after);
    write(at, Some(key), Method::GET, &path, Bytes::new())
}

/// How many bytes an errand's own body has.
pub(super) fn length(call: &Call) -> usize {
    if let Call::Put(envelope) = call {
        envelope.len()
    } else {
        JSON_BYTES_MAX
    }
}

/// The most that the answer to a call may have when the relay says yes.
pub(super) fn answer_bytes_max(call: &Call) -> usize {
    match call {
        Call::Fetch(_) => PAGE_BYTES_MAX,
        Call::About | Call::Fullness | Call::Put(_) => JSON_BYTES_MAX,
        Call::Open(_) | Call::Renew(_) | Call::Invite(_) | Call::Remove(_) | Call::Drop(_) => 0,
    }
}

fn told(call: &Call) -> (Method, String, Bytes) {
    let none = Bytes::new;
    match call {
        Call::About => (Method::GET, RELAY_PATH.to_owned(), none()),
        Call::Open(sides) => {
            let sides = sides
                .each_ref()
                .map(|Invited { handle, key }| json!({ "handle": hex(handle), "key": hex(key) }));
            let body = json!({ "sides": sides }).to_string();
            (Method::POST, MAILBOXES_PATH.to_owned(), body.into())
        }
        Call::Fullness => (Method::GET, MAILBOX_PATH.to_owned(), none()),
        Call::Renew(key) => (Method::PUT, KEY_PATH.to_owned(), key_body(key)),
        Call::Invite(Invited { handle, key }) => {
            (Method::PUT, below(DEVICES_PATH, handle), key_body(key))
        }
        Call::Remove(handle) => (Method::DELETE, below(DEVICES_PATH, handle), none()),
        Call::Put(envelope) => {
            let id = countersign_seal::bundle_id(envelope);
            let body = Bytes::copy_from_slice(envelope);
            (Method::PUT, below(BUNDLES_PATH, &id), body)
        }
        Call::Fetch(after) => (Method::GET, behind(BUNDLES_PATH, *after), none()),
        Call::Drop(id) => (Method::DELETE, below(BUNDLES_PATH, id), none()),
    }
}

fn write(
    at: &Address,
    key: Option<&Key>,
    method: Method,
    path: &str,
    body: Bytes,
) -> Result<Request<Full<Bytes>>, Fault> {
    let mut question = Request::builder()
        .method(method)
        .uri(format!("{}{path}", at.prefix))
        .header(HOST, &at.authority)
        .header(ACCEPT_ENCODING, "identity")
        .header(CONTENT_LENGTH, body.len());
    if let Some(key) = key {
        question = question.header(AUTHORIZATION, bearer(key)?);
    }
    // An address that cannot be written was refused before; then there is nothing there to ask.
    question.body(Full::new(body)).map_err(|_| Fault::NotARelay)
}

/// The header's own copy belongs to hyper and is not wiped.
fn bearer(key: &Key) -> Result<HeaderValue, Fault> {
    let text = Zeroizing::new(format!("Bearer {}", *Zeroizing::new(hex(&key.0))));
    let mut value = HeaderValue::from_str(&text).map_err(|_| Fault::NotARelay)?;
    value.set_sensitive(true);
    Ok(value)
}

fn key_body(key: &[u8; 32]) -> Bytes {
    json!({ "key": hex(key) }).to_string().into()
}

fn below(path: &str, id: &[u8]) -> String {
    format!("{path}/{}", hex(id))
}

fn behind(path: &str, after: Option<Cursor>) -> String {
    after.map_or_else(|| path.to_owned(), |after| format!("{path}?after={after}"))
}

/// Lower-case hex digits.
fn hex(bytes: &[u8]) -> String {
    // Its room is taken once, so that no copy of a key is left behind.
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
