//! What was forecast of customers, beside what they did.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::exact_sum::ExactSum;

/// Forecasts of customers and what came to pass in the holdout: one row a
/// customer, purchases or money.
///
/// ```
/// use habitue::lifetime::Holdout;
/// let holdout = Holdout::new(&[0.0, 1.0, 5.0, 0.0], &[0.2, 1.5, 3.0, 0.3])?;
/// let errors = holdout.errors();
/// assert!((errors.bias.unwrap() - (5.0 - 6.0) / 6.0).abs() < 1e-12);
/// assert!((errors.wape.unwrap() - 3.0 / 6.0).abs() < 1e-12);
/// // By frequency x: those who never came back, and the rest.
/// let classes = holdout.by(&[0.0, 1.0, 4.0, 0.0], &[0.0, 1.0])?;
/// assert_eq!((classes[0].customers, classes[1].actual), (2.0, Some(3.0)));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Holdout<'a> {
    actual: &'a [f64],
    expected: &'a [f64],
    weights: Option<&'a [f64]>,
    /// How often each row is there; once where nothing is said.
    times: Option<&'a [u64]>,
}

/// How far forecasts e were from what came to pass, a, over customers of weight w
/// (1 each unless given).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct HoldoutErrors {
    /// Σ w, the customers.
    pub customers: f64,
    /// Σ w a.
    pub actual: f64,
    /// Σ w e.
    pub expected: f64,
    /// Σ w (e − a)/Σ w a: positive where too much was expected; `None` where
    /// nothing came to pass.
    pub bias: Option<f64>,
    /// WAPE, Σ w |e − a|/Σ w a: the weighted absolute percentage error, which is
    /// MAE over the mean; `None` where nothing came to pass. (The mean of |e − a|/a
    /// is not defined for customers who did nothing.)
    pub wape: Option<f64>,
    /// MAE, Σ w |e − a|/Σ w.
    pub mae: f64,
    /// RMSE, √(Σ w (e − a)²/Σ w).
    pub rmse: f64,
    /// Top-decile lift: the mean of a among the tenth of the customers of whom most
    /// was expected, over the mean of a among all (Neslin, Gupta, Kamakura, Lu and
    /// Mason, *Journal of Marketing Research* 43, 2006). Customers of the same
    /// forecast at the border share their mean, so that the order of rows does not
    /// matter. 1 is chance, 10 the most; `None` where nothing came to pass.
    pub top_decile_lift: Option<f64>,
    /// The Gini coefficient of the ranking: twice the area between the diagonal and
    /// the share of Σ w a held by those of whom least was expected (the ordered
    /// Lorenz curve of Frees, Meyers and Cummings, *Journal of the American
    /// Statistical Association* 106, 2011), customers of the same forecast in one
    /// step. 0 is chance; `None` where nothing came to pass.
    pub gini: Option<f64>,
    /// That, over what a perfect ranking (by a itself) attains: 1 is perfect;
    /// `None` also where all customers did the same.
    pub normalised_gini: Option<f64>,
}

/// Forecasts and outcomes of the customers of one class.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct HoldoutClass {
    /// The lowest value that belongs to the class.
    pub lowest: f64,
    /// Σ w, the customers in it.
    pub customers: f64,
    /// Their mean of what came to pass; `None` for an empty class.
    pub actual: Option<f64>,
    /// Their mean forecast; `None` for an empty class.
    pub expected: Option<f64>,
}

impl<'a> Holdout<'a> {
    /// What came to pass (`actual`) and what was forecast (`expected`).
    ///
    /// # Errors
    /// `Empty`, `Length`; `NotFinite` or `OutOfRange`, with the row, where a value
    /// is negative, NaN or infinite.
    pub fn new(actual: &'a [f64], expected: &'a [f64]) -> Result<Self> {
        if actual.is_empty() {
            return Err(Error::empty("actual"));
        }
        if expected.len() != actual.len() {
            return Err(Error::length("expected", expected.len(), actual.len()));
        }
        not_negative("actual", actual)?;
        not_negative("expected", expected)?;
        Ok(Self { actual, expected, weights: None, times: None })
    }

