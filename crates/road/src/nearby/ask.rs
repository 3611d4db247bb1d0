//! What a talk asks of the app, what the app says, and why a talk can end early.
//!
//! Agreements are told apart by their place in the list that the app gave for this talk: this room knows no more of
//! them.

use countersign_seal::HANDSHAKE_HASH_BYTES;
use thiserror::Error;

/// The hash of a finished handshake; differs for every connection.
pub type Handshake = [u8; HANDSHAKE_HASH_BYTES];

/// What stands for an agreement in one talk.
pub type Tag = [u8; 32];

/// The tags of one agreement in one talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TagPair {
    /// The one that this end shows.
    pub own: Tag,
    /// The one that the other end shows if it has the agreement too.
    pub theirs: Tag,
}

/// A device's signed word that it is at one end of a handshake, for one agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// The device.
    pub device: [u8; 32],
    /// Its signature ([`countersign_seal::prove_nearby`]).
    pub signature: [u8; 64],
}

/// A question to the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A pair of tags for every agreement; their order gives each its place.
    Tags {
        /// The handshake that the tags are bound to.
        handshake: Handshake,
        /// Which end this is.
        end: countersign_seal::End,
    },
    /// This device's proof for the agreements at these places.
    Prove(Vec<usize>),
    /// Whether each proof is good, by a device that may speak in the agreement at that place.
    Judge(Vec<(usize, Proof)>),
    /// The bundles that the other device lacks of these agreements.
    Bundles {
        /// The agreements' places.
        places: Vec<usize>,
        /// Everything that it has not signed for; later only what came up since.
        first: bool,
    },
    /// Takes these bundles in, durably.
    TakeIn(Vec<Vec<u8>>),
    /// While two devices are being paired: the other's latest message, empty where there was none yet. It is shown
    /// again and again; the app passes over what it has taken.
    Leg(Vec<u8>),
}

/// The app's answer, each to the question of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// To [`Ask::Tags`].
    Tags(Vec<TagPair>),
    /// To [`Ask::Prove`]: as many as there were places.
    Proofs(Vec<Proof>),
    /// To [`Ask::Judge`]: as many as there were claims.
    Judged(Vec<bool>),
    /// To [`Ask::Bundles`].
    Bundles(Vec<Vec<u8>>),
    /// To [`Ask::TakeIn`].
    Taken,
    /// To [`Ask::Leg`]: this device's latest message of pairing, empty where there is none.
    Leg(Vec<u8>),
    /// To [`Ask::Leg`]: the two are paired, as far as this device is concerned; they go on to level.
    Paired,
    /// To any: the vault was locked, or could not be read or written. The talk ends.
    Stopped,
}

/// What happened in a talk, for people to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tell {
    /// The other device knows the secret of this room. Whose it is, the pictures will say.
    Together,
    /// The other device is one of the two people's in the agreements at these places.
    Met(Vec<usize>),
    /// What was last given as [`Reply::Bundles`] was handed over.
    Handed,
}

/// Why a talk ended early. Nothing in it comes from the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// This device has no address that another could reach.
    #[error("this device is in no network")]
    NoNetwork,
    /// Nobody answers at the address.
    #[error("nobody answers there")]
    Apart,
    /// The code is not of the opening that answered.
    #[error("the code does not open that device")]
    OldCode,
    /// Nothing in common, or the device may not speak for anybody.
    #[error("the other device is nobody's that is known")]
    Stranger,
    /// The connection ended, or nothing came for too long.
    #[error("the connection ended too early")]
    Cut,
    /// Not as `docs/nearby.md` says.
    #[error("the other device does not keep to the talk")]
    Wrong,
    /// The other device speaks a newer version.
    #[error("the other device speaks a newer version")]
    Newer,
    /// The app said [`Reply::Stopped`].
    #[error("the app ended the talk")]
    Stopped,
    /// The other device ended the pairing.
    #[error("the other device ended the pairing")]
    Parted,
    /// Too many who called did not know the room code, and the door was closed.
    #[error("too many callers did not know the code")]
    Guessed,
}
