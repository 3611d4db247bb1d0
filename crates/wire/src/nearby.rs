//! What two devices in one room say to each other before and around their bundles: names, sizes and the card.
//!
//! It exists so that there is one place for them, tested once. The talk itself, message by message, is told in
//! `docs/nearby.md`. Hashing and ciphers are left to `seal` and `road`.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::ReadError;
use crate::cbor::{MapReader, MapWriter};

/// The service that is announced by multicast DNS while nearby is open.
pub const SERVICE: &str = "_countersign._tcp.local.";

/// The version of the talk; it is also all that an announcement says.
pub const PROTOCOL: u8 = 1;

/// In front of a caller's first message, so that anything else that knocks is known by its first bytes.
pub const MAGIC: [u8; 3] = *b"CSN";

/// The secret of a card, good for one opening.
pub const SECRET_BYTES: usize = 16;

/// Tags in one frame: a frame is always full, with chance where there is no agreement.
pub const TAGS_PER_FRAME: usize = 64;

/// Frames of tags at most: 1,024 agreements in one vault are found nearby, the rest by other roads.
pub const TAG_FRAMES_MAX: usize = 16;

/// One encrypted message at most (the Noise specification), with its 16-byte tag.
pub const MESSAGE_BYTES_MAX: usize = 65_535;

/// Bytes of a bundle in one message: every piece but a bundle's last is exactly as large.
pub const PIECE_BYTES: usize = 60_000;

/// Turns of one device in a talk. Two honest devices rest after three or four.
pub const TURNS_MAX: u32 = 16;

/// Bytes of bundles in one turn at most: as much as a file.
pub const TURN_BYTES_MAX: usize = crate::limits::FILE_BYTES_MAX;

/// Bundles in one turn at most: as many as in a file.
pub const TURN_BUNDLES_MAX: usize = crate::limits::ENVELOPES_PER_FILE_MAX;

const WHAT: &str = "card of a device nearby";
const VERSION: u64 = 1;

/// Addresses on one card: a cable, a wireless network and a hotspot, each in two families, and two more.
const ADDRESSES_MAX: usize = 8;

/// IPv6 address and port.
const ADDRESS_BYTES_MAX: usize = 18;

/// A whole card.
const CARD_BYTES_MAX: usize = 256;

/// Where a device can be called while nearby is open there, for a network that keeps devices apart. It holds a
/// secret, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// Where it listens; one to eight.
    pub addresses: Vec<SocketAddr>,
    /// Mixed into the handshake: whoever calls by a card was shown it.
    pub secret: [u8; SECRET_BYTES],
}

impl Card {
    /// The bytes of the QR code, before [`crate::write_code`]. Of more addresses than a card holds, the first.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let addresses: Vec<Vec<u8>> = self
            .addresses
            .iter()
            .take(ADDRESSES_MAX)
            .map(|address| {
                let port = address.port().to_be_bytes();
                match address.ip() {
                    IpAddr::V4(ip) => [&ip.octets()[..], &port].concat(),
                    IpAddr::V6(ip) => [&ip.octets()[..], &port].concat(),
                }
            })
            .collect();
        let mut map = MapWriter::open(3, VERSION);
        map.list(1, &addresses).bytes(2, &self.secret);
        map.finish()
    }

    /// Reads a card.
    ///
    /// # Errors
    /// When it is no card, of a newer version, damaged, or names no address that a device nearby can have.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = MapReader::open(WHAT, bytes, CARD_BYTES_MAX, VERSION)?;
        let addresses = map.list(1, ADDRESSES_MAX, |map| {
            address(map.byte_string(ADDRESS_BYTES_MAX)?).ok_or(map.malformed())
        })?;
        let secret = map.array(2)?;
        map.finish()?;
        if addresses.is_empty() {
            return Err(ReadError::Malformed { what: WHAT });
        }
        Ok(Self { addresses, secret })
    }
}

/// An address as a card holds it. A card must not make a device call into the wide internet, or a whole network at
/// once: only what is private, link-local or this machine is an address.
fn address(bytes: &[u8]) -> Option<SocketAddr> {
    let (ip, port) = bytes.split_last_chunk::<2>()?;
    let port = u16::from_be_bytes(*port);
    let ip = match <[u8; 4]>::try_from(ip) {
        Ok(ip) => IpAddr::from(ip),
        Err(_) => IpAddr::from(<[u8; 16]>::try_from(ip).ok()?),
    };
    (port != 0 && is_near(ip)).then_some(SocketAddr::new(ip, port))
}

/// Whether an address can belong to a device in the same room.
#[must_use]
pub fn is_near(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_private() || ip.is_link_local() || ip.is_loopback() || shared(ip),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_loopback(),
    }
}

/// 100.64.0.0/10 (RFC 6598), which phones give to a hotspot's guests.
fn shared(ip: Ipv4Addr) -> bool {
    let [first, second, ..] = ip.octets();
    first == 100 && (64..128).contains(&second)
}