    /// How many customers each row stands for. Defaults to one each.
    ///
    /// # Errors
    /// `Length`; `NotFinite` or `OutOfRange`, with the row, where a weight is
    /// negative, NaN or infinite; `Empty` where all are zero.
    pub fn with_weights(mut self, weights: &'a [f64]) -> Result<Self> {
        if weights.len() != self.actual.len() {
            return Err(Error::length("weights", weights.len(), self.actual.len()));
        }
        not_negative("weights", weights)?;
        if weights.iter().all(|weight| *weight == 0.0) {
            return Err(Error::new(ErrorKind::Empty, "are all zero").in_column("weights"));
        }
        self.weights = Some(weights);
        Ok(self)
    }

    /// The errors in total and per customer.
    #[must_use]
    pub fn errors(&self) -> HoldoutErrors {
        let mut sums: [ExactSum; 6] = Default::default();
        for row in 0..self.actual.len() {
            let (weight, a, e) = (self.weight(row), self.actual[row], self.expected[row]);
            let off = weight * (e - a);
            let terms = [weight, weight * a, weight * e, off, off.abs(), off * (e - a)];
            let times = self.times(row);
            sums.iter_mut().zip(terms).for_each(|(sum, term)| sum.add_times(term, times));
        }
        let [customers, actual, expected, off, absolute, square] = sums.map(|sum| sum.value());
        let share = |sum: f64| (actual > 0.0).then(|| sum / actual);
        let gini = share(0.0).map(|_| self.ordered_gini(self.expected, customers, actual));
        let perfect = share(0.0).map(|_| self.ordered_gini(self.actual, customers, actual));
        HoldoutErrors {
            customers,
            actual,
            expected,
            bias: share(off),
            wape: share(absolute),
            mae: absolute / customers,
            rmse: (square / customers).sqrt(),
            top_decile_lift: share(self.of_the_top(0.1 * customers) * 10.0),
            gini,
            normalised_gini: gini
                .zip(perfect)
                .filter(|(_, perfect)| *perfect > 0.0)
                .map(|(gini, perfect)| gini / perfect),
        }
    }

    /// Forecast and outcome by classes of `values` (one a row: frequency, recency,
    /// age ...): class i holds those from `lowest[i]` up to, but not with,
    /// `lowest[i + 1]`; the last is open. Values below the first belong to no
    /// class. Frequencies 0 to 6 and 7 or more are
    /// `&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]`.
    ///
    /// # Errors
    /// `Length` where there are not as many values as rows; `NotFinite`, with the
    /// row; `Empty` without classes; `OutOfRange`, with the class as row, where the
    /// bounds do not increase.
    pub fn by(&self, values: &[f64], lowest: &[f64]) -> Result<Vec<HoldoutClass>> {
        if values.len() != self.actual.len() {
            return Err(Error::length("values", values.len(), self.actual.len()));
        }
        for (row, value) in values.iter().enumerate() {
            if !value.is_finite() {
                return Err(Error::out_of_range("values", *value, "finite").at_row(row as u64));
            }
        }
        increasing(lowest)?;
        let mut sums: Vec<[ExactSum; 3]> = vec![Default::default(); lowest.len()];
        for (row, value) in values.iter().enumerate() {
            let Some(class) = lowest.partition_point(|low| low <= value).checked_sub(1) else {
                continue;
            };
            let weight = self.weight(row);
            let terms = [weight, weight * self.actual[row], weight * self.expected[row]];
            let times = self.times(row);
            sums[class].iter_mut().zip(terms).for_each(|(sum, term)| sum.add_times(term, times));
        }
        let class = |(lowest, [customers, actual, expected]): (&f64, [f64; 3])| HoldoutClass {
            lowest: *lowest,
            customers,
            actual: (customers > 0.0).then(|| actual / customers),
            expected: (customers > 0.0).then(|| expected / customers),
        };
        let sums = sums.into_iter().map(|sums| sums.map(|sum| sum.value()));
        Ok(lowest.iter().zip(sums).map(class).collect())
    }

    fn weight(&self, row: usize) -> f64 {
        self.weights.map_or(1.0, |weights| weights[row])
    }

    fn times(&self, row: usize) -> i64 {
        self.times.map_or(1, |times| times[row] as i64)
    }

    /// Rows that are there so many times.
    pub(super) const fn repeated(
        actual: &'a [f64],
        expected: &'a [f64],
        weights: &'a [f64],
        times: &'a [u64],
    ) -> Self {
        Self { actual, expected, weights: Some(weights), times: Some(times) }
    }

