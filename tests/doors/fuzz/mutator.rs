//! Hostile values, drawn from a seed.

/// SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one case.
    pub(crate) fn new(seed: u64, case: u64) -> Self {
        let mut random = Self(seed ^ case.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.bits();
        random
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// A whole number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// Whether something of this probability happens.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    pub(crate) fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// A positive number: usual, unusual, or at the ends of what doubles hold.
    pub(crate) fn positive(&mut self) -> f64 {
        match self.below(8) {
            0..3 => 10f64.powf(4.0 * self.uniform() - 2.0),
            3..5 => 10f64.powf(24.0 * self.uniform() - 12.0),
            5 => 10f64.powf(616.0 * self.uniform() - 308.0),
            6 => self.pick(&[1.0, 0.5, 2.0, 1e-3, 1e6, 3.0]),
            _ => self.pick(&[5e-324, 2e-314, 2.3e-308, 1e-300, 1e15, 9e15, 1e18, 1e300, 1.79e308]),
        }
    }

    /// Any number, most of them positive.
    pub(crate) fn number(&mut self) -> f64 {
        match self.below(10) {
            0 => self.pick(&[0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
            1 => -self.positive(),
            2 => self.below(1000) as f64,
            3 => self.uniform(),
            4 => f64::from_bits(self.bits()),
            _ => self.positive(),
        }
    }

    /// A count: small, large, or at the end of its type.
    pub(crate) fn count(&mut self) -> u64 {
        match self.below(8) {
            0..4 => self.below(20) as u64,
            4 => self.below(100_000) as u64,
            5 => self.bits() >> self.below(64),
            6 => (1u64 << self.below(64)).wrapping_sub(self.below(3) as u64),
            _ => u64::MAX - self.below(2) as u64,
        }
    }

    /// Changes some bytes: flips, cuts, doubles, fills, or puts `words` in.
    pub(crate) fn mutate(&mut self, bytes: &mut Vec<u8>, words: &[&[u8]]) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            let length = self.below(9).min(bytes.len() - at);
            match self.below(8) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 if at < bytes.len() => bytes[at] = self.bits() as u8,
                2 => drop(bytes.drain(at..at + length)),
                3 => {
                    let copy = bytes[at..at + length].to_vec();
                    let to = self.below(bytes.len() + 1);
                    bytes.splice(to..to, copy);
                }
                4 if self.happens(0.2) => bytes.truncate(at),
                5 => {
                    let number = self.number().to_le_bytes();
                    let end = (at + 8).min(bytes.len());
                    bytes.splice(at..end, number);
                }
                _ if !words.is_empty() => {
                    let word = self.pick(words);
                    let end = if self.happens(0.5) { at } else { at + length };
                    bytes.splice(at..end, word.iter().copied());
                }
                _ => {}
            }
        }
    }
}
