//! Order statistics over integer keys: what tiers, scores and ranks are cut
//! from, without a full comparison sort where a cut suffices.

/// Sorts from the largest down.
pub(crate) fn sort_descending(keys: &mut Vec<u64>) {
    *keys = into_buckets(
        keys,
        |key, _| key,
        |_, bucket| {
            bucket.sort_unstable_by(|a, b| b.cmp(a));
        },
    );
}

/// A key with the row that it came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: u64,
    pub(crate) row: u32,
}

/// The keys with their rows, the largest key first, equal keys in row order.
pub(crate) fn sorted_rows(keys: &[u64], threads: usize) -> Vec<Entry> {
    let sort = |bucket: &mut [Entry]| {
        bucket.sort_unstable_by(|a, b| b.key.cmp(&a.key).then(a.row.cmp(&b.row)));
    };
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = if threads == 0 { cores() } else { threads };
    if threads == 1 {
        return into_buckets(keys, |key, row| Entry { key, row }, |_, bucket| sort(bucket));
    }
    let mut ends = Vec::new();
    let mut entries = into_buckets(keys, |key, row| Entry { key, row }, |end, _| ends.push(end));
    // Whole buckets to each thread, about as many entries each.
    std::thread::scope(|scope| {
        let share = entries.len().div_ceil(threads).max(1);
        let mut rest = entries.as_mut_slice();
        let (mut taken, mut from) = (0, 0);
        while !rest.is_empty() {
            let upto = ends.partition_point(|&end| end < taken + share).min(ends.len() - 1);
            let (part, behind) = std::mem::take(&mut rest).split_at_mut(ends[upto] - taken);
            let mine = &ends[from..=upto];
            let start = taken;
            scope.spawn(move || {
                let mut low = 0;
                for end in mine {
                    sort(&mut part[low..end - start]);
                    low = end - start;
                }
            });
            (taken, from, rest) = (ends[upto], upto + 1, behind);
        }
    });
    entries
}

/// Distributes the keys over buckets of equal width, the largest keys first,
/// keeping the order of the rows within a bucket; `finish` is shown where each
/// bucket ends, and the bucket.
fn into_buckets<T: Copy + Default>(
    keys: &[u64],
    make: impl Fn(u64, u32) -> T,
    mut finish: impl FnMut(usize, &mut [T]),
) -> Vec<T> {
    let Some((low, high)) = range(keys) else { return Vec::new() };
    // About a thousand keys a bucket: a bucket is sorted in the nearest cache,
    // and as many buckets are open at once as the processor can stream to.
    let wanted = (keys.len() >> 10).max(1).ilog2().min(BUCKET_BITS);
    let shift = (64 - (high - low).leading_zeros()).saturating_sub(wanted);
    let bucket_of = |key: u64| ((high - key).checked_shr(shift).unwrap_or(0)) as usize;
    let mut starts = vec![0_usize; bucket_of(low) + 1];
    for &key in keys {
        starts[bucket_of(key)] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        (*start, sum) = (sum, sum + *start);
    }
    let mut ends = starts;
    let mut entries = vec![T::default(); keys.len()];
    for (&key, row) in keys.iter().zip(0..) {
        let at = &mut ends[bucket_of(key)];
        entries[*at] = make(key, row);
        *at += 1;
    }
    let mut begin = 0;
    for end in ends {
        finish(end, &mut entries[begin..end]);
        begin = end;
    }
    entries
}

/// The most bits of the index of a bucket.
const BUCKET_BITS: u32 = 12;

