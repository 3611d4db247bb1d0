//! The other end: says on every connection what it was told to say, and asking it with a time limit.

use countersign_road::{Answer, Authorities, Call, Errand, Fault, Http, Key, Patience};
use countersign_road::{Place, Relay};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// What the other end does, one after another, once it has read a question's first lines.
#[derive(Clone)]
pub(crate) enum Move {
    /// Says this.
    Say(Vec<u8>),
    /// Says this over and over, as fast as it is taken.
    Flood(Vec<u8>),
    /// Says this over and over, a piece each 20 ms.
    Drip(Vec<u8>),
    /// Says nothing and stays.
    Hold,
}

/// What the other end speaks to: a socket, or TLS over one.
pub(crate) trait Ends: Read + Write {}
impl<T: Read + Write> Ends for T {}

/// Somebody who listens on loopback; gone when dropped.
pub(crate) struct Stage {
    pub(crate) at: SocketAddr,
    pub(crate) questions: std::sync::mpsc::Receiver<String>,
    /// While it lives, whoever holds or drips goes on.
    _alive: Sender<()>,
}

impl Stage {
    /// Does the same on every connection, in the clear.
    pub(crate) fn plays(moves: &[Move]) -> Self {
        let moves = moves.to_vec();
        Self::speaks(|stream| Some(Box::new(stream)), move |_| moves.clone())
    }

    /// Does on each connection what is told for its number, over what `wrap` makes of the socket.
    pub(crate) fn speaks(
        wrap: impl Fn(std::net::TcpStream) -> Option<Box<dyn Ends>> + Send + Sync + 'static,
        moves: impl Fn(usize) -> Vec<Move> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let at = listener.local_addr().unwrap();
        let (ask, questions) = channel();
        let (alive, ended) = channel();
        let ended = Arc::new(std::sync::Mutex::new(ended));
        let wrap = Arc::new(wrap);
        std::thread::spawn(move || {
            for (number, stream) in listener.incoming().map_while(Result::ok).enumerate() {
                let (moves, ended) = (moves(number), Arc::clone(&ended));
                let (wrap, ask) = (Arc::clone(&wrap), ask.clone());
                std::thread::spawn(move || {
                    let mut stream = wrap(stream)?;
                    let _ = ask.send(question(&mut *stream)?);
                    let rest = || matches!(pause(&ended), Err(RecvTimeoutError::Timeout));
                    moves
                        .iter()
                        .try_for_each(|one| play(one, &mut *stream, rest).ok());
                    Some(())
                });
            }
        });
        Self {
            at,
            questions,
            _alive: alive,
        }
    }

    pub(crate) fn place(&self) -> Place {
        Place {
            address: format!("http://{}", self.at),
            pin: None,
        }
    }
}

fn pause(ended: &std::sync::Mutex<std::sync::mpsc::Receiver<()>>) -> Result<(), RecvTimeoutError> {
    ended
        .lock()
        .unwrap()
        .recv_timeout(Duration::from_millis(20))
}

/// Reads a question's first lines.
fn question(stream: &mut dyn Ends) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

fn play(one: &Move, stream: &mut dyn Ends, rest: impl Fn() -> bool) -> std::io::Result<()> {
    match one {
        Move::Say(bytes) => stream.write_all(bytes)?,
        Move::Flood(bytes) => loop {
            stream.write_all(bytes)?;
        },
        Move::Drip(bytes) => {
            while rest() {
                stream.write_all(bytes)?;
                stream.flush()?;
            }
        }
        Move::Hold => while rest() {},
    }
    stream.flush()
}

/// Waits as long as a person would: whoever answers at once is not left because the machine is busy.
pub(crate) fn patient() -> Patience {
    Patience::default()
}

/// Waits for a moment only.
pub(crate) fn impatient() -> Patience {
    Patience {
        connect: Duration::from_millis(400),
        head: Duration::from_millis(400),
        body: Duration::from_millis(400),
        bytes_per_second: 16 * 1024 * 1024,
        silence: Duration::from_millis(400),
        again: Duration::from_millis(20),
        breath: Duration::from_millis(20),
    }
}

/// Asks in a thread of its own; no answer in a minute is a failure, whatever it was waited for.
pub(crate) fn asked(
    place: Place,
    authorities: Authorities,
    patience: Patience,
    calls: Vec<Call>,
) -> Vec<Result<Answer, Fault>> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut http = Http::new(authorities, patience).unwrap();
        let answers = calls.into_iter().map(|call| {
            http.ask(&Errand {
                place: place.clone(),
                key: Some(Key([7; 32])),
                call,
            })
        });
        let _ = tell.send(answers.collect());
    });
    told.recv_timeout(Duration::from_secs(60))
        .expect("it is never waited for so long")
}

/// One fault: what it is called, what the other end does, what is asked, and what must come of it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) moves: Vec<Move>,
    pub(crate) call: Call,
    pub(crate) patience: Patience,
    pub(crate) comes: Result<Answer, Fault>,
}

/// Tries each, and tells all that came otherwise.
pub(crate) fn judge(cases: Vec<Case>) {
    let mut wrong = Vec::new();
    for case in cases {
        let stage = Stage::plays(&case.moves);
        let came = asked(
            stage.place(),
            Authorities::Public,
            case.patience,
            vec![case.call],
        );
        if came != [case.comes.clone()] {
            wrong.push(format!(
                "{}: {came:?} instead of {:?}",
                case.name, case.comes
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(memory_kib() < 128 * 1024, "{} KiB were taken", memory_kib());
}

/// The most memory that this process ever had.
fn memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

/// An answer with the relay's header.
pub(crate) fn relays(status: &str, more: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nCountersign-Relay: 1\r\n{more}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
