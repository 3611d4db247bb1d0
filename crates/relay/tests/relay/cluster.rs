//! A real `PostgreSQL` server on a folder of its own, for as long as a test needs it.
//!
//! It runs as the user `postgres` where the tests run as root, since the server refuses root. Tests that
//! run at the same time share one server and have a database each.

use std::os::unix::fs::chown;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tempfile::TempDir;

static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

/// A server; stopped when dropped.
pub(crate) struct Cluster {
    server: Mutex<Option<Child>>,
    folder: TempDir,
    databases: AtomicU32,
}

impl Cluster {
    /// The server that all tests of this moment share.
    pub(crate) fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let cluster = Arc::new(Self::start());
            *shared = Arc::downgrade(&cluster);
            cluster
        })
    }

    /// A server of one's own.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        if let Some((user, group)) = lesser_user() {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let cluster = Self {
            server: Mutex::new(None),
            folder,
            databases: AtomicU32::new(0),
        };
        cluster.run(
            "initdb",
            [
                "--no-sync",
                "-A",
                "trust",
                "-U",
                "relay",
                "-E",
                "UTF8",
                "-D",
            ],
        );
        cluster.begin();
        cluster
    }

    /// Starts the server on its folder and waits until it answers.
    pub(crate) fn begin(&self) {
        let mut server = self.lock();
        let child = as_lesser("postgres")
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(self.folder.path())
            .args(["-c", "listen_addresses=", "-c", "max_connections=120"])
            .args(["-c", "shared_buffers=64MB", "-c", "log_min_messages=panic"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the Debian package postgresql is installed");
        *server = Some(child);
        let ready = (0..1_000).any(|_| {
            as_lesser("pg_isready")
                .arg("-h")
                .arg(self.folder.path())
                .args(["-t", "1"])
                .stdout(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        });
        assert!(ready, "the server answers");
    }

    /// Stops the server as a power cut would: `pg_ctl stop -m immediate`.
    pub(crate) fn cut(&self) {
        let mut server = self.lock();
        self.run("pg_ctl", ["stop", "-m", "immediate", "-w", "-D"]);
        if let Some(mut child) = server.take() {
            child.wait().unwrap();
        }
    }

    /// Makes a database and says its address.
    pub(crate) fn database(&self) -> String {
        let name = format!("relay{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let folder = self.folder.path().display().to_string();
        let made = as_lesser("createdb")
            .args(["-U", "relay", "-h", &folder, &name])
            .status()
            .unwrap();
        assert!(made.success(), "createdb");
        let host = folder.replace('/', "%2F");
        format!("postgres://relay@{host}/{name}")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run<const N: usize>(&self, program: &str, arguments: [&str; N]) {
        let status = as_lesser(program)
            .args(arguments)
            .arg(self.data())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the Debian package postgresql is installed");
        assert!(status.success(), "{program}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.lock().is_some() {
            self.cut();
        }
    }
}

/// A program of the newest `PostgreSQL` here, as `postgres` where the tests are root.
fn as_lesser(program: &str) -> Command {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    versions.sort();
    let program = versions
        .last()
        .map_or_else(|| PathBuf::from(program), |bin| bin.join(program));
    match lesser_user() {
        Some(_) => {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
                .arg(program)
                .current_dir("/");
            command
        }
        None => Command::new(program),
    }
}

/// Where the tests are root: the user and group that the package made.
fn lesser_user() -> Option<(u32, u32)> {
    let id = |arguments: &[&str]| -> Option<u32> {
        let told = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(told.stdout).ok()?.trim().parse().ok()
    };
    (id(&["-u"])? == 0).then_some(())?;
    Some((id(&["-u", "postgres"])?, id(&["-g", "postgres"])?))
}
