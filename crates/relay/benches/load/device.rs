//! Devices that ask as fast as they are answered, each on one connection that stays open.

use crate::Run;
use crate::program::{Key, two};
use countersign_relay::names::{BundleId, write_hex};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A bundle in the smallest bucket: 63 + 4 bytes around 1,024 + 16.
pub(crate) const ENVELOPE_BYTES: usize = 1_107;

/// The two keys of a mailbox.
#[derive(Clone, Copy)]
pub(crate) struct Mailbox {
    pub(crate) karin: Key,
    pub(crate) magda: Key,
}

/// How long each answer took.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) took: Vec<Duration>,
    pub(crate) over: Duration,
}

impl Tally {
    pub(crate) fn per_second(&self) -> f64 {
        self.took.len() as f64 / self.over.as_secs_f64()
    }

    pub(crate) fn line(&self, what: &str) -> String {
        let mut took = self.took.clone();
        took.sort_unstable();
        let at = |part: f64| {
            let index = (took.len() as f64 * part) as usize;
            took.get(index).copied().unwrap_or_default().as_secs_f64() * 1_000.0
        };
        format!(
            "  {what}: {:.0} a second, p50 {:.1} ms, p99 {:.1} ms",
            self.per_second(),
            at(0.5),
            at(0.99)
        )
    }
}

/// One connection.
pub(crate) struct Device(BufReader<TcpStream>);

impl Device {
    pub(crate) async fn connect(at: SocketAddr) -> Self {
        let stream = TcpStream::connect(at).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::new(stream))
    }

    /// Asks; gives the status.
    pub(crate) async fn ask(&mut self, method: &str, path: &str, key: &Key, body: &[u8]) -> u16 {
        let key = write_hex(&key.0);
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer {key}\r\nContent-Length: {length}\r\n\r\n"
        );
        let question = [head.as_bytes(), body].concat();
        self.0.write_all(&question).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.0.read_u8().await.unwrap());
        }
        let head = String::from_utf8(head).unwrap().to_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await.unwrap();
        head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    pub(crate) async fn put(&mut self, key: &Key, number: u64) -> u16 {
        let envelope = envelope(number);
        let id = write_hex(&BundleId::of(&envelope).0);
        self.ask("PUT", &format!("/v1/bundles/{id}"), key, &envelope)
            .await
    }
}

/// A bundle that no other number gives; it does not compress.
pub(crate) fn envelope(number: u64) -> Vec<u8> {
    let mut envelope = vec![0; ENVELOPE_BYTES];
    blake3::Hasher::new()
        .update(&number.to_be_bytes())
        .finalize_xof()
        .fill(&mut envelope);
    envelope
}

/// Opens all mailboxes, a few at a time.
pub(crate) async fn open_all(at: SocketAddr, run: &Run) -> Vec<Mailbox> {
    let workers = 16;
    let opening: Vec<_> = (0..workers)
        .map(|worker| {
            let numbers: Vec<u64> = (worker..run.mailboxes).step_by(workers as usize).collect();
            tokio::task::spawn_blocking(move || {
                let open = |number| {
                    let (karin, magda) = two(at, number);
                    Mailbox { karin, magda }
                };
                numbers.into_iter().map(open).collect::<Vec<_>>()
            })
        })
        .collect();
    let mut mailboxes = Vec::new();
    for worker in opening {
        mailboxes.extend(worker.await.unwrap());
    }
    mailboxes
}

/// Puts into mailboxes all over, on every connection at once.
pub(crate) async fn puts(at: SocketAddr, mailboxes: &[Mailbox], run: &Run) -> Tally {
    busy(at, run.clients, run.time, mailboxes, Doing::Puts).await
}

/// Asks for pages of mailboxes all over.
pub(crate) async fn gets(at: SocketAddr, mailboxes: &[Mailbox], run: &Run) -> Tally {
    busy(at, run.clients, run.time, mailboxes, Doing::Gets).await
}

#[derive(Clone, Copy)]
pub(crate) enum Doing {
    Puts,
    Gets,
}

/// Keeps connections busy for some time.
pub(crate) async fn busy(
    at: SocketAddr,
    clients: u64,
    time: Duration,
    mailboxes: &[Mailbox],
    doing: Doing,
) -> Tally {
    let began = Instant::now();
    let working: Vec<_> = (0..clients)
        .map(|client| {
            let mailboxes = mailboxes.to_vec();
            tokio::spawn(async move {
                let mut device = Device::connect(at).await;
                let mut took = Vec::new();
                let mut number = client * 1_000_000_007 + u64::from(clients == 8) * 77;
                while began.elapsed() < time {
                    number += 1;
                    let mailbox = mailboxes[(number * 7_919) as usize % mailboxes.len()];
                    let asked = Instant::now();
                    let status = match doing {
                        Doing::Puts => device.put(&mailbox.magda, number).await,
                        Doing::Gets => device.ask("GET", "/v1/bundles", &mailbox.karin, &[]).await,
                    };
                    took.push(asked.elapsed());
                    assert!([200, 201].contains(&status), "{status}");
                }
                took
            })
        })
        .collect();
    let mut tally = Tally::default();
    for worker in working {
        tally.took.extend(worker.await.unwrap());
    }
    tally.over = began.elapsed();
    tally
}
