//! The rank of each customer by value.

use super::amount::Amount;
use super::order;
use crate::error::{Error, Result};

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
    V::check(values, "values")?;
    let keys: Vec<u64> = values.iter().map(|value| value.key()).collect();
    let sorted = order::sorted_rows(&keys, threads);
    let (mut first, mut distinct) = (0, 0);
    while first < sorted.len() {
        let key = sorted[first].key;
        let mut last = first + 1;
        while last < sorted.len() && sorted[last].key == key {
            last += 1;
        }
        distinct += 1;
        for (at, entry) in (first..last).zip(&sorted[first..last]) {
            out[entry.row as usize] = match ties {
                RankTies::Lowest => first + 1,
                RankTies::Highest => last,
                RankTies::Dense => distinct,
                RankTies::RowOrder => at + 1,
            } as u64;
        }
        first = last;
    }
    Ok(())
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