/// The `n`-th largest keys for each of the ascending `counts` (1 is the
/// largest): `None` for a count of zero, the smallest key where a count exceeds
/// the number of keys.
///
/// Counts the keys into at most 65,536 equal bins over their range, and sorts
/// only those bins in which a count ends.
pub(crate) fn nth_largest(keys: &[u64], counts: &[usize]) -> Vec<Option<u64>> {
    let Some((low, high)) = range(keys) else {
        return vec![None; counts.len()];
    };
    let shift = (64 - (high - low).leading_zeros()).saturating_sub(BIN_BITS);
    let bin = |key: u64| ((key - low) >> shift) as usize;
    let mut bins = vec![0_usize; bin(high) + 1];
    for &key in keys {
        bins[bin(key)] += 1;
    }

    // Where each count ends: the bin, and the position in it from its largest.
    let mut ends: Vec<Option<(usize, usize)>> = Vec::with_capacity(counts.len());
    for &count in counts {
        let count = count.min(keys.len());
        if count == 0 {
            ends.push(None);
            continue;
        }
        let mut above = 0;
        let mut at = bins.len() - 1;
        while above + bins[at] < count {
            above += bins[at];
            at -= 1;
        }
        ends.push(Some((at, count - above - 1)));
    }

    // Only the bins in which a count ends are looked into.
    let mut chosen: Vec<usize> = ends.iter().flatten().map(|&(at, _)| at).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let mut members: Vec<Vec<u64>> =
        chosen.iter().map(|&at| Vec::with_capacity(bins[at])).collect();
    let mut slot_of = vec![usize::MAX; bins.len()];
    for (slot, &at) in chosen.iter().enumerate() {
        slot_of[at] = slot;
    }
    for &key in keys {
        if let Some(members) = members.get_mut(slot_of[bin(key)]) {
            members.push(key);
        }
    }
    ends.into_iter()
        .map(|end| {
            let (at, position) = end?;
            let members = &mut members[slot_of[at]];
            Some(*members.select_nth_unstable_by(position, |a, b| b.cmp(a)).1)
        })
        .collect()
}

/// How many keys lie above each threshold, and how many equal it.
pub(crate) fn count_above_and_equal(
    keys: &[u64],
    thresholds: &[Option<u64>],
) -> Vec<(usize, usize)> {
    let mut counts = vec![(0, 0); thresholds.len()];
    for (threshold, (above, equal)) in thresholds.iter().zip(&mut counts) {
        if let Some(threshold) = *threshold {
            // Branchless, so that it runs at the speed of memory.
            for &key in keys {
                *above += usize::from(key > threshold);
                *equal += usize::from(key == threshold);
            }
        }
    }
    counts
}

/// Bits of the histogram's index.
const BIN_BITS: u32 = 16;

fn range(keys: &[u64]) -> Option<(u64, u64)> {
    let (first, rest) = keys.split_first()?;
    Some(rest.iter().fold((*first, *first), |(low, high), &key| (low.min(key), high.max(key))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(keys: &[u64]) -> Vec<u64> {
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        keys.reverse();
        keys
    }

    #[test]
    fn the_nth_largest_is_that_of_a_sorted_copy() {
        let mut state = 1_u64;
        for (length, spread) in
            [(1_usize, 1), (2, 2), (17, 3), (1000, 5), (1000, u64::MAX), (70_000, 1)]
        {
            let keys: Vec<u64> = (0..length)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 1) % spread + 7
                })
                .collect();
            let descending = sorted(&keys);
            let counts = [0, 1, length / 3, length / 2, length, length + 5];
            let expected: Vec<Option<u64>> = counts
                .iter()
                .map(|&count| count.checked_sub(1).map(|i| descending[i.min(length - 1)]))
                .collect();
            assert_eq!(nth_largest(&keys, &counts), expected, "{length} keys below {spread}");
        }
        assert_eq!(nth_largest(&[], &[0, 1]), [None, None]);
        assert_eq!(nth_largest(&[u64::MAX, 0], &[1, 2]), [Some(u64::MAX), Some(0)]);
    }

    #[test]
    fn above_and_equal_are_counted() {
        let counts = count_above_and_equal(&[3, 1, 3, 2], &[Some(3), Some(2), None]);
        assert_eq!(counts, [(0, 2), (2, 1), (0, 0)]);
    }
}
