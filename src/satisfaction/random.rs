//! Random numbers that are the same everywhere.

/// A random stream of its own for each sample: SplitMix64 (Steele, Lea and Flood
/// 2014), started from the seed and the number of the sample.
pub(super) struct Stream(u64);

impl Stream {
    pub(super) fn new(seed: u64, sample: u32) -> Self {
        let mut stream = Self(seed ^ (u64::from(sample) + 1).wrapping_mul(0xd605_bbb5_8c8a_bcfd));
        stream.next();
        stream
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; the bias of the multiplication is below n/2^64.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// A standard normal number (Box and Muller), for simulated surveys.
    #[cfg(test)]
    pub(super) fn normal(&mut self) -> f64 {
        let unit = |x: u64| ((x >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0;
        let (u, v) = (unit(self.next()), unit(self.next()));
        (-2.0 * u.ln()).sqrt() * (2.0 * std::f64::consts::PI * v).cos()
    }
}
