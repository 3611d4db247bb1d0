//! The messages of pairing in one room: invite, request, offer, welcome; countersigned, for a further device; and added by
//! the kit, for the device of somebody who lost every other.
//!
//! They exist as plain bytes so that any carrier will do: a QR code, a typed code, a file. Who made them
//! and whether that is true is for `seal::Founder` and `seal::Joiner`; nothing is checked here but shape.

use crate::cbor::{MapReader, MapWriter};
use crate::limits::{BODY_BYTES_MAX, PAIRING_BYTES_MAX, SIGNED_ACT_BYTES_MAX};
use crate::{DevicePublic, ReadError};

const VERSION: u64 = 1;
const LEG_KEY: u64 = 1;

/// Which of the two people someone is in an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    /// The client.
    Client = 0,
    /// The keyworker.
    Keyworker = 1,
}

impl Role {
    /// The role of the other person.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Client => Self::Keyworker,
            Self::Keyworker => Self::Client,
        }
    }

    /// Reads the number that stands for a role in every format.
    ///
    /// # Errors
    /// When it stands for none.
    pub fn read(code: u64) -> Result<Self, ReadError> {
        match code {
            0 => Ok(Self::Client),
            1 => Ok(Self::Keyworker),
            _ => Err(ReadError::Malformed { what: "role" }),
        }
    }
}

/// Leg 1, founder to joiner, seen or heard in the room.
#[derive(Clone, PartialEq, Eq)]
pub struct Invite {
    /// When it was made, seconds since 1970 by the founder's clock.
    pub issued: u64,
    /// The one-time secret.
    pub secret: [u8; 16],
    /// Commits the founder to the agreement, to their device's keys and to a fresh nonce, before
    /// the joiner says anything.
    pub promise: [u8; 32],
}

/// Leg 2, joiner to founder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The role that the joiner will have.
    pub role: Role,
    /// The joiner's device.
    pub keys: DevicePublic,
    /// The signing key of the joiner's kit.
    pub recovery: [u8; 32],
    /// The joiner's fresh nonce.
    pub nonce: [u8; 32],
    /// Keyed with the invite's secret, over all the rest.
    pub mac: [u8; 32],
}

/// Leg 3, founder to joiner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The founder's device.
    pub keys: DevicePublic,
    /// The nonce that the invite's promise committed to.
    pub nonce: [u8; 32],
    /// The signed founding act; its hash is the agreement's id.
    pub founding_act: Vec<u8>,
    /// Its body; may be empty.
    pub founding_body: Vec<u8>,
    /// The signed joining act, for a person who joined once and lost every device: it names their kit. Empty otherwise.
    pub joining_act: Vec<u8>,
    /// Keyed with the invite's secret, over all the rest and the request.
    pub mac: [u8; 32],
}

/// Leg 4, founder to joiner, after both people have said that the pictures are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// The founder's signature over the compared keys (`seal::Admission`).
    pub admission: [u8; 64],
}

/// Between legs 3 and 4, when the joiner is a further device of the founder's own person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countersigned {
    /// The new device's own word (`seal::countersign`).
    pub signature: [u8; 64],
}

/// Leg 4 where the joiner is a device of a person who is in the agreement already and lost every other: their own kit adds
/// it. No leg follows; the next bundle brings everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedByKit {
    /// The signed act that adds the device. Its signatures and its meaning are judged where every act's are.
    pub act: Vec<u8>,
}

impl Invite {
    /// The CBOR map of `docs/format.md`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut map = begin(Leg::Invite, 3);
        map.uint(2, self.issued)
            .bytes(3, &self.secret)
            .bytes(4, &self.promise);
        map.finish()
    }

    /// Reads an invite.
    ///
    /// # Errors
    /// When it is another leg, newer, too large, cut or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = open(Leg::Invite, bytes)?;
        let invite = Self {
            issued: map.uint(2)?,
            secret: map.array(3)?,
            promise: map.array(4)?,
        };
        map.finish()?;
        Ok(invite)
    }
}

impl Request {
    /// All but the MAC: what the MAC and the transcript cover.
    #[must_use]
    pub fn covered(&self) -> Vec<u8> {
        self.write(5).finish()
    }

    /// The CBOR map of `docs/format.md`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut map = self.write(6);
        map.bytes(7, &self.mac);
        map.finish()
    }

    fn write(&self, fields: u64) -> MapWriter {
        let mut map = begin(Leg::Request, fields);
        map.uint(2, self.role as u64)
            .bytes(3, &self.keys.sign)
            .bytes(4, &self.keys.wrap)
            .bytes(5, &self.recovery)
            .bytes(6, &self.nonce);
        map
    }

    /// Reads a request.
    ///
    /// # Errors
    /// When it is another leg, newer, too large, cut or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = open(Leg::Request, bytes)?;
        let request = Self {
            role: Role::read(map.uint(2)?)?,
            keys: DevicePublic {
                sign: map.array(3)?,
                wrap: map.array(4)?,
            },
            recovery: map.array(5)?,
            nonce: map.array(6)?,
            mac: map.array(7)?,
        };
        map.finish()?;
        Ok(request)
    }
}

