//! Columns in order, the largest first: keys alone, or with the rows that they came from.
//!
//! Keys are scattered into buckets of a few thousand by their leading bits, each bucket is sorted
//! where it fits the cache, and the outcome does not depend on the threads.

use crate::numeric::parallel;
use crate::numeric::radix::Sorter;
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::keys::{FEWEST_ROWS, Keys, bits, histogram};
use crate::numeric::ranking::selection::BIN_BITS;

/// Sorts from the largest down.
pub(crate) fn sort_descending(keys: &mut [u64]) {
    let Some((&first, rest)) = keys.split_first() else { return };
    let (low, high) =
        rest.iter().fold((first, first), |(low, high), &key| (low.min(key), high.max(key)));
    for key in keys.iter_mut() {
        *key = high - *key;
    }
    let mut sorter = Sorter::default();
    sorter.sort(keys, bits(high - low), 0);
    for key in keys.iter_mut() {
        *key = high - *key;
    }
}

/// Entries in a bucket, about: two buffers of them fit the second cache.
const BUCKET: usize = 1 << 13;
/// How a key and its row are one number: the distance from the highest key, as far as there is
/// room for it, and below it the row.
#[derive(Debug, Clone, Copy)]
struct Packing {
    high: u64,
    /// Bits of a row.
    row_bits: u32,
    /// Low bits of the distance for which there is no room.
    lost: u32,
    /// Bits of the distance that are kept.
    kept: u32,
}

impl Packing {
    fn new(rows: usize, low: u64, high: u64) -> Self {
        let row_bits = bits(rows.saturating_sub(1) as u64);
        let lost = (bits(high - low) + row_bits).saturating_sub(64);
        Self { high, row_bits, lost, kept: bits(high - low) - lost }
    }

    #[inline]
    fn entry(&self, key: u64, row: usize) -> u64 {
        let distance = (self.high - key) >> self.lost;
        // Without rows to tell apart there is nothing to shift by.
        distance.checked_shl(self.row_bits).unwrap_or(0) | row as u64
    }

    #[inline]
    fn row(&self, entry: u64) -> usize {
        (entry & ((1_u64 << self.row_bits) - 1)) as usize
    }

    #[inline]
    fn distance(&self, entry: u64) -> u64 {
        entry >> self.row_bits
    }
}

/// Part of the rows in order, the largest key first, equal keys in the order of the rows.
#[derive(Debug)]
pub(crate) struct Run {
    entries: Vec<u64>,
    packing: Packing,
    /// How many different keys there are.
    pub(crate) distinct: usize,
}

impl Run {
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Turns each entry into the row and what `each` says of its place: where its group of equal
    /// keys begins and ends in the run, how many groups came before, and its own place. Both are
    /// below 2^32; the row is in the lower half.
    #[inline]
    pub(crate) fn into_places<V: Amount>(
        mut self,
        keys: &Keys<'_, V>,
        each: impl Fn(std::ops::Range<usize>, usize, usize) -> usize,
    ) -> Vec<u64> {
        let (mut first, mut group) = (0, 0);
        while first < self.entries.len() {
            let last = self.end_of_group(keys, first);
            for at in first..last {
                let row = self.packing.row(self.entries[at]);
                self.entries[at] = (each(first..last, group, at) as u64) << 32 | row as u64;
            }
            (first, group) = (last, group + 1);
        }
        self.entries
    }

    /// Where the equal keys from `first` on end.
    #[inline]
    fn end_of_group<V: Amount>(&self, keys: &Keys<'_, V>, first: usize) -> usize {
        let last = self.end_of_prefix(first);
        if self.packing.lost == 0 || last == first + 1 {
            return last;
        }
        let key = keys.get(self.packing.row(self.entries[first]));
        let alike = |entry: &&u64| keys.get(self.packing.row(**entry)) == key;
        first + self.entries[first..last].iter().take_while(alike).count()
    }

