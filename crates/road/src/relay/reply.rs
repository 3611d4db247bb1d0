//! What a relay's answer means: status, code and body, each within its bounds.

use super::question::answer_bytes_max;
use super::{Answer, Call, Fault, Fullness, Patience, Refused};
use countersign_wire::relay::{HANDLE_BYTES, JSON_BYTES_MAX, PROTOCOL, Page, RETRY_SECONDS_MAX};
use http_body_util::BodyExt;
use hyper::Response;
use hyper::StatusCode;
use hyper::body::Incoming;
use hyper::header::{CONTENT_LENGTH, HeaderMap, RETRY_AFTER};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

/// How long to wait when a relay asks to wait, but not so that it can be read.
const RETRY_SECONDS_USUAL: u32 = 60;

/// Keys that a side has at most, and so handles in an answer.
const HANDLES_MAX: usize = 16;

/// Reads the body and says what was answered.
pub(super) async fn read(
    call: &Call,
    pin: Option<[u8; 32]>,
    answer: Response<Incoming>,
    patience: Patience,
) -> Result<Answer, Fault> {
    let status = answer.status();
    if !status.is_success() {
        return Err(refusal(answer, patience).await);
    }
    if !expected(call).contains(&status.as_u16()) {
        return Err(Fault::Malformed);
    }
    let bytes = whole(answer, answer_bytes_max(call), patience).await?;
    understood(call, pin, &bytes)
}

/// The body, if it says its length, that is allowed, and it comes in time.
async fn whole(
    answer: Response<Incoming>,
    max: usize,
    patience: Patience,
) -> Result<Vec<u8>, Fault> {
    if answer.status() == StatusCode::NO_CONTENT {
        return Ok(Vec::new());
    }
    let length = length(answer.headers()).filter(|length| *length <= max);
    let length = length.ok_or(Fault::Malformed)?;
    let mut body = answer.into_body();
    let reading = async {
        // Grows with what comes, not with what was said.
        let mut bytes = Vec::new();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| Fault::NoWay)?;
            bytes.extend_from_slice(frame.data_ref().ok_or(Fault::Malformed)?);
            if bytes.len() > length {
                return Err(Fault::Malformed);
            }
        }
        Ok(bytes)
    };
    let bytes = timeout(patience.for_body(length), reading)
        .await
        .map_err(|_| Fault::TooSlow)??;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(Fault::NoWay)
    }
}

fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn expected(call: &Call) -> &'static [u16] {
    match call {
        Call::About | Call::Fullness | Call::Fetch(_) => &[200],
        Call::Open(_) | Call::Put(_) => &[200, 201],
        Call::Renew(_) | Call::Remove(_) | Call::Drop(_) => &[204],
        Call::Invite(_) => &[201, 204],
    }
}

fn understood(call: &Call, pin: Option<[u8; 32]>, bytes: &[u8]) -> Result<Answer, Fault> {
    match call {
        Call::About => {
            let told: About = json(bytes)?;
            if told.protocol.to_string() != PROTOCOL {
                return Err(Fault::Malformed);
            }
            let needs_token = told.opening == Opening::Token;
            Ok(Answer::About { pin, needs_token })
        }
        Call::Fullness => json::<Filled>(bytes)?.read().map(Answer::Fullness),
        Call::Put(_) => {
            let Kept { number } = json(bytes)?;
            Ok(Answer::Kept { number })
        }
        Call::Fetch(_) => {
            let page = Page::decode(bytes).map_err(|_| Fault::Malformed)?;
            Ok(Answer::Page(page))
        }
        Call::Open(_) | Call::Renew(_) | Call::Invite(_) | Call::Remove(_) | Call::Drop(_) => {
            Ok(Answer::Done)
        }
    }
}

/// Why the relay said no.
pub(super) async fn refusal(answer: Response<Incoming>, patience: Patience) -> Fault {
    let seconds = retry_after(answer.headers());
    let bytes = match whole(answer, JSON_BYTES_MAX, patience).await {
        Ok(bytes) => bytes,
        Err(fault) => return fault,
    };
    match json::<No>(&bytes) {
        Ok(No { code }) => meaning(&code, seconds),
        Err(fault) => fault,
    }
}

/// The codes of `docs/relay.md`. What is not among them comes from a newer relay or means a mistake of ours.
fn meaning(code: &str, seconds: u32) -> Fault {
    Fault::Refused(match code {
        "slow_down" | "not_now" => return Fault::Later { seconds },
        "too_slow" => return Fault::TooSlow,
        "unknown_key" => Refused::UnknownKey,
        "not_allowed" => Refused::NotAllowed,
        "taken" => Refused::Taken,
        "side_full" => Refused::SideFull,
        "no_more_mailboxes" => Refused::NoMoreMailboxes,
        "wrong_id" => Refused::WrongId,
        "mailbox_full" => Refused::MailboxFull,
        "too_large" => Refused::TooLarge,
        "fault" => Refused::Fault,
        _ => Refused::Other,
    })
}

