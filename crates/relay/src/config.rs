//! What an operator may set: one TOML file, and the environment above it.
//!
//! Every setting has a default that is safe for a relay alone on loopback. A word that is not known here
//! is refused, so that a mistyped limit is not silently none. `docs/relay.md` tells each in a table.

use crate::names::{Digest, read_hex};
use crate::store::Quota;
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use thiserror::Error;

/// Why a configuration was refused.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A word or value is not known.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// The settings do not go together.
    #[error("{0}")]
    Together(&'static str),
}

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where to show metrics; without it, beside the rest while `listen` is loopback, else nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// `sqlite:PATH` or `postgres://…`.
    pub store: String,
    /// Who vouches for the name of the `PostgreSQL` server, certificates in PEM. With it, every connection is TLS.
    pub store_authority: Option<PathBuf>,
    /// Connections to `PostgreSQL`.
    pub store_connections: usize,
    /// Certificate chain, PEM. With it, TLS 1.3 is spoken.
    pub tls_certificate: Option<PathBuf>,
    /// Its private key, PEM.
    pub tls_key: Option<PathBuf>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Lets anyone open mailboxes. Without it, anyone may only on loopback and without organisations.
    pub open_to_anyone: bool,
    /// Who may open mailboxes.
    pub organisation: Vec<Organisation>,
    /// Days for which a bundle is kept.
    pub keep_days: u32,
    /// Days after which an unused mailbox goes.
    pub unused_days: u32,
    /// Bundles of one writer in one mailbox.
    pub writer_bundles_max: u64,
    /// Bytes of one writer in one mailbox.
    pub writer_bytes_max: u64,
    /// Connections at a time.
    pub connections_max: usize,
    /// Connections at a time from one address (IPv6: one /64).
    pub connections_per_address_max: usize,
    /// Questions per second from one address, for long.
    pub address_per_second: u32,
    /// Questions at once from one address.
    pub address_burst: u32,
    /// Questions per second to one mailbox, for long.
    pub mailbox_per_second: u32,
    /// Questions at once to one mailbox.
    pub mailbox_burst: u32,
    /// Bytes of bundles in memory at a time, of those that come and of those that go.
    pub memory_bytes: usize,
    /// Seconds in which a question's first lines must come.
    pub header_seconds: u64,
    /// Seconds for which running questions are waited for when stopping.
    pub stop_seconds: u64,
}

/// An organisation whose tokens open mailboxes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// What the operator calls it; kept with its mailboxes.
    pub name: String,
    /// Hashes of its opening tokens, hex (`countersign-relay token`).
    pub tokens: Vec<String>,
    /// Mailboxes at a time.
    #[serde(default = "mailboxes_max")]
    pub mailboxes_max: u64,
}

fn mailboxes_max() -> u64 {
    10_000
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8480)),
            metrics_listen: None,
            store: "sqlite:countersign-relay.db".to_owned(),
            store_authority: None,
            store_connections: 16,
            tls_certificate: None,
            tls_key: None,
            trusted_proxies: Vec::new(),
            open_to_anyone: false,
            organisation: Vec::new(),
            keep_days: 90,
            unused_days: 400,
            writer_bundles_max: 4_096,
            writer_bytes_max: 32 * 1024 * 1024,
            connections_max: 4_096,
            connections_per_address_max: 512,
            address_per_second: 50,
            address_burst: 600,
            mailbox_per_second: 10,
            mailbox_burst: 200,
            memory_bytes: 64 * 1024 * 1024,
            header_seconds: 15,
            stop_seconds: 20,
        }
    }
}

/// Who may open mailboxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openers {
    /// Whoever has a token of an organisation.
    Tokens,
    /// Anyone.
    Anyone,
}

