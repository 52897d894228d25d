//! Chance that can be repeated: the same seed gives the same made-up county on every machine.

/// A small generator of numbers (SplitMix64, Steele, Lea and Flood 2014).
pub(super) struct Chance(u64);

impl Chance {
    /// Begins a sequence of its own for one thing of the county, so that the order of making things doesn't matter.
    pub(super) fn of(seed: u64, stream: u64, index: usize) -> Self {
        let mut chance = Self(seed ^ stream.rotate_left(32) ^ (index as u64).rotate_left(17));
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both possible.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low) + 1;
        low.saturating_add_unsigned(self.next() % span)
    }

    /// True in so many cases of a hundred.
    pub(super) fn percent(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// One of several.
    pub(super) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        let index = self.next() % (list.len().max(1) as u64);
        &list[usize::try_from(index).unwrap_or(0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_sequence() {
        // The published test vector of the generator for seed 1234567.
        let mut chance = Chance(1_234_567);
        assert_eq!(chance.next(), 6_457_827_717_110_365_317);
        assert_eq!(chance.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn bounds_are_kept() {
        let mut chance = Chance::of(1, 2, 3);
        let numbers: Vec<i64> = (0..1000).map(|_| chance.between(-2, 2)).collect();
        assert!((-2..=2).all(|number| numbers.contains(&number)));
        assert!(numbers.iter().all(|number| (-2..=2).contains(number)));
    }
}