    /// Where the entries of the same distance from `first` on end.
    #[inline]
    fn end_of_prefix(&self, first: usize) -> usize {
        let distance = self.packing.distance(self.entries[first]);
        let mut last = first + 1;
        while last < self.entries.len() && self.packing.distance(self.entries[last]) == distance {
            last += 1;
        }
        last
    }

    /// Sorts what the entries had no room to tell apart, and counts the groups of equal keys.
    fn finish<V: Amount>(&mut self, keys: &Keys<'_, V>) {
        let packing = self.packing;
        let mut first = 0;
        while first < self.entries.len() {
            let last = self.end_of_prefix(first);
            self.distinct += 1;
            if packing.lost > 0 && last > first + 1 {
                let key = |entry: &u64| keys.get(packing.row(*entry));
                let alike = &mut self.entries[first..last];
                // Equal keys are in order already, and then nothing moves.
                alike.sort_by_key(|entry| std::cmp::Reverse(key(entry)));
                self.distinct +=
                    alike.windows(2).filter(|pair| key(&pair[0]) != key(&pair[1])).count();
            }
            first = last;
        }
    }
}

/// All rows in order, in one run a thread, and room to be used again.
pub(crate) fn sorted_rows<V: Amount>(
    keys: &Keys<'_, V>,
    threads: usize,
) -> (Vec<Run>, Vec<Vec<u64>>) {
    let (low, high) = keys.span();
    let packing = Packing::new(keys.len(), low, high);
    let shift = bits(high - low).saturating_sub(keys.len().ilog2().min(BIN_BITS));
    let bins = ((high - low) >> shift) as usize + 1;
    let sizes = histogram(keys.len(), |rows| keys.of(rows), (low, shift, bins), threads);
    let (bucket_of, mut buckets) = buckets(&sizes);
    let workers = parallel::workers(threads, keys.len(), FEWEST_ROWS);
    let shares = parallel::each(parallel::ranges(keys.len(), workers), |rows| {
        let bucket = |key: u64| usize::from(bucket_of[((key - low) >> shift) as usize]);
        Scattered::new(Vec::new(), buckets.len(), rows.len(), || {
            keys.of(rows.clone())
                .zip(rows.clone())
                .map(|(key, row)| (bucket(key), packing.entry(key, row)))
        })
    });
    // Whole buckets to each worker, about as many entries each.
    let mut runs = Vec::with_capacity(workers);
    let (mut next, mut left) = (0, keys.len());
    for worker in 0..workers {
        let (first, mut taken) = (next, 0);
        let wanted = left.div_ceil(workers - worker);
        while next < buckets.len() && (taken < wanted || worker + 1 == workers) {
            taken += buckets[next];
            next += 1;
        }
        left -= taken;
        runs.push((first..next, taken));
    }
    buckets.clear();
    let sorted = parallel::each(runs, |(run, length)| {
        let mut sorter = Sorter::default();
        let mut sorted = Run { entries: Vec::with_capacity(length), packing, distinct: 0 };
        for bucket in run {
            let start = sorted.entries.len();
            for share in &shares {
                sorted.entries.extend_from_slice(share.part(bucket));
            }
            let entries = &mut sorted.entries[start..];
            let (least, most) =
                entries.iter().fold((u64::MAX, 0), |(a, b), &entry| (a.min(entry), b.max(entry)));
            if entries.len() > 1 {
                let width = bits(packing.distance(least) ^ packing.distance(most));
                sorter.sort(entries, width.min(packing.kept), packing.row_bits);
            }
        }
        sorted.finish(keys);
        sorted
    });
    (sorted, shares.into_iter().map(|share| share.entries).collect())
}

