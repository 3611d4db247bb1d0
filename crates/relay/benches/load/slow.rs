//! Slow connections: each says its question a letter a second, from some addresses, and never ends it.

use crate::Run;
use crate::device::{Doing, Mailbox, Tally, busy};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::interval;

/// Neighbours that the slow ones come from.
const ADDRESSES: u64 = 8;

/// Honest devices beside them.
const HONEST: u64 = 8;

/// How honest puts go while the slow ones hold their connections.
pub(crate) async fn beside(at: SocketAddr, mailboxes: &[Mailbox], run: &Run) -> Tally {
    let mut held = Vec::new();
    for number in 0..run.slow {
        let from = Ipv4Addr::new(127, 0, 1, (number % ADDRESSES) as u8 + 1);
        let socket = TcpSocket::new_v4().unwrap();
        socket
            .bind(SocketAddr::from((IpAddr::V4(from), 0)))
            .unwrap();
        let stream = socket.connect(at).await.unwrap();
        held.push(tokio::spawn(drip(stream)));
    }
    let tally = busy(at, HONEST, run.time, mailboxes, Doing::Puts).await;
    let still = held.iter().filter(|slow| !slow.is_finished()).count();
    assert_eq!(still as u64, run.slow, "they were there all the time");
    for slow in held {
        slow.abort();
    }
    tally
}

async fn drip(mut stream: TcpStream) {
    let mut beat = interval(Duration::from_secs(1));
    let words = b"GET /v1/bundles HTTP/1.1\r\nX-Slow: "
        .iter()
        .chain([&b'a'; 9_999]);
    for letter in words {
        beat.tick().await;
        if stream.write_all(&[*letter]).await.is_err() {
            break;
        }
    }
}
