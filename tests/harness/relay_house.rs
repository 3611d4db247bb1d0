//! A real relay within this process: its own routes, its own TLS, SQLite in a folder of its own.
//!
//! It exists so that a test or a bench asks what a device would ask, over a real socket. Left out: settings read from
//! files and signals, which the relay's own tests try with the whole program.

use countersign_relay::calls::{Relay, router};
use countersign_relay::config::Config;
use countersign_relay::run::open_store;
use countersign_relay::serve::{Front, serve};
use countersign_relay::tls::{Certificate, pin};
use countersign_relay::work::until_broken;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// A relay that runs; stopped when dropped.
pub struct RelayHouse {
    folder: TempDir,
    at: SocketAddr,
    pin: Option<[u8; 32]>,
    stop: watch::Sender<bool>,
    running: Option<Runtime>,
}

/// A certificate for `localhost` and its key, as files.
struct Papers {
    chain: PathBuf,
    key: PathBuf,
}

impl RelayHouse {
    /// Starts one over loopback in the clear, where anyone may open mailboxes.
    #[must_use]
    pub fn start() -> Self {
        Self::with(Config::default(), false)
    }

    /// Starts one that speaks TLS with a certificate that nobody vouches for.
    #[must_use]
    pub fn start_with_tls() -> Self {
        Self::with(Config::default(), true)
    }

    /// Starts one with these settings; what it listens at and keeps is its own.
    ///
    /// # Panics
    /// When the relay does not start.
    #[must_use]
    pub fn with(settings: Config, tls: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let papers = tls.then(|| certificate(folder.path()));
        let config = Config {
            store: format!("sqlite:{}", folder.path().join("relay.db").display()),
            ..settings
        };
        let running = Runtime::new().unwrap();
        let (stop, stopping) = watch::channel(false);
        let at = running.block_on(async {
            let store = open_store(&config).await.unwrap();
            let relay = Arc::new(Relay::new(config, store, stopping));
            relay.store.join(Arc::clone(&relay.hub));
            let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            let at = listener.local_addr().unwrap();
            let certificate = papers
                .as_ref()
                .map(|papers| Arc::new(Certificate::read(&papers.chain, &papers.key).unwrap()));
            let front = Front {
                listener,
                router: router(Arc::clone(&relay), true),
                certificate,
            };
            tokio::spawn(serve(Arc::clone(&relay), front));
            tokio::spawn(until_broken(relay));
            at
        });
        Self {
            pin: papers.map(|papers| pin(&papers.chain).unwrap()),
            folder,
            at,
            stop,
            running: Some(running),
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// As a card says it.
    #[must_use]
    pub fn address(&self) -> String {
        let scheme = if self.pin.is_some() { "https" } else { "http" };
        format!("{scheme}://localhost:{}", self.at.port())
    }

    /// What a card pins, where TLS is spoken.
    #[must_use]
    pub fn pin(&self) -> Option<[u8; 32]> {
        self.pin
    }

    /// Where everything that it keeps lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for RelayHouse {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(running) = self.running.take() {
            running.shutdown_background();
        }
    }
}

/// Makes a certificate for `localhost` that signs for itself.
fn certificate(folder: &Path) -> Papers {
    let line = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
         -keyout key.pem -out cert.pem -subj /CN=localhost \
         -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE";
    let told = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .stderr(Stdio::null())
        .status();
    assert!(
        told.is_ok_and(|told| told.success()),
        "the Debian package openssl is installed"
    );
    Papers {
        chain: folder.join("cert.pem"),
        key: folder.join("key.pem"),
    }
}
