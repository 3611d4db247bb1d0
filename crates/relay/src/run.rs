//! A relay from its configuration to its end.

use crate::calls::{Relay, metrics_router, router};
use crate::config::Config;
use crate::log::{Event, log};
use crate::serve::{Front, serve};
use crate::store::{MailboxStore, PostgresStore, SqliteStore, StoreError};
use crate::tls::{Certificate, TlsError};
use crate::{work, world};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Why a relay did not start, or ended by itself.
#[derive(Debug, Error)]
pub enum RunError {
    /// The store.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The certificate.
    #[error("{0}")]
    Tls(#[from] TlsError),
    /// `store` names no known kind.
    #[error("store is sqlite:PATH or postgres://…")]
    StoreName,
    /// The address cannot be listened at.
    #[error("cannot listen at {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// Signals cannot be heard, or there is no chance.
    #[error("the system refuses: {0}")]
    System(String),
}

impl From<std::io::Error> for RunError {
    fn from(error: std::io::Error) -> Self {
        Self::System(error.to_string())
    }
}

/// Opens the store that the configuration names.
///
/// # Errors
/// When there is no such kind of store, or it does not open.
pub async fn open_store(config: &Config) -> Result<Arc<dyn MailboxStore>, RunError> {
    let chance = world::chance().map_err(|e| RunError::System(e.to_string()))?;
    let epoch = u64::from_be_bytes(chance);
    if let Some(path) = config.store.strip_prefix("sqlite:") {
        return Ok(Arc::new(SqliteStore::open(Path::new(path), epoch)?));
    }
    if config.store.starts_with("postgres://") || config.store.starts_with("postgresql://") {
        let connections = config.store_connections;
        let authority = config.store_authority.as_deref();
        let store = PostgresStore::open(&config.store, authority, connections, epoch).await?;
        return Ok(Arc::new(store));
    }
    Err(RunError::StoreName)
}

/// Runs a relay until SIGTERM or SIGINT, or until its store is broken.
///
/// # Errors
/// When it cannot start, or its store is broken.
pub async fn run(config: Config) -> Result<(), RunError> {
    let store = open_store(&config).await?;
    let kind = config.store.split(':').next().unwrap_or_default();
    let kind = if kind == "sqlite" {
        "sqlite"
    } else {
        "postgres"
    };
    log(&Event::StoreOpened { kind });
    let (stop, stopping) = watch::channel(false);
    let certificate = certificate(&config)?;
    let relay = Arc::new(Relay::new(config, store, stopping));
    relay.store.join(Arc::clone(&relay.hub));
    let fronts = fronts(&relay, certificate.clone()).await?;
    let serving: Vec<_> = fronts
        .into_iter()
        .map(|front| tokio::spawn(serve(Arc::clone(&relay), front)))
        .collect();
    let broken = tokio::select! {
        broken = work::until_broken(Arc::clone(&relay)) => Err(RunError::Store(broken)),
        ended = until_told(certificate) => ended,
    };
    log(&Event::Stopping);
    stop.send_replace(true);
    for front in serving {
        // A front that panicked has ended as well.
        let _ = front.await;
    }
    relay.store.close().await;
    log(&Event::Stopped);
    broken
}

fn certificate(config: &Config) -> Result<Option<Arc<Certificate>>, RunError> {
    match (&config.tls_certificate, &config.tls_key) {
        (Some(chain), Some(key)) => Ok(Some(Arc::new(Certificate::read(chain, key)?))),
        _ => Ok(None),
    }
}

async fn fronts(
    relay: &Arc<Relay>,
    certificate: Option<Arc<Certificate>>,
) -> Result<Vec<Front>, RunError> {
    let config = &relay.config;
    let apart = config.metrics_listen;
    let beside = apart.is_none() && config.listen.ip().is_loopback();
    let tls = certificate.is_some();
    let mut fronts = vec![Front {
        listener: listen(config.listen, "relay", tls).await?,
        router: router(Arc::clone(relay), beside),
        certificate,
    }];
    if let Some(address) = apart {
        fronts.push(Front {
            listener: listen(address, "metrics", false).await?,
            router: metrics_router(Arc::clone(relay)),
            certificate: None,
        });
    }
    Ok(fronts)
}

async fn listen(
    address: SocketAddr,
    serves: &'static str,
    tls: bool,
) -> Result<TcpListener, RunError> {
    let failed = |e| RunError::Listen(address, e);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    log(&Event::Listening {
        address,
        serves,
        tls,
    });
    Ok(listener)
}

/// Waits for SIGTERM or SIGINT; at SIGHUP the certificate is read again.
async fn until_told(certificate: Option<Arc<Certificate>>) -> Result<(), RunError> {
    let deaf = |e: std::io::Error| RunError::System(e.to_string());
    let mut term = signal(SignalKind::terminate()).map_err(deaf)?;
    let mut int = signal(SignalKind::interrupt()).map_err(deaf)?;
    let mut hup = signal(SignalKind::hangup()).map_err(deaf)?;
    loop {
        tokio::select! {
            _ = term.recv() => return Ok(()),
            _ = int.recv() => return Ok(()),
            _ = hup.recv() => match certificate.as_ref().map(|one| one.read_again()) {
                None => {}
                Some(Ok(())) => log(&Event::CertificateRead),
                Some(Err(error)) => log(&Event::Behind {
                    work: "certificate",
                    reason: &error.to_string(),
                }),
            },
        }
    }
}
