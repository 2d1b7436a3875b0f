//! Sorting entries by customer and tick at the speed of memory.
//!
//! 1. Each thread scatters its share of the rows into buckets by the leading bits of the key.
//!    A bucket is a range of keys, so sorted buckets are a sorted whole.
//! 2. Each bucket, which fits the cache, is sorted by the few digits in which its rows differ,
//!    and rows of one customer and tick are added up.
//!
//! The outcome is fully determined by the rows, so it does not depend on the threads.

use std::ops::Range;

use super::entry::Entry;

/// Rows that a bucket is meant to hold: two buffers of them fit a core's own cache.
const BUCKET: usize = 4096;
/// Most leading bits: more buckets than this cost more in address translation than they save.
const MOST_LEADING_BITS: u32 = 11;
/// Widest digit: its counters fit the nearest cache.
const DIGIT_BITS: u32 = 11;
/// Fewer rows than this are sorted by comparison.
const FEW: usize = 96;

/// How keys are divided into buckets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Buckets {
    least: i64,
    shift: u32,
    pub(super) count: usize,
}

impl Buckets {
    /// Buckets for `rows` rows with keys from `least` to `greatest`.
    pub(super) fn new(rows: usize, least: i64, greatest: i64) -> Self {
        let key_bits = 64 - distance(least, greatest).leading_zeros();
        let wanted = (rows / BUCKET).max(1).next_power_of_two().trailing_zeros();
        let leading = wanted.min(MOST_LEADING_BITS).min(key_bits);
        let shift = key_bits - leading;
        // A shift by 64 would be none at all; one bucket holds everything then.
        let count = if shift >= 64 { 1 } else { (distance(least, greatest) >> shift) as usize + 1 };
        Self { least, shift: shift.min(63), count }
    }

    #[inline]
    fn of(&self, key: i64) -> usize {
        if self.count == 1 { 0 } else { (distance(self.least, key) >> self.shift) as usize }
    }
}

/// How far `key` is above `least`, which it is not below.
#[inline]
fn distance(least: i64, key: i64) -> u64 {
    (key as u64).wrapping_sub(least as u64)
}

/// A share of the rows, scattered into buckets.
#[derive(Debug)]
pub(super) struct Scattered {
    rows: Vec<Entry>,
    /// Where each bucket begins; one more than there are buckets.
    starts: Vec<usize>,
}

impl Scattered {
    /// Scatters the rows of `range`.
    pub(super) fn new(
        range: Range<usize>,
        buckets: &Buckets,
        key: impl Fn(usize) -> i64,
        entry: impl Fn(usize) -> Entry,
    ) -> Self {
        let mut starts = vec![0; buckets.count + 1];
        for row in range.clone() {
            starts[buckets.of(key(row)) + 1] += 1;
        }
        for bucket in 0..buckets.count {
            starts[bucket + 1] += starts[bucket];
        }
        let mut next = starts.clone();
        let mut rows = vec![Entry::NONE; range.len()];
        for row in range {
            let entry = entry(row);
            let place = &mut next[buckets.of(entry.key)];
            rows[*place] = entry;
            *place += 1;
        }
        Self { rows, starts }
    }

    pub(super) fn bucket(&self, bucket: usize) -> &[Entry] {
        &self.rows[self.starts[bucket]..self.starts[bucket + 1]]
    }
}

/// Room to sort buckets in, used again for each.
#[derive(Debug, Default)]
pub(super) struct Sorter {
    rows: Vec<Entry>,
    spare: Vec<Entry>,
    counters: Vec<usize>,
}

impl Sorter {
    /// The rows of a bucket, gathered from all shares, by customer and tick.
    pub(super) fn sort(&mut self, shares: &[Scattered], bucket: usize) -> &[Entry] {
        self.rows.clear();
        for share in shares {
            self.rows.extend_from_slice(share.bucket(bucket));
        }
        self.sort_rows();
        &self.rows
    }

