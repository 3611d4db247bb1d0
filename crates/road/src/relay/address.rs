//! The address of a relay, taken apart.
//!
//! It exists so that nothing is ever sent in the clear beyond this machine, and so that an address cannot smuggle a
//! password, a query or another host in.

use super::Fault;
use hyper::Uri;
use std::net::SocketAddr;

/// Where to connect to and what to ask for there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// Whether TLS is spoken; without it only over loopback.
    pub(super) tls: bool,
    /// A name or an IP address, without brackets.
    pub(super) host: String,
    /// 443 or 80 where none is told.
    pub(super) port: u16,
    /// As the `Host` line says it.
    pub(super) authority: String,
    /// What stands before every path, without a slash at the end; mostly empty.
    pub(super) prefix: String,
}

impl Address {
    /// Reads `https://…`, or `http://` for this machine.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let plain = !text.contains(['?', '#', '@', '\\']) && !text.ends_with('/');
        let uri: Uri = text
            .parse()
            .ok()
            .filter(|_| plain)
            .ok_or(Fault::NotARelay)?;
        let (tls, usual) = match uri.scheme_str() {
            Some("https") => (true, 443),
            Some("http") => (false, 80),
            _ => return Err(Fault::NotARelay),
        };
        let authority = uri.authority().ok_or(Fault::NotARelay)?;
        let host = authority.host();
        let port = match authority.as_str().strip_prefix(host) {
            Some("") => usual,
            Some(rest) => port(rest).ok_or(Fault::NotARelay)?,
            None => return Err(Fault::NotARelay),
        };
        Ok(Self {
            tls,
            host: host.trim_matches(['[', ']']).to_owned(),
            port,
            authority: authority.as_str().to_owned(),
            prefix: uri.path().trim_end_matches('/').to_owned(),
        })
    }

    /// Whether this machine may be connected to for it: without TLS only this one.
    pub(super) fn allows(&self, found: SocketAddr) -> bool {
        self.tls || found.ip().is_loopback()
    }
}

/// What stands behind a host: a colon and a number.
fn port(text: &str) -> Option<u16> {
    text.strip_prefix(':')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Address, Fault};

    #[test]
    fn an_address_is_taken_apart() {
        let read = |text| {
            let address = Address::read(text).unwrap();
            (address.tls, address.host, address.port, address.prefix)
        };
        assert_eq!(
            read("https://relay.example.org"),
            (true, "relay.example.org".into(), 443, String::new())
        );
        assert_eq!(
            read("https://[2001:db8::1]:8443/north/relay"),
            (true, "2001:db8::1".into(), 8443, "/north/relay".into())
        );
        assert_eq!(
            read("http://127.0.0.1:8480"),
            (false, "127.0.0.1".into(), 8480, String::new())
        );
    }

    #[test]
    fn what_a_person_would_not_see_is_refused() {
        for text in [
            "",
            "relay.example.org",
            "ftp://relay.example.org",
            "https://",
            "https://karin:word@relay.example.org",
            "https://relay.example.org/?to=other",
            "https://relay.example.org/#part",
            "https://relay.example.org/",
            "https://relay example.org",
            "https://relay.example.org:99999",
        ] {
            assert_eq!(Address::read(text), Err(Fault::NotARelay), "{text}");
        }
    }

    #[test]
    fn in_the_clear_only_this_machine_is_asked() {
        let clear = Address::read("http://localhost:8480").unwrap();
        assert!(clear.allows("127.0.0.1:8480".parse().unwrap()));
        assert!(clear.allows("[::1]:8480".parse().unwrap()));
        assert!(!clear.allows("192.0.2.1:8480".parse().unwrap()));
        let sealed = Address::read("https://relay.example.org").unwrap();
        assert!(sealed.allows("192.0.2.1:443".parse().unwrap()));
    }
}
