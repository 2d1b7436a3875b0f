//! The seven behavioural indicators of loyalty.

use super::weights::check_weights;
use crate::classify::{FactColumns, Number, facts};
use crate::error::{Error, ErrorKind, Result};

facts! {
    /// The seven behavioural indicators, each on its declared range.
    pub struct SevenIndicatorFacts, SevenIndicatorColumns {
        /// How often the customer buys again (more is more loyal).
        repurchase: Number,
        /// How long the customer takes to choose (less is more loyal).
        choosing_time: Number,
        /// Attention to this brand (more is more loyal).
        attention: Number,
        /// Attention to competing brands (less is more loyal).
        competitor_attention: Number,
        /// Sensitivity to price (less is more loyal).
        price_sensitivity: Number,
        /// Identification with the brand (more is more loyal).
        identification: Number,
        /// Tolerance of defects (more is more loyal).
        defect_tolerance: Number,
    }
}

/// The seven-indicator loyalty index of customer behaviour, 0 to 100:
///
/// ```text
/// index = 100 (sum w_i s_i) / (sum w_i),   s_i = (x_i - low_i) / (high_i - low_i) or 1 minus that
/// ```
///
/// with the directions + - + - - + +. The ranges are *declared*: scaling by the
/// smallest and largest value seen would make a customer's score depend on who
/// else is in the sample. The texts give no weights; the default is equal ones.
///
/// An indicator on which all customers of a sample agree tells them apart by
/// nothing: [`index_into`](Self::index_into) drops it from that sample and says
/// so.
///
/// ```
/// use habitue::loyalty::{SevenIndicatorFacts, SevenIndicators};
///
/// let index = SevenIndicators::new([(1.0, 5.0); 7])?;
/// let facts = SevenIndicatorFacts::new()
///     .repurchase(5.0).choosing_time(1.0).attention(5.0).competitor_attention(1.0)
///     .price_sensitivity(1.0).identification(5.0).defect_tolerance(3.0);
/// let found = index.index(&facts)?.expect("all are known");
/// assert!((found - 100.0 * 6.5 / 7.0).abs() < 1e-12);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct SevenIndicators {
    ranges: [(f64, f64); 7],
    weights: [f64; 7],
}

/// What [`SevenIndicators::index_into`] found.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SevenIndicatorSummary {
    /// The mean index; `None` where nobody has one.
    pub mean: Option<f64>,
    /// Customers with all the indicators that entered.
    pub n_used: u64,
    /// Customers without an index.
    pub n_missing: u64,
    /// Which indicators were dropped, because all customers who answered agree.
    pub dropped: [bool; 7],
}

impl SevenIndicators {
    /// +1 where more is more loyal, -1 where less is.
    pub const DIRECTIONS: [i8; 7] = [1, -1, 1, -1, -1, 1, 1];

    const NAMES: [&'static str; 7] = [
        "repurchase",
        "choosing_time",
        "attention",
        "competitor_attention",
        "price_sensitivity",
        "identification",
        "defect_tolerance",
    ];

    /// The index with the declared ranges, from lowest to highest possible value,
    /// in the order of the facts.
    ///
    /// # Errors
    /// [`NotFinite`](ErrorKind::NotFinite) for an end that is not finite,
    /// [`Unsorted`](ErrorKind::Unsorted) unless each range is (low, high) with low
    /// below high.
    pub fn new(ranges: [(f64, f64); 7]) -> Result<Self> {
        Self { ranges, weights: [1.0; 7] }.checked()
    }

    fn checked(self) -> Result<Self> {
        for ((low, high), name) in self.ranges.into_iter().zip(Self::NAMES) {
            if let Some(bad) = [low, high].into_iter().find(|end| !end.is_finite()) {
                return Err(Error::out_of_range(name, bad, "a finite range"));
            }
            if !(low < high && (high - low).is_finite()) {
                return Err(Error::new(ErrorKind::Unsorted, "is no range from low to high")
                    .in_column(name)
                    .with_value(format!("({low}, {high})")));
            }
        }
        check_weights(&self.weights)?;
        Ok(self)
    }

    /// Replaces the weights, in the order of the facts. Defaults to equal ones.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a weight that is not finite and >= 0, or where all are 0.
    pub fn with_weights(mut self, weights: [f64; 7]) -> Result<Self> {
        self.weights = weights;
        self.checked()
    }

    /// The index of one customer, 0 to 100; `None` where an indicator with a weight
    /// is not known.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a value outside its declared range.
    pub fn index(&self, facts: &SevenIndicatorFacts) -> Result<Option<f64>> {
        let values = values(facts);
        self.check(&values)?;
        Ok(self.score(&values, &self.weights))
    }

