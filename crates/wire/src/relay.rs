//! What a device and a relay say to each other: the few bytes and names that both must know alike.
//!
//! It exists so that there is one place for them, tested once. The calls themselves, with their answers,
//! are told in `docs/relay.md`. Hashing is left to the two: this room knows no cipher, so it names the
//! contexts only.

mod card;
mod cursor;
mod page;

pub use card::{Card, Grant};
pub use cursor::{Cursor, CursorError};
pub use page::{Page, Parcel};

/// BLAKE3 derive-key context: the hash of a mailbox key, which is all that a relay keeps of it.
pub const KEY_HASH_CONTEXT: &str = "countersign v1 mailbox key";

/// BLAKE3 derive-key context: the hash of an organisation's opening token.
pub const TOKEN_HASH_CONTEXT: &str = "countersign v1 opening token";

/// BLAKE3 derive-key context: the handle of a device's key, over `name of the mailbox ‖ device id`; its
/// first [`HANDLE_BYTES`] bytes.
pub const HANDLE_CONTEXT: &str = "countersign v1 mailbox handle";

/// A mailbox key, an invited key, an opening token, and the hash of each.
pub const KEY_BYTES: usize = 32;

/// What a mailbox is called on cards, and never to the relay.
pub const NAME_BYTES: usize = 16;

/// What a key is called within its mailbox.
pub const HANDLE_BYTES: usize = 16;

/// Stands in every answer of a relay, with [`PROTOCOL`] as its value. An answer without it was given by
/// something in between.
pub const RELAY_HEADER: &str = "countersign-relay";

/// The version of the protocol, as [`RELAY_HEADER`] says it.
pub const PROTOCOL: &str = "1";

/// What a relay is. `GET`.
pub const RELAY_PATH: &str = "/v1/relay";

/// Opening mailboxes. `POST`.
pub const MAILBOXES_PATH: &str = "/v1/mailboxes";

/// How full the asking key's mailbox is. `GET`.
pub const MAILBOX_PATH: &str = "/v1/mailbox";

/// Renewing the asking key. `PUT`.
pub const KEY_PATH: &str = "/v1/key";

/// Inviting and removing keys of the own side: `PUT` and `DELETE`, with `/` and a handle behind.
pub const DEVICES_PATH: &str = "/v1/devices";

/// Bundles: `GET` a page; `PUT` and `DELETE` one, with `/` and its id behind.
pub const BUNDLES_PATH: &str = "/v1/bundles";

/// Being woken by server-sent events. `GET`.
pub const WAKE_PATH: &str = "/v1/wake";

/// Days for which an invited key can be renewed; as long as an invite of pairing is good.
pub const INVITED_DAYS: u32 = 7;

/// Bundles on one page at most.
pub const PAGE_COUNT_MAX: u16 = 100;

/// Bytes of a page at most: a page ends before it would pass them. Any one envelope is far smaller.
pub const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Seconds between two signs of life on a wake stream; after more than twice as long it is dead.
pub const WAKE_BEAT_SECONDS: u64 = 20;

/// The longest that an app lets a relay make it wait, whatever `Retry-After` says.
pub const RETRY_SECONDS_MAX: u64 = 3_600;

/// JSON of a question or an answer at most.
pub const JSON_BYTES_MAX: usize = 16 * 1024;