    /// Each row: what came to pass, what was forecast, the weight.
    pub(super) fn rows(&self) -> impl Iterator<Item = [f64; 3]> {
        (0..self.actual.len()).map(|row| [self.actual[row], self.expected[row], self.weight(row)])
    }

    /// Rows in the order of `score`, in groups of the same score: for each the
    /// weight and the outcome.
    fn groups(&self, score: &[f64]) -> Vec<(f64, f64)> {
        let mut order: Vec<usize> = (0..score.len()).collect();
        order.sort_unstable_by(|&i, &j| score[i].total_cmp(&score[j]));
        let group = |rows: &[usize]| {
            let weighed = |row: usize| self.weight(row) * self.actual[row];
            let (mut weight, mut sum) = (ExactSum::default(), ExactSum::default());
            for &row in rows {
                if rows.len() == 1 && self.times(row) == 1 {
                    return (self.weight(row), weighed(row));
                }
                weight.add_times(self.weight(row), self.times(row));
                sum.add_times(weighed(row), self.times(row));
            }
            (weight.value(), sum.value())
        };
        order.chunk_by(|&i, &j| score[i] == score[j]).map(group).collect()
    }

    /// Σ a of the customers of the highest forecasts, `customers` of them.
    fn of_the_top(&self, customers: f64) -> f64 {
        let (mut left, mut sum) = (customers, 0.0);
        for (weight, actual) in self.groups(self.expected).into_iter().rev() {
            if weight >= left {
                return if weight > 0.0 { sum + actual * (left / weight) } else { sum };
            }
            left -= weight;
            sum += actual;
        }
        sum
    }

    /// 1 − 2 · the area under the ordered Lorenz curve.
    fn ordered_gini(&self, score: &[f64], customers: f64, total: f64) -> f64 {
        let (mut held, mut area) = (0.0, ExactSum::default());
        for (weight, actual) in self.groups(score) {
            area.add(weight * (held + 0.5 * actual));
            held += actual;
        }
        1.0 - 2.0 * area.value() / (customers * total)
    }
}

pub(crate) fn not_negative(name: &'static str, column: &[f64]) -> Result<()> {
    for (row, value) in column.iter().enumerate() {
        if !(value.is_finite() && *value >= 0.0) {
            return Err(Error::out_of_range(name, *value, ">= 0 and finite").at_row(row as u64));
        }
    }
    Ok(())
}

fn increasing(lowest: &[f64]) -> Result<()> {
    if lowest.is_empty() {
        return Err(Error::empty("lowest"));
    }
    for (class, &low) in lowest.iter().enumerate() {
        if class == 0 && low.is_finite() {
            continue;
        }
        let before = class.checked_sub(1).map_or(f64::NEG_INFINITY, |before| lowest[before]);
        if !(low.is_finite() && low > before) {
            let allowed = format!("finite and > {before}");
            return Err(Error::out_of_range("lowest", low, allowed).at_row(class as u64));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sums_are_rounded_once() {
        // Python: math.fsum([0.1] * 10) is 1.0, sum([0.1] * 10) 0.9999999999999999.
        let errors = Holdout::new(&[0.1; 10], &[0.3; 10]).unwrap().errors();
        assert_eq!((errors.actual, errors.expected), (1.0, 3.0));
    }

    proptest! {
        /// Whatever the order of customers: every figure has the same bits.
        #[test]
        fn the_order_of_customers_does_not_matter(
            (rows, shuffled) in prop::collection::vec(
                (0.0..9.0_f64, prop::sample::select(vec![0.0, 0.7, 1.0 / 3.0, 1e17, 5e-324]), 0..3),
                1..40,
            )
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        ) {
            let told = |rows: &[(f64, f64, i32)]| {
                let actual: Vec<f64> = rows.iter().map(|row| row.0).collect();
                let expected: Vec<f64> = rows.iter().map(|row| row.1).collect();
                let weights: Vec<f64> = rows.iter().map(|row| 0.1 + f64::from(row.2)).collect();
                let holdout =
                    Holdout::new(&actual, &expected).unwrap().with_weights(&weights).unwrap();
                let classes = holdout.by(&actual, &[0.0, 1.0, 4.0]).unwrap();
                format!("{:?} {classes:?}", holdout.errors())
            };
            prop_assert_eq!(told(&rows), told(&shuffled));
        }
    }
}
