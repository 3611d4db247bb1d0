//! A device with samod that keeps its state in a folder, and the server that it connects to, in a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use automerge::Automerge;
use samod::storage::TokioFilesystemStorage;
use samod::tokio_io::TcpDialer;
use samod::{AutomergeUrl, BackoffConfig, Repo};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::Outcome;
use crate::counter::Counter;

/// How long nothing passes before a connection counts as level.
const QUIET: Duration = Duration::from_millis(1_000);

/// What a connection cost.
pub struct Passed {
    pub bytes: u64,
    /// From opening the repository until both sides had everything.
    pub passed_ms: f64,
}

pub struct Device {
    folder: TempDir,
}

impl Device {
    pub fn new() -> Outcome<Self> {
        let folder = TempDir::new()?;
        Ok(Self { folder })
    }

    async fn open(&self) -> Repo {
        open(self.folder.path()).await
    }

    pub async fn create(&mut self, document: &[u8]) -> Outcome<AutomergeUrl> {
        let repo = self.open().await;
        let handle = repo.create(Automerge::load(document)?).await?;
        let url = handle.url();
        repo.stop().await;
        Ok(url)
    }

    /// Takes in what was written without a connection.
    pub async fn merge(&mut self, url: &AutomergeUrl, document: &[u8]) -> Outcome<()> {
        let repo = self.open().await;
        let handle = repo
            .find(url.document_id().clone())
            .await?
            .ok_or("no such document")?;
        let mut written = Automerge::load(document)?;
        handle.with_document(|here| here.merge(&mut written).map(drop))?;
        repo.stop().await;
        Ok(())
    }

    /// Connects until both sides have everything, and nothing passes any more.
    pub async fn connect(&mut self, server: u16, urls: &[AutomergeUrl]) -> Outcome<Passed> {
        let counter = Counter::start(server).await?;
        let start = Instant::now();
        let repo = self.open().await;
        let dialer = TcpDialer::new_host_port("127.0.0.1".to_owned(), counter.port);
        let dialer = repo.dial(BackoffConfig::default(), Arc::new(dialer))?;
        dialer.established().await.map_err(|_| "no connection")?;
        let connection = dialer.connection_id().ok_or("no connection")?;
        let mut handles = Vec::new();
        for url in urls {
            let found = repo.find(url.document_id().clone()).await?;
            handles.push(found.ok_or("no such document")?);
        }
        for handle in &handles {
            handle.we_have_their_changes(connection).await;
            handle.they_have_our_changes(connection).await;
        }
        let passed_ms = start.elapsed().as_secs_f64() * 1e3;
        let mut bytes = 0;
        while bytes != counter.bytes() {
            bytes = counter.bytes();
            tokio::time::sleep(QUIET).await;
        }
        repo.stop().await;
        Ok(Passed { bytes, passed_ms })
    }
}

async fn open(folder: &Path) -> Repo {
    let storage = TokioFilesystemStorage::new(folder);
    Repo::build_tokio().with_storage(storage).load().await
}

/// The server, until it is dropped.
pub struct Server {
    pub port: u16,
    child: Child,
    _folder: TempDir,
}

impl Server {
    pub fn start() -> Outcome<Self> {
        let folder = TempDir::new()?;
        let mut child = Command::new(std::env::current_exe()?)
            .arg("serve")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let port = line.trim().parse()?;
        Ok(Self {
            port,
            child,
            _folder: folder,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves for ever: announces nothing by itself, gives what it is asked for, as a sync server does.
pub async fn serve(folder: &Path) -> Outcome<()> {
    let storage = TokioFilesystemStorage::new(folder);
    let policy = samod::ShareConfig::read_write().with_announce(false);
    let repo = Repo::build_tokio()
        .with_storage(storage)
        .with_share_policy(policy)
        .load()
        .await;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    let acceptor = repo.make_acceptor(url::Url::parse("tcp://127.0.0.1")?)?;
    loop {
        let (io, _) = listener.accept().await?;
        let _ = io.set_nodelay(true);
        acceptor.accept_tokio_io(io)?;
    }
}
