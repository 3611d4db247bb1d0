//! Every answer that is not a yes, with its code (`docs/relay.md`, "Errors").

use crate::store::StoreError;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

/// Why a question was not answered with a yes. Apps switch on [`Refusal::code`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The question is not as the protocol says.
    Malformed(&'static str),
    /// No such key.
    UnknownKey,
    /// The key is good, but not for this.
    NotAllowed,
    /// No such call.
    NotFound,
    /// The call has other methods.
    MethodNotAllowed,
    /// The body did not come in time.
    TooSlow,
    /// The handle or key is in use.
    Taken,
    /// As many keys as a side may have.
    SideFull,
    /// As many mailboxes as the organisation may have.
    NoMoreMailboxes,
    /// No `Content-Length`.
    LengthRequired,
    /// More bytes than allowed.
    TooLarge,
    /// The body is not what the id says.
    WrongId,
    /// Too many questions; seconds to wait.
    SlowDown(u64),
    /// A fault of the relay; its words are for the log only.
    Fault(String),
    /// Too much at once, stopping, or the store does not answer; words for the log only.
    NotNow(String),
    /// The writer's quota is used up.
    MailboxFull,
}

/// Seconds after which a relay that was busy may be asked again.
const NOT_NOW_SECONDS: u64 = 5;

impl Refusal {
    /// Status, code and message.
    fn told(&self) -> (u16, &'static str, &'static str) {
        use Refusal::{
            Fault, LengthRequired, MailboxFull, Malformed, MethodNotAllowed, NoMoreMailboxes,
            NotAllowed, NotFound, NotNow, SideFull, SlowDown, Taken, TooLarge, TooSlow, UnknownKey,
            WrongId,
        };
        match self {
            Malformed(what) => (400, "malformed", what),
            UnknownKey => (401, "unknown_key", "this key is not known here"),
            NotAllowed => (403, "not_allowed", "this key is not for that"),
            NotFound => (404, "not_found", "no such call"),
            MethodNotAllowed => (405, "method_not_allowed", "not by this method"),
            TooSlow => (408, "too_slow", "the body did not come in time"),
            Taken => (409, "taken", "the handle or key is in use"),
            SideFull => (409, "side_full", "as many keys as a side may have"),
            NoMoreMailboxes => (409, "no_more_mailboxes", "as many mailboxes as allowed"),
            LengthRequired => (411, "length_required", "say the length"),
            TooLarge => (413, "too_large", "more bytes than allowed"),
            WrongId => (422, "wrong_id", "the body is not what the id says"),
            SlowDown(_) => (429, "slow_down", "too many questions"),
            Fault(_) => (500, "fault", "a fault of the relay"),
            NotNow(_) => (503, "not_now", "the relay cannot do this now"),
            MailboxFull => (507, "mailbox_full", "this key's quota is used up"),
        }
    }

    /// What the log may say about it, if anything.
    #[must_use]
    pub fn for_the_log(&self) -> Option<&str> {
        if let Self::Fault(reason) | Self::NotNow(reason) = self {
            Some(reason)
        } else {
            None
        }
    }

    fn retry_after(&self) -> Option<u64> {
        if let Self::SlowDown(seconds) = self {
            Some(*seconds)
        } else if let Self::NotNow(_) = self {
            Some(NOT_NOW_SECONDS)
        } else {
            None
        }
    }

    /// The answer.
    #[must_use]
    pub fn answer(&self) -> Response<Body> {
        let (status, code, message) = self.told();
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::json!({ "code": code, "message": message }).to_string();
        let mut answer = Response::new(Body::from(body));
        *answer.status_mut() = status;
        let headers = answer.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        if let Some(seconds) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        answer
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::UnknownKey => Self::UnknownKey,
            StoreError::Taken => Self::Taken,
            StoreError::SideFull => Self::SideFull,
            StoreError::NoMoreMailboxes => Self::NoMoreMailboxes,
            StoreError::MailboxFull => Self::MailboxFull,
            StoreError::Away(reason) => Self::NotNow(reason),
            StoreError::Broken(reason) => Self::Fault(reason),
        }
    }
}
