//! The log: one JSON object a line, on standard error.
//!
//! What can be said is a closed list without room for a mailbox, a key, a bundle or the address of who
//! asked; so none can slip in. The operator's own addresses and files may stand here. Times are left to
//! whoever collects the lines (journald, Docker).

use serde::Serialize;
use std::io::Write;
use std::net::SocketAddr;

/// Something worth a line.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event<'a> {
    /// The relay listens.
    Listening {
        /// Where.
        address: SocketAddr,
        /// What is served there: `relay` or `metrics`.
        serves: &'static str,
        /// Whether TLS is spoken.
        tls: bool,
    },
    /// The store answers.
    StoreOpened {
        /// `sqlite` or `postgres`.
        kind: &'static str,
    },
    /// A question was answered with a fault of the relay or its store.
    Failed {
        /// Which call.
        call: &'static str,
        /// What the store said.
        reason: &'a str,
    },
    /// Something old went.
    Expired {
        /// Bundles.
        bundles: u64,
        /// Mailboxes.
        mailboxes: u64,
    },
    /// Some work behind the scenes did not succeed; it is tried again.
    Behind {
        /// Which work.
        work: &'static str,
        /// Why.
        reason: &'a str,
    },
    /// The certificate was read again.
    CertificateRead,
    /// The relay takes no new connections and finishes what runs.
    Stopping,
    /// Everything is done and closed.
    Stopped,
}

/// Writes a line. A log that cannot be written stops nobody's take-back.
pub fn log(event: &Event<'_>) {
    if let Ok(mut line) = serde_json::to_vec(event) {
        line.push(b'\n');
        let _ = std::io::stderr().lock().write_all(&line);
    }
}
