//! One column into scores: quintiles, equal counts, or cuts of the caller's.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::parallel;
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::amount::sealed::Amount as _;
use crate::numeric::ranking::classes::{Classes, Level};
use crate::numeric::ranking::counted::Counted;
use crate::numeric::ranking::cut::{Boundary, Ties, level_of, levels, share_of_count};
use crate::numeric::ranking::cut_point::{Better, Closed, CutPoint};
use crate::numeric::ranking::keys::Keys;
use crate::numeric::ranking::selection::{Standing, nth_largest};
use crate::value::scores::score_cuts::ScoreCuts;

/// Where the bins are cut.
#[derive(Debug, Clone, PartialEq)]
enum Rule {
    Quantiles(u32),
    EqualCounts(u32, Ties),
    At(Vec<f64>),
}

/// Turns a column into scores 1 (worst) to k (best), and tells the thresholds.
///
/// * [`Scoring::quantiles`] cuts at the interior quantiles of the data (R's type
///   7, which numpy, pandas and Polars use by default). Equal values share a
///   score, so bins may be uneven; nothing is added to the thresholds, so amounts
///   below one unit are scored as well as any.
/// * [`Scoring::equal_counts`] cuts by rank into bins of n/k customers; where
///   equal values straddle a cut, [`Ties`] decides.
/// * [`Scoring::at`] cuts where the caller says, the same for every batch.
///
/// ```
/// use habitue::value::{Better, Scoring};
///
/// let spend = [10.0, 25.0, 30.0, 80.0, 120.0];
/// let scores = Scoring::quantiles(5)?.score(&spend)?;
/// assert_eq!(scores.score, [1, 2, 3, 4, 5]);
///
/// let days = [400, 20, 90];
/// let scores = Scoring::at([30.0, 180.0])?.with_better(Better::Lower).score(&days)?;
/// assert_eq!(scores.score, [1, 3, 2]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    rule: Rule,
    better: Better,
    closed: Closed,
    threads: usize,
}

/// The scores of a column, with the thresholds that they were cut at.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Scores {
    /// The score of each row, 1 (worst) to k (best).
    pub score: Vec<i32>,
    /// The k − 1 thresholds in ascending order; see [`Scoring::score_into`].
    pub thresholds: Vec<f64>,
}

/// The most bins of a scoring.
const MOST_BINS: u32 = 1000;

impl Scoring {
    /// Quintiles of the data, high values the best.
    pub(crate) const QUINTILES: Self = Self {
        rule: Rule::Quantiles(5),
        better: Better::Higher,
        closed: Closed::Right,
        threads: 1,
    };

    /// Scores by the interior quantiles of the data: `bins` of 5 are quintiles.
    ///
    /// # Errors
    /// `OutOfRange` for fewer than 1 or more than 1000 bins.
    pub fn quantiles(bins: u32) -> Result<Self> {
        Ok(Self::new(Rule::Quantiles(checked_bins(bins)?)))
    }

    /// Scores by rank, in bins of equal counts.
    ///
    /// # Errors
    /// `OutOfRange` for fewer than 1 or more than 1000 bins.
    pub fn equal_counts(bins: u32, ties: Ties) -> Result<Self> {
        Ok(Self::new(Rule::EqualCounts(checked_bins(bins)?, ties)))
    }

    /// Scores by given thresholds; there is one bin more than there are
    /// thresholds.
    ///
    /// # Errors
    /// `NotFinite`, or `Unsorted` where the thresholds do not strictly ascend,
    /// naming the row; `OutOfRange` for more than 999 thresholds.
    pub fn at(thresholds: impl Into<Vec<f64>>) -> Result<Self> {
        let thresholds = thresholds.into();
        checked_bins(u32::try_from(thresholds.len() + 1).unwrap_or(u32::MAX))?;
        for (row, &threshold) in thresholds.iter().enumerate() {
            if !threshold.is_finite() {
                return Err(Error::out_of_range("thresholds", threshold, "a finite number")
                    .at_row(row as u64));
            }
            if row > 0 && threshold <= thresholds[row - 1] {
                return Err(Error::new(ErrorKind::Unsorted, "is not above the threshold before")
                    .in_column("thresholds")
                    .with_value(threshold)
                    .at_row(row as u64));
            }
        }
        Ok(Self::new(Rule::At(thresholds)))
    }

