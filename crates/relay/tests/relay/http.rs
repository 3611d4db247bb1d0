//! The protocol of `docs/relay.md` as a device meets it.

use crate::program::{Key, Program, ask, connect, page, put, read_answer, two};
use countersign_relay::calls::CALLS;
use countersign_relay::names::{BundleId, Digest, write_hex};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;

/// A relay on a file of its own.
pub(crate) struct House {
    pub(crate) relay: Program,
    folder: tempfile::TempDir,
}

pub(crate) fn house(settings: &[(&str, &str)]) -> House {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("relay.db").display());
    House {
        relay: Program::start(&store, settings),
        folder,
    }
}

fn key_json(key: &Key) -> Vec<u8> {
    format!(r#"{{"key":"{}"}}"#, key.hash()).into_bytes()
}

#[test]
fn openapi_tells_every_call_and_no_other() {
    let house = house(&[]);
    let told = house.relay.ask("GET", "/openapi.json", None, &[]).json();
    let mut told: Vec<(String, String)> = told["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, calls)| {
            let methods = calls.as_object().unwrap().keys();
            methods.map(move |method| (method.to_uppercase(), path.clone()))
        })
        .collect();
    let mut calls: Vec<_> = CALLS
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    told.sort();
    calls.sort();
    assert_eq!(told, calls);
    for (method, path) in calls {
        let path = path.replace("{handle}", &"0a".repeat(16));
        let path = path.replace("{id}", &"0a".repeat(32));
        let answer = house.relay.ask(&method, &path, None, &[]);
        assert!(![404, 405].contains(&answer.status), "{method} {path}");
        assert_eq!(answer.headers["countersign-relay"], "1", "{method} {path}");
    }
}

#[test]
fn what_is_no_call_is_refused_in_the_relays_own_words() {
    let house = house(&[]);
    let refusal = |method, path| house.relay.ask(method, path, None, &[]);
    let unknown = refusal("GET", "/v2/bundles");
    assert_eq!(unknown.refusal(), (404, "not_found".to_owned()));
    assert_eq!(unknown.headers["countersign-relay"], "1");
    let method = refusal("PATCH", "/v1/bundles");
    assert_eq!(method.refusal(), (405, "method_not_allowed".to_owned()));
    assert_eq!(method.headers["countersign-relay"], "1");
}

#[test]
fn a_bundle_goes_from_magda_to_karin() {
    let house = house(&[]);
    let at = house.relay.at;
    let (karin, magda) = two(at, 1);
    let kept = put(at, &magda, b"a sealed take-back").unwrap();
    assert_eq!(
        (kept.status, kept.json()["number"].as_u64()),
        (201, Some(1))
    );
    assert_eq!(put(at, &magda, b"a sealed take-back").unwrap().status, 200);
    let first = page(at, &karin, None).unwrap();
    assert_eq!(first.parcels[0].envelope, b"a sealed take-back");
    let next = first.next.to_string();
    assert!(page(at, &karin, Some(&next)).unwrap().parcels.is_empty());
    let fill = ask(at, "GET", "/v1/mailbox", Some(&magda), &[])
        .unwrap()
        .json();
    assert_eq!(
        (fill["bundles"].as_u64(), fill["bytes"].as_u64()),
        (Some(1), Some(18))
    );
    assert_eq!(fill["cursor"].as_str(), Some(next.as_str()));
    assert_eq!(fill["handles"][0].as_str(), Some("02".repeat(16).as_str()));
    let id = write_hex(&BundleId::of(b"a sealed take-back").0);
    let path = format!("/v1/bundles/{id}");
    assert_eq!(
        ask(at, "DELETE", &path, Some(&magda), &[]).unwrap().status,
        204
    );
    assert!(page(at, &karin, None).unwrap().parcels.is_empty());
}

#[test]
fn a_removed_device_is_unknown_at_once() {
    let house = house(&[]);
    let at = house.relay.at;
    let (_, magda) = two(at, 1);
    let (card, tablet) = (Key::numbered(90), Key::numbered(91));
    let path = format!("/v1/devices/{}", "0c".repeat(16));
    let invite = |key| {
        ask(at, "PUT", &path, Some(&magda), &key_json(key))
            .unwrap()
            .status
    };
    assert_eq!((invite(&card), invite(&card)), (201, 204));
    let early = put(at, &card, b"one").unwrap().refusal();
    assert_eq!(early, (403, "not_allowed".to_owned()));
    let renew = |by, next| ask(at, "PUT", "/v1/key", Some(by), &key_json(next)).unwrap();
    assert_eq!(renew(&card, &card).refusal().1, "taken", "the card itself");
    assert_eq!(renew(&card, &tablet).status, 204);
    assert_eq!(renew(&tablet, &tablet).status, 204, "after a lost answer");
    assert_eq!(renew(&card, &tablet).status, 401);
    assert_eq!(put(at, &tablet, b"one").unwrap().status, 201);
    let remove = || ask(at, "DELETE", &path, Some(&magda), &[]).unwrap().status;
    assert_eq!((remove(), remove()), (204, 204));
    let late = put(at, &tablet, b"two").unwrap().refusal();
    assert_eq!(late, (401, "unknown_key".to_owned()));
    assert!(page(at, &tablet, None).is_none());
}

