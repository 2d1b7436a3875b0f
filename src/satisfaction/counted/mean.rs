//! A mean over respondents, with its interval.

use super::difference::Difference;
use super::remainders::{Adding, Remainders, sums};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::check_confidence;
use crate::numeric::tolerance::SUM_OF_WEIGHTS;
use crate::survey::{Interval, check_weights};

/// The sums under the mean of any figure that respondents have: a gap, a
/// delivered value, an index of their own. Parts of a survey (shards, waves) are
/// counted apart and [merged](Self::merge), in any order, without a bit changing.
///
/// ```
/// use habitue::satisfaction::MeanCounts;
///
/// // Gaps of four customers, one of whom did not say what was expected.
/// let north = MeanCounts::count(&[-1.0, 0.5, f64::NAN], None)?;
/// let south = MeanCounts::count(&[-2.0], None)?;
/// let gap = north.merge(south).mean(0.95)?;
/// assert!((gap.mean + 2.5 / 3.0).abs() < 1e-15);
/// assert_eq!((gap.counts.answered, gap.counts.missing), (3, 1));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct MeanCounts {
    /// Σ w x over those who have the figure.
    pub sum: f64,
    /// Σ w.
    pub total: f64,
    /// Σ w².
    pub weight_squares: f64,
    /// Σ w² x.
    pub square_sum: f64,
    /// Σ w² x².
    pub square_products: f64,
    /// Respondents who have the figure and weigh.
    pub answered: u64,
    /// Respondents who do not have it.
    pub missing: u64,
    /// What rounding left of the sums.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Remainders::is_nothing"))]
    pub(super) rest: Remainders<5>,
}

sums!(MeanCounts, 5: sum, total, weight_squares, square_sum, square_products);

impl MeanCounts {
    /// Counts a column, NaN where missing; `weights` may be absent.
    ///
    /// # Errors
    /// `Length`; `NotFinite` for an infinity, naming the row; as for base weights.
    pub fn count(values: &[f64], weights: Option<&[f64]>) -> Result<Self> {
        if let Some(weights) = weights {
            check_weights(weights, values.len())?;
        }
        if let Some(row) = values.iter().position(|value| value.is_infinite()) {
            return Err(Error::out_of_range("values", values[row], "a finite number, or NaN")
                .at_row(row as u64));
        }
        let mut adding = MeanAdding::default();
        for (row, value) in values.iter().enumerate() {
            adding.push(*value, weights.map_or(1.0, |weights| weights[row]));
        }
        Ok(adding.end())
    }

    /// The counts of both parts together.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            answered: self.answered.saturating_add(other.answered),
            missing: self.missing.saturating_add(other.missing),
            ..self.joined(&other)
        }
    }

    /// Kish's effective sample size; 0 where nobody has the figure.
    #[must_use]
    pub fn effective_n(&self) -> f64 {
        if self.answered == 0 { 0.0 } else { self.total * self.total / self.weight_squares }
    }

    /// The mean with Student's interval.
    ///
    /// # Errors
    /// `Empty` where nobody has the figure; `OutOfRange` unless 0 < `confidence` < 1;
    /// `NotFinite` or `Inconsistent` for sums that no answers have.
    pub fn mean(&self, confidence: f64) -> Result<MeanScore> {
        self.mean_within(confidence, (f64::NEG_INFINITY, f64::INFINITY))
    }

    /// The mean of a figure that has a range, in which the interval stays.
    pub(super) fn mean_within(&self, confidence: f64, range: (f64, f64)) -> Result<MeanScore> {
        check_confidence(confidence)?;
        let sums = [
            ("sum", self.sum),
            ("square_sum", self.square_sum),
            ("square_products", self.square_products),
        ];
        check_sums(self.answered, (self.total, self.weight_squares), &sums)?;
        let (mean, n) = (self.sum / self.total, self.answered as f64);
        // Σ w² (x - mean)², which rounding may leave below 0 where all are alike.
        let squares =
            self.square_products - 2.0 * mean * self.square_sum + mean * mean * self.weight_squares;
        let standard_error =
            (self.answered > 1).then(|| (squares.max(0.0) * n / (n - 1.0)).sqrt() / self.total);
        Ok(MeanScore {
            mean,
            standard_error,
            interval: standard_error
                .map(|error| Interval::student(mean, error, n, confidence, range)),
            counts: *self,
        })
    }
}

/// The sums under a mean while respondents are added.
#[derive(Default)]
pub(in crate::satisfaction) struct MeanAdding {
    sums: Adding<5>,
    answered: u64,
    missing: u64,
}

impl MeanAdding {
    /// Adds one respondent with a finite figure, or NaN for none.
    pub(in crate::satisfaction) fn push(&mut self, value: f64, weight: f64) {
        if value.is_nan() {
            self.missing += 1;
        } else if weight > 0.0 {
            let square = weight * weight;
            self.sums.add([weight * value, weight, square, square * value, square * value * value]);
            self.answered += 1;
        }
    }

    pub(in crate::satisfaction) fn end(self) -> MeanCounts {
        let Self { sums, answered, missing } = self;
        MeanCounts { answered, missing, ..MeanCounts::default() }.with_sums(sums.end())
    }
}

