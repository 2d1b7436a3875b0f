//! How many customers should have come back 0, 1, 2, ... times, and how many did.

use crate::error::{Error, Result};
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::kinds::refit::other_family;
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::purchase_model::PurchaseModel;
use crate::numeric::parallel::chunked;
use crate::time::units_meet;

/// The frequencies that a model expects of customers of these ages, beside those
/// they have: the first picture of any fit.
///
/// Customer i should have x = n with the probability P(X(T_i) = n) of a new customer
/// followed for T_i; the expected counts are the sums of these over customers. Ages
/// that are the same are evaluated once.
///
/// ```
/// use habitue::lifetime::{BgNbd, FrequencyFit, Histories};
/// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
/// let customers = Histories::new(&[2, 0, 0], &[30.4, 0.0, 0.0], &[38.9, 38.9, 30.0])?;
/// let fit = FrequencyFit::of(&model, &customers, 7, 1)?;
/// assert_eq!(fit.actual[..3], [2.0, 0.0, 1.0]);
/// assert!((fit.expected.iter().sum::<f64>() - 3.0).abs() < 1e-12);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct FrequencyFit {
    /// Customers with x = 0, 1, ...; the last entry holds those with so many or more.
    pub actual: Vec<f64>,
    /// How many the model expects.
    pub expected: Vec<f64>,
}

/// The most classes: beyond it nothing is a picture any more.
pub(crate) const MOST_CLASSES: u32 = 1_000_000;

/// Distinct ages in one share of the work.
const CHUNK: usize = 64;

impl FrequencyFit {
    /// Frequencies 0 to `most` − 1, and `most` or more, by up to `threads` threads
    /// (0 for all cores; the bits do not depend on it).
    ///
    /// # Errors
    /// `Empty`; `OutOfRange` for `most` above 1,000,000, and, with the row, where the
    /// model cannot speak of a history.
    pub fn of(
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        most: u32,
        threads: usize,
    ) -> Result<Self> {
        units_meet("customers", customers.unit(), "the model", model.time_unit())?;
        Self::by(customers, most, threads, &[model], |_| 0)
    }

    /// Likewise of a model with covariates: customer i with the facts z is expected to
    /// come back as a new customer with these facts would.
    ///
    /// # Errors
    /// As [`FrequencyFit::of`], and as [`Model::answer`] for the facts.
    pub(crate) fn of_covariates(
        model: &Model,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        most: u32,
        threads: usize,
    ) -> Result<Self> {
        units_meet("customers", customers.unit(), "the model", model.time_unit())?;
        let (models, of) = model.of_distinct(facts, customers.len())?;
        let models = models.iter().map(AnyModel::as_purchase).collect::<Option<Vec<_>>>();
        let models = models.ok_or_else(|| other_family("purchases"))?;
        Self::by(customers, most, threads, &models, |row| of[row])
    }

    /// Each customer by one of some models.
    fn by(
        customers: &Histories<'_>,
        most: u32,
        threads: usize,
        models: &[&dyn PurchaseModel],
        of: impl Fn(usize) -> usize,
    ) -> Result<Self> {
        if customers.is_empty() {
            return Err(Error::empty("customers"));
        }
        if most > MOST_CLASSES {
            let allowed = format!("0 to {MOST_CLASSES}");
            return Err(Error::out_of_range("most", f64::from(most), allowed));
        }
        let mut actual = vec![0.0; most as usize + 1];
        let mut ages = Vec::with_capacity(customers.len());
        for (row, history) in customers.iter().enumerate() {
            models[of(row)].check_history(history).map_err(|error| error.at_row(row as u64))?;
            actual[history.x().min(most) as usize] += customers.weight(row);
            ages.push((of(row), history.t(), customers.weight(row)));
        }
        ages.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
        });
        ages.dedup_by(|next, kept| {
            let same = next.0 == kept.0 && next.1 == kept.1;
            if same {
                kept.2 += next.2;
            }
            same
        });
        let part = |range: std::ops::Range<usize>| -> Result<Vec<f64>> {
            let mut expected = vec![0.0; most as usize + 1];
            for &(model, t, weight) in &ages[range] {
                for (n, slot) in (0..).zip(expected.iter_mut()) {
                    let asked = if n == u64::from(most) {
                        Prediction::PAtLeast { n, t }
                    } else {
                        Prediction::PPurchases { n, t }
                    };
                    *slot += weight * models[model].predict(asked, History::NEW)?;
                }
            }
            Ok(expected)
        };
        let none = Ok(vec![0.0; most as usize + 1]);
        let add = |sum: Result<Vec<f64>>, part: Result<Vec<f64>>| {
            let (mut sum, part) = (sum?, part?);
            sum.iter_mut().zip(part).for_each(|(sum, more)| *sum += more);
            Ok(sum)
        };
        let expected = chunked(ages.len(), CHUNK, threads, part, none, add)?;
        Ok(Self { actual, expected })
    }

    /// Refuses what are no numbers of customers.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        if self.expected.len() != self.actual.len() {
            return Err(Error::length("expected", self.expected.len(), self.actual.len()));
        }
        for (name, column) in [("actual", &self.actual), ("expected", &self.expected)] {
            let bad = |value: &f64| !(value.is_finite() && value.is_sign_positive());
            if let Some(row) = column.iter().position(bad) {
                let error = Error::out_of_range(name, column[row], "0 and above");
                return Err(error.at_row(row as u64));
            }
        }
        Ok(self)
    }

    /// Pearson's Σ (actual − expected)²/expected over the classes; infinite where
    /// there are customers of whom none were expected. Against χ² with as many
    /// degrees of freedom as classes less one less the fitted parameters it is a
    /// rough test only, for parameters that were fitted to finer data.
    #[must_use]
    pub fn chi_squared(&self) -> f64 {
        let term = |(actual, expected): (&f64, &f64)| {
            let off = actual - expected;
            if off == 0.0 { 0.0 } else { off * off / expected }
        };
        self.actual.iter().zip(&self.expected).map(term).sum()
    }
}
