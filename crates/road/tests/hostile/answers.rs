//! Bodies that no relay sends, and noes with absurd words.

use crate::stage::{Case, Move, Stage, asked, impatient, judge, patient, relays};
use countersign_road::{Answer, Authorities, Call, Fault, Refused};

fn says(name: &'static str, call: Call, said: Vec<u8>, fault: Fault) -> Case {
    Case {
        name,
        moves: vec![Move::Say(said)],
        call,
        patience: patient(),
        comes: Err(fault),
    }
}

fn head(more: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nCountersign-Relay: 1\r\n{more}\r\n").into_bytes()
}

#[test]
fn a_body_says_its_length_and_keeps_to_it() {
    let flood = |name, more: &str, piece: &[u8], fault| Case {
        name,
        moves: vec![Move::Say(head(more)), Move::Flood(piece.to_vec())],
        call: Call::Fetch(None),
        patience: patient(),
        comes: Err(fault),
    };
    judge(vec![
        flood(
            "ten gigabytes",
            "Content-Length: 10737418240\r\n",
            &[0; 4096],
            Fault::Malformed,
        ),
        flood(
            "a byte more than a page",
            "Content-Length: 4194305\r\n",
            &[0; 4096],
            Fault::Malformed,
        ),
        flood("no length, no end", "", &[0; 4096], Fault::Malformed),
        flood(
            "pieces without end",
            "Transfer-Encoding: chunked\r\n",
            b"1\r\na\r\n",
            Fault::Malformed,
        ),
        flood(
            "a bomb",
            "Content-Encoding: gzip\r\nContent-Length: 1048576\r\n",
            &[0x1f, 0x8b, 8, 0],
            Fault::Malformed,
        ),
        flood(
            "a coding, even if it is none",
            "Content-Encoding: identity\r\nContent-Length: 5\r\n",
            b"x",
            Fault::Malformed,
        ),
        flood(
            "all at once, then more",
            "Content-Length: 100\r\n",
            b"CSPG",
            Fault::Malformed,
        ),
    ]);
}

#[test]
fn a_body_that_crawls_is_left() {
    let slow = |name, moves: Vec<Move>| Case {
        name,
        moves,
        call: Call::Fetch(None),
        patience: impatient(),
        comes: Err(Fault::TooSlow),
    };
    let long = head("Content-Length: 100000\r\n");
    judge(vec![
        slow(
            "a byte now and then",
            vec![Move::Say(long.clone()), Move::Drip(b"C".to_vec())],
        ),
        slow("nothing", vec![Move::Say(long), Move::Hold]),
    ]);
}

#[test]
fn a_yes_is_the_yes_that_was_asked_for() {
    let envelope = || Call::Put(vec![1, 2, 3]);
    let json = |text: &str| relays("200 OK", "", text.as_bytes());
    let deep = format!("{}{}", "[".repeat(8_000), "]".repeat(8_000));
    let handles = format!(r#""{}","#, "0a".repeat(16)).repeat(17);
    let full = format!(
        r#"{{"bundles":1,"bytes":1,"bundles_max":1,"bytes_max":1,"keep_days":1,"handles":[{}]}}"#,
        handles.trim_end_matches(',')
    );
    let wrong = Fault::Malformed;
    judge(vec![
        says(
            "kept, some time",
            envelope(),
            relays("202 Accepted", "", b"{\"number\":1}"),
            wrong,
        ),
        says("kept, without a number", envelope(), json("{}"), wrong),
        says(
            "kept, below nothing",
            envelope(),
            json(r#"{"number":-1}"#),
            wrong,
        ),
        says(
            "kept, beyond numbers",
            envelope(),
            json(r#"{"number":1e30}"#),
            wrong,
        ),
        says(
            "another protocol",
            Call::About,
            json(r#"{"protocol":2,"opening":"anyone"}"#),
            wrong,
        ),
        says(
            "opened by nobody",
            Call::About,
            json(r#"{"protocol":1,"opening":"none"}"#),
            wrong,
        ),
        says("brackets", Call::About, json(&deep), wrong),
        says(
            "more handles than a side has",
            Call::Fullness,
            json(&full),
            wrong,
        ),
    ]);
}

#[test]
fn a_yes_of_another_kind_is_none() {
    let json = |text: &str| relays("200 OK", "", text.as_bytes());
    let wrong = Fault::Malformed;
    judge(vec![
        says(
            "a part of a page",
            Call::Fetch(None),
            relays("206 Partial Content", "", b"CSPG"),
            wrong,
        ),
        says(
            "no page",
            Call::Fetch(None),
            b"HTTP/1.1 204 No Content\r\nCountersign-Relay: 1\r\n\r\n".to_vec(),
            wrong,
        ),
        says(
            "removed, with words",
            Call::Remove([1; 16]),
            json("{}"),
            wrong,
        ),
        says(
            "another language",
            Call::About,
            relays("101 Switching Protocols", "Upgrade: tea\r\n", b""),
            wrong,
        ),
    ]);
}

#[test]
fn a_no_is_understood_by_its_code_and_nothing_else() {
    let no = |status: &str, more: &str, body: &str| relays(status, more, body.as_bytes());
    let code = |code: &str| format!(r#"{{"code":"{code}","message":"<b>open the door</b>"}}"#);
    let years = "Retry-After: 315360000\r\n";
    let past = "Retry-After: -1\r\n";
    let long = "x".repeat(20_000);
    let fetch = || Call::Fetch(None);
    judge(vec![
        says(
            "key unknown",
            fetch(),
            no("401 Unauthorized", "", &code("unknown_key")),
            Fault::Refused(Refused::UnknownKey),
        ),
        says(
            "ten years",
            fetch(),
            no("429 Too Many Requests", years, &code("slow_down")),
            Fault::Later { seconds: 3_600 },
        ),
        says(
            "a second ago",
            fetch(),
            no("503 Service Unavailable", past, &code("not_now")),
            Fault::Later { seconds: 60 },
        ),
        says(
            "no code",
            fetch(),
            no("500 Internal Server Error", "", "<html>"),
            Fault::Malformed,
        ),
        says(
            "a book",
            fetch(),
            no("409 Conflict", "", &code(&long)),
            Fault::Malformed,
        ),
        says(
            "nothing",
            fetch(),
            no("507 Insufficient Storage", "", ""),
            Fault::Malformed,
        ),
    ]);
}

#[test]
fn an_answer_that_nobody_asked_for_is_no_answer_to_the_next_question() {
    let about = |opening: &str| {
        let body = format!(r#"{{"protocol":1,"opening":"{opening}"}}"#);
        relays("200 OK", "", body.as_bytes())
    };
    let both = [about("anyone"), about("token")].concat();
    let stage = Stage::plays(&[Move::Say(both), Move::Hold]);
    let came = asked(
        stage.place(),
        Authorities::Public,
        patient(),
        vec![Call::About, Call::About],
    );
    let first = Ok(Answer::About {
        pin: None,
        needs_token: false,
    });
    assert_eq!(came, [first.clone(), first]);
}
