//! Seven pictures that two people compare in a room: 42 bits of a pairing.
//!
//! They exist because pictures, with their names read aloud, are compared by people who would skip over
//! digits. 42 bits are enough because the invite commits the founder first, so that an attacker has one
//! try (reference/engine.md §6). The order of the table is part of the format; the names are keys that
//! the faces translate. Leaves out: pictures of drink, drugs, weapons and bodies.

use crate::label;

/// One picture: the symbol, and the English name by which faces find their own word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// The emoji.
    pub symbol: &'static str,
    /// A plain English name, lower case, unique in the table.
    pub name: &'static str,
}

/// What both people must see alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pictures([Picture; 7]);

impl Pictures {
    /// The pictures in the order in which they are shown.
    #[must_use]
    pub fn each(&self) -> &[Picture; 7] {
        &self.0
    }

    /// Seven times six bits of the transcript, the highest first.
    pub(crate) fn of(transcript: &[u8; 32]) -> Self {
        let hash = blake3::derive_key(label::PAIRING_PICTURES, transcript);
        let [a, b, c, d, e, f, ..] = hash;
        let bits = u64::from_be_bytes([0, 0, a, b, c, d, e, f]);
        let picture = |place: usize| PICTURES[(bits >> (42 - 6 * place) & 63) as usize];
        Self(std::array::from_fn(picture))
    }
}

const fn picture(symbol: &'static str, name: &'static str) -> Picture {
    Picture { symbol, name }
}

/// The table. Its order is part of the format (`docs/format.md`).
pub const PICTURES: [Picture; 64] = [
    picture("🐶", "dog"),
    picture("🐱", "cat"),
    picture("🦁", "lion"),
    picture("🐎", "horse"),
    picture("🦄", "unicorn"),
    picture("🐷", "pig"),
    picture("🐘", "elephant"),
    picture("🐰", "rabbit"),
    picture("🐼", "panda"),
    picture("🐓", "rooster"),
    picture("🐧", "penguin"),
    picture("🐢", "turtle"),
    picture("🐟", "fish"),
    picture("🐙", "octopus"),
    picture("🦋", "butterfly"),
    picture("🌷", "flower"),
    picture("🌳", "tree"),
    picture("🌵", "cactus"),
    picture("🐌", "snail"),
    picture("🌏", "globe"),
    picture("🌙", "moon"),
    picture("☁️", "cloud"),
    picture("🔥", "fire"),
    picture("🍌", "banana"),
    picture("🍎", "apple"),
    picture("🍓", "strawberry"),
    picture("🌽", "corn"),
    picture("🍕", "pizza"),
    picture("🎂", "cake"),
    picture("❤️", "heart"),
    picture("😀", "smile"),
    picture("🤖", "robot"),
    picture("🎩", "hat"),
    picture("👓", "glasses"),
    picture("🔧", "spanner"),
    picture("🚲", "bicycle"),
    picture("👍", "thumb"),
    picture("☂️", "umbrella"),
    picture("⌛", "hourglass"),
    picture("⏰", "clock"),
    picture("🎁", "gift"),
    picture("💡", "lamp"),
    picture("📕", "book"),
    picture("✏️", "pencil"),
    picture("📎", "paperclip"),
    picture("✂️", "scissors"),
    picture("🔒", "lock"),
    picture("🔑", "key"),
    picture("🔨", "hammer"),
    picture("☎️", "telephone"),
    picture("🏁", "flag"),
    picture("🚂", "train"),
    picture("⛵", "boat"),
    picture("✈️", "aeroplane"),
    picture("🚀", "rocket"),
    picture("🏆", "cup"),
    picture("⚽", "ball"),
    picture("🎸", "guitar"),
    picture("🎺", "trumpet"),
    picture("🔔", "bell"),
    picture("⚓", "anchor"),
    picture("🎧", "headphones"),
    picture("📁", "folder"),
    picture("📌", "pin"),
];
