//! The encrypted channel: Noise_XX with keys that live as long as one opening, over the `snow` library.
//!
//! The pattern hides both static keys from whoever listens, and gives a hash that only these two ends share. It says
//! nothing of who they are: that is proved inside, by signatures over the hash. Chance is drawn from the app's.

use std::sync::Mutex;

use countersign_seal::{Chance, Drawn, End, entropy};
use countersign_wire::nearby::{MESSAGE_BYTES_MAX, SECRET_BYTES};
use snow::params::{CipherChoice, DHChoice, HashChoice};
use snow::resolvers::{CryptoResolver, DefaultResolver};
use snow::types::{Cipher, Dh, Hash, Random};
use snow::{Builder, HandshakeState, TransportState};
use zeroize::Zeroizing;

use super::ask::{Fault, Handshake};

const PATTERN: &str = "Noise_XX_25519_ChaChaPoly_BLAKE2s";

/// In front of what both ends mix into the handshake.
const PROLOGUE: &[u8] = b"countersign v1 nearby\0";

/// The same where two devices are to be paired: the one handshake can never pass for the other.
const PAIRING_PROLOGUE: &[u8] = b"countersign v1 nearby pairing\0";

/// The longest of the three messages of the handshake, with room.
const HANDSHAKE_BYTES_MAX: usize = 128;

/// Poly1305.
const TAG_BYTES: usize = 16;

/// What both ends mix in, and so must both know.
#[derive(Clone, Copy)]
pub(super) enum Mixed {
    /// Nothing: whoever was seen may call.
    Nothing,
    /// The secret of the card that the called shows.
    Card([u8; SECRET_BYTES]),
    /// The secret of a room in which two devices are to be paired.
    Pairing([u8; SECRET_BYTES]),
}

impl Mixed {
    fn prologue(self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(match self {
            Self::Nothing => PROLOGUE.to_vec(),
            Self::Card(secret) => [PROLOGUE, &secret].concat(),
            Self::Pairing(secret) => [PAIRING_PROLOGUE, &secret].concat(),
        })
    }
}

/// A handshake that is not finished.
pub(super) struct Opening(HandshakeState);

impl Opening {
    /// Begins at one end, with a static key that is good for this connection alone.
    pub(super) fn begin(end: End, mixed: Mixed, chance: &mut dyn Chance) -> Result<Self, Fault> {
        let own = Zeroizing::new(entropy::<32>(chance));
        let source = Box::new(Source(Mutex::new(Some(Drawn::from_chance(chance)))));
        let prologue = mixed.prologue();
        let params = PATTERN.parse().map_err(|_| Fault::Wrong)?;
        let builder = Builder::with_resolver(params, source)
            .local_private_key(&own[..])
            .and_then(|builder| builder.prologue(&prologue))
            .map_err(|_| Fault::Wrong)?;
        let state = match end {
            End::Caller => builder.build_initiator(),
            End::Called => builder.build_responder(),
        };
        Ok(Self(state.map_err(|_| Fault::Wrong)?))
    }

    /// The next message of this end.
    pub(super) fn write(&mut self) -> Result<Vec<u8>, Fault> {
        let mut message = [0; HANDSHAKE_BYTES_MAX];
        let length = self.0.write_message(&[], &mut message);
        let length = length.map_err(|_| Fault::Wrong)?;
        Ok(message.get(..length).unwrap_or_default().to_vec())
    }

    /// Reads a message of the other end, which carries nothing else.
    pub(super) fn read(&mut self, message: &[u8]) -> Result<(), Fault> {
        match self.0.read_message(message, &mut [0; HANDSHAKE_BYTES_MAX]) {
            Ok(0) => Ok(()),
            Ok(_) | Err(_) => Err(Fault::Wrong),
        }
    }

    /// The channel, once all three messages are through.
    pub(super) fn finish(self) -> Result<Channel, Fault> {
        let handshake = self.0.get_handshake_hash().try_into();
        let handshake: Handshake = handshake.map_err(|_| Fault::Wrong)?;
        let transport = self.0.into_transport_mode().map_err(|_| Fault::Wrong)?;
        Ok(Channel {
            handshake,
            transport,
        })
    }
}

/// The channel of a finished handshake. Messages come in their order or not at all.
pub(super) struct Channel {
    handshake: Handshake,
    transport: TransportState,
}

impl Channel {
    /// What only these two ends have in common.
    pub(super) fn handshake(&self) -> Handshake {
        self.handshake
    }

    /// Encrypts a message.
    pub(super) fn seal(&mut self, plain: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut message = vec![0; plain.len() + TAG_BYTES];
        let sealed = self.transport.write_message(plain, &mut message);
        sealed.map_err(|_| Fault::Wrong)?;
        Ok(message)
    }

    /// Decrypts a message of the other end.
    pub(super) fn open(&mut self, message: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut plain = vec![0; message.len().min(MESSAGE_BYTES_MAX)];
        let length = self.transport.read_message(message, &mut plain);
        plain.truncate(length.map_err(|_| Fault::Wrong)?);
        Ok(plain)
    }
}

/// The library's ciphers with the app's chance.
struct Source(Mutex<Option<Drawn>>);

impl CryptoResolver for Source {
    fn resolve_rng(&self) -> Option<Box<dyn Random>> {
        // Given away once: two of one seed would make one key twice.
        let drawn = self.0.lock().ok()?.take()?;
        Some(Box::new(FromChance(drawn)))
    }

    fn resolve_dh(&self, choice: &DHChoice) -> Option<Box<dyn Dh>> {
        DefaultResolver.resolve_dh(choice)
    }

    fn resolve_hash(&self, choice: &HashChoice) -> Option<Box<dyn Hash>> {
        DefaultResolver.resolve_hash(choice)
    }

    fn resolve_cipher(&self, choice: &CipherChoice) -> Option<Box<dyn Cipher>> {
        DefaultResolver.resolve_cipher(choice)
    }
}

/// Chance as the library asks for it.
struct FromChance(Drawn);

impl Random for FromChance {
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), snow::Error> {
        self.0.fill(bytes);
        Ok(())
    }
}
