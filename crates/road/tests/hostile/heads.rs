//! Who answers instead of a relay, and first lines that no relay sends.

use crate::stage::{Case, Move, asked, impatient, judge, patient, relays};
use countersign_road::{Answer, Authorities, Call, Fault, Place};
use std::net::TcpListener;

fn says(name: &'static str, said: impl Into<Vec<u8>>, fault: Fault) -> Case {
    Case {
        name,
        moves: vec![Move::Say(said.into())],
        call: Call::About,
        patience: patient(),
        comes: Err(fault),
    }
}

const ABOUT: &[u8] = br#"{"protocol":1,"opening":"anyone"}"#;

fn without_header(status: &str, more: &str) -> String {
    let page = "<html><body>Welcome! Please sign in.</body></html>";
    let length = page.len();
    format!("HTTP/1.1 {status}\r\n{more}Content-Length: {length}\r\n\r\n{page}")
}

#[test]
fn a_network_that_wants_one_to_sign_in_is_no_relay() {
    let html = "Content-Type: text/html\r\n";
    let elsewhere = "Location: http://portal.example/sign-in\r\n";
    judge(vec![
        says(
            "page with 200",
            without_header("200 OK", html),
            Fault::NotARelay,
        ),
        says(
            "511",
            without_header("511 Network Authentication Required", html),
            Fault::NotARelay,
        ),
        says(
            "302",
            without_header("302 Found", elsewhere),
            Fault::Redirected,
        ),
        says(
            "307 that calls itself a relay",
            relays("307 Temporary Redirect", elsewhere, b""),
            Fault::Redirected,
        ),
        says(
            "proxy that wants a password",
            without_header("407 Proxy Authentication Required", html),
            Fault::NotARelay,
        ),
        says(
            "gate that gave up",
            without_header("502 Bad Gateway", html),
            Fault::NotARelay,
        ),
    ]);
}

#[test]
fn nothing_is_believed_without_the_header_of_a_relay_said_once() {
    let about = String::from_utf8(ABOUT.to_vec()).unwrap();
    let with = |lines: &str| {
        let length = about.len();
        format!("HTTP/1.1 200 OK\r\n{lines}Content-Length: {length}\r\n\r\n{about}")
    };
    judge(vec![
        says("without", with(""), Fault::NotARelay),
        says(
            "of another protocol",
            with("Countersign-Relay: 2\r\n"),
            Fault::NotARelay,
        ),
        says(
            "twice",
            with("Countersign-Relay: 1\r\nCountersign-Relay: 1\r\n"),
            Fault::NotARelay,
        ),
        says(
            "both at once",
            with("Countersign-Relay: 1, 1\r\n"),
            Fault::NotARelay,
        ),
        Case {
            comes: Ok(Answer::About {
                pin: None,
                needs_token: false,
            }),
            ..says("once", with("countersign-relay: 1\r\n"), Fault::NotARelay)
        },
    ]);
}

#[test]
fn rubbish_is_nobodys_answer() {
    let two_lengths = "HTTP/1.1 200 OK\r\nCountersign-Relay: 1\r\nContent-Length: 5\r\n\
                       Content-Length: 33\r\n\r\n";
    let no_length = |text: &str| {
        format!("HTTP/1.1 200 OK\r\nCountersign-Relay: 1\r\nContent-Length: {text}\r\n\r\nhello")
    };
    judge(vec![
        says("HTTP/0.9", "hello, here is your page\n", Fault::NotARelay),
        says(
            "another service",
            "SSH-2.0-OpenSSH_9.2\r\n",
            Fault::NotARelay,
        ),
        says("noise", vec![0xa5; 4096], Fault::NotARelay),
        says(
            "a word that is no status",
            "HTTP/1.1 fine OK\r\n\r\n",
            Fault::NotARelay,
        ),
        says(
            "HTTP/2",
            b"\0\0\x12\x04\0\0\0\0\0".repeat(4),
            Fault::NotARelay,
        ),
        says("two lengths", two_lengths, Fault::NotARelay),
        says("a length below nothing", no_length("-5"), Fault::NotARelay),
        says("a length in words", no_length("five"), Fault::NotARelay),
        says(
            "a length beyond numbers",
            no_length("99999999999999999999999"),
            Fault::NotARelay,
        ),
    ]);
}

#[test]
fn whoever_breaks_off_leaves_no_way() {
    let half = relays("200 OK", "", ABOUT);
    let cut = |at: usize| half[..at].to_vec();
    judge(vec![
        says("nothing at all", "", Fault::NoWay),
        says("in the first line", cut(10), Fault::NoWay),
        says("in the head", cut(40), Fault::NoWay),
        says("in the body", cut(half.len() - 1), Fault::NoWay),
    ]);
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let nobody = listener.local_addr().unwrap();
    drop(listener);
    for address in [
        format!("http://{nobody}"),
        "https://no-such-house.invalid".to_owned(),
    ] {
        let place = Place { address, pin: None };
        let came = asked(place, Authorities::Public, patient(), vec![Call::About]);
        assert_eq!(came, [Err(Fault::NoWay)]);
    }
}

#[test]
fn in_the_clear_nobody_beyond_this_machine_is_asked() {
    let place = Place {
        address: "http://192.0.2.1:8480".to_owned(),
        pin: None,
    };
    // Somebody who waited for 192.0.2.1 would wait for ten seconds.
    let came = asked(place, Authorities::Public, impatient(), vec![Call::About]);
    assert_eq!(came, [Err(Fault::NoWay)]);
}

#[test]
fn first_lines_without_end_are_left() {
    let begun = b"HTTP/1.1 200 OK\r\nCountersign-Relay: 1\r\n".to_vec();
    let flood = |name, piece: &[u8], fault| Case {
        name,
        moves: vec![Move::Say(begun.clone()), Move::Flood(piece.to_vec())],
        call: Call::About,
        patience: patient(),
        comes: Err(fault),
    };
    let slow = |name, moves: Vec<Move>| Case {
        name,
        moves,
        call: Call::About,
        patience: impatient(),
        comes: Err(Fault::TooSlow),
    };
    judge(vec![
        flood("lines", b"X-More: 1\r\n", Fault::NotARelay),
        flood("one line", b"a", Fault::NotARelay),
        slow("no line", vec![Move::Hold]),
        slow("a letter now and then", vec![Move::Drip(b"H".to_vec())]),
        slow(
            "a line now and then",
            vec![Move::Say(begun.clone()), Move::Drip(b"X: 1\r\n".to_vec())],
        ),
        slow(
            "go on, go on",
            vec![Move::Flood(b"HTTP/1.1 100 Continue\r\n\r\n".to_vec())],
        ),
    ]);
}
