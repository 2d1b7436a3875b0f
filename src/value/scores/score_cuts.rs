//! The cuts of a scoring as values.

use crate::error::{Error, Result};
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::cut_point::{Better, CutPoint, passed};

/// Where a column was cut into scores, so that another column is scored alike; made by
/// [`Scoring::cuts`](crate::value::Scoring::cuts), or from values that were written down.
///
/// The score of a value is one more than the number of cuts that it has passed. Repeated cuts
/// leave the scores between them to nobody.
///
/// ```
/// use habitue::value::{Better, CutPoint, ScoreCuts};
///
/// // Days since the last purchase: 2 up to 180 days, 3 up to 30 days.
/// let cut = |value, inclusive| CutPoint { value, inclusive };
/// let cuts = ScoreCuts::new([cut(180, true), cut(30, true)], Better::Lower)?;
/// assert_eq!(cuts.score(&[400, 180, 90, 30, 1])?, [1, 2, 2, 3, 3]);
/// assert!(ScoreCuts::new([cut(30, true), cut(180, true)], Better::Lower).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct ScoreCuts<V> {
    cuts: Vec<CutPoint<V>>,
    better: Better,
}

impl<V: Amount> ScoreCuts<V> {
    /// Cuts from the lowest score to the highest; there is one score more than there are cuts.
    ///
    /// # Errors
    /// `NotFinite`, or `Unsorted` where a cut is passed sooner than the one before it, naming the
    /// row; `OutOfRange` for more than 999 cuts.
    pub fn new(cuts: impl Into<Vec<CutPoint<V>>>, better: Better) -> Result<Self> {
        Self { cuts: cuts.into(), better }.checked()
    }

    fn checked(self) -> Result<Self> {
        if self.cuts.len() >= MOST_SCORES {
            return Err(Error::out_of_range("cuts", self.cuts.len() as f64, "at most 999 cuts"));
        }
        CutPoint::check(&self.cuts, "cuts", self.better)?;
        Ok(self)
    }

    /// Of cuts in ascending order, above which the higher values are.
    pub(crate) fn from_above(above: Vec<CutPoint<V>>, better: Better) -> Result<Self> {
        let mut cuts: Vec<_> = above.into_iter().map(|cut| cut.seen_by(better)).collect();
        if better == Better::Lower {
            cuts.reverse();
        }
        Self::new(cuts, better)
    }

    /// The cuts, from the lowest score to the highest.
    #[must_use]
    pub fn cuts(&self) -> &[CutPoint<V>] {
        &self.cuts
    }

    /// Which values earn the high scores.
    #[must_use]
    pub fn better(&self) -> Better {
        self.better
    }

    /// How many scores there are, and the highest.
    #[must_use]
    pub fn bins(&self) -> usize {
        self.cuts.len() + 1
    }

    /// The score of one value, 1 (worst) to the number of bins.
    ///
    /// # Errors
    /// `NotFinite`.
    pub fn score_of(&self, value: V) -> Result<i32> {
        V::check(&[value], "value")?;
        Ok(self.place(value))
    }

    pub(crate) fn place(&self, value: V) -> i32 {
        1 + passed(&self.cuts, value, self.better) as i32
    }

    /// The score of each row.
    ///
    /// # Errors
    /// `NotFinite` naming the row.
    pub fn score(&self, values: &[V]) -> Result<Vec<i32>> {
        let mut out = vec![0; values.len()];
        self.score_into(values, &mut out)?;
        Ok(out)
    }

    /// Writes the score of each row.
    ///
    /// # Errors
    /// `Length` where `out` has another length; `NotFinite` naming the row. Nothing is written
    /// then.
    pub fn score_into(&self, values: &[V], out: &mut [i32]) -> Result<()> {
        if out.len() != values.len() {
            return Err(Error::length("out", out.len(), values.len()));
        }
        V::check(values, "values")?;
        out.iter_mut().zip(values).for_each(|(slot, &value)| *slot = self.place(value));
        Ok(())
    }
}

/// The most bins of a scoring.
pub(crate) const MOST_SCORES: usize = 1000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::ErrorKind;
    use crate::numeric::ranking::cut::Ties;
    use crate::numeric::ranking::cut_point::Closed;
    use crate::value::scores::scoring::Scoring;

    #[test]
    fn row_order_and_nobody_are_refused() {
        let error = Scoring::equal_counts(2, Ties::RowOrder).unwrap().cuts(&[1, 2]).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("ties")));
        let quintiles = Scoring::quantiles(5).unwrap();
        assert_eq!(quintiles.cuts::<i64>(&[]).unwrap_err().kind(), ErrorKind::Empty);
        assert_eq!(
            quintiles.cuts_of_counts(&[1, 2], &[0, 0]).unwrap_err().kind(),
            ErrorKind::Empty
        );
        let mut out = [7];
        assert!(quintiles.cuts(&[1.0]).unwrap().score_into(&[f64::NAN], &mut out).is_err());
        assert_eq!(out, [7]);
    }

    /// Whole numbers beyond 2^53 keep their cuts, though doubles do not tell them apart.
    #[test]
    fn large_whole_numbers_are_cut_exactly() {
        let values = [i64::MAX - 3, i64::MAX - 2, i64::MAX - 1, i64::MAX];
        for closed in [Closed::Left, Closed::Right] {
            let halves = Scoring::quantiles(2).unwrap().with_closed(closed);
            let cuts = halves.cuts(&values).unwrap();
            assert_eq!(cuts.score(&values).unwrap(), [1, 1, 2, 2]);
        }
    }

    proptest! {
        /// Cuts of a base score that base as its scoring does; those of counts are those of as
        /// many rows.
        #[test]
        fn a_base_is_scored_alike(
            rows in prop::collection::vec((-9_i32..9, 0_u64..4), 1..60),
            bins in 1_u32..9,
            rule in 0..4,
            lower in any::<bool>(),
            left in any::<bool>(),
        ) {
            let better = if lower { Better::Lower } else { Better::Higher };
            let closed = if left { Closed::Left } else { Closed::Right };
            let scoring = match rule {
                0 => Scoring::quantiles(bins),
                1 => Scoring::equal_counts(bins, Ties::Upper),
                2 => Scoring::equal_counts(bins, Ties::Lower),
                _ => Scoring::at([-3.5, 0.0, 2.0]),
            };
            let scoring = scoring.unwrap().with_better(better).with_closed(closed);
            let (values, counts): (Vec<i32>, Vec<u64>) = rows.into_iter().unzip();
            prop_assume!(counts.iter().sum::<u64>() > 0);
            let spread: Vec<i32> = values
                .iter()
                .zip(&counts)
                .flat_map(|(&value, &count)| std::iter::repeat_n(value, count as usize))
                .collect();
            let cuts = scoring.cuts(&spread).unwrap();
            prop_assert_eq!(cuts.bins(), scoring.bins());
            prop_assert_eq!(cuts.score(&spread).unwrap(), scoring.score(&spread).unwrap().score);
            prop_assert_eq!(&scoring.cuts_of_counts(&values, &counts).unwrap(), &cuts);
            // The same of doubles, to thirds of a unit.
            let doubles: Vec<f64> = spread.iter().map(|&value| f64::from(value) / 3.0).collect();
            let cuts = scoring.cuts(&doubles).unwrap();
            prop_assert_eq!(cuts.score(&doubles).unwrap(), scoring.score(&doubles).unwrap().score);
        }
    }
}