    fn sort_rows(&mut self) {
        if self.rows.len() < FEW {
            self.rows.sort_unstable_by_key(Entry::place);
            return;
        }
        let (mut keys, mut ticks) = ((i64::MAX, i64::MIN), (i32::MAX, i32::MIN));
        for row in &self.rows {
            keys = (keys.0.min(row.key), keys.1.max(row.key));
            ticks = (ticks.0.min(row.tick), ticks.1.max(row.tick));
        }
        let tick = |row: &Entry| (row.tick as u32).wrapping_sub(ticks.0 as u32);
        let key = |row: &Entry| distance(keys.0, row.key);
        self.spare.resize(self.rows.len(), Entry::NONE);
        for (shift, width) in digits(32 - (ticks.1.wrapping_sub(ticks.0) as u32).leading_zeros()) {
            self.pass(width, |row| (tick(row) >> shift) as usize);
        }
        for (shift, width) in digits(64 - distance(keys.0, keys.1).leading_zeros()) {
            self.pass(width, |row| (key(row) >> shift) as usize);
        }
    }

    /// One stable pass by a digit of `width` bits.
    fn pass(&mut self, width: u32, digit: impl Fn(&Entry) -> usize) {
        let mask = (1 << width) - 1;
        self.counters.clear();
        self.counters.resize(1 << width, 0);
        for row in &self.rows {
            self.counters[digit(row) & mask] += 1;
        }
        let mut start = 0;
        for counter in &mut self.counters {
            start += std::mem::replace(counter, start);
        }
        for row in &self.rows {
            let place = &mut self.counters[digit(row) & mask];
            self.spare[*place] = *row;
            *place += 1;
        }
        std::mem::swap(&mut self.rows, &mut self.spare);
    }
}

/// Digits of equal width that cover `bits` bits, from the lowest.
fn digits(bits: u32) -> impl Iterator<Item = (u32, u32)> {
    let count = bits.div_ceil(DIGIT_BITS);
    let width = if count == 0 { 0 } else { bits.div_ceil(count) };
    (0..count).map(move |digit| (digit * width, width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(entries: &[Entry], shares: usize) -> Vec<Entry> {
        let (least, greatest) = entries
            .iter()
            .fold((i64::MAX, i64::MIN), |(a, b), entry| (a.min(entry.key), b.max(entry.key)));
        if entries.is_empty() {
            return Vec::new();
        }
        let buckets = Buckets::new(entries.len() * 64, least, greatest);
        let share = entries.len().div_ceil(shares);
        let shares: Vec<Scattered> = (0..shares)
            .map(|at| (at * share).min(entries.len())..((at + 1) * share).min(entries.len()))
            .map(|range| {
                Scattered::new(range, &buckets, |row| entries[row].key, |row| entries[row])
            })
            .collect();
        let mut sorter = Sorter::default();
        (0..buckets.count).flat_map(|bucket| sorter.sort(&shares, bucket).to_vec()).collect()
    }

    fn keys() -> impl Strategy<Value = i64> {
        prop_oneof![any::<i64>(), -50_i64..50, Just(i64::MIN), Just(i64::MAX)]
    }

    proptest! {
        #[test]
        fn rows_come_out_sorted(
            places in proptest::collection::vec((keys(), any::<i32>()), 0..600),
            shares in 1_usize..4,
        ) {
            let entries: Vec<Entry> = places
                .iter()
                .enumerate()
                .map(|(at, (key, tick))| Entry { key: *key, tick: *tick, net: at as i64, count: 1 })
                .collect();
            let found = sorted(&entries, shares);
            let mut expected = entries.clone();
            // Equal places keep their order or not; their sums are the same.
            expected.sort_by_key(Entry::place);
            let places = |rows: &[Entry]| rows.iter().map(Entry::place).collect::<Vec<_>>();
            prop_assert_eq!(places(&found), places(&expected));
            let total = |rows: &[Entry]| rows.iter().map(|row| row.net).sum::<i64>();
            prop_assert_eq!(total(&found), total(&expected));
        }
    }

    #[test]
    fn digits_cover_all_bits() {
        assert_eq!(digits(0).count(), 0);
        assert_eq!(digits(11).collect::<Vec<_>>(), [(0, 11)]);
        assert_eq!(digits(12).collect::<Vec<_>>(), [(0, 6), (6, 6)]);
        for bits in 1..=64 {
            let covered: u32 = digits(bits).map(|(_, width)| width).sum();
            assert!(covered >= bits && digits(bits).all(|(shift, _)| shift < bits), "{bits}");
        }
    }
}
