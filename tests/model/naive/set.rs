//! A set of acts by their place in the list: union, difference, membership.
//!
//! Only here so that the plain model stays quick enough to run by the thousand; it holds no rule.

/// The place of an act in the model's list.
pub(super) type At = usize;

/// A set of places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// The set of all places below `count`.
    pub(super) fn below(count: usize) -> Self {
        (0..count).collect()
    }

    pub(super) fn has(&self, at: At) -> bool {
        self.0
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    pub(super) fn add(&mut self, at: At) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// Those of this set that are not in the other.
    pub(super) fn without(&self, other: &Self) -> Self {
        self.iter().filter(|at| !other.has(*at)).collect()
    }

    /// Whether everything in this set is in the other too.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        let word_of_other = |at: usize| other.0.get(at).copied().unwrap_or_default();
        self.0
            .iter()
            .enumerate()
            .all(|(at, word)| word & !word_of_other(at) == 0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The places, smallest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = At> + '_ {
        self.0.iter().enumerate().flat_map(|(block, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    block * 64 + bit
                })
            })
        })
    }
}

impl FromIterator<At> for Set {
    fn from_iter<I: IntoIterator<Item = At>>(places: I) -> Self {
        let mut set = Self::default();
        places.into_iter().for_each(|at| set.add(at));
        set
    }
}

#[test]
fn a_set_gives_back_what_was_put_in() {
    let set: Set = [3, 64, 130].into_iter().collect();
    assert_eq!(set.iter().collect::<Vec<_>>(), [3, 64, 130]);
    assert!(set.has(64) && !set.has(65) && !set.has(1000));
    assert!(set.is_within(&Set::below(131)) && !set.is_within(&Set::below(130)));
    assert_eq!(
        set.without(&Set::below(65)).iter().collect::<Vec<_>>(),
        [130]
    );
}
