//! A fixed number of slots, some holding tags and the rest chance, so that nobody can count agreements.
//!
//! The order is drawn anew for every talk: where a tag stands says nothing either.

use std::collections::BTreeMap;

use countersign_seal::{Chance, entropy};
use countersign_wire::nearby::{TAG_FRAMES_MAX, TAGS_PER_FRAME};

use super::ask::{Fault, Proof, Tag, TagPair};

/// Where each agreement stands in this end's frames.
pub(super) struct Slots {
    /// The tags and what fills up.
    tags: Vec<Tag>,
    /// The slot of the agreement at each place; none where there were too many.
    of_place: Vec<usize>,
    /// What the other end would show.
    theirs: Vec<Tag>,
}

impl Slots {
    /// Deals the tags out.
    pub(super) fn deal(pairs: &[TagPair], chance: &mut dyn Chance) -> Self {
        let pairs = pairs
            .get(..TAGS_PER_FRAME * TAG_FRAMES_MAX)
            .unwrap_or(pairs);
        let frames = pairs.len().div_ceil(TAGS_PER_FRAME).max(1);
        let mut order: Vec<usize> = (0..frames * TAGS_PER_FRAME).collect();
        for left in (1..order.len()).rev() {
            let drawn = u64::from_le_bytes(entropy(chance)) % (left as u64 + 1);
            order.swap(left, usize::try_from(drawn).unwrap_or(0));
        }
        order.truncate(pairs.len());
        let mut tags: Vec<Tag> = (0..frames * TAGS_PER_FRAME)
            .map(|_| entropy(chance))
            .collect();
        for (slot, pair) in order.iter().zip(pairs) {
            if let Some(tag) = tags.get_mut(*slot) {
                *tag = pair.own;
            }
        }
        Self {
            tags,
            of_place: order,
            theirs: pairs.iter().map(|pair| pair.theirs).collect(),
        }
    }

    /// The frames to show.
    pub(super) fn frames(&self) -> impl ExactSizeIterator<Item = &[Tag]> {
        self.tags.chunks(TAGS_PER_FRAME)
    }

    /// The places of the agreements that stand among the tags of the other end, each with its slot there.
    pub(super) fn common(&self, shown: &[Tag]) -> Vec<(usize, usize)> {
        let slot_of: BTreeMap<&Tag, usize> = shown.iter().zip(0..).collect();
        let found = |(place, tag)| slot_of.get(tag).map(|slot| (place, *slot));
        self.theirs.iter().enumerate().filter_map(found).collect()
    }

    /// Proofs for every slot: at those places the true ones, and chance elsewhere.
    pub(super) fn proofs(
        &self,
        places: &[usize],
        proofs: &[Proof],
        chance: &mut dyn Chance,
    ) -> Result<Vec<Proof>, Fault> {
        if places.len() != proofs.len() {
            return Err(Fault::Stopped);
        }
        let filler = |chance: &mut dyn Chance| Proof {
            device: entropy(chance),
            signature: entropy(chance),
        };
        let mut all: Vec<Proof> = self.tags.iter().map(|_| filler(chance)).collect();
        for (place, proof) in places.iter().zip(proofs) {
            let slot = self.of_place.get(*place).ok_or(Fault::Stopped)?;
            if let Some(there) = all.get_mut(*slot) {
                *there = *proof;
            }
        }
        Ok(all)
    }

    /// The place of the agreement in a slot.
    pub(super) fn slot_of(&self, place: usize) -> Option<usize> {
        self.of_place.get(place).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_seal::Drawn;

    struct Dice(u64);

    impl Chance for Dice {
        fn fill(&mut self, bytes: &mut [u8]) {
            for byte in bytes {
                self.0 = self
                    .0
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                *byte = (self.0 >> 33) as u8;
            }
        }
    }

    fn pairs(count: u16) -> Vec<TagPair> {
        let tag = |kind: u8, at: u16| {
            let mut tag = [kind; 32];
            tag[..2].copy_from_slice(&at.to_be_bytes());
            tag
        };
        let pair = |at| TagPair {
            own: tag(1, at),
            theirs: tag(2, at),
        };
        (0..count).map(pair).collect()
    }

    #[test]
    fn frames_are_full_whatever_there_is_to_share() {
        let mut chance = Drawn::from_chance(&mut Dice(1));
        for (count, frames) in [(0, 1), (1, 1), (64, 1), (65, 2), (1024, 16), (1500, 16)] {
            let slots = Slots::deal(&pairs(count), &mut chance);
            assert_eq!(slots.frames().len(), frames);
            assert!(slots.frames().all(|frame| frame.len() == TAGS_PER_FRAME));
        }
    }

    #[test]
    fn every_tag_stands_once_and_where_differs_from_talk_to_talk() {
        let mut chance = Drawn::from_chance(&mut Dice(1));
        let places: Vec<Vec<usize>> = (0..2)
            .map(|_| {
                let slots = Slots::deal(&pairs(40), &mut chance);
                for (place, pair) in pairs(40).iter().enumerate() {
                    let slot = slots.slot_of(place).unwrap();
                    assert_eq!(slots.tags[slot], pair.own);
                }
                slots.of_place
            })
            .collect();
        assert_ne!(places[0], places[1]);
    }

    #[test]
    fn what_is_common_is_found_and_chance_is_not() {
        let mut chance = Drawn::from_chance(&mut Dice(1));
        let mine = Slots::deal(&pairs(3), &mut chance);
        let mut shown = vec![[9; 32]; TAGS_PER_FRAME];
        shown[17] = pairs(3)[2].theirs;
        assert_eq!(mine.common(&shown), [(2, 17)]);
        // Reflected: what this end shows is no sign that the other end has it.
        assert_eq!(mine.common(&mine.tags), []);
    }
}
