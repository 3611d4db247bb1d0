//! TLS by the relay itself, and the pin on its card.

use crate::program::Program;
use countersign_relay::tls::pin;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Makes a certificate for `localhost` that signs for itself, and the SHA-256 of its public key as
/// `openssl` sees it.
fn certificate(folder: &Path) -> Vec<u8> {
    let line = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
         -keyout key.pem -out cert.pem -subj /CN=localhost \
         -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE \
         && openssl x509 -in cert.pem -pubkey -noout | openssl pkey -pubin -outform der \
         | openssl dgst -sha256 -binary";
    let told = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .stderr(Stdio::null())
        .output()
        .expect("the Debian package openssl is installed");
    told.stdout
}

async fn ask_over_tls(program: &Program, trusted: &Path) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_file(trusted).unwrap())
        .unwrap();
    let config = ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(program.at).await?;
    let name = ServerName::try_from("localhost").unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    let mut stream = connector.connect(name, stream).await?;
    let question = b"GET /v1/relay HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(question).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn a_relay_with_a_certificate_speaks_tls_and_its_pin_is_its_key() {
    let (house, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let key_hash = certificate(house.path());
    certificate(other.path());
    let file = |name: &str| house.path().join(name).display().to_string();
    assert_eq!(pin(Path::new(&file("cert.pem"))).unwrap()[..], key_hash);
    let settings = [
        ("tls_certificate", file("cert.pem")),
        ("tls_key", file("key.pem")),
    ];
    let settings = settings
        .each_ref()
        .map(|(key, value)| (*key, value.as_str()));
    let program = Program::start(&format!("sqlite:{}", file("relay.db")), &settings);
    let answer = ask_over_tls(&program, &house.path().join("cert.pem")).await;
    assert!(answer.unwrap().contains("\"protocol\":1"));
    let stranger = ask_over_tls(&program, &other.path().join("cert.pem")).await;
    assert!(stranger.is_err(), "another certificate is not taken for it");
}
