//! Order statistics: what stands where, without sorting.
//!
//! Keys are counted into bins over their range, and only the bins in which an answer lies are
//! looked into; where a bin is a single key, nothing is left to look for.

use std::ops::Range;

use crate::numeric::parallel;
use crate::numeric::ranking::keys::{FEWEST_ROWS, bits, histogram};

/// A key and its place among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) key: u64,
    /// How many keys are larger.
    pub(crate) above: usize,
    /// How many are equal.
    pub(crate) equal: usize,
}

/// So few keys are sorted.
const FEW: usize = 256;
/// The most bits of a bin's index: its counters fit the second cache.
pub(crate) const BIN_BITS: u32 = 16;

/// The `n`-th largest of `length` keys for each of `counts` (1 is the largest): `None` for a count
/// of zero, the smallest key where a count exceeds the number of keys. All keys are from `low` to
/// `high`.
pub(crate) fn nth_largest<I: Iterator<Item = u64>>(
    length: usize,
    keys: impl Fn(Range<usize>) -> I + Sync,
    (low, high): (u64, u64),
    counts: &[usize],
    threads: usize,
) -> Vec<Option<Standing>> {
    if length <= FEW {
        let mut sorted: Vec<u64> = keys(0..length).collect();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        return counts.iter().map(|&count| standing(&sorted, count)).collect();
    }
    let shift = bits(high - low).saturating_sub(length.ilog2().min(BIN_BITS));
    let mut at_least =
        histogram(length, &keys, (low, shift, ((high - low) >> shift) as usize + 1), threads);
    for bin in (1..at_least.len()).rev() {
        at_least[bin - 1] += at_least[bin];
    }
    let above = |bin: usize| at_least.get(bin + 1).copied().unwrap_or(0);
    let bin_of = |count: usize| {
        let count = count.min(length);
        (count > 0).then(|| (at_least.partition_point(|&members| members >= count) - 1, count))
    };
    let bins: Vec<Option<(usize, usize)>> = counts.iter().map(|&count| bin_of(count)).collect();
    if shift == 0 {
        let exact = |(bin, _): (usize, usize)| Standing {
            key: low + bin as u64,
            above: above(bin),
            equal: at_least[bin] - above(bin),
        };
        return bins.into_iter().map(|bin| bin.map(exact)).collect();
    }
    let mut chosen: Vec<usize> = bins.iter().flatten().map(|&(bin, _)| bin).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let members = gather(length, &keys, (low, shift, at_least.len()), &chosen, threads);
    let mut found = vec![None; counts.len()];
    for (members, &chosen) in members.iter().zip(&chosen) {
        let inside: Vec<(usize, usize)> = bins
            .iter()
            .enumerate()
            .filter_map(|(place, bin)| bin.filter(|bin| bin.0 == chosen).map(|bin| (place, bin.1)))
            .collect();
        let places: Vec<usize> = inside.iter().map(|(_, count)| count - above(chosen)).collect();
        let slice = |rows: Range<usize>| members[rows].iter().copied();
        let first = low + ((chosen as u64) << shift);
        let span = (first, first + ((1_u64 << shift) - 1).min(high - first));
        let answers = nth_slice(members.len(), &slice, span, &places, threads);
        for ((place, _), answer) in inside.iter().zip(answers) {
            found[*place] =
                answer.map(|answer| Standing { above: answer.above + above(chosen), ..answer });
        }
    }
    found
}

/// [`nth_largest`] of the members of a bin: one type, however deep.
fn nth_slice<'a>(
    length: usize,
    keys: &(dyn Fn(Range<usize>) -> std::iter::Copied<std::slice::Iter<'a, u64>> + Sync),
    span: (u64, u64),
    counts: &[usize],
    threads: usize,
) -> Vec<Option<Standing>> {
    nth_largest(length, keys, span, counts, threads)
}

/// The keys in each of the chosen bins.
fn gather<I: Iterator<Item = u64>>(
    length: usize,
    keys: impl Fn(Range<usize>) -> I + Sync,
    (low, shift, bins): (u64, u32, usize),
    chosen: &[usize],
    threads: usize,
) -> Vec<Vec<u64>> {
    let mut slot_of = vec![u16::MAX; bins];
    for (slot, &bin) in (0..).zip(chosen) {
        slot_of[bin] = slot;
    }
    let workers = parallel::workers(threads, length, FEWEST_ROWS);
    parallel::each(parallel::ranges(length, workers), |rows| {
        let mut members = vec![Vec::new(); chosen.len()];
        for key in keys(rows) {
            if let Some(members) =
                members.get_mut(usize::from(slot_of[((key - low) >> shift) as usize]))
            {
                members.push(key);
            }
        }
        members
    })
    .into_iter()
    .reduce(|mut a: Vec<Vec<u64>>, b| {
        a.iter_mut().zip(b).for_each(|(a, b)| a.extend(b));
        a
    })
    .unwrap_or_default()
}

/// The standing of the `count`-th of keys from the largest down.
fn standing(sorted: &[u64], count: usize) -> Option<Standing> {
    let key = sorted[count.min(sorted.len()).checked_sub(1)?];
    let above = sorted.partition_point(|&other| other > key);
    let equal = sorted.partition_point(|&other| other >= key) - above;
    Some(Standing { key, above, equal })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nth(keys: &[u64], counts: &[usize], threads: usize) -> Vec<Option<Standing>> {
        let span = (keys.iter().min().copied(), keys.iter().max().copied());
        let span = (span.0.unwrap_or_default(), span.1.unwrap_or_default());
        nth_largest(keys.len(), |rows| keys[rows].iter().copied(), span, counts, threads)
    }

    #[test]
    fn the_nth_largest_is_that_of_a_sorted_copy() {
        let mut state = 1_u64;
        for (length, spread) in [
            (1_usize, 1),
            (2, 2),
            (17, 3),
            (1000, 5),
            (1000, u64::MAX),
            (70_000, 1),
            (70_000, 1_000_000),
            (300_000, 1 << 40),
        ] {
            for outlier in [None, Some(u64::MAX), Some(0)] {
                let mut keys: Vec<u64> = (0..length)
                    .map(|_| {
                        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        (state >> 1) % spread + 7
                    })
                    .collect();
                keys.extend(outlier);
                let mut descending = keys.clone();
                descending.sort_unstable_by(|a, b| b.cmp(a));
                let counts = [0, 1, 2, length / 3, length / 2, length, length + 5];
                let expected: Vec<_> =
                    counts.iter().map(|&count| standing(&descending, count)).collect();
                for threads in [1, 2, 7] {
                    assert_eq!(nth(&keys, &counts, threads), expected, "{length} below {spread}");
                }
            }
        }
        assert_eq!(nth(&[], &[0, 1], 1), [None, None]);
        let key = |place: Option<Standing>| place.map(|place| place.key);
        let found = nth(&[u64::MAX, 0], &[1, 2], 1);
        assert_eq!((key(found[0]), key(found[1])), (Some(u64::MAX), Some(0)));
    }
}
