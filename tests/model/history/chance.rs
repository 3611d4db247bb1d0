//! Chance from a seed, the same on every machine: SplitMix64, which is plenty for choosing deeds.

/// A seeded source of choices.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Chance that always runs the same way from this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`; 0 where there is none.
    pub fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.bits() % count).unwrap_or_default()
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these, if there is any.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.below(from.len());
        from.get(at)
    }

    /// One of these, mostly one of the last.
    pub fn pick_late<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let back = self
            .below(from.len())
            .min(self.below(from.len()))
            .min(self.below(from.len()));
        from.get(from.len().checked_sub(back + 1)?)
    }

    /// Bytes that look like a hash or a key.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            let bits = self.bits().to_le_bytes();
            chunk
                .iter_mut()
                .zip(bits)
                .for_each(|(byte, bit)| *byte = bit);
        }
        bytes
    }
}