#[test]
fn what_is_not_as_told_is_refused_with_its_code() {
    let house = house(&[("writer_bundles_max", "2")]);
    let at = house.relay.at;
    let (_, magda) = two(at, 1);
    let path = |id: &str| format!("/v1/bundles/{id}");
    let zeros = path(&"00".repeat(32));
    type Case<'c> = (&'c str, &'c str, &'c [u8], (u16, &'c str));
    let cases: [Case<'_>; 7] = [
        ("PUT", &zeros, b"other", (422, "wrong_id")),
        ("PUT", &path("00"), b"short", (400, "malformed")),
        (
            "PUT",
            &path(&"0A".repeat(32)),
            b"capitals",
            (400, "malformed"),
        ),
        ("GET", "/v1/bundles?after=7", b"", (400, "malformed")),
        ("GET", "/v1/bundles?limit=0", b"", (400, "malformed")),
        ("GET", "/v1/bundles?sort=up", b"", (400, "malformed")),
        (
            "PUT",
            "/v1/key",
            br#"{"key":"00","more":1}"#,
            (400, "malformed"),
        ),
    ];
    for (method, path, body, (status, code)) in cases {
        let refusal = ask(at, method, path, Some(&magda), body).unwrap().refusal();
        assert_eq!(refusal, (status, code.to_owned()), "{method} {path}");
    }
    for number in 0..2 {
        assert_eq!(put(at, &magda, &[number]).unwrap().status, 201);
    }
    let full = put(at, &magda, b"one more").unwrap().refusal();
    assert_eq!(full, (507, "mailbox_full".to_owned()));
    let stranger = put(at, &Key([9; 32]), b"one").unwrap();
    assert_eq!(stranger.refusal(), (401, "unknown_key".to_owned()));
    assert!(page(at, &Key([9; 32]), None).is_none());
}

#[test]
fn bodies_have_a_length_and_a_limit() {
    let house = house(&[]);
    let (_, magda) = two(house.relay.at, 1);
    let refusal = |length: &str| {
        let mut stream = connect(house.relay.at).unwrap();
        let id = "00".repeat(32);
        let key = write_hex(&magda.0);
        let head = format!(
            "PUT /v1/bundles/{id} HTTP/1.1\r\nHost: relay\r\nConnection: close\r\nAuthorization: Bearer {key}\r\n{length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        read_answer(stream).unwrap().refusal()
    };
    let chunked = refusal("Transfer-Encoding: chunked");
    assert_eq!(chunked, (411, "length_required".to_owned()));
    let endless = refusal("Content-Length: 10000000000");
    assert_eq!(endless, (413, "too_large".to_owned()));
}

#[test]
fn only_a_token_opens_where_tokens_are_asked_for() {
    let token = [7; 32];
    let hash = write_hex(&Digest::of_token(&token).0);
    let houses = format!(r#"[{{ name = "north", tokens = ["{hash}"], mailboxes_max = 1 }}]"#);
    let house = house(&[("organisation", &houses)]);
    let open = |token: Option<&Key>, number: u64| {
        let [own, other] = [0, 1].map(|n| Key::numbered(number + n).hash());
        let (a, b) = ("01".repeat(16), "02".repeat(16));
        let opening = format!(
            r#"{{"sides":[{{"handle":"{a}","key":"{own}"}},{{"handle":"{b}","key":"{other}"}}]}}"#
        );
        house
            .relay
            .ask("POST", "/v1/mailboxes", token, opening.as_bytes())
    };
    assert_eq!(open(None, 0).refusal().0, 401);
    assert_eq!(open(Some(&Key([8; 32])), 0).refusal().0, 401);
    assert_eq!(open(Some(&Key(token)), 0).status, 201);
    assert_eq!(open(Some(&Key(token)), 0).status, 200);
    let more = open(Some(&Key(token)), 10).refusal();
    assert_eq!(more, (409, "no_more_mailboxes".to_owned()));
    let relay = house.relay.ask("GET", "/v1/relay", None, &[]).json();
    assert_eq!(relay["opening"], "token");
}

#[test]
fn no_other_user_of_the_machine_may_read_what_is_kept() {
    let house = house(&[]);
    two(house.relay.at, 1);
    for name in ["relay.db", "relay.db-wal"] {
        let file = std::fs::metadata(house.folder.path().join(name)).unwrap();
        assert_eq!(file.permissions().mode() & 0o077, 0, "{name}");
    }
}

#[test]
fn who_asks_too_much_is_told_when_to_come_back() {
    let house = house(&[("mailbox_burst", "4"), ("mailbox_per_second", "1")]);
    let (karin, _) = two(house.relay.at, 1);
    let answers: Vec<_> = (0..8)
        .map(|_| ask(house.relay.at, "GET", "/v1/mailbox", Some(&karin), &[]).unwrap())
        .collect();
    let slowed = answers.iter().find(|answer| answer.status == 429).unwrap();
    assert_eq!(slowed.headers["retry-after"], "1");
    assert_eq!(answers[0].status, 200);
}

/// Opens a wake stream and reads to the end of its headers.
pub(crate) fn wake(relay: &Program, key: &Key, after: &str) -> BufReader<TcpStream> {
    let mut stream = connect(relay.at).unwrap();
    let head = format!(
        "GET /v1/wake{after} HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer {}\r\n\r\n",
        write_hex(&key.0)
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream);
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        lines.read_line(&mut line).unwrap();
    }
    lines
}

/// The cursor of the next wake, or `None` when the stream ended.
pub(crate) fn next_wake(lines: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    while lines.read_line(&mut line).ok()? > 0 {
        if let Some(cursor) = line.strip_prefix("data: ") {
            return Some(cursor.trim().to_owned());
        }
        line.clear();
    }
    None
}

#[test]
fn karin_is_woken_by_magda_and_not_by_herself() {
    let house = house(&[]);
    let at = house.relay.at;
    let (karin, magda) = two(at, 1);
    let mut stream = wake(&house.relay, &karin, "");
    put(at, &karin, b"one").unwrap();
    put(at, &magda, b"two").unwrap();
    let woken = next_wake(&mut stream).unwrap();
    assert!(woken.ends_with(".2"), "{woken}");
    let mut behind = wake(&house.relay, &karin, "");
    assert_eq!(next_wake(&mut behind), Some(woken.clone()), "at once");
    let mut third = wake(&house.relay, &karin, &format!("?after={woken}"));
    assert_eq!(next_wake(&mut stream), None, "a third ends the first");
    put(at, &magda, b"three").unwrap();
    assert!(next_wake(&mut third).unwrap().ends_with(".3"));
}

#[test]
fn a_relay_that_is_told_to_stop_ends_its_streams_and_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("relay.db").display());
    let relay = Program::start(&store, &[]);
    let (karin, magda) = two(relay.at, 1);
    put(relay.at, &magda, b"one").unwrap();
    let mut stream = wake(&relay, &karin, "");
    next_wake(&mut stream).unwrap();
    let (well, said) = relay.stop();
    assert!(well && said.last().unwrap().contains("stopped"), "{said:?}");
    assert_eq!(next_wake(&mut stream), None);
    let again = Program::start(&store, &[]);
    assert_eq!(page(again.at, &karin, None).unwrap().parcels.len(), 1);
}

#[test]
fn the_log_and_the_metrics_hold_no_mailbox_and_no_address() {
    let house = house(&[]);
    let at = house.relay.at;
    let (karin, magda) = two(at, 1);
    put(at, &magda, b"a marker that nobody may see").unwrap();
    page(at, &karin, None).unwrap();
    put(at, &Key([9; 32]), b"stranger").unwrap();
    let metrics = house.relay.ask("GET", "/metrics", None, &[]).text();
    assert!(
        metrics.contains(r#"call="put_bundle",status="201""#),
        "{metrics}"
    );
    let (_, said) = house.relay.stop();
    let id = BundleId::of(b"a marker that nobody may see");
    let all = format!("{metrics}{}", said.concat());
    for secret in [
        write_hex(&karin.0),
        karin.hash(),
        magda.hash(),
        write_hex(&id.0),
        "01".repeat(16),
        "marker".to_owned(),
    ] {
        assert!(!all.contains(&secret), "{secret}");
    }
    let asked_from = said.iter().filter(|line| line.contains("127.0.0.1"));
    assert_eq!(asked_from.count(), 1, "its own address only: {said:?}");
}
