//! What is kept of living text: one row for each document, open or dropped, and for each device that told something.

use countersign_domain::Role;
use countersign_wire::Living as Section;

use super::shelf::{Dropped, Told};

/// What a row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LivingRowKind {
    /// An agenda that is open: its changes.
    Agenda,
    /// A draft that is open: its changes.
    Draft,
    /// A document that was dropped: by whom, and what was seen of it. No words.
    Dropped,
    /// Another device: what it has of the documents.
    Peer,
}

impl LivingRowKind {
    const ALL: [Self; 4] = [Self::Agenda, Self::Draft, Self::Dropped, Self::Peer];

    /// A number that never changes its meaning, for storing.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Agenda => 0,
            Self::Draft => 1,
            Self::Dropped => 2,
            Self::Peer => 3,
        }
    }

    /// The kind with this number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A row of living text. Key: `name`. It is written whole; a document that is dropped replaces itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivingRow {
    /// The document, or the device.
    pub name: [u8; 32],
    /// What it is of.
    pub kind: LivingRowKind,
    /// Its content, in this room's own form; at most about 1 MiB.
    pub bytes: Vec<u8>,
}

impl LivingRow {
    pub(super) fn of_dropped(name: [u8; 32], dropped: &Dropped) -> Self {
        let by = match dropped.by {
            Role::Client => 0,
            Role::Keyworker => 1,
        };
        Self {
            name,
            kind: LivingRowKind::Dropped,
            bytes: [&[by], dropped.seen.as_flattened()].concat(),
        }
    }

    pub(super) fn dropped(&self) -> Dropped {
        let (by, seen) = self.bytes.split_first().unwrap_or((&0, &[]));
        Dropped {
            by: if *by == 0 {
                Role::Client
            } else {
                Role::Keyworker
            },
            seen: seen.as_chunks().0.to_vec(),
        }
    }

    pub(super) fn of_peer(name: [u8; 32], told: &Told) -> Self {
        let section = Section {
            have: told.have(),
            ..Section::default()
        };
        // It came in a section, so it fits into one.
        let have = section.encode().unwrap_or_default();
        let gone: Vec<u8> = told.gone.iter().flatten().copied().collect();
        let length = (have.len() as u32).to_be_bytes();
        Self {
            name,
            kind: LivingRowKind::Peer,
            bytes: [&length[..], &have, &gone].concat(),
        }
    }

    /// What cannot be read counts as not told: it is sent again.
    pub(super) fn told(&self) -> Told {
        let Some((length, rest)) = self.bytes.split_first_chunk::<4>() else {
            return Told::default();
        };
        let length = u32::from_be_bytes(*length) as usize;
        let (have, gone) = rest.split_at_checked(length).unwrap_or_default();
        Told {
            have: Section::decode(have)
                .map(|section| Told::of(&section.have))
                .unwrap_or_default(),
            gone: gone.as_chunks().0.iter().copied().collect(),
        }
    }
}
