//! What follows from a room code: a secret that both ends of a handshake mix in.
//!
//! The code is stretched like a passphrase, because whoever calls gets an answer on which they can try codes at home:
//! 40 bits alone would be found in minutes, and so they are not while a code is good. Nothing rests on it but being
//! found (`docs/decisions/0020-room-code.md`).

use countersign_wire::RoomCode;
use countersign_wire::nearby::SECRET_BYTES;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{Passphrase, Stretch, label};

/// The secret, wiped when dropped.
pub type RoomSecret = Zeroizing<[u8; SECRET_BYTES]>;

/// There was not enough memory to stretch the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("there is not enough memory for the code")]
pub struct NoMemory;

/// The secret of a code. Takes 64 MiB, and as long as opening a vault.
///
/// # Errors
/// When there is not enough memory.
pub fn room_secret(code: &RoomCode) -> Result<RoomSecret, NoMemory> {
    let letters = Passphrase::new(code.write()).map_err(|_| NoMemory)?;
    let stretched = Stretch::DEFAULT.key(&letters, label::ROOM_SALT);
    let stretched = stretched.map_err(|_| NoMemory)?;
    let derived = Zeroizing::new(blake3::derive_key(label::ROOM_SECRET, &stretched[..]));
    let mut secret = RoomSecret::default();
    secret.copy_from_slice(derived.first_chunk::<SECRET_BYTES>().ok_or(NoMemory)?);
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_code_has_one_secret_and_another_code_another() {
        let secret = |byte| room_secret(&RoomCode::of([byte; 5])).ok();
        assert!(secret(7).is_some());
        assert!(secret(7) == secret(7));
        assert!(secret(7) != secret(8));
    }
}
