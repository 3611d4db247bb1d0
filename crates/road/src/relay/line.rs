//! One connection to a relay, and questions over it, one after another.
//!
//! It exists so that asking (`http`) and waiting (`wakes`) are bounded alike: so long to connect, so long for the
//! first lines of an answer, so many bytes of them, and no answer believed without the relay's own header. Left out:
//! which connection is asked over (`lines`).

use super::address::Address;
use super::trust::{self, Authorities};
use super::{Fault, Patience, Place};
use countersign_wire::relay::{PROTOCOL, RELAY_HEADER};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_ENCODING, HeaderMap};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

/// The most of an answer's first lines.
const HEAD_BYTES_MAX: usize = 16 * 1024;

/// The most lines of an answer's head.
const HEADERS_MAX: usize = 64;

/// The longest that one of several addresses of a host is tried.
const ONE_TRY: Duration = Duration::from_secs(4);

/// A connection. Closed when it is dropped.
pub(super) struct Line {
    sender: SendRequest<Full<Bytes>>,
    speaking: JoinHandle<()>,
    /// What the other end proved to be, where TLS is spoken.
    pub(super) pin: Option<[u8; 32]>,
    /// Where it goes.
    pub(super) address: Address,
    patience: Patience,
}

impl Line {
    /// Connects.
    pub(super) async fn open(
        place: &Place,
        authorities: &Authorities,
        patience: Patience,
    ) -> Result<Self, Fault> {
        let address = Address::read(&place.address)?;
        let stream = timeout(patience.connect, connect(&address))
            .await
            .unwrap_or(Err(Fault::NoWay))?;
        if !address.tls {
            return Self::speak(stream, None, address, patience).await;
        }
        let config = trust::client(authorities, place.pin)?;
        let name = ServerName::try_from(address.host.clone()).map_err(|_| Fault::NoWay)?;
        let shaking = TlsConnector::from(Arc::new(config)).connect(name, stream);
        let stream = timeout(patience.connect, shaking)
            .await
            .map_err(|_| Fault::TooSlow)?
            .map_err(|error| handshake_fault(&error, place.pin.is_some()))?;
        let met = stream.get_ref().1.peer_certificates();
        let pin = met.and_then(|chain| trust::pin_of(chain.first()?));
        Self::speak(stream, pin, address, patience).await
    }

    async fn speak(
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        pin: Option<[u8; 32]>,
        address: Address,
        patience: Patience,
    ) -> Result<Self, Fault> {
        let (sender, connection) = http1::Builder::new()
            .max_buf_size(HEAD_BYTES_MAX)
            .max_headers(HEADERS_MAX)
            .handshake(TokioIo::new(stream))
            .await
            .map_err(|_| Fault::NoWay)?;
        // How it ended is said to whoever asks over it.
        let speaking = tokio::spawn(async { drop(connection.await) });
        Ok(Self {
            sender,
            speaking,
            pin,
            address,
            patience,
        })
    }

    /// Whether the other end has not closed it, as far as is known here.
    pub(super) fn stands(&self) -> bool {
        !self.sender.is_closed()
    }

    /// Asks, and gives the answer's head once it is sure that a relay gave it. Its body was not read yet.
    pub(super) async fn ask(
        &mut self,
        question: Request<Full<Bytes>>,
        sent: usize,
    ) -> Result<Response<Incoming>, Fault> {
        let asking = async {
            self.sender.ready().await?;
            self.sender.send_request(question).await
        };
        let answer = timeout(self.patience.for_head(sent), asking)
            .await
            .map_err(|_| Fault::TooSlow)?
            .map_err(|error| head_fault(&error))?;
        if answer.status().is_redirection() {
            return Err(Fault::Redirected);
        }
        if !is_from_a_relay(answer.headers()) {
            return Err(Fault::NotARelay);
        }
        if answer.headers().contains_key(CONTENT_ENCODING) {
            return Err(Fault::Malformed);
        }
        Ok(answer)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.speaking.abort();
    }
}

/// Tries the host's addresses one after another.
async fn connect(address: &Address) -> Result<TcpStream, Fault> {
    let found = lookup_host((address.host.as_str(), address.port)).await;
    let found = found.map_err(|_| Fault::NoWay)?;
    for one in found.filter(|one| address.allows(*one)) {
        if let Ok(Ok(stream)) = timeout(ONE_TRY, TcpStream::connect(one)).await {
            // Without it, small questions wait for nothing.
            let _ = stream.set_nodelay(true);
            return Ok(stream);
        }
    }
    Err(Fault::NoWay)
}

fn handshake_fault(error: &std::io::Error, pinned: bool) -> Fault {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    inner.map_or(Fault::NoWay, |error| trust::fault_of(error, pinned))
}

/// What stood in the way of an answer's head: before the relay's header was seen, rubbish is nobody's answer.
fn head_fault(error: &hyper::Error) -> Fault {
    if error.is_parse() {
        Fault::NotARelay
    } else {
        Fault::NoWay
    }
}

fn is_from_a_relay(headers: &HeaderMap) -> bool {
    let mut said = headers.get_all(RELAY_HEADER).iter();
    said.next().is_some_and(|value| value == PROTOCOL) && said.next().is_none()
}