    fn new(rule: Rule) -> Self {
        Self { rule, better: Better::default(), closed: Closed::default(), threads: 1 }
    }

    /// Which values earn the high scores. Defaults to high values.
    #[must_use]
    pub fn with_better(mut self, better: Better) -> Self {
        self.better = better;
        self
    }

    /// To which bin a value belongs that equals a threshold; of no effect on
    /// equal counts. Defaults to the bin below.
    #[must_use]
    pub fn with_closed(mut self, closed: Closed) -> Self {
        self.closed = closed;
        self
    }

    /// How many threads may score; 0 for all cores. The scores are the same. Defaults to 1.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Which values earn the high scores.
    #[must_use]
    pub fn better(&self) -> Better {
        self.better
    }

    /// How many bins, and the highest score.
    #[must_use]
    pub fn bins(&self) -> usize {
        match &self.rule {
            Rule::Quantiles(bins) | Rule::EqualCounts(bins, _) => *bins as usize,
            Rule::At(thresholds) => thresholds.len() + 1,
        }
    }

    /// The scores of a column; see [`Scoring::score_into`].
    ///
    /// # Errors
    /// As [`Scoring::score_into`].
    pub fn score<V: Amount>(&self, values: &[V]) -> Result<Scores> {
        let mut score = vec![0; values.len()];
        let thresholds = self.score_into(values, &mut score)?;
        Ok(Scores { score, thresholds })
    }

    /// Writes the score of each row, and returns the thresholds in ascending
    /// order.
    ///
    /// For quantiles and given thresholds, a value above a threshold (or on it,
    /// with [`Closed::Left`]) is in the bins above it; equal quantiles leave bins
    /// empty. For equal counts, a threshold is the value of the last customer on
    /// the better side of the cut. To score another batch alike take
    /// [`Scoring::cuts`].
    ///
    /// # Errors
    /// `Empty`; `Length` where `out` has another length; `NotFinite` naming the
    /// row. Nothing is written then.
    pub fn score_into<V: Amount>(&self, values: &[V], out: &mut [i32]) -> Result<Vec<f64>> {
        if values.is_empty() {
            return Err(Error::empty("values"));
        }
        if out.len() != values.len() {
            return Err(Error::length("out", out.len(), values.len()));
        }
        Ok(self.score_keys(&Keys::check(values, "values", self.threads)?, self.threads, out))
    }

    /// The cuts of a column as values, which score any other column alike: next month's customers
    /// by the quintiles of last month's.
    ///
    /// ```
    /// use habitue::value::Scoring;
    ///
    /// // Half of the customers bought once: the first two quintiles are both 1.
    /// let orders = [1_u32, 1, 1, 1, 1, 2, 3, 4, 6, 9];
    /// let quintiles = Scoring::quantiles(5)?;
    /// let cuts = quintiles.cuts(&orders)?;
    /// assert_eq!(cuts.score(&orders)?, quintiles.score(&orders)?.score);
    /// assert_eq!(cuts.score(&[1, 2, 100])?, [1, 3, 5]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `Empty`; `NotFinite` naming the row; `Argument` for equal counts whose ties go by the order
    /// of the rows, which another base does not have.
    pub fn cuts<V: Amount>(&self, values: &[V]) -> Result<ScoreCuts<V>> {
        let keys = self.towards_better(Keys::check(values, "values", self.threads)?);
        let order = |places: &[usize]| {
            nth_largest(keys.len(), |rows| keys.of(rows), keys.span(), places, self.threads)
        };
        self.cuts_from(&keys, keys.len(), order)
    }

