//! The encrypted database on a device: homes, vaults, tables, backups. The only room with SQL.
//!
//! A *home* is a folder that holds vaults, one per person: `HOME/<vault id>/{header-a, header-b, vault.db, lock,
//! tries, label}`. `vault.db` is SQLCipher under a random key; the two equal headers hold that key, wrapped by the
//! passphrase and by the recovery kit (design §4). All that is written goes through [`Vault::write`], one transaction
//! at a time: when it returns, the bytes are durable, and if it fails, nothing of it is there (law 12).
//!
//! Truth (acts and bodies) is append-only and the schema refuses to change it; rows for screens are
//! projections that can be made again ([`Tx::clear_projections`]). What a row means is decided above: this room
//! judges nothing, asks no clock and no chance, and knows no network.

mod backup;
mod connection;
mod durable;
mod error;
mod header;
mod home;
mod lock;
mod migrate;
mod name;
mod rows;
mod tries;
mod tx;
mod vault;

pub use connection::Integrity;
pub use error::{Error, OpenError};
pub use home::{Home, NewVault, Opener, Unlocked, VaultEntry};
pub use name::{BundleId, ChangeHash, MailboxName, Moment, NotAVaultId, SendingKeyId, VaultId};
pub use rows::*;
pub use tries::WrongTries;
pub use tx::{Tx, View};
pub use vault::Vault;
