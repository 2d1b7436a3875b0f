//! A column in which each row stands for a number of customers.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::keys::Keys;
use crate::numeric::ranking::selection::Standing;

/// As many as doubles count one by one; sums of so many amounts fit 128 bits.
const MOST_CUSTOMERS: u64 = 1 << 53;

/// The distinct keys of a column, the largest first, with the customers that have them.
#[derive(Debug)]
pub(crate) struct Counted {
    keys: Vec<u64>,
    /// Customers whose key is at least that of the same place.
    at_least: Vec<usize>,
}

impl Counted {
    /// Rows of no customer are left out.
    ///
    /// # Errors
    /// `Empty` where there is no customer; `Length`; `Overflow` beyond [`MOST_CUSTOMERS`].
    pub(crate) fn new<V: Amount>(keys: &Keys<'_, V>, counts: &[u64]) -> Result<Self> {
        if counts.len() != keys.len() {
            return Err(Error::length("counts", counts.len(), keys.len()));
        }
        let mut rows: Vec<(u64, u64)> =
            keys.of(0..keys.len()).zip(counts.iter().copied()).filter(|row| row.1 > 0).collect();
        rows.sort_unstable_by_key(|&(key, _)| std::cmp::Reverse(key));
        let mut this = Self { keys: Vec::new(), at_least: Vec::new() };
        let mut total = 0_usize;
        for (key, count) in rows {
            total = total.saturating_add(usize::try_from(count).unwrap_or(usize::MAX));
            if total as u64 > MOST_CUSTOMERS {
                return Err(Error::new(ErrorKind::Overflow, "the counts add up to more than 2^53")
                    .in_column("counts"));
            }
            if this.keys.last() == Some(&key) {
                this.at_least.pop();
            } else {
                this.keys.push(key);
            }
            this.at_least.push(total);
        }
        if this.keys.is_empty() {
            return Err(Error::empty("counts"));
        }
        Ok(this)
    }

    /// How many customers there are.
    pub(crate) fn total(&self) -> usize {
        self.at_least.last().copied().unwrap_or(0)
    }

    /// As [`nth_largest`](crate::numeric::ranking::selection::nth_largest), of the customers.
    pub(crate) fn nth_largest(&self, places: &[usize]) -> Vec<Option<Standing>> {
        places.iter().map(|&place| self.standing(place)).collect()
    }

    fn standing(&self, place: usize) -> Option<Standing> {
        let place = place.min(self.total());
        let group =
            (place > 0).then(|| self.at_least.partition_point(|&members| members < place))?;
        let above = self.above(group);
        Some(Standing { key: self.keys[group], above, equal: self.at_least[group] - above })
    }

    fn above(&self, group: usize) -> usize {
        group.checked_sub(1).map_or(0, |before| self.at_least[before])
    }

    /// Each distinct key with the number of customers who have it, the largest first.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (u64, usize)> + Clone + '_ {
        (0..self.keys.len())
            .map(|group| (self.keys[group], self.at_least[group] - self.above(group)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::ranking::selection::nth_largest;

    #[test]
    fn counts_stand_for_as_many_rows() {
        let values = [3_i64, -1, 3, 0, 7];
        let counts = [2_u64, 1, 3, 0, 4];
        let spread: Vec<i64> = values
            .iter()
            .zip(counts)
            .flat_map(|(&value, count)| std::iter::repeat_n(value, count as usize))
            .collect();
        let keys = Keys::check(&values, "values", 1).unwrap();
        let counted = Counted::new(&keys, &counts).unwrap();
        let all = Keys::check(&spread, "values", 1).unwrap();
        let places: Vec<usize> = (0..14).collect();
        let expected = nth_largest(all.len(), |rows| all.of(rows), all.span(), &places, 1);
        assert_eq!((counted.total(), counted.nth_largest(&places)), (10, expected));
        let sizes: Vec<usize> = counted.groups().map(|(_, size)| size).collect();
        assert_eq!(sizes, [4, 5, 1]);
    }

    #[test]
    fn bad_counts_are_named() {
        let keys = Keys::check(&[1.0, 2.0], "values", 1).unwrap();
        let kind = |counts: &[u64]| Counted::new(&keys, counts).unwrap_err().kind();
        assert_eq!(kind(&[1]), ErrorKind::Length);
        assert_eq!(kind(&[0, 0]), ErrorKind::Empty);
        assert_eq!(kind(&[u64::MAX, 1]), ErrorKind::Overflow);
    }
}
