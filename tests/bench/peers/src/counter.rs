//! Stands between a device and its server, and counts what passes in both directions.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use crate::Outcome;

pub struct Counter {
    pub port: u16,
    bytes: Arc<AtomicU64>,
}

impl Counter {
    /// Takes one connection.
    pub async fn start(server: u16) -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let bytes = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&bytes);
        tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await else {
                    return;
                };
                let _ = (device.set_nodelay(true), server.set_nodelay(true));
                let (device_in, device_out) = device.into_split();
                let (server_in, server_out) = server.into_split();
                tokio::spawn(pass(device_in, server_out, Arc::clone(&counted)));
                tokio::spawn(pass(server_in, device_out, Arc::clone(&counted)));
            }
        });
        Ok(Self { port, bytes })
    }

    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::SeqCst)
    }
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, counted: Arc<AtomicU64>) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        counted.fetch_add(read as u64, Ordering::SeqCst);
        if to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}
