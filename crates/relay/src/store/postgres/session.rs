//! Connections to `PostgreSQL`: how each is set, and what a server must be before it is trusted.
//!
//! Over a network between machines a connection is TLS 1.3 to a server whose name an authority vouches for, which
//! the operator names; nobody else is believed, and what is not encrypted is not spoken to. Certificates of the relay
//! towards the server are left out: it shows its password, bound to the channel (SCRAM-SHA-256-PLUS).

use super::looks;
use super::{away, failure};
use crate::store::StoreError;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts};
use std::path::Path;
use std::time::Duration;
use tokio_postgres::config::SslMode;
use tokio_postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

const SCHEMA: &str = include_str!("schema.sql");
const FORMAT: i32 = 1;

/// The oldest server that is trusted, as `server_version_num` says it.
const SERVER_MIN: i32 = 150_000;

/// Serialises the making of the tables among replicas.
const LOCK_SCHEMA: &str = "SELECT pg_advisory_xact_lock(-1)";

/// How long a connection, or a place in the pool, is waited for.
const WAIT: Duration = Duration::from_secs(5);

/// Set on every connection, whatever the server's defaults: an answer means that it is on disk, and no
/// question lasts for ever.
const OPTIONS: &str = "-c synchronous_commit=on \
    -c default_transaction_isolation=read\\ committed \
    -c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s";

/// How the database is reached: where, and who vouches for its name.
#[derive(Clone)]
pub(super) struct Reach {
    pub(super) settings: Config,
    pub(super) tls: MakeRustlsConnect,
}

/// Reads `postgres://…`, adds our settings, and trusts the authorities of that PEM file and no other. Without a file
/// nothing is encrypted; an address that asks for encryption is then refused, since nobody would be vouched for.
pub(super) fn reach(address: &str, authority: Option<&Path>) -> Result<Reach, StoreError> {
    let mut settings: Config = address
        .parse()
        .map_err(|_| StoreError::Broken("this is no address of PostgreSQL".to_owned()))?;
    if settings.get_ssl_mode() == SslMode::Require && authority.is_none() {
        let remedy = "sslmode=require needs store_authority: who vouches for the server's name";
        return Err(StoreError::Broken(remedy.to_owned()));
    }
    let options = settings
        .get_options()
        .map_or_else(|| OPTIONS.to_owned(), |own| format!("{own} {OPTIONS}"));
    settings
        .options(options)
        .application_name("countersign-relay")
        .connect_timeout(WAIT)
        .tcp_user_timeout(WAIT * 2)
        .keepalives_idle(WAIT * 2)
        .ssl_mode(authority.map_or(SslMode::Disable, |_| SslMode::Require));
    let tls = ClientConfig::builder()
        .with_root_certificates(authority.map_or_else(|| Ok(RootCertStore::empty()), roots)?)
        .with_no_client_auth();
    let tls = MakeRustlsConnect::new(tls);
    Ok(Reach { settings, tls })
}

fn roots(authority: &Path) -> Result<RootCertStore, StoreError> {
    let unusable = || {
        let file = authority.display();
        StoreError::Broken(format!("no certificate of an authority, PEM, in {file}"))
    };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(authority).map_err(|_| unusable())? {
        let certificate = certificate.map_err(|_| unusable())?;
        roots.add(certificate).map_err(|_| unusable())?;
    }
    if roots.is_empty() {
        return Err(unusable());
    }
    Ok(roots)
}

pub(super) fn pool(reach: Reach, connections: usize) -> Result<Pool, StoreError> {
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = Manager::from_config(reach.settings, reach.tls, recycling);
    Pool::builder(manager)
        .max_size(connections)
        .timeouts(Timeouts {
            wait: Some(WAIT),
            create: Some(WAIT),
            recycle: Some(WAIT),
        })
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|e| StoreError::Broken(e.to_string()))
}

/// Refuses a server that is too old, or that says "committed" before the disk has it.
pub(super) async fn check(client: &Object) -> Result<(), StoreError> {
    let version: i32 = shown(client, "server_version_num")
        .await?
        .parse()
        .unwrap_or_default();
    if version < SERVER_MIN {
        let remedy = format!("PostgreSQL 15 or newer is needed, this one says {version}");
        return Err(StoreError::Broken(remedy));
    }
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        if shown(client, setting).await? != "on" {
            let remedy = format!("the server has {setting} off: what it says it has may be lost");
            return Err(StoreError::Broken(remedy));
        }
    }
    Ok(())
}

async fn shown(client: &Client, setting: &str) -> Result<String, StoreError> {
    client
        .query_one("SELECT current_setting($1)", &[&setting])
        .await
        .and_then(|row| row.try_get(0))
        .map_err(|e| failure(&e))
}

/// Makes the tables if there are none, and reads the epoch.
pub(super) async fn prepare(pool: &Pool, first_epoch: u64) -> Result<u64, StoreError> {
    let mut client = pool.get().await.map_err(away)?;
    let transaction = client.transaction().await.map_err(|e| failure(&e))?;
    let making = async {
        transaction.batch_execute(LOCK_SCHEMA).await?;
        let found = transaction
            .query_one("SELECT to_regclass('relay') IS NOT NULL", &[])
            .await?;
        if !found.try_get::<_, bool>(0)? {
            transaction.batch_execute(SCHEMA).await?;
            let first = "INSERT INTO relay (one, format, epoch) VALUES (1, $1, $2)";
            transaction
                .execute(first, &[&FORMAT, &first_epoch.cast_signed()])
                .await?;
        }
        let row = transaction
            .query_one("SELECT format FROM relay", &[])
            .await?;
        let format: i32 = row.try_get(0)?;
        transaction.commit().await?;
        Ok::<_, tokio_postgres::Error>(format)
    };
    match making.await.map_err(|e| failure(&e))? {
        FORMAT => looks::epoch(&client).await,
        newer => Err(StoreError::Broken(format!(
            "the database has format {newer}, this relay knows {FORMAT}"
        ))),
    }
}
