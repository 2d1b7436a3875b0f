//! The rank of each customer by value.

use std::ops::Range;

use crate::error::{Error, Result};
use crate::numeric::parallel;
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::keys::{FEWEST_ROWS, Keys};
use crate::numeric::ranking::order::{self, Scattered};

/// Which rank equal values share. The best value has rank 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum RankTies {
    /// One more than the number of strictly better values: 1, 2, 2, 4
    /// (competition ranking).
    #[default]
    Lowest,
    /// The number of values at least as good: 1, 3, 3, 4.
    Highest,
    /// One more than the number of *different* better values: 1, 2, 2, 3.
    Dense,
    /// Equal values in the order of their rows: 1, 2, 3, 4.
    RowOrder,
}

/// Writes the rank of each value, the largest first, into `out`. With more than
/// one thread (0 for all cores) the result is the same.
///
/// ```
/// use habitue::value::{RankTies, ranks_into};
///
/// let mut ranks = [0; 4];
/// ranks_into(&[20.0, 90.0, 20.0, 5.0], RankTies::Lowest, 1, &mut ranks)?;
/// assert_eq!(ranks, [2, 1, 2, 4]);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Length` where `out` has another length, or beyond 2³² rows; `NotFinite`
/// naming the row. Nothing is written then.
pub fn ranks_into<V: Amount>(
    values: &[V],
    ties: RankTies,
    threads: usize,
    out: &mut [u64],
) -> Result<()> {
    if out.len() != values.len() {
        return Err(Error::length("out", out.len(), values.len()));
    }
    if u32::try_from(values.len()).is_err() {
        return Err(Error::length("values", values.len(), u32::MAX as usize)
            .allowing("at most 4294967295 rows"));
    }
    let keys = Keys::check(values, "values", threads)?;
    if values.is_empty() {
        return Ok(());
    }
    if is_dense(&keys) {
        by_counting(&keys, ties, threads, out);
    } else {
        by_sorting(&keys, ties, threads, out);
    }
    Ok(())
}

/// Whether there are so few possible keys that each can have a counter.
fn is_dense<V: Amount>(keys: &Keys<'_, V>) -> bool {
    let (low, high) = keys.span();
    high - low < (2 * keys.len() as u64).max(1 << 12)
}

/// Rows whose ranks are written in one go.
const CHUNK: usize = 1 << 16;

/// Counts how often each key occurs; where its rows stand follows from how many are larger.
fn by_counting<V: Amount>(keys: &Keys<'_, V>, ties: RankTies, threads: usize, out: &mut [u64]) {
    let (low, high) = keys.span();
    let workers = parallel::workers(threads, keys.len(), FEWEST_ROWS);
    // Each worker has counters of its own: together no more than a few a row.
    let most = (4 * keys.len() as u64 / (high - low + 1)).max(1);
    let ranges = parallel::ranges(keys.len(), workers.min(most as usize));
    let share = ranges.first().map_or(1, Range::len);
    let mut counts = parallel::each(ranges, |rows| {
        let mut counts = vec![0_u32; (high - low) as usize + 1];
        keys.of(rows).for_each(|key| counts[(high - key) as usize] += 1);
        counts
    });
    // From how often each key occurs in each share to where it stands, the largest first.
    let mut above = 0;
    for at in 0..=(high - low) as usize {
        let count: u32 = counts.iter().map(|counts| counts[at]).sum();
        if count == 0 {
            continue;
        }
        let standing = match ties {
            RankTies::Lowest | RankTies::Dense => above + 1,
            RankTies::Highest => above + count,
            RankTies::RowOrder => {
                // Equal values of an earlier share come first.
                let mut next = above + 1;
                for counts in &mut counts {
                    next += std::mem::replace(&mut counts[at], next);
                }
                above += count;
                continue;
            }
        };
        counts[0][at] = standing;
        above += if ties == RankTies::Dense { 1 } else { count };
    }
    if ties == RankTies::RowOrder {
        let parts: Vec<_> = counts.into_iter().zip(out.chunks_mut(share)).zip(0..).collect();
        parallel::each(parts, |((mut next, part), index)| {
            let first = index * share;
            let rows = first..first + part.len();
            for (slot, key) in part.iter_mut().zip(keys.of(rows)) {
                let rank = &mut next[(high - key) as usize];
                *slot = u64::from(*rank);
                *rank += 1;
            }
        });
        return;
    }
    let standing = counts.swap_remove(0);
    parallel::fill(out, CHUNK, workers, |first, part| {
        let rows = first..first + part.len();
        for (slot, key) in part.iter_mut().zip(keys.of(rows)) {
            *slot = u64::from(standing[(high - key) as usize]);
        }
    });
}