/// Checks sums that came from elsewhere: somebody answered, every sum is a number,
/// and weights are what weights can be.
///
/// # Errors
/// `Empty` where nobody answered; `NotFinite` or `OutOfRange` for a sum, by name;
/// `Inconsistent` where respondents have no weight.
pub(super) fn check_sums(
    answered: u64,
    (total, weight_squares): (f64, f64),
    sums: &[(&'static str, f64)],
) -> Result<()> {
    if answered == 0 {
        return Err(Error::new(ErrorKind::Empty, "nobody answered").in_column("answers"));
    }
    for (name, sum) in sums.iter().chain(&[("total", total), ("weight_squares", weight_squares)]) {
        if !sum.is_finite() {
            return Err(Error::out_of_range(*name, *sum, "a finite number"));
        }
    }
    if !(total > 0.0 && weight_squares > 0.0) {
        return Err(Error::new(
            ErrorKind::Inconsistent,
            format!("must be positive where {answered} respondents answered"),
        )
        .in_column("total")
        .with_value(total));
    }
    Ok(())
}

/// Refuses a sum of weights below 0 or above the total (but for rounding).
pub(super) fn check_part(name: &'static str, part: f64, total: f64) -> Result<()> {
    if part >= 0.0 && part <= total * (1.0 + SUM_OF_WEIGHTS) {
        return Ok(());
    }
    Err(Error::out_of_range(name, part, format!("0 to the total of {total}")))
}

/// Refuses a sum of squared weights that is too small for the sum of the weights:
/// (Σw)² <= n Σw².
pub(super) fn check_squares(name: &'static str, squares: f64, sum: f64, n: u64) -> Result<()> {
    let least = sum * sum / n as f64;
    if squares >= least * (1.0 - SUM_OF_WEIGHTS) {
        return Ok(());
    }
    let message = format!("must be at least {least}: {n} respondents weigh {sum} together");
    Err(Error::new(ErrorKind::Inconsistent, message).in_column(name).with_value(squares))
}

/// A mean over respondents.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MeanScore {
    /// The weighted mean.
    pub mean: f64,
    /// Its standard error; `None` with one respondent.
    pub standard_error: Option<f64>,
    /// Student's interval; `None` with one respondent.
    pub interval: Option<Interval>,
    /// The counts: who has the figure, who does not.
    pub counts: MeanCounts,
}

impl MeanScore {
    /// Whether the mean of `later` differs from this one; independent samples.
    ///
    /// # Errors
    /// `Undefined` where one of them rests on a single respondent; `OutOfRange`
    /// unless 0 < `confidence` < 1.
    pub fn difference(&self, later: &Self, confidence: f64) -> Result<Difference> {
        let (Some(first), Some(second)) = (self.standard_error, later.standard_error) else {
            return Err(Error::new(
                ErrorKind::Undefined,
                "a mean of one respondent has no standard error, so no difference can be tested",
            ));
        };
        Difference::between((self.mean, first), (later.mean, second), confidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook's mean, standard error and interval.
    #[test]
    fn a_plain_mean_is_the_textbook_one() {
        let column = [3.0, 7.0, 8.0, 10.0, 2.0, 6.0];
        let found = MeanCounts::count(&column, None).unwrap().mean(0.95).unwrap();
        let variance = column.iter().map(|x| (x - 6.0) * (x - 6.0)).sum::<f64>() / 5.0;
        assert!((found.standard_error.unwrap() - (variance / 6.0).sqrt()).abs() < 1e-14);
        // t(5; .975) = 2.570581835636314
        let half = 2.570_581_835_636_314 * found.standard_error.unwrap();
        assert!((found.interval.unwrap().high - 6.0 - half).abs() < 1e-10);
    }

    #[test]
    fn weights_scale_parts_merge_and_nobody_is_an_error() {
        let (values, weights) = ([1.0, f64::NAN, 4.0, 2.0, 9.0], [1.0, 5.0, 2.0, 0.5, 0.0]);
        let of = |factor: f64| {
            let scaled = weights.map(|w| w * factor);
            MeanCounts::count(&values, Some(&scaled)).unwrap().mean(0.9).unwrap()
        };
        let (one, other) = (of(1.0), of(4.0));
        assert_eq!((one.mean, one.standard_error), (other.mean, other.standard_error));
        assert!((one.mean - 10.0 / 3.5).abs() < 1e-15);
        assert_eq!((one.counts.answered, one.counts.missing), (3, 1));
        let part = |rows: std::ops::Range<usize>| {
            MeanCounts::count(&values[rows.clone()], Some(&weights[rows])).unwrap()
        };
        assert_eq!(part(0..3).merge(part(3..5)), one.counts);
        assert_eq!(MeanCounts::default().mean(0.95).unwrap_err().kind(), ErrorKind::Empty);
        let single = MeanCounts::count(&[2.0], None).unwrap().mean(0.95).unwrap();
        assert_eq!((single.standard_error, single.interval), (None, None));
        assert!(single.difference(&one, 0.95).is_err());
        assert_eq!(MeanCounts::count(&[1.0, f64::INFINITY], None).unwrap_err().row(), Some(1));
        // All alike: no spread, and no NaN.
        let alike = MeanCounts::count(&[0.1; 7], None).unwrap().mean(0.95).unwrap();
        assert!(alike.standard_error.unwrap() < 1e-8);
    }
}