fn retry_after(headers: &HeaderMap) -> u32 {
    let said = headers
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok());
    let seconds = said.and_then(|text| text.parse::<u64>().ok());
    seconds
        .and_then(|seconds| u32::try_from(seconds.clamp(1, RETRY_SECONDS_MAX)).ok())
        .unwrap_or(RETRY_SECONDS_USUAL)
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|_| Fault::Malformed)
}

#[derive(Deserialize)]
struct About {
    protocol: u32,
    opening: Opening,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Opening {
    Token,
    Anyone,
}

#[derive(Deserialize)]
struct Kept {
    number: u64,
}

#[derive(Deserialize)]
struct No {
    code: String,
}

#[derive(Deserialize)]
struct Filled {
    bundles: u64,
    bytes: u64,
    bundles_max: u64,
    bytes_max: u64,
    keep_days: u32,
    #[serde(default)]
    cursor: String,
    handles: Vec<String>,
}

impl Filled {
    fn read(self) -> Result<Fullness, Fault> {
        if self.handles.len() > HANDLES_MAX {
            return Err(Fault::Malformed);
        }
        let handles = self.handles.iter().map(|text| handle(text));
        Ok(Fullness {
            bundles: self.bundles,
            bytes: self.bytes,
            bundles_max: self.bundles_max,
            bytes_max: self.bytes_max,
            keep_days: self.keep_days,
            newest: self.cursor.parse().ok(),
            handles: handles.collect::<Option<_>>().ok_or(Fault::Malformed)?,
        })
    }
}

/// Reads exactly the digits that a handle has.
fn handle(text: &str) -> Option<[u8; HANDLE_BYTES]> {
    let plain = text.bytes().all(|digit| digit.is_ascii_hexdigit());
    if text.len() != 2 * HANDLE_BYTES || !plain {
        return None;
    }
    let number = u128::from_str_radix(text, 16).ok()?;
    Some(number.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Fault, Refused, handle, meaning, retry_after};
    use hyper::header::{HeaderMap, HeaderValue, RETRY_AFTER};

    #[test]
    fn nobody_makes_us_wait_longer_than_an_hour() {
        let told = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_str(text).unwrap());
            retry_after(&headers)
        };
        assert_eq!(told("7"), 7);
        assert_eq!(told("0"), 1);
        assert_eq!(told("315360000"), 3600);
        for rubbish in ["-1", "99999999999999999999", "soon", ""] {
            assert_eq!(told(rubbish), 60);
        }
        assert_eq!(retry_after(&HeaderMap::new()), 60);
    }

    #[test]
    fn every_code_has_its_meaning() {
        let later = Fault::Later { seconds: 9 };
        let table = [
            ("malformed", Fault::Refused(Refused::Other)),
            ("unknown_key", Fault::Refused(Refused::UnknownKey)),
            ("not_allowed", Fault::Refused(Refused::NotAllowed)),
            ("not_found", Fault::Refused(Refused::Other)),
            ("method_not_allowed", Fault::Refused(Refused::Other)),
            ("too_slow", Fault::TooSlow),
            ("taken", Fault::Refused(Refused::Taken)),
            ("side_full", Fault::Refused(Refused::SideFull)),
            (
                "no_more_mailboxes",
                Fault::Refused(Refused::NoMoreMailboxes),
            ),
            ("length_required", Fault::Refused(Refused::Other)),
            ("too_large", Fault::Refused(Refused::TooLarge)),
            ("wrong_id", Fault::Refused(Refused::WrongId)),
            ("slow_down", later),
            ("fault", Fault::Refused(Refused::Fault)),
            ("not_now", later),
            ("mailbox_full", Fault::Refused(Refused::MailboxFull)),
            ("of a newer relay", Fault::Refused(Refused::Other)),
        ];
        for (code, fault) in table {
            assert_eq!(meaning(code, 9), fault, "{code}");
        }
    }

    #[test]
    fn a_handle_has_its_digits_and_nothing_else() {
        assert_eq!(handle(&"0a".repeat(16)), Some([10; 16]));
        for wrong in [
            "",
            "0a",
            &"0a".repeat(17),
            &"+a".repeat(16),
            &"é".repeat(16),
        ] {
            assert_eq!(handle(wrong), None, "{wrong}");
        }
    }
}