/// Sorts the rows, and brings the ranks back to them block by block.
fn by_sorting<V: Amount>(keys: &Keys<'_, V>, ties: RankTies, threads: usize, out: &mut [u64]) {
    let mut before = (0, 0);
    let (runs, mut rooms) = order::sorted_rows(keys, threads);
    let runs: Vec<_> = runs
        .into_iter()
        .map(|run| {
            let start = before;
            before = (start.0 + run.len(), start.1 + run.distinct);
            (run, start, rooms.pop().unwrap_or_default())
        })
        .collect();
    let blocks = out.len().div_ceil(CHUNK);
    let shares = parallel::each(runs, |(run, (above, groups), room)| {
        let ranked = run.into_places(keys, |equals, group, at| match ties {
            RankTies::Lowest => above + equals.start + 1,
            RankTies::Highest => above + equals.end,
            RankTies::Dense => groups + group + 1,
            RankTies::RowOrder => above + at + 1,
        });
        let block = |entry: u64| entry as u32 as usize / CHUNK;
        Scattered::new(room, blocks, ranked.len(), || {
            ranked.iter().map(|&entry| (block(entry), entry))
        })
    });
    let workers = parallel::workers(threads, out.len(), FEWEST_ROWS);
    parallel::fill(out, CHUNK, workers, |first, part| {
        for share in &shares {
            for entry in share.part(first / CHUNK) {
                part[*entry as u32 as usize - first] = entry >> 32;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ranks(values: &[i64], ties: RankTies, threads: usize) -> Vec<u64> {
        let mut out = vec![0; values.len()];
        ranks_into(values, ties, threads, &mut out).unwrap();
        out
    }

    #[test]
    fn equals_share_what_the_rule_says() {
        let values = [20, 90, 20, 5];
        assert_eq!(ranks(&values, RankTies::Lowest, 1), [2, 1, 2, 4]);
        assert_eq!(ranks(&values, RankTies::Highest, 1), [3, 1, 3, 4]);
        assert_eq!(ranks(&values, RankTies::Dense, 1), [2, 1, 2, 3]);
        assert_eq!(ranks(&values, RankTies::RowOrder, 1), [2, 1, 3, 4]);
        assert!(ranks(&[], RankTies::Lowest, 1).is_empty());
        let error = ranks_into(&[1.0, f64::NAN], RankTies::Lowest, 1, &mut [0; 2]).unwrap_err();
        assert_eq!(error.row(), Some(1));
        assert!(ranks_into(&[1.0], RankTies::Lowest, 1, &mut []).is_err());
    }

    #[test]
    fn many_rows_and_threads_give_the_same_ranks() {
        let values: Vec<f64> =
            (0..200_000_u64).map(|i| ((i * 7_919) % 100_003) as f64 * 1.5 - 1e4).collect();
        let mut one = vec![0; values.len()];
        let mut two = vec![0; values.len()];
        ranks_into(&values, RankTies::RowOrder, 1, &mut one).unwrap();
        ranks_into(&values, RankTies::RowOrder, 2, &mut two).unwrap();
        assert_eq!(one, two);
        let mut rows: Vec<usize> = (0..values.len()).collect();
        rows.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
        assert!(rows.iter().zip(1..).all(|(&row, rank)| one[row] == rank));
    }

    /// Few possible values are counted, many are sorted; doubles with more bits than fit beside the
    /// row, equal ones among them, are told apart.
    #[test]
    fn counting_and_sorting_give_the_same_ranks() {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 20
        };
        let narrow: Vec<i64> = (0..150_000).map(|_| (next() % 70_001) as i64 - 30_000).collect();
        let wide: Vec<i64> = narrow.iter().map(|value| value * 1_000_003).collect();
        let doubles: Vec<f64> = narrow.iter().map(|value| *value as f64 * 1e9 / 7.0).collect();
        for ties in [RankTies::Lowest, RankTies::Highest, RankTies::Dense, RankTies::RowOrder] {
            let mut order: Vec<usize> = (0..narrow.len()).collect();
            order.sort_by_key(|&row| std::cmp::Reverse(narrow[row]));
            let mut expected = vec![0; narrow.len()];
            let (mut first, mut group) = (0, 0);
            for (at, &row) in order.iter().enumerate() {
                if at > 0 && narrow[row] != narrow[order[at - 1]] {
                    (first, group) = (at, group + 1);
                }
                let equal = |&&other: &&usize| narrow[other] == narrow[row];
                expected[row] = match ties {
                    RankTies::Lowest => first + 1,
                    RankTies::Highest => at + order[at..].iter().take_while(equal).count(),
                    RankTies::Dense => group + 1,
                    RankTies::RowOrder => at + 1,
                } as u64;
            }
            for threads in [1, 2, 7] {
                let mut out = vec![0; narrow.len()];
                ranks_into(&narrow, ties, threads, &mut out).unwrap();
                assert!(out == expected, "narrow {ties:?} {threads}");
                ranks_into(&wide, ties, threads, &mut out).unwrap();
                assert!(out == expected, "wide {ties:?} {threads}");
                ranks_into(&doubles, ties, threads, &mut out).unwrap();
                assert!(out == expected, "doubles {ties:?} {threads}");
            }
        }
    }

    proptest! {
        #[test]
        fn ranks_count_the_better_ones(values in prop::collection::vec(-9_i64..9, 0..60)) {
            let lowest = ranks(&values, RankTies::Lowest, 2);
            let highest = ranks(&values, RankTies::Highest, 1);
            for (i, &value) in values.iter().enumerate() {
                let better = values.iter().filter(|&&other| other > value).count() as u64;
                let equal = values.iter().filter(|&&other| other == value).count() as u64;
                prop_assert_eq!((lowest[i], highest[i]), (better + 1, better + equal));
            }
        }
    }
}
