//! Whether a certificate is the relay's.
//!
//! With a pin the pin alone decides: not an authority, not a name, not a date. A network that has put an authority
//! of its own into this device's system cannot read along then. Without a pin Mozilla's list decides, which is
//! compiled in, so that the same holds before the first pin. That the other end *has* the key, rustls checks in both
//! cases, by the handshake's signature. Left out: revocation, which nobody in a centre could reach in time; a pin is
//! changed by a new card.

use super::Fault;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use tokio_rustls::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use tokio_rustls::rustls::client::{Resumption, WebPkiServerVerifier};
use tokio_rustls::rustls::crypto::{CryptoProvider, ring, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::version::TLS13;
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

/// Who vouches for a relay that has no pin yet.
#[derive(Debug, Clone, Default)]
pub enum Authorities {
    /// Those of Mozilla's list.
    #[default]
    Public,
    /// These certificates (DER) and nobody else: for a trial without the public ones.
    These(Vec<Vec<u8>>),
}

impl Authorities {
    fn roots(&self) -> RootCertStore {
        match self {
            Self::Public => webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect(),
            Self::These(certificates) => {
                let mut roots = RootCertStore::empty();
                roots.add_parsable_certificates(
                    certificates
                        .iter()
                        .map(|one| CertificateDer::from(one.as_slice())),
                );
                roots
            }
        }
    }
}

/// How TLS is spoken to a relay: TLS 1.3 only, and no session is taken up again, since that would tell the relay
/// that two mailboxes are read by one device.
pub(super) fn client(
    authorities: &Authorities,
    pin: Option<[u8; 32]>,
) -> Result<ClientConfig, Fault> {
    let provider = Arc::new(ring::default_provider());
    let verifier: Arc<dyn ServerCertVerifier> = if let Some(pin) = pin {
        Arc::new(Pinned {
            pin,
            provider: Arc::clone(&provider),
        })
    } else {
        let roots = Arc::new(authorities.roots());
        let vouching = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider));
        Arc::new(Vouched(vouching.build().map_err(|_| Fault::Unvouched)?))
    };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&TLS13])
        .map_err(|_| Fault::Unvouched)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config.resumption = Resumption::disabled();
    Ok(config)
}

/// The pin of a certificate: SHA-256 of its `SubjectPublicKeyInfo`. `None` when it is no certificate.
pub(super) fn pin_of(certificate: &CertificateDer<'_>) -> Option<[u8; 32]> {
    let parsed = webpki::EndEntityCert::try_from(certificate).ok()?;
    Some(Sha256::digest(parsed.subject_public_key_info().as_ref()).into())
}

/// What a failed handshake means.
pub(super) fn fault_of(error: &Error, pinned: bool) -> Fault {
    let Error::InvalidCertificate(reason) = error else {
        // No TLS, an older one, an alert: whatever it is, it is no relay.
        return Fault::NotARelay;
    };
    if pinned {
        // Another key, or the pinned certificate without its key.
        Fault::OtherKey
    } else if good_at(reason).is_some() {
        Fault::Clock
    } else {
        Fault::Unvouched
    }
}

/// The time at which a certificate would be good whose only fault is the time.
fn good_at(reason: &CertificateError) -> Option<UnixTime> {
    if let CertificateError::ExpiredContext { not_after, .. } = reason {
        Some(*not_after)
    } else if let CertificateError::NotValidYetContext { not_before, .. } = reason {
        Some(*not_before)
    } else {
        None
    }
}

/// Believes one key.
#[derive(Debug)]
struct Pinned {
    pin: [u8; 32],
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        // A pin is no secret: it need not be compared in constant time.
        if pin_of(certificate) == Some(self.pin) {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(Error::General("only TLS 1.3 is spoken".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let algorithms = &self.provider.signature_verification_algorithms;
        algorithms.supported_schemes()
    }
}

/// Believes whom an authority vouches for. It says that only the time is wrong when that is so, and not of a
/// certificate that nobody would vouch for at any time.
#[derive(Debug)]
struct Vouched(Arc<WebPkiServerVerifier>);

impl ServerCertVerifier for Vouched {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let judge = |at| {
            self.0
                .verify_server_cert(certificate, between, name, ocsp, at)
        };
        let error = match judge(now) {
            Ok(good) => return Ok(good),
            Err(error) => error,
        };
        if let Error::InvalidCertificate(reason) = &error
            && let Some(then) = good_at(reason)
            && judge(then).is_err()
        {
            return Err(CertificateError::UnknownIssuer.into());
        }
        Err(error)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0
            .verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0
            .verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
