//! Bytes that leave the device, and every limit on them.
//!
//! This room turns bytes into values that cannot be wrong in size or shape, and back. It exists so that
//! one place says what may arrive and how large it may be: everything that leaves a device is decoded
//! here first (design §2 law 13). It knows no cipher, no rule of the agreement, no folder and no clock;
//! the relay links this room and nothing else of ours. The formats, byte by byte: `docs/format.md`.

mod act;
mod bundle;
mod bundle_file;
pub mod cbor;
mod code;
mod envelope;
mod keys;
pub mod limits;
mod living;
mod living_change;
pub mod nearby;
mod padding;
mod pairing;
mod read_error;
pub mod relay;
mod room_code;

pub use act::{SIGNATURE_BYTES, SignedAct};
pub use bundle::{Body, Bundle, BundleParts, CarriedAct, Part, PartKind};
pub use bundle_file::{BundleFile, FileError, write_bundle_file};
pub use code::{CodeError, read_code, write_code};
pub use envelope::{Envelope, KeyId, Kind, Wrap};
pub use keys::DevicePublic;
pub use living::{Living, LivingDrop, LivingHave};
pub use living_change::{LivingChange, LivingKind, LivingOp, OpName, SignedLiving};
pub use padding::padded;
pub use pairing::{AddedByKit, Countersigned, Invite, Offer, Request, Role, Welcome};
pub use read_error::ReadError;
pub use room_code::{ROOM_CODE_BYTES, RoomCode};
