//! A backup: a vault's content in one sealed stream, opened by the vault's passphrase or kit.
//!
//! It exists so that a whole vault, of any size, can be kept elsewhere without being held in memory.
//! The vault's own header stands in front; the stream's key follows from the vault key, a fresh salt
//! and every byte before the first chunk. Chunks are numbered and the last is marked (the STREAM
//! construction), so that none can be cut off, repeated or moved. What the content is, is for `vault`.

use crate::header::HEADER_BYTES_MAX;
use crate::secret::{Key, VaultKey};
use crate::{Chance, UnlockError, VaultHeader, entropy, label};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use countersign_wire::ReadError;
use countersign_wire::limits::TAG_BYTES;
use std::io::{self, Read, Write};
use thiserror::Error;
use zeroize::Zeroizing;

const WHAT: &str = "backup";
const MAGIC: [u8; 4] = *b"CSBK";
const VERSION: u8 = 1;
const SALT_BYTES: usize = 32;
const CHUNK_BYTES: usize = 64 * 1024;
const SEALED_CHUNK_BYTES: usize = CHUNK_BYTES + TAG_BYTES;

/// Why a backup could not be made or opened.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The file could not be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is no backup, or a newer one.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Passphrase or kit do not open it.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// It is cut off, or its bytes were changed.
    #[error("the backup is damaged or cut off")]
    Changed,
}

/// Seals `content` into `backup`, under the vault's key and with the vault's header in front.
///
/// # Errors
/// When reading or writing fails, or the header is not this key's.
pub fn seal_backup(
    header: &VaultHeader,
    key: &VaultKey,
    content: &mut impl Read,
    backup: &mut impl Write,
    chance: &mut dyn Chance,
) -> Result<(), BackupError> {
    header.check(key)?;
    let header = header.encode();
    let length = u16::try_from(header.len()).expect("a header is at most 1 KiB");
    let salt: [u8; SALT_BYTES] = entropy(chance);
    let head = [
        &MAGIC[..],
        &[VERSION],
        &length.to_be_bytes(),
        &header,
        &salt,
    ]
    .concat();
    backup.write_all(&head)?;

    let cipher = cipher(key, &head);
    let mut chunks = Chunks::<_, CHUNK_BYTES>::open(content)?;
    while let Some((place, chunk)) = chunks.next()? {
        let sealed = cipher
            .encrypt(
                &place.nonce().into(),
                Payload {
                    msg: &chunk,
                    aad: place.last(),
                },
            )
            .expect("a chunk is below the cipher's limit");
        backup.write_all(&sealed)?;
    }
    Ok(())
}

/// Opens `backup` into `content`. `unlock` is given the header and uses a passphrase or a kit.
/// Chunks are written as they are verified: on an error throw away all that was written.
///
/// # Errors
/// When it is no backup, does not open, was changed or cut, or reading or writing fails.
pub fn open_backup(
    backup: &mut impl Read,
    content: &mut impl Write,
    unlock: impl FnOnce(&VaultHeader) -> Result<VaultKey, UnlockError>,
) -> Result<(VaultHeader, VaultKey), BackupError> {
    let (head, header) = read_head(backup)?;
    let key = unlock(&header)?;
    let cipher = cipher(&key, &head);
    let mut chunks = Chunks::<_, SEALED_CHUNK_BYTES>::open(backup)?;
    while let Some((place, chunk)) = chunks.next()? {
        let plain = cipher
            .decrypt(
                &place.nonce().into(),
                Payload {
                    msg: &chunk,
                    aad: place.last(),
                },
            )
            .map(Zeroizing::new)
            .map_err(|_| BackupError::Changed)?;
        content.write_all(&plain)?;
    }
    Ok((header, key))
}

fn read_head(backup: &mut impl Read) -> Result<(Vec<u8>, VaultHeader), BackupError> {
    let mut head = Vec::new();
    let magic: [u8; 4] = read_array(backup, &mut head)?;
    if magic != MAGIC {
        return Err(ReadError::NotOurs.into());
    }
    match read_array(backup, &mut head)? {
        [VERSION] => {}
        [0] => return Err(ReadError::Malformed { what: WHAT }.into()),
        [found] => {
            let (found, known) = (found.into(), VERSION.into());
            return Err(ReadError::NewerFormat { found, known }.into());
        }
    }
    let length = usize::from(u16::from_be_bytes(read_array(backup, &mut head)?));
    if length > HEADER_BYTES_MAX {
        return Err(ReadError::TooLarge {
            what: WHAT,
            max: HEADER_BYTES_MAX,
        }
        .into());
    }
    let mut header = vec![0; length];
    backup.read_exact(&mut header).map_err(cut)?;
    head.extend(&header);
    let header = VaultHeader::decode(&header)?;
    let _salt: [u8; SALT_BYTES] = read_array(backup, &mut head)?;
    Ok((head, header))
}

fn read_array<const N: usize>(
    backup: &mut impl Read,
    head: &mut Vec<u8>,
) -> Result<[u8; N], BackupError> {
    let mut bytes = [0; N];
    backup.read_exact(&mut bytes).map_err(cut)?;
    head.extend(bytes);
    Ok(bytes)
}

fn cut(error: io::Error) -> BackupError {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        ReadError::Truncated { what: WHAT }.into()
    } else {
        error.into()
    }
}

/// The stream's key follows from everything before the first chunk, so that none of it can change.
fn cipher(key: &VaultKey, head: &[u8]) -> XChaCha20Poly1305 {
    let hash = blake3::hash(head);
    let mut hasher = blake3::Hasher::new_derive_key(label::BACKUP);
    hasher.update(key.expose()).update(hash.as_bytes());
    let stream = Key::new(hasher.finalize().into());
    XChaCha20Poly1305::new((&*stream).into())
}

/// Where a chunk stands in its stream.
struct Place {
    index: u64,
    last: bool,
}

impl Place {
    /// The key is fresh for every backup, so a counter is a nonce.
    fn nonce(&self) -> [u8; 24] {
        let mut nonce = [0; 24];
        nonce[16..].copy_from_slice(&self.index.to_be_bytes());
        nonce
    }

    fn last(&self) -> &'static [u8] {
        if self.last { &[1] } else { &[0] }
    }
}

/// Cuts a reader into chunks of `N` bytes. It reads one chunk ahead, to know which is the last; only
/// the last is shorter, and it is empty only when everything is.
struct Chunks<'r, R, const N: usize> {
    reader: &'r mut R,
    ahead: Option<Zeroizing<Vec<u8>>>,
    index: u64,
}

impl<'r, R: Read, const N: usize> Chunks<'r, R, N> {
    fn open(reader: &'r mut R) -> io::Result<Self> {
        let ahead = Some(read_chunk::<N>(reader)?);
        Ok(Self {
            reader,
            ahead,
            index: 0,
        })
    }

    fn next(&mut self) -> io::Result<Option<(Place, Zeroizing<Vec<u8>>)>> {
        let Some(chunk) = self.ahead.take() else {
            return Ok(None);
        };
        let following = if chunk.len() < N {
            None
        } else {
            Some(read_chunk::<N>(self.reader)?)
        };
        self.ahead = following.filter(|following| !following.is_empty());
        let place = Place {
            index: self.index,
            last: self.ahead.is_none(),
        };
        self.index += 1;
        Ok(Some((place, chunk)))
    }
}

fn read_chunk<const N: usize>(reader: &mut impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut chunk = Zeroizing::new(Vec::with_capacity(N));
    reader.take(N as u64).read_to_end(&mut chunk)?;
    Ok(chunk)
}