    /// As [`Scoring::cuts`], where row i stands for `counts[i]` customers.
    ///
    /// # Errors
    /// As [`Scoring::cuts`]; `Length`; `Overflow` for more than 2^53 customers.
    pub fn cuts_of_counts<V: Amount>(&self, values: &[V], counts: &[u64]) -> Result<ScoreCuts<V>> {
        let keys = self.towards_better(Keys::check(values, "values", self.threads)?);
        let counted = Counted::new(&keys, counts)?;
        self.cuts_from(&keys, counted.total(), |places| counted.nth_largest(places))
    }

    /// Equal counts are counted from the best down.
    fn towards_better<'a, V: Amount>(&self, keys: Keys<'a, V>) -> Keys<'a, V> {
        let by_counts = matches!(self.rule, Rule::EqualCounts(..));
        keys.reversed(by_counts && self.better == Better::Lower)
    }

    fn cuts_from<V: Amount>(
        &self,
        keys: &Keys<'_, V>,
        customers: usize,
        order: impl Fn(&[usize]) -> Vec<Option<Standing>>,
    ) -> Result<ScoreCuts<V>> {
        let above: Vec<CutPoint<V>> = match &self.rule {
            Rule::At(thresholds) => {
                thresholds.iter().map(|&threshold| CutPoint::at(threshold, self.closed)).collect()
            }
            _ if customers == 0 => return Err(Error::empty("values")),
            Rule::Quantiles(bins) => {
                let bins = u64::from(*bins);
                let cut = |Quantile { low, high, part }: Quantile| {
                    let (value, exact) = V::quantile(keys.value(low), keys.value(high), part, bins);
                    CutPoint { value, inclusive: exact && self.closed == Closed::Left }
                };
                Quantile::interior(customers, bins, order).into_iter().map(cut).collect()
            }
            Rule::EqualCounts(bins, ties) => {
                ties.refuse_row_order()?;
                let places = equal_shares(customers, u64::from(*bins));
                let cut = |(last, &place): (Option<Standing>, &usize)| {
                    let level = level_of(last, place, *ties, |_, _| 0);
                    CutPoint { value: keys.value(level.key), inclusive: level.is_inclusive() }
                };
                let mut cuts: Vec<_> = order(&places).into_iter().zip(&places).map(cut).collect();
                cuts.reverse();
                return ScoreCuts::new(cuts, self.better);
            }
        };
        ScoreCuts::from_above(above, self.better)
    }

    /// As [`Scoring::score_into`], of a column that is checked and has `out`'s length, not 0.
    pub(crate) fn score_keys<V: Amount>(
        &self,
        keys: &Keys<'_, V>,
        threads: usize,
        out: &mut [i32],
    ) -> Vec<f64> {
        match &self.rule {
            Rule::At(thresholds) => {
                parallel::fill(out, CHUNK, threads, |first, part| {
                    for (slot, value) in part.iter_mut().zip(&keys.values()[first..]) {
                        let value = value.to_f64();
                        let above = thresholds.partition_point(|&threshold| match self.closed {
                            Closed::Right => threshold < value,
                            Closed::Left => threshold <= value,
                        });
                        *slot = self.graded(above);
                    }
                });
                thresholds.clone()
            }
            Rule::Quantiles(bins) => self.by_quantiles(keys, u64::from(*bins), threads, out),
            Rule::EqualCounts(bins, ties) => {
                self.by_counts(keys, u64::from(*bins), *ties, threads, out)
            }
        }
    }

    /// The score of a value above `above` thresholds.
    #[inline]
    fn graded(&self, above: usize) -> i32 {
        (match self.better {
            Better::Higher => above + 1,
            Better::Lower => self.bins() - above,
        }) as i32
    }

    fn by_quantiles<V: Amount>(
        &self,
        keys: &Keys<'_, V>,
        bins: u64,
        threads: usize,
        out: &mut [i32],
    ) -> Vec<f64> {
        let order = |places: &[usize]| {
            nth_largest(keys.len(), |rows| keys.of(rows), keys.span(), places, threads)
        };
        let mut thresholds = Vec::with_capacity(bins as usize - 1);
        let mut levels = Vec::with_capacity(bins as usize - 1);
        for Quantile { low, high, part } in Quantile::interior(keys.len(), bins, order) {
            let (a, b) = (keys.value(low).to_f64(), keys.value(high).to_f64());
            thresholds.push(f64::quantile(a, b, part, bins).0);
            // What is above is above the lower of the two values, or is it.
            let equal = self.closed == Closed::Left && (part == 0 || low == high);
            levels.push(Level::above(low, equal));
        }
        let classes = Classes::new(levels, keys);
        classes.write(keys, |above| self.graded(above), threads, out);
        thresholds
    }

    fn by_counts<V: Amount>(
        &self,
        keys: &Keys<'_, V>,
        bins: u64,
        ties: Ties,
        threads: usize,
        out: &mut [i32],
    ) -> Vec<f64> {
        let keys = &keys.reversed(self.better == Better::Lower);
        let mut levels = levels(keys, &equal_shares(keys.len(), bins), ties, threads);
        let mut thresholds: Vec<f64> =
            levels.iter().map(|level| keys.value(level.key).to_f64()).collect();
        levels.reverse();
        let classes = Classes::new(levels, keys);
        classes.write(keys, |reached| reached as i32 + 1, threads, out);
        if self.better == Better::Higher {
            thresholds.reverse();
        }
        thresholds
    }
}

