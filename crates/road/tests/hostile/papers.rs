//! Certificates, made for a test by `openssl`: an authority, and what it vouches for, at any time.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use tempfile::TempDir;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

const SETTINGS: &str = "[ca]\ndefault_ca = own\n[own]\ndatabase = index\nserial = serial\n\
    new_certs_dir = .\ndefault_md = sha256\npolicy = any\nunique_subject = no\n\
    certificate = ca.pem\nprivate_key = ca.key\n[any]\ncommonName = supplied\n";

const KEY: &str = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

/// An authority with a folder of its own.
pub(crate) struct Authority(TempDir);

/// A certificate, and the key that signs for whoever shows it.
#[derive(Debug)]
pub(crate) struct Papers {
    shown: Arc<CertifiedKey>,
    pub(crate) pin: [u8; 32],
}

impl Authority {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ca.cnf"), SETTINGS).unwrap();
        std::fs::write(folder.path().join("index"), "").unwrap();
        std::fs::write(folder.path().join("serial"), "01\n").unwrap();
        run(
            folder.path(),
            &format!(
                "openssl req -x509 {KEY} -days 30 -keyout ca.key -out ca.pem -subj /CN=authority"
            ),
        );
        Self(folder)
    }

    /// As whoever believes it holds it, DER.
    pub(crate) fn certificate(&self) -> Vec<u8> {
        let read = CertificateDer::from_pem_file(self.0.path().join("ca.pem")).unwrap();
        read.to_vec()
    }

    /// Vouches for a host, from one time to another, each as `openssl` writes them.
    pub(crate) fn vouch(&self, host: &str, from: &str, until: &str) -> Papers {
        let folder = self.0.path();
        run(
            folder,
            &format!(
                "printf 'subjectAltName=DNS:{host}\\nbasicConstraints=critical,CA:FALSE\\n' > one.ext \
                 && openssl req {KEY} -keyout one.key -out one.csr -subj /CN={host} \
                 && openssl ca -batch -notext -config ca.cnf -startdate {from} -enddate {until} \
                    -in one.csr -out one.pem -extfile one.ext \
                 && openssl x509 -in one.pem -pubkey -noout | openssl pkey -pubin -outform der \
                    | openssl dgst -sha256 -binary > one.pin"
            ),
        );
        let certificate = CertificateDer::from_pem_file(folder.join("one.pem")).unwrap();
        let key = PrivateKeyDer::from_pem_file(folder.join("one.key")).unwrap();
        let key = ring::sign::any_supported_type(&key).unwrap();
        Papers {
            shown: Arc::new(CertifiedKey::new(vec![certificate], key)),
            pin: std::fs::read(folder.join("one.pin"))
                .unwrap()
                .try_into()
                .unwrap(),
        }
    }
}

impl Papers {
    /// The other's certificate, shown by somebody who has only their own key.
    pub(crate) fn copied_by(&self, thief: &Self) -> Self {
        let key = Arc::clone(&thief.shown.key);
        Self {
            shown: Arc::new(CertifiedKey::new(self.shown.cert.clone(), key)),
            pin: self.pin,
        }
    }

    /// How a server that shows them speaks TLS.
    pub(crate) fn server(self) -> Arc<ServerConfig> {
        let provider = Arc::new(ring::default_provider());
        let server = ServerConfig::builder_with_provider(provider);
        let server = server.with_safe_default_protocol_versions().unwrap();
        Arc::new(
            server
                .with_no_client_auth()
                .with_cert_resolver(Arc::new(self)),
        )
    }
}

impl ResolvesServerCert for Papers {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.shown))
    }
}

fn run(folder: &Path, line: &str) {
    let told = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .stdout(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success(), "openssl of Debian's package: {said}");
}
