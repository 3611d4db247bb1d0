//! What a signature or a hash is for, so that none can pass for another.
//!
//! The names exist in one list because two equal ones would undo their purpose. A signature's label is
//! signed in front of the message; all other names are contexts of BLAKE3's `derive_key`. They are part
//! of the format: changing one is a new format version.

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The header of an act.
    Act,
    /// The plaintext of a bundle.
    Bundle,
    /// A new device's own word that it joins a person's devices.
    Countersign,
    /// The founder's word that these are the keys that were compared in the room.
    Admission,
    /// A change of living text, which is nobody's word: this can never pass for an act.
    Living,
    /// A device's word that it is at one end of a connection nearby.
    Nearby,
}

impl Label {
    /// Every label, for tests and `docs/format.md`.
    pub const ALL: [Self; 6] = [
        Self::Act,
        Self::Bundle,
        Self::Countersign,
        Self::Admission,
        Self::Living,
        Self::Nearby,
    ];

    /// The tag that is signed in front of the message. It ends in its only NUL, so that no tag is the
    /// beginning of another.
    #[must_use]
    pub const fn tag(self) -> &'static [u8] {
        match self {
            Self::Act => b"countersign v1 act\0",
            Self::Bundle => b"countersign v1 bundle\0",
            Self::Countersign => b"countersign v1 countersign\0",
            Self::Admission => b"countersign v1 admission\0",
            Self::Living => b"countersign v1 living text\0",
            Self::Nearby => b"countersign v1 nearby\0",
        }
    }
}

pub(crate) const FINGERPRINT: &str = "countersign v1 device fingerprint";
pub(crate) const ROSTER: &str = "countersign v1 roster";
pub(crate) const AGENDA: &str = "countersign v1 agenda";
pub(crate) const LIVING_BEGINNING: &str = "countersign v1 living beginning";
pub(crate) const LIVING_ITEM: &str = "countersign v1 living item";
pub(crate) const SENDING_KEY_ID: &str = "countersign v1 sending key id";
pub(crate) const WRAP_HINT: &str = "countersign v1 wrap hint";
pub(crate) const WRAP_INFO: &[u8] = b"countersign v1 wrap\0";
pub(crate) const PAIRING_PROMISE: &str = "countersign v1 pairing promise";
pub(crate) const PAIRING_REQUEST_MAC: &str = "countersign v1 pairing request mac";
pub(crate) const PAIRING_OFFER_MAC: &str = "countersign v1 pairing offer mac";
pub(crate) const PAIRING_TRANSCRIPT: &str = "countersign v1 pairing transcript";
pub(crate) const PAIRING_PICTURES: &str = "countersign v1 pairing pictures";
pub(crate) const NEARBY_TAG: &str = "countersign v1 nearby tag";
pub(crate) const ROOM_SALT: &[u8] = b"countersign v1 room code";
pub(crate) const ROOM_SECRET: &str = "countersign v1 room secret";
pub(crate) const CHANCE: &str = "countersign v1 chance";
pub(crate) const KIT_SIGNING: &str = "countersign v1 kit signing key";
pub(crate) const KIT_WRAPPING: &str = "countersign v1 kit wrapping key";
pub(crate) const VAULT_HEADER_MAC: &str = "countersign v1 vault header mac";
pub(crate) const BACKUP: &str = "countersign v1 backup";