/// How many customers, from the best down, stand above each cut into equal counts.
fn equal_shares(customers: usize, bins: u64) -> Vec<usize> {
    (1..bins).map(|above| share_of_count(above, bins, customers, Boundary::Upper)).collect()
}

/// An interior quantile of type 7: `part` of k parts of the way from one key to the next.
struct Quantile {
    low: u64,
    high: u64,
    part: u64,
}

impl Quantile {
    /// The k − 1 interior quantiles of `customers` keys, ascending; `order` finds the n-th largest.
    fn interior(
        customers: usize,
        bins: u64,
        order: impl Fn(&[usize]) -> Vec<Option<Standing>>,
    ) -> Vec<Self> {
        // Position (n − 1) j / k from 0, in integers.
        let product = |j: u64| (customers as u128 - 1) * u128::from(j);
        let places: Vec<usize> = (1..bins)
            .map(|j| customers - (product(j) / u128::from(bins)) as usize)
            .flat_map(|place| [place, place.saturating_sub(1).max(1)])
            .collect();
        let key = |standing: Option<Standing>| standing.map_or(0, |standing| standing.key);
        let found = order(&places);
        (1..bins)
            .zip(found.chunks_exact(2))
            .map(|(j, pair)| Self {
                low: key(pair[0]),
                high: key(pair[1]),
                part: (product(j) % u128::from(bins)) as u64,
            })
            .collect()
    }
}

/// Rows that are scored in one go.
const CHUNK: usize = 1 << 16;

