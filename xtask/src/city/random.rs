//! A small repeatable source of numbers (`SplitMix64`); good enough for flats and volumes.

/// The source.
pub struct Random(u64);

impl Random {
    /// A source for one house of a city.
    pub const fn new(seed: u64, house: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ house.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    /// A number from `least` to `most`, both included.
    pub const fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = (most - least + 1).unsigned_abs();
        least + (self.next() % span).cast_signed()
    }

    /// True in so many of a hundred cases.
    pub const fn percent(&mut self, cases: i64) -> bool {
        self.between(1, 100) <= cases
    }

    /// One of the choices.
    pub fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let last = i64::try_from(choices.len()).unwrap_or(1) - 1;
        choices[usize::try_from(self.between(0, last)).unwrap_or(0)]
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }
}
