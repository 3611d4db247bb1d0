//! The certificate: TLS 1.3 only, read again on demand, and its pin.

use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use thiserror::Error;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, version::TLS13};

/// Why a certificate cannot be used. Holds no part of the key.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file cannot be read or is not PEM.
    #[error("cannot read {0}: {1}")]
    File(PathBuf, String),
    /// Certificate and key do not go together, or are of a kind that is not known.
    #[error("the certificate cannot be used: {0}")]
    Unusable(String),
}

/// A certificate chain and its key, with the files they come from.
pub struct Certificate {
    chain: PathBuf,
    key: PathBuf,
    acceptor: RwLock<TlsAcceptor>,
}

impl Certificate {
    /// Reads both files.
    ///
    /// # Errors
    /// When they cannot be read or used.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, TlsError> {
        Ok(Self {
            chain: chain.to_owned(),
            key: key.to_owned(),
            acceptor: RwLock::new(acceptor(chain, key)?),
        })
    }

    /// Reads the files again, for connections to come.
    ///
    /// # Errors
    /// When they cannot be read or used; then the old certificate stays.
    pub fn read_again(&self) -> Result<(), TlsError> {
        let fresh = acceptor(&self.chain, &self.key)?;
        *self
            .acceptor
            .write()
            .unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// What speaks TLS with the certificate of now.
    #[must_use]
    pub fn acceptor(&self) -> TlsAcceptor {
        self.acceptor
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn acceptor(chain: &Path, key: &Path) -> Result<TlsAcceptor, TlsError> {
    let unusable = |e: tokio_rustls::rustls::Error| TlsError::Unusable(e.to_string());
    let key_file = key;
    let key = PrivateKeyDer::from_pem_file(key)
        .map_err(|_| TlsError::File(key_file.to_owned(), "no private key in PEM".to_owned()))?;
    let mut config = ServerConfig::builder_with_protocol_versions(&[&TLS13])
        .with_no_client_auth()
        .with_single_cert(certificates(chain)?, key)
        .map_err(unusable)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn certificates(chain: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let unreadable = |e: tokio_rustls::rustls::pki_types::pem::Error| {
        TlsError::File(chain.to_owned(), e.to_string())
    };
    CertificateDer::pem_file_iter(chain)
        .map_err(unreadable)?
        .collect::<Result<_, _>>()
        .map_err(unreadable)
}

/// The pin on cards: SHA-256 of the first certificate's `SubjectPublicKeyInfo`.
///
/// # Errors
/// When the file cannot be read or holds no certificate.
pub fn pin(chain: &Path) -> Result<[u8; 32], TlsError> {
    let empty = || TlsError::File(chain.to_owned(), "no certificate in PEM".to_owned());
    let chain_read = certificates(chain)?;
    let first = chain_read.first().ok_or_else(empty)?;
    let parsed =
        webpki::EndEntityCert::try_from(first).map_err(|e| TlsError::Unusable(e.to_string()))?;
    Ok(Sha256::digest(parsed.subject_public_key_info().as_ref()).into())
}
