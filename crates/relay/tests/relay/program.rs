//! The relay as a program of its own, and questions to it over a plain socket.

use countersign_relay::names::{BundleId, Digest, write_hex};
use countersign_wire::relay::Page;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A relay that runs; killed when dropped.
pub(crate) struct Program {
    child: Child,
    pub(crate) at: SocketAddr,
    lines: Receiver<String>,
    said: Vec<String>,
}

/// What a relay answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Program {
    /// Starts a relay on a store, with more settings from the environment.
    pub(crate) fn start(store: &str, settings: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign-relay"));
        command
            .env("COUNTERSIGN_RELAY_STORE", store)
            .env("COUNTERSIGN_RELAY_LISTEN", "127.0.0.1:0")
            .stderr(Stdio::piped());
        for (key, value) in settings {
            command.env(format!("COUNTERSIGN_RELAY_{}", key.to_uppercase()), value);
        }
        let mut child = command.spawn().unwrap();
        let lines = listen(child.stderr.take().unwrap());
        let mut said = Vec::new();
        let at = loop {
            let line = lines
                .recv_timeout(Duration::from_secs(60))
                .unwrap_or_else(|_| panic!("the relay does not start: {said:?}"));
            let event: serde_json::Value = serde_json::from_str(&line)
                .unwrap_or_else(|_| panic!("the relay does not start: {line}"));
            said.push(line);
            if event["event"] == "listening" && event["serves"] == "relay" {
                break event["address"].as_str().unwrap().parse().unwrap();
            }
        };
        Self {
            child,
            at,
            lines,
            said,
        }
    }

    /// The number of its process.
    #[allow(dead_code, reason = "asked for by the bench")]
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as a lack of power would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Tells it to stop, waits, and says whether it ended well and all that it logged.
    pub(crate) fn stop(mut self) -> (bool, Vec<String>) {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(told.unwrap().success());
        let ended = self.child.wait().unwrap();
        let mut said = std::mem::take(&mut self.said);
        said.extend(self.lines.iter());
        (ended.success(), said)
    }

    /// Asks, and reads the whole answer.
    pub(crate) fn ask(&self, method: &str, path: &str, key: Option<&Key>, body: &[u8]) -> Answer {
        ask(self.at, method, path, key, body).expect("the relay answers")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(stderr: ChildStderr) -> Receiver<String> {
    let (tell, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// A mailbox key as a device holds it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(pub(crate) [u8; 32]);

impl Key {
    /// A key that no other number gives.
    pub(crate) fn numbered(number: u64) -> Self {
        Self(*blake3::hash(&number.to_be_bytes()).as_bytes())
    }

    /// What the relay is told of it.
    pub(crate) fn hash(&self) -> String {
        write_hex(&Digest::of_key(&self.0).0)
    }
}

/// Opens a mailbox; gives the keys of Karin and of Magda, who has renewed hers.
pub(crate) fn two(at: SocketAddr, number: u64) -> (Key, Key) {
    let [karin, card, magda] = [0, 1, 2].map(|n| Key::numbered(3 * number + n));
    let opening = format!(
        r#"{{"sides":[{{"handle":"{}","key":"{}"}},{{"handle":"{}","key":"{}"}}]}}"#,
        "01".repeat(16),
        karin.hash(),
        "02".repeat(16),
        card.hash()
    );
    let opened = ask(at, "POST", "/v1/mailboxes", None, opening.as_bytes()).unwrap();
    assert_eq!(opened.status, 201, "{}", opened.text());
    let renewal = format!(r#"{{"key":"{}"}}"#, magda.hash());
    let renewed = ask(at, "PUT", "/v1/key", Some(&card), renewal.as_bytes()).unwrap();
    assert_eq!(renewed.status, 204, "{}", renewed.text());
    (karin, magda)
}

/// Puts a bundle; `None` when no whole answer came.
pub(crate) fn put(at: SocketAddr, key: &Key, envelope: &[u8]) -> Option<Answer> {
    let id = write_hex(&BundleId::of(envelope).0);
    ask(at, "PUT", &format!("/v1/bundles/{id}"), Some(key), envelope)
}

/// Reads a page behind a cursor; `None` when no whole page came.
pub(crate) fn page(at: SocketAddr, key: &Key, after: Option<&str>) -> Option<Page> {
    let path = after.map_or_else(
        || "/v1/bundles".to_owned(),
        |after| format!("/v1/bundles?after={after}"),
    );
    let answer = ask(at, "GET", &path, Some(key), &[])?;
    (answer.status == 200).then(|| Page::decode(&answer.body).expect("a page is whole"))
}

/// Asks on a connection of its own; `None` when it broke before the answer was whole.
pub(crate) fn ask(
    at: SocketAddr,
    method: &str,
    path: &str,
    key: Option<&Key>,
    body: &[u8],
) -> Option<Answer> {
    let mut stream = connect(at)?;
    let key = key.map_or_else(String::new, |key| {
        format!("Authorization: Bearer {}\r\n", write_hex(&key.0))
    });
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n{key}Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).ok()?;
    read_answer(stream)
}

/// A connection that does not wait for ever.
pub(crate) fn connect(at: SocketAddr) -> Option<TcpStream> {
    let stream = TcpStream::connect(at).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .ok()?;
    Some(stream)
}

/// Reads an answer to the end of its connection.
pub(crate) fn read_answer(mut stream: TcpStream) -> Option<Answer> {
    let mut bytes = Vec::new();
    // A server that refuses a body may reset the connection behind its answer.
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: BTreeMap<_, _> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let body = bytes[end + 4..].to_vec();
    let length = headers.get("content-length").map(|text| text.parse());
    if let Some(Ok(length)) = length
        && body.len() < length
    {
        return None;
    }
    Some(Answer {
        status,
        headers,
        body,
    })
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// Status and code of a refusal.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let code = self.json()["code"].as_str().unwrap_or_default().to_owned();
        (self.status, code)
    }
}
