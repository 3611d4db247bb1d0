//! A card: how a relay, or a mailbox on it, is told from person to person.
//!
//! It exists so that nobody types a key: a card is a QR code, or a code like those of pairing. It holds a
//! secret, so it has no `Debug`; a mailbox's card is worthless once its key was renewed.

use super::{KEY_BYTES, NAME_BYTES};
use crate::ReadError;
use crate::cbor::{MapReader, MapWriter};

const WHAT: &str = "card of a relay";
const VERSION: u64 = 1;

/// An address in UTF-8.
const ADDRESS_BYTES_MAX: usize = 200;

/// A whole card.
const CARD_BYTES_MAX: usize = 512;

// What is missing is an empty byte string: every card has the same fields.
const KIND_RELAY: u64 = 0;
const KIND_MAILBOX: u64 = 1;

/// What a card lets its reader do.
#[derive(Clone, PartialEq, Eq)]
pub enum Grant {
    /// Open mailboxes, with the organisation's token or, where anyone may, without.
    Open(Option<[u8; KEY_BYTES]>),
    /// Join a mailbox: renew the invited key at once.
    Join {
        /// The invited key, for `PUT /v1/key` and nothing else.
        key: [u8; KEY_BYTES],
        /// The mailbox's name, from which handles are made.
        name: [u8; NAME_BYTES],
    },
}

/// Where a relay is, how to know it again, and what may be done there.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// `https://…`, or `http://` and a loopback address, without a slash at the end.
    pub address: String,
    /// SHA-256 of the `SubjectPublicKeyInfo` of the relay's certificate.
    pub pin: Option<[u8; 32]>,
    /// What may be done.
    pub grant: Grant,
}

impl Card {
    /// The bytes of the QR code, before [`crate::write_code`].
    ///
    /// # Errors
    /// When the address is not one that [`Card::decode`] would read.
    pub fn encode(&self) -> Result<Vec<u8>, ReadError> {
        check(&self.address)?;
        let mut map = MapWriter::open(6, VERSION);
        let (kind, key, name): (_, &[u8], &[u8]) = match &self.grant {
            Grant::Open(token) => (
                KIND_RELAY,
                token.as_ref().map_or(&[], <[u8; 32]>::as_slice),
                &[],
            ),
            Grant::Join { key, name } => (KIND_MAILBOX, key, name),
        };
        map.uint(1, kind)
            .bytes(2, self.address.as_bytes())
            .bytes(3, self.pin.as_ref().map_or(&[], <[u8; 32]>::as_slice))
            .bytes(4, key)
            .bytes(5, name);
        Ok(map.finish())
    }

    /// Reads a card.
    ///
    /// # Errors
    /// When it is no card, of a newer version, damaged, or its address is not safe to ask.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = MapReader::open(WHAT, bytes, CARD_BYTES_MAX, VERSION)?;
        let kind = map.uint(1)?;
        let address = map.bytes(2, ADDRESS_BYTES_MAX)?;
        let pin = optional(map.bytes(3, 32)?)?;
        let key = map.bytes(4, KEY_BYTES)?;
        let name = map.bytes(5, NAME_BYTES)?;
        map.finish()?;
        let address = String::from_utf8(address.to_vec()).map_err(|_| malformed())?;
        check(&address)?;
        let grant = match kind {
            KIND_RELAY if name.is_empty() => Grant::Open(optional(key)?),
            KIND_MAILBOX => Grant::Join {
                key: key.try_into().map_err(|_| malformed())?,
                name: name.try_into().map_err(|_| malformed())?,
            },
            _ => return Err(malformed()),
        };
        Ok(Self {
            address,
            pin,
            grant,
        })
    }
}

fn optional(bytes: &[u8]) -> Result<Option<[u8; 32]>, ReadError> {
    if bytes.is_empty() {
        return Ok(None);
    }
    bytes.try_into().map(Some).map_err(|_| malformed())
}

/// An address is encrypted or stays on this machine, and has nothing that a person would not see: no
/// name and password, no query, no fragment, no spaces.
fn check(address: &str) -> Result<(), ReadError> {
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"@?#\\\"<>`{}|^%".contains(&byte))
    };
    let (scheme, rest) = address.split_once("://").ok_or(malformed())?;
    let host = rest.split('/').next().unwrap_or_default();
    let allowed = match scheme {
        "https" => true,
        "http" => is_loopback(host),
        _ => false,
    };
    if allowed
        && address.len() <= ADDRESS_BYTES_MAX
        && plain(host)
        && plain(rest)
        && !rest.ends_with('/')
    {
        Ok(())
    } else {
        Err(malformed())
    }
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let octets: Vec<_> = name.split('.').map(str::parse::<u8>).collect();
    let is_127 = octets.len() == 4 && octets[0] == Ok(127) && octets.iter().all(Result::is_ok);
    name == "localhost" || name == "[::1]" || is_127
}

fn malformed() -> ReadError {
    ReadError::Malformed { what: WHAT }
}