fn checked_bins(bins: u32) -> Result<u32> {
    if (1..=MOST_BINS).contains(&bins) {
        Ok(bins)
    } else {
        Err(Error::out_of_range("bins", f64::from(bins), "1 to 1000"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn thresholds_are_the_quantiles_of_type_seven() {
        // numpy.quantile([1..10], [.2, .4, .6, .8]) = 2.8 4.6 6.4 8.2.
        let values: Vec<i64> = (1..=10).collect();
        let scores = Scoring::quantiles(5).unwrap().score(&values).unwrap();
        for (found, expected) in scores.thresholds.iter().zip([2.8, 4.6, 6.4, 8.2]) {
            assert!((found - expected).abs() < 1e-15, "{found}");
        }
        assert_eq!(scores.score, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        // A quantile that falls on a value: closed on the right, or on the left.
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        let right = Scoring::quantiles(5).unwrap();
        assert_eq!(right.score(&values).unwrap().score, [1, 1, 2, 3, 4, 5]);
        let left = right.with_closed(Closed::Left);
        assert_eq!(left.score(&values).unwrap().score, [1, 2, 3, 4, 5, 5]);
    }

    #[test]
    fn amounts_below_one_unit_are_scored_as_any() {
        let cents: Vec<f64> = (1..=10).map(|i| f64::from(i) / 10.0).collect();
        let scores = Scoring::quantiles(5).unwrap().score(&cents).unwrap();
        assert_eq!(scores.score, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        // All equal: one score, the lowest of "higher is better".
        let equal = Scoring::quantiles(5).unwrap().score(&[7.0; 4]).unwrap();
        assert_eq!(equal.score, [1; 4]);
        let one = Scoring::quantiles(5).unwrap().score(&[7.0]).unwrap();
        assert_eq!((one.score, one.thresholds), (vec![1], vec![7.0; 4]));
    }

    #[test]
    fn equal_counts_are_equal_and_ties_follow_their_rule() {
        let values: Vec<i64> = (0..1000).map(|i| (i * 7919) % 1000).collect();
        let scores = Scoring::equal_counts(5, Ties::RowOrder).unwrap().score(&values).unwrap();
        for score in 1..=5 {
            assert_eq!(scores.score.iter().filter(|&&s| s == score).count(), 200);
        }
        assert_eq!(scores.thresholds, [200.0, 400.0, 600.0, 800.0]);
        let tied = [5_i64, 5, 5, 1];
        let score = |ties| Scoring::equal_counts(2, ties).unwrap().score(&tied).unwrap().score;
        assert_eq!(score(Ties::Upper), [2, 2, 2, 1]);
        assert_eq!(score(Ties::Lower), [1, 1, 1, 1]);
        assert_eq!(score(Ties::RowOrder), [2, 2, 1, 1]);
        let days = Scoring::equal_counts(2, Ties::RowOrder).unwrap().with_better(Better::Lower);
        let scores = days.score(&tied).unwrap();
        assert_eq!((scores.score, scores.thresholds), (vec![2, 1, 1, 2], vec![5.0]));
    }

    #[test]
    fn bad_input_is_named() {
        assert!(
            Scoring::quantiles(0).is_err() && Scoring::equal_counts(1001, Ties::Upper).is_err()
        );
        let error = Scoring::at([1.0, 1.0]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Unsorted, Some(1)));
        assert_eq!(Scoring::at([f64::NAN]).unwrap_err().kind(), ErrorKind::NotFinite);
        let quintiles = Scoring::quantiles(5).unwrap();
        assert_eq!(quintiles.score::<f64>(&[]).unwrap_err().kind(), ErrorKind::Empty);
        let error = quintiles.score(&[1.0, f64::NAN]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::NotFinite, Some(1)));
        assert!(quintiles.score_into(&[1.0], &mut []).is_err());
    }

    proptest! {
        #[test]
        fn quantile_scores_are_those_of_the_definition(
            values in prop::collection::vec(-20_i32..20, 1..80),
            bins in 1_u32..12,
            lower in any::<bool>(),
            left in any::<bool>(),
        ) {
            let better = if lower { Better::Lower } else { Better::Higher };
            let closed = if left { Closed::Left } else { Closed::Right };
            let scoring = Scoring::quantiles(bins).unwrap().with_better(better).with_closed(closed);
            let scores = scoring.score(&values).unwrap();
            let mut sorted = values.clone();
            sorted.sort_unstable();
            // Every quantile is an integer over `bins`: compare exactly.
            let quantile = |j: i64| {
                let product = (values.len() as i64 - 1) * j;
                let (at, part) = ((product / i64::from(bins)) as usize, product % i64::from(bins));
                let (a, b) = (i64::from(sorted[at]), i64::from(*sorted.get(at + 1).unwrap_or(&0)));
                a * i64::from(bins) + if part == 0 { 0 } else { part * (b - a) }
            };
            for (&value, &score) in values.iter().zip(&scores.score) {
                let scaled = i64::from(value) * i64::from(bins);
                let above = (1..i64::from(bins))
                    .filter(|&j| if left { scaled >= quantile(j) } else { scaled > quantile(j) })
                    .count() as i32;
                let expected = if lower { bins as i32 - above } else { above + 1 };
                prop_assert_eq!(score, expected, "{} in {:?}", value, &scores.thresholds);
            }
            // The cuts score the next batch alike.
            let cuts = scoring.cuts(&values).unwrap();
            prop_assert_eq!(cuts.score(&values).unwrap(), scores.score);
        }
    }
}