impl Offer {
    /// All but the MAC: what the MAC and the transcript cover.
    #[must_use]
    pub fn covered(&self) -> Vec<u8> {
        let mut map = self.write(5 + self.rare());
        self.write_rare(&mut map);
        map.finish()
    }

    /// The CBOR map of `docs/format.md`.
    ///
    /// # Errors
    /// When an act or the body is larger than a reader would take.
    pub fn encode(&self) -> Result<Vec<u8>, ReadError> {
        let mut map = self.write(6 + self.rare());
        map.bytes(7, &self.mac);
        self.write_rare(&mut map);
        let bytes = map.finish();
        Self::decode(&bytes).map(|_| bytes)
    }

    fn rare(&self) -> u64 {
        u64::from(!self.joining_act.is_empty())
    }

    /// What most offers don't have.
    fn write_rare(&self, map: &mut MapWriter) {
        if !self.joining_act.is_empty() {
            map.bytes(8, &self.joining_act);
        }
    }

    fn write(&self, fields: u64) -> MapWriter {
        let mut map = begin(Leg::Offer, fields);
        map.bytes(2, &self.keys.sign)
            .bytes(3, &self.keys.wrap)
            .bytes(4, &self.nonce)
            .bytes(5, &self.founding_act)
            .bytes(6, &self.founding_body);
        map
    }

    /// Reads an offer.
    ///
    /// # Errors
    /// When it is another leg, newer, too large, cut or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = open(Leg::Offer, bytes)?;
        let offer = Self {
            keys: DevicePublic {
                sign: map.array(2)?,
                wrap: map.array(3)?,
            },
            nonce: map.array(4)?,
            founding_act: map.bytes(5, SIGNED_ACT_BYTES_MAX)?.to_vec(),
            founding_body: map.bytes(6, BODY_BYTES_MAX)?.to_vec(),
            mac: map.array(7)?,
            joining_act: match map.some_bytes(8, SIGNED_ACT_BYTES_MAX)? {
                // Where there is none, there is no field: one offer has one form.
                Some([]) => return Err(map.malformed()),
                joining_act => joining_act.unwrap_or_default().to_vec(),
            },
        };
        map.finish()?;
        Ok(offer)
    }
}

impl Welcome {
    /// The CBOR map of `docs/format.md`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut map = begin(Leg::Welcome, 1);
        map.bytes(2, &self.admission);
        map.finish()
    }

    /// Reads a welcome.
    ///
    /// # Errors
    /// When it is another leg, newer, too large, cut or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = open(Leg::Welcome, bytes)?;
        let welcome = Self {
            admission: map.array(2)?,
        };
        map.finish()?;
        Ok(welcome)
    }
}

impl Countersigned {
    /// The CBOR map of `docs/format.md`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut map = begin(Leg::Countersigned, 1);
        map.bytes(2, &self.signature);
        map.finish()
    }

    /// Reads a new device's word.
    ///
    /// # Errors
    /// When it is another leg, newer, too large, cut or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = open(Leg::Countersigned, bytes)?;
        let countersigned = Self {
            signature: map.array(2)?,
        };
        map.finish()?;
        Ok(countersigned)
    }
}

impl AddedByKit {
    /// The CBOR map of `docs/format.md`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut map = begin(Leg::AddedByKit, 1);
        map.bytes(2, &self.act);
        map.finish()
    }

    /// Reads the act that adds a device by the kit.
    ///
    /// # Errors
    /// When it is another leg, newer, too large, cut or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut map = open(Leg::AddedByKit, bytes)?;
        let act = map.bytes(2, SIGNED_ACT_BYTES_MAX)?.to_vec();
        map.finish()?;
        Ok(Self { act })
    }
}

#[derive(Clone, Copy)]
#[repr(u8)]
enum Leg {
    Invite = 1,
    Request = 2,
    Offer = 3,
    Welcome = 4,
    Countersigned = 5,
    AddedByKit = 6,
}

impl Leg {
    fn name(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Request => "request",
            Self::Offer => "offer",
            Self::Welcome => "welcome",
            Self::Countersigned => "countersignature",
            Self::AddedByKit => "addition by the kit",
        }
    }
}

/// Opens a message of `own` fields, after version and leg.
fn begin(leg: Leg, own: u64) -> MapWriter {
    let mut map = MapWriter::open(own + 2, VERSION);
    map.uint(LEG_KEY, leg as u64);
    map
}

fn open<'b>(leg: Leg, bytes: &'b [u8]) -> Result<MapReader<'b>, ReadError> {
    let mut map = MapReader::open(leg.name(), bytes, PAIRING_BYTES_MAX, VERSION)?;
    if map.uint(LEG_KEY)? == leg as u64 {
        Ok(map)
    } else {
        Err(ReadError::Malformed { what: leg.name() })
    }
}