impl Config {
    /// Reads a file, if one is named, and the environment's words above it.
    ///
    /// # Errors
    /// When the file cannot be read, a word or value is not known, or settings do not go together.
    pub fn read(
        file: Option<PathBuf>,
        environment: &[(String, String)],
    ) -> Result<Self, ConfigError> {
        let text = match file {
            Some(path) => std::fs::read_to_string(&path)
                .map_err(|source| ConfigError::File { path, source })?,
            None => String::new(),
        };
        let mut table: toml::Table = toml::from_str(&text)?;
        for (key, value) in environment {
            // A number, truth or list as TOML has it; anything else is text.
            let value = toml::from_str::<toml::Table>(&format!("v = {value}"))
                .ok()
                .and_then(|mut table| table.remove("v"))
                .unwrap_or_else(|| toml::Value::String(value.clone()));
            table.insert(key.clone(), value);
        }
        let config: Self = table.try_into()?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let tokens = self.organisation.iter().flat_map(|house| &house.tokens);
        let wrong = if self.tls_certificate.is_some() != self.tls_key.is_some() {
            "tls_certificate and tls_key go together"
        } else if self.store_authority.is_some() && self.store.starts_with("sqlite:") {
            "store_authority vouches for a server of PostgreSQL; this store is a file"
        } else if self.organisation.is_empty()
            && !self.open_to_anyone
            && !self.listen.ip().is_loopback()
        {
            "beyond loopback, name an organisation with a token (countersign-relay token), or set open_to_anyone"
        } else if tokens
            .into_iter()
            .any(|token| read_hex::<32>(token).is_none())
        {
            "a token's hash has 64 lower-case hex digits (countersign-relay token)"
        } else if self.memory_bytes < 8 * 1024 * 1024 {
            "memory_bytes is at least 8388608: one page in, one page out"
        } else if self.keep_days == 0 || self.unused_days < self.keep_days {
            "keep_days is at least 1, and unused_days at least keep_days"
        } else if self.store_connections < 2 || self.connections_max == 0 {
            "store_connections is at least 2, connections_max at least 1"
        } else if self.address_per_second == 0 || self.mailbox_per_second == 0 {
            "no questions at all are allowed per second"
        } else {
            return Ok(());
        };
        Err(ConfigError::Together(wrong))
    }

    /// Who may open mailboxes.
    #[must_use]
    pub fn openers(&self) -> Openers {
        if self.open_to_anyone || self.organisation.is_empty() {
            Openers::Anyone
        } else {
            Openers::Tokens
        }
    }

    /// The organisation that a token belongs to.
    #[must_use]
    pub fn organisation_of(&self, token: Digest) -> Option<&Organisation> {
        self.organisation.iter().find(|house| {
            let mut hashes = house.tokens.iter().filter_map(|token| read_hex(token));
            hashes.any(|hash| Digest(hash) == token)
        })
    }

    /// What one writer may have in one mailbox.
    #[must_use]
    pub fn quota(&self) -> Quota {
        Quota {
            bundles: self.writer_bundles_max,
            bytes: self.writer_bytes_max,
        }
    }

    /// How long a question's first lines may take.
    #[must_use]
    pub fn header_time(&self) -> Duration {
        Duration::from_secs(self.header_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, ConfigError, Openers};

    fn read(words: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let words: Vec<_> = words
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        Config::read(None, &words)
    }

    #[test]
    fn without_a_word_it_is_a_relay_on_loopback_for_anyone() {
        let config = read(&[]).unwrap();
        assert!(config.listen.ip().is_loopback());
        assert_eq!(config.openers(), Openers::Anyone);
    }

    #[test]
    fn the_environment_stands_above_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("relay.toml");
        std::fs::write(&file, "keep_days = 30\nunused_days = 90\n").unwrap();
        let words = [("keep_days".to_owned(), "31".to_owned())];
        let config = Config::read(Some(file), &words).unwrap();
        assert_eq!((config.keep_days, config.unused_days), (31, 90));
    }

    #[test]
    fn a_mistyped_word_is_refused() {
        assert!(read(&[("keep_dayz", "3")]).is_err());
        assert!(read(&[("keep_days", "many")]).is_err());
    }

    #[test]
    fn beyond_loopback_opening_must_be_thought_about() {
        assert!(read(&[("listen", "0.0.0.0:8480")]).is_err());
        let open = [("listen", "0.0.0.0:8480"), ("open_to_anyone", "true")];
        assert_eq!(read(&open).unwrap().openers(), Openers::Anyone);
        let houses = "[{ name = \"north\", tokens = [\"00\"] }]";
        assert!(read(&[("organisation", houses)]).is_err(), "no hash");
        let houses = format!(
            "[{{ name = \"north\", tokens = [\"{}\"] }}]",
            "0a".repeat(32)
        );
        let closed = [
            ("listen", "0.0.0.0:8480"),
            ("organisation", houses.as_str()),
        ];
        assert_eq!(read(&closed).unwrap().openers(), Openers::Tokens);
    }

    #[test]
    fn settings_that_do_not_go_together_are_refused() {
        assert!(read(&[("tls_key", "key.pem")]).is_err());
        assert!(read(&[("store_authority", "ca.pem")]).is_err());
        assert!(read(&[("unused_days", "3")]).is_err());
        assert!(read(&[("memory_bytes", "1000")]).is_err());
    }
}