    /// The index of each customer, written into `out` (NaN where an indicator that
    /// entered is not known), and the summary. Indicators on which all customers
    /// who answered agree are dropped, where at least two answered.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) for a column of another length;
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a value outside its declared range, with its row and column;
    /// [`Undefined`](ErrorKind::Undefined) where every indicator with a weight is
    /// dropped.
    pub fn index_into(
        &self,
        columns: &SevenIndicatorColumns<'_>,
        out: &mut [f64],
    ) -> Result<SevenIndicatorSummary> {
        columns.check()?;
        let rows = columns.rows();
        if out.len() != rows {
            return Err(Error::length("out", out.len(), rows));
        }
        let (mut first, mut answered, mut differ) = ([None; 7], [0_u64; 7], [false; 7]);
        for row in 0..rows {
            let values = values(&columns.facts(row));
            self.check(&values).map_err(|error| error.at_row(row as u64))?;
            for (at, value) in values.iter().enumerate().filter(|(_, value)| value.is_some()) {
                answered[at] += 1;
                differ[at] |= first[at].is_some_and(|first| Some(first) != *value);
                first[at] = first[at].or(*value);
            }
        }
        let (mut weights, mut dropped) = (self.weights, [false; 7]);
        for at in 0..7 {
            dropped[at] = answered[at] >= 2 && !differ[at];
            if dropped[at] {
                weights[at] = 0.0;
            }
        }
        if weights.iter().all(|weight| *weight == 0.0) {
            return Err(Error::new(
                ErrorKind::Undefined,
                "no indicator with a weight tells these customers apart",
            ));
        }
        let (mut sum, mut used) = (0.0, 0_u64);
        for (row, slot) in out.iter_mut().enumerate() {
            match self.score(&values(&columns.facts(row)), &weights) {
                Some(index) => {
                    *slot = index;
                    sum += index;
                    used += 1;
                }
                None => *slot = f64::NAN,
            }
        }
        Ok(SevenIndicatorSummary {
            mean: (used > 0).then(|| sum / used as f64),
            n_used: used,
            n_missing: rows as u64 - used,
            dropped,
        })
    }

    fn check(&self, values: &[Option<f64>; 7]) -> Result<()> {
        for ((value, (low, high)), name) in values.iter().zip(self.ranges).zip(Self::NAMES) {
            if let Some(value) = value.filter(|value| !(low..=high).contains(value)) {
                return Err(Error::out_of_range(name, value, format!("{low} to {high}")));
            }
        }
        Ok(())
    }

    fn score(&self, values: &[Option<f64>; 7], weights: &[f64; 7]) -> Option<f64> {
        let (mut sum, mut total) = (0.0, 0.0);
        for at in (0..7).filter(|at| weights[*at] > 0.0) {
            let (low, high) = self.ranges[at];
            let share = (values[at]? - low) / (high - low);
            let loyal = if Self::DIRECTIONS[at] > 0 { share } else { 1.0 - share };
            sum += weights[at] * loyal;
            total += weights[at];
        }
        // Rounding may carry a mean of ones past 1 by its last bit.
        Some(100.0 * (sum / total).clamp(0.0, 1.0))
    }
}

fn values(facts: &SevenIndicatorFacts) -> [Option<f64>; 7] {
    [
        facts.repurchase,
        facts.choosing_time,
        facts.attention,
        facts.competitor_attention,
        facts.price_sensitivity,
        facts.identification,
        facts.defect_tolerance,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_all_agree_on_is_dropped_and_reported() {
        let index = SevenIndicators::new([(0.0, 10.0); 7]).unwrap();
        let (five, varied) = ([5.0; 3], [0.0, 10.0, 5.0]);
        let gap = [f64::NAN, 10.0, 0.0];
        let columns = SevenIndicatorColumns::new(3)
            .repurchase(&varied)
            .choosing_time(&varied)
            .attention(&gap)
            .competitor_attention(&five)
            .price_sensitivity(&five)
            .identification(&five)
            .defect_tolerance(&five);
        let mut out = [0.0; 3];
        let found = index.index_into(&columns, &mut out).unwrap();
        assert_eq!(found.dropped, [false, false, false, true, true, true, true]);
        // Row 1: repurchase 1, choosing 1 - 1 = 0, attention 1; row 2: .5, .5, 0.
        assert!(out[0].is_nan() && (out[1] - 200.0 / 3.0).abs() < 1e-12);
        assert!((out[2] - 100.0 / 3.0).abs() < 1e-12);
        assert_eq!((found.n_used, found.n_missing), (2, 1));
        let same = SevenIndicatorColumns::new(3)
            .repurchase(&five)
            .choosing_time(&five)
            .attention(&five)
            .competitor_attention(&five)
            .price_sensitivity(&five)
            .identification(&five)
            .defect_tolerance(&five);
        assert_eq!(index.index_into(&same, &mut out).unwrap_err().kind(), ErrorKind::Undefined);
        let low = SevenIndicatorColumns::new(3).attention(&[1.0, 11.0, 2.0]);
        let error = index.index_into(&low, &mut out).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("attention")));
    }

    proptest! {
        #[test]
        fn each_indicator_moves_the_index_in_its_direction(
            values in proptest::array::uniform7(0.0_f64..=1.0), step in 0.0_f64..1.0,
            weights in proptest::array::uniform7(0.01_f64..5.0), at in 0_usize..7,
        ) {
            let index = SevenIndicators::new([(0.0, 1.0); 7]).unwrap().with_weights(weights).unwrap();
            let before: [Option<f64>; 7] = values.map(Some);
            let mut after = before;
            after[at] = Some((values[at] + step).min(1.0));
            let (a, b) = (index.score(&before, &weights).unwrap(), index.score(&after, &weights).unwrap());
            prop_assert!((0.0..=100.0).contains(&a));
            if SevenIndicators::DIRECTIONS[at] > 0 { prop_assert!(b >= a) } else { prop_assert!(b <= a) }
        }
    }
}
