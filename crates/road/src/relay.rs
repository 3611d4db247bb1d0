//! What is asked of a relay and what became of it: the calls of `docs/relay.md` as data.
//!
//! A question is an [`Errand`], so that `app` can say what is to be asked while it holds the vault, and a thread can
//! wait for the answer while it does not. Whoever asks is a [`Relay`]: the real one, or one that a test made to lie.

mod address;
mod events;
mod http;
mod lanes;
mod line;
mod lines;
mod patience;
mod question;
mod reply;
mod shut;
mod trust;
mod wakes;

pub use http::{Http, Stopper};
pub use patience::Patience;
pub use trust::Authorities;
pub use wakes::{Waiting, Wakes, pause};

use countersign_wire::relay::{Cursor, HANDLE_BYTES, KEY_BYTES, Page};
use shut::ShutWays;
use std::sync::Arc;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A mailbox key, an invited key or an opening token. Wiped when it is dropped, never printed.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Key(pub [u8; KEY_BYTES]);

impl Key {
    /// All that the relay is told of it.
    #[must_use]
    pub fn hash(&self) -> [u8; KEY_BYTES] {
        countersign_seal::mailbox_key_hash(&self.0)
    }
}

/// Where a relay is, and how it is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// `https://…`, or `http://` and a loopback address, without a slash at the end.
    pub address: String,
    /// SHA-256 of the `SubjectPublicKeyInfo` of the relay's certificate. `None` believes what a public authority
    /// vouches for; the answer says what was met, so that it can be pinned.
    pub pin: Option<[u8; 32]>,
}

/// One question to one relay.
pub struct Errand {
    /// Whom to ask.
    pub place: Place,
    /// The key that says which mailbox; none for [`Call::About`], and for [`Call::Open`] where anyone may open.
    pub key: Option<Key>,
    /// What is asked.
    pub call: Call,
}

/// A key of somebody who was invited, as the relay is told: by its hash alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invited {
    /// What the key is called within its mailbox.
    pub handle: [u8; HANDLE_BYTES],
    /// The key's hash ([`countersign_wire::relay::KEY_HASH_CONTEXT`]).
    pub key: [u8; 32],
}

/// The calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// Is there a relay?
    About,
    /// Open a mailbox: the opener's own side first.
    Open([Invited; 2]),
    /// How full is it?
    Fullness,
    /// Replace the asking key by the one with this hash.
    Renew([u8; 32]),
    /// Invite a key to the own side.
    Invite(Invited),
    /// Remove a key of the own side.
    Remove([u8; HANDLE_BYTES]),
    /// Keep this envelope.
    Put(Vec<u8>),
    /// What came after the cursor.
    Fetch(Option<Cursor>),
    /// Drop an envelope that this key put, by its id.
    Drop([u8; 32]),
}

/// How full a mailbox is for the asking key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fullness {
    /// Own bundles there, and their bytes.
    pub bundles: u64,
    /// Bytes of own bundles.
    pub bytes: u64,
    /// How many there may be.
    pub bundles_max: u64,
    /// How many bytes there may be.
    pub bytes_max: u64,
    /// How long a bundle is kept.
    pub keep_days: u32,
    /// The newest number in the mailbox, of whoever's bundle.
    pub newest: Option<Cursor>,
    /// Handles of the own side, own first.
    pub handles: Vec<[u8; HANDLE_BYTES]>,
}

/// What a relay said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To [`Call::About`]: here is a relay. What was met can be pinned; over loopback there is nothing to pin.
    About {
        /// SHA-256 of the certificate's key.
        pin: Option<[u8; 32]>,
        /// Whether opening needs a token.
        needs_token: bool,
    },
    /// To [`Call::Fullness`].
    Fullness(Fullness),
    /// To [`Call::Put`]: it is durable there, under this number.
    Kept {
        /// Its number in the mailbox.
        number: u64,
    },
    /// To [`Call::Fetch`].
    Page(Page),
    /// To all others.
    Done,
}

/// Why there is no answer. Nothing in it comes from the other end, so it may be shown and logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// No network here, or no way to the address.
    #[error("there is no way to the relay")]
    NoWay,
    /// It took too long.
    #[error("the relay took too long")]
    TooSlow,
    /// What answered is no relay: a sign-in page, a proxy, another service.
    #[error("what answered is no relay")]
    NotARelay,
    /// It wants to send us elsewhere, which no relay does.
    #[error("what answered wants to send us elsewhere")]
    Redirected,
    /// The certificate is not the pinned one: somebody sits in between, or the relay has a new key.
    #[error("this is not the relay that was pinned")]
    OtherKey,
    /// No authority vouches for the certificate and no pin is known.
    #[error("nobody vouches for this relay")]
    Unvouched,
    /// The certificate is only good at another time: one of the two clocks is wrong.
    #[error("the relay's certificate is not good at this device's time")]
    Clock,
    /// More bytes than such an answer can have, compressed, or not as `docs/relay.md` says.
    #[error("the answer is not as a relay answers")]
    Malformed,
    /// The relay said no.
    #[error("the relay said no")]
    Refused(Refused),
    /// Not now; seconds until it may be asked again, at most an hour.
    #[error("the relay asks to wait")]
    Later {
        /// Seconds, 1 to 3600.
        seconds: u32,
    },
}

/// The relay's codes, as `docs/relay.md` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such key, removed, or an invitation too old.
    UnknownKey,
    /// The key is not good for this.
    NotAllowed,
    /// Handle or key is in use otherwise.
    Taken,
    /// 16 keys on this side already.
    SideFull,
    /// The organisation has as many mailboxes as it may.
    NoMoreMailboxes,
    /// The bytes were damaged on the way.
    WrongId,
    /// This key's quota is used up.
    MailboxFull,
    /// More than the relay takes.
    TooLarge,
    /// A fault of the relay.
    Fault,
    /// A code of a newer relay, or one that means a mistake of ours.
    Other,
}

/// Somebody who can be asked. Waits for answers; never longer than its own limits.
pub trait Relay {
    /// Asks one question.
    ///
    /// # Errors
    /// When there is no answer that may be believed.
    fn ask(&mut self, errand: &Errand) -> Result<Answer, Fault>;

    /// Asks questions of which none needs another's answer, perhaps several at a time. `told` hears of each errand once,
    /// by its place, as answers come; while it makes something of one, others may be on their way. Where there is no way
    /// to an address, no further question waits at that door.
    fn ask_each(
        &mut self,
        errands: &[Arc<Errand>],
        told: &mut dyn FnMut(usize, Result<Answer, Fault>),
    ) {
        let mut shut = ShutWays::default();
        for (at, errand) in errands.iter().enumerate() {
            let answer = match shut.met(errand) {
                Some(fault) => Err(fault),
                None => self.ask(errand),
            };
            shut.note(errand, &answer);
            told(at, answer);
        }
    }
}
