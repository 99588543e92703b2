//! Chance that can be repeated.

use std::ops::Range;

/// The same numbers for the same seed.
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A number of `range`, any as likely as another (`SplitMix64`).
    pub fn roll(&mut self, range: Range<u64>) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        range.start + (mixed ^ (mixed >> 31)) % (range.end - range.start)
    }

    /// A whole number of `range`, which may be below zero.
    pub fn whole(&mut self, range: Range<i64>) -> i64 {
        range.start + self.roll(0..(range.end - range.start).cast_unsigned()).cast_signed()
    }
}