/// Joins neighbouring bins to buckets, the largest keys first: the bucket of each bin, and how
/// many entries each bucket has.
fn buckets(sizes: &[usize]) -> (Vec<u16>, Vec<usize>) {
    /// More streams than this cost more in address translation than they save.
    const MOST: usize = 1 << 11;
    let total: usize = sizes.iter().sum();
    let wanted = total.div_ceil(MOST).max(BUCKET);
    let mut bucket_of = vec![0; sizes.len()];
    let mut buckets = vec![0];
    for (bin, &size) in sizes.iter().enumerate().rev() {
        let last = buckets.len() - 1;
        if buckets[last] > 0 && buckets[last] + size > wanted {
            buckets.push(size);
        } else {
            buckets[last] += size;
        }
        bucket_of[bin] = (buckets.len() - 1) as u16;
    }
    (bucket_of, buckets)
}

/// Entries put together by their place, in the order in which they came.
#[derive(Debug)]
pub(crate) struct Scattered {
    entries: Vec<u64>,
    /// Where each place begins; one more than there are places.
    starts: Vec<usize>,
}

impl Scattered {
    /// Scatters `length` entries, which `pairs` yields with their places, twice the same; `room` is
    /// used again.
    pub(crate) fn new<I: Iterator<Item = (usize, u64)>>(
        room: Vec<u64>,
        places: usize,
        length: usize,
        pairs: impl Fn() -> I,
    ) -> Self {
        let mut starts = vec![0; places + 1];
        for (place, _) in pairs() {
            starts[place + 1] += 1;
        }
        for place in 0..places {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        // Pages that are there already need not be made.
        let mut entries = if room.is_empty() { vec![0; length] } else { room };
        entries.resize(length, 0);
        for (place, entry) in pairs() {
            let at = &mut next[place];
            entries[*at] = entry;
            *at += 1;
        }
        Self { entries, starts }
    }

    /// The entries of a place.
    pub(crate) fn part(&self, place: usize) -> &[u64] {
        &self.entries[self.starts[place]..self.starts[place + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_out_from_the_largest_down() {
        let mut state = 1_u64;
        for (length, spread) in
            [(0_usize, 1), (1, 1), (50, 9), (500, 1), (5000, u64::MAX), (70_000, 1 << 33)]
        {
            let mut keys: Vec<u64> = (0..length)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 1) % spread
                })
                .collect();
            let mut expected = keys.clone();
            expected.sort_unstable_by(|a, b| b.cmp(a));
            sort_descending(&mut keys);
            assert_eq!(keys, expected);
        }
    }

    /// Doubles whose distances have more bits than there is room for beside the row.
    #[test]
    fn rows_come_out_by_key_and_row_however_wide_the_keys() {
        let mut state = 1_u64;
        for spread in [3_u64, 1000, 1 << 20, u64::MAX] {
            let values: Vec<f64> = (0..150_000)
                .map(|i| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let value = f64::from_bits((state >> 2) % spread);
                    let value = if value.is_finite() { value } else { 1.0 };
                    match i % 5 {
                        0 => -value,
                        1 => 1.0 + f64::EPSILON * ((state >> 40) % 3) as f64,
                        _ => value,
                    }
                })
                .collect();
            let mut expected: Vec<usize> = (0..values.len()).collect();
            expected.sort_by(|&a, &b| values[b].partial_cmp(&values[a]).expect("finite"));
            for threads in [1, 2, 7] {
                let keys = Keys::check(&values, "values", threads).expect("finite");
                let mut found = Vec::new();
                for run in sorted_rows(&keys, threads).0 {
                    let (length, distinct) = (run.len(), run.distinct);
                    let before = found.len();
                    let groups = std::sync::atomic::AtomicUsize::new(0);
                    let places = run.into_places(&keys, |equals, group, at| {
                        assert!(equals.contains(&at));
                        groups.store(group + 1, std::sync::atomic::Ordering::Relaxed);
                        at
                    });
                    assert!(places.iter().zip(0..).all(|(place, at)| place >> 32 == at));
                    found.extend(places.iter().map(|place| *place as u32 as usize));
                    assert_eq!((found.len() - before, groups.into_inner()), (length, distinct));
                }
                assert_eq!(found, expected, "{spread} {threads}");
            }
        }
    }
}
