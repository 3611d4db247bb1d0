//! Keys, signatures, sealing, pairing, the kit: the only room with ciphers.
//!
//! It exists so that one place decides what a good signature, a whole envelope and a true pairing are,
//! from well-kept libraries and nothing of our own invention. It is pure: time and chance are arguments,
//! and it neither reads nor writes a file. It knows nothing of what an act says. What is sealed how,
//! byte by byte, with every label: `docs/format.md`.

mod backup;
mod chance;
mod device;
mod hash;
mod header;
mod kit;
mod label;
mod living;
mod mailbox;
mod nearby;
mod pack;
mod pairing;
mod passphrase;
mod pictures;
mod room;
mod sealed;
mod secret;
mod sending;
mod signature;
mod slot;
mod stretch;
mod vouch;

pub use backup::{BackupError, open_backup, seal_backup};
pub use chance::{Chance, Drawn, entropy};
pub use countersign_wire::{DevicePublic, KeyId, ReadError, Role, Wrap};
pub use device::{BadKey, DeviceKeys, check_public, fingerprint};
pub use hash::{act_id, actor_id, body_commitment, bundle_id, roster_hash};
pub use header::{UnlockError, VaultHeader};
pub use kit::{Kit, KitError};
pub use label::Label;
pub use living::{agenda_id, living_beginning, living_change_id, living_item};
pub use mailbox::{mailbox_handle, mailbox_key_hash};
pub use nearby::{End, HANDSHAKE_HASH_BYTES, nearby_tag, prove_nearby, verify_nearby};
pub use pack::{pack_bundle, unpack_bundle};
pub use pairing::{Admitted, Founder, Joiner, PairingError, Returning};
pub use passphrase::{Passphrase, PassphraseError};
pub use pictures::{PICTURES, Picture, Pictures};
pub use room::{NoMemory, RoomSecret, room_secret};
pub use sealed::{OpenError, OpenedBundle, SealError, open_envelope, seal_bundle};
pub use secret::{SecretBytes, VaultKey};
pub use sending::{SendingKey, unwrap, wrap};
pub use signature::{BadSignature, verify, verify_acts};
pub use stretch::Stretch;
pub use vouch::{Joining, admission, countersign, verify_admission, verify_countersign};
