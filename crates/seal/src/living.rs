//! The names of living text: documents, changes, items. All are BLAKE3, as the names of acts are.
//!
//! They exist so that both people's devices come to the same names without asking each other: the next agenda follows
//! from the one before, an item from the operation that added it, and the beginning of a document from its name.

use crate::label;

/// The name of a change of living text: the hash of its signed bytes.
#[must_use]
pub fn living_change_id(signed_bytes: &[u8]) -> [u8; 32] {
    blake3::hash(signed_bytes).into()
}

/// The name of an agreement's agenda: the first one, or the one that follows `before`.
#[must_use]
pub fn agenda_id(agreement: &[u8; 32], before: Option<&[u8; 32]>) -> [u8; 32] {
    blake3::Hasher::new_derive_key(label::AGENDA)
        .update(agreement)
        .update(before.map_or(&[][..], |before| before))
        .finalize()
        .into()
}

/// The Automerge actor of what every document begins with; nobody writes under it.
#[must_use]
pub fn living_beginning(document: &[u8; 32]) -> [u8; 32] {
    blake3::derive_key(label::LIVING_BEGINNING, document)
}

/// The name of an agenda's item: it follows from who added it with which operation, so nobody can take another's.
#[must_use]
pub fn living_item(document: &[u8; 32], actor: &[u8; 32], counter: u64) -> [u8; 16] {
    let hash = blake3::Hasher::new_derive_key(label::LIVING_ITEM)
        .update(document)
        .update(actor)
        .update(&counter.to_be_bytes())
        .finalize();
    first_half(&hash)
}

fn first_half(hash: &blake3::Hash) -> [u8; 16] {
    let mut half = [0; 16];
    half.iter_mut()
        .zip(hash.as_bytes())
        .for_each(|(to, from)| *to = *from);
    half
}
