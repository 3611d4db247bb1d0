//! A real `PostgreSQL` server on a folder of its own, for as long as a test needs it.
//!
//! It runs as the user `postgres` where the tests run as root, since the server refuses root. Tests that
//! run at the same time share one server and have a database each.

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tempfile::TempDir;

static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

/// A server; stopped when dropped.
pub(crate) struct Cluster {
    server: Mutex<Option<Child>>,
    folder: TempDir,
    /// How it listens: nothing for its Unix socket alone, else a port of this machine, over TLS only.
    port: Option<u16>,
    databases: AtomicU32,
}

/// The password that a server over TLS asks for.
const PASSWORD: &str = "seven-herons";

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
        let cluster = Self::made(None);
        cluster.begin();
        cluster
    }

    /// A server that speaks TLS alone, as `localhost`, to who knows its password; it has this certificate and key.
    pub(crate) fn over_tls(certificate: &Path, key: &Path) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let cluster = Self::made(Some(free.local_addr().unwrap().port()));
        drop(free);
        for (from, name) in [(certificate, "server.crt"), (key, "server.key")] {
            cluster.hand_over(name, &std::fs::read(from).unwrap());
        }
        let doors = b"local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";
        cluster.hand_over("pg_hba.conf", doors);
        cluster.begin();
        let set = format!("ALTER ROLE relay PASSWORD '{PASSWORD}'");
        let mut psql = as_lesser("psql");
        psql.args(["-U", "relay", "-d", "postgres", "-c", &set, "-h"])
            .arg(cluster.folder.path());
        cluster.at_its_port(&mut psql);
        assert!(psql.stdout(Stdio::null()).status().unwrap().success());
        cluster
    }

    /// Puts a file into the server's folder, for its own eyes.
    fn hand_over(&self, name: &str, content: &[u8]) {
        let file = self.data().join(name);
        std::fs::write(&file, content).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        if let Some((user, group)) = lesser_user() {
            chown(&file, Some(user), Some(group)).unwrap();
        }
    }

    fn at_its_port(&self, program: &mut Command) {
        if let Some(port) = self.port {
            program.args(["-p", &port.to_string()]);
        }
    }

    fn made(port: Option<u16>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        if let Some((user, group)) = lesser_user() {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let cluster = Self {
            server: Mutex::new(None),
            folder,
            port,
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
        cluster
    }

    /// Starts the server on its folder and waits until it answers.
    pub(crate) fn begin(&self) {
        let mut server = self.lock();
        let mut program = as_lesser("postgres");
        self.at_its_port(&mut program);
        let over_tls: &[&str] = match self.port {
            Some(_) => &["-c", "listen_addresses=127.0.0.1", "-c", "ssl=on"],
            None => &["-c", "listen_addresses="],
        };
        let child = program
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(self.folder.path())
            .args(over_tls)
            .args(["-c", "max_connections=120"])
            .args(["-c", "shared_buffers=64MB", "-c", "log_min_messages=panic"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the Debian package postgresql is installed");
        *server = Some(child);
        let ready = (0..1_000).any(|_| {
            let mut asks = as_lesser("pg_isready");
            self.at_its_port(&mut asks);
            asks.arg("-h")
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
        let mut createdb = as_lesser("createdb");
        createdb.args(["-U", "relay", "-h", &folder, &name]);
        self.at_its_port(&mut createdb);
        assert!(createdb.status().unwrap().success(), "createdb");
        if let Some(port) = self.port {
            return format!("postgres://relay:{PASSWORD}@localhost:{port}/{name}");
        }
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
