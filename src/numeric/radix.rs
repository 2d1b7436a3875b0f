//! Sorting integers by their digits.

/// The widest digit of a pass: its counters fit the nearest cache.
const DIGIT_BITS: u32 = 11;
/// So few entries are sorted by comparison.
const FEW: usize = 96;

/// Room to sort in, used again for each bucket.
#[derive(Debug, Default)]
pub(crate) struct Sorter {
    spare: Vec<u64>,
    counters: Vec<usize>,
}

impl Sorter {
    /// Sorts by the bits from `fixed` up to `fixed + width`, keeping the order of equals; above,
    /// all entries are alike, and below, they ascend already among equals.
    pub(crate) fn sort(&mut self, entries: &mut [u64], width: u32, fixed: u32) {
        if entries.len() < FEW {
            entries.sort_unstable();
            return;
        }
        let passes = width.div_ceil(DIGIT_BITS);
        if passes == 0 {
            return;
        }
        let digit = width.div_ceil(passes);
        self.spare.resize(entries.len(), 0);
        let spare = &mut self.spare[..entries.len()];
        let (mut from, mut to): (&mut [u64], &mut [u64]) = (entries, spare);
        for pass in 0..passes {
            let (shift, mask) = (fixed + pass * digit, (1_u64 << digit) - 1);
            self.counters.clear();
            self.counters.resize(1 << digit, 0);
            for &entry in from.iter() {
                self.counters[(entry >> shift & mask) as usize] += 1;
            }
            let mut start = 0;
            for counter in &mut self.counters {
                start += std::mem::replace(counter, start);
            }
            for &entry in from.iter() {
                let place = &mut self.counters[(entry >> shift & mask) as usize];
                to[*place] = entry;
                *place += 1;
            }
            std::mem::swap(&mut from, &mut to);
        }
        if passes % 2 == 1 {
            to.copy_from_slice(from);
        }
    }
}

/// Sorts keys.
pub(crate) fn sort(keys: &mut [u64]) {
    let greatest = keys.iter().copied().max().unwrap_or(0);
    Sorter::default().sort(keys, 64 - greatest.leading_zeros(), 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_keys_are_sorted() {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state
        };
        for mask in [0, 1, 0xFFF0_0000_0000_0000, 0x0000_7F00_0000_00FF, u64::MAX] {
            for length in [0, 1, 255, 256, 5000] {
                let mut keys: Vec<u64> = (0..length).map(|_| next() & mask).collect();
                let mut sorted = keys.clone();
                sorted.sort_unstable();
                sort(&mut keys);
                assert_eq!(keys, sorted);
            }
        }
    }
}
